"""Speakers in whole articles: the cases of whole/*.toml, one test a case, and their shares.

A case is right when the claim's speaker is who the case says, open when it keeps the
words of the text or nobody's name, wrong when it has somebody else's. The articles
are those that the judge was trained with, read here as a user's would be.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from claims import extract
from claims.attribution import Attribution
from claims.extraction import tagger

pytestmark = pytest.mark.skipif(not tagger.available(), reason="the weights are not installed")

HERE = Path(__file__).parent / "whole"
ARTICLES = Path(__file__).parents[2] / "training" / "judge" / "articles"
# right, and wrong: what was reached, and must not get worse
# (before these rules: 157 and 40, 0 and 39, 94 and 17)
REACHED = {"seen": (195, 4), "reported": (34, 3), "unseen": (105, 6)}


def load(part: str) -> list[dict[str, str]]:
    """Return the cases of a file, each with the path of its article."""
    articles = tomllib.loads((HERE / f"{part}.toml").read_text(encoding="utf-8"))["article"]
    return [case | {"path": article["path"]} for article in articles for case in article["case"]]


@cache
def read(path: str) -> tuple[str, list[Attribution]]:
    text = (ARTICLES / path).read_text(encoding="utf-8")
    return text, extract(text)


def outcome(case: dict[str, str]) -> str:
    """Return 'right', 'open' or 'wrong', or 'missing' where the claim is not found."""
    text, found = read(case["path"])
    for one in found:
        by = " ".join(span.text_in(text) for span in one.speaker.spans)
        content = " ".join(one.content[0].text_in(text).split())
        if by == case["by"] and content.startswith(case["content"]):
            return _judged(one.speaker.name, case)
    return "missing"


def _judged(name: str | None, case: dict[str, str]) -> str:
    if _plain(name) == _plain(case["speaker"]):
        return "right"
    return "open" if name is None or _plain(name) == _plain(case["by"]) else "wrong"


def _plain(name: str | None) -> str:
    return re.sub(r"^(?:the|an?) ", "", (name or "").replace("'", "’").casefold())


def _params() -> list[Any]:
    return [
        pytest.param(
            case,
            id=f"{Path(case['path']).stem}: {case['by']}: {case['content'][:30]}",
            marks=()
            if case.get("expect", "pass") == "pass"
            else pytest.mark.xfail(strict=True, reason="not yet"),
        )
        for part in REACHED
        for case in load(part)
    ]


@pytest.mark.parametrize("case", _params())
def test_the_speaker_is_who_the_case_says(case: dict[str, str]) -> None:
    assert outcome(case) == "right"


@pytest.mark.parametrize("part", REACHED)
def test_no_fewer_are_right_and_no_more_are_wrong_than_before(part: str) -> None:
    found = Counter(map(outcome, load(part)))
    right, wrong = REACHED[part]
    assert (found["right"] >= right, found["wrong"] <= wrong) == (True, True), found
