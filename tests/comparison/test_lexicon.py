"""The word lists: opposites, poles and closed classes."""

from __future__ import annotations

from itertools import permutations

from claims.comparison import lexicon
from claims.comparison.parse import CLOSED, Tag


def test_words_said_to_be_no_opposites_are_none_in_either_order() -> None:
    pairs = [order for pair in lexicon.not_opposites() for order in permutations(pair)]
    assert pairs
    assert [pair for pair in pairs if lexicon.are_opposites(*pair)] == []


def test_only_listed_antonyms_are_said_to_be_no_opposites() -> None:
    assert lexicon.not_opposites() <= lexicon.antonyms()


def test_up_and_down_are_opposites() -> None:
    assert lexicon.are_opposites("up", "down")
    assert lexicon.are_opposites("down", "up")


def test_every_negator_is_tagged_as_one() -> None:
    assert {CLOSED[word] for word in lexicon.closed_classes()["negator"]} == {Tag.NEGATOR}


def test_every_single_word_at_a_pole_can_be_met_there() -> None:
    """A word of a closed class stands at no pole; 'get' may be a verb, and 'downed' is one."""
    closed = {word for word, tag in CLOSED.items() if tag is not Tag.AUXILIARY}
    in_vain = [
        phrase
        for phrase, poles in lexicon.poles().items()
        if len(phrase) == 1 and phrase[0] in closed and any(p.only != "v" for p in poles)
    ]
    assert in_vain == []
