"""Descriptions: whom 'the foreign minister', 'the official', 'the report' or 'his spokesman' mean.

An indefinite description is always somebody new; a definite one looks for who
was introduced with the same noun, then for the one holder of the role it states.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from claims.attribution import SpeakerKind
from claims.speakers.about import own_body, own_group
from claims.speakers.document import thing_meant
from claims.speakers.kind import kind_of
from claims.speakers.lexicon import Group, key, word_list
from claims.speakers.mention import parse
from claims.speakers.owner import genitive, owner_of
from claims.speakers.phrase import PRONOUNS, Form, Mention
from claims.speakers.reading import (
    NEAR,
    UNNAMED,
    Entity,
    Reading,
    Turn,
    body_name,
    person_entity,
)
from claims.speakers.role import Role, country_in, holds, office
from claims.speakers.states import states
from claims.speakers.word import human, words_in

_DEFINITE = word_list("definite")


_AUTHORS = word_list("authors")


_EPITHETS = word_list("epithets")


def resolve_description(reading: Reading, mention: Mention, index: int) -> tuple[Entity, ...]:
    """Return whom a description means; somebody new is named by the words themselves."""
    at = mention.span.start
    own = _own(reading, mention)
    if own is not None:
        return own
    noun = mention.noun
    if noun is not None and noun.group == Group.STATE:
        return states(reading, mention, at)
    new = _new(reading, mention, index)
    if noun is None or (mention.determiner not in _DEFINITE and not _is_office(mention)):
        return (_again(reading, mention, new),)
    if mention.owner and noun is not None and human(noun.group):
        return (_holder(reading, mention, index) or new,)
    if human(noun.group):
        return (_person_meant(reading, mention, index) or new,)
    return (thing_meant(reading, mention, at, new) or new,)


def _is_office(mention: Mention) -> bool:
    """Tell whether a description without article is an office ('foreign office spokesperson')."""
    role = mention.role
    return (
        not mention.determiner
        and role is not None
        and not role.plural
        and role.group == Group.OFFICIAL
    )


def _new(reading: Reading, mention: Mention, index: int) -> Entity:
    noun = mention.noun
    name = mention.words
    if mention.owner and key(mention.owner) in PRONOUNS:
        owner = owner_of(reading, mention.owner, mention.span.start, index)
        sails = noun is not None and noun.lemma in _CREW
        if owner is not None and (owner.human or not sails):
            name = re.sub(rf"^{mention.owner}\b", genitive(owner), name)
    kind = kind_of(noun, mention.words)
    if kind == SpeakerKind.ORGANIZATION:
        name = body_name(reading, name)
    lemma = noun.lemma if noun else ""
    return Entity(name, kind, mention.gender, mention.plural, lemma, mention.role)


# 'its skipper' is a ship's and no ministry's, whoever spoke last
_CREW = frozenset({"skipper", "master", "mate", "bosun", "helmsman", "crew", "pilot", "driver"})


def _own(reading: Reading, mention: Mention) -> tuple[Entity, ...] | None:
    """Return the document's author where the text speaks of him in the third person."""
    noun, about = mention.noun, reading.about
    if noun is None:
        return None
    if noun.lemma in _AUTHORS and re.fullmatch(
        r"(?:the|this|the present) (?:author|writer)s?"
        r"|(?:this|our) (?:\w+ )?(?:correspondent|columnist|reporter)s?",
        mention.words,
        re.IGNORECASE,
    ):
        if list(_role_holders(reading, mention.role)):
            return None
        named = tuple(Entity(author, SpeakerKind.PERSON) for author in about.authors)
        if named and mention.plural == (len(named) > 1):
            return named
        return (Entity(mention.words, SpeakerKind.UNNAMED_OTHER, plural=mention.plural),)
    if noun.group in {Group.EXPERT, Group.BODY} or noun.lemma in {"staff", "editor"}:
        before = re.sub(r"^(?:the|our)\s+", "", mention.words, flags=re.IGNORECASE).rsplit(" ", 1)[
            0
        ]
        body = own_body(about, re.sub(r"[’']s$", "", before), reading.acronyms)
        if body is not None and before[:1].isupper():
            return (Entity(own_group(about, body), SpeakerKind.ORGANIZATION),)
    return None


def _again(reading: Reading, mention: Mention, new: Entity) -> Entity:
    """Return an earlier group of the same words ('experts … experts'), never one person."""
    if not mention.plural:
        return new
    return reading.groups.setdefault(_core(mention.words), new)


def _core(words: str) -> str:
    return re.sub(r"^(?:the|these|those)\s+", "", words.casefold())


def _recent(reading: Reading, at: int) -> Iterator[Turn]:
    yield from reading.turns_before(at)


