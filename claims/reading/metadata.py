"""Metadata that a text states about itself: title, source, authors, date.

Only the page around the article is read, never its prose: a date in a sentence
is when something happened, and an outlet in a sentence is somebody's source.
The day on which a page was taken, printed in its navigation, is no date of
publication. What is not stated stays empty.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claims.reading.byline import find_authors, read_dateline, read_published
from claims.reading.date import find_dates, parse_date
from claims.reading.document import Metadata, PartialDate, Zone, ZoneKind
from claims.reading.furniture import is_bar, kind_by_wording
from claims.reading.masthead import before_tagline, is_masthead, page_suffix, without_suffix
from claims.reading.publisher import (
    named_by_author_note,
    named_by_copyright,
    named_by_disclaimer,
    named_by_institute,
    named_by_welcome,
)
from claims.reading.shape import is_person_name

_URL = re.compile(
    r"(?:(?:url|link|source|via|retrieved from|"
    r"available at)\s*:?\s*)?<?(?P<url>https?://[^\s>]+)>?",
    re.IGNORECASE,
)
_WEB_WORD = re.compile(
    r"\b(?:log ?in|sign (?:in|up)|subscribe|home|welcome to|rss|favou?rites|search|menu|e-?paper|"
    r"newsletter)\b",
    re.IGNORECASE,
)
_SOURCE_LINE = re.compile(
    r"(?:source|courtesy|publisher|publication)\s*:\s*(?P<name>(?:the\s+)?[A-Z0-9][^.;:]{1,60}?)(?:\s+vol(?:ume)?\b.{1,60})?\.?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Line:
    kind: ZoneKind
    text: str


@dataclass(frozen=True, slots=True)
class _Parts:
    """The page around the first and the last paragraph of the article, with both of them."""

    head: tuple[_Line, ...]
    article: tuple[_Line, ...]
    tail: tuple[_Line, ...]


def find_metadata(text: str, zones: Sequence[Zone]) -> Metadata:
    r"""Return what `text` states about itself; nothing is guessed and no language is detected.

    >>> from claims.reading.zone import find_zones
    >>> text = "The Lamp\n\nDam breaks\n\nMay 3, 2012\n\nThe dam broke on Saturday, she said."
    >>> found = find_metadata(text, find_zones(text))
    >>> found.source, found.title, str(found.published)
    ('The Lamp', 'Dam breaks', '2012-05-03')
    """
    parts = _parts(text, zones)
    return Metadata(
        title=_title(parts),
        source=next(_sources(parts), None),
        authors=_authors(parts),
        published=next(_dates(parts), None),
        url=next(_urls(parts), None),
    )


def _parts(text: str, zones: Sequence[Zone]) -> _Parts:
    lines = tuple(_Line(zone.kind, zone.span.text_in(text)) for zone in zones)
    body = [i for i, line in enumerate(lines) if line.kind is ZoneKind.BODY]
    if not body:
        return _Parts(lines, (), ())
    first, last = body[0], body[-1] + 1
    return _Parts(lines[:first], lines[first:last], lines[last:])


def _title(parts: _Parts) -> str | None:
    for line in parts.head:
        if line.kind is ZoneKind.HEADLINE:
            return " ".join(without_suffix(line.text).split())
    return None


def _authors(parts: _Parts) -> tuple[str, ...]:
    names: list[str] = []
    for line in (*parts.head, *parts.tail):
        if line.kind is ZoneKind.BYLINE:
            found = find_authors(line.text) or filter(is_person_name, [line.text])
            names.extend(name for name in found if name not in names)
    return tuple(" ".join(name.split()) for name in names)


def _urls(parts: _Parts) -> Iterator[str]:
    for line in (*parts.head, *parts.tail):
        if line.kind is not ZoneKind.COMMENTS and (match := _URL.fullmatch(line.text)):
            yield match["url"]


def _sources(parts: _Parts) -> Iterator[str]:
    """Yield the names of the publication, the most explicit statement first."""
    around = [
        line
        for line in (*parts.head, *parts.tail)
        if line.kind not in {ZoneKind.COMMENTS, ZoneKind.LINKS}
    ]
    published = [found for line in around if (found := read_published(line.text))]
    yield from (found.source for found in published if found.source and not found.again)
    for line in parts.head:
        yield from _on_the_masthead(line)
    named = (named_by_copyright, named_by_disclaimer)
    for rule in named:
        yield from (name for line in around if (name := rule(line.text)))
    yield from (m["name"].strip() for line in around if (m := _SOURCE_LINE.fullmatch(line.text)))
    article = " ".join(line.text for line in parts.article)
    for author in _authors(parts):
        if name := named_by_institute(author, article):
            yield name
    yield from (found.source for found in published if found.source)
    for line in parts.head:
        if line.kind is ZoneKind.BYLINE and (dateline := read_dateline(line.text + " X")):
            yield from filter(None, [dateline.agency])
    yield from (name for line in parts.tail if (name := named_by_author_note(line.text)))


def _on_the_masthead(line: _Line) -> Iterator[str]:
    if line.kind is ZoneKind.HEADLINE:
        yield from filter(None, [page_suffix(line.text)])
    if line.kind is not ZoneKind.NAVIGATION:
        return
    if name := named_by_welcome(line.text):
        yield name
    elif is_bar(line.text):
        first = re.split(r"[|•·»›]", line.text.strip(" |"))[0].strip()
        yield from filter(is_masthead, [first])
    elif kind_by_wording(line.text) is None and is_masthead(line.text):
        yield line.text.strip(" |")
    elif name := before_tagline(line.text) or page_suffix(line.text):
        yield name


def _dates(parts: _Parts) -> Iterator[PartialDate]:
    """Yield the dates of publication that are stated, the most explicit statement first."""
    around = [line for line in (*parts.head, *parts.tail) if line.kind is ZoneKind.BYLINE]
    published = [found for line in around if (found := read_published(line.text))]
    yield from (found.date for found in published if found.date and not found.again)
    for line in parts.head:
        if line.kind is ZoneKind.BYLINE and (dateline := read_dateline(line.text + " X")):
            yield from filter(None, [dateline.date])
    yield from _dates_by_title(parts.head)
    tail = [line for line in parts.tail if line.kind is ZoneKind.BYLINE]
    for line in tail:
        if find_authors(line.text) or parse_date(line.text):
            yield from (dated.date for dated in find_dates(line.text))
    yield from (found.date for found in published if found.date)


def _dates_by_title(head: Sequence[_Line]) -> Iterator[PartialDate]:
    """Yield the dates of date lines, bylines and titles above the article."""
    titled = next((i for i, line in enumerate(head) if line.kind is ZoneKind.HEADLINE), len(head))
    for index, line in enumerate(head):
        if line.kind is not ZoneKind.BYLINE or read_published(line.text):
            continue
        if index < titled and _is_site_header(head[:index]):
            continue
        yield from (dated.date for dated in find_dates(line.text))
    for line in head:
        if without_suffix(line.text) != line.text and not is_bar(line.text):
            yield from (dated.date for dated in find_dates(line.text)[-1:])


def _is_site_header(above: Sequence[_Line]) -> bool:
    """Tell whether the lines `above` a date are a web page's, whose clock shows today."""
    return any(
        line.kind is ZoneKind.NAVIGATION
        and (
            "|" in line.text
            or is_bar(line.text)
            or kind_by_wording(line.text) is ZoneKind.NAVIGATION
            or _WEB_WORD.search(line.text)
        )
        for line in above
    )
