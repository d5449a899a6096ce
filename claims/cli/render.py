"""How results reach the terminal: tables for people, json, jsonl and csv for programs."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Any

TABLE_ROWS = 50
"""Rows that a table shows unless --limit says otherwise; the other formats are complete."""

PIPE_WIDTH = 120
"""Columns of a table that does not go to a terminal."""


class Format(StrEnum):
    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"


Row = Mapping[str, Any]
Columns = Mapping[str, Callable[[Any], str]]


def emit(
    records: Sequence[Any],
    form: Format,
    columns: Columns,
    *,
    flat: Callable[[Row], Row] | None = None,
) -> None:
    """Write `records` (each with a `to_json`) to standard output in the asked form.

    `columns` maps the table's headings to functions of a record; `flat` turns a
    JSON row into the one-level row of the CSV.
    """
    if form is Format.TABLE:
        write_table(columns, [[cell(r) for cell in columns.values()] for r in records])
        return
    rows = [record.to_json() for record in records]
    if form is Format.CSV:
        write_csv([(flat or flatten)(row) for row in rows])
    elif form is Format.JSONL:
        for row in rows:
            write_line(row)
    else:
        write_json(rows)


def write_json(value: Any) -> None:
    """Write one indented JSON value."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def write_line(value: Any) -> None:
    """Write one JSON value on one line."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")


def write_csv(rows: Sequence[Row]) -> None:
    """Write rows of equal keys; a spreadsheet must not take a cell for a formula."""
    if not rows:
        return
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(rows[0])
    for row in rows:
        writer.writerow([_cell(value) for value in row.values()])


def _cell(value: Any) -> Any:
    if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r"):
        return "'" + value
    return "" if value is None else value


def flatten(row: Row) -> dict[str, Any]:
    """Return the row with lists joined and objects dropped to JSON.

    >>> flatten({"a": ["x", "y"], "b": None})
    {'a': 'x; y', 'b': None}
    """
    return {key: _flat(value) for key, value in row.items()}


def _flat(value: Any) -> Any:
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return "; ".join(value)
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False)
    return value


def write_table(headings: Iterable[str], rows: Sequence[Sequence[str]]) -> None:
    """Write a table for people, as wide as the terminal."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for number, heading in enumerate(headings):
        table.add_column(heading, no_wrap=number == 0 or heading == "claim", overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    console().print(table)


def console() -> Any:
    """Return a rich console on standard output that marks nothing up by itself."""
    from rich.console import Console

    width = None if sys.stdout.isatty() else PIPE_WIDTH
    return Console(highlight=False, markup=False, emoji=False, width=width)


def say(message: str) -> None:
    """Tell the user something that is not data, on one line whatever it quotes."""
    sys.stderr.write(" ".join(message.split()) + "\n")
