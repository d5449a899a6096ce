"""From findings to a relation: whether what differs is said of the same things, and who came first."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from claims.comparison import lexicon
from claims.comparison.align import Alignment, align, word_similarity
from claims.comparison.analysis import Analysis
from claims.comparison.argument import Arguments, arguments
from claims.comparison.comparative import find_rankings
from claims.comparison.finding import (
    Bearing,
    Finding,
    find_antonyms,
    find_attribution,
    find_contrasts,
    find_holders,
    find_negation,
    find_poles,
    find_roles,
    find_uniques,
    main_predicate,
)
from claims.comparison.measure import find_dates, find_labels, find_numbers, find_parts
from claims.comparison.parse import Tag
from claims.comparison.value import Aspect, Range


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
    theme = _same(e, x.theme, y.theme)
    if theme < 1 and _any_linked(e, [x.theme], y.all):
        theme = max(theme, 0.7)
    if theme < 1 and _any_linked(e, x.all, [y.theme]):
        theme = max(theme, 0.7)
    near = 1.0 if _any_linked(e, x.all, y.all) else 0.0
    return Fit(theme, _same(e, x.agent, y.agent), near)


def _ends(a: Analysis, span: Range, words: tuple[int, ...]) -> tuple[int, int]:
    if words:
        return words[0], words[-1]
    inside = [i for i, s in enumerate(a.words) if span[0] <= s.word.start < span[1]]
    return (inside[0], inside[-1]) if inside else (0, 0)


def _same(e: Evidence, i: int | None, j: int | None) -> float:
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


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the evidence speaks for, how surely, and the findings that say so."""

    bearing: Bearing | None
    score: float
    findings: tuple[Finding, ...] = ()


def judge(e: Evidence) -> Verdict:
    """Return the verdict: conflict only where a finding says so and the card's threshold is met."""
    conflict, agreement = probabilities(e)
    ranked = ranked_findings(e, Bearing.CONFLICT)
    pulls = ranked_findings(e, Bearing.TENSION)
    if conflict >= card().threshold("contradicts") and ranked:
        kind = Bearing.TENSION if elsewhere(e, ranked[0]) else Bearing.CONFLICT
        return Verdict(kind, conflict, tuple(ranked))
    if conflict >= card().threshold("tension") and (ranked or pulls):
        lead = (ranked or pulls)[0]
        if not elsewhere(e, lead):
            return Verdict(Bearing.TENSION, conflict, tuple(ranked or pulls))
    if pulls and value(e, pulls[0]) >= card().threshold("pull") and not elsewhere(e, pulls[0]):
        return Verdict(Bearing.TENSION, max(conflict, value(e, pulls[0])), tuple(pulls))
    times = rival_times(e)
    if times:
        return Verdict(Bearing.CONFLICT, max(conflict, 0.6), tuple(times))
    if agreement >= card().threshold("agreement"):
        return Verdict(Bearing.AGREEMENT, agreement, tuple(ranked_findings(e, Bearing.AGREEMENT)))
    return Verdict(None, max(conflict, agreement))


def elsewhere(e: Evidence, f: Finding) -> bool:
    """Tell whether the two speak of different times, places or things, so that both can hold."""
    if e.by(Bearing.APART):
        return True
    if f.note in ("rival", "ranking") or f.aspect is Aspect.ATTRIBUTION:
        return False
    return bool(e.alignment.names_a and e.alignment.names_b)


def rival_times(e: Evidence) -> list[Finding]:
    """Return times that cannot both be right: of one event, told alike but for when it was."""
    apart = e.by(Bearing.APART)
    planned = all(any(s.future for s in side.words) for side in (e.a, e.b))
    fine = ("day", "clock", "month") if planned else ("day", "clock")
    if not apart or any(f.aspect is not Aspect.DATE or f.note not in fine for f in apart):
        return []
    al = e.alignment
    if min(al.cover_a, al.cover_b) < 0.7 or al.cover_a + al.cover_b < 1.6:
        return []
    if e.by(Bearing.CONFLICT) or e.by(Bearing.TENSION) or (al.names_a and al.names_b):
        return []
    return apart


def ranked_findings(e: Evidence, bearing: Bearing) -> list[Finding]:
    """Return the findings of one bearing, the best supported first, one for each place."""
    scored = sorted(e.by(bearing), key=lambda f: -value(e, f))
    kept: list[Finding] = []
    for f in scored:
        if not any(_touch(f.range_a, k.range_a) and _touch(f.range_b, k.range_b) for k in kept):
            kept.append(f)
    return kept[:3]


def _touch(x: Range, y: Range) -> bool:
    return x[0] < y[1] and y[0] < x[1]


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


