"""Pronouns: whom 'he', 'they', 'it', 'I' and 'who' mean, or None where two could be meant.

Who spoke last is who goes on speaking, unless another fitting person became the
subject in between. Two candidates of the same standing leave a pronoun open: a
wrong name on a quotation is worse than none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from claims.attribution import SpeakerKind
from claims.span import Span
from claims.speakers.kind import kind_of
from claims.speakers.lexicon import lexicon, word_list
from claims.speakers.reading import (
    NEAR,
    UNNAMED,
    Entity,
    Reading,
    Turn,
    body_name,
    person_entity,
    sentence_before,
)
from claims.speakers.role import COLLECTIVE, head_of, place_key
from claims.speakers.word import RUN, Sort, Word, chunks, human, words_in

_GENDER = {"he": "m", "she": "f"}

UNRESOLVED = {
    "he": Entity(None, SpeakerKind.PERSON),
    "she": Entity(None, SpeakerKind.PERSON),
    "i": Entity(None, SpeakerKind.PERSON),
    "you": Entity(None, SpeakerKind.PERSON),
    "who": Entity(None, SpeakerKind.PERSON),
    "we": Entity(None, SpeakerKind.UNNAMED_OTHER, plural=True),
    "they": Entity(None, SpeakerKind.UNNAMED_OTHER, plural=True),
    "both": Entity(None, SpeakerKind.PERSON, plural=True),
    "it": Entity(None, SpeakerKind.ORGANIZATION),
    "which": Entity(None, SpeakerKind.ORGANIZATION),
}


def resolve_pronoun(reading: Reading, pronoun: str, at: int, index: int) -> tuple[Entity, ...]:
    """Return whom the pronoun at `at`, speaker of attribution `index`, means."""
    holder = reading.holders[index]
    held = reading.turn_of(holder) if holder is not None else None
    found: tuple[Entity, ...] | None
    if pronoun in {"i", "we"}:
        found = _first_person(reading, pronoun, at, held)
    elif pronoun in {"who", "which"}:
        found = _relative(reading, pronoun, at)
    elif pronoun in _GENDER:
        found = _third(reading, pronoun, at, held)
    elif pronoun == "they":
        found = _plural(reading, at, held)
    elif pronoun == "both":
        found = _both(reading, at)
    elif pronoun == "it":
        found = _thing(reading, at, held)
    else:
        found = None
    if found and pronoun in _GENDER and found[0].name:
        reading.genders.setdefault(found[0].name, _GENDER[pronoun])
    return found or (UNRESOLVED[pronoun],)


def _first_person(
    reading: Reading, pronoun: str, at: int, held: Turn | None
) -> tuple[Entity, ...] | None:
    """Within a quotation its speaker, outside the author of the document."""
    if held is not None:
        return held.entities
    if reading.quoted(at):
        return None
    authors = reading.about.authors
    if (pronoun == "i" and len(authors) == 1) or (pronoun == "we" and authors):
        return tuple(Entity(author, SpeakerKind.PERSON) for author in authors)
    if pronoun == "we" and reading.about.source:
        return (Entity(reading.about.source, SpeakerKind.ORGANIZATION),)
    return None


def _third(reading: Reading, pronoun: str, at: int, held: Turn | None) -> tuple[Entity, ...] | None:
    gender = _GENDER[pronoun]
    if held is not None:
        return _within(reading, gender, at, held)
    last = _last_human(reading, gender, at)
    rivals = _subjects(reading, gender, at, last)
    if last is not None:
        same = {last.entities[0].name}
        others = {rival.name: rival for rival in rivals if rival.name not in same}
        if not others:
            return last.entities
        return (rivals[-1],) if len({r.name for r in rivals}) == 1 else None
    names = {rival.name for rival in rivals}
    return (rivals[0],) if len(names) == 1 else None


def _within(reading: Reading, gender: str, at: int, held: Turn) -> tuple[Entity, ...] | None:
    """Read a pronoun inside somebody's content: in his own indirect words 'he' is the speaker."""
    if reading.quoted(at):
        return None
    speaker = held.entities[0]
    if len(held.entities) > 1 or speaker.plural or not speaker.human:
        return None
    if not reading.agrees(speaker, gender):
        return None
    between = [e for e in _named_between(reading, held.start, at, gender) if e.name != speaker.name]
    return None if between else (speaker,)


