"""Attributions inside the content of others: 'Oster said the ministry had promised …'."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence

from claims.attribution import Tagged
from claims.extraction.holder import may_hold
from claims.extraction.layout import lay_out
from claims.extraction.rules.finder import find_in_line
from claims.extraction.word import MARKS, read_line
from claims.page import Page
from claims.span import Span, join

DEEPEST = 4
"""How many levels are read; news seldom has more than three."""


def find_nested(page: Page, tagged: Sequence[Tagged]) -> list[tuple[int, Tagged]]:
    """Return the attributions inside the contents of `tagged`, each with the index of its parent.

    An index past the end of `tagged` means a nested one: `len(tagged) + i` is the
    i-th of the list returned, and stands in it before its children.

    >>> text = "Oster said that Lisk had promised to pay."
    >>> page = lay_out(text, [Span(0, len(text))])
    >>> outer = Tagged((Span(16, 40),), (Span(0, 5),), (Span(6, 10),))
    >>> [(parent, inner.content[0].text_in(text)) for parent, inner in find_nested(page, [outer])]
    [(0, 'to pay')]
    """
    found: list[tuple[int, Tagged]] = []
    level = list(enumerate(tagged))
    cues = {at for outer in tagged for cue in outer.cue for at in range(cue.start, cue.end)}
    for _ in range(DEEPEST):
        deeper = [
            (parent, inner)
            for parent, outer in level
            for inner in _inside(page, outer)
            if _is_new(inner, outer, cues)
        ]
        cues.update(
            at for _, inner in deeper for cue in inner.cue for at in range(cue.start, cue.end)
        )
        level = [(len(tagged) + len(found) + i, inner) for i, (_, inner) in enumerate(deeper)]
        found.extend(deeper)
        if not level:
            break
    return found


def _is_new(inner: Tagged, outer: Tagged, cues: Collection[int]) -> bool:
    """Refuse what its parent already is: the same cue or the whole of its content."""
    if inner.content == outer.content:
        return False
    return all(cue.start not in cues and cue.end - 1 not in cues for cue in inner.cue)


def _inside(page: Page, outer: Tagged) -> Iterator[Tagged]:
    """Yield the attributions that the finder sees in the content when it reads it by itself."""
    blocks = [
        part
        for piece in outer.content
        for block in _blocks_over(page, piece)
        for part in _within(page.text, piece, block)
    ]
    inner_page = lay_out(page.text, blocks)
    for sentence in inner_page.sentences:
        for tagged in find_in_line(inner_page, read_line(inner_page, sentence)):
            if (
                tagged.cue
                and all(_holds(outer.content, span) for span in (*tagged.content, *tagged.cue))
                and _has_holder(page.text, tagged)
            ):
                yield tagged


def _has_holder(text: str, tagged: Tagged) -> bool:
    speaker, cue = join(text, tagged.speaker), join(text, tagged.cue)
    return not speaker or may_hold(speaker, cue)


def _blocks_over(page: Page, piece: Span) -> Sequence[Span]:
    last = bisect_left(page.blocks, piece.end, key=lambda block: block.start)
    first = last
    while first and page.blocks[first - 1].end > piece.start:
        first -= 1
    return page.blocks[first:last]


def _within(text: str, piece: Span, block: Span) -> Iterator[Span]:
    """Yield the part of a content piece in a block, without the marks around it."""
    start, end = max(piece.start, block.start), min(piece.end, block.end)
    if start >= end:
        return
    opens = text[start] in MARKS
    while start < end and text[start] in MARKS:
        start += 1
    while opens and end > start and text[end - 1] in MARKS:
        end -= 1
    if start < end:
        yield Span(start, end)


def _holds(content: Sequence[Span], span: Span) -> bool:
    return any(piece.contains(span) for piece in content)