def _person_meant(reading: Reading, mention: Mention, index: int) -> Entity | None:
    at, role = mention.span.start, mention.role
    if role is None:
        return _epithet(reading, mention, at)
    if mention.plural:
        return _group_again(reading, mention, at)
    holders = [i for i in _role_holders(reading, role) if _gender_fits(reading, i, mention)]
    if mention.determiner:
        earlier = _unnamed_again(reading, role, mention, at)
        if earlier is not None and not any(
            _named_since(reading, h, earlier[1], at) for h in holders
        ):
            return earlier[0]
    if len(holders) == 1:
        return person_entity(reading, holders[0])
    if holders:
        return _nearest_holder(reading, holders, at)
    later = _named_later(reading, mention, index)
    if later is not None:
        return later
    return _epithet(reading, mention, at)


def _gender_fits(reading: Reading, person: int, mention: Mention) -> bool:
    return reading.agrees(person_entity(reading, person), mention.gender)


def _role_holders(reading: Reading, role: Role | None) -> Iterator[int]:
    """Return the persons whose stated role the description fits."""
    if role is None:
        return
    for index in reading.people.by_office.get(role.head, ()):
        if any(holds(role, held) for held in reading.people.persons[index].roles):
            yield index


def _named_since(reading: Reading, person: int, since: int, at: int) -> bool:
    return any(since < place < at for place, _, _ in reading.people.persons[person].places)


def _nearest_holder(reading: Reading, holders: list[int], at: int) -> Entity:
    """Return the holder who spoke last near by, else the only one named near by, else nobody."""
    here = reading.block_index(at)
    for turn in _recent(reading, at):
        if here - turn.block >= NEAR:
            break
        meant = [e for e in turn.entities if e.person in holders]
        if len(meant) == 1:
            return meant[0]
        if any(e.human for e in turn.entities):
            break
    floor = reading.block_start(here - 1)
    near = {i for _, _, _, i in reading.people.between(floor, at) if i in holders}
    return (
        person_entity(reading, near.pop()) if len(near) == 1 else Entity(None, SpeakerKind.PERSON)
    )


def _unnamed_again(
    reading: Reading, role: Role, mention: Mention, at: int
) -> tuple[Entity, int] | None:
    """Return the unnamed person introduced last with this noun, and where."""
    for turn in _recent(reading, at):
        for entity in turn.entities:
            single = entity.kind in UNNAMED and not entity.plural
            if single and _echoes(role, entity) and reading.agrees(entity, mention.gender):
                return entity, turn.start
    return _introduced(reading, mention, at)


def _echoes(role: Role, entity: Entity) -> bool:
    """Tell whether a later description adds nothing that the first did not say."""
    if office(entity.lemma) != role.head:
        return False
    if entity.role is None:
        return not role.modifiers
    if role.country is not None and role.country != entity.role.country:
        return False
    return role.modifiers - {"same"} <= entity.role.modifiers


def _introduced(reading: Reading, mention: Mention, at: int) -> tuple[Entity, int] | None:
    """Return an unnamed person whom the text brought in near by without letting him speak."""
    noun = mention.noun
    if noun is None or mention.determiner not in {"the", "that", "this", "same"} or mention.plural:
        return None
    floor = reading.block_start(reading.block_index(at) - 2)
    pattern = re.compile(
        rf"\b(?:[Aa]n?|[Oo]ne|[Aa]nother)\s+(?:[\w’'-]+\s+){{0,4}}?{re.escape(noun.lemma)}\b"
    )
    found = list(pattern.finditer(reading.text, floor, at))
    if not found:
        return None
    name = found[-1].group()
    last = parse(reading.text, found[-1].start(), found[-1].end())
    if last is None or last.noun is None or _named_right_after(reading, found[-1].end()):
        return None
    return Entity(name, kind_of(noun, name), noun.gender, lemma=noun.lemma, role=last.role), found[
        -1
    ].start()


def _named_right_after(reading: Reading, at: int) -> bool:
    return any(
        0 <= place - at <= 30 and "." not in reading.text[at:place]
        for _, place, _, _ in reading.people.between(at, at + 60)
    )


def _group_again(reading: Reading, mention: Mention, at: int) -> Entity | None:
    for turn in _recent(reading, at):
        for entity in turn.entities:
            if entity.plural and mention.noun and entity.lemma == mention.noun.lemma:
                return entity
    return None


def _epithet(reading: Reading, mention: Mention, at: int) -> Entity | None:
    """Return the last single speaker near by when nothing speaks against the description."""
    noun = mention.noun
    aged = re.fullmatch(r"the (\d\d)-year-old", mention.words, re.IGNORECASE)
    if aged is None and (
        noun is None or noun.lemma not in _EPITHETS or len(mention.words.split()) > 3
    ):
        return None
    if aged is None and mention.determiner != "the":
        return None
    here = reading.block_index(at)
    last = next((t for t in _recent(reading, at) if not t.nested), None)
    if last is None or here - last.block > 1 or len(last.entities) != 1:
        return None
    entity = last.entities[0]
    if not entity.human or entity.plural or not reading.agrees(entity, mention.gender):
        return None
    if aged is not None:
        return entity
    return entity if _suits(reading, entity, mention) else None


