"""Attributions by rule: a lexicon of cues, quotation marks and the shape of sentences.

Sentence by sentence, in this order: tags ('…,' she said; tag.py), cues that
frame a sentence ('according to'), verbs with their content after them
(forward.py), cues without a speaker ('reportedly'; both impersonal.py). A cue
inside the content of another is left to nesting. Quotations without a cue take
the speaker of the sentence before (cueless.py).
"""

from __future__ import annotations

from claims.attribution import Tagged
from claims.extraction.content import is_covered
from claims.extraction.rules.answer import find_answers
from claims.extraction.rules.cueless import attach_loose
from claims.extraction.rules.forward import find_forward
from claims.extraction.rules.impersonal import find_adverbs, find_framing, find_impersonal
from claims.extraction.rules.tag import find_tag
from claims.extraction.rules.verb import (
    find_cues,
)
from claims.extraction.rules.version import find_versions
from claims.extraction.vocabulary import words
from claims.extraction.word import Line, read_line
from claims.page import Page

_SAYING = words(
    """
    say add tell announce report argue remark warn insist declare observe conclude claim state
    acknowledge admit predict believe complain stress confirm concede maintain deny contend
    allege assert emphasize estimate fear hope write testify recall recount reply explain note
    repeat hold swear
    """
)
_LONGEST = 800
"""Words of the longest sentence that is read; what is longer is a list or a table."""
_AHEAD = 8
"""How many of the next cues of a sentence may end the content of one."""


def find_by_rule(page: Page) -> list[Tagged]:
    """Return the attributions of `page` in text order, none inside the content of another.

    >>> from claims.extraction.layout import lay_out
    >>> from claims.span import Span
    >>> text = "The bridge is safe, Mayor Rena Oster said."
    >>> found = find_by_rule(lay_out(text, [Span(0, len(text))]))[0]
    >>> found.speaker[0].text_in(text), found.content[0].text_in(text)
    ('Mayor Rena Oster', 'The bridge is safe')
    """
    found: list[Tagged] = []
    for sentence in page.sentences:
        found.extend(find_in_line(page, read_line(page, sentence)))
    return sorted(attach_loose(page, found), key=lambda tagged: tagged.content[0])


def find_plain(page: Page, line: Line) -> list[Tagged]:
    """Return the attributions of `line` whose form leaves the least doubt.

    Tags ('…, X told Y'), else framing words ('according to'), else 'X maintains that …',
    else 'X denied it', else 'X's version is that …', else 'reportedly'.

    >>> from claims.extraction.layout import lay_out
    >>> from claims.span import Span
    >>> page = lay_out("The board maintains that it paid.", [Span(0, 33)])
    >>> line = read_line(page, Span(0, 33))
    >>> [one.content[0].text_in(page.text) for one in find_plain(page, line)]
    ['it paid']
    """
    if len(line) > _LONGEST:
        return []
    return (
        find_tags(page, line)
        or list(find_framing(page, line))
        or _stated(page, line)
        or list(find_answers(page, line))
        or list(find_versions(page, line))
        or list(find_adverbs(page, line))
    )


def find_tags(page: Page, line: Line) -> list[Tagged]:
    """Return the attributions of `line` whose speaker and cue follow or part their content."""
    found: list[Tagged] = []
    for cue in find_cues(line):
        found.extend(find_tag(page, line, cue, found))
    return found


def _stated(page: Page, line: Line) -> list[Tagged]:
    """Return what verbs of saying have after their 'that', their speaker before them."""
    said = [line.cut(cue.start, cue.end) for cue in find_cues(line) if cue.entry.base in _SAYING]
    return [
        one
        for one in find_in_line(page, line)
        if one.speaker
        and one.cue
        and any(one.cue[0].overlaps(cue) for cue in said)
        and _between(page.text, one).endswith("that")
    ]


def _between(text: str, one: Tagged) -> str:
    """Return the words between a cue and the content after it."""
    return " ".join(text[one.cue[-1].end : one.content[0].start].lower().split())


def find_in_line(page: Page, line: Line) -> list[Tagged]:
    """Return the attributions whose cue stands in `line`, a sentence of likely length."""
    if len(line) > _LONGEST:
        return []
    cues = list(find_cues(line))
    found = find_tags(page, line)
    found.extend(t for t in find_framing(page, line) if not is_covered(t.cue[0], found))
    for index, cue in enumerate(cues):
        if is_covered(line.cut(cue.start, cue.end), found):
            continue
        found.extend(find_forward(page, line, cue, cues[index + 1 : index + 1 + _AHEAD], found))
    for find in (find_impersonal, find_versions):
        found.extend(t for t in find(page, line) if not is_covered(t.cue[0], found))
    return found
