"""The words of a sentence, and which of them stand inside a quotation."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from claims.page import Page, Quoted
from claims.span import Span

_TOKEN = re.compile(r"\w+(?:[’'.\-]\w+)*|''|``|…|\.{2,}|--|[^\w\s]")
MARKS = frozenset({"“", "”", "„", "«", "»", '"', "''", "``", "‘", "’", "'"})


@dataclass(frozen=True, slots=True)
class Word:
    """A word or a sign; `quoted` says that it stands inside a quotation, marks included."""

    start: int
    end: int
    text: str
    quoted: bool = False

    @property
    def lower(self) -> str:
        return self.text.lower().replace("’", "'")

    @property
    def is_word(self) -> bool:
        return self.text[0].isalnum() or self.text[0] == "_"

    @property
    def is_capital(self) -> bool:
        return self.text[0].isupper()


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence (or a stretch of one) with its words in order and the quotations that touch it."""

    text: str
    span: Span
    words: tuple[Word, ...]
    quotations: tuple[Quoted, ...] = ()

    def __len__(self) -> int:
        return len(self.words)

    def at(self, index: int) -> Word | None:
        return self.words[index] if 0 <= index < len(self.words) else None

    def lower(self, index: int) -> str:
        """Return the word at `index` in small letters, or nothing outside the line."""
        return self.words[index].lower if 0 <= index < len(self.words) else ""

    def cut(self, start: int, end: int) -> Span:
        """Return the span of the words [start, end)."""
        return Span(self.words[start].start, self.words[end - 1].end)

    def index_at(self, offset: int) -> int:
        """Return the first word that ends after `offset`, past the last if there is none."""
        return next((i for i, word in enumerate(self.words) if word.end > offset), len(self.words))

    def quotation_at(self, index: int) -> Quoted | None:
        """Return the quotation that the word at `index` stands in."""
        word = self.at(index)
        if word is None or not word.quoted:
            return None
        for quoted in self.quotations:
            if any(piece.start <= word.start < piece.end for piece in quoted.pieces):
                return quoted
        return None


def quotations_over(page: Page, span: Span) -> tuple[Quoted, ...]:
    """Return the quotations of which a piece overlaps `span`, in text order."""
    found = []
    index = bisect_left(page.quotations, span.end, key=lambda quoted: quoted.pieces[0].start)
    while index and page.quotations[index - 1].pieces[-1].end > span.start:
        index -= 1
        if any(piece.overlaps(span) for piece in page.quotations[index].pieces):
            found.append(page.quotations[index])
    return tuple(reversed(found))


def read_line(page: Page, span: Span) -> Line:
    """Return the words of `span` (a sentence of `page`, as a rule)."""
    quotations = quotations_over(page, span)
    pieces = [piece for quoted in quotations for piece in quoted.pieces]
    words = tuple(_words(page.text, span, pieces))
    return Line(page.text, span, words, quotations)


def _words(text: str, span: Span, pieces: list[Span]) -> Iterator[Word]:
    for match in _TOKEN.finditer(text, span.start, span.end):
        quoted = any(piece.start <= match.start() < piece.end for piece in pieces)
        yield Word(match.start(), match.end(), match.group(), quoted)
