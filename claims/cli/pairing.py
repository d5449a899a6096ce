"""`claims compare`: two texts, two ids, a file of pairs, or the whole database."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer

from claims.cli.app import reading, writing
from claims.cli.progress import Progress
from claims.cli.render import Format, say, write_json, write_line, write_table
from claims.errors import InvalidValue


def compare_two(context: typer.Context, a: str, b: str, form: Format) -> None:
    """Print how two texts or two stored claims relate."""
    if a.startswith("c_") and b.startswith("c_"):
        with reading(context) as library:
            answer = library.compare(a, b)
    else:
        from claims.comparison import compare

        answer = compare(a, b)
    row = answer.to_json()
    if form is Format.JSON:
        write_json(row)
    elif form is Format.TABLE:
        reasons = [[r["aspect"], r["a"], r["b"], r["sentence"]] for r in row["reasons"]]
        head = f"{row['relation']}" + (f", {row['aspect']}" if row["aspect"] else "")
        typer.echo(f"{head} (score {row['score']:.2f})")
        if reasons:
            write_table(["aspect", "one", "other", "why"], reasons)
    else:
        write_line(row)


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
