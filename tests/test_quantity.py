"""Figures, dates and times as comparable values."""

from __future__ import annotations

import tomllib
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.quantity import compatible, find_quantities

CASES = tomllib.loads((Path(__file__).parent / "quantities.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES["case"], ids=lambda case: case["text"])
def test_a_text_gives_its_figures_with_bounds_unit_and_words(case: dict[str, Any]) -> None:
    found = find_quantities(case["text"], case.get("published"))
    assert [q.span.text_in(case["text"]) for q in found] == [f["words"] for f in case["found"]]
    for quantity, wanted in zip(found, case["found"], strict=True):
        assert quantity.kind.value == wanted["kind"]
        assert quantity.unit == wanted.get("unit", quantity.unit)
        assert quantity.low == pytest.approx(wanted.get("low", quantity.low))
        assert quantity.high == pytest.approx(wanted.get("high", quantity.high))


@pytest.mark.parametrize(
    ("a", "b", "fits"),
    [
        ("about 400 people", "412 people", True),
        ("at least 12 people", "14 people", True),
        ("at least 23 people", "14 people", False),
        ("fewer than 10,000 jobs", "more than 10,000 jobs", False),
        ("4.2 million", "4.23 million", True),
        ("dozens of people", "36 people", True),
        ("half of the voters", "50 percent", True),
        ("3 km", "3,000 metres", True),
        ("$5 million", "€5 million", None),
        ("12 people", "12 percent", None),
        ("01:50", "ten to two in the morning", None),
        ("two o'clock", "14:00", True),
        ("March 2023", "4 March 2023", True),
        ("March 2023", "4 April 2023", False),
        ("Tuesday", "7 March 2023", True),
        ("Tuesday", "8 March 2023", False),
    ],
)
def test_two_figures_fit_when_one_value_satisfies_both(a: str, b: str, fits: bool | None) -> None:  # noqa: FBT001
    x, y = find_quantities(a)[0], (find_quantities(b) or find_quantities("1 cow"))[0]
    assert compatible(x, y) is fits
    assert compatible(y, x) is fits


@given(st.text(max_size=200))
def test_any_text_gives_spans_in_order_that_never_overlap(text: str) -> None:
    found = find_quantities(text, "2023-03-09")
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    assert all(q.low <= q.high and q.span.end <= len(text) for q in found)


@pytest.mark.parametrize("text", ["99/99/9999", "31 February 2023", "0 0 0", "1e9", "٣", "9" * 400])
def test_impossible_figures_and_dates_are_no_error(text: str) -> None:
    find_quantities(text, "2023-13-45")
