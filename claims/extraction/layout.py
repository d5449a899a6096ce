"""The page that extraction, hedging and speakers read."""

from __future__ import annotations

from collections.abc import Sequence

from claims.extraction.quotation import find_quotations
from claims.extraction.sentence import split_sentences
from claims.page import Page
from claims.span import Span


def lay_out(text: str, blocks: Sequence[Span], headlines: Sequence[Span] = ()) -> Page:
    """Return the page of `text`: sentences and quotations of `blocks`, its paragraphs.

    >>> page = lay_out("“Go!” he said. He went.", [Span(0, 23)])
    >>> [sentence.text_in(page.text) for sentence in page.sentences]
    ['“Go!” he said.', 'He went.']
    """
    ordered = tuple(sorted(blocks))
    return Page(
        text=text,
        blocks=ordered,
        headlines=tuple(sorted(headlines)),
        sentences=tuple(s for block in ordered for s in split_sentences(text, block)),
        quotations=find_quotations(text, ordered),
    )
