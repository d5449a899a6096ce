"""Reporting verbs of a sentence, told from the nouns and adjectives that look like them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from claims.extraction.cues import Entry, Frame, lexicon, match_phrase
from claims.extraction.rules.phrase import (
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    is_adverbial_since,
    verb_group,
)
from claims.extraction.vocabulary import words
from claims.extraction.word import Line

COMPLEMENTIZERS = words("that whether if how why what when where who which")
TAG_PAUSES = frozenset({".", ",", "?", "!", ";", ":", "—", "–", "--", "…", ")"})
_NOT_SAID = words(
    """
    life lives victim victims title titles prize seat seats responsibility credit
    """
)
_NOUN_LIKE = words(
    """
    attack attacks state states attempt back direct slam slams press push pushes answer answers
    rule rules
    """
)
_ROLES = words(
    """
    minister president official spokesman spokeswoman spokesperson government ministry
    agency report company mayor governor senator party campaign group committee statement
    paper newspaper study poll survey candidate state author writer critic expert analyst
    lawyer bank union court police
    """
)


@dataclass(frozen=True, slots=True)
class Cue:
    group: int
    start: int
    end: int
    entry: Entry


def find_cues(line: Line) -> Iterator[Cue]:
    """Yield the verbal cues of a line outside its quotations, in order, never overlapping."""
    lowers = [word.lower for word in line.words]
    index = 0
    while index < len(line):
        entry, size = _entry_at(line, lowers, index)
        if entry is not None:
            yield Cue(verb_group(line, index), index, index + size, entry)
        index += size
    return


def _entry_at(line: Line, lowers: list[str], index: int) -> tuple[Entry | None, int]:
    word = line.words[index]
    if word.quoted or not word.is_word:
        return None, 1
    phrase = match_phrase(lowers, index)
    if phrase and lowers[index] not in {"according", "in"}:
        return phrase
    adjective = lexicon().adjectives.get(lowers[index])
    if (
        adjective
        and _after_be(line, index)
        and lowers[index + 1 : index + 2]
        and lowers[index + 1] in COMPLEMENTIZERS
    ):
        return adjective, 1
    entry = lexicon().verbs.get(lowers[index])
    return (entry, 1) if entry and _is_verb(line, index) else (None, 1)


def _after_be(line: Line, index: int) -> bool:
    group = verb_group(line, index)
    before = [line.lower(i) for i in range(group, index)]
    if line.lower(index - 1) == "," and line.lower(index - 3) == ",":
        before = [line.lower(index - 4)]
    return bool({"is", "are", "was", "were", "be", "been", "'m", "am"}.intersection(before))


def _is_verb(line: Line, index: int) -> bool:
    """Tell a verb from the noun or adjective it looks like ('his claims', 'the said amount')."""
    word, before, after = line.words[index], line.lower(index - 1), line.at(index + 1)
    preposition = before in PREPOSITIONS and not is_adverbial_since(line, index - 1)
    if before in DETERMINERS or preposition or before.endswith(("'s", "s'")):
        return before in {
            "this",
            "that",
            "some",
            "many",
            "both",
            "most",
            "others",
            "all",
            "another",
        } and (word.lower not in lexicon().nouns)
    if word.is_capital and index and line.words[index - 1].is_word:
        return False
    if _looks_like_noun(line, index):
        return False
    if after and after.lower in {"of", "'s"} and word.lower in lexicon().nouns:
        return False
    following = {line.lower(i) for i in range(index + 1, index + 5)}
    return not (word.lower.startswith("claim") and following & _NOT_SAID)


def _looks_like_noun(line: Line, index: int) -> bool:
    """Tell 'relentless attacks' and 'needs support' from 'Oster attacks' and 'they support'."""
    lower, before, after = line.lower(index), line.at(index - 1), line.lower(index + 1)
    if (lower not in lexicon().nouns and lower not in _NOUN_LIKE) or after in {"that", "whether"}:
        return False
    if after in {"from", "among"}:
        return True
    if before is None or verb_group(line, index) < index or before.lower in PRONOUNS:
        return False
    if lower.endswith("s"):
        return not (before.is_capital or before.text in {",", ")"} or before.lower in _ROLES)
    return not (
        (before.lower.endswith("s") and not before.lower.endswith(("ss", "us")))
        or before.lower in {"others", "to", "people"}
    )


def is_passive(line: Line, cue: Cue) -> bool:
    lower = line.lower(cue.start)
    auxiliaries = [line.lower(i) for i in range(cue.group, cue.start)]
    be = {"is", "are", "was", "were", "be", "been", "being", "'s", "'re"}.intersection(auxiliaries)
    return (
        bool(be)
        and not lower.endswith("ing")
        and cue.end - cue.start == 1
        and (lower in lexicon().verbs and lower not in lexicon().adjectives)
    )


def is_reduced(line: Line, cue: Cue) -> bool:
    """Tell 'a force backed by Lisk' and 'aid requested by them' from the past tense."""
    past = line.lower(cue.start).endswith("ed") and cue.end - cue.start == 1
    after = line.lower(cue.end)
    own = after == "about" or cue.entry.base in {"testify", "worry", "complain", "comment"}
    return past and after in PREPOSITIONS and not own and Frame.OBJECT in cue.entry.frames
