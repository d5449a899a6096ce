"""The evidence as numbers, by name: what the decision is made from."""

from __future__ import annotations

from claims.comparison import lexicon
from claims.comparison.analysis import Analysis
from claims.comparison.argument import Arguments, arguments
from claims.comparison.crossencoder import Opinion, stored
from claims.comparison.evidence import (
    Evidence,
    Fit,
    figure,
    fit,
    guard,
    names_apart,
    same,
    value,
)
from claims.comparison.finding import (
    Bearing,
    main_predicate,
)
from claims.comparison.marked import BESIDE, answers, gap
from claims.comparison.parse import Tag
from claims.comparison.speaker import one_origin, one_speaker
from claims.comparison.value import Aspect, Statement, days_between


def features(e: Evidence, opinion: Opinion | None = None) -> dict[str, float]:
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
        "names apart": float(names_apart(e)),
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
    out["rival"] = max(
        (value(e, f) for f in e.by(Bearing.CONFLICT) if f.aspect is Aspect.ROLE), default=0.0
    )
    out["number lone"] = float(_lone_number(e))
    return out | _read(opinion, out) | _told(e, opinion) if opinion else out


def _read(opinion: Opinion, found: dict[str, float]) -> dict[str, float]:
    """Return what the cross-encoder says, alone and with what was computed."""
    conflict, agreement = opinion.chances
    return {
        "read near": opinion.near,
        "read conflict": min(6.0, max(-6.0, opinion.conflict)) / 3,
        "read agreement": min(6.0, max(-6.0, opinion.agreement)) / 3,
        "read conflict found": conflict * found["conflict there"],
        "read conflict apart": conflict * max(found["date apart"], found["names apart"]),
        "read agreement apart": agreement * max(found["date apart"], found["names apart"]),
        "read agreement found": agreement * found["conflict there"],
    }


MONTH = 30


def _told(e: Evidence, opinion: Opinion) -> dict[str, float]:
    """Return what is known of who said it, when and where; nothing of texts that stand alone."""
    a, b = e.a.statement, e.b.statement
    days = days_between(a, b)
    here = a.document is not None and a.document == b.document
    replaced = min(6.0, max(-6.0, opinion.replaced)) / 3
    return {
        "one document": float(here),
        "answered": _answered(a, b),
        "one speaker": float(one_speaker(a, b)),
        "one origin": float(one_origin(a, b)),
        "no speaker": float(a.speaker is None or b.speaker is None),
        "days apart": min(abs(days or 0), MONTH) / MONTH,
        "read replaced": replaced if days else 0.0,
        "read replaced, one day": replaced if stored(a, b) and not days else 0.0,
        **_later(e, days or 0),
        "fragment": float(min(len(e.a.content), len(e.b.content)) < TELLING),
        "without verb": float(not (_has_verb(e.a) and _has_verb(e.b))),
        "guarded": float(guard(e.a) is not None or guard(e.b) is not None),
        "one in the other": float(a.text in b.text or b.text in a.text),
    }


def _answered(a: Statement, b: Statement) -> float:
    """Return how near two claims of a document stand that may answer one another, 0 to 1."""
    return 1 - (gap(a, b) or 0) / BESIDE if answers(a, b) else 0.0


def _later(e: Evidence, days: int) -> dict[str, float]:
    """Return what speaks for one side being a later state of the other, `days` from a to b."""
    early, late = (e.a, e.b) if days > 0 else (e.b, e.a)
    before, after = early.forms, late.forms
    counted = all(any(not q.is_time for q in side.quantities) for side in (early, late))
    growth = 0.0
    for f in e.by(Bearing.CONFLICT, Aspect.NUMBER):
        early_range, late_range = (f.range_a, f.range_b) if days > 0 else (f.range_b, f.range_a)
        growth = figure(late, late_range) - figure(early, early_range)
        break
    return {
        "dated apart": float(days != 0),
        "earlier ahead": float(days != 0 and bool(before & lexicon.word_set("ahead"))),
        "earlier unsettled": float(days != 0 and bool(before & lexicon.word_set("unsettled"))),
        "later settled": float(days != 0 and bool(after & lexicon.word_set("settled"))),
        "later newer": float(days != 0 and bool(after & lexicon.word_set("newer"))),
        "later counted": float(days != 0 and counted),
        "later toll": float(days != 0 and counted and any(h.concept in TOLL for h in late.hits)),
        "later more": float(days != 0 and growth > 0),
        "later less": float(days != 0 and growth < 0),
        "later revised": float(days != 0 and late.statement.revised),
        "later told again": float(days != 0 and late.statement.again),
        "later by one mouth": float(days != 0 and one_speaker(e.a.statement, e.b.statement)),
        "later by the source": float(days != 0 and late.statement.speaker is None),
        "later, both by a source": float(
            days != 0 and e.a.statement.speaker is None and e.b.statement.speaker is None
        ),
    }


TOLL = ("life", "harm", "found")
"""What is said of the dead, the hurt and the missing, whose number is told again as it grows."""


TELLING = 3
"""Words that tell something which a statement has to have; a shorter one is a fragment."""


def _has_verb(side: Analysis) -> bool:
    return any(side.words[i].word.tag is Tag.VERB for i in side.content)


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
    theme, agent = same(e, x.theme, y.theme), same(e, x.agent, y.agent)
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
