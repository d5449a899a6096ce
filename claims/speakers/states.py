"""'The two countries' and 'the government': states meant by a description."""

from __future__ import annotations

import re
from itertools import pairwise

from claims.attribution import SpeakerKind
from claims.speakers.lexicon import key, lexicon, word_list
from claims.speakers.phrase import Mention
from claims.speakers.reading import (
    NEAR,
    Entity,
    Reading,
)
from claims.speakers.role import place_key
from claims.speakers.word import RUN, Sort, chunks, words_in

_PAIR = re.compile(r"\b(?:two|both)\b", re.IGNORECASE)
_GROUPS = word_list("unnamed_states")


def states(reading: Reading, mention: Mention, at: int) -> tuple[Entity, ...]:
    """Return the states that 'the two countries' or 'the government' mean, where that is clear."""
    noun = mention.noun
    lemma = noun.lemma if noun else ""
    if noun is not None and (noun.plural or mention.determiner == "both"):
        if _of_two(reading, mention):
            pair = pair_before(reading, at)
            if len(pair) == 2:
                return tuple(Entity(name, SpeakerKind.STATE) for name in pair)
            return _pair_heard(reading, at) or (_open(lemma),)
        if lemma == "authorities":
            return (Entity(mention.words, SpeakerKind.UNNAMED_OFFICIAL, plural=True, lemma=lemma),)
        return (_group(reading, mention) or _open(lemma),)
    for turn in reading.turns_before(at):
        if turn.entities[0].kind == SpeakerKind.STATE and len(turn.entities) == 1:
            near = reading.block_index(at) - turn.block < NEAR
            return (
                turn.entities
                if near and turn.entities[0].lemma == lemma
                else (Entity(None, SpeakerKind.STATE),)
            )
    return (Entity(None, SpeakerKind.STATE),)


def _of_two(reading: Reading, mention: Mention) -> bool:
    before = reading.text[max(0, mention.span.start - 5) : mention.span.start]
    return _PAIR.search(mention.words) is not None or before.casefold().startswith("both")


def _open(lemma: str) -> Entity:
    """Return several states left open; of 'both sides' not even that they are states is known."""
    kind = SpeakerKind.UNNAMED_OTHER if lemma == "side" else SpeakerKind.STATE
    return Entity(None, kind, plural=True)


def _group(reading: Reading, mention: Mention) -> Entity | None:
    """Return 'other countries' or 'many states', a group that hides who is in it.

    Its kind is that of an unnamed group, since no one state can be held to the words.
    """
    words = key(mention.words).split()
    lemma = mention.noun.lemma if mention.noun else ""
    if (
        lemma == "side"
        or mention.determiner in {"the", "these", "those"}
        or not (len(words) == 1 or _GROUPS.intersection(words))
    ):
        return None
    new = Entity(mention.words, SpeakerKind.UNNAMED_OTHER, plural=True, lemma=lemma)
    return reading.groups.setdefault(key(mention.words), new)


def _pair_heard(reading: Reading, at: int) -> tuple[Entity, ...] | None:
    """Return the two states that spoke together last."""
    for turn in reading.turns_before(at):
        if [e.kind for e in turn.entities] == [SpeakerKind.STATE] * 2:
            return turn.entities
    return None


def pair_before(reading: Reading, at: int) -> list[str]:
    """Return the states that the text before `at` joined last, else all that it names near by.

    A pair is joined by 'and' or 'with' or a hyphen ('Peru and Chile', 'Peruvian-Chilean').
    """
    here = reading.block_index(at)
    floor = reading.block_start(here - 1)
    found: dict[str, None] = {}
    sentences = [s for s in reading.sentences_between(floor, at) if s.start < at]
    for sentence in reversed(sentences[-3:]):
        joined = _joined(reading.text, sentence.start, min(sentence.end, at))
        if joined:
            return joined
        for _, _, country in _named(reading.text, sentence.start, min(sentence.end, at)):
            found.setdefault(country)
        if len(found) >= 2:
            break
    return list(found)


_BETWEEN = re.compile(r"\s(?:and|with)\s(?:the\s)?")
_FORMS = {
    "pak": "Pakistan",
    "sino": "China",
    "indo": "India",
    "russo": "Russia",
    "us": "United States",
}
_COMPOUND = re.compile(r"\b([A-Z][\w.]*)[-–]([A-Z][\w.]*)\b")


def _joined(text: str, start: int, end: int) -> list[str]:
    """Return the last two states that stand joined in a stretch, but for one of three or more."""
    pairs: list[tuple[int, list[str]]] = []
    for found in _COMPOUND.finditer(text, start, end):
        both = [_country(part) for part in found.groups()]
        if both[0] != both[1] and None not in both:
            pairs.append((found.start(), [each for each in both if each]))
    named = _named(text, start, end)
    for place, (first, second) in enumerate(pairwise(named)):
        if first[2] == second[2] or not _BETWEEN.fullmatch(text, first[1], second[0]):
            continue
        listed = place and re.fullmatch(r",\s", text[named[place - 1][1] : first[0]])
        if not listed:
            pairs.append((first[0], [first[2], second[2]]))
    return max(pairs)[1] if pairs else []


def _country(word: str) -> str | None:
    lex, form = lexicon(), key(word)
    return lex.states.get(form) or lex.demonyms.get(form) or _FORMS.get(form)


def _named(text: str, start: int, end: int) -> list[tuple[int, int, str]]:
    """Return the states that a stretch names by name or adjective, and where."""
    found = []
    for run in RUN.finditer(text, start, end):
        words = words_in(text, run.start(), run.end())
        for chunk in chunks(words):
            form = place_key(words, chunk.first, chunk.last)
            country = lexicon().states.get(form) or lexicon().demonyms.get(form)
            if chunk.sort == Sort.PLACE and country:
                found.append((words[chunk.first].start, words[chunk.last - 1].end, country))
    return found
