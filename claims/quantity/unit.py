"""Units, currencies and what is counted: what follows a figure."""

from __future__ import annotations

import re

from claims.quantity.number import words
from claims.quantity.value import QuantityKind

Reading = tuple[QuantityKind | None, str, float, int, tuple[str, ...]]

CURRENCIES = {
    "$": "USD", "us$": "USD", "usd": "USD", "dollar": "USD", "buck": "USD", "€": "EUR",
    "eur": "EUR", "euro": "EUR", "£": "GBP", "gbp": "GBP", "pound": "GBP", "¥": "JPY",
    "yen": "JPY", "yuan": "CNY", "renminbi": "CNY", "ruble": "RUB", "rouble": "RUB", "₽": "RUB",
    "rupee": "INR", "₹": "INR", "franc": "franc", "crown": "crown", "krona": "krona",
    "krone": "krone", "kroner": "krone", "peso": "peso", "dinar": "dinar", "lira": "lira",
    "zloty": "PLN", "shekel": "ILS", "won": "KRW", "rial": "rial", "riyal": "SAR", "afghani": "AFN",
    "cent": "cent", "penny": "pence", "pence": "pence", "hryvnia": "UAH", "rand": "ZAR",
    "naira": "NGN", "shilling": "shilling", "dirham": "AED", "forint": "HUF",
}  # fmt: skip
UNITS: dict[str, tuple[str, float]] = {
    "km": ("m", 1e3), "kilometre": ("m", 1e3), "kilometer": ("m", 1e3), "metre": ("m", 1.0),
    "meter": ("m", 1.0), "mile": ("m", 1609.344), "yard": ("m", 0.9144), "foot": ("m", 0.3048),
    "feet": ("m", 0.3048), "inch": ("m", 0.0254), "inche": ("m", 0.0254), "cm": ("m", 0.01),
    "centimetre": ("m", 0.01), "centimeter": ("m", 0.01), "mm": ("m", 1e-3),
    "millimetre": ("m", 1e-3), "millimeter": ("m", 1e-3), "kg": ("kg", 1.0),
    "kilo": ("kg", 1.0), "kilogram": ("kg", 1.0), "kilogramme": ("kg", 1.0),
    "tonne": ("kg", 1e3), "ton": ("kg", 1e3), "gram": ("kg", 1e-3), "lb": ("kg", 0.4536),
    "hectare": ("m2", 1e4), "acre": ("m2", 4046.9), "litre": ("l", 1.0), "liter": ("l", 1.0),
    "gallon": ("l", 3.785), "barrel": ("barrel", 1.0), "watt": ("W", 1.0), "kw": ("W", 1e3),
    "mw": ("W", 1e6), "megawatt": ("W", 1e6), "gw": ("W", 1e9), "gigawatt": ("W", 1e9),
    "kilowatt": ("W", 1e3), "degree": ("degree", 1.0), "knot": ("knot", 1.0),
    "kph": ("km/h", 1.0), "mph": ("km/h", 1.609),
}  # fmt: skip
DURATIONS = {
    "second": 1 / 86400, "minute": 1 / 1440, "hour": 1 / 24, "day": 1.0, "week": 7.0,
    "fortnight": 14.0, "month": 30.44, "year": 365.25, "decade": 3652.5, "century": 36525.0,
    "centurie": 36525.0,
}  # fmt: skip

_WORD = re.compile(r"[A-Za-z][\w’'.-]*")
_STOP = frozenset(
    words(
        "were was are is be been being had has have will would could may might must and "
        "or but in on at by from for with to as that which who when while after before "
        "during since until against between into near under over than more less fewer so "
        "if because had said did does do not remain remained died die"
    )
)
_PARTS = frozenset(words("of the a an its his her their our these those other another such more"))


def read_unit(text: str, end: int, sign: str) -> Reading:
    """Return kind, unit, factor, the end of the unit and what is counted."""
    if sign:
        return QuantityKind.MONEY, CURRENCIES.get(sign.strip().lower(), "USD"), 1.0, end, ()
    match = re.compile(r"\s?(?:%|per\s?cent\b|percentage\s+points?\b|points?\b)", re.I).match(
        text, end
    )
    if match and not match[0].strip().startswith("point"):
        unit = "points" if "points" in match[0] or "point" in match[0] else "%"
        return QuantityKind.PERCENT, unit, 1.0, match.end(), read_counted(text, match.end())
    age = re.compile(r"[\s-]years?[\s-]old\b").match(text, end)
    if age:
        return QuantityKind.AGE, "year", 1.0, age.end(), ()
    word = re.compile(r"(?:\s+|-)?([A-Za-z°]+)\b").match(text, end)
    if word:
        name = word[1].lower()
        single = name[:-1] if name.endswith("s") and len(name) > 2 else name
        for key in (name, single):
            if key in UNITS:
                square = re.compile(r"\s+").match(text, word.end())
                unit, factor = UNITS[key]
                return QuantityKind.AMOUNT, unit, factor, word.end(), _of(text, square, word.end())
            if key in DURATIONS:
                return QuantityKind.DURATION, "day", DURATIONS[key], word.end(), ()
            if key in CURRENCIES and text[end : end + 1].isspace():
                return QuantityKind.MONEY, CURRENCIES[key], 1.0, word.end(), ()
        money = re.compile(r"\s+[A-Za-z]+\s+(dollar|pound|franc|peso|dinar|crown)s?\b").match(
            text, end
        )
        if money:
            return QuantityKind.MONEY, CURRENCIES[money[1]], 1.0, money.end(), ()
    return QuantityKind.COUNT, "", 1.0, end, read_counted(text, end)


def _of(text: str, space: re.Match[str] | None, end: int) -> tuple[str, ...]:
    if space and text[space.end() : space.end() + 3] == "of ":
        return read_counted(text, end)
    return ()


def read_counted(text: str, end: int) -> tuple[str, ...]:
    """Return what follows a figure: '12 Kestrian soldiers were' gives kestrian, soldiers."""
    words: list[str] = []
    position = end
    while len(words) < 4:
        match = re.compile(r"[\s-]+").match(text, position)
        if not match:
            break
        word = _WORD.match(text, match.end())
        if not word:
            break
        lower = word[0].lower().rstrip(".")
        if lower in _STOP:
            break
        if lower not in _PARTS:
            words.append(lower)
        position = word.end()
    return tuple(words)
