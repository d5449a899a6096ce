"""Dates as pages print them: '19 July 2003', '19.7.2003', 'Feb. 8, 2016', 'March 2014'.

Only whole expressions with a year are dates. A numeric date whose day and month
cannot be told apart is cut to its year. Callers decide where on a page a date
says when it was published.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from claims.reading.document import PartialDate
from claims.span import Span

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb febr",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sep sept",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}

_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?"
_MONTH = rf"(?P<month>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\b\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_TO = r"(?P<to>\s*[-–—]\s*\d{1,2}(?:st|nd|rd|th)?)?"
_YEAR = r"(?P<year>\d{4})(?!\d)"

_FORMS: tuple[re.Pattern[str], ...] = tuple(
    re.compile(rf"(?<![\w.,/-])(?:{_WEEKDAY},?\s+)?{form}", re.IGNORECASE)
    for form in (
        rf"{_MONTH}\s*{_DAY}{_TO},?\s+{_YEAR}",
        rf"(?:the\s+)?{_DAY}{_TO}(?:\s+day)?\s*(?:of\s+)?{_MONTH},?\s+(?:of\s+)?{_YEAR}",
        rf"{_DAY}-{_MONTH}-{_YEAR}",
        r"(?P<year>\d{4})(?P<sep>[-/.])(?P<month>\d{1,2})(?P=sep)(?P<day>\d{1,2})(?=T\d|\W|$)",
        r"(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>\d{4}|\d{2})(?!\w|\.\d)",
        r"(?P<first>\d{1,2})(?P<sep>[/-])(?P<second>\d{1,2})(?P=sep)(?P<year>\d{4})(?!\w)",
        rf"{_MONTH},?\s+(?:of\s+)?{_YEAR}",
        r"(?:spring|summer|autumn|fall|winter),?\s+" + _YEAR,
    )
)

_CLOCK = (
    r"(?:(?:\s*[,|/·-]|\s+at)?\s*\d{1,2}[:.]\d{2}(?::\d{2})?\s*(?:[ap]\.?m\b\.?|hrs|h\b)?"
    r"(?:\s*\(?(?:utc|gmt|cet|cest|est|edt|pst|pdt|ist|pkt|bst|"
    r"msk)(?:[+-]\d{1,2}(?::?\d{2})?)?\)?)?)"
)
_DIGIT = re.compile(r"\d")
_STAMP = r"T?\d{2}:\d{2}(?::\d{2})?(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2})?"
_TAIL = re.compile(rf"{_STAMP}|(?:,?\s+{_WEEKDAY})?{_CLOCK}?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Dated:
    """A date and where it stands; the span takes in a weekday in front and a time of day behind."""

    date: PartialDate
    span: Span


@lru_cache(maxsize=1024)  # every rule about a line asks for its dates
def find_dates(text: str) -> tuple[Dated, ...]:
    """Return the dates in `text`, a line or two, in text order, never overlapping.

    >>> [str(found.date) for found in find_dates("Feb. 8, 2016; 19.7.2003; May 5")]
    ['2016-02-08', '2003-07-19']
    """
    if not _DIGIT.search(text):
        return ()
    found: list[tuple[Span, PartialDate | None]] = []
    for form in _FORMS:
        for match in form.finditer(text):
            tail = _TAIL.match(text, match.end())
            span = Span(match.start(), tail.end() if tail else match.end())
            # a day that never was, 31 February 2012, is not the month it names either
            if not any(span.overlaps(other) for other, _ in found):
                found.append((span, _date(match)))
    return tuple(Dated(when, span) for span, when in sorted(found, key=_start) if when)


def _start(found: tuple[Span, PartialDate | None]) -> Span:
    return found[0]


def parse_date(text: str) -> PartialDate | None:
    """Return the date that `text` as a whole states, or None.

    >>> parse_date("Monday, July 6, 2015")
    PartialDate(value='2015-07-06')
    >>> parse_date("flooded on July 6, 2015") is None
    True
    """
    bare = text.strip(" \t\u00a0.,;|()[]-–—•·/")
    if len(bare) > 80:
        return None
    found = find_dates(bare)
    if len(found) == 1 and len(found[0].span) == len(bare):
        return found[0].date
    return None


def _date(match: re.Match[str]) -> PartialDate | None:
    groups = match.groupdict()
    year = int(groups["year"])
    if len(groups["year"]) == 2:
        year += 2000 if year < 70 else 1900
    if "first" in groups:
        return _either_order(year, int(groups["first"]), int(groups["second"]))
    month = groups.get("month")
    if month is None:
        return PartialDate.of(year)
    number = int(month) if month.isdigit() else _MONTHS[month.lower()]
    day = groups.get("day")
    if day is None or groups.get("to"):
        return PartialDate.of(year, number)
    return PartialDate.of(year, number, int(day))


def _either_order(year: int, first: int, second: int) -> PartialDate | None:
    """Return the date of 12/10/2012, whose first number is a day here and a month there."""
    if first == second or first > 12:
        return PartialDate.of(year, second, first)
    if second > 12:
        return PartialDate.of(year, first, second)
    return PartialDate.of(year) if first and second else None
