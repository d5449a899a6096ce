"""Span repair: what the text shows and the tagger cannot guarantee.

A content holds the whole of a quotation it is made of, with its marks, and ends
in no comma. Its own pieces never overlap, nor cross a block. Where a tag after it has
its speaker, nobody of another sentence speaks.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from claims.attribution import Tagged
from claims.extraction.gloss import without_gloss
from claims.extraction.modality import is_own_modality
from claims.extraction.own_speaker import with_own_speaker
from claims.extraction.reach import in_one_place, to_clause_end
from claims.extraction.speaker_span import with_whole_speaker
from claims.page import Page
from claims.span import Span

EDGES = " \t\r\n\xa0,;–—-"
SPEAKER_EDGES = EDGES + ":"


def repair(page: Page, found: Sequence[Tagged]) -> list[Tagged]:
    """Return `found` with whole quotations and clean edges, in the same order.

    What only weighs the author's own words ('it appears that') is left out.

    >>> from claims.extraction.layout import lay_out
    >>> page = lay_out("“We go. Now,” he said.", [Span(0, 22)])
    >>> tagged = Tagged(content=(Span(0, 7),), cue=(Span(17, 21),), speaker=(Span(14, 16),))
    >>> [piece.text_in(page.text) for piece in repair(page, [tagged])[0].content]
    ['“We go. Now,”']
    """
    for step in (with_own_speaker, with_whole_speaker, without_gloss, in_one_place):
        found = [step(page, tagged) for tagged in found]
    found = [tagged for tagged in found if not is_own_modality(page, tagged)]
    taken = _Taken(found)
    return [
        replace(
            tagged,
            speaker=_cleaned(page.text, tagged.speaker, SPEAKER_EDGES),
            content=to_clause_end(page, tagged, _contents(page, tagged.content, taken), taken),
        )
        for tagged in found
    ]


class _Taken:
    """The role spans of all attributions, to be asked what lies in a range."""

    def __init__(self, found: Sequence[Tagged]) -> None:
        self.spans = sorted({s for tagged in found for s in _spans(tagged)})
        self.starts = [span.start for span in self.spans]

    def __call__(self, span: Span, own: Sequence[Span]) -> bool:
        """Tell whether a span that is none of `own` begins in `span`."""
        low, high = bisect_left(self.starts, span.start), bisect_left(self.starts, span.end)
        return any(other not in own for other in self.spans[low:high])


def _spans(tagged: Tagged) -> Iterator[Span]:
    yield from tagged.speaker
    yield from tagged.cue
    yield from tagged.content


def _contents(page: Page, contents: Sequence[Span], taken: _Taken) -> tuple[Span, ...]:
    whole = [_with_quotation(page, piece, contents, taken) for piece in contents]
    cleaned = [_cleaned_content(page, piece) for piece in whole]
    return tuple(_joined(page.text, sorted(cleaned)))


def _with_quotation(page: Page, piece: Span, own: Sequence[Span], taken: _Taken) -> Span:
    """Return `piece` grown over the quotation that it cuts short, if no span is in the way."""
    for end in (piece.start, piece.end - 1):
        quoted = page.quotation_at(end)
        for passage in quoted.pieces if quoted else ():
            grown = Span(min(piece.start, passage.start), max(piece.end, passage.end))
            if passage.overlaps(piece) and not taken(grown, own):
                piece = grown
    return piece


def _cleaned_content(page: Page, piece: Span) -> Span:
    """Return `piece` without commas and white space at its edges; a quotation keeps its marks."""
    return _trimmed(page.text, piece, EDGES)


def _cleaned(text: str, spans: Sequence[Span], edges: str) -> tuple[Span, ...]:
    return tuple(_trimmed(text, span, edges) for span in spans)


def _trimmed(text: str, span: Span, edges: str) -> Span:
    """Return `span` without `edges` at either side, or as it is if it holds nothing else."""
    start, end = span.start, span.end
    while start < end and text[start] in edges:
        start += 1
    while end > start and text[end - 1] in edges:
        end -= 1
    return Span(start, end) if start < end else span


def _joined(text: str, pieces: Sequence[Span]) -> list[Span]:
    """Return `pieces` with those made one that overlap or that white space alone divides."""
    joined: list[Span] = []
    for piece in pieces:
        last = joined[-1] if joined else None
        gap = text[last.end : piece.start] if last else "\n"
        if last and "\n" not in gap and not gap.strip(" "):
            joined[-1] = Span(last.start, max(last.end, piece.end))
        else:
            joined.append(piece)
    return joined
