"""What somebody's version is: 'the board's account is that …', 'its estimate was 40 million'.

A noun carries the attribution, and the verb after it says what the version is. So does 'put'
with a figure: 'the brigade put the dead at 14'.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from claims.attribution import Tagged
from claims.extraction.content import clause_end, pieces_between
from claims.extraction.holder import may_hold
from claims.extraction.rules.phrase import ADVERBS, PREPOSITIONS, phrase_after, phrase_before
from claims.extraction.rules.possessor import possessor
from claims.extraction.vocabulary import words
from claims.extraction.word import Line
from claims.page import Page
from claims.quantity.number import ONES, SIZES, TENS
from claims.span import Span

_VERSIONS = words(
    """
    version account explanation story claim argument position contention view belief theory
    finding conclusion reading complaint reply answer response defence defense message
    understanding suspicion thesis impression recollection memory testimony verdict opinion
    reasoning objection point accusation allegation assertion statement warning prediction
    forecast fear hope worry assessment guess estimate
    """
)
_FIGURES = words(
    """
    estimate figure count tally toll calculation reckoning forecast projection assessment guess
    total
    """
)
_BE = words("is was remains remained")
_STANDS = words("stands stood")
_PUT = words("put puts")
_UNREAL = words("to would could might may must should will can shall")
_LONGEST = 9
"""Words of what a version is about ('of the cost of the bridge') at most."""
_AHEAD = 8
"""Words among which a figure is looked for."""
_FIGURE = re.compile(r"\d")
_NUMBERS = frozenset({*ONES, *TENS, *SIZES, *(f"{size}s" for size in SIZES)}) | words(
    "dozen dozens half"
)


def find_versions(page: Page, line: Line) -> Iterator[Tagged]:
    """Yield the attributions whose cue is a noun with a verb after it, and those by 'put … at'.

    >>> from claims.extraction.layout import lay_out
    >>> from claims.extraction.word import read_line
    >>> text = "The board's account is that a tenant opened the gate."
    >>> (found,) = find_versions(lay_out(text, [Span(0, 53)]), read_line(
    ...     lay_out(text, [Span(0, 53)]), Span(0, 53)))
    >>> [part[0].text_in(text) for part in (found.speaker, found.cue, found.content)]
    ['The board', 'account', 'a tenant opened the gate']
    """
    for index, word in enumerate(line.words):
        if word.quoted:
            continue
        if word.lower in _VERSIONS | _FIGURES:
            yield from _version(page, line, index)
        elif word.lower in _PUT:
            yield from _put(page, line, index)


def _version(page: Page, line: Line, noun: int) -> Iterator[Tagged]:
    verb = _verb_after(line, noun)
    if verb is None:
        return
    about, first = noun + 1, noun - 1
    holder = possessor(line, noun)
    if holder is None:
        about, holder = verb, _holder_after(line, noun, verb)
    else:
        first = line.index_at(holder.start)
    if holder is None or line.lower(first - 1) in PREPOSITIONS:
        return
    start = verb + 1
    while line.lower(start) in ADVERBS or line.lower(start).endswith("ly"):
        start += 1
    if line.lower(noun) in _VERSIONS and line.lower(verb) in _BE and line.lower(start) == "that":
        content = pieces_between(page, line, start + 1, clause_end(line, start + 1))
    elif line.lower(noun) in _FIGURES and _has_figure(line, start):
        # "its estimate of the damage was 40 million": what it is about belongs to the content
        begin = about + 1 if line.lower(about) in {"of", "for"} and about < verb else start
        content = pieces_between(page, line, begin, clause_end(line, start))
    else:
        return
    if content:
        yield Tagged(content, (holder,), (line.cut(noun, noun + 1),))


def _verb_after(line: Line, noun: int) -> int | None:
    """Return the verb of which the noun is the subject, with what it is about between them."""
    for at in range(noun + 1, min(noun + 2 + _LONGEST, len(line))):
        word = line.words[at]
        if word.quoted or not word.is_word:
            return None
        if word.lower in _BE or (word.lower in _STANDS and line.lower(at + 1) == "at"):
            return at
        if at == noun + 1 and word.lower not in {"of", "for", "about", "on"}:
            return None
    return None


def _holder_after(line: Line, noun: int, verb: int) -> Span | None:
    """Return 'the pilots' of 'the version of the pilots is that …'."""
    if line.lower(noun - 1) != "the" or line.lower(noun + 1) != "of":
        return None
    phrase = phrase_after(line, noun + 2, verb)
    if phrase is None or phrase[1] != verb:
        return None
    span = line.cut(*phrase)
    return span if may_hold(span.text_in(line.text), line.lower(noun)) else None


def _put(page: Page, line: Line, verb: int) -> Iterator[Tagged]:
    """Yield 'the brigade # put # the dead at 14'."""
    phrase = phrase_before(line, verb)
    at = _at_figure(line, verb)
    if phrase is None or at is None or line.lower(verb - 1) in _UNREAL:
        return
    speaker = line.cut(*phrase)
    content = pieces_between(page, line, verb + 1, clause_end(line, at))
    if content and may_hold(speaker.text_in(line.text), line.lower(verb)):
        yield Tagged(content, (speaker,), (line.cut(verb, verb + 1),))


def _at_figure(line: Line, verb: int) -> int | None:
    """Return the 'at' before the figure that something is put at."""
    for at in range(verb + 2, min(verb + 2 + _LONGEST, len(line))):
        word = line.words[at]
        if word.quoted or not word.is_word:
            return None
        if word.lower == "at":
            return at if _has_figure(line, at + 1, within=4) else None
    return None


def _has_figure(line: Line, start: int, within: int = _AHEAD) -> bool:
    return any(
        _FIGURE.match(word.text) or word.lower in _NUMBERS
        for word in line.words[start : start + within]
    )
