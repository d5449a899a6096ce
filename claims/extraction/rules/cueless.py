"""Quotations without a cue.

They go on with the speech before them, or belong to whom the sentence before names.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from claims.attribution import Tagged
from claims.extraction.content import is_speech
from claims.extraction.rules.phrase import phrase_after
from claims.extraction.word import quotations_over, read_line
from claims.page import Page, Quoted
from claims.span import Span, hull

_DATELINE = re.compile(
    r"(?:[A-Z][A-Z.’' -]+|[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,2})(?:, [^—–:\n]{2,30}?)?"
    r"(?: \([^()\n]{2,30}\))? ?(?:—|–|--|(?<= )-) (?=[A-Z“\"‘'])"
)
"""The place, and perhaps the day and the agency, before the first words of a report."""


def attach_loose(page: Page, found: Sequence[Tagged]) -> list[Tagged]:
    """Return `found` with the quotations that stand alone joined to their speakers.

    A quotation right after a quoted attribution in its block is another piece of
    it. One that opens a block takes the speaker of the quotation that closed the
    block before; one after a sentence that begins with a name takes that name.
    """
    attributions = sorted(found, key=_start)
    taken = {q for tagged in found for span in tagged.content for q in quotations_over(page, span)}
    reached, before = 0, -1
    for quoted in page.quotations:
        while reached < len(found) and _start(attributions[reached]) < quoted.pieces[0].start:
            before = _later(attributions, before, reached)
            reached += 1
        if quoted in taken or not is_speech(page, quoted) or not _stands_alone(page, quoted):
            continue
        last = attributions[before] if before >= 0 else None
        if last is not None and _adjoins(page, last, quoted):
            attributions[before] = replace(last, content=(*last.content, *quoted.pieces))
        elif (speaker := _speaker_before(page, quoted, last)) is not None:
            attributions.append(Tagged(quoted.pieces, (speaker,)))
            before = len(attributions) - 1
    return attributions


def _start(tagged: Tagged) -> int:
    return hull(tagged.content).start


def _later(attributions: Sequence[Tagged], one: int, other: int) -> int:
    """Return which of the two reaches further."""
    if one < 0:
        return other
    return max(one, other, key=lambda index: hull(attributions[index].content).end)


def _stands_alone(page: Page, quoted: Quoted) -> bool:
    """Tell whether whole sentences are quoted and nothing else is in them."""
    first = page.sentence_at(quoted.pieces[0].start)
    last = page.sentence_at(quoted.pieces[-1].end - 1)
    if first is None or last is None:
        return False
    return first.start == quoted.pieces[0].start and last.end <= quoted.pieces[-1].end + 1


def _adjoins(page: Page, tagged: Tagged, quoted: Quoted) -> bool:
    """Tell whether only the tag of `tagged` stands between its content and the quotation."""
    if not tagged.speaker:
        return False
    start = quoted.pieces[0].start
    block = page.block_at(start)
    end = max(span.end for span in (*tagged.content, *tagged.cue, *tagged.speaker))
    sentence = page.sentence_at(end - 1)
    if block is None or sentence is None or not block.contains(sentence):
        return False
    spoken = any(
        quotations_over(page, edge)
        for span in tagged.content
        for edge in (Span(span.start, span.start + 1), Span(span.end - 1, span.end))
    )
    return spoken and not page.text[max(end, sentence.end) : start].strip()


def _speaker_before(page: Page, quoted: Quoted, before: Tagged | None) -> Span | None:
    start = quoted.pieces[0].start
    index = bisect_left(page.sentences, start, key=lambda sentence: sentence.start)
    if not index:
        return None
    previous = page.sentences[index - 1]
    if any(headline.contains(previous) for headline in page.headlines):
        return None
    block = page.block_at(start)
    if before is not None and before.speaker and hull(before.content).end > previous.start:
        return before.speaker[0]
    if block is None or not block.contains(previous):
        return None
    line = read_line(page, previous)
    opens = previous.start == block.start
    dateline = _DATELINE.match(page.text, previous.start, previous.end) if opens else None
    phrase = phrase_after(line, line.index_at(dateline.end()) if dateline else 0)
    if phrase is None or line.lower(phrase[0]) in {"i", "we", "you", "it", "this", "that", "there"}:
        return None
    return line.cut(*phrase)
