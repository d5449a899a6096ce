"""HTML: the article as trafilatura finds it, and what the head of the page states.

Nothing is fetched. Dates are read from what the page declares, not guessed:
libraries that must return a full date turn 'March 2014' into a day nobody stated.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from importlib.metadata import version
from typing import Any
from urllib.parse import urlsplit

from claims.errors import InvalidValue, UnreadableDocument
from claims.reading.archive import told_apart
from claims.reading.byline import find_authors
from claims.reading.date import parse_date
from claims.reading.decode import check_text, decode
from claims.reading.document import Metadata, PartialDate
from claims.reading.extracted import Block, Extracted, lay_out
from claims.reading.saved import read_saved

_Element = Any  # lxml ships no types

_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]{2,40})""", re.IGNORECASE)
_TAG = re.compile(r"<(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]*)\b[^<>]*(?P<empty>/?)>")
_CUT = re.compile(r"<(?:[a-zA-Z/!?][^<>]*)?\Z")
_HIDDEN = re.compile(r"<!--.*?-->|<(script|style)\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_HIDING = (("<!--", "-->"), ("<script", "</script"), ("<style", "</style"), ("<title", "</title"))
_VOID_NAMES = "area base br col embed hr img input link meta param source track wbr html body"
_VOID = frozenset(_VOID_NAMES.split())
_PUBLISHED_NAMES = """
    article:published_time og:published_time og:article:published_time datepublished
    date pubdate publishdate publish_date publication_date article.published
    cxenseparse:publishtime parsely-pub-date sailthru.date dc.date dc.date.issued dcterms.date
    dcterms.created dcterms.issued citation_publication_date citation_date article_date_original
"""
_PUBLISHED = frozenset(_PUBLISHED_NAMES.split())


def read_html(data: bytes, path: str) -> Extracted:
    """Return the article of a page with its headline and comments, and what the page states."""
    from trafilatura import bare_extraction, load_html

    declared = _CHARSET.search(data[:4096])
    page = decode(data, path, declared=declared[1].decode("ascii") if declared else None)
    _refuse_truncated(page, path)
    tree = load_html(page)
    saved = read_saved(page)
    stated = _stated(tree) if tree is not None else Metadata()
    found = tree is not None and bare_extraction(
        _without_navigation(tree),
        fast=True,
        include_comments=True,
        with_metadata=True,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    if not found or isinstance(found, dict):
        raise UnreadableDocument(
            path, "no article was found in this page; save its text as a .txt file and add that"
        )
    stated = told_apart(stated.over(_described(found))).over(saved)
    blocks = [*_blocks(found.body), *(_as_comments(found.commentsbody))]
    text, zones = lay_out(_with_title(blocks, stated.title))
    check_text(text, path)
    return Extracted(text, zones, f"trafilatura/{version('trafilatura')}", stated)


def _without_navigation(tree: _Element) -> _Element:
    """Return the tree without <nav>, which an extractor that finds no article falls back to."""
    for element in list(tree.iter("nav")):
        element.drop_tree()
    return tree


def _refuse_truncated(page: str, path: str) -> None:
    """Raise UnreadableDocument where the page breaks off before its end."""
    low = page.lower()
    if "</html" in low[-20_000:] or "</body" in low[-20_000:]:
        return
    hidden = any(low.rfind(opened) > low.rfind(closed) for opened, closed in _HIDING)
    shown = "" if hidden else _HIDDEN.sub("", page)
    if hidden or _CUT.search(shown[-5000:]) or _left_open(shown):
        raise UnreadableDocument(
            path, "this page breaks off in the middle; save the whole page again and add that"
        )


def _left_open(shown: str) -> bool:
    """Tell whether elements are open at the end that the page itself closes elsewhere, or must.

    End tags of paragraphs and list items may be left out by a page, but not by half of it.
    """
    open_now: dict[str, int] = {}
    closed: set[str] = set()
    for tag in _TAG.finditer(shown):
        name = tag["name"].lower()
        if tag["end"]:
            closed.add(name)
            open_now[name] = open_now.get(name, 0) - 1
        elif name not in _VOID and not tag["empty"]:
            open_now[name] = open_now.get(name, 0) + 1
    optional = {"p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "option", "head"}
    return any(
        count > 0 and (name not in optional or name in closed) for name, count in open_now.items()
    )


def _blocks(body: _Element | None) -> Iterator[Block]:
    """Yield the paragraphs of an extracted body, nested ones where they stand."""
    if body is None:
        return
    for element in body:
        name = element.tag if isinstance(element.tag, str) else ""
        if name in {"list", "quote", "table", "div", "body"} and len(element):
            if element.text and element.text.strip():
                yield Block(element.text)
            yield from _blocks(element)
        elif name == "row":
            cells = (" ".join("".join(cell.itertext()).split()) for cell in element)
            yield Block("; ".join(cell for cell in cells if cell))
        elif name not in {"graphic", "code"}:
            yield Block("".join(_pieces(element)), heading=name == "head")
        if element.tail and element.tail.strip():
            yield Block(element.tail)


def _pieces(element: _Element) -> Iterator[str]:
    """Yield the text of an element; a line break separates words."""
    yield element.text or ""
    for child in element:
        if child.tag in {"lb", "list", "item", "p", "quote"}:
            yield " "
        yield from _pieces(child)
        yield child.tail or ""


def _as_comments(body: _Element | None) -> Iterator[Block]:
    for block in _blocks(body):
        yield Block(block.text, comment=True)


def _with_title(blocks: list[Block], title: str | None) -> list[Block]:
    """Return `blocks` with the title in front, unless it is among the first of them."""
    if title is None or any(" ".join(b.text.split()) == title for b in blocks[:5]):
        return blocks
    return [Block(title, heading=True), *blocks]


def _described(found: Any) -> Metadata:
    """Return what trafilatura read, without what it made up from the address."""
    host = urlsplit(found.url or "").hostname or ""
    source = None if found.sitename in {host, found.hostname} else found.sitename
    return Metadata(
        title=found.title or None,
        source=source or None,
        authors=tuple(_authors(found.author)),
        url=found.url or None,
    )


def _authors(stated: str | None) -> Iterator[str]:
    for name in (stated or "").split(";"):
        found = find_authors(f"By {name.strip()}")
        yield from found or filter(None, [name.strip()])


def _stated(tree: _Element) -> Metadata:
    return Metadata(
        published=next(_dates(tree), None), language=(tree.get("lang") or "").strip() or None
    )


def _dates(tree: _Element) -> Iterator[PartialDate]:
    """Yield the dates of publication a page declares, the most explicit first."""
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        if name.lower() in _PUBLISHED:
            yield from _date(meta.get("content"))
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or ""):
            for value in _published_in(_json(script.text)):
                yield from _date(value)
    for time in tree.iter("time"):
        if time.get("pubdate") is not None or time.get("itemprop") == "datePublished":
            yield from _date(time.get("datetime") or "".join(time.itertext()))
    articles = list(tree.iter("article"))
    if len(articles) == 1:
        for time in articles[0].iter("time"):
            yield from _date(time.get("datetime") or "".join(time.itertext()))


def _json(text: str | None) -> object:
    try:
        return json.loads(text or "null")
    except (ValueError, RecursionError):
        return None


def _published_in(value: object, depth: int = 0) -> Iterator[str]:
    if depth > 4:
        return
    if isinstance(value, dict):
        if isinstance(stated := value.get("datePublished"), str):
            yield stated
        for inner in (value.get("@graph"), value.get("mainEntity")):
            yield from _published_in(inner, depth + 1)
    elif isinstance(value, list):
        for inner in value[:50]:
            yield from _published_in(inner, depth + 1)


def _date(value: str | None) -> Iterator[PartialDate]:
    if not value or len(value) > 60:
        return
    try:
        yield PartialDate.parse(value)
    except InvalidValue:
        if found := parse_date(value):
            yield found
