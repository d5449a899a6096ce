"""Figures in their context: comparators, units, money, percentages, ranges, what is counted."""

from __future__ import annotations

import re
from dataclasses import replace

from claims.quantity.calendar import find_clock_times, find_dates
from claims.quantity.number import FRACTIONS, ONES, ORDINALS, Number, find_numbers, words
from claims.quantity.unit import read_counted, read_unit
from claims.quantity.value import Quantity, QuantityKind
from claims.span import Span

INFINITY = float("inf")
_ENUMERATED = re.compile(r"\s*\d{1,2}[.)]\s+[A-Z“\"]?")
"""'1. The flood …': the number of a paragraph, no figure."""
# Comparators: what stands before a figure, and the bounds it leaves (factors of the figure).
_FLOOR, _CEILING, _ABOVE, _BELOW, _ABOUT, _NEARLY = (
    "floor",
    "ceiling",
    "above",
    "below",
    "about",
    "nearly",
)
COMPARATORS: tuple[tuple[str, str], ...] = (
    (r"at\s+(?:the\s+very\s+)?least|no\s+(?:fewer|less)\s+than|not\s+(?:fewer|less)\s+than|"
     r"a\s+minimum\s+of|upwards?\s+of", _FLOOR),
    (r"at\s+(?:the\s+very\s+)?most|no\s+more\s+than|not\s+more\s+than|up\s+to|as\s+many\s+as|"
     r"as\s+much\s+as|a\s+maximum\s+of|only\s+up\s+to", _CEILING),
    (r"(?:well\s+)?(?:more|greater|higher|larger)\s+than|(?:well\s+)?(?:over|above)|exceed(?:s|ed|ing)?|"
     r"in\s+excess\s+of|topp(?:ed|ing)|passed|surpass(?:ed|ing|es)", _ABOVE),
    (r"(?:fewer|less|lower|smaller)\s+than|under|below|short\s+of", _BELOW),
    (r"nearly|almost|close\s+to|just\s+under|approaching", _NEARLY),
    (r"about|around|some|approximately|roughly|an\s+estimated|estimated|circa|ca\.|c\.|~|"
     r"in\s+the\s+region\s+of|just\s+over|or\s+so|perhaps|an?\s+average\s+of|average\s+of", _ABOUT),
)  # fmt: skip
_BEFORE = [
    (re.compile(rf"(?:^|(?<=[\s(,;:—-]))(?:{words})\s*$", re.IGNORECASE), kind)
    for words, kind in COMPARATORS
]
_AFTER = (
    (re.compile(r"\s+or\s+(?:more|over|above)\b|\s*\+", re.IGNORECASE), _FLOOR),
    (re.compile(r"\s+or\s+(?:less|fewer|under)\b", re.IGNORECASE), _CEILING),
    (re.compile(r"\s+or\s+so\b|-odd\b|-ish\b", re.IGNORECASE), _ABOUT),
)
VAGUE = (
    ("dozens", 24, 144), ("scores", 40, 200), ("tens of thousands", 20_000, 100_000),
    ("hundreds of thousands", 200_000, 1e6), ("hundreds", 200, 2_000),
    ("tens of millions", 2e7, 1e8), ("hundreds of millions", 2e8, 1e9),
    ("thousands", 2_000, 20_000), ("millions", 2e6, 1e9), ("billions", 2e9, 1e12),
    ("a handful of", 2, 9), ("a handful", 2, 9), ("several", 3, 12), ("a few", 2, 9),
    ("a couple of", 2, 3), ("a dozen or so", 10, 15),
)  # fmt: skip
_VAGUE = re.compile(
    r"\b(?:" + "|".join(re.escape(v[0]).replace(r"\ ", r"\s+") for v in VAGUE) + r")\b",
    re.IGNORECASE,
)
_SHARE = re.compile(
    rf"\b(?P<n>a|one|two|three|four|half|nearly\s+half|almost\s+half)"
    rf"(?:[\s-]+(?P<f>{'|'.join(FRACTIONS)}))?(?=\s+(?:of|the|a)\b)"
    r"|\b(?P<in>one|two|three|four|seven|eight|nine|\d)\s+(?:in|out\s+of)(?:\s+every)?\s+(?P<of>two|three|four|five|six|seven|eight|nine|ten|\d+)\b"
    r"|\b(?:a|the|an?\s+(?:overwhelming|large|small|clear|narrow))?\s*(?P<most>majority|minority)\s+of\b"
    r"|\b(?P<all>most)\s+(?=of\b|[a-z]+s\b)",
    re.IGNORECASE,
)  # fmt: skip
_ORDINAL = re.compile(
    rf"\b(?:(?P<n>\d+)(?:st|nd|rd|th)|(?P<w>{'|'.join(ORDINALS)}))"
    r"\s+(?P<noun>(?!of\b|the\b|in\b|to\b|and\b|time\b)[a-z]+)",
    re.IGNORECASE,
)
_LABELLED = words(
        "gate article phase unit reactor runway line terminal platform highway route "
        "flight section resolution chapter page room block number no zone district ward "
        "pier lane category stage day week quarter point part level group act volume type "
        "grade bus tram train building floor camp sector tunnel turbine pump well tank "
        "ship boat squad team apartment case schedule version model protocol motion "
        "amendment proposition measure bill warehouse hangar dock berth channel track"
    )  # fmt: skip
