"""What reading gives: a document, its metadata, and the zones of its text."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum

from claims.errors import InvalidValue
from claims.span import Span


class ZoneKind(StrEnum):
    """What a part of a page is for. Only headlines and body hold claims."""

    HEADLINE = "headline"
    BODY = "body"
    BYLINE = "byline"
    NAVIGATION = "navigation"
    LINKS = "links"
    COMMENTS = "comments"
    LEGAL = "legal"


@dataclass(frozen=True, slots=True)
class Zone:
    """One paragraph, or the dateline in front of one; `author` is who wrote a comment."""

    kind: ZoneKind
    span: Span
    author: str | None = None


_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_PRECISION = {4: "year", 7: "month", 10: "day"}
EARLIEST, LATEST = 1450, 2150
"""Years outside this range are numbers and no dates: printing is not older."""


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A date as precise as it was stated: ISO, cut after the day, the month or the year.

    >>> PartialDate("2011-12").precision
    'month'
    """

    value: str

    def __post_init__(self) -> None:
        if not _is_iso(self.value):
            raise InvalidValue(
                "date", self.value, "give it as 2011-12-02, or as 2011-12 or 2011 if less is known"
            )

    @classmethod
    def parse(cls, value: str) -> PartialDate:
        """Return the date `value` states in ISO form, a time of day cut off.

        >>> PartialDate.parse("2011-12-02T08:00:00+01:00")
        PartialDate(value='2011-12-02')
        """
        head = value.strip()
        if len(head) > 10 and head[10] in "T ":
            head = head[:10]
        return cls(head)

    @classmethod
    def of(cls, year: int, month: int | None = None, day: int | None = None) -> PartialDate | None:
        """Return the date of these numbers, or None when there is no such date.

        >>> PartialDate.of(2011, 2, 30) is None
        True
        """
        value = f"{year:04d}"
        if month is not None:
            value += f"-{month:02d}" + ("" if day is None else f"-{day:02d}")
        return cls(value) if _is_iso(value) else None

    @property
    def precision(self) -> str:
        """Return 'day', 'month' or 'year'."""
        return _PRECISION[len(self.value)]

    def __str__(self) -> str:
        return self.value


def _is_iso(value: str) -> bool:
    match = _ISO.fullmatch(value)
    if not match or not value.isascii():
        return False
    year, month, day = (int(part) if part else 1 for part in match.groups())
    if not EARLIEST <= year <= LATEST:
        return False
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of a document; None, or no authors, where nothing was stated.

    `accessed` is when the copy that was read was fetched; `archived` the address of a
    copy in a web archive.
    """

    title: str | None = None
    source: str | None = None
    authors: tuple[str, ...] = ()
    published: PartialDate | None = None
    url: str | None = None
    language: str | None = None
    accessed: PartialDate | None = None
    archived: str | None = None

    def over(self, other: Metadata) -> Metadata:
        """Return this metadata with the gaps filled from `other`.

        >>> both = Metadata(title="A").over(Metadata(title="B", source="C"))
        >>> both.title, both.source, both.url
        ('A', 'C', None)
        """
        return Metadata(
            **{f.name: getattr(self, f.name) or getattr(other, f.name) for f in fields(self)}
        )


@dataclass(frozen=True, slots=True)
class Document:
    """One version of one text. `sha256` is that of `data`; spans are into `text`."""

    path: str
    text: str
    data: bytes
    sha256: str
    media_type: str
    reader: str
    metadata: Metadata
    zones: tuple[Zone, ...]
