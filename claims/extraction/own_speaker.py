"""Who speaks stands in the sentence of the cue, where the sentence has such a phrase."""

from __future__ import annotations

from dataclasses import replace

from claims.attribution import Tagged
from claims.extraction.rules.finder import find_tags
from claims.extraction.word import read_line
from claims.page import Page


def with_own_speaker(page: Page, tagged: Tagged) -> Tagged:
    """Return the attribution with the speaker of its own tag in place of one from elsewhere.

    What the content took of the tag is given back to it.

    >>> from claims.extraction.layout import lay_out
    >>> from claims.span import Span
    >>> text = "The weir is sound, said the miller. Pell agreed."
    >>> page = lay_out(text, [Span(0, len(text))])
    >>> one = Tagged((Span(0, 17), Span(24, 34)), (Span(36, 40),), (Span(19, 23),))
    >>> repaired = with_own_speaker(page, one)
    >>> [span.text_in(text) for span in (*repaired.speaker, *repaired.content)]
    ['the miller', 'The weir is sound']
    """
    sentence = page.sentence_at(tagged.cue[0].start) if tagged.cue else None
    if sentence is None or not tagged.speaker:
        return tagged
    if any(span.overlaps(sentence) for span in tagged.speaker):
        return tagged
    for tag in find_tags(page, read_line(page, sentence)):
        if tag.cue[0].overlaps(tagged.cue[0]):
            end = max(span.end for span in (*tag.speaker, *tag.cue, *tag.content))
            rest = (piece for piece in tagged.content if piece.start >= end)
            return replace(tagged, speaker=tag.speaker, content=(*tag.content, *rest))
    return tagged
