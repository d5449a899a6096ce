"""Comparatives and superlatives: 'cheaper here than there', 'the oldest building'."""

from __future__ import annotations

from dataclasses import dataclass

from claims.comparison import lexicon
from claims.comparison.analysis import Analysis
from claims.comparison.finding import Bearing, Finding
from claims.comparison.parse import Tag
from claims.comparison.value import Aspect

_LESS = frozenset(
    {
        "less",
        "fewer",
        "lower",
        "smaller",
        "cheaper",
        "slower",
        "weaker",
        "shorter",
        "younger",
        "worse",
        "later",
    }
)
_OUT = lexicon.word_set("exceeding")
_BEHIND = lexicon.word_set("trailing")


@dataclass(frozen=True, slots=True)
class Ranking:
    """That `upper` stands above (sign 1) or below (-1) `lower`."""

    upper: int
    lower: int
    sign: int
    word: int


def rankings(a: Analysis) -> list[Ranking]:
    """Return who is placed above whom.

    >>> from claims.comparison.analysis import analyse
    >>> from claims.comparison.value import Statement
    >>> a = analyse(Statement("Bread is cheaper here than in Torv"))
    >>> [(a.words[r.upper].word.lemma, a.words[r.lower].word.lemma, r.sign) for r in rankings(a)]
    [('here', 'torv', -1)]
    """
    found = []
    for i, s in enumerate(a.words):
        word = s.word
        if word.lower == "than":
            ranking = _than(a, i)
            if ranking is not None:
                found.append(ranking)
        elif word.tag is Tag.VERB and (word.lemma in _OUT or word.lemma in _BEHIND):
            predicate = next((p for p in a.predicates if p.verb == i), None)
            if predicate and predicate.agent is not None and predicate.patient is not None:
                sign = 1 if word.lemma in _OUT else -1
                found.append(Ranking(predicate.agent, predicate.patient, sign, i))
    return [_turned(r) if a.negated(r.word) else r for r in found]


def _turned(r: Ranking) -> Ranking:
    return Ranking(r.upper, r.lower, -r.sign, r.word)


def _than(a: Analysis, than: int) -> Ranking | None:
    adjective = next(
        (
            j
            for j in range(than - 1, max(-1, than - 7), -1)
            if _is_comparative(a.words[j].word.lower)
        ),
        None,
    )
    if adjective is None:
        return None
    lower = _first_head(a, than + 1, len(a.words))
    between = [j for j in range(adjective + 1, than) if _is_place(a, j)]
    upper = between[-1] if between else _subject_before(a, adjective)
    if lower is None or upper is None:
        return None
    return Ranking(upper, lower, _direction(a, adjective), adjective)


def _direction(a: Analysis, at: int) -> int:
    if a.words[at].word.lower in _LESS:
        return -1
    following = a.words[at + 1].word.lower if at + 1 < len(a.words) else ""
    return -1 if following in ("slowly", "cheaply", "weakly", "rarely", "seldom") else 1


def _is_place(a: Analysis, j: int) -> bool:
    word = a.words[j].word
    return word.tag is Tag.NAME or word.lower in ("here", "there", "now")


def _is_comparative(lower: str) -> bool:
    if lower in ("more", "less", "fewer", "better", "worse"):
        return True
    return lower.endswith("er") and lexicon.lemma(lower, "a") != lower


def _first_head(a: Analysis, start: int, end: int) -> int | None:
    for j in range(start, min(end, start + 6)):
        if a.words[j].word.tag in (Tag.NOUN, Tag.NAME) or a.words[j].word.lower in (
            "here",
            "there",
        ):
            return j
    return None


def _subject_before(a: Analysis, at: int) -> int | None:
    heads = [j for j in range(at) if a.words[j].word.tag in (Tag.NOUN, Tag.NAME)]
    return heads[0] if heads else None


def find_rankings(a: Analysis, b: Analysis) -> list[Finding]:
    """Return comparisons of the same two things, the same way round or turned."""
    found = []
    for x in rankings(a):
        for y in rankings(b):
            straight = _same(a, b, x.upper, y.upper) and _same(a, b, x.lower, y.lower)
            crossed = _same(a, b, x.upper, y.lower) and _same(a, b, x.lower, y.upper)
            if straight == crossed:
                continue
            conflict = (x.sign != y.sign) == straight
            bearing = Bearing.CONFLICT if conflict else Bearing.AGREEMENT
            spans = a.span(x.word), b.span(y.word)
            found.append(
                Finding(Aspect.ROLE, bearing, 0.9, *spans, (x.word,), (y.word,), note="ranking")
            )
    return found


def _same(a: Analysis, b: Analysis, i: int, j: int) -> bool:
    x, y = a.words[i].word, b.words[j].word
    return x.lower == y.lower or lexicon.similarity(x.lemma, y.lemma) >= 0.85
