"""Two statements weighed against one another: what differs, and whether of the same things."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from claims.comparison import lexicon
from claims.comparison.align import Alignment, align, word_similarity
from claims.comparison.analysis import Analysis
from claims.comparison.argument import arguments
from claims.comparison.comparative import find_rankings
from claims.comparison.finding import (
    Bearing,
    Finding,
    find_antonyms,
    find_attribution,
    find_contrasts,
    find_negation,
    find_poles,
    main_predicate,
)
from claims.comparison.measure import find_dates, find_labels, find_numbers, find_parts
from claims.comparison.parse import Tag
from claims.comparison.role import find_holders, find_roles, find_uniques
from claims.comparison.value import GUARDS, Aspect, Range


@dataclass(frozen=True, slots=True)
class Evidence:
    """Everything known about a pair before it is judged."""

    a: Analysis
    b: Analysis
    alignment: Alignment
    findings: tuple[Finding, ...]

    def by(self, bearing: Bearing, aspect: Aspect | None = None) -> list[Finding]:
        return [
            f
            for f in self.findings
            if f.bearing is bearing and (aspect is None or f.aspect is aspect)
        ]


def weigh(a: Analysis, b: Analysis) -> Evidence:
    """Return the alignment of two analysed statements and all findings."""
    alignment = align(a, b)
    findings = [
        *find_negation(a, b, alignment),
        *find_contrasts(a, b, alignment),
        *find_poles(a, b),
        *find_antonyms(a, b, alignment),
        *find_roles(a, b),
        *find_rankings(a, b),
        *find_uniques(a, b, alignment),
        *find_holders(a, b),
        *find_parts(a, b),
        *find_attribution(a, b),
        *(_flip(f) for f in find_attribution(b, a)),
        *find_numbers(a, b),
        *find_dates(a, b),
        *find_labels(a, b),
    ]
    if any(f.note == "ranking" for f in findings):
        findings = [f for f in findings if f.note == "ranking" or f.aspect is not Aspect.ANTONYM]
    return Evidence(a, b, alignment, tuple(findings))


def _flip(f: Finding) -> Finding:
    return Finding(
        f.aspect, f.bearing, f.strength, f.range_b, f.range_a, f.words_b, f.words_a, f.note
    )


def support(e: Evidence, f: Finding) -> float:
    """Return how well the statements agree on everything but what the finding turns on, 0 to 1."""
    a, b = e.a, e.b
    own_a, own_b = set(f.words_a), set(f.words_b)
    rest_a = [i for i in a.content if i not in own_a]
    rest_b = [j for j in b.content if j not in own_b]
    total_a = sum(a.words[i].word.weight for i in rest_a)
    total_b = sum(b.words[j].word.weight for j in rest_b)
    linked = [k for k in e.alignment.links if k.a not in own_a and k.b not in own_b]
    matched_a = sum(a.words[k.a].word.weight * k.score for k in linked)
    matched_b = sum(b.words[k.b].word.weight * k.score for k in linked)
    if not total_a or not total_b:
        return 0.3 if f.words_a else 0.0
    small, large = sorted((matched_a / total_a, matched_b / total_b))
    return min(1.0, 0.35 * small + 0.65 * large)


@dataclass(frozen=True, slots=True)
class Fit:
    """How the arguments of what a finding turns on answer to one another, each -1 to 1.

    1 for the same, -1 for two different things in one place, 0 where one side
    leaves the place empty.
    """

    theme: float
    agent: float
    near: float


def fit(e: Evidence, f: Finding) -> Fit:
    """Return whether the two sides of a finding are said of the same thing."""
    x = arguments(e.a, *_ends(e.a, f.range_a, f.words_a))
    y = arguments(e.b, *_ends(e.b, f.range_b, f.words_b))
    theme = same(e, x.theme, y.theme)
    if theme < 1 and _any_linked(e, [x.theme], y.all):
        theme = max(theme, 0.7)
    if theme < 1 and _any_linked(e, x.all, [y.theme]):
        theme = max(theme, 0.7)
    near = 1.0 if _any_linked(e, x.all, y.all) else 0.0
    return Fit(theme, same(e, x.agent, y.agent), near)


def _ends(a: Analysis, span: Range, words: tuple[int, ...]) -> tuple[int, int]:
    if words:
        return words[0], words[-1]
    inside = [i for i, s in enumerate(a.words) if span[0] <= s.word.start < span[1]]
    return (inside[0], inside[-1]) if inside else (0, 0)


def same(e: Evidence, i: int | None, j: int | None) -> float:
    if i is None or j is None:
        return 0.0
    link = next((k for k in e.alignment.links if k.a == i and k.b == j), None)
    if link is not None:
        return 1.0
    x, y = e.a.words[i].word, e.b.words[j].word
    if x.tag is Tag.PRONOUN or y.tag is Tag.PRONOUN:
        return 0.0
    return 1.0 if word_similarity(x, y) >= 0.85 else -1.0


def _any_linked(e: Evidence, xs: Iterable[int | None], ys: Iterable[int | None]) -> bool:
    left, right = set(xs), set(ys)
    return any(k.a in left and k.b in right and k.score >= 0.6 for k in e.alignment.links)


def value(e: Evidence, f: Finding) -> float:
    """Return the strength of a finding, weighed by whether it is said of the same thing."""
    if f.aspect in (Aspect.ROLE, Aspect.ATTRIBUTION):
        return f.strength * (0.4 + 0.6 * support(e, f))
    f_fit = fit(e, f)
    said_of = 0.5 + 0.35 * f_fit.theme + 0.15 * max(0.0, f_fit.near)
    if f.aspect is Aspect.ANTONYM and f.words_a and f.words_b and not _same_verb(e, f):
        said_of *= 0.4
    return f.strength * (0.4 + 0.6 * support(e, f)) * max(0.05, said_of)


def _same_verb(e: Evidence, f: Finding) -> bool:
    """An adverb speaks of its verb: 'rose fast' and 'were paid late' have nothing in common."""
    i, j = f.words_a[0], f.words_b[0]
    if Tag.ADVERB not in (e.a.words[i].word.tag, e.b.words[j].word.tag):
        return True
    return any(
        e.a.words[k.a].word.tag is Tag.VERB and abs(k.a - i) <= 5 and abs(k.b - j) <= 5
        for k in e.alignment.links
    )


def elsewhere(e: Evidence, f: Finding) -> bool:
    """Tell whether the two speak of different times, places or things, so that both can hold."""
    if e.by(Bearing.APART):
        return True
    if f.note in ("rival", "ranking") or f.aspect is Aspect.ATTRIBUTION:
        return False
    return names_apart(e)


def names_apart(e: Evidence) -> bool:
    """Tell whether both sides have names without a partner that no rivalry is about."""
    rivals = [f for f in e.findings if f.note in ("rival", "ranking")]

    def left(side: Analysis, names: tuple[int, ...], spans: list[Range]) -> bool:
        starts = [side.words[i].word.start for i in names]
        return any(not any(s <= start < t for s, t in spans) for start in starts)

    spans_a, spans_b = [f.range_a for f in rivals], [f.range_b for f in rivals]
    return left(e.a, e.alignment.names_a, spans_a) and left(e.b, e.alignment.names_b, spans_b)


def guard(side: Analysis) -> Range | None:
    """Return the words that guard what a statement mainly says, None for a flat one."""
    for start, end, kind in side.statement.hedges:
        if kind in GUARDS:
            return start, end
    main = main_predicate(side)
    if main is None or not side.words[main].weak:
        return None
    weak = lexicon.word_set("weak")
    return next((side.span(i) for i, s in enumerate(side.words) if s.word.lower in weak), None)


def figure(side: Analysis, where: Range) -> float:
    """Return the figure that begins where the range does, 0 where there is none."""
    return next((q.low for q in side.quantities if q.span.start == where[0]), 0.0)
