"""The labelled pairs of claims of real articles: what is kept from the reader stays apart."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parent.parent.parent / "training" / "judge"
LABELS = {"contradicts", "tension", "updates", "agrees", "none"}


def read(name: str) -> list[dict[str, Any]]:
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


@pytest.mark.parametrize("name", ["real.jsonl", "between.jsonl"])
def test_each_pair_has_a_label_and_two_spans(name: str) -> None:
    rows = read(name)
    assert len(rows) > 500
    assert {row["label"] for row in rows} == LABELS
    for row in rows:
        for side in (row["a"], row["b"]):
            start, end = side[-2:]
            assert 0 <= start < end


@pytest.mark.parametrize("name", ["real.jsonl", "between.jsonl"])
def test_no_article_is_both_learnt_from_and_scored_with(name: str) -> None:
    articles: dict[bool, set[str]] = {True: set(), False: set()}
    for row in read(name):
        named = [row["article"]] if "article" in row else [row["a"][0], row["b"][0]]
        articles[row.get("held", False)].update(named)
    assert articles[True]
    assert not articles[True] & articles[False]


def test_the_pairs_are_of_two_articles_and_listed_once() -> None:
    pairs = [frozenset((tuple(row["a"]), tuple(row["b"]))) for row in read("between.jsonl")]
    assert len(set(pairs)) == len(pairs)
    assert all(len({name for name, _, _ in pair}) == 2 for pair in pairs)
