"""The sheet as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claims.sheets.sheet import Entry, Sheet
from claims.sheets.wording import LEFT_OUT, quoted

_SPECIAL = re.compile(r"[\\`*_\[\]<>|~]|&(?=[#a-zA-Z])|^(?=[#+=-]|\d+[.)])")


def to_markdown(sheet: Sheet) -> bytes:
    """Return the sheet as CommonMark in UTF-8."""
    return ("\n".join(_lines(sheet)) + "\n").encode("utf-8", "replace")


def plain(text: str) -> str:
    r"""Return the text on one line so that Markdown shows it as it is.

    >>> plain("a *b* <script>")
    'a \\*b\\* \\<script\\>'
    """
    escaped = _SPECIAL.sub(lambda match: "\\" + match[0], " ".join(text.split()))
    return escaped.replace(f"\\{LEFT_OUT[:-1]}\\]", LEFT_OUT)


def _lines(sheet: Sheet) -> Iterator[str]:
    yield f"# {plain(sheet.title)}\n"
    if sheet.question and sheet.question != sheet.title:
        yield f"Question: {plain(sheet.question)}\n"
    yield f"Made: {plain(sheet.made)}\n"
    yield "## What was searched\n"
    yield from (f"- {plain(label)}: {plain(text)}" for label, text in sheet.scope())
    yield "\n## Claims\n"
    if sheet.disclaimer:
        yield f"{plain(sheet.disclaimer)}\n"
    if not sheet.entries:
        yield "None.\n"
    for group in sheet.groups:
        yield f"### {plain(group.heading)}\n"
        for entry in group.entries:
            yield from _entry(entry)
    yield from _relations(sheet)
    yield from _section("Open points", [point.text for point in sheet.open_points])
    yield from _section("Method", sheet.method)
    yield from _bibliography(sheet)


def _entry(entry: Entry) -> Iterator[str]:
    yield f"**{entry.number}.** {plain(quoted(entry.words))} [{entry.citation}]\n"
    yield from (f"- {label}: {plain(text)}" for label, text in entry.facts())
    yield ""


def _relations(sheet: Sheet) -> Iterator[str]:
    yield "## Disagreements\n"
    if not sheet.disagreements:
        yield "None found.\n"
    for found in sheet.disputes:
        yield f"### {plain(found.heading)}\n"
        for side in found.sides:
            yield f"**{side.letter}.** {plain(side.label)}: {plain(side.counted)}\n"
            yield from (f"- Claim {e.number}: {plain(e.side)}" for e in side.entries)
            yield f"\nBeware. {plain(side.warning)}\n" if side.warning else ""
        yield "Why these stand against each other:\n"
        yield from (f"- {plain(ground.sentence)}" for ground in found.grounds)
        yield ""
    yield "## Corroboration\n"
    if not sheet.corroborations:
        yield "None found.\n"
    for group in sheet.corroborations:
        yield f"{plain(group.sentence)}\n"
        yield from (f"- {plain(pair)}" for pair in group.pairs)
        yield ""


def _section(heading: str, sentences: list[str] | tuple[str, ...]) -> Iterator[str]:
    yield f"## {heading}\n"
    yield from (f"- {plain(sentence)}" for sentence in sentences or ["None found."])
    yield ""


def _bibliography(sheet: Sheet) -> Iterator[str]:
    yield "## Bibliography\n"
    for reference in sheet.bibliography:
        yield f"[{reference.number}] {plain(reference.text)}  "
        yield f"Copy held: {plain(reference.copy)}\n"
