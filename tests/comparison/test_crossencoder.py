"""The cross-encoder that ships with the package, and the table of word-piece vectors."""

from __future__ import annotations

import hashlib
import json

import pytest

from claims.comparison import Statement, compare, compare_many
from claims.comparison.crossencoder import GATE, WEIGHTS, consider, load
from claims.comparison.meaning import vectors

PAIRS = [
    ("The minister resigned on Friday.", "The minister is still in office."),
    ("The dam gave way at dawn.", "At first light the barrage broke."),
    ("The minister resigned on Friday.", "A choir from Ostrel sang in the old brewery."),
]


@pytest.mark.parametrize("card", ["judge.json", "meaning.json", "tagger.json"])
def test_the_card_names_the_weights_that_lie_beside_it(card: str) -> None:
    files = json.loads((WEIGHTS / card).read_text(encoding="utf-8"))["files"]
    for name, told in files.items():
        content = (WEIGHTS / name).read_bytes()
        assert hashlib.sha256(content).hexdigest() == told["sha256"], name
        assert len(content) == told["bytes"], name


def test_an_opinion_does_not_depend_on_the_company_of_the_pair() -> None:
    together = load().opinions(PAIRS)
    alone = [load().opinions([pair])[0] for pair in PAIRS]
    assert together == alone


def test_an_opinion_does_not_depend_on_the_number_of_threads() -> None:
    assert load(1).opinions(PAIRS) == load(3).opinions(PAIRS)


def test_conflict_agreement_and_neither_are_told_apart() -> None:
    conflict, agreement, neither = consider(PAIRS)
    assert conflict is not None
    assert conflict.conflict > conflict.agreement
    assert agreement is not None
    assert agreement.agreement > agreement.conflict
    assert neither is None or neither.related < 0.5


def test_a_pair_that_is_plainly_neither_is_not_looked_at_twice() -> None:
    far = ("Bread was cheaper in May.", "The orchestra has a new conductor from Brent.")
    assert load().opinions([far])[0].related < GATE
    assert consider([far]) == [None]


def test_a_content_of_any_length_is_read() -> None:
    long = "The council met and " * 400
    assert len(load().opinions([(long, "It did not meet."), ("", "")])) == 2


def test_many_pairs_are_compared_as_one_pair_is() -> None:
    statements = [(Statement(a), Statement(b)) for a, b in PAIRS]
    assert compare_many(statements) == [compare(a, b) for a, b in statements]
    assert compare_many([]) == []


def test_texts_that_mean_the_same_have_vectors_that_lie_close() -> None:
    dam, barrage, choir, nothing = vectors(
        ["the dam broke", "the barrage gave way", "a choir sang", ""]
    )
    assert float(dam @ barrage) > float(dam @ choir)
    assert not nothing.any()
