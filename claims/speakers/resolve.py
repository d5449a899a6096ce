"""From speaker spans to speakers: every mention of a page resolved in reading order."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import takewhile

from claims.attribution import NOBODY, Party, Speaker, SpeakerKind, Tagged
from claims.page import Page
from claims.span import Span
from claims.speakers.about import About, own_body
from claims.speakers.body import resolve_body
from claims.speakers.description import resolve_description
from claims.speakers.document import with_document
from claims.speakers.gender import told_genders
from claims.speakers.names import find_people
from claims.speakers.nobody import names_nobody
from claims.speakers.party import parties
from claims.speakers.phrase import Form, Mention
from claims.speakers.place import no_person, state
from claims.speakers.pronoun import resolve_pronoun
from claims.speakers.reading import (
    NEAR,
    Entity,
    Reading,
    Turn,
    body_name,
    find_acronyms,
    person_entity,
)
from claims.speakers.role import Role


def read(
    page: Page, tagged: Sequence[Tagged], about: About, parents: Sequence[int | None]
) -> tuple[Reading, list[Speaker]]:
    """Return the reading of a page with all turns, and the speakers in the order of `tagged`."""
    holders = _holders(tagged, parents)
    order = _order(tagged, holders)
    reading = Reading(
        page, about, find_people(page), find_acronyms(page.text), tagged, holders, order=order
    )
    speakers = [NOBODY] * len(tagged)
    reading.genders.update(told_genders(page, reading.people))
    for index in order:
        speakers[index] = _speaker(reading, index)
    return reading, speakers


def _anchor(item: Tagged) -> int:
    first = item.speaker or item.cue or item.content
    return min(span.start for span in first)


def _holders(tagged: Sequence[Tagged], parents: Sequence[int | None]) -> list[int | None]:
    """Return for each attribution the one that holds it, as given or as the spans show."""
    if parents:
        return [*parents, *[None] * (len(tagged) - len(parents))]
    given: list[int | None] = [None] * len(tagged)
    pieces = sorted(
        (span.start, span.end, index)
        for index, item in enumerate(tagged)
        for span in item.content
        if item.speaker
    )
    for index, item in enumerate(tagged):
        if not (item.speaker or item.cue):
            continue
        at = _anchor(item)
        last = bisect_right(pieces, (at, len(pieces) + at, 0))
        around = [p for p in pieces[max(0, last - 64) : last] if p[1] > at and p[2] != index]
        around = [p for p in around if given[p[2]] != index]
        if around:
            given[index] = min(around, key=lambda p: p[1] - p[0])[2]
    return given


def _order(tagged: Sequence[Tagged], holders: Sequence[int | None]) -> list[int]:
    """Return the attributions in text order, each after the one that holds it."""

    def path(index: int) -> tuple[tuple[int, int], ...]:
        steps: list[int] = []
        at: int | None = index
        while at is not None and at not in steps:
            steps.append(at)
            at = holders[at]
        return tuple((_anchor(tagged[step]), step) for step in reversed(steps))

    return sorted(range(len(tagged)), key=path)


def _speaker(reading: Reading, index: int) -> Speaker:
    tagged = reading.tagged[index]
    if not tagged.speaker:
        return NOBODY
    spans = with_document(reading.text, tagged)
    found: list[tuple[Mention, Entity]] = []
    for mention in _mentions(reading.text, spans):
        if names_nobody(reading.text, mention):
            continue
        found.extend((mention, entity) for entity in entities_of(reading, mention, index))
    if not found:
        return NOBODY
    entities = tuple(entity for _, entity in found)
    first = spans[0].start
    reading.take(
        Turn(
            index,
            entities,
            first,
            max(span.end for span in (*spans, *tagged.cue)),
            reading.block_index(first),
            reading.holders[index] is not None,
        )
    )
    made = tuple(_party(reading, mention, entity) for mention, entity in found)
    names = [entity.name for entity in entities]
    whole = " and ".join(name for name in names if name) if all(names) else None
    return Speaker(tuple(spans), whole, entities[0].kind, made)


def _mentions(text: str, spans: Sequence[Span]) -> list[Mention]:
    """Return the mentions of the first piece that has any; later pieces go on with it."""
    for span in spans:
        found = parties(text, span)
        if found:
            return found
    return []


def entities_of(reading: Reading, mention: Mention, index: int) -> tuple[Entity, ...]:
    """Return whom a mention of attribution `index` means."""
    if mention.form == Form.PRONOUN:
        return resolve_pronoun(reading, mention.name, mention.span.start, index)
    if mention.form == Form.PERSON:
        return (_person(reading, mention),)
    if " " not in mention.words and mention.words[0].isupper():
        fits = reading.people.having([mention.words])
        if mention.form == Form.DESCRIPTION and len(fits) == 1:
            return (person_entity(reading, fits[0]),)
    if mention.form == Form.STATE:
        return (state(reading, mention),)
    if mention.form == Form.BODY:
        return (resolve_body(reading, mention, index),)
    return resolve_description(reading, mention, index)


def _person(reading: Reading, mention: Mention) -> Entity:
    words = mention.name.split()
    if mention.name in reading.acronyms.values():
        return Entity(mention.name, SpeakerKind.ORGANIZATION)
    if re.match(rf"[Tt]he {re.escape(words[0])}\b", mention.words) and mention.role is None:
        own = own_body(reading.about, mention.words, reading.acronyms)
        return Entity(own or body_name(reading, mention.words), SpeakerKind.ORGANIZATION)
    fits = reading.people.having(words)
    if mention.gender:
        fits = [i for i in fits if reading.agrees(person_entity(reading, i), mention.gender)]
    if len(fits) > 1 and len(words) > 1:
        fits = [
            i for i in fits if len(reading.people.persons[i].fullest().split()) == len(words)
        ] or fits
    if len(fits) == 1:
        return person_entity(reading, fits[0])
    if len(fits) > 1:
        return _one_of(reading, mention, fits)
    if len(words) == 1:
        other = reading.remembered("word", mention.words, lambda: no_person(reading, mention))
        if other is not None:
            return other
    return Entity(mention.name, SpeakerKind.PERSON, mention.gender, role=mention.role)


def _one_of(reading: Reading, mention: Mention, fits: list[int]) -> Entity:
    """Return the one of several persons of a name whom role or nearness tells, else nobody."""
    role = mention.role
    if role is not None:
        held = [
            i
            for i in fits
            if any(
                r.head == role.head and (role.country in {None, r.country})
                for r in reading.people.persons[i].roles
            )
        ]
        if len(held) == 1:
            return person_entity(reading, held[0])
    at = mention.span.start
    here = reading.block_index(at)
    floor = reading.block_start(here - 1)
    near = {i for _, _, _, i in reading.people.between(floor, at) if i in fits}
    spoke = [
        entity.person
        for turn in _near_turns(reading, at)
        for entity in turn.entities
        if entity.person in fits
    ]
    if len(near) == 1 and (not spoke or spoke[-1] in near):
        return person_entity(reading, near.pop())
    if not near and len(set(spoke)) == 1 and spoke[0] is not None:
        return person_entity(reading, spoke[0])
    return Entity(None, SpeakerKind.PERSON, mention.gender)


def _near_turns(reading: Reading, at: int) -> list[Turn]:
    here = reading.block_index(at)
    near = takewhile(lambda turn: here - turn.block < NEAR, reading.turns_before(at))
    return list(near)[::-1]


def _party(reading: Reading, mention: Mention, entity: Entity) -> Party:
    """Return the party, with the role that the mention or else the document states."""
    role = mention.role if mention.form == Form.PERSON or entity.person is None else None
    if role is None and entity.person is not None:
        role = _stated_role(reading, entity.person)
    of_person = role is not None and entity.kind == SpeakerKind.PERSON
    return Party(
        entity.name,
        entity.kind,
        (mention.span,),
        role.words if role and of_person else None,
        role.affiliation if role else None,
    )


def _stated_role(reading: Reading, person: int) -> Role | None:
    """Return the first role that the document states of a person."""
    roles = reading.people.persons[person].roles
    return roles[0] if roles else None
