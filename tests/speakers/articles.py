"""The cases of whole/*.toml: who speaks in whole articles, read as a user's would be.

A case is right when the claim's speaker is who the case says, open when it keeps the
words of the text or nobody's name, wrong when it has somebody else's. The articles
are those that the judge was trained with.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

from claims import extract
from claims.attribution import Attribution

HERE = Path(__file__).parent / "whole"
ARTICLES = Path(__file__).parents[2] / "training" / "judge" / "articles"
PARTS = ("seen", "unseen", "reported")
"""Articles drawn at random, of which the rules saw the first, and faults that readers reported."""


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
