"""How a figure or a position moved over time: the values, and what changed from row to row."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from claims.comparison.stated import is_against, is_guarded
from claims.quantity import Quantity, QuantityKind, read_day
from claims.record import ClaimRecord

Range = tuple[int, int]
Updates = frozenset[tuple[str, str]]
"""Pairs of claims' ids of which the second replaces the first."""

RELATIVE = frozenset({QuantityKind.AMOUNT, QuantityKind.DURATION})
"""Kinds whose difference is told in per cent: their unit is not the one that was said."""


@dataclass(frozen=True, slots=True)
class Point:
    """A claim in a series: the figure or the words that matter, and what they change.

    `change` is against the row before. `mark` is 'update' where the claim replaces an
    earlier one, 'reversal' where a speaker contradicts what they said before.
    """

    claim: ClaimRecord
    words: str
    spans: tuple[Range, ...] = ()
    figure: Quantity | None = None
    position: str | None = None
    side: int = 0
    change: str = ""
    mark: str | None = None

    @property
    def when(self) -> str | None:
        """When it was said, else when it was published, as far as that is known."""
        return self.claim.said or self.claim.document.published

    @property
    def dated_by(self) -> str | None:
        return "said" if self.claim.said else "published" if self.when else None

    @property
    def label(self) -> str:
        """The words in quotation marks, with 'not' where the speaker stands against them."""
        against = self.figure is None and is_against(self.claim)
        return f"not “{self.words}”" if against else f"“{self.words}”"

    @property
    def hedged(self) -> bool:
        return is_guarded(self.claim)

    def to_json(self) -> dict[str, Any]:
        """Return the form of a point in `claims timeline --format json`."""
        figure = self.figure
        return {
            "date": self.when,
            "dated_by": self.dated_by,
            "words": self.words,
            "spans": [list(span) for span in self.spans],
            "low": _finite(figure.low) if figure else None,
            "high": _finite(figure.high) if figure else None,
            "position": self.position,
            "hedged": self.hedged,
            "change": self.change,
            "mark": self.mark,
            "claim": self.claim.to_json(),
        }


@dataclass(frozen=True, slots=True)
class Series:
    """The reports of one measure or on one proposition in order of time, undated ones last."""

    kind: str
    heading: str
    points: tuple[Point, ...]
    unit: str | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the form of a series in `claims timeline --format json`."""
        return {
            "kind": self.kind,
            "heading": self.heading,
            "unit": self.unit,
            "points": [point.to_json() for point in self.points],
        }


def _finite(value: float) -> float | None:
    return None if math.isinf(value) else round(value, 6)


def in_time(points: Iterable[Point]) -> list[Point]:
    """Return points in order of the time said or published; the undated come last."""
    return sorted(points, key=_order)


def _order(point: Point) -> tuple[bool, int, int, str, int]:
    day = read_day(point.when)
    first, last = (day[0].toordinal(), day[1].toordinal()) if day else (0, 0)
    document = point.claim.document.id
    return day is None, first, last, document, point.claim.extent.start


def with_changes(
    points: Sequence[Point], updates: Updates, told: Callable[[Point, Sequence[Point]], Point]
) -> tuple[Point, ...]:
    """Return points in order, each with what `told` says of it after those before it."""
    done: list[Point] = []
    for point in in_time(points):
        if point.when is None:
            done.append(replace(point, change="undated"))
            continue
        new = told(point, done)
        earlier = {p.claim.id for p in done}
        if new.mark is None and any(b == point.claim.id and a in earlier for a, b in updates):
            new = replace(new, mark="update")
        done.append(new)
    return tuple(done)


def figure_change(point: Point, before: Sequence[Point]) -> Point:
    """Return the point with how its figure differs from the row before.

    A lower or higher figure of the same speaker or source is told as revised.
    """
    if not before or point.figure is None or before[-1].figure is None:
        return replace(point, change="first figure")
    change = difference(before[-1].figure, point.figure)
    own = next((p for p in reversed(before) if _one_voice(p.claim, point.claim)), None)
    if own is not None and own.figure is not None:
        way = _way(own.figure, point.figure)
        if way:
            change = f"{change}, revised {way}"
            if own is not before[-1]:
                change += f" from {own.words}"
    return replace(point, change=change)


def difference(a: Quantity, b: Quantity) -> str:
    """Return how a later figure differs from an earlier one.

    >>> from claims.quantity import find_quantities
    >>> difference(*find_quantities("14 people and 1,023 people"))
    '+1,009'
    >>> difference(*find_quantities("99 years and 49 years"))
    '−51 %'
    """
    if a.value is None or b.value is None:
        way = _way(a, b)
        return {"up": "higher", "down": "lower", "": "no difference that the words show"}[way]
    gap = b.value - a.value
    if gap == 0:
        if a.hedged != b.hedged:
            return "same figure, now without its bounds" if a.hedged else "same figure, now hedged"
        return "unchanged"
    if a.kind in RELATIVE and a.value:
        return f"{gap / a.value:+.0%}".replace("-", "−").replace("%", " %")
    points = " points" if a.kind is QuantityKind.PERCENT else ""
    return f"{round(gap, 6):+,.12g}".replace("-", "−") + points


def _way(a: Quantity, b: Quantity) -> str:
    x, y = (a.low, b.low) if a.value is None or b.value is None else (a.value, b.value)
    return "up" if y > x else "down" if y < x else ""


def _one_voice(a: ClaimRecord, b: ClaimRecord) -> bool:
    """Tell whether two claims are of one named speaker, or both of one source's own."""
    x, y = a.attribution.speaker.name, b.attribution.speaker.name
    if x is not None or y is not None:
        return x == y and a.attribution.speaker.kind == b.attribution.speaker.kind
    source = a.document.source
    return source is not None and source == b.document.source


def position_change(point: Point, before: Sequence[Point]) -> Point:
    """Return the point with how its position differs from those before: first denial, reversal."""
    named = point.claim.attribution.speaker.name
    own = [
        p
        for p in before
        if named is not None and p.when != point.when and _one_voice(p.claim, point.claim)
    ]
    if own and own[-1].side != point.side:
        change = f"reversal: {own[-1].label} on {own[-1].when}"
        return replace(point, change=change, mark="reversal")
    same = [p for p in before if p.side == point.side]
    if not before:
        return replace(point, change="first said")
    if not same:
        first = point.position and all(p.position != point.position for p in before)
        told = {"denies": "first denial", "affirms": "first affirmation"}
        say = f"first to say {point.label}"
        return replace(point, change=told[point.position] if first and point.position else say)
    if same[-1].hedged != point.hedged:
        return replace(point, change="now hedged" if point.hedged else "now flat")
    return replace(point, change="repeated")
