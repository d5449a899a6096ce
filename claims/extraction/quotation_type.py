"""Whether a content is quoted word for word, in part, or told in the reporter's words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from claims.attribution import Quotation
from claims.extraction.word import MARKS, quotations_over
from claims.page import Page
from claims.span import Span

_WORD = re.compile(r"\w+(?:[’'.\-]\w+)*")
_SMALL = frozenset(
    ["a", "an", "the", "of", "and", "in", "on", "for", "to", "at", "by", "with", "from"]
)
DIRECT_SHARE = 0.85
"""From this share of quoted words on, the quotation is direct: a 'but' before it does not count."""
OWN_SHARE = 0.6
"""A content that holds less than this of a quotation lies inside it and does not quote it."""


WHOLE_SHARE = 0.9
"""The same for a content that leaves out the beginning, as one nested in a quotation does."""


def quotation_of(page: Page, content: Sequence[Span]) -> Quotation:
    """Return the quotation of a content.

    A single quoted word makes it mixed ('a “moderate” government'); a title or a
    name in marks does not. What lies inside a larger quotation is the quoted
    speaker's report of somebody else, and indirect.

    >>> from claims.extraction.layout import lay_out
    >>> page = lay_out('the plan was “a mistake”', [Span(0, 24)])
    >>> quotation_of(page, [Span(0, 24)]).value, quotation_of(page, [Span(13, 24)]).value
    ('mixed', 'direct')
    """
    words = [Span(*m.span()) for s in content for m in _WORD.finditer(page.text, s.start, s.end)]
    own = _own_quotations(page, content)
    quoted = [word for word in words if any(piece.contains(word) for piece in own)]
    if not quoted:
        return Quotation.INDIRECT
    if len(quoted) >= DIRECT_SHARE * len(words):
        return Quotation.DIRECT
    if all(_is_name(page.text, piece) for piece in own):
        return Quotation.INDIRECT
    return Quotation.MIXED


def _own_quotations(page: Page, content: Sequence[Span]) -> list[Span]:
    """Return the quoted pieces that the content quotes, and does not merely lie in."""
    own: list[Span] = []
    nearby = {quoted: None for span in content for quoted in quotations_over(page, span)}
    for quoted in nearby:
        for piece in quoted.pieces:
            shared = sum(
                min(span.end, piece.end) - max(span.start, piece.start)
                for span in content
                if span.overlaps(piece)
            )
            begins = any(span.start <= piece.start + 1 < span.end for span in content)
            if shared >= (OWN_SHARE if begins else WHOLE_SHARE) * len(piece):
                own.append(piece)
    return own


def _is_name(text: str, piece: Span) -> bool:
    words = _WORD.findall(piece.text_in(text).strip("".join(MARKS)))
    return bool(words) and all(
        word[0].isupper() or word[0].isdigit() or word in _SMALL for word in words
    )
