"""The passage of a claim: its paragraphs with their neighbours, cut into marked pieces.

Only the paragraphs around a claim are shown, never the article, so that a sheet
stays a quotation.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from claims.record import ClaimRecord
from claims.sheets.wording import LEFT_OUT, one_line, short
from claims.span import Span, trim

NEIGHBOUR = 320
"""Characters of a neighbouring paragraph that are shown."""

MARGIN = 600
"""Characters shown on each side of a claim inside its own paragraph."""

ROLES = ("speaker", "cue", "content", "hedge")

_BREAK = re.compile(r"[^\S\n]*\r?\n(?:[^\S\n]*\r?\n)+[^\S\n]*")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text of equal roles."""

    text: str
    roles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Shown:
    """The paragraphs of a claim in pieces, and its neighbours, empty where there are none."""

    before: str
    paragraphs: tuple[tuple[Piece, ...], ...]
    after: str


def paragraphs(text: str) -> tuple[Span, ...]:
    r"""Return the paragraphs: parted by blank lines, by line ends where there are none.

    >>> paragraphs("a\n\nb")
    (Span(start=0, end=1), Span(start=3, end=4))
    """
    breaks = [match.span() for match in _BREAK.finditer(text)]
    if not breaks:
        breaks = [match.span() for match in re.finditer(r"\r?\n", text)]
    edges = [0, *(edge for pair in breaks for edge in pair), len(text)]
    found = (trim(text, start, end) for start, end in zip(edges[::2], edges[1::2], strict=True))
    return tuple(span for span in found if span)


def passage(claim: ClaimRecord) -> Shown:
    """Return the paragraphs that hold the claim, roles marked, with one neighbour each side."""
    text, marks = claim.text, role_spans(claim)
    # the stored ones, which the locator counts; a record made without a database has none
    blocks = claim.paragraphs or paragraphs(text)
    held = [n for n, block in enumerate(blocks) if any(s.overlaps(block) for s, _ in marks)]
    if not held:
        return Shown("", ((Piece(claim.content, ("content",)),),), "")
    shown: list[tuple[Piece, ...]] = []
    for previous, n in zip([held[0], *held], held, strict=False):
        if n > previous + 1:
            shown.append((Piece(LEFT_OUT),))
        shown.append(_pieces(text, blocks[n], marks))
    before, after = held[0] - 1, held[-1] + 1
    return Shown(
        before=_end_of(blocks[before].text_in(text)) if before >= 0 else "",
        paragraphs=tuple(shown),
        after=short(blocks[after].text_in(text), NEIGHBOUR) if after < len(blocks) else "",
    )


def role_spans(claim: ClaimRecord) -> list[tuple[Span, str]]:
    """Return every span of the claim with its role."""
    read = claim.attribution
    return [
        *((span, "speaker") for span in read.speaker.spans),
        *((span, "cue") for span in read.cue),
        *((span, "content") for span in read.content),
        *((hedge.span, "hedge") for hedge in read.hedges),
    ]


def _end_of(text: str) -> str:
    """Return the last words of a neighbouring paragraph, marked where it is cut."""
    line = one_line(text)
    if len(line) <= NEIGHBOUR:
        return line
    return f"{LEFT_OUT} {line[-NEIGHBOUR:].split(' ', 1)[-1]}"


def _pieces(text: str, block: Span, marks: Sequence[tuple[Span, str]]) -> tuple[Piece, ...]:
    """Return the block cut wherever a role begins or ends, a long one to what is near a role."""
    inside = [(span, role) for span, role in marks if span.overlaps(block)]
    start = max(block.start, min(span.start for span, _ in inside) - MARGIN)
    end = min(block.end, max(span.end for span, _ in inside) + MARGIN)
    edges = {min(max(edge, start), end) for span, _ in inside for edge in (span.start, span.end)}
    cuts = sorted({start, end} | edges)
    pieces = [
        Piece(
            text[a:b], tuple(r for r in ROLES if any(_over(s, a, b) for s, q in inside if q == r))
        )
        for a, b in pairwise(cuts)
    ]
    head = [Piece(f"{LEFT_OUT} ")] if start > block.start else []
    tail = [Piece(f" {LEFT_OUT}")] if end < block.end else []
    return (*head, *pieces, *tail)


def _over(span: Span, start: int, end: int) -> bool:
    return span.start <= start and end <= span.end
