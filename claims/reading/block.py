"""Paragraphs of a text: lines, or blocks of hard-wrapped lines.

Some texts print a paragraph as one long line, others wrap it at 60 to 80
characters and put a blank line between paragraphs. Which of the two a text does
is read off all its lines together, since a block of two lines could be either.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from claims.span import Span, trim

_LINE = re.compile(r"[^\r\n\v\f\x85\u2028\u2029]+")
_BREAK = re.compile(r"\r\n|[\r\n\v\f\x85\u2028\u2029]")
_BULLET = re.compile(r"(?:[-*+•‣◦▪–—]\s|\(?(?:\d{1,3}|[a-z])[.)]\s|>)")
_ENDS = frozenset(".!?:;”\"’')]…")

WIDEST = 120
"""A longer line was not wrapped: it is a paragraph."""
_SHORTEST_WRAPPED = 40


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph without white space at its edges; `apart` says that a blank line precedes it."""

    span: Span
    text: str
    apart: bool


def find_paragraphs(text: str) -> tuple[Paragraph, ...]:
    r"""Return the paragraphs of `text` in order; together they hold every visible character.

    >>> [p.text for p in find_paragraphs("One.\nTwo.\n\nThree.")]
    ['One.', 'Two.', 'Three.']
    """
    groups = list(_groups(text))
    width = _wrap_width(text, groups)
    found: list[Paragraph] = []
    for group in groups:
        for index, span in enumerate(_joined(text, group, width)):
            found.append(Paragraph(span, span.text_in(text), apart=index == 0 and bool(found)))
    return tuple(found)


def _groups(text: str) -> Iterator[list[Span]]:
    """Yield the runs of lines between blank lines."""
    group: list[Span] = []
    end = 0
    for match in _LINE.finditer(text):
        span = trim(text, match.start(), match.end())
        breaks = len(_BREAK.findall(text, end, match.start()))
        if group and (span is None or breaks > 1):
            yield group
            group = []
        if span is not None:
            group.append(span)
        end = match.end()
    if group:
        yield group


def _wrap_width(text: str, groups: Sequence[Sequence[Span]]) -> int | None:
    """Return the width at which the lines of `text` are wrapped, or None when they are not."""
    lengths: list[int] = []
    running = joints = 0
    for group in groups:
        if len(group) < 2 or max(map(len, group)) > WIDEST:
            continue
        lengths.extend(len(line) for line in group[:-1])
        for line, following in pairwise(group):
            joints += 1
            running += _runs_on(text, line, following)
    if not joints or running < joints * 0.4:
        return None
    lengths.sort()
    return lengths[len(lengths) * 9 // 10]


def _runs_on(text: str, line: Span, following: Span) -> bool:
    """Tell whether a sentence runs from one line into the next."""
    return (
        len(line) >= _SHORTEST_WRAPPED
        and text[line.end - 1] not in _ENDS
        and text[following.start].islower()
    )


def _joined(text: str, group: Sequence[Span], width: int | None) -> Iterator[Span]:
    """Yield the paragraphs of one run of lines."""
    current = group[0]
    last = group[0]
    for line in group[1:]:
        if _is_wrapped(text, last, line, width):
            current = Span(current.start, line.end)
        else:
            yield current
            current = line
        last = line
    yield current


def _is_wrapped(text: str, line: Span, following: Span, width: int | None) -> bool:
    if len(line) > WIDEST or _BULLET.match(text, following.start):
        return False
    if _runs_on(text, line, following):
        return True
    if width is None:
        return False
    # a wrapped line is one that the next word would have made too long
    word = text[following.start : following.end].split(maxsplit=1)[0]
    return len(line) + 1 + len(word) > width - 8
