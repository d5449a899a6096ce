"""Chains: the hops through which a claim reached the page, from origin to page.

A chain starts with whoever is its origin (who made the document, whom a carrier
cites, else the speaker) and ends with the last carrier that the text states. The
publication itself is not in it. A speaker whom the text gives first hand has an
empty chain. To whom somebody talked ('told the Courier') is an audience and no hop.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from claims.attribution import Hedge, HedgeKind, HedgeOwner, Hop, Speaker, SpeakerKind
from claims.span import Span
from claims.speakers.lexicon import key, lexicon, word_list
from claims.speakers.party import parties
from claims.speakers.phrase import Form
from claims.speakers.reading import UNNAMED, Reading
from claims.speakers.resolve import entities_of

_MADE = re.compile(
    r"\b(?:by|from)\s+(?P<who>(?:the |an? )?[^,.;:“”\"()]{2,60}?)"
    r"(?=$|[,.;:]|\s+(?:among|on|in|that|which|about|to|and found|said|shows?|at|for)\b)"
)
_PASSED = re.compile(
    r"\b(?:seen|obtained|received|published|broadcast|carried|cited|quoted|reported|relayed|"
    r"reviewed|released|leaked to)\s+"
    r"(?P<way>by|in|on)\s+(?P<who>(?:the |an? )?[^,.;:“”\"()]{2,50}?)"
    r"(?=$|[,.;:]|\s+(?:as|on|in|said|shows?|that|which|and)\b)"
)
_CITING = re.compile(
    r"\b(?:citing|quoting|attributing (?:it|this) to)\s+(?P<who>[^.;:“”\"()]{2,70}?)"
    r"(?=$|[,.;:)”\"]|\s+(?:as|said|says|reported|reports|that|wrote)\b)"
)
_CITING_FIRST = re.compile(r"(?:Citing|Quoting)\s+(?P<who>[^.,;:“”\"()]{2,70}),\s+$")
_QUOTED_BEFORE = re.compile(
    r"(?P<who>(?:[A-Z][^\s,.;]*|[Tt]he|[Aa]n?|[a-z]+)(?: [^\s,.;“”\"]+){0,5}?)\s+"
    r"(?:has |had |have )?(?:quoted|cited|quotes|cites)\s+$"
)
_REPORTED_BEFORE = re.compile(
    r"(?P<who>(?:[A-Z][^\s,.;]*|[Tt]he)(?: [^\s,.;“”\"]+){0,5}?)\s+(?:has |had |have )?"
    r"(?:reported|reports|report|said|says|wrote|writes)(?: \w+){0,2}? that\s+$"
)
_REPORTED_AFTER = re.compile(
    r",\s+(?:as )?(?P<who>(?:[A-Z][^\s,.;]*|the)(?: [^\s,.;“”\"]+){0,5}?)\s+"
    r"(?:has |had |have )?(?:reported|reports|said|says|wrote)\b(?=\s*[,.;]|\s+on\b|$)"
    r"|,\s+according to (?P<alt>[^,.;“”\"]{2,50})(?=[,.;]|$)"
)


def chains(reading: Reading, speakers: Sequence[Speaker]) -> list[tuple[Hop, ...]]:
    """Return the chain of every attribution, in the order of `speakers`."""
    made: dict[int, tuple[Hop, ...]] = {}
    for index in reading.order:
        made[index] = _chain(reading, speakers, index, made)
    return [made[index] for index in range(len(speakers))]


def _chain(
    reading: Reading, speakers: Sequence[Speaker], index: int, made: dict[int, tuple[Hop, ...]]
) -> tuple[Hop, ...]:
    speaker = speakers[index]
    if not speaker.spans:
        return ()
    own = hop_of(speaker)
    holder = reading.holders[index]
    above: tuple[Hop, ...] = ()
    if holder is not None and speakers[holder].spans:
        above = made.get(holder) or (hop_of(speakers[holder]),)
        if speakers[holder].name == speaker.name and speaker.name is not None:
            return made.get(holder, ())
    before, after = _around(reading, speaker, index)
    hops = (*before, own, *after, *above)
    return _once(hops) if len(hops) > 1 else ()


def hop_of(speaker: Speaker) -> Hop:
    """Return the speaker as a hop; an unnamed one carries its hedge."""
    return _hop(speaker.name, speaker.kind, speaker.spans)


def _hop(name: str | None, kind: SpeakerKind, spans: tuple[Span, ...]) -> Hop:
    hedge = None
    if kind in UNNAMED and spans and name is not None:
        hedge = Hedge(spans[0], HedgeKind.UNNAMED_SOURCE, HedgeOwner.REPORTER)
    return Hop(name, kind, spans, hedge)


def _once(hops: tuple[Hop, ...]) -> tuple[Hop, ...]:
    """Return the hops without a later one of the same name."""
    kept: list[Hop] = []
    for hop in hops:
        if hop.name is None or all(hop.name != other.name for other in kept):
            kept.append(hop)
    return tuple(kept) if len(kept) > 1 else ()


def _around(reading: Reading, speaker: Speaker, index: int) -> tuple[list[Hop], list[Hop]]:
    """Return the hops that stand before the speaker in the chain, and those that carried him."""
    text, span = reading.text, speaker.spans[0]
    before: list[Hop] = []
    after: list[Hop] = []
    if speaker.kind == SpeakerKind.DOCUMENT:
        for stretch in speaker.spans:
            before.extend(_makers(reading, stretch, index))
            after.extend(_takers(reading, stretch, index))
    sentence = reading.page.sentence_at(span.start)
    if sentence is None:
        return before, after
    end = max([span.end, *(s.end for s in reading.tagged[index].cue if s.end <= sentence.end)])
    before.extend(_cited(reading, span, min(sentence.end, end + 90), index))
    ahead = text[sentence.start : span.start]
    if opens := _CITING_FIRST.match(ahead):
        first, last = (sentence.start + at for at in opens.span("who"))
        before.extend(_sources(reading, first, last, index))
    for pattern in (_QUOTED_BEFORE, _REPORTED_BEFORE):
        found = pattern.search(ahead)
        if found:
            after.extend(
                _carrier(
                    reading,
                    sentence.start + found.start("who"),
                    sentence.start + found.end("who"),
                    index,
                )
            )
    after.extend(_carried_after(reading, span.end, end, sentence.end, index))
    return before, after


def _makers(reading: Reading, span: Span, index: int) -> list[Hop]:
    text = span.text_in(reading.text)
    for found in _MADE.finditer(text):
        verb = re.search(r"(\w+)\s+$", text[: found.start()])
        if verb and _PASSED.match(text, verb.start(1)):
            continue
        return _hops(reading, span.start + found.start("who"), span.start + found.end("who"), index)
    return []


def _takers(reading: Reading, span: Span, index: int) -> list[Hop]:
    found = _PASSED.search(reading.text, span.start, span.end)
    return _hops(reading, found.start("who"), found.end("who"), index) if found else []


def _cited(reading: Reading, span: Span, end: int, index: int) -> list[Hop]:
    """Return whom the carrier cites, right after it or its cue."""
    for found in _CITING.finditer(reading.text, span.start, end):
        if not reading.quoted(found.start()):
            return _sources(reading, found.start("who"), found.end("who"), index)
    return []


def _sources(reading: Reading, start: int, end: int, index: int) -> list[Hop]:
    """Return the hops of what is cited, but not the reasons that somebody cites for himself."""
    return [
        hop
        for hop in _hops(reading, start, end, index)
        if hop.kind is not SpeakerKind.UNNAMED_OTHER
        or _is_somebody(hop.spans[0].text_in(reading.text))
    ]


_TRAILING = re.compile(r"\s+(?:with|of|in|at|from|who|on|close|familiar|briefed|near)\s")


def _is_somebody(phrase: str) -> bool:
    head = key(_TRAILING.split(phrase)[0]).split()
    return bool(head) and head[-1] in lexicon().nouns


_BETWEEN = re.compile(r"\s*(?:(?:,|was|were|is|has been)\s*)?(?:as )?")


def _carried_after(reading: Reading, spoken: int, start: int, end: int, index: int) -> list[Hop]:
    text = reading.text
    for at in (start, spoken):
        between = _BETWEEN.match(text, at, end)
        passed = _PASSED.match(text, between.end() if between else at, end)
        if passed:
            return _carrier(reading, passed.start("who"), passed.end("who"), index)
    for found in _REPORTED_AFTER.finditer(text, start, end):
        group = "who" if found.group("who") else "alt"
        if not reading.quoted(found.start()) and not _is_speaker(
            reading, found.start(group), index
        ):
            return _carrier(reading, found.start(group), found.end(group), index)
    return []


def _is_speaker(reading: Reading, at: int, index: int) -> bool:
    """Tell whether the place is the speaker of another attribution."""
    return any(
        other != index and span.start <= at < span.end
        for other, item in enumerate(reading.tagged)
        for span in item.speaker
    )


def _carrier(reading: Reading, start: int, end: int, index: int) -> list[Hop]:
    """Return the hop when what stands there carries news: an agency, an outlet, media."""
    words = reading.text[start:end].strip()
    core = key(re.sub(r"^(?:the|an?)\s+", "", words, flags=re.IGNORECASE))
    body = lexicon().bodies.get(core) or lexicon().bodies.get(key(words))
    last = core.split()[-1] if core else ""
    noun = lexicon().nouns.get(last)
    carries = (
        (body is not None and body.carries_news)
        or last in lexicon().outlets
        or (
            noun is not None
            and (noun.lemma in {"media", "press", "reporter"} or noun.lemma in lexicon().outlets)
        )
        or last in _OUTLET_ENDINGS
    )
    return _hops(reading, start, end, index) if carries else []


_OUTLET_ENDINGS = word_list("outlet_endings")


def _hops(reading: Reading, start: int, end: int, index: int) -> list[Hop]:
    hops: list[Hop] = []
    for mention in parties(reading.text, Span(start, end)) if start < end else []:
        if mention.form == Form.PRONOUN:
            continue
        meant = entities_of(reading, mention, index)
        hops.extend(_hop(entity.name, entity.kind, (mention.span,)) for entity in meant)
    return hops
