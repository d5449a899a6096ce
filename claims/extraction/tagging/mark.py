"""Quotation marks of a block: which open, which close, and what lies between them.

Straight marks say neither, so they are paired from their neighbours. A mark
without a partner never reaches past its block, unless the next block opens with
a mark of its own, as a quotation of several paragraphs does.

The tagger was trained on these states: a change here asks for new weights.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


class Mark(IntEnum):
    """What a character is to the quotations of its block."""

    OUTSIDE = 0
    INSIDE = 1
    OPENS = 2
    CLOSES = 3
    INSIDE_CONTINUED = 4
    INSIDE_UNCLOSED = 5
    STRAY = 6
    INSIDE_SINGLE = 7
    OPENS_SINGLE = 8
    CLOSES_SINGLE = 9


DOUBLE_OPENERS = "“„«"
DOUBLE_CLOSERS = "”»"
STRAIGHT = '"'
DOUBLE = frozenset(DOUBLE_OPENERS + DOUBLE_CLOSERS + STRAIGHT)
SINGLE = frozenset("'‘’")


@dataclass(frozen=True, slots=True)
class BlockMarks:
    """The state of every character of a block.

    `continued` says that the block goes on with a quotation of the block before,
    `continues` that the next one goes on with its last.
    """

    states: bytearray
    continued: bool
    continues: bool


def mark_block(block: str, following: str, *, continuing: bool) -> BlockMarks:
    """Return the marks of `block`.

    `following` is the next block; `continuing` says that the block before left a quotation open.

    >>> list(mark_block('A "b" c', "", continuing=False).states)
    [0, 0, 2, 1, 3, 0, 0]
    """
    states = bytearray(len(block))
    opened = _pair_double(block, states)
    continues = opened is not None and opens_with_mark(following)
    if opened is not None:
        inside = Mark.INSIDE_CONTINUED if continues else Mark.INSIDE_UNCLOSED
        states[opened + 1 :] = bytes([inside]) * (len(block) - opened - 1)
    if not DOUBLE.intersection(block):
        _pair_single(block, states)
    return BlockMarks(states, continuing and opens_with_mark(block), continues)


def opens_with_mark(block: str) -> bool:
    """Tell whether the first character that is not white space is a mark that can open."""
    head = block.lstrip()[:1]
    return head != "" and head in DOUBLE_OPENERS + STRAIGHT + "‘"


def _pair_double(block: str, states: bytearray) -> int | None:
    """Write the paired marks into `states`; return the mark that opened and was never closed."""
    opened: int | None = None
    for position, sign in enumerate(block):
        if sign not in DOUBLE:
            continue
        if _opens(block, position, inside=opened is not None):
            states[position] = Mark.OPENS
            opened = position
        elif opened is None:
            states[position] = Mark.STRAY
        else:
            states[opened + 1 : position] = bytes([Mark.INSIDE]) * (position - opened - 1)
            states[position] = Mark.CLOSES
            opened = None
    return opened


def _opens(block: str, position: int, *, inside: bool) -> bool:
    sign = block[position]
    if sign != STRAIGHT:
        return sign in DOUBLE_OPENERS
    before = block[position - 1] if position else " "
    after = block[position + 1] if position + 1 < len(block) else " "
    if before.isspace() != after.isspace():
        return before.isspace()
    return not inside


def _pair_single(block: str, states: bytearray) -> None:
    """Write pairs of single marks into `states`; an apostrophe has no partner."""
    opened: int | None = None
    for position, sign in enumerate(block):
        if sign not in SINGLE:
            continue
        before = block[position - 1] if position else " "
        after = block[position + 1] if position + 1 < len(block) else " "
        if sign != "’" and not before.isalnum() and after.isalnum():
            opened = position
        elif opened is not None and sign != "‘" and not after.isalnum() and not before.isspace():
            states[opened] = Mark.OPENS_SINGLE
            states[opened + 1 : position] = bytes([Mark.INSIDE_SINGLE]) * (position - opened - 1)
            states[position] = Mark.CLOSES_SINGLE
            opened = None
