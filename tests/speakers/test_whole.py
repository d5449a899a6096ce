"""Speakers in whole articles: one test a case; what a known failure gives is in its case."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.speakers.articles import PARTS, load, outcome

KNOWN = {"open": "the words of the text, or nobody, are given", "wrong": "somebody else is named"}
"""How a known failure fails, by what its case says of it in `now`."""
CASES = [case for part in PARTS for case in load(part)]


def named(case: dict[str, str]) -> str:
    return f"{Path(case['path']).stem}: {case['by']}: {case['content'][:30]}"


def parameters() -> list[Any]:
    return [
        pytest.param(
            case,
            id=named(case),
            marks=()
            if case.get("expect", "pass") == "pass"
            else pytest.mark.xfail(strict=True, raises=AssertionError, reason=KNOWN[case["now"]]),
        )
        for case in CASES
    ]


@pytest.mark.parametrize("case", parameters())
def test_the_speaker_is_who_the_case_says(case: dict[str, str]) -> None:
    assert outcome(case) == "right"


@pytest.mark.parametrize("case", [case for case in CASES if "now" in case], ids=named)
def test_a_known_failure_fails_as_its_case_says(case: dict[str, str]) -> None:
    assert outcome(case) == case["now"]
