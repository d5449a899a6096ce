"""The bibliography alone, for reference managers: CSL-JSON, BibTeX and RIS."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from claims.reading.archive import archive_of, archived_on
from claims.record import DocumentRecord
from claims.sheets import cite, wording
from claims.sheets.data import dump
from claims.sheets.sheet import Sheet

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_LATEX = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{c: f"\\{c}" for c in "&%$#_"},
}


def to_csl(sheet: Sheet) -> bytes:
    """Return the documents cited as CSL-JSON."""
    return dump([cite.item(reference.document) for reference in sheet.bibliography])


def to_bibtex(sheet: Sheet) -> bytes:
    """Return the documents cited as BibTeX in UTF-8; an undated one has the note n.d."""
    taken: set[str] = set()
    entries = [_bibtex(reference.document, taken) for reference in sheet.bibliography]
    return "\n".join(entries).encode("utf-8", "replace")


def latex(text: str) -> str:
    r"""Return the text on one line with LaTeX's own characters escaped.

    >>> latex("Dredge & Quay")
    'Dredge \\& Quay'
    """
    return "".join(_LATEX.get(c, c) for c in wording.one_line(text))


def _bibtex(document: DocumentRecord, taken: set[str]) -> str:
    fields = dict(_bibtex_fields(document))
    kind = "article" if document.source else "misc"
    rows = ",\n".join(f"  {name} = {value}" for name, value in fields.items())
    return f"@{kind}{{{_key(document, taken)},\n{rows}\n}}\n"


def _bibtex_fields(document: DocumentRecord) -> Iterator[tuple[str, str]]:
    if document.authors:
        yield "author", "{" + " and ".join(_bibtex_name(name) for name in document.authors) + "}"
    # the second pair of braces keeps the capitals as they are
    yield "title", "{{" + latex(wording.title(document)) + "}}"
    if document.source:
        yield "journal", "{" + latex(document.source) + "}"
    year, month, day = _parts(document)
    if year:
        yield "year", f"{{{year}}}"
    if month:
        # one of the names that BibTeX defines
        yield "month", MONTHS[month - 1]
    if day:
        yield "day", f"{{{day}}}"
    if document.url:
        yield "url", "{" + _url(document.url) + "}"
    if document.accessed:
        yield "urldate", f"{{{document.accessed}}}"
    if document.language:
        yield "language", "{" + latex(document.language) + "}"
    notes = ["n.d."] if not year else []
    if document.archived:
        kept = archived_on(document.archived)
        when = f" {kept}" if kept else ""
        notes.append(f"Archived{when} at \\url{{{_url(document.archived)}}}")
    if notes:
        yield "note", "{" + "; ".join(notes) + "}"


def _bibtex_name(name: str) -> str:
    found = cite.person(name)
    if "literal" in found:
        return "{" + latex(name) + "}"
    return latex(f"{found['family']}, {found['given']}")


def _url(url: str) -> str:
    """Return the address without what would end a BibTeX field or a line."""
    return re.sub(r"[{}\\\s]", lambda match: f"%{ord(match[0]):02X}", url)


def _key(document: DocumentRecord, taken: set[str]) -> str:
    name = cite.person(document.authors[0]) if document.authors else {}
    start = name.get("family") or name.get("literal") or document.source or "document"
    plain = unicodedata.normalize("NFKD", start).encode("ascii", "ignore").decode()
    word = "".join(c for c in plain.lower() if c.isalnum()) or "document"
    base = f"{word}{_parts(document)[0] or 'nd'}"
    key, turn = base, 1
    while key in taken:
        turn += 1
        key = f"{base}-{turn}"
    taken.add(key)
    return key


def _slashed(day: str | None) -> str:
    """Return a date as RIS writes it, with what is not known left empty.

    >>> _slashed("2023-05"), _slashed("2023")
    ('2023/05/', '2023//')
    """
    return "/".join([*(day or "").split("-"), "", ""][:3])


def _parts(document: DocumentRecord) -> tuple[int | None, int | None, int | None]:
    found: dict[str, Any] = cite.date(document.published) or {"date-parts": [[]]}
    year, month, day = [*found["date-parts"][0], None, None, None][:3]
    return year, month, day


def to_ris(sheet: Sheet) -> bytes:
    """Return the documents cited as RIS in UTF-8."""
    records = ["".join(_ris(reference.document)) for reference in sheet.bibliography]
    return "\r\n".join(records).encode("utf-8", "replace")


def _ris(document: DocumentRecord) -> Iterator[str]:
    def line(tag: str, value: str) -> str:
        return f"{tag}  - {wording.one_line(value)}\r\n"

    yield line("TY", "NEWS" if document.source else "GEN")
    yield line("ID", document.id)
    for name in document.authors:
        found = cite.person(name)
        yield line("AU", found.get("literal") or f"{found['family']}, {found['given']}")
    yield line("TI", wording.title(document))
    if document.source:
        yield line("T2", document.source)
    year = _parts(document)[0]
    if year:
        yield line("PY", str(year))
        yield line("DA", _slashed(document.published))
    else:
        yield line("N1", "n.d.")
    if document.url:
        yield line("UR", document.url)
    if document.accessed:
        yield line("Y2", _slashed(document.accessed))
    if document.archived:
        # as Zotero and EndNote have them: the archive, and the place in it
        yield line("DB", archive_of(document.archived) or "web archive")
        yield line("AV", document.archived)
        yield line("N1", cite.archived(document))
    if document.language:
        yield line("LA", document.language)
    yield "ER  - \r\n"
