"""Pronouns: whom 'he', 'they', 'it', 'I' and 'who' mean, or None where two could be meant.

Who spoke last is who goes on speaking, unless another fitting person became the
subject in between. Two candidates of the same standing leave a pronoun open: a
wrong name on a quotation is worse than none.
"""

from __future__ import annotations

import re

from claims.attribution import SpeakerKind
from claims.span import Span
from claims.speakers.kind import kind_of
from claims.speakers.lexicon import lexicon, word_list
from claims.speakers.lone import lone_object
from claims.speakers.phrase import PRONOUNS
from claims.speakers.reading import (
    NEAR,
    UNNAMED,
    Entity,
    Reading,
    Turn,
    person_entity,
    sentence_before,
)
from claims.speakers.role import COLLECTIVE, head_of
from claims.speakers.states import pair_before
from claims.speakers.subject import (
    about_whom,
    attributed,
    meets_another,
    named_between,
    named_places,
    opens_at,
    subjects,
)
from claims.speakers.thing import thing
from claims.speakers.we import we_of
from claims.speakers.word import Word, human, words_in

GENDERS = {"he": "m", "she": "f"}


UNRESOLVED = {
    "he": Entity(None, SpeakerKind.PERSON),
    "she": Entity(None, SpeakerKind.PERSON),
    "i": Entity(None, SpeakerKind.PERSON),
    "you": Entity(None, SpeakerKind.PERSON),
    "who": Entity(None, SpeakerKind.PERSON),
    "we": Entity(None, SpeakerKind.UNNAMED_OTHER, plural=True),
    "they": Entity(None, SpeakerKind.UNNAMED_OTHER, plural=True),
    "both": Entity(None, SpeakerKind.UNNAMED_OTHER, plural=True),
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
    elif pronoun in GENDERS:
        found = _third(reading, pronoun, at, held, index)
    elif pronoun == "they":
        found = _plural(reading, at, held, index)
    elif pronoun == "both":
        found = _both(reading, at)
    elif pronoun == "it":
        found = thing(reading, at, held)
    else:
        found = None
    if found and pronoun in GENDERS and found[0].name:
        reading.genders.setdefault(found[0].name, GENDERS[pronoun])
    return found or (UNRESOLVED[pronoun],)


def _first_person(
    reading: Reading, pronoun: str, at: int, held: Turn | None
) -> tuple[Entity, ...] | None:
    """Within a quotation its speaker or those he speaks for, outside the document's author."""
    if held is not None:
        return held.entities if pronoun == "i" else we_of(reading, held)
    if reading.quoted(at):
        return None
    authors = reading.about.authors
    if (pronoun == "i" and len(authors) == 1) or (pronoun == "we" and authors):
        return tuple(Entity(author, SpeakerKind.PERSON) for author in authors)
    if pronoun == "we" and reading.about.source:
        return (Entity(reading.about.source, SpeakerKind.ORGANIZATION),)
    return None


def _third(
    reading: Reading, pronoun: str, at: int, held: Turn | None, index: int
) -> tuple[Entity, ...] | None:
    gender = GENDERS[pronoun]
    if held is not None:
        return _within(reading, gender, at, held)
    last = last_human(reading, gender, at)
    sentence = reading.page.sentence_at(at)
    own = _ahead(reading, index, at, sentence)
    if sentence is not None and own is not None:
        before = subjects(reading, gender, at, last, sentence.start)
        about = about_whom(reading, own.start, own.end)
        if about is not None and about.name is not None and reading.agrees(about, gender):
            return _himself(reading, about, last, before, at)
    else:
        before = subjects(reading, gender, at, last, at)
    if last is not None and not before and _other_named(reading, gender, at, last):
        return None
    if last is not None and not before and _speaks_of_another(reading, gender, at, last):
        return None
    if last is not None and not before and meets_another(reading, gender, at, last):
        return None
    return _goes_on(last, before)


def _speaks_of_another(reading: Reading, gender: str, at: int, last: Turn) -> bool:
    """Tell whether who spoke last, unnamed, did so of one whom the pronoun fits as well.

    'He had resigned, a clerk said. He …' and 'Ada Quist was ill, a clerk said. She …'.
    """
    earlier = sentence_before(reading, at)
    content = reading.tagged[last.index].content[0]
    entity = last.entities[0]
    spoken = reading.tagged[last.index].speaker[0].text_in(reading.text).casefold()
    if entity.kind not in UNNAMED or spoken in PRONOUNS or earlier is None:
        return False
    if not earlier.start <= content.start < last.start or reading.quoted(content.start):
        return False
    if _OPENS[gender].match(reading.text, content.start):
        return True
    about = about_whom(reading, content.start, content.end)
    known = reading.gender_of(about) if about is not None else None
    return reading.gender_of(entity) is None and known == gender


_OPENS = {"m": re.compile(r"He\b"), "f": re.compile(r"She\b")}


def _other_named(reading: Reading, gender: str, at: int, last: Turn) -> bool:
    """Tell whether the block so far names another than who spoke last in an earlier one."""
    earlier = sentence_before(reading, at)
    here = reading.block_index(at)
    if earlier is None or last.block == here or reading.block_index(earlier.start) != here:
        return False
    if attributed(reading, earlier):
        return False
    named = named_between(reading, reading.block_start(here), earlier.end, gender)
    if any(e.name != last.entities[0].name for e in named):
        return True
    lone = lone_object(reading, earlier.start, earlier.end)
    return lone is not None and lone[1].name != last.entities[0].name


def _ahead(reading: Reading, index: int, at: int, sentence: Span | None) -> Span | None:
    """Return the content in indirect words that stands before the speaker in his sentence."""
    if sentence is None:
        return None
    for span in reading.tagged[index].content:
        opens = sentence.start <= span.start <= sentence.start + 3
        if opens and span.end <= at and not reading.quoted(span.start):
            return span
    return None


def _himself(
    reading: Reading, about: Entity, last: Turn | None, before: list[Entity], at: int
) -> tuple[Entity, ...] | None:
    """Read 'Halm never asked for it, he said': Halm, unless somebody is speaking already.

    Who spoke or was the subject in the sentence before goes on and speaks of Halm.
    """
    earlier = sentence_before(reading, at)
    if earlier is None or reading.block_index(earlier.start) != reading.block_index(at):
        return (about,)
    if last is not None and earlier.start <= last.start:
        named = last.entities[0].kind not in UNNAMED
        return last.entities if named or last.entities[0].name == about.name else None
    names = {e.name for e in before}
    if names and names != {about.name}:
        found = about_whom(reading, earlier.start, earlier.end)
        return (found,) if found is not None and names == {found.name} else (about,)
    return (about,)


def _goes_on(last: Turn | None, rivals: list[Entity]) -> tuple[Entity, ...] | None:
    """Return who spoke last, or who became the subject since."""
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
    between = [e for e in named_between(reading, held.start, at, gender) if e.name != speaker.name]
    return None if between else (speaker,)


def last_human(reading: Reading, gender: str, at: int) -> Turn | None:
    """Return the latest single human speaker near before `at` whom the gender fits."""
    here = reading.block_index(at)
    others = 0
    for turn in reading.turns_before(at):
        if turn.nested:
            continue
        if here - turn.block >= NEAR:
            return None
        entity = turn.entities[0]
        if others and entity.kind in UNNAMED and turn.block < here:
            return None
        others += 1
        if reading.gender_of(entity) is None and (
            _speaks_to(reading, turn, gender) or _calls_himself(reading, turn, gender)
        ):
            continue
        vague = entity.kind in UNNAMED and not _single(entity)
        if (
            len(turn.entities) > 1
            or entity.plural
            or not entity.human
            or entity.name is None
            or vague
        ):
            if entity.name is None and entity.human and reading.agrees(entity, gender):
                # who was left open once and goes on speaking stays open
                return turn if len(turn.entities) == 1 and not entity.plural else None
            continue
        if reading.agrees(entity, gender):
            return turn
    return None


def _speaks_to(reading: Reading, turn: Turn, gender: str) -> bool:
    """Tell whether the turn's words open with a pronoun for another: 'Halm asked her to go'."""
    first = reading.tagged[turn.index].content[0]
    return bool(_TO[gender].match(reading.text, first.start, first.end))


def _calls_himself(reading: Reading, turn: Turn, gender: str) -> bool:
    """Tell whether an unnamed speaker's words open with the other pronoun for himself.

    'A clerk said that he had …' where nobody else can be meant by 'he'.
    """
    content = reading.tagged[turn.index].content[0]
    other = _OTHER[gender]
    if turn.entities[0].kind not in UNNAMED or content.start < turn.start:
        return False
    if reading.quoted(content.start) or not _HE_HAD[other].match(reading.text, content.start):
        return False
    earlier = sentence_before(reading, turn.start)
    start = earlier.start if earlier is not None else turn.start
    return not named_between(reading, start, turn.start, other)


_OTHER = {"m": "f", "f": "m"}
_HAD = r" (?:had|has|was|is|would|could|did|knew|saw|felt)\b"
_HE_HAD = {"m": re.compile(rf"(?:that )?he{_HAD}"), "f": re.compile(rf"(?:that )?she{_HAD}")}
_TO = {"m": re.compile(r"him\b"), "f": re.compile(r"her (?:to|not)\b")}
_DETERMINED = re.compile(
    r"(?:the|an?|one|another|this|that|his|her|its|their|(?:\S+ ){0,3}\S+[’']s)\b", re.I
)
_ONE_OF = re.compile(r"one of (?:them|the|these|those|his|her|its|their)\b", re.I)


def _single(entity: Entity) -> bool:
    """Tell whether an unnamed speaker is one human being for certain."""
    if entity.name is not None and not entity.plural and _ONE_OF.match(entity.name):
        return True
    if entity.lemma in COLLECTIVE or not entity.lemma or entity.name is None:
        return False
    return entity.kind == SpeakerKind.UNNAMED_OFFICIAL or bool(_DETERMINED.match(entity.name))


def _plural(reading: Reading, at: int, held: Turn | None, index: int) -> tuple[Entity, ...] | None:
    sentence = reading.page.sentence_at(at)
    if _ahead(reading, index, at, sentence) is not None:
        group = _group_opening(reading, at)
    else:
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


def _group_opening(reading: Reading, at: int) -> Entity | None:
    """Return the group of people that the sentence before, in the same block, opens with."""
    before = sentence_before(reading, at)
    if before is None or reading.block_index(before.start) != reading.block_index(at):
        return None
    start = opens_at(reading.text, before.start, before.end)
    words = words_in(reading.text, start, min(before.end, start + 80))
    found = head_of(words[:5])
    if found is None or not found[1].plural or not human(found[1].group):
        return None
    name = reading.text[start : words[found[0]].end]
    return Entity(name, kind_of(found[1], name), plural=True, lemma=found[1].lemma)


def _both(reading: Reading, at: int) -> tuple[Entity, ...] | None:
    """Return the two persons, or else states, whom the sentence or the one before names."""
    sentence = reading.page.sentence_at(at)
    earlier = sentence_before(reading, at)
    stretches = [(s.start, min(s.end, at)) for s in (sentence, earlier) if s is not None]
    for start, end in stretches:
        named = {e.name: e for _, e in named_places(reading, start, end, None)}
        if named:
            return tuple(named.values()) if len(named) == 2 else None
    pair = pair_before(reading, at)
    return tuple(Entity(name, SpeakerKind.STATE) for name in pair) if len(pair) == 2 else None


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


def _relative(reading: Reading, pronoun: str, at: int) -> tuple[Entity, ...] | None:
    """Return what stands right before 'who' or 'which'."""
    for _, _, stop, index in reversed(reading.people.between(at - 200, at)):
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
