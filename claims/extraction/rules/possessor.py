"""Whose a noun is: 'his' claim, 'the minister's' claim, 'the neighbours'' version."""

from __future__ import annotations

from claims.extraction.rules.phrase import DETERMINERS, phrase_before
from claims.extraction.vocabulary import words
from claims.extraction.word import Line
from claims.span import Span

_PRONOUNS = words("his her their its my our")
_BETWEEN = words(
    """
    own recent earlier repeated widely new false official first latest later initial original
    preliminary second current only main central private public best provisional
    """
)
_NO_NAMES = words("it's that's he's she's there's what's who's let's here's")


def possessor(line: Line, noun: int) -> Span | None:
    """Return the possessor before a noun: 'his', 'the minister's' (without the 's).

    >>> from claims.extraction.layout import lay_out
    >>> from claims.extraction.word import read_line
    >>> text = "Two neighbours' own version"
    >>> span = possessor(read_line(lay_out(text, [Span(0, 27)]), Span(0, 27)), 4)
    >>> span.text_in(text)
    'Two neighbours'
    """
    at = noun - 1
    while at > 0 and line.lower(at) in _BETWEEN:
        at -= 1
    if line.lower(at) in _PRONOUNS:
        return line.cut(at, at + 1)
    word = line.at(at)
    if word is None:
        return None
    if word.lower == "'" and line.lower(at - 1).endswith("s") and not word.quoted:
        return _named(line, at, line.words[at - 1].end)
    if not word.lower.endswith("'s") or word.lower in _NO_NAMES:
        return None
    return _named(line, at + 1, word.end - 2)


def _named(line: Line, end: int, until: int) -> Span:
    phrase = phrase_before(line, end)
    if phrase is None:
        return Span(line.words[end - 1].start, until)
    inner = [at for at in range(*phrase) if line.lower(at) in DETERMINERS]
    return Span(line.words[inner[-1] if inner else phrase[0]].start, until)
