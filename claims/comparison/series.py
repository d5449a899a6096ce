"""Series for a timeline: figures of one measure, positions on one proposition."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from claims.comparison import lexicon
from claims.comparison.analysis import Analysis, analyse
from claims.comparison.dispute import Side, find_disputes, marks, names_clash, subject_of
from claims.comparison.measure import same_measure
from claims.comparison.stated import is_against, outside, statement_of
from claims.comparison.term import terms
from claims.comparison.timeline import (
    Point,
    Range,
    Series,
    Updates,
    figure_change,
    in_time,
    position_change,
    with_changes,
)
from claims.comparison.value import AGREEMENT, Aspect, RelationKind
from claims.quantity import Quantity, QuantityKind, comparable, read_day
from claims.record import ClaimRecord, RelationRecord

FIGURES = frozenset(
    {
        QuantityKind.COUNT,
        QuantityKind.AMOUNT,
        QuantityKind.MONEY,
        QuantityKind.PERCENT,
        QuantityKind.AGE,
        QuantityKind.DURATION,
    }
)
MOVING = (RelationKind.CONTRADICTS, RelationKind.TENSION, RelationKind.UPDATES)
SURE, LIKELY = 0.85, 0.55
SHARED = 0.5
LOOKED_AT = 6
"""Members of a series that a figure is compared with."""

LONG = 6
"""Words past which what a reason names is a whole content and not what differs."""

NEGATORS = frozenset({"not", "never", "no", "nobody", "none", "nothing", "neither", "without"})


Said = tuple[str, tuple[Range, ...]]
"""Words of a content that matter, and where they stand in it."""

Words = dict[str, Said]


@dataclass(frozen=True, slots=True)
class _Figure:
    claim: ClaimRecord
    analysis: Analysis
    quantity: Quantity
    subject: frozenset[str]

    @property
    def place(self) -> tuple[str, int]:
        return self.claim.document.id, outside(self.claim, self.quantity.span.start)


def find_series(
    claims: Sequence[ClaimRecord], relations: Sequence[RelationRecord]
) -> tuple[Series, ...]:
    """Return how figures and positions in these claims moved; what did move comes first.

    Relations with a claim that is not among `claims` are left aside.
    """
    known = {claim.id for claim in claims}
    inside = [r for r in relations if r.a.id in known and r.b.id in known]
    updates = frozenset((r.a.id, r.b.id) for r in inside if r.relation == RelationKind.UPDATES)
    figures = find_figures(claims, inside, updates)
    positions = find_positions(inside, updates)
    return tuple(
        sorted((*figures, *positions), key=lambda s: (not _moved(s), -len(s.points), s.heading))
    )


def _moved(series: Series) -> bool:
    """Tell whether not all points give one figure or one position."""
    first = series.points[0].figure
    return any(
        p.side != series.points[0].side
        or (p.figure and first and (p.figure.low, p.figure.high) != (first.low, first.high))
        for p in series.points
    )


def find_figures(
    claims: Iterable[ClaimRecord], relations: Sequence[RelationRecord], updates: Updates
) -> list[Series]:
    """Return a series for each measure that more than one claim gives a figure for."""
    linked = _linked(relations)
    buckets: dict[tuple[str, str], list[list[_Figure]]] = defaultdict(list)
    for figure in _figures(claims):
        groups = buckets[figure.quantity.kind, figure.quantity.unit]
        fitting = [group for group in groups if _belongs(figure, group, linked)]
        if fitting:
            max(fitting, key=len).append(figure)
        else:
            groups.append([figure])
    return [
        _figure_series(group, updates)
        for groups in buckets.values()
        for group in groups
        if len(group) > 1
    ]


def _figures(claims: Iterable[ClaimRecord]) -> list[_Figure]:
    """Return the figures of the claims in order of time; one of nested claims, the innermost."""
    found: dict[tuple[str, int], _Figure] = {}
    for claim in claims:
        analysis = analyse(statement_of(claim))
        subject = frozenset(t for t in terms(claim.content) if not t.startswith("#"))
        for quantity in analysis.quantities:
            if quantity.kind in FIGURES:
                figure = _Figure(claim, analysis, quantity, subject)
                held = found.get(figure.place)
                if held is None or len(claim.content) < len(held.claim.content):
                    found[figure.place] = figure
    order = {
        p.claim.id: n for n, p in enumerate(in_time(Point(f.claim, "") for f in found.values()))
    }
    return sorted(found.values(), key=lambda f: (order[f.claim.id], f.place))


def _linked(relations: Iterable[RelationRecord]) -> dict[tuple[str, str], tuple[int, int]]:
    """Return where in their contents the figures stand that relations set side by side."""
    found = {}
    for r in relations:
        if r.aspect == Aspect.NUMBER and r.relation in (
            RelationKind.CONTRADICTS,
            RelationKind.UPDATES,
        ):
            a, b = marks(r, "a"), marks(r, "b")
            if a and b:
                found[r.a.id, r.b.id] = a[0][0], b[0][0]
                found[r.b.id, r.a.id] = b[0][0], a[0][0]
    return found


def _belongs(
    figure: _Figure, group: Sequence[_Figure], linked: dict[tuple[str, str], tuple[int, int]]
) -> bool:
    """Tell whether a figure is of the measure of at least half of a series' last members."""
    members = group[-LOOKED_AT:]
    return 2 * sum(_one_measure(figure, other, linked) for other in members) >= len(members)


