"""What a quantity is, and when two of them can both be right."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass
from enum import StrEnum

from claims.span import Span


class QuantityKind(StrEnum):
    COUNT = "count"
    AMOUNT = "amount"
    MONEY = "money"
    PERCENT = "percent"
    ORDINAL = "ordinal"
    AGE = "age"
    SCORE = "score"
    LABEL = "label"
    DATE = "date"
    TIME = "time"
    DURATION = "duration"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure or a time in a text as the bounds of what its words allow.

    `low` and `high` are inclusive and in `unit`: a number for counts, a currency
    code for money, metres, kilograms and the like for amounts, days for
    durations, proleptic day numbers for dates, minutes after midnight for clock
    times. `noun` is what is counted, as written and lower-cased. `value` is the
    figure as said, without its 'about' or 'at least'; `hedged` tells whether it
    had one.
    """

    kind: QuantityKind
    low: float
    high: float
    unit: str
    span: Span
    noun: tuple[str, ...] = ()
    value: float | None = None
    hedged: bool = False
    anchor: str = ""
    """The word before a date or time that tells its part: 'on', 'since', 'by', 'until'."""

    @property
    def is_time(self) -> bool:
        return self.kind in (QuantityKind.DATE, QuantityKind.TIME)


def comparable(a: Quantity, b: Quantity) -> bool:
    """Tell whether the two are of one kind and unit, so that their bounds can be compared."""
    if a.kind != b.kind:
        return False
    if a.unit == b.unit:
        return True
    if a.kind is QuantityKind.DATE:
        return _partial(a, b.unit) is not None or _partial(b, a.unit) is not None
    return False


def compatible(a: Quantity, b: Quantity) -> bool | None:
    """Tell whether one figure can satisfy both; None where they cannot be compared.

    >>> from claims.quantity import find_quantities
    >>> def first(text): return find_quantities(text)[0]
    >>> compatible(first("about 400 people"), first("412 people"))
    True
    >>> compatible(first("at least 12 soldiers"), first("14 soldiers"))
    True
    >>> compatible(first("at least 23 dead"), first("14 dead"))
    False
    >>> compatible(first("40 percent"), first("40 people")) is None
    True
    """
    if not comparable(a, b):
        return None
    if a.unit != b.unit:
        part = _partial(a, b.unit)
        if part is not None:
            return b.low <= part <= b.high
        part = _partial(b, a.unit)
        return part is not None and a.low <= part <= a.high
    if a.kind is QuantityKind.TIME:
        return _clock_overlap(a, b)
    return max(a.low, b.low) <= min(a.high, b.high)


def distance(a: Quantity, b: Quantity) -> float:
    """Return how far two comparable values lie apart, 0 when they overlap, else relative to size.

    >>> from claims.quantity import find_quantities
    >>> distance(*find_quantities("10 people and 20 people"))
    0.5
    """
    gap = max(a.low, b.low) - min(a.high, b.high)
    if gap <= 0:
        return 0.0
    if math.isinf(gap):
        return 1.0
    ends = [abs(x) for x in (a.low, a.high, b.low, b.high) if not math.isinf(x)]
    return gap / max([*ends, 1.0])


def _partial(date: Quantity, unit: str) -> float | None:
    """Return a full day as the weekday or day of the year that `unit` asks for."""
    if date.unit != "date" or date.low != date.high:
        return None
    day = dt.date.fromordinal(int(date.low))
    if unit == "weekday":
        return float(day.weekday())
    if unit == "yearday":
        return float(day.month * 31 + day.day)
    return None


def _clock_overlap(a: Quantity, b: Quantity) -> bool:
    """Clock times go round; 'two' without a.m. or p.m. is either."""
    for shift in (0.0, 1440.0, -1440.0):
        if max(a.low + shift, b.low) <= min(a.high + shift, b.high):
            return True
    if "half day" in (a.anchor, b.anchor):
        return any(
            max(a.low + shift, b.low) <= min(a.high + shift, b.high) for shift in (720.0, -720.0)
        )
    return False
