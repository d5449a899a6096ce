"""Quotations: which marks belong together, and what lies between them.

Marks are paired block by block, so that a stray or missing one does no harm
past its paragraph. A mark's shape and the space around it say whether it opens
or closes; only where they say nothing does the state of the pairing decide. A
quotation goes on into the next block only if that block opens with a mark
again (the printers' convention) or closes one that it never opened. Single
marks count where they are no apostrophes; marks inside a quotation belong to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from claims.extraction.single import pair_single
from claims.page import Quoted
from claims.span import Span, hull, trim

_MARKS = re.compile(r"[“”„‟«»\"＂]|(?<!')''(?!')|``|‘‘|’’")
_OPENING_SHAPES = frozenset({"“", "„", "‟", "«", "``", "‘‘"})
_CLOSING_SHAPES = frozenset({"”", "»", "’’"})
_BEFORE_OPENING = frozenset("([{—–-/:‘")
_AFTER_CLOSING = frozenset(".,;:!?)]}—–-/’'…*")
_LEADING_MARK = re.compile(r"\s*(?:[“„‟«\"＂‘”]|''|``)")
_SENTENCE_END = re.compile(r"[.!?…](?=\s|$)")
_SPEECH = r"(?:said|says|told|tells|added|adds|wrote|asked|replied|explained|announced|warned)"
_SPEECH_TAG = re.compile(
    rf",(?=\s+(?:{_SPEECH}\b|(?:he|she|they|[A-Z]\w+(?: [A-Z]\w+)?) {_SPEECH}\b))"
)
_FEET = re.compile(r"\d\s?['′’]\s?\d{1,2}$")
_STARTS_SPEECH = re.compile(rf"(?:^|[.!?:,;—–]|\b{_SPEECH}|\bthat)\s*$")
MARKLESS_BLOCKS = 2
"""How many blocks without any mark a quotation may run through."""


class _Role(Enum):
    OPENS = "opens"
    CLOSES = "closes"
    EITHER = "either"


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    role: _Role
    measure: bool = False  # may be the inches of 6'2"


@dataclass(frozen=True, slots=True)
class _Piece:
    """What one block holds of a quotation; `begun` and `ended` tell of its own marks."""

    span: Span
    begun: bool = True
    ended: bool = True


def find_quotations(text: str, blocks: Sequence[Span]) -> tuple[Quoted, ...]:
    """Return the outermost quotations of `blocks` with their marks, in order, never overlapping.

    >>> text = "“Go,” he said. “Go now.  “Or never.”"
    >>> blocks = [Span(0, 24), Span(25, 36)]
    >>> [[piece.text_in(text) for piece in q.pieces] for q in find_quotations(text, blocks)]
    [['“Go,”'], ['“Go now.', '“Or never.”']]
    """
    found: list[Quoted] = []
    chain: list[Span] = []
    for index, block in enumerate(blocks):
        pieces = list(_pieces_in(text, block, continuing=bool(chain)))
        if chain and not pieces and index + 1 < len(blocks) and not _marks_in(text, block):
            chain.append(block)
            continue
        for piece in pieces:
            leads = not text[block.start : piece.span.start].strip()
            if chain and not leads:
                found.append(Quoted(tuple(chain), closed=False))
                chain = []
            chain.append(piece.span)
            last = piece is pieces[-1]
            if not piece.ended and last and _goes_on(text, blocks, index, piece.span):
                continue
            found.append(Quoted(tuple(_ending(text, chain, piece)), closed=piece.ended))
            chain = []
    return _with_single(text, blocks, found)


def _with_single(text: str, blocks: Sequence[Span], double: Sequence[Quoted]) -> tuple[Quoted, ...]:
    """Add the quotations in single marks; the outermost of two that nest stays."""
    pieces = [piece for quoted in double for piece in quoted.pieces]
    long = [hull(quoted.pieces) for quoted in double if len(quoted.pieces) > 1]
    single = [
        span
        for span in pair_single(text, blocks, pieces)
        if all(span.contains(piece) or not span.overlaps(piece) for piece in pieces)
        and not any(span.overlaps(whole) for whole in long)
    ]
    kept = [
        quoted
        for quoted in double
        if not any(span.contains(piece) for span in single for piece in quoted.pieces)
    ]
    kept.extend(Quoted((span,)) for span in single)
    return tuple(sorted(kept, key=lambda quoted: quoted.pieces[0].start))


def _ending(text: str, chain: list[Span], last: _Piece) -> list[Span]:
    if last.ended:
        return chain
    end = _inferred_end(text, chain[-1])
    return [*chain[:-1], Span(chain[-1].start, end)]


def _inferred_end(text: str, span: Span) -> int:
    """Return where a quotation without a closing mark ends: at a speech tag, as a rule."""
    inside = text[span.start + 1 : span.end]
    tag = _SPEECH_TAG.search(inside)
    if tag:
        return span.start + 1 + tag.end()
    if _STARTS_SPEECH.search(text[max(0, span.start - 20) : span.start]):
        return span.end
    stop = _SENTENCE_END.search(inside)
    return span.start + 1 + stop.end() if stop else span.end


def _goes_on(text: str, blocks: Sequence[Span], index: int, span: Span) -> bool:
    """Tell whether the quotation left open at the end of a block goes on in the next one."""
    if not _STARTS_SPEECH.search(text[max(blocks[index].start, span.start - 20) : span.start]):
        return False
    if _SPEECH_TAG.search(span.text_in(text)):
        return False
    for ahead, block in enumerate(blocks[index + 1 : index + 2 + MARKLESS_BLOCKS]):
        string = block.text_in(text)
        if ahead == 0 and _LEADING_MARK.match(string):
            return True
        marks = _marks_in(text, block)
        if marks:
            return marks[0].role is _Role.CLOSES
    return False


def _pieces_in(text: str, block: Span, *, continuing: bool) -> Iterator[_Piece]:
    """Yield the quoted stretches of a block in order."""
    opened: _Mark | None = None
    inner = 0
    marks = _marks_in(text, block)
    for index, mark in enumerate(marks):
        later = marks[index + 1 :]
        if mark.measure and (opened is None or _closed_by(later)):
            continue
        role = mark.role
        if role is _Role.EITHER:
            role = _Role.OPENS if opened is None else _Role.CLOSES
        if role is _Role.OPENS:
            if opened is not None and _closed_by(later) and _closed_by(later[1:]):
                inner += 1
                continue
            if opened is not None:
                yield _Piece(_trimmed(text, opened.start, mark.start), ended=False)
            opened = mark
        elif inner:
            inner -= 1
        elif opened is not None:
            if text[opened.end : mark.start].strip():
                yield _Piece(Span(opened.start, mark.end))
            opened = None
        elif continuing and index == 0:
            yield _Piece(_trimmed(text, block.start, mark.end), begun=False)
    if opened is not None and opened.end < block.end:
        yield _Piece(_trimmed(text, opened.start, block.end), ended=False)


def _closed_by(marks: Sequence[_Mark]) -> bool:
    return bool(marks) and marks[0].role is _Role.CLOSES


def _trimmed(text: str, start: int, end: int) -> Span:
    return trim(text, start, end) or Span(start, end)


def _marks_in(text: str, block: Span) -> list[_Mark]:
    return [
        _read_mark(text, block, match.start(), match.end())
        for match in _MARKS.finditer(text, block.start, block.end)
    ]


def _read_mark(text: str, block: Span, start: int, end: int) -> _Mark:
    shape = text[start:end]
    before = text[start - 1] if start > block.start else " "
    after = text[end] if end < block.end else " "
    opens = (before.isspace() or before in _BEFORE_OPENING) and not after.isspace()
    closes = not before.isspace() and (after.isspace() or after in _AFTER_CLOSING)
    if shape in _OPENING_SHAPES:
        role = _Role.EITHER if closes and not opens else _Role.OPENS
    elif shape in _CLOSING_SHAPES:
        role = _Role.EITHER if opens and not closes else _Role.CLOSES
    elif opens != closes:
        role = _Role.OPENS if opens else _Role.CLOSES
    else:
        role = _Role.EITHER
    straight = shape in {'"', "''"}
    return _Mark(start, end, role, measure=straight and _is_measure(text, block, start, after))


def _is_measure(text: str, block: Span, start: int, after: str) -> bool:
    """Tell whether a straight mark after a number may stand for inches."""
    before = text[max(block.start, start - 8) : start]
    if not before[-1:].isdigit():
        return False
    return bool(_FEET.search(before)) or after.isspace() or after in ")-x×,"
