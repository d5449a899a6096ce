"""The reporter's words beside a content: 'in a veiled dig at …', 'asked in Lisk'."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from claims.attribution import Tagged
from claims.extraction.content import is_speech
from claims.extraction.word import quotations_over
from claims.page import Page
from claims.span import Span

_REFERENCE = r"(?:reference|allusion|nod|swipe|jab|dig)\s+(?:to|at)\b"
_MANNER = r"(?:(?:apparent|clear|obvious|veiled|thinly|thinly-veiled|oblique|pointed|likely)\s+)*"
_SEEMING = r"what\s+(?:appear|seem|look)(?:s|ed)?\s+(?:to\s+(?:be|have\s+been)|like)\s+"
_IN_REFERENCE = re.compile(rf",?\s+in\s+(?:{_SEEMING})?(?:an?\s+)?{_MANNER}{_REFERENCE}")
_REFERRING = re.compile(
    rf"(?:,|\s[—–-])\s*(?:(?:apparently\s+)?(?:referring|alluding)\s+to\b|an?\s+{_MANNER}{_REFERENCE})"
    r"(?=[^,;—–“\"]*$)"
)
_HINT = re.compile(r"\b(?:referring|alluding|reference|allusion|nod|swipe|jab|dig)\s")
_IN_CUE = re.compile(
    rf"(?<=\w),?\s+(?:(?:referring|alluding)\s+to|in\s+(?:an?\s+)?{_MANNER}{_REFERENCE})$"
)
_BESIDE_TAG = re.compile(r",?\s+(?:\w+ing|asked|pressed|flanked|joined|surrounded)\b[^“”\"]*$")
_LEAST = 2
"""Words of what a content must keep."""


def without_gloss(page: Page, tagged: Tagged) -> Tagged:
    """Return the attribution without what the reporter adds to content and cue.

    >>> from claims.extraction.layout import lay_out
    >>> text = "Pell said it broke in an apparent reference to the weir."
    >>> page = lay_out(text, [Span(0, len(text))])
    >>> tagged = Tagged((Span(10, 55),), (Span(0, 4),), (Span(5, 9),))
    >>> [piece.text_in(text) for piece in without_gloss(page, tagged).content]
    ['it broke']
    """
    tagged = _said_of(page, tagged)
    content = tuple(kept for piece in tagged.content for kept in _without_reference(page, piece))
    return replace(tagged, content=tuple(_before_tag(page, tagged, piece) for piece in content))


def _said_of(page: Page, tagged: Tagged) -> Tagged:
    """Take 'referring to NP' out of the cue 'said referring to' and of the content."""
    if not tagged.cue:
        return tagged
    last = tagged.cue[-1]
    gloss = _IN_CUE.search(last.text_in(page.text))
    others = [p for p in tagged.content if page.text[last.end : p.start].strip() or p < last]
    if gloss is None or not others:
        return tagged
    cue = (*tagged.cue[:-1], Span(last.start, last.start + gloss.start()))
    return replace(tagged, cue=cue, content=tuple(others))


def _without_reference(page: Page, piece: Span) -> Iterator[Span]:
    """Yield what stands before and in the sentences after 'in what looked like a nod'."""
    hinted = _HINT.search(page.text, piece.start, piece.end)
    for sentence in page.sentences_in(piece) if hinted else ():
        part = Span(max(piece.start, sentence.start), min(piece.end, sentence.end))
        for pattern in (_IN_REFERENCE, _REFERRING):
            gloss = pattern.search(page.text, part.start, part.end)
            if gloss is None or page.quotation_at(gloss.end() - 1) is not None:
                continue
            before = Span(piece.start, gloss.start()) if gloss.start() > piece.start else None
            if before is None or len(before.text_in(page.text).split()) < _LEAST:
                continue
            yield before
            if part.end < piece.end:
                yield Span(part.end, piece.end)
            return
    yield piece


def _before_tag(page: Page, tagged: Tagged, piece: Span) -> Span:
    """Cut 'wiping a ladle' between a quotation and the tag after it."""
    tag: Sequence[Span] = (*tagged.cue, *tagged.speaker)
    if not tag or min(tag).start < piece.end:
        return piece
    for quoted in quotations_over(page, piece):
        if quoted.pieces[0].start > piece.start:  # 'was “badly paid,” making little'
            continue
        end = quoted.pieces[-1].end
        clause = _BESIDE_TAG.match(page.text, end, piece.end) if end < piece.end else None
        if clause and quoted.closed and is_speech(page, quoted):
            return Span(piece.start, end)
    return piece
