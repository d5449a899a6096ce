"""Spans of a text: half-open ranges ``[start, end)`` of Unicode code points.

How a span survives outside the database and in a changed text: `claims.selector`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from claims.errors import InvalidSpan

CONTEXT = 32
"""Characters of prefix and suffix that a quote selector carries."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open, never empty range of code points.

    >>> Span(0, 5).text_in("hello world")
    'hello'
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise InvalidSpan(self.start, self.end)

    def __len__(self) -> int:
        return self.end - self.start

    def text_in(self, text: str) -> str:
        """Return the characters of `text` in this span; raise InvalidSpan past its end."""
        if self.end > len(text):
            raise InvalidSpan(self.start, self.end, len(text))
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def shift(self, by: int) -> Span:
        return Span(self.start + by, self.end + by)


def join(text: str, spans: Iterable[Span]) -> str:
    """Return the pieces of `text` joined by one space.

    >>> join("so it goes", [Span(0, 2), Span(6, 10)])
    'so goes'
    """
    return " ".join(span.text_in(text) for span in spans)


def trim(text: str, start: int, end: int) -> Span | None:
    """Return the range without white space at its edges, or None when nothing is left.

    >>> trim(" ab ", 0, 4)
    Span(start=1, end=3)
    """
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None


def hull(spans: Sequence[Span]) -> Span:
    """Return the smallest span that holds all of `spans` (at least one)."""
    return Span(min(s.start for s in spans), max(s.end for s in spans))
