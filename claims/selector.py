"""Selectors: how a span survives outside the database, and how it is found again.

They follow the W3C Web Annotation Data Model: TextPositionSelector says where,
TextQuoteSelector says what, with a prefix and a suffix. In a changed text a
passage is looked for by its exact characters, then by the same words in other
typography, then by the same words in another spelling. Changed words are another
passage; where two places are as good, or a short passage stands in none of its
surroundings, finding it is refused rather than guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from unicodedata import combining

from claims.errors import InvalidValue, QuoteNotFound
from claims.folding import Folded, find_respelled, fold
from claims.span import CONTEXT, Span

MARGIN = 4
"""Characters of context by which one place has to beat all others."""

SHORT = 20
"""A passage shorter than this must stand in some of its surroundings, or it is another one."""

_MOST_PLACES = 1000


class AmbiguousQuote(QuoteNotFound):
    """A quoted passage that stands in several places, none of them clearly the one meant."""

    def __init__(self, where: str, exact: str, places: int) -> None:
        super().__init__(where, exact)
        self.places = places
        shown = exact if len(exact) <= 60 else exact[:57] + "..."
        self.args = (
            f"{where}: the passage “{shown}” stands at {places} places of this text, and its "
            "surroundings do not tell which is meant",
        )


@dataclass(frozen=True, slots=True)
class Selectors:
    """A position selector and a quote selector for the same span."""

    span: Span
    exact: str
    prefix: str
    suffix: str

    def to_json(self) -> list[dict[str, Any]]:
        """Return the two selectors in the form of the W3C Web Annotation Data Model."""
        return [
            {
                "type": "TextPositionSelector",
                "start": self.span.start,
                "end": self.span.end,
            },
            {
                "type": "TextQuoteSelector",
                "exact": self.exact,
                "prefix": self.prefix,
                "suffix": self.suffix,
            },
        ]

    def find_in(self, text: str, *, where: str = "the text") -> Span:
        """Return where the passage stands in `text`, which may have changed; see `anchor`."""
        return anchor(text, self.exact, self.prefix, self.suffix, hint=self.span.start, where=where)


def describe(text: str, span: Span) -> Selectors:
    """Return the selectors of `span` in `text`.

    >>> describe("so it goes on", Span(3, 5)).prefix
    'so '
    """
    exact = span.text_in(text)
    return Selectors(
        span,
        exact,
        prefix=text[max(span.start - CONTEXT, 0) : span.start],
        suffix=text[span.end : span.end + CONTEXT],
    )


def from_json(values: Iterable[Mapping[str, Any]]) -> Selectors:
    """Return the selectors that `to_json` wrote; raise InvalidValue where one is missing.

    >>> there = describe("so it goes", Span(3, 5))
    >>> from_json(there.to_json()) == there
    True
    """
    by_type = {str(value.get("type")): value for value in values}
    try:
        position, quote = by_type["TextPositionSelector"], by_type["TextQuoteSelector"]
        return Selectors(
            Span(int(position["start"]), int(position["end"])),
            str(quote["exact"]),
            str(quote.get("prefix", "")),
            str(quote.get("suffix", "")),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise InvalidValue(
            "selectors", str(error), "give a TextPositionSelector and a TextQuoteSelector"
        ) from None


def anchor(
    text: str,
    exact: str,
    prefix: str = "",
    suffix: str = "",
    hint: int | None = None,
    *,
    where: str = "the text",
) -> Span:
    """Return where the passage `exact` stands in `text`.

    `prefix` and `suffix` tell equal passages apart, then `hint`, the place where it
    stood. Raise QuoteNotFound when it is not there, AmbiguousQuote when it cannot
    be told which of several places is meant.

    >>> anchor("He said no. She said no.", "said no", prefix="She ")
    Span(start=16, end=23)
    """
    if not exact:
        raise QuoteNotFound(where, exact)
    found = _exactly(text, _Quote(exact, prefix, suffix, hint, where))
    if found is None and exact.strip():
        page = fold(text)
        near = None if hint is None else page.position(hint)
        wanted = fold(exact).text.strip()
        folded = _Quote(wanted, fold(prefix).text.lstrip(), fold(suffix).text.rstrip(), near, where)
        found = _folded(page, folded) if wanted else None
    if found is None:
        raise QuoteNotFound(where, exact)
    return found


@dataclass(frozen=True, slots=True)
class _Quote:
    """What is looked for, and where it stood; folded or not, as the text it is looked for in."""

    exact: str
    prefix: str
    suffix: str
    hint: int | None
    where: str

    def choose(self, text: str, places: Sequence[Span]) -> Span | None:
        """Return the place that context and hint single out; raise AmbiguousQuote if none is."""
        scores = {place: _context(text, place, self.prefix, self.suffix) for place in places}
        full = len(self.prefix) + len(self.suffix)
        if len(self.exact) < SHORT:
            enough = min(MARGIN, full)
            scores = {place: score for place, score in scores.items() if score >= enough}
        if not scores:
            return None
        best = max(scores.values())
        # a whole context is not matched by part of one
        margin = 1 if best == full else MARGIN
        close = [place for place, score in scores.items() if score > best - margin]
        if len(close) > 1 and self.hint is not None:
            close = _clearly_nearest(close, self.hint)
        if len(close) > 1:
            raise AmbiguousQuote(self.where, self.exact, len(places))
        return close[0]

    def places_in(self, text: str) -> list[Span]:
        """Return where the exact words stand in `text`; overlapping places count as well."""
        places: list[Span] = []
        start = text.find(self.exact)
        while start >= 0:
            end = start + len(self.exact)
            # 'cafe' does not stand in a 'café' whose accent is a character of its own
            if not combining(text[start]) and not (end < len(text) and combining(text[end])):
                places.append(Span(start, end))
            if len(places) > _MOST_PLACES:
                raise AmbiguousQuote(self.where, self.exact, len(places))
            start = text.find(self.exact, start + 1)
        return places


def _exactly(text: str, quote: _Quote) -> Span | None:
    hint = quote.hint
    if hint is not None and hint >= len(quote.prefix):
        unchanged = quote.prefix + quote.exact + quote.suffix
        if text.startswith(unchanged, hint - len(quote.prefix)):
            return Span(hint, hint + len(quote.exact))
    return quote.choose(text, quote.places_in(text))


def _folded(page: Folded, quote: _Quote) -> Span | None:
    places = [
        place for place in quote.places_in(page.text) if page.is_whole(place.start, place.end)
    ]
    found = quote.choose(page.text, places)
    if found is None:
        found = quote.choose(page.text, find_respelled(page.text, quote.exact))
    return found and page.span(found.start, found.end)


def _context(text: str, place: Span, prefix: str, suffix: str) -> int:
    """Return how many characters of prefix and suffix stand around a place, counted outwards."""
    before = 0
    for back, sign in enumerate(reversed(prefix), start=1):
        if back > place.start or text[place.start - back] != sign:
            break
        before = back
    after = 0
    for ahead, sign in enumerate(suffix):
        if place.end + ahead >= len(text) or text[place.end + ahead] != sign:
            break
        after = ahead + 1
    return before + after


def _clearly_nearest(places: Sequence[Span], hint: int) -> list[Span]:
    """Return the one place next to `hint` when the next nearest is four times as far, else all."""
    nearest, second = sorted(places, key=lambda place: abs(place.start - hint))[:2]
    if abs(second.start - hint) > 4 * abs(nearest.start - hint) + CONTEXT:
        return [nearest]
    return list(places)
