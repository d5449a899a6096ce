"""Addresses of web archives: what they keep a copy of, and the day the copy was made.

An archive's address is never where a text was published; it says where a copy lies.
"""

from __future__ import annotations

import re
from dataclasses import replace

from claims.errors import InvalidValue
from claims.reading.document import Metadata, PartialDate

ARCHIVES = {
    "web.archive.org": "Internet Archive",
    "wayback.archive.org": "Internet Archive",
    "archive.today": "archive.today",
    "archive.fo": "archive.today",
    "archive.is": "archive.today",
    "archive.li": "archive.today",
    "archive.md": "archive.today",
    "archive.ph": "archive.today",
    "archive.vn": "archive.today",
    "perma.cc": "Perma.cc",
    "ghostarchive.org": "Ghost Archive",
    "arquivo.pt": "Arquivo.pt",
    "vefsafn.is": "Vefsafn.is",
    "webarchive.org.uk": "UK Web Archive",
    "webarchive.nationalarchives.gov.uk": "The National Archives (UK)",
    "webarchive.loc.gov": "Library of Congress",
    "webcitation.org": "WebCite",
}
"""The archives that are known by their hosts, 'www.' left off."""

_HOST = re.compile(r"https?://(?:www\.)?(?P<host>[^/:?#]+)(?::\d+)?(?P<rest>/.*)?", re.I | re.S)
_KEPT = re.compile(
    r"/(?:[\w-]+/){0,3}(?P<day>\d{4}(?:\.?\d\d(?:\.?\d\d)?)?)[\d-]*(?:[a-z]{2}_)?"
    r"/(?P<url>https?:/{1,2}\S+)",
    re.IGNORECASE,
)
_WEB = re.compile(r"https?://[^\s/]+\S*", re.IGNORECASE)


def archive_of(url: str | None) -> str | None:
    """Return the name of the archive that an address leads to, None where it is none.

    >>> archive_of("https://archive.ph/AbCdE"), archive_of("https://example.org/")
    ('archive.today', None)
    """
    match = _HOST.match(url or "")
    return ARCHIVES.get(match["host"].casefold()) if match and match["rest"] else None


def original_of(url: str) -> str | None:
    """Return the address that an archive's address says it keeps a copy of.

    >>> original_of("https://web.archive.org/web/20240311120000/https://example.org/a")
    'https://example.org/a'
    """
    found = _kept(url)
    return _mended(found["url"]) if found else None


def archived_on(url: str | None) -> PartialDate | None:
    """Return the day that an archive's address says its copy was made on.

    >>> str(archived_on("https://archive.today/2024.03.11-120000/https://example.org/a"))
    '2024-03-11'
    """
    found = _kept(url or "")
    if not found:
        return None
    digits = found["day"].replace(".", "")
    return PartialDate.of(int(digits[:4]), *(int(d) for d in (digits[4:6], digits[6:8]) if d))


def _kept(url: str) -> re.Match[str] | None:
    match = _HOST.match(url)
    return _KEPT.match(match["rest"]) if match and archive_of(url) else None


def _mended(url: str) -> str:
    """Return the address with both slashes where a server or a library made one of two."""
    return re.sub(r"\b(https?):/(?!/)", r"\1://", url, flags=re.IGNORECASE)


def told_apart(known: Metadata) -> Metadata:
    """Return the metadata with an archive's address as the copy, and what it keeps as the address.

    >>> told_apart(Metadata(url="https://web.archive.org/web/2024/https://example.org/")).url
    'https://example.org/'
    """
    if known.url and archive_of(known.url):
        copy = known.archived or _mended(known.url)
        return replace(known, url=original_of(known.url), archived=copy)
    if known.archived and not known.url:
        return replace(known, url=original_of(known.archived))
    return known


def web_address(field: str, value: str) -> str:
    """Return an address as it was given; raise InvalidValue where it is none of the web."""
    if not _WEB.fullmatch(value.strip()):
        raise InvalidValue(field, value, "give a web address, such as https://web.archive.org/…")
    return value.strip()