def features(e: Evidence) -> dict[str, float]:
    """Return what the decision is made from, by name (the card has a weight for each)."""
    al = e.alignment
    small, large = sorted((al.cover_a, al.cover_b))
    loose = sorted((al.total_a - al.matched_a, al.total_b - al.matched_b))
    out = {
        "bias": 1.0,
        "cover small": small,
        "cover large": large,
        "cover large high": float(large >= 0.85),
        "loose small": min(loose[0], 4.0) / 4,
        "loose large": min(loose[1], 6.0) / 6,
        "names shared": float(al.shared_names > 0),
        "names apart": float(bool(al.names_a) and bool(al.names_b)),
        "names lone": float(bool(al.names_a) != bool(al.names_b)),
        **_main(e),
        **_loose_verbs(e),
    }
    best = {b: max((value(e, f) for f in e.by(b)), default=0.0) for b in Bearing}
    conflict = best[Bearing.CONFLICT]
    out["conflict best"] = conflict
    out["conflict there"] = min(1.0, max(0.0, (conflict - 0.2) / 0.25))
    out["conflict sure"] = conflict * large
    out["tension best"] = best[Bearing.TENSION]
    out["agreement best"] = best[Bearing.AGREEMENT]
    numbers = [value(e, f) for f in e.by(Bearing.AGREEMENT) if f.aspect is Aspect.NUMBER]
    out["number agrees"] = max(numbers, default=0.0)
    dates = [f for f in e.findings if f.aspect is Aspect.DATE]
    out["date apart"] = float(any(f.bearing is Bearing.APART for f in dates))
    out["date apart and alike"] = out["date apart"] * small
    out["date agrees"] = float(any(f.bearing is Bearing.AGREEMENT for f in dates))
    out["label apart"] = float(
        any(f.note == "label" and f.bearing is Bearing.APART for f in e.findings)
    )
    lead = max(e.by(Bearing.CONFLICT), key=lambda f: value(e, f), default=None)
    where = fit(e, lead) if lead else Fit(0, 0, 0)
    out["conflict theme"] = max(0.0, where.theme) if lead else 0.0
    out["conflict theme apart"] = max(0.0, -where.theme) if lead else 0.0
    out["conflict agent apart"] = max(0.0, -where.agent) if lead else 0.0
    out["number lone"] = float(_lone_number(e))
    return out


def _loose_verbs(e: Evidence) -> dict[str, float]:
    """Return how many verbs have no partner; where both sides have one, they tell of two things."""
    linked_a = {k.a for k in e.alignment.links} | _words_of_findings(e, "words_a")
    linked_b = {k.b for k in e.alignment.links} | _words_of_findings(e, "words_b")
    left = sum(i not in linked_a for i in e.a.content if e.a.words[i].word.tag is Tag.VERB)
    right = sum(j not in linked_b for j in e.b.content if e.b.words[j].word.tag is Tag.VERB)
    return {
        "verbs loose both": float(min(left, right, 2)) / 2,
        "verbs loose": float(left + right > 0),
    }


def _words_of_findings(e: Evidence, side: str) -> set[int]:
    return {i for f in e.findings if f.bearing is not Bearing.APART for i in getattr(f, side)}


def _lone_number(e: Evidence) -> bool:
    """A figure that the other side has nothing to answer to."""
    told = {f.range_a[0] for f in e.findings if f.aspect is Aspect.NUMBER}
    return any(q.span.start not in told for q in e.a.quantities if not q.is_time)


def _main(e: Evidence) -> dict[str, float]:
    """Return whether the main predicates, and what they are said of, answer to one another."""
    i, j = main_predicate(e.a), main_predicate(e.b)
    concepts_a = {h.concept for h in e.a.hits if i is not None and h.first <= i <= h.last}
    concepts_b = {h.concept for h in e.b.hits if j is not None and h.first <= j <= h.last}
    linked = max((k.score for k in e.alignment.links if k.a == i or k.b == j), default=0.0)
    both = any(k.a == i and k.b == j for k in e.alignment.links) or bool(concepts_a & concepts_b)
    x = arguments(e.a, i, i) if i is not None else Arguments()
    y = arguments(e.b, j, j) if j is not None else Arguments()
    theme, agent = _same(e, x.theme, y.theme), _same(e, x.agent, y.agent)
    heads = [k for k in e.alignment.links if k.a in x.all or k.b in y.all]
    return {
        "main linked": float(both),
        "main found": linked,
        "theme same": max(0.0, theme),
        "theme apart": max(0.0, -theme),
        "agent same": max(0.0, agent),
        "agent apart": max(0.0, -agent),
        "heads linked": min(3, len(heads)) / 3,
    }


@dataclass(frozen=True, slots=True)
class Card:
    """The weights of the decision, the thresholds chosen with them, and the figures they reach."""

    weights: dict[str, tuple[float, float]]
    thresholds: dict[str, float]

    def threshold(self, name: str) -> float:
        return self.thresholds[name]


@lru_cache(maxsize=1)
def card() -> Card:
    raw = json.loads((lexicon.DATA / "judge.json").read_text(encoding="utf-8"))
    weights = {name: (w[0], w[1]) for name, w in raw["weights"].items()}
    return Card(weights, raw["thresholds"])


def probabilities(e: Evidence) -> tuple[float, float]:
    """Return how likely conflict and agreement are; what is left is neither."""
    conflict = agreement = 0.0
    for name, x in features(e).items():
        w = card().weights.get(name, (0.0, 0.0))
        conflict += w[0] * x
        agreement += w[1] * x
    top = max(conflict, agreement, 0.0)
    parts = [math.exp(conflict - top), math.exp(agreement - top), math.exp(-top)]
    return parts[0] / sum(parts), parts[1] / sum(parts)
