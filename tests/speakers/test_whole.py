"""Speakers in whole articles: one test a case, and how many of them name somebody else."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.speakers.articles import PARTS, load, outcome

WRONG = {"seen": 4, "unseen": 6, "reported": 3}
"""What was reached: of the cases that are not right yet, these have a wrong name."""


def _params() -> list[Any]:
    return [
        pytest.param(
            case,
            id=f"{Path(case['path']).stem}: {case['by']}: {case['content'][:30]}",
            marks=()
            if case.get("expect", "pass") == "pass"
            else pytest.mark.xfail(strict=True, reason="still open, or somebody else is named"),
        )
        for part in PARTS
        for case in load(part)
    ]


@pytest.mark.parametrize("case", _params())
def test_the_speaker_is_who_the_case_says(case: dict[str, str]) -> None:
    assert outcome(case) == "right"


@pytest.mark.parametrize("part", PARTS)
def test_no_more_claims_than_before_name_somebody_else(part: str) -> None:
    found = Counter(map(outcome, load(part)))
    assert found["wrong"] <= WRONG[part], found
    assert not found["missing"], found
