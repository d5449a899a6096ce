"""Neighbours within a story: claims about one thing in other words."""

from __future__ import annotations

from claims.comparison import Told, neighbours, terms
from claims.comparison.story import NEIGHBOURS


def told(key: int, text: str) -> Told[int]:
    return Told(key, text, terms(text))


def test_an_account_in_other_words_is_a_neighbour() -> None:
    new = [told(1, "the doors had been locked from the outside")]
    others = [
        told(2, "everybody left through the main entrance of the hall"),
        told(3, "inflation in the euro area fell to 2.1 percent"),
    ]
    assert list(neighbours(new, others, {})) == [(1, 2)]


def test_no_pair_is_given_twice_and_none_with_itself() -> None:
    new = [told(key, f"the gate of lock {key} was open at noon") for key in range(8)]
    pairs = list(neighbours(new, [], {}))
    assert len({frozenset(pair) for pair in pairs}) == len(pairs) > 0
    assert all(one != other for one, other in pairs)


def test_a_claim_has_no_more_neighbours_than_are_compared() -> None:
    others = [told(key, f"the gate of lock {key} was open at noon") for key in range(1, 200)]
    pairs = list(neighbours([told(0, "the gate of the lock was open")], others, {}))
    assert len(pairs) == NEIGHBOURS


def test_a_claim_alone_has_no_neighbours() -> None:
    assert list(neighbours([told(1, "the gate was open")], [], {})) == []
