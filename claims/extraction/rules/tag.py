"""Tags: a speaker and a cue after their content or in the middle of it ('…,' she said)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claims.attribution import Tagged
from claims.extraction.content import clause_end, is_covered, is_speech, pieces_between
from claims.extraction.cues import Frame
from claims.extraction.rules.phrase import (
    PREPOSITIONS,
    TEMPORALS,
    WEEKDAYS,
    phrase_after,
    phrase_before,
    with_apposition,
)
from claims.extraction.rules.verb import (
    TAG_PAUSES,
    Cue,
    is_passive,
)
from claims.extraction.vocabulary import words
from claims.extraction.word import Line
from claims.page import Page
from claims.span import Span

_SPEECH = words(
    """
    say add write tell ask note explain announce report tweet reply continue recall argue
    remark comment warn insist declare observe respond joke lament conclude suggest claim
    post state acknowledge admit shout yell quip predict believe think complain stress email
    confirm concede exclaim caution find estimate reckon calculate rule
    """
)
_TOLD = words("said says told added asked wrote")
_LEAD_INS = words(
    """
    asked addressing speaking without in at on during after before when while following by
    """
)


def find_tag(page: Page, line: Line, cue: Cue, found: Sequence[Tagged]) -> Iterator[Tagged]:
    if is_covered(line.cut(cue.start, cue.end), found):
        return
    inverted = _inverted_speaker(line, cue)
    speaker = inverted or phrase_before(line, cue.group)
    if speaker is None or line.lower(cue.start).endswith("ing") or is_passive(line, cue):
        return
    head = min(cue.group, speaker[0])
    if not (cue.entry.base in _SPEECH or _after_speech(page, line, cue, head)):
        return
    reached = speaker[1] if inverted else _past_listener(line, cue)
    tail = _tail(line, reached, spoken=line.words[head - 1].quoted)
    if not _closes_tag(line, tail):
        return
    content = _around(page, line, head, tail, plain=tail == reached)
    if content:
        cue_span = line.cut(cue.group, cue.end)
        yield Tagged(content, (line.cut(*speaker),), (cue_span,))


def _after_speech(page: Page, line: Line, cue: Cue, head: int) -> bool:
    quoted = line.quotation_at(head - 1)
    return quoted is not None and Frame.QUOTE in cue.entry.frames and is_speech(page, quoted)


def _past_listener(line: Line, cue: Cue) -> int:
    """Return the word after 'told the Lisk Courier'."""
    if cue.entry.base not in {"tell", "ask", "assure", "remind", "warn", "inform"}:
        return cue.end
    listener = phrase_after(line, cue.end)
    return listener[1] if listener else cue.end


def _inverted_speaker(line: Line, cue: Cue) -> tuple[int, int] | None:
    """Return 'Rena Oster' for '“…,” said Rena Oster' and 'It fell, said Rena Oster'."""
    before = line.at(cue.group - 1)
    if (
        before is None
        or not (before.quoted or before.text in {",", "—", "–"})
        or cue.entry.base == "tell"
    ):
        return None
    if (
        not before.quoted
        and not line.words[cue.group - 2].quoted
        and phrase_before(line, cue.group)
    ):
        return None
    phrase = phrase_after(line, cue.end)
    if phrase is None or line.lower(phrase[0]) in {"him", "them", "us", "me"}:
        return None
    return with_apposition(line, phrase)


def _tail(line: Line, index: int, *, spoken: bool) -> int:
    """Skip 'on Monday', 'in a statement', 'to reporters' up to the next pause or quotation."""
    first = line.lower(index)
    if not (
        first in PREPOSITIONS | TEMPORALS | WEEKDAYS | {"when", "as", "told"}
        or first.endswith("ly")
        or (spoken and first.endswith("ing"))
    ):
        return index
    for at in range(index, min(index + 22, len(line))):
        word = line.words[at]
        if word.quoted or word.text in TAG_PAUSES:
            return at
        if word.lower == "that":
            return index
    return len(line) if len(line) - index <= 22 else index


def _closes_tag(line: Line, tail: int) -> bool:
    word = line.at(tail)
    return word is None or word.text in TAG_PAUSES or word.quoted


def _around(page: Page, line: Line, head: int, tail: int, *, plain: bool) -> tuple[Span, ...]:
    """Return the content before a tag and, where the sentence goes on with it, after it."""
    before = line.at(head - 1)
    if before is None:
        return ()
    first: tuple[Span, ...] | None
    if before.quoted:
        first = _quoted_before(page, line, head - 1)
    elif before.text in {",", "—", "–", "--"} and line.at(head - 2) is not None:
        if line.words[head - 2].quoted:
            first = _quoted_before(page, line, head - 2)
        else:
            first = _clause_before(page, line, head - 1, tail, plain=plain)
    else:
        return ()
    return first + _rest_after(page, line, tail, first) if first is not None else ()


def _quoted_before(page: Page, line: Line, last: int) -> tuple[Span, ...]:
    quoted = line.quotation_at(last)
    if quoted is None:
        return ()
    start = line.index_at(quoted.pieces[0].start)
    lead = [word for word in line.words[:start] if word.is_word]
    told = any(word.lower in _TOLD for word in lead)
    if (
        len(lead) > 1
        and not told
        and _goes_on(line, start)
        and line.words[start - 1].text not in {":", ","}
    ):
        return pieces_between(page, line, 0, last + 1)
    return quoted.pieces


def _goes_on(line: Line, opening: int) -> bool:
    """Tell a quotation that goes on with its sentence ('a “disgrace”') from a new sentence."""
    first = next((word for word in line.words[opening:] if word.is_word), None)
    return first is not None and not first.is_capital


def _clause_before(
    page: Page, line: Line, end: int, tail: int, *, plain: bool
) -> tuple[Span, ...] | None:
    spoken = [i for i in range(end) if line.words[i].quoted]
    if spoken and line.lower(spoken[-1] + 1).endswith("ing"):
        return _quoted_before(page, line, spoken[-1])
    words = [word for word in line.words[:end] if word.is_word]
    last = line.at(tail)
    medial = last is not None and last.text in {",", "—", "–", "--"} and tail + 1 < len(line)
    if len(words) < 3 and not medial:
        return None
    if line.lower(0) in PREPOSITIONS and not medial and (len(words) < 6 or not plain):
        return None
    following = line.at(tail + 1)
    if medial and following is not None and following.quoted and line.lower(0) in _LEAD_INS:
        return None
    start = 0
    while start < end and line.lower(start) in {
        "but",
        "and",
        "so",
        "yet",
        "then",
        "still",
        "however",
        ",",
    }:
        start += 1
    return pieces_between(page, line, start, end)


def _rest_after(page: Page, line: Line, tail: int, first: tuple[Span, ...]) -> tuple[Span, ...]:
    pause = line.at(tail)
    start = tail if pause is not None and pause.quoted else tail + 1
    if start >= len(line) or (pause is not None and pause.text in {"?", "!", ";"}):
        return ()
    opening = line.words[start]
    if opening.quoted:
        end = start
        quoted = line.quotation_at(start)
        while end < len(line) and line.quotation_at(end) is quoted:
            end += 1
        return _apart(first, quoted.pieces if quoted else ())
    if (pause is not None and pause.text == ".") or opening.lower.endswith("ing"):
        return ()
    if (
        opening.lower
        in {"and", "but", "who", "which", "while", "as", "when", "after", "referring", "though"}
        and first
    ):
        return ()
    return _apart(first, pieces_between(page, line, start, clause_end(line, start)))


def _apart(first: tuple[Span, ...], rest: Sequence[Span]) -> tuple[Span, ...]:
    return tuple(piece for piece in rest if not any(piece.overlaps(other) for other in first))
