"""Quotations without a cue.

They go on with the speech before them, or belong to whom the sentence before names.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from claims.attribution import Tagged
from claims.extraction.content import is_speech
from claims.extraction.phrase import phrase_after
from claims.extraction.word import read_line
from claims.page import Page, Quoted
from claims.span import Span, hull


def attach_loose(page: Page, found: Sequence[Tagged]) -> list[Tagged]:
    """Return `found` with the quotations that stand alone joined to their speakers.

    A quotation right after a quoted attribution in its block is another piece of
    it. One that opens a block takes the speaker of the quotation that closed the
    block before; one after a sentence that begins with a name takes that name.
    """
    attributions = list(found)
    for quoted in page.quotations:
        if (
            _taken(quoted, attributions)
            or not is_speech(page, quoted)
            or not _stands_alone(page, quoted)
        ):
            continue
        before = _last_before(attributions, quoted.pieces[0].start)
        if before is not None and _adjoins(page, attributions[before], quoted):
            attributions[before] = _joined(attributions[before], quoted)
            continue
        speaker = _speaker_before(
            page, quoted, attributions[before] if before is not None else None
        )
        if speaker is not None:
            attributions.append(Tagged(quoted.pieces, (speaker,)))
    return attributions


def _taken(quoted: Quoted, found: Sequence[Tagged]) -> bool:
    return any(
        piece.overlaps(span)
        for tagged in found
        for span in tagged.content
        for piece in quoted.pieces
    )


def _stands_alone(page: Page, quoted: Quoted) -> bool:
    """Tell whether whole sentences are quoted and nothing else is in them."""
    first = page.sentence_at(quoted.pieces[0].start)
    last = page.sentence_at(quoted.pieces[-1].end - 1)
    if first is None or last is None:
        return False
    return first.start == quoted.pieces[0].start and last.end <= quoted.pieces[-1].end + 1


def _last_before(found: Sequence[Tagged], offset: int) -> int | None:
    earlier = [
        (hull(tagged.content).end, index)
        for index, tagged in enumerate(found)
        if hull(tagged.content).start < offset
    ]
    return max(earlier)[1] if earlier else None


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
        page.quotation_at(span.start) or page.quotation_at(span.end - 1) for span in tagged.content
    )
    return spoken and not page.text[max(end, sentence.end) : start].strip()


def _joined(tagged: Tagged, quoted: Quoted) -> Tagged:
    return replace(tagged, content=(*tagged.content, *quoted.pieces))


def _speaker_before(page: Page, quoted: Quoted, before: Tagged | None) -> Span | None:
    start = quoted.pieces[0].start
    earlier = [sentence for sentence in page.sentences if sentence.end <= start]
    if not earlier:
        return None
    previous = earlier[-1]
    block = page.block_at(start)
    if before is not None and before.speaker and hull(before.content).end > previous.start:
        return before.speaker[0]
    if block is None or not block.contains(previous):
        return None
    line = read_line(page, previous)
    phrase = phrase_after(line, 0)
    if phrase is None or line.lower(phrase[0]) in {"i", "we", "you", "it", "this", "that", "there"}:
        return None
    return line.cut(*phrase)