def _last_human(reading: Reading, gender: str, at: int) -> Turn | None:
    """Return the latest single human speaker near before `at` whom the gender fits."""
    here = reading.block_index(at)
    for turn in reading.turns_before(at):
        if turn.nested:
            continue
        if here - turn.block >= NEAR:
            return None
        entity = turn.entities[0]
        vague = entity.kind in UNNAMED and not _single(entity)
        if (
            len(turn.entities) > 1
            or entity.plural
            or not entity.human
            or entity.name is None
            or vague
        ):
            if entity.name is None and entity.human and reading.agrees(entity, gender):
                return None
            continue
        if reading.agrees(entity, gender):
            return turn
    return None


_DETERMINED = re.compile(r"(?:the|an?|one|another|this|that|his|her|its|their|\S+[’']s)\b", re.I)


def _single(entity: Entity) -> bool:
    """Tell whether an unnamed speaker is one human being for certain."""
    if entity.lemma in COLLECTIVE or not entity.lemma or entity.name is None:
        return False
    return entity.kind == SpeakerKind.UNNAMED_OFFICIAL or bool(_DETERMINED.match(entity.name))


def _subjects(reading: Reading, gender: str, at: int, last: Turn | None) -> list[Entity]:
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
    persons = list(_named_places(reading, start, end, gender))
    unnamed = _unnamed_subject(reading, start, end, gender)
    if unnamed is not None:
        return [unnamed]
    if not persons:
        return []
    first_at, first = persons[0]
    if len({e.name for _, e in persons}) == 1 and not strict:
        return [first]
    if _is_subject(reading.text, start, first_at):
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


def _is_subject(text: str, start: int, phrase: int) -> bool:
    """Tell whether a phrase opens its sentence, but for an adverbial before a comma."""
    place = start
    while place < phrase and text[place] in " \"“‘'(":
        place += 1
    lead = _LEAD.match(text, place, phrase)
    if lead and lead.end() <= phrase:
        place = lead.end()
    return phrase - place <= 4


_INDEFINITE = re.compile(r"(?:An?|One|Another|The)\s+((?:[\w-]+\s+){0,3}?[\w-]+)\b")


def _unnamed_subject(reading: Reading, start: int, end: int, gender: str) -> Entity | None:
    """Return 'A farmer' where it opens the sentence: it takes the pronoun from whoever spoke before."""
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


