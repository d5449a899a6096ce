"""'It': the state or body that spoke last or that the sentence is about."""

from __future__ import annotations

import re

from claims.attribution import SpeakerKind
from claims.span import Span
from claims.speakers.lexicon import Group, lexicon
from claims.speakers.reading import (
    Entity,
    Reading,
    Turn,
    body_name,
    sentence_before,
)
from claims.speakers.role import place_key
from claims.speakers.subject import is_subject, opens_at
from claims.speakers.word import RUN, Sort, chunks, words_in


def thing(reading: Reading, at: int, held: Turn | None) -> tuple[Entity, ...] | None:
    if held is not None:
        only = held.entities[0]
        fits = len(held.entities) == 1 and not only.human
        return held.entities if fits and not reading.quoted(at) else None
    sentence = reading.page.sentence_at(at)
    if sentence is not None and (named := _things_in(reading, sentence.start, at)):
        first_at, first = named[0]
        opens = is_subject(reading.text, sentence.start, first_at)
        return (first,) if opens or len({e.name for _, e in named}) == 1 else None
    return _thing_before(reading, at)


def _thing_before(reading: Reading, at: int) -> tuple[Entity, ...] | None:
    """Return the nearer of the body that spoke last and the one that opened the last sentence."""
    here = reading.block_index(at)
    subject = _thing_subject(reading, at)
    for turn in reading.turns_before(at):
        if turn.nested or here - turn.block > 1:
            continue
        only = turn.entities[0]
        if len(turn.entities) == 1 and not only.human and not only.plural and only.name:
            if subject is not None and subject[0] > turn.end:
                return (subject[1],)
            return turn.entities
        break
    return (subject[1],) if subject else None


def _thing_subject(reading: Reading, at: int) -> tuple[int, Entity] | None:
    """Return the state or body that opened the sentence before, within the same block."""
    before = sentence_before(reading, at)
    if before is None or reading.block_index(before.start) != reading.block_index(at):
        return None
    named = _things_in(reading, before.start, before.end)
    if named and is_subject(reading.text, before.start, named[0][0]):
        return named[0]
    return _body_opening(reading, before)


def _body_opening(reading: Reading, sentence: Span) -> tuple[int, Entity] | None:
    """Return 'The coastguard' where it opens a sentence, a body without a name of its own."""
    start = opens_at(reading.text, sentence.start, sentence.end)
    if not _THE.match(reading.text, start):
        return None
    words = words_in(reading.text, start, min(sentence.end, start + 60))[1:3]
    noun = lexicon().nouns.get(words[0].fold) if words else None
    if noun is None or noun.group != Group.BODY or noun.plural or len(words) < 2:
        return None
    if words[0].capital or words[1].capital or words[1].fold in lexicon().nouns:
        return None
    name = body_name(reading, reading.text[start : words[0].end])
    return start, Entity(name, SpeakerKind.ORGANIZATION, lemma=noun.lemma)


_THE = re.compile(r"[Tt]he ")


def _things_in(reading: Reading, start: int, end: int) -> list[tuple[int, Entity]]:
    """Return the states and known bodies that a stretch names, each where it stands."""
    found = []
    for run in RUN.finditer(reading.text, start, end):
        words = words_in(reading.text, run.start(), run.end())
        for chunk in chunks(words):
            last = words[chunk.last - 1]
            if chunk.sort not in {Sort.PLACE, Sort.BODY} or last.possessive:
                continue
            at = words[chunk.first].start
            if chunk.sort == Sort.BODY:
                name = body_name(reading, reading.text[at : last.end])
                found.append((at, Entity(name, SpeakerKind.ORGANIZATION)))
            elif country := lexicon().states.get(place_key(words, chunk.first, chunk.last)):
                found.append((at, Entity(country, SpeakerKind.STATE)))
    return found
