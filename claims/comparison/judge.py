"""From evidence to a verdict: a small calibrated decision, its weights and thresholds in a card."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import lru_cache

from claims.comparison import lexicon
from claims.comparison.evidence import Evidence, elsewhere, names_apart, value
from claims.comparison.feature import features
from claims.comparison.finding import (
    Bearing,
    Finding,
)
from claims.comparison.value import Aspect, Range


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
        if not elsewhere(e, ranked[0]):
            return Verdict(Bearing.CONFLICT, conflict, tuple(ranked))
        if one_sided(e):
            return Verdict(Bearing.TENSION, conflict, tuple(ranked))
        return Verdict(None, conflict)
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


def one_sided(e: Evidence) -> bool:
    """Tell whether only this sets the two apart: one gives a time, the other gives none."""
    apart = e.by(Bearing.APART)
    return bool(apart) and all(f.note == "since" for f in apart) and not names_apart(e)


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
    if e.by(Bearing.CONFLICT) or e.by(Bearing.TENSION) or names_apart(e):
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
