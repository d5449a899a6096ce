"""The dossiers that the judge's reader learns from: what they list is there, and once."""

from __future__ import annotations

import random
from collections import Counter
from typing import Any

import pytest

from training.judge.sample import (
    AGREE,
    CONTRADICT,
    DOSSIER_KINDS,
    DOSSIERS,
    ROUNDS,
    dossier_pairs,
    read_lines,
)

EVERY = list(read_lines(DOSSIERS, held=None))


def statements(dossier: dict[str, Any]) -> list[str]:
    return [f"{source}{n}" for source in "abc" for n in range(1, len(dossier[source]) + 1)]


def test_there_are_dossiers_and_no_two_have_one_id() -> None:
    assert max(Counter(dossier["id"] for dossier in EVERY).values()) == 1


def test_every_file_is_learnt_from_in_one_round() -> None:
    named = Counter(name for names in ROUNDS for name in names)
    assert named == Counter(path.stem for path in DOSSIERS.glob("*.jsonl"))


def test_each_pair_that_is_listed_is_of_two_statements_there_are_and_listed_once() -> None:
    for dossier in EVERY:
        there = set(statements(dossier))
        pairs = [tuple(sorted(pair)) for kind in DOSSIER_KINDS for pair in dossier[kind]]
        assert max(Counter(pairs).values()) == 1, dossier["id"]
        assert all({a, b} <= there and a != b for a, b in pairs), dossier["id"]


@pytest.mark.parametrize("place", [0, len(EVERY) // 2, len(EVERY) - 1])
def test_what_contradicts_or_agrees_is_learnt_with_and_without_its_speakers(place: int) -> None:
    dossier = EVERY[place]
    rows = list(dossier_pairs(dossier, random.Random(1)))
    for kind, label in (("contradict", CONTRADICT), ("agree", AGREE)):
        learnt = [{row.a, row.b} for row in rows if row.label == label]
        assert len(learnt) == 2 * len(dossier[kind])
        for one, other in dossier[kind]:
            texts = {dossier[n[0]][int(n[1:]) - 1][1] for n in (one, other)}
            assert texts in learnt
    pulled = [row for row in rows if row.taught]
    assert len(pulled) == len(dossier["tension"])
