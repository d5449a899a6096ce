"""Attributions of a page: the tagger's, repaired, with what rules see better beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from claims.attribution import Tagged
from claims.extraction import tagger
from claims.extraction.layout import lay_out
from claims.extraction.repair import repair
from claims.extraction.rules.answer import find_answers
from claims.extraction.rules.cueless import attach_loose
from claims.extraction.rules.finder import find_in_line, find_plain, find_tags
from claims.extraction.rules.impersonal import find_colons
from claims.extraction.rules.label import asks, find_topic
from claims.extraction.word import Line, read_line
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
        lines = [read_line(page, sentence) for sentence in page.sentences_in(headline)]
        by_colon = [one for line in lines for one in find_colons(page, line)]
        if by_colon:
            found = [one for one in found if not _touches(one, headline)] + by_colon
            continue
        for line in lines:
            colon = find_topic(line)
            if colon is not None:
                found = _under_topic(page, line, colon, found)
    return found


def _under_topic(page: Page, line: Line, colon: int, found: list[Tagged]) -> list[Tagged]:
    """Return `found` without those in which the topic of a headline speaks."""
    topic = line.cut(0, colon)
    here = [one for one in found if _touches(one, line.span)]
    others = [one for one in found if one not in here]
    if asks(line, colon):
        return others
    kept = [one for one in here if one.speaker and not any(map(topic.overlaps, one.speaker))]
    if kept:
        return others + kept
    rest = lay_out(page.text, [Span(line.words[colon + 1].start, line.span.end)])
    inner = (a for s in rest.sentences for a in find_in_line(rest, read_line(rest, s)))
    return others + [one for one in inner if one.speaker and one.cue]


def _unseen(page: Page, found: Sequence[Tagged]) -> Iterator[Tagged]:
    """Yield the plain attributions of the sentences in which nothing was found.

    A short answer may stand before what was found: 'She denied it: he, she said, …'.
    """
    spans = sorted({span for one in found for span in _spans(one)})
    at = 0
    for sentence in page.sentences:
        while at < len(spans) and spans[at].end <= sentence.start:
            at += 1
        line = read_line(page, sentence)
        if at == len(spans) or not spans[at].overlaps(sentence):
            yield from find_plain(page, line)
        elif spans[at].start > sentence.start:
            yield from (a for a in find_answers(page, line) if _ends_before(a, spans[at].start))


def _ends_before(one: Tagged, offset: int) -> bool:
    return all(span.end <= offset for span in _spans(one))


def _touches(one: Tagged, block: Span) -> bool:
    return any(span.overlaps(block) for span in _spans(one))


def _spans(one: Tagged) -> tuple[Span, ...]:
    return (*one.content, *one.speaker, *one.cue)
