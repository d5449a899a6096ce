"""Owners: whose lawyer 'his lawyer' is, whose office 'her office'.

A lawyer speaks for the one the text is about, who need not be who spoke last:
'Halm was arrested, the prosecutor said. His lawyer said …'. Where both may be
meant, the words stay as they are.
"""

from __future__ import annotations

import re

from claims.span import Span
from claims.speakers.lexicon import lexicon
from claims.speakers.phrase import PRONOUNS
from claims.speakers.pronoun import GENDERS, last_human, resolve_pronoun
from claims.speakers.reading import UNNAMED, Entity, Reading, Turn
from claims.speakers.role import head_of, strange_head
from claims.speakers.subject import OBJECT, about_whom, attributed, named_places
from claims.speakers.word import human, words_in


def owner_of(reading: Reading, word: str, at: int, index: int) -> Entity | None:
    """Return whom the possessive that opens the speaker at `at` means, named, or None."""
    pronoun = PRONOUNS[word.casefold()]
    gender = GENDERS.get(pronoun)
    if gender is None or reading.holders[index] is not None or reading.quoted(at):
        found = resolve_pronoun(reading, pronoun, at, index)
        only = found[0] if len(found) == 1 else None
        return only if only is not None and only.name and not _owned(only.name) else None
    owner = _about_here(reading, index, at, gender)
    if owner is None and not _speaks_of_somebody(reading, index, at):
        owner = _about_before(reading, at, gender)
    if owner is None or not owner.name or _owned(owner.name):
        return None
    return owner


def _owned(name: str) -> bool:
    """Tell whether a name is somebody's already: nothing is called 'her clerk’s office'."""
    return bool(re.search(r"[’']s\b|\b(?:his|her|its|their)\b", name))


def genitive(owner: Entity) -> str:
    """Return the owner's name as it stands before what is his.

    >>> from claims.attribution import SpeakerKind
    >>> genitive(Entity("Ada Quist", SpeakerKind.PERSON))
    'Ada Quist’s'
    >>> genitive(Entity("the drivers", SpeakerKind.UNNAMED_OTHER, plural=True))
    'the drivers’'
    """
    plural = owner.plural and (owner.name or "").endswith("s")
    return f"{owner.name}’" if plural else f"{owner.name}’s"


_AGENT = re.compile(r"(?:er|or|ist|ian|man|woman)$")


def _speaks_of_somebody(reading: Reading, index: int, at: int) -> bool:
    """Tell whether the content is about an office or a stranger: 'The abbot has gone, his …'."""
    for span in reading.tagged[index].content[:1]:
        words = words_in(reading.text, span.start, min(span.end, span.start + 60))
        if not words or span.end > at:
            return False
        found = head_of(words[:4]) if words[0].text in {"The", "A", "An"} else None
        if found is None and words[0].text in {"A", "An"}:
            found = strange_head(words[:3])
            if found is None or not _AGENT.search(found[1].lemma):
                return False
        if found is not None and human(found[1].group) and not found[1].plural:
            return not any(w.capital for w in words[1 : found[0] + 2])
    return False


def _about_here(reading: Reading, index: int, at: int, gender: str) -> Entity | None:
    """Return whom the words before it are about: 'Halm was ill, his office said'."""
    sentence = reading.page.sentence_at(at)
    start = sentence.start if sentence else at
    ahead = [s.start for s in reading.tagged[index].content if start <= s.start and s.end <= at]
    found = about_whom(reading, *((ahead or [start])[0], at))
    return found if found is not None and reading.agrees(found, gender) else None


def _about_before(reading: Reading, at: int, gender: str) -> Entity | None:
    """Return whom the sentences before are about, the nearest that says so."""
    here = reading.block_index(at)
    sentence = reading.page.sentence_at(at)
    stop = sentence.start if sentence else at
    for before in reversed(reading.sentences_between(reading.block_start(here), stop)):
        if before.start >= stop:
            continue
        turn = _turn_in(reading, before)
        if turn is not None:
            open_still, found = _of_turn(reading, turn, gender)
            if not open_still:
                return found
            continue
        if attributed(reading, before):
            continue
        about = about_whom(reading, before.start, before.end)
        to_another = OBJECT[gender].search(reading.text, before.start, before.end)
        if to_another and about is not None and reading.gender_of(about) is None:
            continue  # 'A judge let him go. His boss said': not the judge's
        if about is not None and reading.agrees(about, gender):
            return about
        if any(True for _ in named_places(reading, before.start, before.end, gender)):
            return None
        if _mentions_somebody(reading.text, before):
            return None
    last = last_human(reading, gender, at)
    if last is None or here - last.block > 1 or last.entities[0].kind in UNNAMED:
        return None
    return last.entities[0]


def _mentions_somebody(text: str, sentence: Span) -> bool:
    """Tell whether a sentence speaks of one human being without a name: 'And the president?'"""
    words = words_in(text, sentence.start, sentence.end)
    for place, word in enumerate(words):
        noun = lexicon().nouns.get(word.fold)
        if noun is None or noun.plural or not human(noun.group) or word.possessive:
            continue
        if any(w.fold in {"a", "an", "the", "one"} for w in words[max(0, place - 3) : place]):
            return True
    return False


def _turn_in(reading: Reading, sentence: Span) -> Turn | None:
    for turn in reading.turns_before(sentence.end):
        if turn.start < sentence.start:
            return None
        if not turn.nested:
            return turn
    return None


def _of_turn(reading: Reading, turn: Turn, gender: str) -> tuple[bool, Entity | None]:
    """Return whether to look further back than this turn, else whom its words are about or None."""
    speaker = turn.entities[0]
    fits = (
        len(turn.entities) == 1
        and speaker.human
        and not speaker.plural
        and speaker.name is not None
        and reading.agrees(speaker, gender)
    )
    content = [s for s in reading.tagged[turn.index].content if not reading.quoted(s.start)]
    about = None
    if content:
        about = about_whom(reading, _past_that(reading.text, content[0]), content[0].end)
    if content and OBJECT[gender].search(reading.text, content[0].start, content[-1].end):
        return True, None  # 'The firm had warned him, the clerk said': he is neither
    known = about is not None and about.name is not None and about.name != speaker.name
    if known and about is not None and reading.agrees(about, gender):
        return False, None if fits and speaker.kind not in UNNAMED else about
    spoken = reading.tagged[turn.index].speaker[0].text_in(reading.text)
    if _OPENS[gender].match(spoken) and " " in spoken:
        return True, None  # 'Her aunt said …. Her lawyer said …': both are of one woman
    pronoun = spoken.casefold() in PRONOUNS
    ahead = bool(content) and content[0].start < turn.start
    if ahead and not pronoun and _OPENS[gender].match(reading.text, content[0].start):
        return True, None  # 'He sold it, the clerk said': he is not the clerk
    if not fits:
        return True, None
    return False, speaker if speaker.kind not in UNNAMED or pronoun else None


def _past_that(text: str, content: Span) -> int:
    return content.start + len("that ") * text.startswith("that ", content.start)


_OPENS = {"m": re.compile(r"(?:He|His|he|his)\b"), "f": re.compile(r"(?:She|Her|she|her)\b")}
