"""How far a content reaches: clause ends, whole quotations, clean edges."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from claims.attribution import Tagged
from claims.extraction.vocabulary import words
from claims.extraction.word import MARKS, Line
from claims.page import Page, Quoted
from claims.span import Span, trim

_TRAILING = ",;:—–- \t\r\n"
_CLAUSE_OPENERS = words("while whereas although though but")
_LEAD = re.compile(r"(?:(?:but|and|so|yet|or|then|that)\b[,\s]*)+", re.IGNORECASE)
_AFTERTHOUGHT = words(
    """
    adding saying noting citing referring arguing claiming warning insisting suggesting
    calling telling explaining stressing pointing describing
    """
)


def clause_end(line: Line, start: int, breaks: Iterable[int] = ()) -> int:
    """Return the word at which the clause that begins at `start` ends.

    `breaks` are words at which another attribution of the same rank begins.
    """
    stops = set(breaks)
    for index in range(start, len(line)):
        word = line.words[index]
        if word.quoted:
            continue
        if index in stops and index > start:
            return _before_conjunction(line, index, start)
        if word.text == ";":
            return index
        if word.text == "," and index > start and _breaks_off(line, index):
            return index
    return len(line)


def _breaks_off(line: Line, comma: int) -> bool:
    after = line.lower(comma + 1)
    if after in _AFTERTHOUGHT or after in _CLAUSE_OPENERS:
        return True
    return after in {"referring", "according", "reportedly", "allegedly"}


def _before_conjunction(line: Line, index: int, start: int) -> int:
    while index - 1 > start and line.lower(index - 1) in {
        ",",
        "and",
        "but",
        "while",
        "as",
        ";",
        "though",
    }:
        index -= 1
    return index


def pieces_between(page: Page, line: Line, start: int, end: int) -> tuple[Span, ...]:
    """Return the words [start, end) as content, whole quotations and clean edges."""
    if start >= end:
        return ()
    span = line.cut(start, end)
    pieces: list[Span] = []
    for quoted in line.quotations:
        pieces.extend(_beyond(quoted, span))
    begun = min(
        [span.start, *(p.start for p in pieces if p.end >= span.start and p.start <= span.end)]
    )
    ended = max([span.end, *(p.end for p in pieces if p.start <= span.end)])
    apart = [p for p in pieces if p.start > ended]
    core = tidy(page.text, Span(begun, ended))
    if core is not None and any(piece.end == ended for piece in pieces):
        core = Span(core.start, ended)
    return (() if core is None else (core,)) + tuple(apart)


def _beyond(quoted: Quoted, span: Span) -> Sequence[Span]:
    """Return all pieces of a quotation that begins inside `span`, a nested one left alone."""
    if not any(piece.overlaps(span) for piece in quoted.pieces):
        return ()
    if quoted.pieces[0].start < span.start:
        return ()
    return quoted.pieces


def tidy(text: str, span: Span) -> Span | None:
    """Return the span without a leading 'that', white space, commas and a final full stop.

    >>> tidy("that it fell, ", Span(0, 14))
    Span(start=5, end=12)
    """
    start, end = span.start, span.end
    while start < end and text[start] in _TRAILING:
        start += 1
    lead = _LEAD.match(text, start, end)
    if lead:
        start = lead.end()
    while end > start and (
        text[end - 1] in _TRAILING or (text[end - 1] == "." and not _abbreviates(text, start, end))
    ):
        end -= 1
    return trim(text, start, end)


def _abbreviates(text: str, start: int, end: int) -> bool:
    word = text[start : end - 1].rsplit(None, 1)[-1:] or [""]
    return "." in word[0] or word[0] in {"Inc", "Corp", "Ltd", "Co", "Jr", "Sr", "etc"}


def is_speech(page: Page, quoted: Quoted) -> bool:
    """Tell a quotation that says something from a title or a word in scare quotes.

    >>> from claims.extraction.layout import lay_out
    >>> page = lay_out('He read "The Mill" and said "we will go home".', [Span(0, 46)])
    >>> [is_speech(page, quoted) for quoted in page.quotations]
    [False, True]
    """
    inside = " ".join(piece.text_in(page.text) for piece in quoted.pieces).strip("".join(MARKS))
    words = re.findall(r"\w[\w’'-]*", inside)
    if inside[-1:] in {".", "!", "?", ",", "…"} and words:
        return True
    return len(words) >= 4 and any(word[0].islower() for word in words[1:])


def is_covered(span: Span, found: Sequence[Tagged]) -> bool:
    """Tell whether `span` overlaps what is already attributed."""
    return any(
        piece.overlaps(span)
        for tagged in found
        for piece in (*tagged.content, *tagged.cue, *tagged.speaker)
    )
