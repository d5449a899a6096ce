"""Files and bytes to documents, by media type.

A format is one function from bytes to `Extracted` in `FORMATS`; a new one is
added there and its file endings in `ENDINGS`.
"""

from __future__ import annotations

import hashlib
import re
import stat
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from claims.errors import UnreadableDocument
from claims.reading.archive import told_apart
from claims.reading.document import Document, Metadata
from claims.reading.extracted import Extracted
from claims.reading.html import read_html
from claims.reading.markdown import read_markdown
from claims.reading.metadata import find_metadata
from claims.reading.plain import read_plain
from claims.reading.sidecar import find_sidecar, read_sidecar

Format = Callable[[bytes, str], Extracted]

FORMATS: Mapping[str, Format] = MappingProxyType(
    {"text/plain": read_plain, "text/markdown": read_markdown, "text/html": read_html}
)
ENDINGS: Mapping[str, str] = MappingProxyType(
    {
        ".txt": "text/plain",
        ".text": "text/plain",
        ".md": "text/markdown",
        ".markdown": "text/markdown",
        ".html": "text/html",
        ".htm": "text/html",
        ".xhtml": "text/html",
    }
)
_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<!--.{0,500}?-->\s*)?<(?:!doctype\s+html|html)\b",
    re.IGNORECASE | re.DOTALL,
)


def media_type_of(path: str) -> str | None:
    """Return the media type that the ending of `path` stands for, or None.

    >>> media_type_of("flood.HTM"), media_type_of("-")
    ('text/html', None)
    """
    return ENDINGS.get(Path(path).suffix.lower())


def read(
    data: bytes,
    path: str,
    *,
    overrides: Metadata | None = None,
    max_bytes: int,
) -> Document:
    """Return the document in `data`; `path` names it in the result and in errors.

    Raise UnreadableDocument where it cannot be read. What `overrides` states
    beats what the text states.

    >>> document = read("“No,” she said.".encode(), "no.txt", max_bytes=1000)
    >>> document.media_type, len(document.text)
    ('text/plain', 15)
    """
    _check_size(len(data), path, max_bytes)
    kind = media_type_of(path) or ("text/html" if _PAGE.match(data) else "text/plain")
    found = FORMATS[kind](data, path)
    # each by itself, so that an address given here does not hide a copy named there
    metadata = told_apart(found.stated).over(told_apart(find_metadata(found.text, found.zones)))
    return Document(
        path=path,
        text=found.text,
        data=data,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type=kind,
        reader=found.reader,
        metadata=told_apart(overrides).over(metadata) if overrides else metadata,
        zones=found.zones,
    )


def read_file(path: Path, *, overrides: Metadata | None = None, max_bytes: int) -> Document:
    """Return the document at `path`; `overrides` beat its sidecar, which beats its text.

    A file past `max_bytes` is refused before it is read.
    """
    name = printable(path)
    data = _bytes_of(path, name, max_bytes)
    beside = find_sidecar(path)
    known = read_sidecar(beside) if beside else Metadata()
    given = told_apart(overrides or Metadata()).over(told_apart(known))
    return read(data, name, overrides=given, max_bytes=max_bytes)


def printable(path: Path) -> str:
    """Return `path` as a text that can be printed and stored, whatever bytes its name has."""
    return str(path).encode("utf-8", "backslashreplace").decode("utf-8")


def _bytes_of(path: Path, name: str, max_bytes: int) -> bytes:
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise UnreadableDocument(name, "it is a folder; name the files in it")
        if not stat.S_ISREG(status.st_mode):
            raise UnreadableDocument(name, "it is no regular file; copy its content into one")
        _check_size(status.st_size, name, max_bytes)
        with path.open("rb") as file:
            # a file may grow between the look at it and the reading
            data = file.read(max_bytes + 1)
    except ValueError as error:
        raise UnreadableDocument(name, f"this is no file name: {error}") from None
    except FileNotFoundError:
        raise UnreadableDocument(name, "there is no such file; check the name") from None
    except PermissionError:
        raise UnreadableDocument(
            name, "you may not read it; change its rights or copy it to a place of yours"
        ) from None
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise UnreadableDocument(name, f"it cannot be read: {reason}; check the file") from None
    return data


def _check_size(size: int, path: str, max_bytes: int) -> None:
    if size > max_bytes:
        raise UnreadableDocument(
            path,
            f"it has {_amount(size)} and the limit is {_amount(max_bytes)}; split it, or raise "
            "CLAIMS_MAX_BYTES",
        )


def _amount(size: int) -> str:
    return f"{size / 1e6:.1f} MB" if size >= 1_000_000 else f"{size} bytes"
