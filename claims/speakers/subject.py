"""Subjects: which person a stretch of text makes the one it goes on about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from claims.attribution import SpeakerKind
from claims.span import Span
from claims.speakers.kind import kind_of
from claims.speakers.lexicon import lexicon
from claims.speakers.reading import (
    Entity,
    Reading,
    Turn,
    person_entity,
)
from claims.speakers.role import head_of
from claims.speakers.word import human, words_in


def subjects(reading: Reading, gender: str, at: int, last: Turn | None) -> list[Entity]:
    """Return who became the subject after `last` spoke, or near before `at` when nobody did.

    Only the nearest sentence with a subject counts; a sentence with two persons and
    no clear subject gives both.
    """
    floor = last.end if last is not None else reading.block_start(reading.block_index(at) - 1)
    here = reading.block_index(at)
    for sentence in reversed(reading.sentences_between(floor, at)):
        if sentence.start >= at or (last is not None and sentence.start < last.end):
            continue
        if last is not None and (
            _attributed(reading, sentence) or reading.block_index(sentence.start) != here
        ):
            continue
        found = _subject_of(
            reading, sentence.start, min(sentence.end, at), gender, strict=last is not None
        )
        if found:
            return found
    return []


def _attributed(reading: Reading, sentence: Span) -> bool:
    """Tell whether the sentence is somebody's words: who is named there did not take the floor."""
    here = reading.block_index(sentence.start)
    near = takewhile(lambda turn: turn.block >= here - 1, reversed(reading.turns))
    return any(
        span.start <= sentence.start and sentence.end - 2 <= span.end
        for turn in near
        for span in reading.tagged[turn.index].content
    )


def _subject_of(
    reading: Reading, start: int, end: int, gender: str, *, strict: bool
) -> list[Entity]:
    persons = list(named_places(reading, start, end, gender))
    unnamed = _unnamed_subject(reading, start, end, gender)
    if unnamed is not None:
        return [unnamed]
    if not persons:
        return []
    first_at, first = persons[0]
    if len({e.name for _, e in persons}) == 1 and not strict:
        return [first]
    if is_subject(reading.text, start, first_at):
        return [first]
    if reading.page.sentence_at(end) == reading.page.sentence_at(start) and len(persons) == 1:
        before = words_in(reading.text, start, first_at)
        if (
            before
            and before[-1].text != ","
            and before[-1].fold not in lexicon().prepositions | {"and", "or", "the"}
        ):
            owner = re.match(r"[\w.\s-]*[’']s\b", reading.text[first_at : first_at + 60])
            return [] if owner else [first]
    return [] if strict else [e for _, e in persons]


_LEAD = re.compile(
    r"(?:On|In|At|After|Before|Since|During|By|Earlier|Later|Last|Meanwhile|But|And|Yesterday|Today|However|Also|"
    r"For|Despite|Following|Then|Although|While|When|As)\b[^.!?;]*?,\s*|(?:But|And|Meanwhile|Then|When|While|As|After|The|Even)\s+"
)


def is_subject(text: str, start: int, phrase: int) -> bool:
    """Tell whether a phrase opens its sentence, but for an adverbial before a comma."""
    place = start
    while place < phrase and text[place] in " \"“‘'(":
        place += 1
    lead = _LEAD.match(text, place, phrase)
    if lead and lead.end() <= phrase:
        place = lead.end()
    return phrase - place <= 4


def _unnamed_subject(reading: Reading, start: int, end: int, gender: str) -> Entity | None:
    """Return 'A farmer' where it opens the sentence: the pronoun is his from there on."""
    opening = re.compile(r"An?|One|Another").match(reading.text, start, end)
    if opening is None:
        return None
    words = words_in(reading.text, start, min(end, start + 80))
    found = head_of(words[:8])
    if found is None or found[1].plural or not human(found[1].group):
        return None
    if any(w.fold in {"said", "says"} for w in words[: found[0]]):
        return None
    last = words[found[0]]
    if len(words) > found[0] + 2 and words[found[0] + 1].fold == "of":
        last = words[found[0] + 2]
    name = reading.text[start : last.end]
    entity = Entity(name, kind_of(found[1], name), found[1].gender, lemma=found[1].lemma)
    return entity if reading.agrees(entity, gender) else None


def named_places(
    reading: Reading, start: int, end: int, gender: str | None
) -> Iterator[tuple[int, Entity]]:
    for phrase, place, _, index in reading.people.between(start, end):
        if not reading.quoted(place):
            if index < 0:
                yield phrase, Entity(None, SpeakerKind.PERSON)
                continue
            entity = person_entity(reading, index)
            if reading.agrees(entity, gender) and _counts(reading, index):
                yield phrase, entity


def named_between(reading: Reading, start: int, end: int, gender: str) -> list[Entity]:
    return [entity for _, entity in named_places(reading, start, end, gender)]


def _counts(reading: Reading, index: int) -> bool:
    """Tell whether the capitals are a person for sure: titled, in a role, or named again."""
    person = reading.people.persons[index]
    return person.strong or person.gender is not None or len(person.places) > 1
