"""The sheet as rows: CSV and XLSX."""

from __future__ import annotations

import csv
import io
from typing import Any

from claims.sheets import wording
from claims.sheets.build import program
from claims.sheets.sheet import Entry, Sheet
from claims.span import join

LONGEST = 32_000
"""Characters that fit in a cell of a spreadsheet; a longer text is cut and marked."""

Row = dict[str, Any]


def rows(sheet: Sheet) -> list[Row]:
    """Return one row a claim, every hedge and the other sides' numbers in it."""
    return [
        {"group": group.heading, **_row(sheet, entry)}
        for group in sheet.groups
        for entry in group.entries
    ]


def _row(sheet: Sheet, entry: Entry) -> Row:
    claim, document = entry.claim, entry.claim.document
    read, likelihood = claim.attribution, claim.attribution.likelihood
    agreement = next((c for c in sheet.corroborations if entry in c.entries), None)
    return {
        "number": entry.number,
        "id": claim.id,
        "words": wording.quoted(entry.words),
        "speaker": wording.speaker(claim),
        "speaker_kind": str(read.speaker.kind),
        "speaker_as_written": join(claim.text, read.speaker.spans),
        "voice": str(read.voice),
        "quotation": str(read.quotation),
        "act": str(read.act),
        "polarity": str(read.polarity),
        "stance": str(read.stance),
        "cue": join(claim.text, read.cue),
        "hedges": wording.hedges(claim),
        "likelihood": likelihood.term if likelihood else None,
        "likelihood_low": likelihood.low if likelihood else None,
        "likelihood_high": likelihood.high if likelihood else None,
        "likelihood_note": sheet.disclaimer if likelihood else None,
        "chain": wording.chain(claim),
        "said": claim.said,
        "inside_claim": entry.within,
        "citation": entry.citation,
        "source": document.source,
        "title": document.title,
        "authors": "; ".join(document.authors),
        "published": wording.published(document),
        "url": document.url,
        "accessed": document.accessed,
        "archived": document.archived,
        "paragraph": claim.paragraph,
        "characters": wording.characters(claim),
        "status": claim.status,
        "reviewer": claim.reviewer,
        "note": claim.note,
        "disagrees_with": _others(sheet, entry),
        "distinct_origins": agreement.count if agreement else 1,
        "open_points": "; ".join(p.kind for p in sheet.open_points if entry in p.entries),
        "reference": sheet.reference(entry.citation).text,
    }


def _others(sheet: Sheet, entry: Entry) -> str:
    pairs = [(d.a.number, d.b.number, d.relation) for d in sheet.disagreements]
    sides = [(b, kind) for a, b, kind in pairs if a == entry.number]
    sides += [(a, kind) for a, b, kind in pairs if b == entry.number]
    return "; ".join(f"{number} ({kind})" for number, kind in sorted(sides))


def cell(value: Any) -> Any:
    r"""Return the value so that a spreadsheet shows it and never computes it.

    >>> cell("=1+1"), cell("a\nb"), cell(None)
    ("'=1+1", 'a b', '')
    """
    if value is None:
        return ""
    if not isinstance(value, str):
        return value
    line = wording.printable(wording.one_line(value))
    return f"'{line}" if line[:1] in ("=", "+", "-", "@") else line


def to_csv(sheet: Sheet) -> bytes:
    """Return the claims as CSV (RFC 4180) in UTF-8 with the mark that Excel asks for."""
    out = io.StringIO()
    writer = csv.writer(out)
    found = rows(sheet)
    writer.writerow(found[0] if found else ["number"])
    writer.writerows([cell(value) for value in row.values()] for row in found)
    return out.getvalue().encode("utf-8-sig", "replace")


def to_xlsx(sheet: Sheet) -> bytes:
    """Return the sheet as an Excel workbook, a part of it on each of its sheets."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.title = wording.printable(sheet.title)
    book.properties.creator = program()
    for name, found in _parts(sheet).items():
        _fill(book.create_sheet(name), found)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _parts(sheet: Sheet) -> dict[str, list[Row]]:
    about = [("Title", sheet.title), ("Question", sheet.question), ("Made", sheet.made)]
    about += [*sheet.scope(), *(("Method", sentence) for sentence in sheet.method)]
    about += [("Disclaimer", sheet.disclaimer)] if sheet.disclaimer else []
    return {
        "Claims": rows(sheet),
        "Disagreements": [
            {
                "dispute": dispute.heading,
                "kind": found.kind,
                "reason": found.reason,
                "claim": found.a.number,
                "one side": found.a.side,
                "other claim": found.b.number,
                "other side": found.b.side,
                "status": found.status,
            }
            for dispute in sheet.disputes
            for found in dispute.pairs
        ],
        "Corroboration": [
            {"finding": group.sentence, "pairs": "; ".join(group.pairs)}
            for group in sheet.corroborations
        ],
        "Open points": [{"kind": point.kind, "point": point.text} for point in sheet.open_points],
        "Bibliography": [
            {"number": ref.number, "reference": ref.text, "copy held": ref.copy}
            for ref in sheet.bibliography
        ],
        "About": [{"item": label, "text": text} for label, text in about],
    }


def _fill(page: Any, found: list[Row]) -> None:
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    if not found:
        page.append(["none found"])
        return
    for column, heading in enumerate(found[0], start=1):
        page.cell(1, column, heading).font = Font(bold=True)
        widest = max(len(str(row[heading] or "")) for row in found)
        width = min(max(widest, len(heading)) + 2, 60)
        page.column_dimensions[get_column_letter(column)].width = width
    top = Alignment(wrap_text=True, vertical="top")
    for line, row in enumerate(found, start=2):
        for column, value in enumerate(row.values(), start=1):
            place = page.cell(line, column)
            if isinstance(value, str):
                place.value = wording.short(wording.printable(value), LONGEST)
                # stored as text, so that '=1+1' is shown and never computed
                place.data_type = "s"
            else:
                place.value = value
            place.alignment = top
    page.freeze_panes = "A2"
    page.auto_filter.ref = page.dimensions
