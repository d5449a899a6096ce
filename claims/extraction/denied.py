"""Sayings that somebody denies or takes back: 'Vane denied that he had called it necessary'."""

from __future__ import annotations

import re
from dataclasses import replace

from claims.attribution import Act, Polarity, Tagged
from claims.extraction.cues import CueReading, lexicon

_GOES_ON = re.compile(
    r"[,;:—–]|\b(?:and|but|or|because|since|if|when|while|who|which|whom|whose|after|before|until|as)\b",
    re.IGNORECASE,
)
"""What ends the clause that is denied."""
_SIDES = {Polarity.POSITIVE: Polarity.NEGATIVE, Polarity.NEGATIVE: Polarity.POSITIVE}


def is_denied_saying(text: str, inner: Tagged, outer: Tagged, *, same: bool) -> bool:
    """Tell whether what the content of `outer` says first is that something was said: by `inner`.

    A saying that is named by a noun ('Norrend's suggestion that …') was made, whoever rejects it;
    it is meant only where its own speaker (`same`) takes it back.

    >>> from claims.span import Span
    >>> text = "Vane denied that he had called it necessary."
    >>> outer = Tagged((Span(12, 43),), (Span(0, 4),), (Span(5, 11),))
    >>> inner = Tagged((Span(31, 43),), (Span(17, 19),), (Span(20, 30),))
    >>> is_denied_saying(text, inner, outer, same=True)
    True
    """
    first, cue = outer.content[0], inner.cue[0]
    if not first.contains(cue) or _GOES_ON.search(text[first.start : cue.start]):
        return False
    word = cue.text_in(text).lower()
    return same or word not in lexicon().nouns or word in lexicon().verbs


def reversed_reading(reading: CueReading) -> CueReading:
    """Return what a saying does that is denied: its speaker stands against its content.

    >>> reversed_reading(CueReading()).polarity.value
    'negative'
    """
    act = Act.ASSERTS if reading.act is Act.DENIES else reading.act
    return replace(reading, act=act, polarity=_SIDES[reading.polarity])
