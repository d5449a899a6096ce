"""`claims compare`: two texts, two ids, a file of pairs, or the whole database."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from claims.cli.app import reading, writing
from claims.cli.progress import Progress
from claims.cli.render import (
    Format,
    console,
    flatten,
    say,
    write_csv,
    write_json,
    write_line,
)
from claims.errors import InvalidValue

if TYPE_CHECKING:
    from claims.comparison.value import Comparison, Reason
    from claims.record import ClaimRecord


def compare_two(context: typer.Context, a: str, b: str, form: Format) -> None:
    """Print how two texts or two stored claims relate, and why."""
    stored = [text.startswith("c_") and " " not in text for text in (a, b)]
    if all(stored):
        with reading(context) as library:
            answer = library.compare(a, b)
            claims = [library.claim(a), library.claim(b)]
        sides = [_Side(claim.content, claim) for claim in claims]
    elif any(stored):
        raise typer.BadParameter("give two texts or two ids of claims, not one of each")
    else:
        from claims.comparison import compare

        answer = compare(a, b)
        sides = [_Side(a), _Side(b)]
    if form is Format.TABLE:
        explain(answer, sides)
    elif form is Format.JSON:
        write_json(answer.to_json())
    elif form is Format.CSV:
        row = answer.to_json()
        why = [reason["sentence"] for reason in row["reasons"]]
        write_csv([flatten({**row, "reasons": why})])
    else:
        write_line(answer.to_json())


def explain(answer: Comparison, sides: Sequence[_Side]) -> None:
    """Write the relation, both sides with the differing words marked, and why, in sentences."""
    from rich.text import Text

    from claims.cli import dispute
    from claims.cli.marking import marked

    out = console()
    turns = f", {answer.aspect}" if answer.aspect else ""
    out.print(Text(f"{answer.relation}{turns} (score {answer.score:.2f})", style="bold"))
    for name, side in zip("AB", sides, strict=True):
        spans = [
            span
            for reason in answer.reasons
            for span in (reason.spans_a if name == "A" else reason.spans_b)
        ]
        words = Text("“").append_text(marked(out, side.text, spans)).append("”")
        if side.claim is None:
            dispute.write_line(out, 2, Text(f"{name}  ").append_text(words))
        else:
            dispute.write_line(out, 2, Text(f"{name}  {_about(side.claim)}"))
            dispute.write_line(out, 5, words)
    for sentence in [*_direction(answer), *(_why(reason) for reason in answer.reasons)]:
        dispute.write_line(out, 2, Text(sentence))
    if not answer.reasons and answer.relation == "unrelated":
        dispute.write_line(out, 2, Text(UNRELATED))


UNRELATED = "Nothing was found that both say of the same thing, so neither bears on the other."


@dataclass(frozen=True)
class _Side:
    """One of two that are compared: a text, with its claim where it is stored."""

    text: str
    claim: ClaimRecord | None = None


def _about(claim: ClaimRecord) -> str:
    from claims.cli.columns import how_sure, where, who
    from claims.comparison.circular import origins_of

    origin = origins_of([claim])[0]
    head = f"{where(claim.document)} — {who(claim)}; {how_sure(claim)}"
    return f"{head}; origin: {origin}  {claim.id}"


def _direction(answer: Comparison) -> list[str]:
    first, second = ("B", "A") if answer.reverse else ("A", "B")
    told = {
        "updates": f"{first} is the earlier, {second} the later.",
        "echoes": f"{first} is the nearer to the origin.",
    }
    return [told[answer.relation]] if answer.relation in told else []


def _why(reason: Reason) -> str:
    return f"{reason.aspect}: {reason.sentence}"


def compare_file(path: Path) -> None:
    """Print one JSON line per pair of the file, in its order; a bad line is named and skipped."""
    from claims.comparison import compare

    failed = False
    for number, row in _pairs(path):
        if isinstance(row, str):
            failed = True
            say(f"claims: {path}, line {number}: {row}")
        else:
            write_line({"id": row["id"], **compare(row["a"], row["b"]).to_json()})
    if failed:
        raise typer.Exit(1)


def compare_everything(context: typer.Context) -> None:
    """Compare all claims of the database again, with progress; resumable."""
    with writing(context) as library, Progress() as progress:
        report = library.compare_all(progress=progress)
    say(report)


def _pairs(path: Path) -> Iterator[tuple[int, dict[str, Any] | str]]:
    if str(path) == "-":
        text = sys.stdin.read()
    else:
        try:
            text = path.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError as error:
            raise InvalidValue("pairs", str(path), "this file is not UTF-8 text") from error
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield number, _pair(line)


def _pair(line: str) -> dict[str, Any] | str:
    try:
        row = json.loads(line)
    except ValueError:
        return "not JSON"
    if not isinstance(row, dict) or not all(isinstance(row.get(key), str) for key in ("a", "b")):
        return 'each line needs "id" and the texts "a" and "b"'
    return {"id": row.get("id"), "a": row["a"], "b": row["b"]}
