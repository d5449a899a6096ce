"""Names across documents: the pairs of names.jsonl."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.speakers import Likeness, match, normalise

PAIRS = [
    json.loads(line)
    for line in Path(__file__).with_name("names.jsonl").read_text(encoding="utf-8").splitlines()
]


def _params() -> list[object]:
    return [
        pytest.param(
            pair,
            id=f"{pair['a']} and {pair['b']}",
            marks=()
            if pair.get("expect", "pass") == "pass"
            else pytest.mark.xfail(strict=True, reason="not yet"),
        )
        for pair in PAIRS
    ]


@pytest.mark.parametrize("pair", _params())
def test_two_names_match_as_far_as_the_pair_says(pair: dict[str, Any]) -> None:
    assert match(pair["a"], pair["b"]).likeness.value == pair["likeness"]


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair['a']} and {pair['b']}")
def test_the_order_of_two_names_changes_nothing(pair: dict[str, Any]) -> None:
    there, back = match(pair["a"], pair["b"]), match(pair["b"], pair["a"])
    assert there.likeness == back.likeness


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=40))
def test_any_text_is_the_same_as_itself_and_has_a_tidy_key(name: str) -> None:
    assert match(name, name).likeness == Likeness.SAME
    assert normalise(name) == " ".join(normalise(name).split())
