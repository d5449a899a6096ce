"""The cases of this folder's TOML files, as parameters for tests; known failures are strict xfails.

A text is laid out with one block a paragraph (parted by an empty line), after
its headline where the case says so. Attributions are written
'speaker # cue # content', pieces of a role parted by ' | '.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from claims.attribution import Tagged
from claims.extraction import lay_out
from claims.page import Page
from claims.span import Span

HERE = Path(__file__).parent
_PARAGRAPH = re.compile(r"\S(?:.|\n(?!\s*\n))*")


def load(name: str) -> list[Any]:
    """Return the cases of a file, each a dict under the id of its text."""
    cases = tomllib.loads((HERE / name).read_text(encoding="utf-8"))["case"]
    return [mark(case) for case in cases]


def mark(case: dict[str, Any]) -> Any:
    """Return the case as a parameter with an id, and expected to fail where it says so."""
    return pytest.param(case, id=_label(case), marks=_marks(case))


def _label(case: dict[str, Any]) -> str:
    words = re.findall(r"\w+", case.get("name") or case.get("text") or case.get("cue", ""))
    return " ".join(words[:9]).encode("ascii", "ignore").decode()


def _marks(case: dict[str, Any]) -> tuple[pytest.MarkDecorator, ...]:
    if case.get("expect", "pass") == "pass":
        return ()
    return (pytest.mark.xfail(strict=True, reason="known failure"),)


def page_of(case: dict[str, Any]) -> Page:
    text: str = case["text"]
    blocks = [Span(match.start(), match.end()) for match in _PARAGRAPH.finditer(text)]
    return lay_out(text, blocks, blocks[:1] if case.get("headline") else ())


def written(page: Page, spans: Iterable[Span]) -> str:
    return " | ".join(span.text_in(page.text) for span in spans)


def shown(page: Page, tagged: Tagged) -> str:
    roles = (tagged.speaker, tagged.cue, tagged.content)
    return " # ".join(written(page, spans) for spans in roles)


def find(page: Page, words: str) -> tuple[Span, ...]:
    """Return the spans of 'piece | piece', each after the one before."""
    spans = []
    start = 0
    for piece in words.split(" | "):
        start = page.text.index(piece, start)
        spans.append(Span(start, start + len(piece)))
        start += len(piece)
    return tuple(spans)
