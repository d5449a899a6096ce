"""The cases of *.toml: short texts with their attributions marked, and who should be speaking.

A text marks spans by braces: ``{1s Ada Quist} {1c said} {1t the gate was shut}.``
gives attribution 1 a speaker, a cue and a content; marks nest. `speakers` lists
one 'name | kind' an attribution, in the order of their numbers, '?' for a name
that has to stay unresolved. `chains` gives the names of a chain from origin to
page, `roles` 'role | affiliation' of the first party, `parents` the attribution
that holds another, `about` what is known of the document. A case with
``expect = "fail"`` is one the rules do not get right yet.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from claims.attribution import Tagged
from claims.extraction import lay_out
from claims.page import Page
from claims.span import Span
from claims.speakers import About, Resolved, resolve

FOLDER = Path(__file__).parent
_MARK = re.compile(r"\{(\d+)([sct]) ?|\}")


@dataclass(frozen=True, slots=True)
class Case:
    name: str
    file: str
    page: Page
    tagged: tuple[Tagged, ...]
    parents: tuple[int | None, ...]
    about: About
    speakers: tuple[str, ...]
    chains: dict[int, list[str]] = field(default_factory=dict)
    roles: dict[int, str] = field(default_factory=dict)
    passes: bool = True

    def resolved(self) -> list[Resolved]:
        return resolve(self.page, self.tagged, self.about, self.parents)

    def wrong(self) -> list[str]:
        """Return one sentence for each thing that is not as it should be."""
        found = self.resolved()
        faults = []
        for number, (one, wanted) in enumerate(zip(found, self.speakers, strict=True), 1):
            if (got := shown(one)) != wanted:
                faults.append(f"speaker {number} is {got!r}, not {wanted!r}")
        for number, names in self.chains.items():
            if (got_names := [hop.name for hop in found[number - 1].chain]) != names:
                faults.append(f"chain {number} is {got_names}, not {names}")
        for number, wanted in self.roles.items():
            party = found[number - 1].speaker.parties[0]
            if (got := f"{party.role or ''} | {party.affiliation or ''}") != wanted:
                faults.append(f"role {number} is {got!r}, not {wanted!r}")
        return faults


def shown(one: Resolved) -> str:
    return f"{one.speaker.name or '?'} | {one.speaker.kind.value}"


def load(folder: Path = FOLDER) -> Iterator[Case]:
    for path in sorted(folder.glob("*.toml")):
        for entry in tomllib.loads(path.read_text(encoding="utf-8"))["case"]:
            yield _case(entry, path.stem)


def _case(entry: dict[str, Any], file: str) -> Case:
    text, tagged = _unmark(entry["text"].strip("\n"))
    blocks = [Span(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text) if m.group().strip()]
    about = entry.get("about", {})
    parents = {int(child): parent - 1 for child, parent in entry.get("parents", {}).items()}
    return Case(
        name=entry["name"],
        file=file,
        page=lay_out(text, blocks),
        tagged=tagged,
        parents=tuple(parents.get(number) for number in range(1, len(tagged) + 1)),
        about=About(about.get("source"), tuple(about.get("authors", ())), about.get("published")),
        speakers=tuple(entry["speakers"]),
        chains={int(number): names for number, names in entry.get("chains", {}).items()},
        roles={int(number): role for number, role in entry.get("roles", {}).items()},
        passes=entry.get("expect", "pass") == "pass",
    )


def _unmark(marked: str) -> tuple[str, tuple[Tagged, ...]]:
    """Return the text without its marks, and the attributions that they made."""
    spans: dict[tuple[int, str], list[Span]] = defaultdict(list)
    opened: list[tuple[int, str, int]] = []
    text = ""
    place = 0
    for mark in _MARK.finditer(marked):
        text += marked[place : mark.start()]
        place = mark.end()
        if mark.group(1):
            opened.append((int(mark.group(1)), mark.group(2), len(text)))
        else:
            number, role, start = opened.pop()
            spans[number, role].append(Span(start, len(text)))
    text += marked[place:]
    numbers = sorted({number for number, _ in spans})
    tagged = tuple(
        Tagged(
            tuple(sorted(spans[number, "t"])),
            tuple(sorted(spans[number, "s"])),
            tuple(sorted(spans[number, "c"])),
        )
        for number in numbers
    )
    return text, tagged
