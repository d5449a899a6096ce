"""From findings to a relation: whether what differs is said of the same things, and who came first."""

from __future__ import annotations

from dataclasses import dataclass

from claims.comparison.align import Alignment, align
from claims.comparison.analysis import Analysis
from claims.comparison.finding import (
    Bearing,
    Finding,
    find_antonyms,
    find_attribution,
    find_negation,
    find_poles,
    find_roles,
    find_uniques,
)
from claims.comparison.measure import find_dates, find_labels, find_numbers
from claims.comparison.value import Aspect


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
        *find_poles(a, b),
        *find_antonyms(a, b, alignment),
        *find_roles(a, b),
        *find_uniques(a, b, alignment),
        *find_attribution(a, b),
        *(_flip(f) for f in find_attribution(b, a)),
        *find_numbers(a, b),
        *find_dates(a, b),
        *find_labels(a, b),
    ]
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
class Verdict:
    """What the evidence speaks for, how surely, and the findings that say so."""

    bearing: Bearing | None
    score: float
    findings: tuple[Finding, ...] = ()


SUPPORT = 0.5
AGREEMENT = 0.6


def judge(e: Evidence) -> Verdict:
    """Return the verdict: conflict only where the rest is aligned, nothing where too little is."""
    apart = e.by(Bearing.APART)
    conflicts = [
        (f.strength * support(e, f), f) for f in e.by(Bearing.CONFLICT) if support(e, f) >= SUPPORT
    ]
    foreign = bool(e.alignment.names_a and e.alignment.names_b)
    if conflicts and not apart and not foreign:
        conflicts.sort(key=lambda c: -c[0])
        return Verdict(Bearing.CONFLICT, conflicts[0][0], tuple(f for _, f in conflicts))
    pulls = [
        (f.strength * support(e, f), f)
        for f in (*e.by(Bearing.CONFLICT), *e.by(Bearing.TENSION))
        if support(e, f) >= SUPPORT
    ]
    if pulls and not foreign:
        pulls.sort(key=lambda c: -c[0])
        return Verdict(Bearing.TENSION, pulls[0][0], tuple(f for _, f in pulls))
    cover = max(e.alignment.cover_a, e.alignment.cover_b)
    if (
        apart
        and not foreign
        and cover >= 0.9
        and min(e.alignment.cover_a, e.alignment.cover_b) > 0.8
    ):
        return Verdict(Bearing.CONFLICT, 0.6, tuple(apart))
    agreeing = tuple(e.by(Bearing.AGREEMENT))
    if not apart and not foreign and not pulls and cover >= AGREEMENT:
        return Verdict(Bearing.AGREEMENT, cover, agreeing)
    return Verdict(None, 0.0)
