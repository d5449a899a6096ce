"""What a format's reader gives, and how blocks become a text with zones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from claims.reading.block import Paragraph
from claims.reading.document import Metadata, Zone
from claims.reading.zone import zones_of
from claims.span import Span

NOTHING_STATED = Metadata()


@dataclass(frozen=True, slots=True)
class Extracted:
    """The text of a file, its zones, who read it, and what the format itself states."""

    text: str
    zones: tuple[Zone, ...]
    reader: str
    stated: Metadata = NOTHING_STATED


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of a marked-up file: its text in one line, and what the mark-up says of it."""

    text: str
    heading: bool = False
    comment: bool = False


def lay_out(blocks: Sequence[Block]) -> tuple[str, tuple[Zone, ...]]:
    r"""Return the text of `blocks`, a line each with blank lines between, and its zones.

    >>> text, zones = lay_out([Block("Dam breaks", heading=True), Block("It broke, she said.")])
    >>> text, [zone.kind.value for zone in zones]
    ('Dam breaks\n\nIt broke, she said.', ['headline', 'body'])
    """
    lines = [(" ".join(block.text.split()), block) for block in blocks]
    lines = [(line, block) for line, block in lines if line]
    paragraphs: list[Paragraph] = []
    start = 0
    for line, _ in lines:
        paragraphs.append(Paragraph(Span(start, start + len(line)), line, apart=start > 0))
        start += len(line) + 2
    comments = [index for index, (_, block) in enumerate(lines) if block.comment]
    zones = zones_of(
        paragraphs,
        headings=frozenset(index for index, (_, block) in enumerate(lines) if block.heading),
        comments_from=comments[0] if comments else None,
    )
    return "\n\n".join(line for line, _ in lines), zones
