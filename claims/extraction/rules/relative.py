"""Where a relative clause ends whose verb is a cue: 'the aide who wanted to leave | had left'."""

from __future__ import annotations

from collections.abc import Iterator

from claims.extraction.rules.phrase import phrase_before
from claims.extraction.rules.verb import Cue
from claims.extraction.vocabulary import words
from claims.extraction.word import Line

_FINITE = words(
    """
    am is are was were has had have does do did will would can could may might must should shall
    """
)
_OPENERS = words("that and but ,")
_CLAUSES = words(
    "who which that what whether if how why when where because as than while whose whom sure"
)


def relative_end(line: Line, cue: Cue, start: int) -> Iterator[int]:
    """Yield the word after the relative clause that the cue opens, where the words show it.

    `start` is the first word of the content. Only in the subject of a sentence a verb has to
    follow. Before it stands the comma that closes the clause; where there is none, an
    infinitive ends at the first auxiliary, which can be no part of it.
    """
    relative = cue.group - 1
    if line.lower(relative) not in {"who", "which"} or not _opens_sentence(line, cue):
        return
    if line.lower(relative - 1) == ",":
        yield from _closing_comma(line, start)
    elif line.lower(start) == "to":
        yield from _main_verb(line, start)


def _closing_comma(line: Line, start: int) -> Iterator[int]:
    """Yield the last comma before a verb, or the only comma."""
    commas = [
        at
        for at in range(start, len(line))
        if line.words[at].text == "," and not line.words[at].quoted
    ]
    before_verb = [at for at in commas if line.lower(at + 1) in _FINITE]
    yield from before_verb[-1:] or (commas if len(commas) == 1 else ())


def _opens_sentence(line: Line, cue: Cue) -> bool:
    phrase = phrase_before(line, cue.group)
    return phrase is not None and all(line.lower(at) in _OPENERS for at in range(phrase[0]))


def _main_verb(line: Line, start: int) -> Iterator[int]:
    for at in range(start + 2, len(line)):
        lower = line.lower(at)
        if lower in _CLAUSES or line.words[at].quoted:
            return
        if lower in _FINITE and line.lower(at - 1) != "to":
            yield at
            return
