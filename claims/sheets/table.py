"""The sheet as rows: CSV and XLSX."""

from __future__ import annotations

import csv
import io
import re
from typing import Any

from claims.sheets import wording
from claims.sheets.sheet import Entry, Sheet
from claims.span import join

Row = dict[str, Any]

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f]")


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
    line = _CONTROL.sub("\N{REPLACEMENT CHARACTER}", wording.one_line(value))
    return f"'{line}" if line[:1] in ("=", "+", "-", "@") else line


def to_csv(sheet: Sheet) -> bytes:
    """Return the claims as CSV (RFC 4180) in UTF-8 with the mark that Excel asks for."""
    out = io.StringIO()
    writer = csv.writer(out)
    found = rows(sheet)
    writer.writerow(found[0] if found else ["number"])
    writer.writerows([cell(value) for value in row.values()] for row in found)
    return out.getvalue().encode("utf-8-sig", "replace")