_LABEL = re.compile(
    rf"\b(?P<name>{'|'.join(_LABELLED)})\.?\s+(?P<n>\d+|{'|'.join(ONES)})\b(?!\s+(?:percent|per))",
    re.IGNORECASE,
)
_SCORE = re.compile(
    r"\b(?:w[io]n|won|wins|lost|lose|loses|beat|beaten|drew|draw|drawn|victory|defeat|defeated|"
    r"voted|vote|ruled|score|ahead|lead|led)\b[^.;]{0,40}?\b(?P<a>\d+)(?:\s?[-–]\s?|\s+to\s+)(?P<b>\d+)\b(?!\s*(?:percent|%))",
    re.IGNORECASE,
)


def find_quantities(text: str, published: str | None = None) -> tuple[Quantity, ...]:
    """Return the figures, dates and times of a text in order, never overlapping.

    `published` (ISO, may be cut) resolves relative dates.

    >>> [(q.kind.value, q.low, q.unit) for q in find_quantities("$4.2bn for 12 soldiers")]
    [('money', 4150000000.0, 'USD'), ('count', 12.0, '')]
    >>> find_quantities("no fewer than 14 people died")[0].low
    14.0
    """
    found: list[Quantity] = []

    def keep(candidates: list[Quantity]) -> None:
        for q in candidates:
            if not any(q.span.overlaps(other.span) for other in found):
                found.append(q)

    keep(find_clock_times(text))
    keep(find_dates(text, published))
    keep(_labels(text))
    keep(_scores(text))
    keep(_shares(text))
    keep(_figures(text))
    keep(_vague(text))
    keep(_ordinals(text))
    return tuple(sorted(found, key=lambda q: q.span))


def _figures(text: str) -> list[Quantity]:
    numbers = find_numbers(text)
    found: list[Quantity] = []
    skip = -1
    for index, number in enumerate(numbers):
        if number.end <= skip or _ENUMERATED.fullmatch(text[: number.end + 3]):
            continue
        upper = _range_end(text, numbers, index)
        quantity = _figure(text, number, upper)
        if quantity is not None:
            if found and not found[-1].noun and _same_unit(text, found[-1], quantity):
                factor = quantity.value / number.value if quantity.value and number.value else 1.0
                found[-1] = _like(found[-1], quantity, factor)
            found.append(quantity)
        skip = (upper or number).end
    return found


