"""Subjects: which person a stretch of text makes the one it goes on about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import takewhile

from claims.attribution import SpeakerKind
from claims.span import Span
from claims.speakers.kind import kind_of
from claims.speakers.lexicon import Noun, key, lexicon, word_list
from claims.speakers.lone import lone_entity, lone_name, lone_object, not_a_person
from claims.speakers.reading import (
    UNNAMED,
    Entity,
    Reading,
    Turn,
    person_entity,
    sentence_before,
)
from claims.speakers.role import COLLECTIVE, head_of, holds, read_role
from claims.speakers.word import Word, human, words_in


def subjects(reading: Reading, gender: str, at: int, last: Turn | None, stop: int) -> list[Entity]:
    """Return who became the subject after `last` spoke, or near before `at` when nobody did.

    Sentences that start at `stop` or later are left out.

    Only the nearest sentence with a subject counts; a sentence with two persons and
    no clear subject gives both.
    """
    floor = last.end if last is not None else reading.block_start(reading.block_index(at) - 1)
    here = reading.block_index(at)
    for sentence in reversed(reading.sentences_between(floor, at)):
        if sentence.start >= min(at, stop) or (last is not None and sentence.start < last.end):
            continue
        if last is not None and (
            attributed(reading, sentence) or reading.block_index(sentence.start) != here
        ):
            continue
        found = _subject_of(
            reading, sentence.start, min(sentence.end, at), gender, strict=last is not None
        )
        if found:
            stranger = found[0].kind in UNNAMED and reading.block_index(sentence.start) != here
            return [] if stranger else found
    return []


def meets_another(reading: Reading, gender: str, at: int, last: Turn) -> bool:
    """Tell whether the sentence before brings in somebody else: 'A plank hit an angler. He …'."""
    before = sentence_before(reading, at)
    if before is None or before.start < last.end or attributed(reading, before):
        return False
    if reading.block_index(before.start) != reading.block_index(at):
        return False
    if _GOES_ON.match(reading.text, opens_at(reading.text, before.start, before.end)):
        return False
    for found in _SOMEBODY.finditer(reading.text, before.start, before.end):
        noun = lexicon().nouns.get(key(found.group(1)))
        if noun is not None and not noun.plural and human(noun.group):
            return noun.lemma not in COLLECTIVE and noun.gender in {None, gender}
    return False


_GOES_ON = re.compile(r"(?:He|She|They|His|Her|Their) ")
_SOMEBODY = re.compile(r"(?<!,) (?:an?|another|the) (?:[a-z-]+ )??([a-z-]+)\b(?![’'])")


def attributed(reading: Reading, sentence: Span) -> bool:
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
    about = about_whom(reading, start, end)
    if about is not None:
        return _about_or_other(reading, about, start, end, gender)
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


def _about_or_other(
    reading: Reading, about: Entity, start: int, end: int, gender: str
) -> list[Entity]:
    """Return whom the sentence is about, or the one other it names when he cannot be meant."""
    if not reading.agrees(about, gender):
        places = reading.people.between(start, end)
        met = [person_entity(reading, i) for _, at, _, i in places if i >= 0]
        others = {e.name: e for e in met if reading.agrees(e, gender) and e.name != about.name}
        return list(others.values()) if len(others) == 1 else []
    # 'The mayor has asked her to go. She said': no sign that the mayor is a woman
    unknown = about.name is not None and reading.gender_of(about) is None
    return [] if unknown and OBJECT[gender].search(reading.text, start, end) else [about]


OBJECT = {
    "m": re.compile(r"\bhim\b"),
    "f": re.compile(r"\bher(?= (?:to|not|out|in|on|at|of|with|for|by|from|as)\b|[.,;])"),
}


def about_whom(reading: Reading, start: int, end: int) -> Entity | None:
    """Return the one person whom a sentence or clause is about, whatever his gender.

    That is its subject; after 'I met' or 'we asked' the person met; and who is heard
    in 'said a farmer' or 'was told by Ada Quist', where nothing was read as his words.
    """
    text = reading.text
    opening = opens_at(text, start, end)
    if reading.quoted(opening):
        return None
    places = [p for p in reading.people.between(start, end) if not reading.quoted(p[1])]
    article = _DETERMINER.match(text, opening)
    near = article.end() - opening if article else 1
    for phrase, place, stop, index in places:
        if stop <= opening:
            continue
        if phrase - opening <= near or _apposed(text, opening, phrase, stop):
            if (owns := _OWNS.match(text, stop - 2)) is not None:
                return _relative_of(reading, opening, owns.end(), end)
            return _person_at(reading, index, place, stop)
    if (unnamed := _unnamed_subject(reading, start, end)) is not None:
        return unnamed
    if (described := _described(reading, opening, end)) is not None:
        return described
    if (relative := _somebodys(reading, opening, end)) is not None:
        return relative
    if (lone := lone_name(reading, opening, end)) is not None:
        return lone[1]
    met = _MET.match(text, opening, end)
    if met is not None:
        named = [i for phrase, _, _, i in places if phrase >= met.end()]
        if len(set(named)) == 1 and named[0] >= 0:
            return person_entity(reading, named[0])
        found = lone_object(reading, met.end(), end) if not named else None
        return found[1] if found else None
    return _heard(reading, start, end)


def _described(reading: Reading, start: int, end: int) -> Entity | None:
    """Return 'The groom' where it opens the sentence: who spoke as such, or holds the office.

    Nobody where that cannot be told, for a pronoun after it is not sure to go on elsewhere.
    """
    found = _opening_noun(reading, _THE, start, end)
    if found is None:
        return None
    words, index, noun = found
    if noun.lemma in COLLECTIVE or any(w.capital for w in words[1 : index + 2]):
        return None
    if (named := _IS_NAMED.match(reading.text, words[index].end, end)) is not None:
        places = reading.people.between(start, end)
        who = next((i for _, at, _, i in places if at == named.end() and i >= 0), None)
        return person_entity(reading, who) if who is not None else None
    for turn in reading.turns_before(start):
        for entity in turn.entities:
            if entity.human and not entity.plural and entity.lemma == noun.lemma:
                return entity
    role = read_role(reading.text[words[1].start : words[index].end])
    if role is not None:
        role = replace(role, modifiers=role.modifiers - {"former", "ex"})
        held = reading.people.by_office.get(role.head, ())
        if len(held) == 1 and any(holds(role, h) for h in reading.people.persons[held[0]].roles):
            return person_entity(reading, held[0])
    return Entity(None, SpeakerKind.PERSON, noun.gender)


# 'The man at the gate was Ada Quist'
_IS_NAMED = re.compile(r"(?: [a-z’'-]+){0,4}? (?:is|was) (?=[^\W\d_a-z])")


def _somebodys(reading: Reading, start: int, end: int) -> Entity | None:
    """Return 'Her husband' where it opens the sentence, without a name: whose is not looked for."""
    found = _opening_noun(reading, _OWN, start, end)
    return Entity(None, SpeakerKind.PERSON, found[2].gender) if found is not None else None


# a name that is read with its ending stops behind it
_OWNS = re.compile(r"(?:..)?[’']s(?!\w)")


def _relative_of(reading: Reading, start: int, at: int, end: int) -> Entity | None:
    """Return the brother of 'Quist's brother, Ivo, arrived', `at` right after the owner."""
    words = words_in(reading.text, at, min(end, at + 60))
    found = head_of(words[:4])
    if found is None or found[1].plural or not human(found[1].group):
        return None
    last, after = words[found[0]], words[found[0] + 1 : found[0] + 4]
    if len(after) == 3 and after[0].text == "," and after[1].capital:
        for _, place, stop, index in reading.people.between(after[1].start, end):
            if place == after[1].start:
                return _person_at(reading, index, place, stop)
        named = lone_entity(reading, after[1]) if after[2].text == "," else None
        return replace(named, gender=named.gender or found[1].gender) if named else None
    name = reading.text[start : last.end]
    return Entity(name, kind_of(found[1], name), found[1].gender, lemma=found[1].lemma)


