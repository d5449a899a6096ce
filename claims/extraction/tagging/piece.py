"""Word pieces and what the tagger is told about each: its case, its quotation, its place.

The encoder does not tell capitals from small letters and sees quotation marks as
one more sign. These features give both back. Training and run time share this
module, so that a piece looks the same in both.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from claims.extraction.tagging.mark import mark_block
from claims.span import Span

if TYPE_CHECKING:
    from tokenizers import Tokenizer

CASES = 7
NONE, LOWER, CAPITAL, CAPITAL_FIRST, ALL_CAPITALS, DIGIT, SIGN = range(CASES)

PLACES = 3
INSIDE_BLOCK, FIRST_OF_BLOCK, FIRST_CONTINUING = range(PLACES)

_SENTENCE_ENDS = frozenset(".!?:")
_TRANSPARENT = frozenset("\"'“”‘’()[]")


@dataclass(frozen=True, slots=True)
class Pieces:
    """The word pieces of a text in text order: parallel lists, one entry a piece.

    `starts` and `ends` are code points of the text; `blocks` holds the index of the
    first piece of every block that has one.
    """

    ids: list[int] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    cases: list[int] = field(default_factory=list)
    marks: list[int] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    blocks: list[int] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.ids)

    def without(self, passages: Sequence[Span]) -> Pieces:
        """Return the pieces that begin in none of the passages, which are in text order."""
        if not passages:
            return self
        begins = [passage.start for passage in passages]

        def outside(start: int) -> bool:
            before = bisect_right(begins, start)
            return before == 0 or start >= passages[before - 1].end

        kept = [n for n, start in enumerate(self.starts) if outside(start)]
        firsts = set(self.blocks)

        def chosen(values: Sequence[int]) -> list[int]:
            return [values[n] for n in kept]

        return Pieces(
            chosen(self.ids), chosen(self.starts), chosen(self.ends), chosen(self.cases),
            chosen(self.marks), chosen(self.places),
            [at for at, n in enumerate(kept) if n in firsts],
        )  # fmt: skip


def split_pieces(text: str, blocks: Sequence[Span], tokenizer: Tokenizer) -> Pieces:
    """Return the pieces of all blocks; a block without a piece leaves no trace."""
    pieces = Pieces()
    strings = [block.text_in(text) for block in blocks]
    encodings = tokenizer.encode_batch(strings, add_special_tokens=False)
    continuing = False
    followers = [*strings[1:], ""]
    for block, string, following, encoding in zip(
        blocks, strings, followers, encodings, strict=False
    ):
        marks = mark_block(string, following, continuing=continuing)
        continuing = marks.continues
        if not encoding.ids:
            continue
        first = len(pieces)
        pieces.blocks.append(first)
        pieces.ids.extend(encoding.ids)
        offsets = encoding.offsets
        pieces.starts.extend(block.start + start for start, _ in offsets)
        pieces.ends.extend(block.start + end for _, end in offsets)
        pieces.marks.extend(marks.states[start] for start, _ in offsets)
        pieces.cases.extend(_cases(string, offsets))
        pieces.places.extend([INSIDE_BLOCK] * len(offsets))
        pieces.places[first] = FIRST_CONTINUING if marks.continued else FIRST_OF_BLOCK
    return pieces


def _cases(string: str, offsets: Sequence[tuple[int, int]]) -> list[int]:
    """Return the case of every piece; a capital that opens a sentence is one of its own."""
    cases = []
    fresh = True
    for start, end in offsets:
        surface = string[start:end]
        case = _case(surface)
        if case == CAPITAL and fresh:
            case = CAPITAL_FIRST
        cases.append(case)
        if surface in _SENTENCE_ENDS:
            fresh = True
        elif surface not in _TRANSPARENT:
            fresh = False
    return cases


def _case(surface: str) -> int:
    """Return the case of one piece.

    >>> [_case(word) for word in ("said", "Trump", "NATO", "2016", "“")]
    [1, 2, 4, 5, 6]
    """
    first = surface[0]
    if first.isalpha():
        if not first.isupper():
            return LOWER
        return ALL_CAPITALS if len(surface) > 1 and surface.isupper() else CAPITAL
    return DIGIT if first.isdigit() else SIGN
