"""From evidence to a verdict: a small calibrated decision, its weights and thresholds in a card."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache, partial

from claims.comparison import lexicon
from claims.comparison.analysis import Analysis
from claims.comparison.company import Company, Disputes, Tempering, companies, mark, within
from claims.comparison.crossencoder import Opinion
from claims.comparison.evidence import Evidence, elsewhere, names_apart, value
from claims.comparison.feature import features
from claims.comparison.finding import (
    Bearing,
    Finding,
    main_predicate,
)
from claims.comparison.trees import forest
from claims.comparison.value import Aspect, Range, Statement


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the evidence speaks for, how surely, and the findings that say so."""

    bearing: Bearing | None
    score: float
    findings: tuple[Finding, ...] = ()
    replaced: bool = False
    """The earlier one was overtaken by the later."""


def judge(e: Evidence, opinion: Opinion, chances: Chances | None = None) -> Verdict:
    """Return the verdict on two statements, with the findings that it rests on.

    The same words but for a 'not' or an opposite, or with the roles exchanged, need no
    reading. Claims of documents are judged by everything together, which their `chances` hold.
    Of two texts that somebody puts side by side, which have none, a dispute that the computed
    evidence finds holds where the cross-encoder does not rule it out. An agreement holds where
    the evidence is sure of it, or where almost nothing but a hedge, say, is left over and the
    cross-encoder sees no dispute.
    """
    computed = judge_computed(e)
    if bare_opposite(e, computed):
        return computed
    if chances:
        return judge_stored(e, chances)
    disputed = computed.bearing in (Bearing.CONFLICT, Bearing.TENSION)
    if disputed and opinion.chances[0] >= card().bar("computed", "not ruled out"):
        return computed
    agreed = computed.bearing is Bearing.AGREEMENT
    if agreed and computed.score >= card().bar("computed", "sure"):
        return computed
    read = judge_read(e, opinion)
    return computed if agreed and alike(e) and read.bearing is None else read


ALIKE = 0.9
"""The least part of the information of both statements that answers to the other's."""


def bare_opposite(e: Evidence, computed: Verdict) -> bool:
    """Tell whether two statements say the same but for a negation, an opposite or who does it."""
    if computed.bearing is not Bearing.CONFLICT:
        return False
    opposite = computed.findings[0].aspect in (Aspect.NEGATION, Aspect.ANTONYM, Aspect.ROLE)
    return opposite and alike(e)


def alike(e: Evidence) -> bool:
    """Tell whether almost all that either statement tells answers to something in the other."""
    return min(e.alignment.cover_a, e.alignment.cover_b) >= ALIKE


def judge_stored(e: Evidence, chances: Chances) -> Verdict:
    """Return the verdict on two stored claims by the chances that all that is known gives them.

    A guarded side makes a conflict a tension.
    """
    bar = partial(card().bar, "stored")
    ranked = ranked_findings(e, Bearing.CONFLICT)
    found = tuple(ranked or ranked_findings(e, Bearing.TENSION) or [apart_words(e)])
    score = chances.listed
    if score >= bar("listed"):
        if chances.update > max(chances.conflict, chances.pull):
            return Verdict(Bearing.CONFLICT, score, found, replaced=True)
        sure = score >= bar("contradicts") and chances.conflict >= chances.pull
        if sure and not (guarded(e) and not ranked):
            return Verdict(Bearing.CONFLICT, score, found)
        return Verdict(Bearing.TENSION, score, found)
    if chances.agreement >= max(bar("agreement"), score):
        findings = tuple(ranked_findings(e, Bearing.AGREEMENT))
        return Verdict(Bearing.AGREEMENT, chances.agreement, findings)
    return Verdict(None, max(score, chances.agreement))


def judge_read(e: Evidence, opinion: Opinion) -> Verdict:
    """Return the verdict on two texts by evidence and cross-encoder together.

    A guarded side makes a conflict a tension; so does a time that only one side gives.
    """
    bar = partial(card().bar, "read")
    chances = probabilities(e, "read", opinion)
    conflict, agreement = chances.conflict, chances.agreement
    ranked = ranked_findings(e, Bearing.CONFLICT)
    pulls = ranked_findings(e, Bearing.TENSION)
    found = tuple(ranked or pulls or [apart_words(e)])
    if conflict >= bar("contradicts"):
        if not elsewhere(e, found[0]) and not (guarded(e) and not ranked):
            return Verdict(Bearing.CONFLICT, conflict, found)
        if guarded(e) or one_sided(e) or conflict >= bar("elsewhere"):
            return Verdict(Bearing.TENSION, conflict, found)
        return Verdict(None, conflict)
    if conflict >= bar("tension") and not elsewhere(e, found[0]):
        return Verdict(Bearing.TENSION, conflict, found)
    if agreement >= bar("agreement") and agreement > conflict:
        return Verdict(Bearing.AGREEMENT, agreement, tuple(ranked_findings(e, Bearing.AGREEMENT)))
    return Verdict(None, max(conflict, agreement))


