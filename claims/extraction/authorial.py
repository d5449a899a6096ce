"""The document's own assertions: what its body says and gives to nobody else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from claims.attribution import Tagged
from claims.extraction.content import tidy
from claims.extraction.cues import AUXILIARIES, lexicon
from claims.extraction.rules.phrase import DETERMINERS, PREPOSITIONS, PRONOUNS
from claims.extraction.vocabulary import words
from claims.extraction.word import Line, quotations_over, read_line
from claims.page import Page
from claims.span import Span, trim

_REMNANT = re.compile(
    r"\W*(?:[Aa]lso read\b|[Rr]ead (?:on|more|also|next|the (?:full|rest))\b|[Ss]ee also|[Cc]lick "
    r"|Watch:|Listen:|Photos?:|Image:|Source:|Related:"
    r"|Subscribe\b|Sign up\b|Follow us\b|Copyright\b"
    r"|©|All rights\b|Published (?:in|on|by)\b|Updated:?\s|By [A-Z]\w+ [A-Z]|Share (?:this|on)\b"
    r"|Contact us|Advertisement|Comments?\b\W*$)",
)
_IMPERATIVES = words(
    """
    read see click watch listen subscribe follow share contact let consider imagine look
    remember note recall take think ask do don't never please stay keep sign check visit
    join send tell give try find compare suppose
    """
)
_PAST = words(
    """
    rose fell went came took gave made saw began became brought built bought caught chose
    cut drew drove ate felt fought found flew forgot got grew heard held hit kept knew laid
    led left lent let lost meant met paid put ran said sat sent set shot shut sold spent
    split spoke stood struck swept taught thought told threw understood woke won wore wrote
    sank broke burst spread shrank hurt cost
    """
)
_QUESTION_WORDS = words("why how what where when who which")
_CLAUSE_EDGE = re.compile(
    r"[;,—–]\s*(?:and|but|while|whereas|although|though|yet|so)?\s*", re.IGNORECASE
)
_CLOSING_EDGE = re.compile(r"(?:[;,—–]|[,;]?\s+(?:as|because|while|and|but|since))\s*$")
_ENDS = (".", "!", "…", "”", '"', "’", ")", "»")
SHORTEST = 4
"""Fewer words than this assert nothing worth storing."""


def find_authorial(page: Page, attributed: Sequence[Tagged]) -> list[tuple[Span, ...]]:
    """Return the document's own assertions, in text order, one a sentence or clause.

    Questions, orders, headings without a verb and quotations are none. Of a
    sentence that holds an attribution only clauses of their own are left.

    >>> from claims.extraction.layout import lay_out
    >>> text = "The dam broke in May. Who is to blame? Read on for more."
    >>> [s.text_in(text) for (s,) in find_authorial(lay_out(text, [Span(0, len(text))]), [])]
    ['The dam broke in May']
    """
    waiting = sorted({span for tagged in attributed for span in _reach(tagged)}, reverse=True)
    near: list[Span] = []
    found: list[tuple[Span, ...]] = []
    for sentence in page.sentences:
        near = [span for span in near if span.end > sentence.start]
        while waiting and waiting[-1].start < sentence.end:
            near.append(waiting.pop())
        for stretch in _own_stretches(page, sentence, near):
            content = tidy(page.text, stretch)
            if content is not None:
                found.append((content,))
    return found


def _reach(tagged: Tagged) -> tuple[Span, ...]:
    return (*tagged.speaker, *tagged.cue, *tagged.content)


def _own_stretches(page: Page, sentence: Span, taken: Sequence[Span]) -> Iterator[Span]:
    spans = sorted(span for span in taken if span.overlaps(sentence))
    if spans:
        for stretch in _gaps(page.text, sentence, spans):
            if _is_clause(page, stretch):
                yield _without_edge(page.text, stretch)
    elif _is_assertion(page, sentence):
        yield sentence


def _gaps(text: str, sentence: Span, spans: Sequence[Span]) -> Iterator[Span]:
    """Yield what the spans leave of the sentence, where a comma or dash parts it from them."""
    at = sentence.start
    for span in [*spans, None]:
        end = sentence.end if span is None else span.start
        stretch = trim(text, at, end) if at < end else None
        if stretch is not None:
            yield stretch
        at = max(at, sentence.end if span is None else span.end)


def _without_edge(text: str, stretch: Span) -> Span:
    """Return the stretch without the conjunction that joins it to the attribution."""
    closes = _CLOSING_EDGE.search(stretch.text_in(text))
    return Span(stretch.start, stretch.start + closes.start()) if closes else stretch


def _is_clause(page: Page, stretch: Span) -> bool:
    """Tell a clause of its own ('…, but the mill stayed shut') from what hangs on a tag."""
    text = stretch.text_in(page.text)
    edge = _CLAUSE_EDGE.match(text)
    closes = _CLOSING_EDGE.search(text)
    if not edge and not closes:
        return False
    start = stretch.start + (edge.end() if edge else 0)
    end = stretch.start + closes.start() if closes else stretch.end
    inner = trim(page.text, start, end) if start < end else None
    if inner is None or _is_quoted(page, inner):
        return False
    line = read_line(page, inner)
    words = [word for word in line.words if word.is_word]
    if len(words) < SHORTEST + 1 or not _begins_with_subject(line):
        return False
    return _has_verb(line)


def _begins_with_subject(line: Line) -> bool:
    first = line.words[0]
    if first.lower in PREPOSITIONS or first.lower.endswith(("ing", "ed")):
        return False
    return first.lower in (DETERMINERS | PRONOUNS) - {"who"} or first.is_capital


def _is_assertion(page: Page, sentence: Span) -> bool:
    text = sentence.text_in(page.text)
    if (
        text.rstrip("\"”’')").endswith(("?", ":"))
        or _REMNANT.match(text)
        or _is_quoted(page, sentence)
    ):
        return False
    line = read_line(page, sentence)
    words = [word for word in line.words if word.is_word]
    if len(words) < SHORTEST or (
        words[0].lower in _IMPERATIVES and line.words[1].lower not in AUXILIARIES
    ):
        return False
    if not any(word.text[0].isalpha() for word in words):
        return False
    if words[0].lower in _QUESTION_WORDS and not text.endswith(_ENDS):
        return False
    complete = text.endswith(_ENDS) and not text.isupper()
    return _has_verb(line) or (complete and len(words) >= 2 * SHORTEST)


def _is_quoted(page: Page, span: Span) -> bool:
    """Tell whether the first and the last character but a full stop stand in one quotation."""
    first = quotations_over(page, Span(span.start, span.start + 1))
    last = quotations_over(page, Span(max(span.start, span.end - 2), span.end))
    return bool(first) and first[0] in last


def _has_verb(line: Line) -> bool:
    """Tell whether some word is a finite verb, as far as closed classes and endings show."""
    return any(_is_finite(line, index) for index in range(1, len(line)))


def _is_finite(line: Line, index: int) -> bool:
    lower, before = line.lower(index), line.words[index - 1]
    if not line.words[index].is_word:
        return False
    if lower in AUXILIARIES - {"be", "been", "being", "to", "having", "'s", "’s"} or lower in _PAST:
        return True
    if lower.endswith("n't") or re.search(r"'(?:re|ve|d|ll|m)$", lower):
        return True
    if before.lower in DETERMINERS | PREPOSITIONS or not before.is_word:
        return False
    if lower.endswith("ed") and not lower.endswith("eed"):
        return True
    if lower in lexicon().verbs and lower not in lexicon().nouns:
        return not lower.endswith("ing") and before.lower != "to"
    after = line.lower(index + 1)
    looks = (
        lower.endswith("s")
        and not lower.endswith(("ss", "'s", "us"))
        and not line.words[index].is_capital
    )
    return looks and (
        after in DETERMINERS | PRONOUNS or (before.is_capital and after not in {"of", "and", ""})
    )
