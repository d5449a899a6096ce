"""Compare two statements: the relation, what it turns on, and the reason in one sentence."""

from __future__ import annotations

from claims.attribution import Voice
from claims.comparison.analysis import analyse
from claims.comparison.finding import Bearing, Finding
from claims.comparison.judge import Evidence, Verdict, judge, weigh
from claims.comparison.value import (
    UNRELATED,
    Aspect,
    Comparison,
    Reason,
    RelationKind,
    Statement,
)
from claims.quantity import read_day


def compare(a: Statement | str, b: Statement | str) -> Comparison:
    """Return how two statements relate, and why.

    The verdict does not depend on the order, but for `reverse`, which says that
    b is the earlier (updates) or the nearer to the origin (echoes).

    >>> c = compare("The bridge was closed on Monday.", "The bridge was not closed on Monday.")
    >>> c.relation.value, c.aspect.value
    ('contradicts', 'negation')
    >>> compare("About 400 people marched.", "Some 412 people marched.").relation.value
    'same'
    """
    x = Statement(a) if isinstance(a, str) else a
    y = Statement(b) if isinstance(b, str) else b
    swapped = y.text < x.text
    if swapped:
        x, y = y, x
    answer = _compare(x, y)
    return flip(answer) if swapped else answer


def flip(c: Comparison) -> Comparison:
    """Return the same comparison with a and b exchanged."""
    directed = c.relation in (RelationKind.UPDATES, RelationKind.ECHOES)
    reasons = tuple(reason.flip() for reason in c.reasons)
    return Comparison(c.relation, c.aspect, c.score, reasons, directed and not c.reverse)


def _compare(a: Statement, b: Statement) -> Comparison:
    evidence = weigh(analyse(a), analyse(b))
    verdict = judge(evidence)
    if verdict.bearing is Bearing.CONFLICT:
        return _conflict(evidence, verdict)
    if verdict.bearing is Bearing.TENSION:
        return _answer(RelationKind.TENSION, evidence, verdict)
    if verdict.bearing is Bearing.AGREEMENT:
        return _agreement(evidence, verdict)
    return UNRELATED


def _answer(
    kind: RelationKind, e: Evidence, verdict: Verdict, *, reverse: bool = False, lead: str = ""
) -> Comparison:
    reasons = tuple(reason(e, f, kind, lead) for f in verdict.findings)
    aspect = verdict.findings[0].aspect if verdict.findings else Aspect.WORDING
    return Comparison(kind, aspect, verdict.score, reasons, reverse)


def _conflict(e: Evidence, verdict: Verdict) -> Comparison:
    """Tell a conflict between two sources from one account that replaces another."""
    a, b = e.a.statement, e.b.statement
    order = _order(a, b)
    if order == 0:
        return _answer(RelationKind.CONTRADICTS, e, verdict)
    early, late = (a, b) if order < 0 else (b, a)
    finding = verdict.findings[0]
    if _same_person(a, b):
        lead = f"{late.speaker} changed what {early.speaker} had said"
        return _answer(RelationKind.UPDATES, e, verdict, reverse=order > 0, lead=lead)
    if finding.aspect is Aspect.NUMBER and _replaces(e, finding, early_first=order < 0):
        return _answer(RelationKind.UPDATES, e, verdict, reverse=order > 0, lead="the later figure")
    return _answer(RelationKind.CONTRADICTS, e, verdict)


def _same_person(a: Statement, b: Statement) -> bool:
    return a.speaker is not None and a.speaker == b.speaker


def _order(a: Statement, b: Statement) -> int:
    """Return -1 when a was said before b, 1 when after, 0 when the dates do not tell."""
    x, y = read_day(a.said or a.published), read_day(b.said or b.published)
    if x is None or y is None:
        return 0
    return -1 if x[1] < y[0] else 1 if y[1] < x[0] else 0


_NEWER = (
    "rise",
    "rose",
    "risen",
    "now",
    "revise",
    "correct",
    "update",
    "latest",
    "so far",
    "climb",
    "new",
)


def _replaces(e: Evidence, finding: Finding, *, early_first: bool) -> bool:
    """Tell whether the later figure is a later state of the earlier one: a toll that rises."""
    early, late = (e.a, e.b) if early_first else (e.b, e.a)
    toll = any(h.concept in ("life", "harm", "found") for h in late.hits)
    low_early = _figure(early.quantities, finding.range_a if early_first else finding.range_b)
    low_late = _figure(late.quantities, finding.range_b if early_first else finding.range_a)
    text = late.statement.text.lower()
    newer = any(word in text for word in _NEWER)
    rising = toll and low_late > low_early
    speakers = {early.statement.speaker, late.statement.speaker}
    unnamed = None in speakers or early.statement.voice is late.statement.voice is Voice.AUTHORIAL
    same_origin = (
        early.statement.origin is not None and early.statement.origin == late.statement.origin
    )
    return newer or same_origin or (rising and unnamed)


def _figure(quantities: tuple[object, ...], where: tuple[int, int]) -> float:
    for q in quantities:
        if getattr(q, "span").start == where[0]:  # noqa: B009
            return float(getattr(q, "low"))  # noqa: B009
    return 0.0


def _agreement(e: Evidence, verdict: Verdict) -> Comparison:
    a, b = e.a.statement, e.b.statement
    origin_a, origin_b = a.origin or a.speaker, b.origin or b.speaker
    if origin_a is None or origin_b is None:
        return _answer(RelationKind.SAME, e, verdict)
    if origin_a != origin_b:
        return _answer(RelationKind.CORROBORATES, e, verdict)
    return _answer(RelationKind.ECHOES, e, verdict, reverse=_order(a, b) > 0)


def reason(e: Evidence, f: Finding, kind: RelationKind, lead: str = "") -> Reason:
    """Return the finding as a reason with its words, spans and a sentence."""
    words_a = e.a.statement.text[slice(*f.range_a)]
    words_b = e.b.statement.text[slice(*f.range_b)]
    sentence = _sentence(f, words_a, words_b, kind)
    if lead:
        sentence = f"{lead[0].upper()}{lead[1:]}: {sentence[0].lower()}{sentence[1:]}"
    return Reason(f.aspect, words_a, words_b, sentence, (f.range_a,), (f.range_b,))


def _sentence(f: Finding, a: str, b: str, kind: RelationKind) -> str:
    if kind in (RelationKind.SAME, RelationKind.CORROBORATES, RelationKind.ECHOES):
        return f"Both say it: “{a}” and “{b}”."
    if kind is RelationKind.TENSION:
        return f"They pull apart, but both could hold: “{a}” against “{b}”."
    sentences = {
        Aspect.NEGATION: f"One says “{a}”, the other “{b}”, and one of the two is negated.",
        Aspect.ANTONYM: f"“{a}” and “{b}” are opposites, said of the same thing.",
        Aspect.NUMBER: f"The figures differ: “{a}” against “{b}”.",
        Aspect.DATE: f"The times differ: “{a}” against “{b}”.",
        Aspect.DENIAL: f"One side denies what the other asserts: “{a}” against “{b}”.",
        Aspect.ROLE: f"Who did it differs: “{a}” against “{b}”.",
        Aspect.ATTRIBUTION: f"Whether it was said at all is disputed: “{a}” against “{b}”.",
    }
    return sentences.get(f.aspect, f"“{a}” stands against “{b}”.")
