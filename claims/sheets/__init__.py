"""Sheets: cited lists of claims in many formats.

`build` makes a Sheet from records, `render` turns it into bytes. A new format is
a function in FORMATS.
"""

from __future__ import annotations

from collections.abc import Callable

from claims.errors import InvalidValue
from claims.sheets.build import GROUPINGS, build
from claims.sheets.cite import STYLES
from claims.sheets.data import to_json
from claims.sheets.linked import to_annotation, to_schema
from claims.sheets.markdown import to_markdown
from claims.sheets.pdf import to_pdf
from claims.sheets.provenance import to_prov
from claims.sheets.reference import to_bibtex, to_csl, to_ris
from claims.sheets.sheet import (
    Corroboration,
    Disagreement,
    Dispute,
    Entry,
    Ground,
    Group,
    OpenPoint,
    Reference,
    Searched,
    Sheet,
    Side,
)
from claims.sheets.table import to_csv, to_xlsx
from claims.sheets.webpage import to_html
from claims.sheets.word import to_docx

__all__ = [
    "FORMATS",
    "GROUPINGS",
    "STYLES",
    "Corroboration",
    "Disagreement",
    "Dispute",
    "Entry",
    "Ground",
    "Group",
    "OpenPoint",
    "Reference",
    "Searched",
    "Sheet",
    "Side",
    "build",
    "format_of",
    "render",
]

FORMATS: dict[str, Callable[[Sheet], bytes]] = {
    "md": to_markdown,
    "html": to_html,
    "docx": to_docx,
    "pdf": to_pdf,
    "csv": to_csv,
    "xlsx": to_xlsx,
    "json": to_json,
    "annotation": to_annotation,
    "prov": to_prov,
    "schema": to_schema,
    "csl": to_csl,
    "bib": to_bibtex,
    "ris": to_ris,
}
"""The formats of a sheet by the names that --format knows."""

ENDINGS = {"htm": "html", "markdown": "md", "bibtex": "bib", "jsonld": "annotation"}
"""File endings that differ from their format's name."""


def format_of(path_name: str, asked: str | None) -> str:
    """Return the format asked for, else the one the file's ending names.

    >>> format_of("dam.MD", None), format_of("dam.txt", "csv")
    ('md', 'csv')
    """
    known = f"choose one of {', '.join(FORMATS)}"
    if asked is not None:
        if asked.lower() not in FORMATS:
            raise InvalidValue("format", asked, known)
        return asked.lower()
    name = path_name.replace("\\", "/").rsplit("/", 1)[-1]
    ending = name.rsplit(".", 1)[-1].lower() if "." in name else ""
    form = ENDINGS.get(ending, ending)
    if form not in FORMATS:
        raise InvalidValue("file", path_name, f"its ending names no format; {known} with --format")
    return form


def render(sheet: Sheet, form: str) -> bytes:
    """Return the sheet in the format of that name; raise InvalidValue for an unknown one."""
    return FORMATS[format_of("", form)](sheet)