def _suits(reading: Reading, entity: Entity, mention: Mention) -> bool:
    """Tell whether the speaker is known to be of the sort: 'the official' needs an office."""
    noun = mention.noun
    if noun is None or mention.role is None:
        return False
    roles = (
        reading.people.persons[entity.person].roles if entity.person is not None else [entity.role]
    )
    stated = [role for role in roles if role is not None]
    if noun.lemma in {"man", "woman"} and mention.gender:
        if mention.role.modifiers - _AGES:
            return False  # 'the other man', 'the dead woman'
        return reading.gender_of(entity) == mention.gender or not stated
    group = Group.EXPERT if noun.lemma == "expert" else Group.OFFICIAL
    if noun.lemma in _OFFICIALS or group == Group.EXPERT:
        wanted = mention.role.modifiers  # 'the dismissed official' is not any official
        return any(role.group == group and wanted <= role.modifiers for role in stated)
    return any(role.head == mention.role.head and holds(mention.role, role) for role in stated)


_OFFICIALS = frozenset({"official", "leader", "diplomat", "politician", "lawmaker", "officer"})
_AGES = frozenset({"old", "older", "elderly", "young", "younger"})


def _named_later(reading: Reading, mention: Mention, index: int) -> Entity | None:
    """Return the person whom the next attribution names in full, when this office introduced him.

    A name without role or title that the text has not had before, right after a
    quotation by an office, is the holder of the office.
    """
    role = mention.role
    if role is None or role.group != Group.OFFICIAL or mention.determiner not in {"", "the"}:
        return None
    order = list(reading.order)
    place = order.index(index)
    later = [i for i in order[place + 1 : place + 8] if reading.holders[i] is None]
    if later and _speaks_against(reading, later[0]):
        return None
    for follower in later[:1]:
        spans = reading.tagged[follower].speaker
        if (
            not spans
            or reading.block_index(spans[0].start) - reading.block_index(mention.span.start) > 1
        ):
            return None
        after = parse(reading.text, spans[0].start, spans[0].end)
        if (
            after is None
            or after.form != Form.PERSON
            or after.role is not None
            or " " not in after.name
        ):
            return None
        fits = reading.people.having(after.name.split())
        if len(fits) != 1 or reading.people.persons[fits[0]].roles:
            return None
        first = min(
            (
                place
                for place, at, end in reading.people.persons[fits[0]].places
                if " " in reading.text[at:end]
            ),
            default=0,
        )
        if first < mention.span.end or after.words != reading.text[
            spans[0].start : spans[0].end
        ].strip(" ,"):
            return None
        entity = person_entity(reading, fits[0])
        told = re.match(r"\s+\w+ (?:\w+ )?(his|her)\b", reading.text[mention.span.end :][:40])
        gender = mention.gender or {"his": "m", "her": "f"}.get(told.group(1) if told else "")
        if reading.agrees(entity, gender):
            return replace(entity, gender=entity.gender or gender)
    return None


def _speaks_against(reading: Reading, index: int) -> bool:
    """Tell whether who speaks next denies it, or is introduced only there: somebody else."""
    tagged = reading.tagged[index]
    cue = " ".join(span.text_in(reading.text) for span in tagged.cue)
    if _DENIES.search(cue) or not tagged.speaker:
        return bool(_DENIES.search(cue))
    first, last = tagged.speaker[0], tagged.speaker[-1]
    introduced = _WHO.search(reading.text, first.start, last.end + len(", whose "))
    return tagged.content[0] < first and introduced is not None


_DENIES = re.compile(r"\b(?:den(?:y|ies|ied)|reject|disput|contradict|doubt|contest)", re.I)
_WHO = re.compile(r", (?:who|whose)\b")


def _holder(reading: Reading, mention: Mention, index: int) -> Entity | None:
    """Return whom an office with its owner ('Quist's spokesman') means, named or heard before."""
    role = mention.role
    new = _new(reading, mention, index)
    if role is None or mention.plural:
        return None
    for turn in _recent(reading, mention.span.start):
        for entity in turn.entities:
            if entity.name and new.name and key(entity.name) == key(new.name):
                return entity
    if mention.owner[:1].isupper() and country_in(words_in(mention.owner, 0, len(mention.owner))):
        holders = [i for i in _role_holders(reading, role) if _gender_fits(reading, i, mention)]
        return person_entity(reading, holders[0]) if len(holders) == 1 else None
    return None
