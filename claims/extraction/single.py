"""Single quotation marks, told from apostrophes.

An apostrophe has a letter on both sides ('don't'), follows a plural ('the
workers' union') or stands for letters left out (''em', 'the '90s'). What is left
and finds a partner in its block, outside all double marks, is a quotation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from claims.span import Span

_SINGLES = re.compile(r"(?<!['’‘])['‘’](?!['’‘])")
_ELISION = re.compile(
    r"['’‘](?:em|til|till|tis|twas|cause|n|round|bout|cos|un|ere|neath|s|d|ll|re|ve|\d\ds?)\b['’]?",
    re.IGNORECASE,
)
_BEFORE = frozenset('([{—–-/:;,"“')
_AFTER = frozenset('.,;:!?)]}—–-/"”…')
_PLURAL = re.compile(r"[sS]['’]\s+[a-z]")


def pair_single(text: str, blocks: Sequence[Span], quoted: Sequence[Span]) -> Iterator[Span]:
    """Yield the quotations in single marks that begin and end outside `quoted`, in text order.

    >>> text = "The workers' union called it 'a dog's dinner', not the '90s."
    >>> [span.text_in(text) for span in pair_single(text, [Span(0, len(text))], [])]
    ["'a dog's dinner'"]
    """
    for block in blocks:
        signs = [
            match.start()
            for match in _SINGLES.finditer(text, block.start, block.end)
            if not any(piece.start <= match.start() < piece.end for piece in quoted)
        ]
        yield from _pair(text, block, signs)


def _pair(text: str, block: Span, signs: Sequence[int]) -> Iterator[Span]:
    done = block.start
    for index, sign in enumerate(signs):
        if sign < done or not _opens(text, block, sign):
            continue
        end = _closing(text, block, signs[index + 1 :])
        if end is not None and any(map(str.isalnum, text[sign:end])):
            yield Span(sign, end + 1)
            done = end + 1


def _closing(text: str, block: Span, signs: Sequence[int]) -> int | None:
    """Return the first mark that closes; one after a plural only when no other does."""
    fallback = None
    for sign in signs:
        if _opens(text, block, sign):
            break
        if not _closes(text, block, sign):
            continue
        if not _PLURAL.match(text, sign - 1):
            return sign
        fallback = fallback if fallback is not None else sign
    return fallback


def _opens(text: str, block: Span, sign: int) -> bool:
    before = text[sign - 1] if sign > block.start else " "
    after = text[sign + 1] if sign + 1 < block.end else " "
    if text[sign] == "’" or not (before.isspace() or before in _BEFORE):
        return False
    return not after.isspace() and after not in ",.;:!?)" and not _ELISION.match(text, sign)


def _closes(text: str, block: Span, sign: int) -> bool:
    before = text[sign - 1] if sign > block.start else " "
    after = text[sign + 1] if sign + 1 < block.end else " "
    return text[sign] != "‘" and not before.isspace() and (after.isspace() or after in _AFTER)
