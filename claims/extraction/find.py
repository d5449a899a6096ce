"""Attributions of a page: the tagger's, repaired, with what rules see better beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from claims.attribution import Tagged
from claims.extraction import tagger
from claims.extraction.repair import repair
from claims.extraction.rules.cueless import attach_loose
from claims.extraction.rules.finder import find_plain, find_tags
from claims.extraction.rules.impersonal import find_colons
from claims.extraction.word import read_line
from claims.page import Page
from claims.settings import from_environment
from claims.span import Span


def find_attributions(page: Page) -> list[Tagged]:
    """Return the attributions of `page` in text order, none inside the content of another.

    The tagger was trained on running text. Rules add the colon of a headline, plain
    forms in a sentence in which it saw nothing, and the speaker of a quotation that
    stands alone.
    """
    tagged = tagger.tag(page.text, page.blocks, threads=from_environment().threads)
    found = [_completed(page, one) for one in repair(page, tagged)]
    found = _with_headlines(page, found)
    found += _unseen(page, found)
    return sorted(attach_loose(page, found), key=lambda one: one.content[0])


def _completed(page: Page, one: Tagged) -> Tagged:
    """Return `one` with what its tag follows: 'It fell, he told X. “It …”' is both pieces."""
    sentence = page.sentence_at(one.cue[0].start) if one.cue else None
    if sentence is None or any(span.overlaps(sentence) for span in one.content):
        return one
    for tag in find_tags(page, read_line(page, sentence)):
        if tag.cue[0].overlaps(one.cue[0]):
            return replace(one, content=tuple(sorted((*tag.content, *one.content))))
    return one


def _with_headlines(page: Page, found: list[Tagged]) -> list[Tagged]:
    """Return `found` with the attributions by colon in place of what else a headline gave."""
    for headline in page.headlines:
        by_colon = [
            one
            for sentence in page.sentences_in(headline)
            for one in find_colons(page, read_line(page, sentence))
        ]
        if by_colon:
            found = [one for one in found if not _touches(one, headline)] + by_colon
    return found


def _unseen(page: Page, found: Sequence[Tagged]) -> Iterator[Tagged]:
    """Yield the plain attributions of the sentences in which nothing was found."""
    spans = sorted({span for one in found for span in _spans(one)})
    at = 0
    for sentence in page.sentences:
        while at < len(spans) and spans[at].end <= sentence.start:
            at += 1
        if at < len(spans) and spans[at].overlaps(sentence):
            continue
        yield from find_plain(page, read_line(page, sentence))


def _touches(one: Tagged, block: Span) -> bool:
    return any(span.overlaps(block) for span in _spans(one))


def _spans(one: Tagged) -> tuple[Span, ...]:
    return (*one.content, *one.speaker, *one.cue)
