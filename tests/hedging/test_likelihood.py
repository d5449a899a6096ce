"""The rows of ICD 203, as words and numbers express them."""

from __future__ import annotations

import tomllib
from itertools import pairwise
from pathlib import Path

import pytest

from claims.hedging import find_likelihood
from claims.hedging.likelihood import ROWS, row_of
from claims.span import Span

CASES = tomllib.loads(Path(__file__).with_name("likelihood.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:60])
def test_words_express_the_row(case: dict[str, str]) -> None:
    found = find_likelihood(case["text"], [Span(0, len(case["text"]))])
    assert (found.term if found else "") == case["row"]


def test_only_the_words_inside_the_spans_count() -> None:
    text = "It is likely. He left."
    assert find_likelihood(text, [Span(14, 22)]) is None


def test_rows_meet_and_a_value_on_an_end_belongs_to_the_upper_row() -> None:
    assert all(a.high == b.low for a, b in pairwise(ROWS))
    assert [row_of(value) for value in (5, 20, 45, 55, 80, 95)] == list(ROWS[1:])
