"""NAME.meta.toml: what a person knows of the document beside it."""

from __future__ import annotations

import datetime
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from claims.errors import InvalidValue, UnreadableDocument
from claims.reading.archive import web_address
from claims.reading.document import Metadata, PartialDate

ENDING = ".meta.toml"
_TEXTS = ("title", "source", "url", "language")
KEYS = (*_TEXTS, "authors", "published", "accessed", "archived")


def find_sidecar(path: Path) -> Path | None:
    """Return the sidecar of the document at `path`: 'flood.meta.toml' or 'flood.txt.meta.toml'."""
    for name in (path.name + ENDING, path.stem + ENDING):
        candidate = path.with_name(name)
        if candidate != path and candidate.is_file():
            return candidate
    return None


def read_sidecar(path: Path) -> Metadata:
    """Return the metadata of the sidecar at `path`; raise UnreadableDocument where it is wrong."""
    try:
        values = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        raise UnreadableDocument(str(path), f"cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise UnreadableDocument(str(path), "it is not UTF-8; save it as UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise UnreadableDocument(str(path), f"it is not valid TOML: {error}") from None
    try:
        return metadata_from(values)
    except InvalidValue as error:
        raise UnreadableDocument(str(path), str(error)) from None


def metadata_from(values: Mapping[str, Any]) -> Metadata:
    """Return the metadata in `values`; raise InvalidValue on an unknown key or a wrong value.

    >>> metadata_from({"authors": "Ann Other", "published": "2012-05"}).authors
    ('Ann Other',)
    """
    for key in values:
        if key not in KEYS:
            raise InvalidValue("key", key, f"use one of {', '.join(sorted(KEYS))}")
    texts = {key: _text(key, values[key]) for key in _TEXTS if key in values}
    archived = _text("archived", values["archived"]) if "archived" in values else None
    return Metadata(
        **texts,
        authors=_authors(values.get("authors")),
        published=_date(values.get("published")),
        accessed=_date(values.get("accessed")),
        archived=archived and web_address("archived", archived),
    )


def _text(key: str, value: object) -> str | None:
    if not isinstance(value, str):
        raise InvalidValue(key, str(value), "put it in quotation marks")
    return value.strip() or None


def _authors(value: object) -> tuple[str, ...]:
    if value is None:
        return ()
    items = [value] if isinstance(value, str) else value
    if not isinstance(items, list) or not all(isinstance(item, str) for item in items):
        raise InvalidValue("authors", str(value), 'give a list of names: ["Ann Other"]')
    return tuple(item.strip() for item in items if item.strip())


def _date(value: object) -> PartialDate | None:
    if value is None or value == "":
        return None
    if isinstance(value, datetime.date):
        return PartialDate(value.isoformat()[:10])
    return PartialDate.parse(str(value))