def judge_computed(e: Evidence) -> Verdict:
    """Return the verdict by computed evidence alone: conflict only where a finding says so."""
    bar = partial(card().bar, "computed")
    chances = probabilities(e, "computed")
    conflict, agreement = chances.conflict, chances.agreement
    ranked = ranked_findings(e, Bearing.CONFLICT)
    pulls = ranked_findings(e, Bearing.TENSION)
    if conflict >= bar("contradicts") and ranked:
        if not elsewhere(e, ranked[0]):
            return Verdict(Bearing.CONFLICT, conflict, tuple(ranked))
        return Verdict(Bearing.TENSION if one_sided(e) else None, conflict, tuple(ranked))
    lead = next(iter(ranked or pulls), None)
    if lead and conflict >= bar("tension") and not elsewhere(e, lead):
        return Verdict(Bearing.TENSION, conflict, tuple(ranked or pulls))
    if pulls and value(e, pulls[0]) >= bar("pull") and not elsewhere(e, pulls[0]):
        return Verdict(Bearing.TENSION, max(conflict, value(e, pulls[0])), tuple(pulls))
    times = rival_times(e)
    if times:
        return Verdict(Bearing.CONFLICT, max(conflict, 0.6), tuple(times))
    if agreement >= bar("agreement"):
        return Verdict(Bearing.AGREEMENT, agreement, tuple(ranked_findings(e, Bearing.AGREEMENT)))
    return Verdict(None, max(conflict, agreement))


def guarded(e: Evidence) -> bool:
    """Tell whether a hedge guards one of the statements."""
    return any(
        side.guarded or ((main := main_predicate(side)) is not None and side.words[main].weak)
        for side in (e.a, e.b)
    )


ANSWERED = 0.5
"""The least part of both statements that answers to the other's, so that words tell them apart."""


def apart_words(e: Evidence) -> Finding:
    """Return the words of either side that answer to nothing on the other: where they differ.

    Two accounts in other words differ as a whole.
    """
    linked_a, linked_b = {k.a for k in e.alignment.links}, {k.b for k in e.alignment.links}
    if min(e.alignment.cover_a, e.alignment.cover_b) < ANSWERED:
        linked_a, linked_b = set(), set()
    return Finding(
        Aspect.WORDING, Bearing.CONFLICT, 0.5, _loose(e.a, linked_a), _loose(e.b, linked_b)
    )


def _loose(side: Analysis, linked: set[int]) -> Range:
    loose = [i for i in side.content if i not in linked]
    if not loose or not linked:
        return 0, len(side.statement.text)
    return side.span(loose[0], loose[-1])


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
class Decision:
    """Weights of the features for what Chances names, in its order, and the bars chosen for it.

    Of two texts nothing is known that could make one an update of the other.
    """

    weights: dict[str, tuple[float, ...]]
    bars: dict[str, float]


@dataclass(frozen=True, slots=True)
class Card:
    """Three decisions: by the computed evidence alone, with the encoder, and of stored claims.

    Stored claims that came up for comparison are in conflict far more rarely than two
    texts that somebody puts side by side, and more is known of them.
    """

    decisions: dict[str, Decision]
    tempering: Tempering

    def bar(self, decision: str, name: str) -> float:
        return self.decisions[decision].bars[name]


@lru_cache(maxsize=1)
def card() -> Card:
    raw = json.loads((lexicon.DATA / "decision.json").read_text(encoding="utf-8"))
    return Card(
        {
            name: Decision({k: tuple(w) for k, w in d["weights"].items()}, d["bars"])
            for name, d in raw["decisions"].items()
        },
        Tempering(**raw["tempering"]),
    )


@dataclass(frozen=True, slots=True)
class Chances:
    """How likely two statements are in conflict, agree, replace or pull against one another.

    What is left is neither.
    """

    conflict: float
    agreement: float
    update: float = 0.0
    pull: float = 0.0

    @property
    def listed(self) -> float:
        """Return how likely there is something between the two that is no agreement."""
        return self.conflict + self.update + self.pull

    def among(self, company: Company, tempering: Tempering) -> Chances:
        """Return the chances of a pair that is not judged alone.

        >>> Chances(0.4, 0.3, pull=0.1).among(Company(0, 0), Tempering(0, 1, 0, 0))
        Chances(conflict=0.4, agreement=0.3, update=0.0, pull=0.1)
        """
        alone, listed = within(self.listed), tempering(self.listed, company)
        there, rest = listed / alone, (1 - listed) / (1 - alone)
        return Chances(
            self.conflict * there, self.agreement * rest, self.update * there, self.pull * there
        )


def probabilities(e: Evidence, decision: str, opinion: Opinion | None = None) -> Chances:
    """Return the chances by one of the card's decisions; of stored claims the trees have a say."""
    weights = card().decisions[decision].weights
    found = features(e, opinion)
    totals = [0.0] * len(weights["bias"])
    for name, x in found.items():
        for k, w in enumerate(weights.get(name, ())):
            totals[k] += w * x
    top = max(0.0, *totals)
    odds = [math.exp(total - top) for total in totals]
    whole = sum(odds) + math.exp(-top)
    chances = [x / whole for x in odds]
    if decision == "stored":
        *by_trees, _ = forest().chances(found)
        chances = [(x + y) / 2 for x, y in zip(chances, by_trees, strict=True)]
    return Chances(*chances)


def chances_among(
    pairs: Sequence[tuple[Statement, Statement]], alone: Sequence[Chances], known: Disputes
) -> list[Chances]:
    """Return the chances of each pair of stored claims by the company that the two keep.

    `alone` are the chances of each pair by itself, `known` the disputes that stood before.
    """
    marks = [(mark(a), mark(b)) for a, b in pairs]
    around = companies(marks, [chances.listed for chances in alone], known)
    return [
        chances.among(company, card().tempering)
        for chances, company in zip(alone, around, strict=True)
    ]
