"""Sayings that were none, by whoever tells of them.

Denied or taken back ('Vane denied that he had called it necessary'), or left open ('he would not
say whether he believed it').
"""

from __future__ import annotations

import re
from dataclasses import replace

from claims.attribution import SILENT, Act, Polarity, Tagged
from claims.extraction.cues import CueReading, lexicon

_GOES_ON = re.compile(
    r"[,;:—–]|\b(?:and|but|or|because|since|if|when|while|who|which|whom|whose|after|before|until|as)\b",
    re.IGNORECASE,
)
"""What ends the clause that is denied or left open."""
_WHETHER = re.compile(r"\W*(?:whether|if)\b", re.IGNORECASE)
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


def is_left_open(text: str, inner: Tagged, outer: Tagged) -> bool:
    """Tell whether the content of `outer` asks or leaves open whether `inner` was said.

    >>> from claims.span import Span
    >>> text = "He asked whether Vane called it necessary."
    >>> outer = Tagged((Span(9, 41),), (Span(0, 2),), (Span(3, 8),))
    >>> inner = Tagged((Span(29, 41),), (Span(17, 21),), (Span(22, 28),))
    >>> is_left_open(text, inner, outer)
    True
    """
    first, cue = outer.content[0], inner.cue[0]
    opens = _WHETHER.match(text, first.start, cue.start)
    if opens is None or not first.contains(cue):
        return False
    return not _GOES_ON.search(text, opens.end(), cue.start)


def open_reading(outer: CueReading) -> CueReading:
    """Return what a saying does that is left open: what `outer` does, or no more than ask.

    >>> open_reading(CueReading(Act.DECLINES)).act.value, open_reading(CueReading()).act.value
    ('declines to comment', 'asks')
    """
    return CueReading(outer.act if outer.act in SILENT else Act.ASKS)


def reversed_reading(reading: CueReading) -> CueReading:
    """Return what a saying does that is denied: its speaker stands against its content.

    >>> reversed_reading(CueReading()).polarity.value
    'negative'
    """
    act = Act.ASSERTS if reading.act is Act.DENIES else reading.act
    return replace(reading, act=act, polarity=_SIDES[reading.polarity])
