"""'The report', 'the same poll': documents introduced before."""

from __future__ import annotations

import re

from claims.attribution import SpeakerKind, Tagged
from claims.span import Span
from claims.speakers.lexicon import Group, key, lexicon, word_list
from claims.speakers.phrase import Mention
from claims.speakers.reading import (
    Entity,
    Reading,
)

_MADE = "|".join(sorted(word_list("presented")))
_BEFORE_MAKER = re.compile(
    r"(?P<whole>(?:\b(?:[Aa]n?|[Tt]he|[Oo]ne|[Aa]nother|[Tt]his|[Tt]hat)\s+)(?:[\w’'-]+\s+){0,4}?"
    r"(?P<noun>[\w-]+)\s+(?:(?:of|on|about|among)\s+(?:[\w’'-]+\s+){1,5}?)?"
    rf"(?:(?:\w+ly\s+|jointly\s+)?(?:{_MADE})\s+(?:to|by|for)|by|from)\s+(?:the\s+)?)$"
)


def with_document(text: str, tagged: Tagged) -> tuple[Span, ...]:
    """Return the speaker spans, from the document on where the first is only who it is by or for.

    >>> text = "A study by the Harbour Board found leaks."
    >>> spans = Tagged((Span(35, 40),), (Span(11, 28),), (Span(29, 34),))
    >>> with_document(text, spans)[0].text_in(text)
    'A study by the Harbour Board'
    """
    first = tagged.speaker[0]
    window = max(0, first.start - 120)
    found = _BEFORE_MAKER.search(re.sub(r"[.!?,;:“”\"\n]", "\0", text[window : first.start]))
    if found is None or "\0" in found.group():
        return tagged.speaker
    noun = lexicon().nouns.get(key(found.group("noun")))
    if noun is None or noun.group != Group.DOCUMENT:
        return tagged.speaker
    whole = Span(window + found.start(), first.end)
    others = (*tagged.cue, *tagged.content, *tagged.speaker[1:])
    if any(whole.overlaps(other) for other in others):
        return tagged.speaker
    beside = any(_beside(text, whole, cue) for cue in tagged.cue)
    return (whole, *tagged.speaker[1:]) if beside else tagged.speaker


def _beside(text: str, whole: Span, cue: Span) -> bool:
    """Tell whether a cue has the document as its subject or complement ('according to a study')."""
    if cue.start >= whole.end:
        return len(text[whole.end : cue.start].split()) <= 3
    return not text[cue.end : whole.start].strip() and text[cue.start : cue.end].endswith(" to")


def _adds_nothing(mention: Mention, entity: Entity) -> bool:
    """Tell whether every word of a later description but 'the same' was in the first."""
    words = re.findall(r"[\w-]+", mention.words.casefold())[:-1]
    known = (entity.name or "").casefold()
    return all(
        word in {"the", "this", "that", "same", "its", "his", "her"} or word in known
        for word in words
    )


def thing_meant(reading: Reading, mention: Mention, at: int, new: Entity) -> Entity | None:
    """Return the document or body introduced before under the same noun."""
    noun = mention.noun
    if noun is None:
        return None
    for turn in reading.turns_before(at):
        for entity in turn.entities:
            alike = entity.kind == new.kind and entity.lemma == noun.lemma
            if alike and entity.plural == noun.plural and _adds_nothing(mention, entity):
                return entity
    if noun.group != Group.DOCUMENT or noun.plural:
        return None
    floor = reading.block_start(reading.block_index(at) - 2)
    first = re.compile(
        rf"\b(?:[Aa]n?|[Oo]ne)\s+(?:[\w’'-]+\s+){{0,3}}?{re.escape(noun.lemma)}\b"
        r"(?:\s+(?:by|from|of|for|on|presented to|"
        r"(?:prepared|published|issued|released|commissioned|conducted) by)"
        r"\s+(?:the\s+)?[A-Z][\w’'-]*(?:\s+(?:of|for|and|the|[A-Z][\w’'-]*))*)?"
    )
    found = list(first.finditer(reading.text, floor, at))
    if not found or (
        len(mention.words.split()) > 2
        and mention.determiner != "same"
        and "same" not in mention.words
    ):
        return None
    return Entity(
        re.sub(r"\s+(?:of|for|and|the)$", "", found[-1].group()),
        SpeakerKind.DOCUMENT,
        lemma=noun.lemma,
    )