def _one_measure(
    one: _Figure, other: _Figure, linked: dict[tuple[str, str], tuple[int, int]]
) -> bool:
    p, q = one.quantity, other.quantity
    if one.claim.id == other.claim.id or not comparable(p, q):
        return False
    if linked.get((one.claim.id, other.claim.id)) == (p.span.start, q.span.start):
        return True
    smaller, shared = min(len(one.subject), len(other.subject)), one.subject & other.subject
    if not smaller or len(shared) < SHARED * smaller or names_clash(one.claim, other.claim):
        return False
    if _long_before(one, other) or _long_before(other, one):
        return False
    sure = same_measure(one.analysis, other.analysis, p, q)
    # a weak likeness of the measure needs more in common than the thing counted
    return sure >= SURE or (sure >= LIKELY and bool(shared - terms(" ".join((*p.noun, *q.noun)))))


def _long_before(one: _Figure, other: _Figure) -> bool:
    """Tell whether one names a time a year or more before the other was said: 'in 1987'."""
    dates = [q for q in one.analysis.quantities if q.kind is QuantityKind.DATE and q.unit == "date"]
    day = read_day(other.claim.said or other.claim.document.published)
    if not dates or day is None or any(q.is_time for q in other.analysis.quantities):
        return False
    return max(q.high for q in dates) < day[0].toordinal() - 365


def _figure_series(group: Sequence[_Figure], updates: Updates) -> Series:
    points = [
        Point(
            f.claim,
            f.quantity.span.text_in(f.claim.content),
            ((f.quantity.span.start, f.quantity.span.end),),
            figure=f.quantity,
        )
        for f in group
    ]
    nouns = Counter(lexicon.lemma(f.quantity.noun[-1], "n") for f in group if f.quantity.noun)
    unit = group[0].quantity.unit or None
    last = points[0].words.split()[-1]
    counted = min(nouns, key=lambda n: (-nouns[n], n)) if nouns else last if unit else "figure"
    subject = subject_of([[f.claim.content] for f in group], apart=frozenset({counted}))
    heading = f"{subject}: {counted}" if subject else counted
    return Series("figure", heading, with_changes(points, updates, figure_change), unit)


def find_positions(relations: Sequence[RelationRecord], updates: Updates) -> list[Series]:
    """Return a series for each proposition that claims affirm and deny, or put differently."""
    moving = [r for r in relations if r.relation in MOVING and r.aspect != Aspect.NUMBER]
    agreeing = [r for r in relations if r.relation in AGREEMENT]
    found = find_disputes(moving, [(r.a.id, r.b.id, r.relation) for r in agreeing])
    series = []
    for dispute in found:
        words = _words_by_claim(dispute.relations)
        joined = _with_agreeing(dispute.sides, agreeing, words)
        points = [
            Point(claim, *_told(words[claim.id], side.words), position=position, side=number)
            for number, (side, position) in enumerate(
                zip(dispute.sides, _positions(dispute.sides), strict=True)
            )
            for claim in joined[number]
        ]
        points = _innermost(points)
        changed = with_changes(points, updates, position_change)
        series.append(Series("position", dispute.heading, changed))
    return series


