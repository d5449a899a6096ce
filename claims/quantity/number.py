"""Numbers in digits and in words, with their sizes: the atoms of every quantity."""

from __future__ import annotations

import re
from dataclasses import dataclass

words = str.split

ONES = {
    w: float(i)
    for i, w in enumerate(
        words(
            "zero one two three four five six seven eight nine ten eleven twelve thirteen "
            "fourteen fifteen sixteen seventeen eighteen nineteen"
        )
    )
}
TENS = {
    w: float(10 * i)
    for i, w in enumerate(words("twenty thirty forty fifty sixty seventy eighty ninety"), start=2)
}
SIZES = {
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
}
SHORT_SIZES = {
    "k": 1e3, "m": 1e6, "mn": 1e6, "mln": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12, "trn": 1e12,
}  # fmt: skip
ORDINALS = {
    w: float(i)
    for i, w in enumerate(
        words(
            "first second third fourth fifth sixth seventh eighth ninth tenth eleventh "
            "twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth "
            "nineteenth twentieth"
        ),
        start=1,
    )
}
FRACTIONS = {
    "half": 0.5, "third": 1 / 3, "thirds": 1 / 3, "quarter": 0.25, "quarters": 0.25,
    "fifth": 0.2, "fifths": 0.2, "tenth": 0.1, "tenths": 0.1, "eighth": 0.125,
}  # fmt: skip

_WORD = "|".join([*ONES, *TENS, *SIZES])
_SIZE = "|".join(SIZES)
DIGITS = re.compile(
    r"(?<![\w.,])(?P<n>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    rf"(?:(?:\s|-)?(?P<size>{_SIZE})s?\b|\s?(?P<short>bn|mn|mln|tn|trn|k|m|b)\b)?(?!\w*\d|st\b|nd\b|rd\b|th\b)",
    re.IGNORECASE,
)
WORDS = re.compile(
    rf"\b(?:(?:a|half\s+a)\s+)?(?:{_WORD})(?:(?:\s+and\s+|\s+|-)(?:{_WORD}))*\b", re.IGNORECASE
)
DOZENS = re.compile(
    r"\b(?:(?P<n>a|half\s+a|two|three|four|five|six|several|a\s+few)\s+)?dozen\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number as said: its value, how far rounding may have moved it, and where it stands."""

    value: float
    slack: float
    start: int
    end: int


def parse_words(words: str) -> float | None:
    """Return the value of a number in words, None for what is none.

    >>> parse_words("three hundred and twelve"), parse_words("forty-two")
    (312.0, 42.0)
    >>> parse_words("half a million"), parse_words("one two") is None
    (500000.0, True)
    """
    total = current = 0.0
    last = float("inf")
    tokens = re.split(r"[\s-]+", words.lower())
    factor = 1.0
    if tokens[0] == "half":
        factor, tokens = 0.5, tokens[1:]
    if tokens[0] == "a":
        current, tokens = 1.0, tokens[1:]
        if tokens[0] not in SIZES:
            return None
    for part in tokens:
        if part == "and":
            continue
        if part in SIZES:
            size = SIZES[part]
            if size == 100.0:
                current = (current or 1.0) * size
            else:
                total += (current or 1.0) * size
                current = 0.0
            last = size
            continue
        value = ONES.get(part, TENS.get(part, -1.0))
        if value < 0 or (value >= 10 and last < 100) or (value < 10 and last < 10):
            return None
        current += value
        last = value if value >= 10 else 1.0
    return factor * (total + current)


def rounding(value: float, digits: str, *, sized: bool) -> float:
    """Return how far the true figure may lie from a rounded one.

    >>> rounding(4.2e6, "4.2", sized=True)
    50000.0
    >>> rounding(14, "14", sized=False), rounding(400, "400", sized=False)
    (0.0, 20.0)
    """
    plain = digits.replace(",", "")
    if sized:
        places = len(plain.split(".")[1]) if "." in plain else 0
        unit = value / float(plain) if float(plain) else 1.0
        return 0.5 * unit * 10.0**-places
    if "." in plain:
        return float(0.5 * 10.0 ** -len(plain.split(".")[1]))
    significant = len(plain.rstrip("0"))
    if value >= 100 and significant <= 2:
        return 0.05 * value
    if value >= 1000 and len(plain) - significant >= 2:
        return 0.5 * float(10 ** (len(plain) - significant))
    return 0.0


def find_numbers(text: str) -> list[Number]:
    """Return the numbers of a text in order, never overlapping.

    >>> [n.value for n in find_numbers("two of 3,400 and 1.5 million")]
    [2.0, 3400.0, 1500000.0]
    """
    found: list[Number] = []
    for match in DIGITS.finditer(text):
        size, short = match["size"], match["short"]
        factor = SIZES[size.lower()] if size else SHORT_SIZES[short.lower()] if short else 1.0
        value = float(match["n"].replace(",", "")) * factor
        slack = rounding(value, match["n"], sized=factor > 1)
        found.append(Number(value, slack, match.start(), match.end()))
    taken = [(n.start, n.end) for n in found]
    for match in DOZENS.finditer(text):
        head = (match["n"] or "").lower().split()
        factors = {"half": 0.5, "several": 4.0, "a": 4.0 if len(head) > 1 else 1.0}
        many = (factors.get(head[0]) or ONES.get(head[0], 1.0)) if head else 1.0
        slack = 12.0 if many == 4.0 and head[0] in ("several", "a") else 1.0
        found.append(Number(12 * many, slack, match.start(), match.end()))
    taken = [(n.start, n.end) for n in found]
    for match in WORDS.finditer(text):
        if any(s < match.end() and match.start() < e for s, e in taken):
            continue
        found.extend(_worded(match[0], match.start()))
    return sorted(found, key=lambda n: n.start)


def _worded(words: str, start: int) -> list[Number]:
    """Return the number of the words, or of its parts where they make no single number."""
    value = parse_words(words)
    if value is not None:
        slack = 0.05 * value if value >= 100 else 0.0
        return [Number(value, slack, start, start + len(words))]
    found = []
    for part in re.finditer(r"[A-Za-z]+(?:-[A-Za-z]+)?", words):
        value = parse_words(part[0]) if part[0].lower() not in ("a", "and") else None
        if value is not None:
            begin = start + part.start()
            found.append(Number(value, 0.0, begin, begin + len(part[0])))
    return found