def _named_places(
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


def _named_between(reading: Reading, start: int, end: int, gender: str) -> list[Entity]:
    return [entity for _, entity in _named_places(reading, start, end, gender)]


def _counts(reading: Reading, index: int) -> bool:
    """Tell whether the capitals are a person for sure: titled, in a role, or named again."""
    person = reading.people.persons[index]
    return person.strong or person.gender is not None or len(person.places) > 1


def _plural(reading: Reading, at: int, held: Turn | None) -> tuple[Entity, ...] | None:
    group = _group_before(reading, at)
    if held is not None and not reading.quoted(at):
        if any(e.plural for e in held.entities) or len(held.entities) > 1:
            return held.entities
        return (group,) if group else None
    here = reading.block_index(at)
    for turn in reading.turns_before(at):
        if turn.nested or here - turn.block >= NEAR:
            continue
        if len(turn.entities) > 1 or turn.entities[0].plural:
            return turn.entities
        if turn.entities[0].kind == SpeakerKind.ORGANIZATION and here == turn.block:
            return turn.entities
        break
    return (group,) if group else None


def _both(reading: Reading, at: int) -> tuple[Entity, ...] | None:
    """Return the two persons whom the sentence, or else the one before, names."""
    sentence = reading.page.sentence_at(at)
    earlier = sentence_before(reading, at)
    stretches = [(s.start, min(s.end, at)) for s in (sentence, earlier) if s is not None]
    for start, end in stretches:
        named = {e.name: e for _, e in _named_places(reading, start, end, None)}
        if named:
            return tuple(named.values()) if len(named) == 2 else None
    return None


def _group_before(reading: Reading, at: int) -> Entity | None:
    """Return the one group of people that the sentence names before the pronoun."""
    sentence = reading.page.sentence_at(at)
    start = sentence.start if sentence else max(0, at - 200)
    words = words_in(reading.text, start, at)
    found = []
    for place, word in enumerate(words):
        noun = lexicon().nouns.get(word.fold)
        if noun is not None and noun.plural and human(noun.group):
            first = place
            while first and (words[first - 1].capital or words[first - 1].fold in _MODIFIERS):
                first -= 1
            name = reading.text[words[first].start : word.end]
            found.append(Entity(name, kind_of(noun, name), plural=True, lemma=noun.lemma))
    return found[0] if len(found) == 1 else None


_MODIFIERS = word_list("modifiers")


def _thing(reading: Reading, at: int, held: Turn | None) -> tuple[Entity, ...] | None:
    if held is not None:
        only = held.entities[0]
        fits = len(held.entities) == 1 and not only.human
        return held.entities if fits and not reading.quoted(at) else None
    sentence = reading.page.sentence_at(at)
    if sentence is not None and (named := _things_in(reading, sentence.start, at)):
        first_at, first = named[0]
        opens = _is_subject(reading.text, sentence.start, first_at)
        return (first,) if opens or len({e.name for _, e in named}) == 1 else None
    return _thing_before(reading, at)


def _thing_before(reading: Reading, at: int) -> tuple[Entity, ...] | None:
    """Return the body or state that spoke last or opened the sentence before, whichever is nearer."""
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
    if named and _is_subject(reading.text, before.start, named[0][0]):
        return named[0]
    return None


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


def _relative(reading: Reading, pronoun: str, at: int) -> tuple[Entity, ...] | None:
    """Return what stands right before 'who' or 'which'."""
    for _, place, stop, index in reversed(reading.people.between(at - 200, at)):
        if (
            stop <= at
            and pronoun == "who"
            and re.fullmatch(r"[,\s)(\w-]{1,3}", reading.text[stop:at])
        ):
            return (person_entity(reading, index),)
    sentence = reading.page.sentence_at(at)
    start = sentence.start if sentence else max(0, at - 120)
    before = reading.text[start:at].rstrip(" ,")
    nearest = re.search(
        r"(?:\b(?:[Aa]n?|[Tt]he|[Oo]ne|[Ss]ome|[Mm]any)\s+)?(?:[\w’'-]+\s+){0,3}[\w’'-]+$", before
    )
    if nearest is None:
        return None
    words = words_in(before, nearest.start(), len(before))
    found = head_of(words[-1:]) or head_of(words[-2:])
    if found is None or human(found[1].group) != (pronoun == "who"):
        return None
    name = _noun_phrase(before, words)
    kind = kind_of(found[1], name)
    return (Entity(name, kind, found[1].gender, found[1].plural, found[1].lemma),)


def _noun_phrase(text: str, words: list[Word]) -> str:
    first = len(words) - 1
    while (
        first
        and words[first - 1].fold != "and"
        and words[first - 1].fold not in lexicon().prepositions
        and words[first - 1].text != ","
    ):
        first -= 1
        if words[first].fold in {"a", "an", "the", "one", "some", "many"}:
            break
    return text[words[first].start : words[-1].end]