def _told(found: Said, side: str) -> Said:
    """Return words and spans; of a whole content only the words of its side, where it has them."""
    words, spans = found
    at = words.casefold().find(side.casefold())
    if len(words.split()) > LONG and at >= 0 and spans:
        start = spans[0][0] + at
        return words[at : at + len(side)], ((start, start + len(side)),)
    return words, spans


def _words_by_claim(relations: Iterable[RelationRecord]) -> Words:
    found: Words = {}
    for r in relations:
        for side, claim in (("a", r.a), ("b", r.b)):
            spans = marks(r, side)
            said = " ".join(claim.content[start:end] for start, end in spans)
            found.setdefault(claim.id, (said or claim.content, spans))
    return found


def _with_agreeing(
    sides: Sequence[Side], agreeing: Iterable[RelationRecord], words: Words
) -> list[list[ClaimRecord]]:
    """Return the claims of each side with those that agree with one of them and no other side."""
    side_of = {claim.id: n for n, side in enumerate(sides) for claim in side.claims}
    joins: dict[str, set[int]] = defaultdict(set)
    records: dict[str, ClaimRecord] = {}
    said: Words = {}
    for r in agreeing:
        for one, other, at in ((r.a, r.b, "b"), (r.b, r.a, "a")):
            if one.id in side_of and other.id not in side_of:
                theirs = _same_words(other, marks(r, at), words[one.id][0])
                if theirs is not None:
                    joins[other.id].add(side_of[one.id])
                    records[other.id] = other
                    said.setdefault(other.id, theirs)
    found = [list(side.claims) for side in sides]
    for key, numbers in joins.items():
        if len(numbers) == 1:
            found[next(iter(numbers))].append(records[key])
            words[key] = said[key]
    return found


def _same_words(claim: ClaimRecord, spans: tuple[Range, ...], words: str) -> Said | None:
    """Return the words of a claim that agree with given ones, None where it has other words."""
    content = claim.content
    theirs = " ".join(content[start:end] for start, end in spans)
    if len(theirs.split()) <= LONG:
        shared = set(words.casefold().split()) & set(theirs.casefold().split())
        return (theirs, spans) if shared else None
    at = content.casefold().find(words.casefold())
    return None if at < 0 else (words, ((at, at + len(words)),))


def _positions(sides: Sequence[Side]) -> list[str | None]:
    """Return for each side whether it affirms or denies; None where that is not the question.

    That is where no side denies, and where one of several both affirms and denies.
    """
    if len(sides) > 2 and any(_is_mixed(side) for side in sides):
        return [None] * len(sides)
    denying = [side.against != _negated(side.words) for side in sides]
    if all(denying) or not any(denying):
        return [None] * len(sides)
    return ["denies" if denies else "affirms" for denies in denying]


def _is_mixed(side: Side) -> bool:
    plain = [c for c in side.claims if side.words.casefold() in c.content.casefold()]
    return len({is_against(claim) for claim in plain}) > 1 or len(plain) * 2 < len(side.claims)


def _negated(words: str) -> bool:
    found = words.casefold().replace("’", "'").split()
    return any(word in NEGATORS or word.endswith("n't") for word in found)


def _innermost(points: Iterable[Point]) -> list[Point]:
    """Return one point of the claims that hold the very same words, the innermost."""
    found: dict[tuple[str, int, bool], Point] = {}
    for point in points:
        start = point.spans[0][0] if point.spans else 0
        key = (point.claim.document.id, outside(point.claim, start), is_against(point.claim))
        held = found.get(key)
        if held is None or len(point.claim.content) < len(held.claim.content):
            found[key] = point
    return list(found.values())
