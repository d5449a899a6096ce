"""Timelines as a person reads them, and as rows of a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from claims.cli.columns import how_sure, who
from claims.cli.flat import claim_row
from claims.cli.render import Format, console, write_csv, write_json, write_line, write_table
from claims.comparison.timeline import Point, Series

HEADINGS = ["when", "says", "change", "who", "source", "how sure", "claim"]


def write(found: Sequence[Series], form: Format) -> None:
    """Write the series: a table each, one list, a line each, or a row for each of their points."""
    if form is Format.TABLE:
        for number, series in enumerate(found, 1):
            _write_series(number, series)
    elif form is Format.JSON:
        write_json([series.to_json() for series in found])
    elif form is Format.JSONL:
        for series in found:
            write_line(series.to_json())
    else:
        write_csv(list(_rows(found)))


def _write_series(number: int, series: Series) -> None:
    from rich.text import Text

    out = console()
    out.print(Text(f"{number}. {series.heading} ({series.kind})", style="bold"))
    write_table(HEADINGS, [_cells(point) for point in series.points])
    out.print()


def _cells(point: Point) -> list[str]:
    claim = point.claim
    said = f"{point.label}, {point.position}" if point.position else point.label
    mark = "" if point.mark is None or point.change.startswith(point.mark) else f" ({point.mark})"
    source = claim.document.source or claim.document.path
    when = point.when or "n.d."
    change = point.change + mark
    return [when, said, change, who(claim), source, how_sure(claim), claim.id]


def _rows(found: Sequence[Series]) -> Iterator[dict[str, Any]]:
    for number, series in enumerate(found, 1):
        for point in series.points:
            row = point.to_json()
            claim = claim_row(row.pop("claim"))
            del row["spans"]
            head = {"series": number, "kind": series.kind, "heading": series.heading}
            kept = ("id", "speaker", "content", "hedges", "source", "title", "path")
            yield {**head, "unit": series.unit, **row, **{key: claim[key] for key in kept}}
