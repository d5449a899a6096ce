"""'The report', 'the same poll': documents introduced before."""

from __future__ import annotations

import re

from claims.attribution import SpeakerKind
from claims.speakers.lexicon import Group
from claims.speakers.phrase import Mention
from claims.speakers.reading import (
    Entity,
    Reading,
)


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
