"""Markdown: the text a reader sees, a paragraph a line.

Link texts stay and their addresses go; code, images and raw HTML are left out.
Front matter may state the metadata.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from claims.reading.byline import find_authors
from claims.reading.date import parse_date
from claims.reading.decode import check_text, decode
from claims.reading.document import Metadata, PartialDate
from claims.reading.extracted import Block, Extracted, lay_out

if TYPE_CHECKING:
    from markdown_it.token import Token

LONGEST = 100_000
"""A longer paragraph keeps its marks as they are: its parsing would take minutes."""

_FRONT = re.compile(
    r"---[ \t]*\r?\n(?P<lines>.*?)(?:^|\n)(?:---|\.\.\.)[ \t]*(?:\r?\n|$)", re.DOTALL
)
_FIELD = re.compile(r"(?P<key>[A-Za-z_-]+)[ \t]*:[ \t]*(?P<value>.*?)[ \t\r]*")
_KEYS = {
    "title": "title",
    "source": "source",
    "publisher": "source",
    "publication": "source",
    "site": "source",
    "author": "authors",
    "authors": "authors",
    "by": "authors",
    "date": "published",
    "published": "published",
    "url": "url",
    "link": "url",
    "lang": "language",
    "language": "language",
}
_TAG = re.compile(r"<br\s*/?>", re.IGNORECASE)


def read_markdown(data: bytes, path: str) -> Extracted:
    """Return the text of a Markdown file, its zones, and what its front matter states."""
    from markdown_it import MarkdownIt

    source = decode(data, path)
    front = _FRONT.match(source)
    body = source[front.end() :] if front else source
    parser = MarkdownIt("commonmark").enable("table")
    parser.core.ruler.disable("inline")
    references: dict[str, Any] = {}
    tokens = parser.parse(body, references)
    for token in tokens:
        if token.type == "inline":
            token.children = [] if len(token.content) <= LONGEST else None
        if token.children is not None:
            parser.inline.parse(token.content, parser, references, token.children)
    text, zones = lay_out(list(_blocks(tokens)))
    check_text(text, path)
    stated = _stated(front["lines"]) if front else Metadata()
    return Extracted(text, zones, f"markdown-it-py/{version('markdown-it-py')}", stated)


def _blocks(tokens: Sequence[Token]) -> Iterator[Block]:
    row: list[str] = []
    heading = False
    for token in tokens:
        if token.type == "heading_open":
            heading = True
        elif token.type == "heading_close":
            heading = False
        elif token.type in {"th_open", "td_open"}:
            row.append("")
        elif token.type == "tr_close":
            yield Block("; ".join(cell for cell in row if cell))
            row = []
        elif token.type == "inline":
            text = token.content if token.children is None else _plain(token.children)
            if row:
                row[-1] = text
            else:
                yield Block(text, heading=heading)


def _plain(children: Sequence[Token]) -> str:
    pieces: list[str] = []
    for child in children:
        if child.type in {"text", "text_special", "code_inline"}:
            pieces.append(child.content)
        elif child.type in {"softbreak", "hardbreak"} or _TAG.fullmatch(child.content):
            pieces.append(" ")
    return "".join(pieces)


def _stated(lines: str) -> Metadata:
    r"""Return the metadata of front matter: `key: value` lines, and `- item` lines below a key.

    >>> _stated("title: 'The dam'\nauthors: [Ann Other, Bo Else]\ndate: 2012-05").authors
    ('Ann Other', 'Bo Else')
    """
    values: dict[str, list[str]] = {}
    key = ""
    for line in lines.splitlines():
        if match := _FIELD.fullmatch(line):
            key = _KEYS.get(match["key"].lower(), "")
            values.setdefault(key, []).extend(_items(match["value"]))
        elif line.lstrip().startswith("- "):
            values.setdefault(key, []).extend(_items(line.lstrip()[2:]))
    first = {key: found[0] for key, found in values.items() if found}
    return Metadata(
        title=first.get("title"),
        source=first.get("source"),
        authors=tuple(name for item in values.get("authors", ()) for name in _names(item)),
        published=_date(first.get("published")),
        url=first.get("url"),
        language=first.get("language"),
    )


def _items(value: str) -> Iterator[str]:
    bare = value.strip()
    parts = bare[1:-1].split(",") if bare.startswith("[") and bare.endswith("]") else [bare]
    for part in parts:
        item = part.strip().strip("\"'").strip()
        if item:
            yield item


def _names(item: str) -> tuple[str, ...]:
    return find_authors(f"By {item}") or (item,)


def _date(value: str | None) -> PartialDate | None:
    if value is None:
        return None
    if re.fullmatch(r"\d{4}(-\d{2})?", value):
        return PartialDate.of(*map(int, value.split("-")))
    return parse_date(value)