_THE = re.compile(r"[Tt]he ")
_OWN = re.compile(r"(?:His|Her|Their|My|Our) ")


def _opening_noun(
    reading: Reading, determiner: re.Pattern[str], start: int, end: int
) -> tuple[list[Word], int, Noun] | None:
    """Return the words after such a determiner, which of them is one human being, and its noun."""
    if not determiner.match(reading.text, start, end):
        return None
    words = words_in(reading.text, start, min(end, start + 60))
    found = head_of(words[:5])
    if found is None or found[1].plural or not human(found[1].group):
        return None
    return words, *found


def _person_at(reading: Reading, index: int, place: int, stop: int) -> Entity | None:
    if index < 0:
        return Entity(None, SpeakerKind.PERSON)
    return person_entity(reading, index) if may_count(reading, index, place, stop) else None


_DETERMINER = re.compile(r"(?:The|His|Her|Their|Its) (?:[a-z-]+ (?=[A-Z]))?")
_MET = re.compile(
    r"(?:I|[Ww]e) (?:[a-z]+ ){0,2}?(?:met|saw|see|visited|found|asked|called|rang|reached|"
    r"interviewed|joined|followed|(?:spoke|talked|went) (?:to|with))(?: see)? "
)
_HEARD = re.compile(r"\b(?:said|says|told by) (?=[^,.;]{2,60})")


def _heard(reading: Reading, start: int, end: int) -> Entity | None:
    """Return who is heard at the end of a sentence: 'The price was low, said a man who paid it.'"""
    for found in reversed(list(_HEARD.finditer(reading.text, start, end))):
        at = found.end()
        if reading.quoted(at):
            continue
        for phrase, place, stop, index in reading.people.between(at, end):
            if index >= 0 and (phrase == at or _apposed(reading.text, at, phrase, stop)):
                return _person_at(reading, index, place, stop)
        return _unnamed_at(reading, at, end)
    return None


