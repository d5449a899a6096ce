"""A text laid out for reading: its blocks, sentences and quoted passages.

`extraction.lay_out` makes it once per text; extraction, hedging and speakers
all read it, so that none of them splits sentences or pairs quotation marks anew.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from claims.span import Span


@dataclass(frozen=True, slots=True)
class Quoted:
    """One quotation with its marks: a piece per block it runs through, in text order.

    `closed` is False where the closing mark is missing and the end was inferred.
    """

    pieces: tuple[Span, ...]
    closed: bool = True


@dataclass(frozen=True, slots=True)
class Page:
    """The readable parts of a text: only blocks can hold claims.

    `headlines` is the subset of `blocks` that are headlines. `sentences` are in
    text order, never overlap, never cross a block; a quotation of several
    sentences may span several of them.
    """

    text: str
    blocks: tuple[Span, ...]
    headlines: tuple[Span, ...] = ()
    sentences: tuple[Span, ...] = ()
    quotations: tuple[Quoted, ...] = ()

    def block_at(self, offset: int) -> Span | None:
        return _at(self.blocks, offset)

    def sentence_at(self, offset: int) -> Span | None:
        return _at(self.sentences, offset)

    def sentences_in(self, span: Span) -> tuple[Span, ...]:
        """Return the sentences that overlap `span`, in text order."""
        return tuple(s for s in self.sentences if s.overlaps(span))

    def quotation_at(self, offset: int) -> Quoted | None:
        """Return the quotation whose marks enclose the character at `offset`."""
        for quoted in self.quotations:
            if any(piece.start <= offset < piece.end for piece in quoted.pieces):
                return quoted
        return None


def _at(spans: Sequence[Span], offset: int) -> Span | None:
    index = bisect_right(spans, offset, key=lambda span: span.start) - 1
    if index >= 0 and offset < spans[index].end:
        return spans[index]
    return None
