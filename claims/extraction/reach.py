"""How far the pieces of one content may lie apart, and where its last clause ends."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from claims.attribution import Tagged
from claims.extraction.word import MARKS, quotations_over
from claims.page import Page
from claims.span import Span

_REST = r"\s[^\"“”;:—–―?!()\n]*$"
_GOES_ON = re.compile(
    rf"(?:,\s+(?:which|because|whose|where|although|though|unless|so\s+that|since)|\s+because"
    rf"|,?\s+(?:and|but)(?:\s+also)?\s+(?:is|are|was|were|has|had|have|will|would|can|could|may"
    rf"|might|must|should|does|do|did|\w+ed)|,?\s+and\s+that){_REST}"
)
_BUT_ALSO = re.compile(rf",?\s+but(?:\s+also)?{_REST}")
_NOT_ONLY = re.compile(r"\bnot\s+(?:only|just|merely)\b[^.;]*$")
_CLAUSE = 4
"""Words of the shortest 'that' clause that is taken for one."""
_THAT = re.compile(r"\bthat\s*$")


def in_one_place(page: Page, tagged: Tagged) -> Tagged:
    """Return the attribution with the pieces of content that one speaker can have said at once.

    What is not quoted stands in the sentence of the cue; a headline shares nothing
    with the body.

    >>> from claims.extraction.layout import lay_out
    >>> text = "It holds, Pell said. It was built in May."
    >>> page = lay_out(text, [Span(0, len(text))])
    >>> tagged = Tagged((Span(0, 8), Span(21, 40)), (Span(10, 14),), (Span(15, 19),))
    >>> [piece.text_in(text) for piece in in_one_place(page, tagged).content]
    ['It holds']
    """
    anchors = tagged.cue or tagged.speaker
    if not anchors:
        return tagged
    anchor = anchors[-1]
    if _in_headline(page, anchor) is False:
        speaker = tuple(s for s in tagged.speaker if not _in_headline(page, s))
        tagged = replace(tagged, speaker=speaker)
    if len(tagged.content) == 1:
        return tagged
    sentence = page.sentence_at(anchor.start)
    own = [p for p in tagged.content if sentence is not None and p.overlaps(sentence)]
    if sentence is None or not own:
        return tagged
    reached = Span(min(sentence.start, own[0].start), max(sentence.end, own[-1].end))
    content: list[Span] = []
    for piece in sorted(tagged.content):
        if piece in own or _may_follow(page, reached, piece):
            content.append(piece)
            reached = Span(min(reached.start, piece.start), max(reached.end, piece.end))
    return replace(tagged, content=tuple(content))


def _in_headline(page: Page, span: Span) -> bool:
    return any(headline.overlaps(span) for headline in page.headlines)


def _may_follow(page: Page, reached: Span, piece: Span) -> bool:
    """Tell the quotation that goes on after a tag from a new sentence of the reporter's."""
    quoted = quotations_over(page, piece)
    if not quoted or _in_headline(page, piece) != _in_headline(page, reached):
        return False
    between = page.text[reached.end : piece.start] or page.text[piece.end : reached.start]
    together = not between.strip(" \xa0.,") and "\n" not in between
    return together or any(one.pieces[0].start < reached.end for one in quoted)


def to_clause_end(
    page: Page,
    tagged: Tagged,
    content: tuple[Span, ...],
    taken: Callable[[Span, Sequence[Span]], bool],
) -> tuple[Span, ...]:
    """Return the content with its last clause whole: '…, which …', '… because …'.

    Only where the cue stands before it, nothing is quoted and no span is `taken` by
    another role in the rest of the sentence.
    """
    last = content[-1]
    sentence = page.sentence_at(last.end - 1)
    if not tagged.cue or sentence is None or page.text[last.end - 1] in MARKS:
        return content
    if not sentence.start <= tagged.cue[-1].end <= last.start:
        return content
    end = last.end + len(page.text[last.end : sentence.end].rstrip(". \xa0\n"))
    only = _NOT_ONLY.search(page.text, last.start, last.end)
    pattern = _BUT_ALSO if only else _GOES_ON
    if not _is_that_clause(page.text, tagged.cue[-1], last):
        return content
    if pattern.match(page.text, last.end, end) is None or taken(Span(last.end, end), ()):
        return content
    return (*content[:-1], Span(last.start, end))


def _is_that_clause(text: str, cue: Span, piece: Span) -> bool:
    """Tell 'said that the weir had been sold' from 'declined that offer'."""
    if len(piece.text_in(text).split()) < _CLAUSE:
        return False
    return text.startswith("that ", piece.start) or bool(_THAT.search(text, cue.start, piece.start))
