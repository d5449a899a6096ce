"""The hedges of one attribution, and whose each of them is.

How far an attribution reaches: the hedges in its speaker phrase, its cue and its
content, and those around them in the same clause ('reportedly, he said').

Whose they are:

- in the speaker phrase, in the cue and around them the reporter's: it is the
  reporter who hides a source or says 'reportedly'. The reporter of a nested
  attribution is the speaker of the one around it;
- in an authorial claim all are the reporter's;
- in a quotation the speaker's, always;
- in indirect content the speaker's too, except the devices by which reporters
  keep their distance ('allegedly', 'so-called'): outside quotation marks these
  are the reporter's. It is ambiguous in English; papers put them in for the law.

A hedge in the content of a nested attribution belongs to the nested one and to
its parent as well: the parent asserts the whole.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from claims.attribution import Hedge, HedgeKind, HedgeOwner, SpeakerKind, Tagged, Voice
from claims.hedging.scan import Found, scan
from claims.page import Page
from claims.span import Span, hull

_DEVICES = frozenset(
    {
        "allegedly", "reportedly", "purportedly", "supposedly", "so-called", "alleged",
        "purported", "ostensibly", "ostensible", "supposed", "reputedly",
    }
)  # fmt: skip
_UNNAMED = frozenset(
    {SpeakerKind.UNNAMED_OFFICIAL, SpeakerKind.UNNAMED_EXPERT, SpeakerKind.UNNAMED_OTHER}
)
_INDEFINITE = re.compile(
    r"(?i)(?:a|an|one|another|some|several|two|three|unnamed|anonymous|other)\b"
    r"(?!\s+(?:spokes|statement|press|countries|states|nations|governments))"
)
_HIDDEN = re.compile(
    r"(?i)the (?:\w+ ){0,2}(?:official|source|diplomat|expert|analyst|aide|adviser|advisor|insider|"
    r"officer|observer|critic|witness|resident|specialist|economist|researcher|historian)s?$"
)
_BOUNDARY = re.compile(
    r"[.!?;:“”\"]|[—–](?=\s)|,\s+(?:but|while|although|though|whereas|yet|so|nor|because|since)\b"
    r"|\s(?:but|while|although|whereas)\s",
    re.I,
)


def find_hedges(
    page: Page,
    tagged: Tagged,
    *,
    voice: Voice,
    speaker_kind: SpeakerKind = SpeakerKind.NONE,
    parent_content: tuple[Span, ...] = (),
) -> tuple[Hedge, ...]:
    """Return the hedges of one attribution, in text order and never overlapping.

    `parent_content` is the content of the attribution this one is nested in: what
    lies outside it hedges the parent, not this one.
    """
    own = (*tagged.speaker, *tagged.cue, *tagged.content)
    found = _with_speaker(page, tagged, speaker_kind)
    hedges = []
    for span, kind in found:
        if parent_content and not any(piece.overlaps(span) for piece in parent_content):
            continue
        inside = any(piece.overlaps(span) for piece in own)
        if inside or _is_near(page, span, own):
            hedges.append(Hedge(span, kind, _owner(page, tagged, span, voice)))
    return tuple(hedges)


def _with_speaker(page: Page, tagged: Tagged, speaker_kind: SpeakerKind) -> list[Found]:
    """Return the hedges of the sentences concerned, the unnamed speaker among them."""
    own = (*tagged.speaker, *tagged.cue, *tagged.content)
    seen = scan(page.text)
    reach = _reach(page, own)
    found = [found for area in reach for found in _slice(seen.hedges, area)]
    if speaker_kind in _KNOWN and not _is_joint(page.text, tagged.speaker):
        # 'the Orwick experts' of a piece by Orwick are its author and hide nobody
        return sorted(
            {
                (span, kind)
                for span, kind in found
                if kind not in _SOURCES
                or _COUNTED.match(page.text, span.start)
                or not any(one.overlaps(span) for one in tagged.speaker)
            }
        )
    for span in tagged.speaker:
        hidden = _hidden(page.text, span, seen.silent, speaker_kind)
        if hidden and not any(kind in _SOURCES and other.overlaps(span) for other, kind in found):
            found = [pair for pair in found if not pair[0].overlaps(hidden[0])] + [hidden]
    return sorted(set(found))


_SOURCES = frozenset({HedgeKind.UNNAMED_SOURCE, HedgeKind.WEASEL})
_KNOWN = frozenset({SpeakerKind.PERSON, SpeakerKind.ORGANIZATION, SpeakerKind.STATE})


_COUNTED = re.compile(r"(?:an?|some|many|most|several|few|one|two|three|other|another)\b", re.I)


def _is_joint(text: str, speaker: Sequence[Span]) -> bool:
    """Tell whether a known speaker may stand beside a hidden one ('Ada Quist and some experts')."""
    return any(re.search(r"\band\b", span.text_in(text)) for span in speaker)


def _hidden(
    text: str, span: Span, silent: Sequence[Found], speaker_kind: SpeakerKind
) -> Found | None:
    """Return the speaker phrase as a hedge when it hides who speaks.

    A pronoun or an office ('the foreign minister') is no hedging expression, even
    where the speaker is not named.
    """
    for other, kind in silent:
        if other.overlaps(span):
            return (other, kind)
    phrase = span.text_in(text)
    if _HIDDEN.match(phrase) and speaker_kind in _UNNAMED | {SpeakerKind.NONE}:
        return (span, HedgeKind.UNNAMED_SOURCE)
    if speaker_kind in _UNNAMED and _INDEFINITE.match(phrase):
        return (span, HedgeKind.UNNAMED_SOURCE)
    return None


def _reach(page: Page, own: Sequence[Span]) -> list[Span]:
    """Return the stretches in which hedges may bear on the spans: their sentences, apart."""
    areas: list[Span] = []
    for span in sorted(own):
        first = page.sentence_at(span.start)
        last = page.sentence_at(span.end - 1)
        area = hull([one for one in (span, first, last) if one])
        if areas and areas[-1].overlaps(area):
            area = hull([areas.pop(), area])
        areas.append(area)
    return areas


def _slice(found: Sequence[Found], area: Span) -> Sequence[Found]:
    low = bisect_left(found, area.start, key=lambda pair: pair[0].start)
    if low and found[low - 1][0].overlaps(area):
        low -= 1
    high = bisect_left(found, area.end, key=lambda pair: pair[0].start)
    return found[low:high]


def _is_near(page: Page, span: Span, own: Sequence[Span]) -> bool:
    """Does the hedge stand in the sentence and clause of one of the spans, outside all of them?"""
    sentence = page.sentence_at(span.start)
    for piece in own:
        if sentence and not sentence.overlaps(piece):
            continue
        low, high = sorted((span, piece))
        if high.start <= low.end or not _BOUNDARY.search(page.text, low.end, high.start):
            return True
    return False


def _owner(page: Page, tagged: Tagged, span: Span, voice: Voice) -> HedgeOwner:
    if voice is Voice.AUTHORIAL:
        return HedgeOwner.REPORTER
    if not any(piece.overlaps(span) for piece in tagged.content):
        return HedgeOwner.REPORTER
    if any(piece.overlaps(span) for piece in (*tagged.cue, *tagged.speaker)):
        return HedgeOwner.REPORTER
    device = span.text_in(page.text).lower() in _DEVICES
    if device and page.quotation_at(span.start) is None:
        return HedgeOwner.REPORTER
    return HedgeOwner.SPEAKER