def _same_unit(text: str, a: Quantity, b: Quantity) -> bool:
    """In 'from 10 to 20 percent' and '4 or 5 tonnes' the first figure shares the second's unit."""
    if a.kind is not QuantityKind.COUNT or b.kind is QuantityKind.ORDINAL:
        return False
    between = text[a.span.end : b.span.start]
    return bool(re.fullmatch(r"\s?(?:to|or|and|-|–)(?:\s+from)?\s?", between))


def _like(a: Quantity, b: Quantity, factor: float) -> Quantity:
    return replace(
        a,
        kind=b.kind,
        unit=b.unit,
        noun=b.noun,
        low=a.low * factor,
        high=a.high * factor,
        value=None if a.value is None else a.value * factor,
    )


def _range_end(text: str, numbers: list[Number], index: int) -> Number | None:
    """Return the upper number of a range that begins with this one."""
    if index + 1 == len(numbers):
        return None
    number, other = numbers[index], numbers[index + 1]
    between = text[number.end : other.start].lower()
    before = text[max(0, number.start - 12) : number.start].lower()
    if other.value <= number.value:
        return None
    if re.fullmatch(r"\s?[-–]\s?|\s+to\s+[$€£]?|\s+or\s+", between):
        if re.search(r"\bfrom\s+[$€£]?$", before) and "to" in between:
            return None  # 'rose from 10 to 20' is a change, not a range
        return other
    if re.fullmatch(r"\s+and\s+[$€£]?", between) and re.search(r"between\s+[$€£]?$", before):
        return other
    return None


def _figure(text: str, number: Number, upper: Number | None) -> Quantity | None:
    if _is_no_one(text, number):
        return None
    last = upper or number
    low, high = number.value - number.slack, last.value + last.slack
    start, end = number.start, last.end
    if upper and upper.value >= 1000 > number.value and re.match(r"\d", text[number.start]):
        factor = upper.value / _leading(text, upper)
        if factor >= 1000:  # '2 to 3 million'
            low = number.value * factor
    before = re.search(r"(?:US|[AC])?[$€£¥₹₽]\s?$", text[:start])
    if before:
        start = before.start()
    kind, unit, factor, end, noun = read_unit(text, end, before[0] if before else "")
    if kind is None:
        return None
    low, high, value = low * factor, high * factor, number.value * factor
    comparator, start = _comparator(text, start, end)
    if kind is QuantityKind.COUNT and not noun and _is_bare_one(text, number):
        return None
    low, high = _bounds(comparator, low, high, value)
    return Quantity(
        kind, low, high, unit, Span(start, end), noun=noun, value=value, hedged=bool(comparator)
    )


def _leading(text: str, number: Number) -> float:
    match = re.match(r"[\d.,]+", text[number.start : number.end])
    return float(match[0].replace(",", "").rstrip(".")) if match else number.value


def _is_bare_one(text: str, number: Number) -> bool:
    """'one' alone is a pronoun more often than a figure."""
    return text[number.start : number.end].lower() == "one"


def _is_no_one(text: str, number: Number) -> bool:
    before = text[max(0, number.start - 4) : number.start].lower()
    return text[number.start : number.end].lower() == "one" and before.split()[-1:] == ["no"]


def _comparator(text: str, start: int, end: int) -> tuple[str, int]:
    """Return what kind of comparator goes with the figure, and where the whole begins."""
    head = text[max(0, start - 32) : start]
    for pattern, kind in _BEFORE:
        match = pattern.search(head)
        if match:
            return kind, start - len(head) + match.start()
    for pattern, kind in _AFTER:
        if pattern.match(text, end):
            return kind, start
    return "", start


def _bounds(comparator: str, low: float, high: float, value: float) -> tuple[float, float]:
    tiny = 1e-9 * max(1.0, abs(value))
    if comparator == _FLOOR:
        return low, INFINITY
    if comparator == _CEILING:
        return 0.0, high
    if comparator == _ABOVE:
        return value + tiny, INFINITY
    if comparator == _BELOW:
        return 0.0, value - tiny
    if comparator == _NEARLY:
        return low * 0.9, high
    if comparator == _ABOUT:
        return low * 0.9, high * 1.1
    return low, high