def _apposed(text: str, opening: int, phrase: int, stop: int) -> bool:
    """Tell whether a description and a comma stand before the name, and a comma after it."""
    words = text[opening:phrase]
    if not _APPOSED.fullmatch(words):
        return False
    if text[stop : stop + 1] not in {",", "."} or set(words.split()) & _VERBS:
        return False
    last = key(re.split(r" (?:of|for|at|in|from|on|with) ", words)[0].rstrip(", ").split()[-1])
    noun = lexicon().nouns.get(last)
    return last not in _CALENDAR and (noun is None or human(noun.group))


_APPOSED = re.compile(
    r"(?:[Tt]he|[Aa]n?|His|Her|Its|Their|[^\W\d_a-z]\S*[’']s) [^,.;:“”\"]{2,70}, "
)
_VERBS = frozenset({"is", "was", "are", "were", "has", "had", "have", "said", "told", "who"})
_CALENDAR = word_list("calendar")


_DAYS = "|".join(sorted(word.capitalize() for word in word_list("days")))
_DAY = rf"(?:{_DAYS})(?: \d{{1,4}})?|(?:1\d|20)\d\d"
_LEAD = re.compile(
    r"[A-Z][A-Z.’' -]*[A-Z](?:, [^—–:.]{2,30}?)?(?: \([^()]{2,30}\))? ?(?:—|–|--|(?<= )-) "
    rf"|(?:(?:(?:Late |Early )?(?:On|on|In|By|Since) (?:the night of )?)?(?:{_DAY})"
    r"|Yesterday|Today|Last (?:week|month|year|night)) (?=[A-Z])"
    r"|(?:On|In|At|After|Before|Since|During|By|Earlier|Later|Last|Meanwhile|But|And|Yesterday|Today|However|Also|"
    r"For|Despite|Following|Then|Although|While|When|As|Unlike|Like|With|Without)\b[^.!?;]*?,\s*|(?:But|And|Meanwhile|Then|When|While|As|After|The|Even)\s+"
)


def opens_at(text: str, start: int, end: int) -> int:
    """Return where a sentence opens, after marks and an adverbial before a comma."""
    place = start
    while place < end and text[place] in " \"“‘'(":
        place += 1
    lead = _LEAD.match(text, place, end)
    return lead.end() if lead and lead.group() != "The " else place


def is_subject(text: str, start: int, phrase: int) -> bool:
    """Tell whether a phrase opens its sentence, but for an adverbial before a comma."""
    place = start
    while place < phrase and text[place] in " \"“‘'(":
        place += 1
    lead = _LEAD.match(text, place, phrase)
    if lead and lead.end() <= phrase:
        place = lead.end()
    return phrase - place <= 4


def _unnamed_subject(reading: Reading, start: int, end: int) -> Entity | None:
    """Return 'A farmer' where it opens the sentence: the pronoun is his from there on."""
    opening = opens_at(reading.text, start, end)
    found = re.compile(r"An?|One|Another", re.I).match(reading.text, opening, end)
    return _unnamed_at(reading, opening, end) if found else None


def _unnamed_at(reading: Reading, start: int, end: int) -> Entity | None:
    if not re.compile(r"(?:[Aa]n?|[Oo]ne|[Aa]nother) ").match(reading.text, start, end):
        return None
    words = words_in(reading.text, start, min(end, start + 80))
    found = head_of(words[:8])
    while found is not None and found[1].plural:  # 'A miller saw two boys'
        found = head_of(words[: found[0]])
    if found is None or not human(found[1].group):
        return None
    if any(w.fold in {"said", "says"} for w in words[: found[0]]):
        return None
    last = words[found[0]]
    rest = words[found[0] + 1 :]
    if len(rest) > 1 and rest[0].fold == "of":
        last = _complement(rest[1:]) or last
    name = reading.text[start : last.end]
    return Entity(name, kind_of(found[1], name), found[1].gender, lemma=found[1].lemma)


def _complement(words: list[Word]) -> Word | None:
    """Return the last word of what a noun is 'of': 'the army's supply office'."""
    kept: Word | None = None
    for word in words:
        noun = word.fold in lexicon().nouns
        if kept is not None and not kept.possessive and not noun:
            return kept
        if word.fold not in {"the", "a", "an"}:
            kept = word
    return kept


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


def may_count(reading: Reading, index: int, start: int, end: int) -> bool:
    """Tell whether capitals that open a sentence are a person: for sure, or two with a verb."""
    if _counts(reading, index):
        return True
    text = reading.text
    follows = re.compile(r"(?:, [^.;:“”\"]{2,60},)? [a-z]").match(text, end)
    return bool(follows) and " " in text[start:end] and not not_a_person(text, text[start:end])


def _counts(reading: Reading, index: int) -> bool:
    """Tell whether the capitals are a person for sure: titled, in a role, or named again."""
    person = reading.people.persons[index]
    if person.strong or person.gender is not None:
        return True
    return len(person.places) > 1 and not not_a_person(reading.text, person.name)
