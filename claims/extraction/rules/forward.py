"""Cues with their content after them: 'X said that …', 'X told Y: “…”', 'X rejects the plan'."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claims.attribution import Tagged
from claims.extraction.content import clause_end, pieces_between
from claims.extraction.cues import AUXILIARIES, Frame
from claims.extraction.rules.phrase import (
    PREPOSITIONS,
    PRONOUNS,
    TEMPORALS,
    WEEKDAYS,
    phrase_after,
    phrase_before,
)
from claims.extraction.rules.relative import relative_end
from claims.extraction.rules.verb import (
    COMPLEMENTIZERS,
    TAG_PAUSES,
    Cue,
    is_passive,
    is_reduced,
)
from claims.extraction.vocabulary import words
from claims.extraction.word import Line
from claims.page import Page
from claims.span import Span

_NEEDS_CONJUNCTION = words(
    """
    find show see feel hear know learn hold judge guess consider assume decide agree add
    continue answer state note report read wonder ask question realize realise remember
    recall discover demonstrate prove establish indicate signal remark comment respond reply
    post write notice document detail explain imagine recognize recognise rule remind
    observe order invite direct bet offer project tweet chant shout cry hint mention
    forecast share view cast back term regard commit echo volunteer protest sigh muse pledge
    """
)


def find_forward(
    page: Page, line: Line, cue: Cue, later: Sequence[Cue], found: Sequence[Tagged]
) -> Iterator[Tagged]:
    if is_passive(line, cue) or is_reduced(line, cue):
        return
    if line.lower(cue.start) == "referring":  # the reporter's gloss on what was said
        return
    participle = line.lower(cue.start).endswith("ing") and cue.group == cue.start
    speaker = _elided(line, cue, found) if participle or _follows_and(line, cue) else None
    if speaker is None and not participle:
        phrase = phrase_before(line, cue.group)
        if phrase is None and _follows_and(line, cue):
            return
        speaker = line.cut(*phrase) if phrase else None
        if (
            speaker is None
            or not _agrees(line, cue)
            or speaker.text_in(line.text).lower() in {"you", "there"}
        ):
            return
    if participle and not (line.lower(cue.start - 1) == "," or cue.start == 0):
        return
    if (
        participle
        and _conjunction_near(line, cue.end) is None
        and _quote_near(line, cue.end) is None
    ):
        return
    start = _content_start(line, cue)
    if start is None or start >= len(line):
        return
    stops = [
        at for later_cue in later if (at := _break_before(line, cue, later_cue, start)) is not None
    ]
    ends = (*_subordinate_end(line, cue, start), *relative_end(line, cue, start))
    end = clause_end(line, start, [*stops, *ends])
    content = _apart_from(pieces_between(page, line, start, end), found)
    if content and speaker is not None:
        span = line.cut(cue.group, cue.end)
        yield Tagged(content, (speaker,), (span,))


def _break_before(line: Line, first: Cue, cue: Cue, start: int) -> int | None:
    """Return where a later attribution of the same rank begins.

    That is '…, and she said', '… and said that', 'While …, he said', and, after a
    cue that takes no clause, '… and mocked'.
    """
    if _shares_subject(line, first, cue) and cue.group - 1 > start:
        return cue.group
    phrase = phrase_before(line, cue.group, start)
    if phrase is None or phrase[0] <= start:
        coordinated = line.lower(cue.group - 1) in {"and", "but"} and cue.group - 1 > start
        return cue.group if coordinated and _conjunction_near(line, cue.end) is not None else None
    at = phrase[0]
    before = line.lower(at - 1)
    if (
        before in {"and", "but", "while", "as", "though"} and line.lower(at - 2) in {",", ";"}
    ) or before == ";":
        return at
    return (
        at
        if before == "," and line.lower(0) in {"while", "although", "though", "if", "when"}
        else None
    )


def _shares_subject(line: Line, first: Cue, cue: Cue) -> bool:
    joined = line.lower(cue.group - 1) in {"and", "but"}
    past = all(line.lower(c.start).endswith("ed") for c in (first, cue))
    return joined and past and Frame.CLAUSE not in first.entry.frames and not is_reduced(line, cue)


def _subordinate_end(line: Line, cue: Cue, start: int) -> list[int]:
    """Return the comma that closes the clause of 'While Oster denies it, …'."""
    if line.lower(0) not in {"while", "although", "though"} or any(
        line.words[i].text == "," for i in range(cue.start)
    ):
        return []
    return [
        i
        for i in range(start + 1, len(line))
        if line.words[i].text == "," and not line.words[i].quoted
    ][:1]


def _apart_from(content: tuple[Span, ...], found: Sequence[Tagged]) -> tuple[Span, ...]:
    taken = [span for tagged in found for span in tagged.content]
    return tuple(piece for piece in content if not any(piece.overlaps(span) for span in taken))


def _follows_and(line: Line, cue: Cue) -> bool:
    before = line.lower(cue.group - 1)
    return before in {"and", "but"} or (before == "," and line.lower(cue.group) in {"also", "then"})


def _elided(line: Line, cue: Cue, found: Sequence[Tagged]) -> Span | None:
    """Return the speaker of the attribution before, or the first phrase of the sentence."""
    earlier = [
        t
        for t in found
        if t.speaker
        and line.span.contains(t.speaker[0])
        and t.speaker[0].end <= line.words[cue.start].start
    ]
    if earlier:
        return earlier[-1].speaker[0]
    first = phrase_after(line, 0)
    return line.cut(*first) if first and first[1] <= cue.group else None


def _agrees(line: Line, cue: Cue) -> bool:
    """Refuse an infinitive ('to say')."""
    return line.lower(cue.group - 1) != "to" and line.lower(cue.start - 1) != "to"


def _content_start(line: Line, cue: Cue) -> int | None:
    """Return the first word of the content after the cue, or None where the cue has none."""
    frames, index = cue.entry.frames, cue.end
    quote = _quote_near(line, index)
    if quote is not None:
        return quote
    if Frame.PERSON in frames and line.lower(index) not in COMPLEMENTIZERS:
        listener = phrase_after(line, index)
        if listener is None or (
            frames != {Frame.CLAUSE, Frame.PERSON} and listener[1] >= len(line)
        ):
            return None
        index = listener[1]
        if cue.entry.base == "tell" and line.lower(index) == "to":
            return index
    conjunction = _conjunction_near(line, index)
    if conjunction is not None:
        return conjunction + 1 if line.lower(conjunction) == "that" else conjunction
    if line.at(index) is None or line.words[index].text in TAG_PAUSES - {":"}:
        return None
    if line.words[index].text == ":":
        return index + 1 if cue.entry.base not in _NEEDS_CONJUNCTION else None
    if Frame.INFINITIVE in frames and "to" in {line.lower(i) for i in range(index, index + 8)}:
        return index
    if (cue.entry.base in _NEEDS_CONJUNCTION and Frame.OBJECT not in frames) or (
        Frame.INFINITIVE in frames and frames == {Frame.INFINITIVE}
    ):
        return None
    while line.lower(index) in WEEKDAYS or (
        line.lower(index) == "on" and line.lower(index + 1) in WEEKDAYS
    ):
        index += 1
    if (
        line.lower(index) in PREPOSITIONS - {"about", "for", "over", "against"}
        and Frame.OBJECT not in frames
    ):
        return None
    if cue.entry.base == "say" and line.lower(index) in {"so", "nothing", "goodbye", "anything"}:
        return None
    return index


def _quote_near(line: Line, index: int) -> int | None:
    """Return the quotation after the cue, 'X said on Monday: “…”' and 'X told Y, “…”' included."""
    for at in range(index, min(index + 14, len(line))):
        word = line.words[at]
        if word.quoted:
            gap = [line.words[i] for i in range(index, at)]
            if not gap or (
                gap[-1].text in {",", ":"} and len([w for w in gap if w.text == ","]) <= 1
            ):
                return at
            return None
        if word.lower in COMPLEMENTIZERS | PRONOUNS | AUXILIARIES or word.text in {".", ";"}:
            return None
    return None


def _conjunction_near(line: Line, index: int) -> int | None:
    """Return the 'that' or 'whether' of 'said on Monday in Lisk that …'."""
    if line.lower(index) in COMPLEMENTIZERS:
        return index
    if line.lower(index) not in PREPOSITIONS | TEMPORALS | WEEKDAYS:
        return None
    for at in range(index, min(index + 14, len(line))):
        if line.words[at].text in {",", ";", ":"} or line.words[at].quoted:
            return None
        if line.lower(at) == "that":
            return at
    return None