def _shares(text: str) -> list[Quantity]:
    found = []
    for match in _SHARE.finditer(text):
        bounds = _share(match)
        if bounds is None:
            continue
        low, high = bounds
        noun = read_counted(text, match.end())
        comparator, start = _comparator(text, match.start(), match.end())
        value = (low + high) / 2
        low, high = _bounds(comparator, low, high, value)
        found.append(
            Quantity(
                QuantityKind.PERCENT, low, min(high, 100.0), "%", Span(start, match.end()),
                noun=noun, value=value, hedged=True,
            )
        )  # fmt: skip
    return found


def _share(match: re.Match[str]) -> tuple[float, float] | None:
    if match["most"]:
        return (50.001, 99.9) if match["most"].lower() == "majority" else (0.1, 49.999)
    if match["all"]:
        return 50.001, 99.9
    if match["in"]:
        top, bottom = match["in"].lower(), match["of"].lower()
        value = 100 * (ONES.get(top) or float(top)) / (ONES.get(bottom) or float(bottom))
        return value - 2.0, value + 2.0
    head = match["n"].lower()
    if match["f"]:
        value = (
            100 * (0.5 if head == "half" else ONES.get(head, 1.0)) * FRACTIONS[match["f"].lower()]
        )
    elif "half" in head:
        value = 50.0 if head == "half" else 47.5
    else:
        return None
    return value - 2.5, value + 2.5


def _vague(text: str) -> list[Quantity]:
    found = []
    for match in _VAGUE.finditer(text):
        said = re.sub(r"\s+", " ", match[0].lower())
        low, high = next((float(lo), float(hi)) for name, lo, hi in VAGUE if name == said)
        noun = read_counted(text, match.end())
        if not noun and said in ("scores", "several"):
            continue
        found.append(
            Quantity(
                QuantityKind.COUNT, low, high, "", Span(match.start(), match.end()), noun=noun,
                hedged=True,
            )
        )  # fmt: skip
    return found


def _labels(text: str) -> list[Quantity]:
    found = []
    for match in _LABEL.finditer(text):
        if match["name"].lower() == "no" and not match["n"].isdigit():
            continue  # 'no one', 'no two alike'
        after = re.match(r"\s+(?!was\b|is\b|has\b|does\b)[a-z]+s\b", text[match.end() :])
        if after and not match["n"].isdigit():
            continue  # 'the gate two soldiers guarded'
        number = ONES.get(match["n"].lower())
        value = number if number is not None else float(match["n"])
        span = Span(match.start(), match.end())
        name = match["name"].lower()
        found.append(Quantity(QuantityKind.LABEL, value, value, name, span, (name,), value))
    return found


def _scores(text: str) -> list[Quantity]:
    found = []
    for match in _SCORE.finditer(text):
        a, b = float(match["a"]), float(match["b"])
        value = max(a, b) * 1000 + min(a, b)
        if value >= 1e6 or (re.match(r"\s+[a-z]+s\b", text[match.end() :]) and a < b):
            continue
        span = Span(match.start("a"), match.end())
        found.append(Quantity(QuantityKind.SCORE, value, value, "score", span, value=value))
    return found


def _ordinals(text: str) -> list[Quantity]:
    found = []
    for match in _ORDINAL.finditer(text):
        value = float(match["n"]) if match["n"] else ORDINALS[match["w"].lower()]
        end = match.end("n") + 2 if match["n"] else match.end("w")
        span = Span(match.start(), end)
        noun = (match["noun"].lower(),)
        found.append(Quantity(QuantityKind.ORDINAL, value, value, "ordinal", span, noun, value))
    return found
