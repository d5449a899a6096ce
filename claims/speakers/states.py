"""'The two countries' and 'the government': states meant by a description."""

from __future__ import annotations

import re

from claims.attribution import SpeakerKind
from claims.speakers.lexicon import lexicon
from claims.speakers.phrase import Mention
from claims.speakers.reading import (
    NEAR,
    Entity,
    Reading,
)
from claims.speakers.role import place_key
from claims.speakers.word import RUN, Sort, chunks, words_in


def states(reading: Reading, mention: Mention, at: int) -> tuple[Entity, ...]:
    """Return the states that 'the two countries' or 'the government' mean, where that is clear."""
    noun = mention.noun
    if noun is not None and (noun.plural or mention.determiner == "both"):
        pair = _pair_before(reading, at)
        if re.search(r"\b(?:two|both)\b", mention.words, re.IGNORECASE) and len(pair) == 2:
            return tuple(Entity(name, SpeakerKind.STATE) for name in pair)
        for turn in reading.turns_before(at):
            states = [e for e in turn.entities if e.kind == SpeakerKind.STATE]
            if len(states) == 2 and re.search(r"\b(?:two|both)\b", mention.words, re.IGNORECASE):
                return turn.entities
        if noun.lemma == "authorities":
            return (
                Entity(
                    mention.words, SpeakerKind.UNNAMED_OFFICIAL, plural=True, lemma="authorities"
                ),
            )
        return (Entity(None, SpeakerKind.STATE, plural=True),)
    for turn in reading.turns_before(at):
        if turn.entities[0].kind == SpeakerKind.STATE and len(turn.entities) == 1:
            near = reading.block_index(at) - turn.block < NEAR
            return (
                turn.entities
                if near and turn.entities[0].lemma == (noun.lemma if noun else "")
                else (Entity(None, SpeakerKind.STATE),)
            )
    return (Entity(None, SpeakerKind.STATE),)


def _pair_before(reading: Reading, at: int) -> list[str]:
    """Return the states that the sentence and the two before name, until two are found."""
    here = reading.block_index(at)
    floor = reading.block_start(here - 1)
    found: dict[str, None] = {}
    sentences = [s for s in reading.sentences_between(floor, at) if s.start < at]
    for sentence in reversed(sentences[-3:]):
        for run in RUN.finditer(reading.text, sentence.start, min(sentence.end, at)):
            words = words_in(reading.text, run.start(), run.end())
            for chunk in chunks(words):
                form = place_key(words, chunk.first, chunk.last)
                country = lexicon().states.get(form) or lexicon().demonyms.get(form)
                if chunk.sort == Sort.PLACE and country:
                    found.setdefault(country)
        if len(found) >= 2:
            break
    return list(found)
