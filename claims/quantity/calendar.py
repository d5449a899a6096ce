"""Dates and clock times, relative ones resolved against the day of publication."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable
from dataclasses import replace

from claims.quantity.number import ONES, ORDINALS
from claims.quantity.value import Quantity, QuantityKind
from claims.span import Span

MONTHS = {name.lower(): i for i, name in enumerate(calendar.month_name) if name}
MONTHS |= {name.lower(): i for i, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
WEEKDAYS = {name.lower(): i for i, name in enumerate(calendar.day_name)}
SEASONS = {
    "spring": (3, 5),
    "summer": (6, 8),
    "autumn": (9, 11),
    "fall": (9, 11),
    "winter": (12, 14),
}
LENGTHS = {"day": 1, "week": 7, "month": 30, "year": 365}

_M = "|".join(sorted((m for m in MONTHS if m != "may"), key=len, reverse=True))
# 'may' is a month only with its capital letter; 'sun' and 'mar' only with figures about them.
MONTH = rf"(?P<month>(?i:{_M})|May|MAY)\b\.?"
DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
YEAR = r"(?P<year>1[0-9]\d\d|20\d\d)"
ANCHOR = re.compile(
    r"\b(on|since|by|until|till|before|after|from|in|during|at|between|to|late|early|around|about)"
    r"\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_N = "|".join(ONES)
AMOUNT = rf"(?P<n>\d+|{_N}|a|an|several|a\s+few)"

Bounds = tuple[dt.date, dt.date]


def read_day(published: str | None) -> Bounds | None:
    """Return first and last day of a date that may be cut to a month or a year.

    >>> read_day("2011-12")
    (datetime.date(2011, 12, 1), datetime.date(2011, 12, 31))
    >>> read_day(None), read_day("soon")
    (None, None)
    """
    match = re.match(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", published or "")
    if not match:
        return None
    year, month, day = (int(g) if g else 0 for g in match.groups())
    try:
        if not month:
            return dt.date(year, 1, 1), dt.date(year, 12, 31)
        if not day:
            return dt.date(year, month, 1), dt.date(
                year, month, calendar.monthrange(year, month)[1]
            )
        return dt.date(year, month, day), dt.date(year, month, day)
    except ValueError:
        return None


def _month(year: int, month: int) -> Bounds:
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1])


def _year(year: int) -> Bounds:
    return dt.date(year, 1, 1), dt.date(year, 12, 31)


def _quantity(bounds: Bounds, match: re.Match[str], *, hedged: bool = False) -> Quantity:
    low, high = float(bounds[0].toordinal()), float(bounds[1].toordinal())
    span = Span(match.start(), match.end())
    return Quantity(QuantityKind.DATE, low, high, "date", span, value=low, hedged=hedged)


def _unresolved(unit: str, value: float, match: re.Match[str]) -> Quantity:
    span = Span(match.start(), match.end())
    return Quantity(QuantityKind.DATE, value, value, unit, span, value=value)


def _absolute(match: re.Match[str], today: Bounds | None) -> Quantity | None:
    parts = match.groupdict()
    month = MONTHS.get((parts.get("month") or "").lower().rstrip("."), 0)
    day = int(parts.get("day") or 0)
    year = int(parts.get("year") or 0)
    try:
        if year and month and day:
            date = dt.date(year, month, day)
            return _quantity((date, date), match)
        if year and month:
            return _quantity(_month(year, month), match)
        if year:
            return _quantity(_year(year), match)
        if month and day:
            dt.date(2000, month, day)
            if today is None:
                return _unresolved("yearday", month * 31 + day, match)
            date = _nearest(lambda y: dt.date(y, month, day), today[0])
            return _quantity((date, date), match)
        if month and today is not None:
            first = _nearest(lambda y: dt.date(y, month, 15), today[0])
            return _quantity(_month(first.year, month), match)
    except ValueError:
        return None
    return _unresolved("month", month, match) if month else None


def _nearest(make: Callable[[int], dt.date], today: dt.date) -> dt.date:
    """Return the date of that name nearest to today, a little in favour of the past."""
    candidates = []
    for year in (today.year - 1, today.year, today.year + 1):
        try:
            candidates.append(make(year))
        except ValueError:
            continue
    if not candidates:
        raise ValueError("no such day")
    past = dt.timedelta(days=60)
    return min(candidates, key=lambda d: abs(d - today + past))


def _iso(match: re.Match[str], today: Bounds | None) -> Quantity | None:  # noqa: ARG001
    bounds = read_day(match[0])
    return _quantity(bounds, match) if bounds else None


def _decade(match: re.Match[str], today: Bounds | None) -> Quantity | None:  # noqa: ARG001
    year = int(match["decade"])
    return _quantity((dt.date(year, 1, 1), dt.date(year + 9, 12, 31)), match)


def _weekday(match: re.Match[str], today: Bounds | None) -> Quantity | None:
    number = WEEKDAYS[match["weekday"].lower()]
    which = (match["which"] or "").lower()
    if today is None or today[0] != today[1]:
        return _unresolved("weekday", number, match)
    back = (today[0].weekday() - number) % 7
    if which == "next" or re.search(
        r"\b(?:will|would|to|by)\b[^.]*$", match.string[: match.start()]
    ):
        date = today[0] + dt.timedelta(days=(7 - back) or 7)
    else:
        date = today[0] - dt.timedelta(days=back or (7 if which == "last" else 0))
    return _quantity((date, date), match)


def _named_day(match: re.Match[str], today: Bounds | None) -> Quantity | None:
    shift = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}[match["named"].lower()]
    if today is None or today[0] != today[1]:
        return _unresolved("named day", shift, match)
    date = today[0] + dt.timedelta(days=shift)
    return _quantity((date, date), match)


def _relative(match: re.Match[str], today: Bounds | None) -> Quantity | None:
    shift = {"last": -1, "previous": -1, "this": 0, "next": 1, "coming": 1}[match["which"].lower()]
    unit = match["unit"].lower()
    if today is None:
        if unit in SEASONS:
            return _unresolved(f"{unit} of the time", shift, match)
        return _unresolved(f"{unit}s from now", shift, match)
    day = today[0]
    if unit == "week":
        monday = day - dt.timedelta(days=day.weekday()) + dt.timedelta(days=7 * shift)
        return _quantity((monday, monday + dt.timedelta(days=6)), match)
    if unit == "month":
        return _quantity(_month(day.year, day.month + shift), match)
    if unit == "year":
        return _quantity(_year(day.year + shift), match)
    if unit == "weekend":
        saturday = (
            day - dt.timedelta(days=(day.weekday() - 5) % 7) + dt.timedelta(7 * max(shift, 0))
        )
        return _quantity((saturday, saturday + dt.timedelta(days=1)), match)
    low, high = SEASONS[unit]
    year = day.year + shift if (shift > 0) == (day.month >= low) else day.year
    return _quantity((_month(year, low)[0], _month(year, high)[1]), match)


def _ago(match: re.Match[str], today: Bounds | None) -> Quantity | None:
    said = re.sub(r"\s+", " ", match["n"].lower())
    many = {"a": 1.0, "an": 1.0, "several": 4.0, "a few": 3.0}.get(said, ONES.get(said, 0.0))
    days = (many or float(said if said.isdigit() else 0)) * LENGTHS[
        match["unit"].lower().rstrip("s")
    ]
    forward = match["way"].lower() in ("from now", "hence")
    if today is None:
        return _unresolved("days from now", days if forward else -days, match)
    slack = dt.timedelta(
        days={1: 0, 7: 3, 30: 16, 365: 200}[LENGTHS[match["unit"].lower().rstrip("s")]]
    )
    centre = today[0] + dt.timedelta(days=days if forward else -days)
    return _quantity((centre - slack, centre + slack), match, hedged=bool(slack))


def _season(match: re.Match[str], today: Bounds | None) -> Quantity | None:  # noqa: ARG001
    low, high = SEASONS[match["season"].lower()]
    year = int(match["year"])
    return _quantity((_month(year, low)[0], _month(year, high)[1]), match)


def _bare_year(match: re.Match[str], today: Bounds | None) -> Quantity | None:  # noqa: ARG001
    low, high = _year(int(match["year"]))
    span = Span(match.start("year"), match.end("year"))
    return Quantity(
        QuantityKind.DATE,
        float(low.toordinal()),
        float(high.toordinal()),
        "date",
        span,
        value=float(low.toordinal()),
    )


_SEASON = "|".join(SEASONS)
_DAYS = "|".join(WEEKDAYS)
PATTERNS: tuple[
    tuple[re.Pattern[str], Callable[[re.Match[str], Bounds | None], Quantity | None]], ...
] = (
    (re.compile(r"\b(?:19|20)\d\d-[01]\d-[0-3]\d\b"), _iso),
    (re.compile(rf"\b{MONTH}\s+{DAY}(?:,?\s+{YEAR})?(?![\d,]*\d)"), _absolute),
    (re.compile(rf"\b(?:the\s+)?{DAY}\s+(?:of\s+)?{MONTH}(?:,?\s+{YEAR})?"), _absolute),
    (re.compile(rf"\b{MONTH},?\s+(?:of\s+)?{YEAR}\b"), _absolute),
    (re.compile(rf"\b(?P<season>{_SEASON})\s+(?:of\s+)?{YEAR}\b", re.IGNORECASE), _season),
    (re.compile(r"\b(?:the\s+)?(?P<decade>(?:1[5-9]|20)\d0)s\b"), _decade),
    (
        re.compile(rf"\b(?:(?P<which>last|next|this)\s+)?(?P<weekday>{_DAYS})\b", re.IGNORECASE),
        _weekday,
    ),
    (re.compile(r"\b(?P<named>yesterday|today|tonight|tomorrow)\b", re.IGNORECASE), _named_day),
    (
        re.compile(
            rf"\b(?P<which>last|previous|this|next|coming)\s+(?P<unit>week|month|year|weekend|{_SEASON})\b",
            re.IGNORECASE,
        ),
        _relative,
    ),
    (
        re.compile(
            rf"\b{AMOUNT}\s+(?P<unit>days?|weeks?|months?|years?)\s+(?P<way>ago|from\s+now|hence)\b",
            re.IGNORECASE,
        ),
        _ago,
    ),
    (re.compile(rf"\b(?:in|during|throughout|before|after)\s+{MONTH}(?!\s+[A-Z])"), _absolute),
    (
        re.compile(
            rf"\b(?:(?i:in|since|until|after|from|before|during|by|year|early|late|mid)[\s-]+){YEAR}\b"
            r"(?![,.]?\d|\s+(?:people|of)\b)"
        ),
        _bare_year,
    ),
    (re.compile(rf"(?<![$€£#\d.,]){YEAR}(?=[’']s\b|\s*[,.;)]?\s*$|\)|,\s)"), _bare_year),
    (re.compile(rf"\b(?:(?i:of|the))\s+{YEAR}\b(?!\s+[a-z]+s\b)"), _bare_year),
)

CLOCK = re.compile(
    r"\b(?P<h>[01]?\d|2[0-4])[:.](?P<m>[0-5]\d)(?:\s*(?P<half>[ap]\.?m\b\.?))?(?!\s?%|\d)"
    r"|\b(?P<h2>1?\d)\s*(?P<half2>[ap]\.?m\b\.?)"
    rf"|\b(?P<h3>1[0-2]|[1-9]|{_N})\s+(?:o[’']clock)(?:\s+(?P<part>in\s+the\s+(?:morning|afternoon|evening)|at\s+night))?"
    rf"|\b(?P<h4>1[0-2]|[1-9]|{_N})\s+(?P<part2>in\s+the\s+(?:morning|afternoon|evening)|at\s+night)"
    r"|\b(?P<word>noon|midday|midnight)\b",
    re.IGNORECASE,
)


def find_clock_times(text: str) -> list[Quantity]:
    """Return clock times as minutes after midnight; an hour in words is a quarter wide.

    >>> [q.low for q in find_clock_times("at 01:50, not at two in the morning or 3 p.m.")]
    [110.0, 105.0, 900.0]
    """
    found = []
    for match in CLOCK.finditer(text):
        minutes, half = _minutes(match)
        if minutes is None:
            continue
        before = text[max(0, match.start() - 14) : match.start()]
        about = re.search(
            r"\b(?:about|around|shortly|some time|roughly|nearly|almost)\s*(?:at\s*)?$", before
        )
        worded = match["h3"] or match["h4"]
        slack = 30.0 if about else 15.0 if worded and not match["word"] else 0.0
        found.append(
            Quantity(
                QuantityKind.TIME, minutes - slack, minutes + slack, "minute of the day",
                Span(match.start(), match.end()), value=minutes, hedged=bool(about),
                anchor="half day" if half else "",
            )
        )  # fmt: skip
    return found


def _minutes(match: re.Match[str]) -> tuple[float | None, bool]:
    """Return minutes after midnight, and whether it may as well be twelve hours later."""
    word = (match["word"] or "").lower()
    if word:
        return (0.0 if word == "midnight" else 720.0), False
    said = (match["h"] or match["h2"] or match["h3"] or match["h4"] or "").lower()
    hour = ONES.get(said) if not said.isdigit() else float(said)
    if hour is None or hour > 24:
        return None, False
    if match["h"] and "." in match[0] and not match["half"]:
        return None, False
    half = (match["half"] or match["half2"] or match["part"] or match["part2"] or "").lower()
    late = half.startswith("p") or "afternoon" in half or "evening" in half
    if "night" in half:
        late = hour >= 6
    if late and hour < 12:
        hour += 12
    elif half and not late and hour == 12:
        hour = 0.0
    return hour * 60 + float(match["m"] or 0), bool(match["h3"] and not half)


def find_dates(text: str, published: str | None = None) -> list[Quantity]:
    """Return the dates of a text; relative ones need the day of publication to become days.

    >>> [q.unit for q in find_dates("on Tuesday, 4 March 2023, and last week")]
    ['weekday', 'date', 'weeks from now']
    >>> day = find_dates("yesterday", "2023-03-05")[0]
    >>> dt.date.fromordinal(int(day.low)).isoformat()
    '2023-03-04'
    """
    today = read_day(published)
    found: list[Quantity] = []
    for pattern, make in PATTERNS:
        for match in pattern.finditer(text):
            if any(q.span.start < match.end() and match.start() < q.span.end for q in found):
                continue
            quantity = make(match, today)
            if quantity is not None:
                anchor = ANCHOR.search(text[max(0, match.start() - 16) : match.start()])
                word = anchor[1].lower() if anchor else ""
                found.append(replace(quantity, anchor=word))
    return sorted(found, key=lambda q: q.span.start)


__all__ = ["ORDINALS", "find_clock_times", "find_dates", "read_day"]
