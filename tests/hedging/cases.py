"""The sentences of cases.jsonl, laid out as pages with one attribution each.

A sentence without a content is the document's own assertion (authorial). Roles
and hedges are written as the words themselves, or as [words, n] for their n-th
repetition. `part` is 'dev' for sentences the rules were tuned on and 'unseen' for
those that were only scored.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from claims.attribution import Hedge, HedgeKind, HedgeOwner, Tagged, Voice
from claims.hedging import find_hedges
from claims.page import Page, Quoted
from claims.span import Span

FILE = Path(__file__).with_name("cases.jsonl")


@dataclass(frozen=True, slots=True)
class Case:
    text: str
    part: str
    trap: bool
    voice: Voice
    tagged: Tagged
    gold: tuple[Hedge, ...]
    passes: bool

    def found(self) -> tuple[Hedge, ...]:
        return find_hedges(page_of(self.text), self.tagged, voice=self.voice)


def load(path: Path = FILE) -> Iterator[Case]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield _case(json.loads(line))


def page_of(text: str) -> Page:
    """Lay out one sentence: its block, itself, its quotations."""
    whole = Span(0, len(text))
    quoted = tuple(Quoted((Span(*match.span()),)) for match in re.finditer("“[^”]*”", text))
    return Page(text, (whole,), sentences=(whole,), quotations=quoted)


def place(text: str, words: str | list[Any]) -> Span:
    """Return where the words stand in the text, or their n-th repetition."""
    string, repetition = (words, 0) if isinstance(words, str) else (words[0], words[1])
    start = text.index(string)
    for _ in range(repetition):
        start = text.index(string, start + 1)
    return Span(start, start + len(string))


def _case(row: dict[str, Any]) -> Case:
    text = row["text"]
    roles = {
        role: tuple(place(text, words) for words in row.get(role, ()))
        for role in ("speaker", "cue", "content")
    }
    voice = Voice.ATTRIBUTED if roles["content"] else Voice.AUTHORIAL
    tagged = Tagged(roles["content"] or (Span(0, len(text)),), roles["speaker"], roles["cue"])
    gold = tuple(
        Hedge(place(text, words), HedgeKind(kind), HedgeOwner(owner))
        for words, kind, owner in row["hedges"]
    )
    return Case(text, row["part"], row["trap"], voice, tagged, gold, passes=row["expect"] == "pass")
