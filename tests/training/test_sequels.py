"""The sequels that the judge's reader learns from: what they list is there, and once."""

from __future__ import annotations

import random
from collections import Counter
from typing import Any

import pytest

from claims.comparison.marked import LATER
from training.judge.sample import (
    CONTRADICT,
    NEITHER,
    SEQUEL_KINDS,
    SEQUEL_ROUNDS,
    SEQUELS,
    read_lines,
    sequel_pairs,
)

EVERY = list(read_lines(SEQUELS, held=None))


def statements(sequel: dict[str, Any], day: str) -> set[str]:
    return {f"{day[0]}{n}" for n in range(1, len(sequel[day]) + 1)}


def test_there_are_sequels_and_no_two_have_one_id() -> None:
    assert max(Counter(sequel["id"] for sequel in EVERY).values()) == 1


def test_every_file_is_learnt_from_in_one_round() -> None:
    named = Counter(name for names in SEQUEL_ROUNDS for name in names)
    assert named == Counter(path.stem for path in SEQUELS.glob("*.jsonl"))


def test_each_pair_that_is_listed_is_of_two_days_and_listed_once() -> None:
    for sequel in EVERY:
        pairs = [tuple(pair) for kind in SEQUEL_KINDS for pair in sequel[kind]]
        assert max(Counter(pairs).values()) == 1, sequel["id"]
        for early, late in pairs:
            assert early in statements(sequel, "earlier"), sequel["id"]
            assert late in statements(sequel, "later"), sequel["id"]


@pytest.mark.parametrize("place", [0, len(EVERY) // 2, len(EVERY) - 1])
def test_an_update_is_learnt_as_what_cannot_both_hold_and_as_replaced(place: int) -> None:
    sequel = EVERY[place]
    rows = list(sequel_pairs(sequel, random.Random(1)))
    for kind, replaces in (("updates", True), ("contradict", False)):
        learnt = [row for row in rows if row.replaces is replaces]
        assert len(learnt) == len(sequel[kind])
        assert {row.label for row in learnt} == {CONTRADICT}
    assert len([row for row in rows if row.label == NEITHER]) > len(sequel["neither"])
    assert all(row.b.startswith(LATER) and not row.swap for row in rows)
