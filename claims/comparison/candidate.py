"""Which claims to compare: those that share informative terms, found without a quadratic pass."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import nlargest
from typing import Any, Generic, Protocol, TypeVar


class Key(Hashable, Protocol):
    """What names a claim; the order decides where two are equally near."""

    def __lt__(self, other: Any, /) -> bool: ...


Id = TypeVar("Id", bound=Key)

POSTING_CAP = 400
"""Claims read from one posting at most: what more of them share tells too little."""
PARTNERS = 5
"""Pairs kept for one new claim, the best first."""
PROPOSED = 120
"""Claims looked at more closely for one new claim, those that share most first."""
SHARED = 0.28
"""The least share of one claim's information that the other has to have, seen from either side."""
MUTUAL = 0.15
"""The least share seen from both sides: the bare name 'Ossel' is in a thousand claims."""

Weights = Mapping[str, float]


class Postings(Protocol[Id]):
    """What a store supplies; each call answers for all claims of a document."""

    def size(self) -> int:
        """Return about how many claims there are."""

    def frequencies(self, terms: Sequence[str]) -> dict[str, int]:
        """Return in how many claims each term occurs; terms that do not occur may be missing."""

    def holders(self, frequencies: Mapping[str, int], cap: int) -> Mapping[str, Iterable[Id]]:
        """Return claims that hold each term: all, or `cap` chosen alike each time, the nearest.

        A store that knows no better takes those added last; one that knows when the
        documents appeared adds those of the days around.
        """

    def terms_of(self, keys: Sequence[Id]) -> Mapping[Id, Iterable[str]]:
        """Return all terms of each claim."""


@dataclass
class MemoryPostings(Generic[Id]):
    """Postings held in memory, for tests, benchmarks and small collections."""

    lists: dict[str, list[Id]] = field(default_factory=lambda: defaultdict(list))
    held: dict[Id, frozenset[str]] = field(default_factory=dict)

    def add(self, key: Id, terms: Iterable[str]) -> None:
        self.held[key] = frozenset(terms)
        for term in self.held[key]:
            self.lists[term].append(key)

    def size(self) -> int:
        return len(self.held)

    def frequencies(self, terms: Sequence[str]) -> dict[str, int]:
        return {term: len(self.lists[term]) for term in terms if term in self.lists}

    def holders(self, frequencies: Mapping[str, int], cap: int) -> Mapping[str, Iterable[Id]]:
        return {term: self.lists[term][: -cap - 1 : -1] for term in frequencies}

    def terms_of(self, keys: Sequence[Id]) -> Mapping[Id, Iterable[str]]:
        return {key: self.held[key] for key in keys}


def candidates(
    new: Sequence[tuple[Id, frozenset[str]]],
    postings: Postings[Id],
    *,
    cap: int = POSTING_CAP,
    partners: int = PARTNERS,
    accept: Callable[[Id, Id], bool] | None = None,
) -> Iterator[tuple[Id, Id]]:
    """Return pairs (new, other) that share enough information, each pair once.

    The new claims may be in the postings already. What a posting proposes is
    bounded by `cap`, what is looked at closely by PROPOSED, so that the cost of a
    claim stays bounded however many there are; how much two claims share is then
    counted over all their terms. `accept` leaves pairs out, for instance those
    that were compared before.

    >>> memory = MemoryPostings()
    >>> for key, words in (("x", {"dam", "gate"}), ("y", {"dam", "gate", "open"}), ("z", {"port"})):
    ...     memory.add(key, words)
    >>> list(candidates([("x", frozenset({"dam", "gate"}))], memory))
    [('x', 'y')]
    """
    total = max(postings.size(), 1)
    frequency = postings.frequencies(sorted({term for _, held in new for term in held}))
    worth = {term: information(term, count, total) for term, count in frequency.items()}
    lists = postings.holders(frequency, cap)
    proposed = {key: _proposed(key, held, worth, lists, accept) for key, held in new}
    near = postings.terms_of(sorted({other for found in proposed.values() for other in found}))
    worth |= _worth_of_others(near, frequency, postings, total)
    seen: set[tuple[Id, Id]] = set()
    for key, held in new:
        weights = {term: worth.get(term, 1.0) for term in held}
        for other in _closest(weights, proposed[key], near, worth, partners):
            if (other, key) not in seen:
                seen.add((key, other))
                yield key, other


def _proposed(
    key: Id,
    held: frozenset[str],
    worth: Weights,
    lists: Mapping[str, Iterable[Id]],
    accept: Callable[[Id, Id], bool] | None,
) -> list[Id]:
    """Return the claims that share most of the information in the terms that were read."""
    scores: dict[Id, float] = defaultdict(float)
    for term in sorted(held & lists.keys()):
        weight = worth[term]
        for other in lists[term]:
            scores[other] += weight
    least = MUTUAL * sum(worth.get(term, 1.0) for term in held)
    found = (
        (score, other)
        for other, score in scores.items()
        if score >= least and other != key and (accept is None or accept(key, other))
    )
    return [other for _, other in nlargest(PROPOSED, found)]


def _worth_of_others(
    near: Mapping[Id, Iterable[str]], known: Mapping[str, int], postings: Postings[Id], total: int
) -> dict[str, float]:
    rest = sorted({term for held in near.values() for term in held} - known.keys())
    return {t: information(t, n, total) for t, n in postings.frequencies(rest).items()}


def _closest(
    own: Weights,
    others: Iterable[Id],
    near: Mapping[Id, Iterable[str]],
    worth: Weights,
    partners: int,
) -> list[Id]:
    """Return the claims that share enough seen from both sides, the closest first."""
    whole = sum(own.values()) or 1.0
    found = []
    for other in others:
        shared, theirs, words = 0.0, 0.0, 0
        for term in near[other]:
            theirs += worth[term]
            if term in own:
                shared += worth[term]
                words += term[0] != "~"
        less, more = sorted((shared / whole, shared / (theirs or 1.0)))
        if less >= MUTUAL and more >= SHARED and (words >= 2 or more >= 0.3):
            found.append((less * more, other))
    return [other for _, other in nlargest(partners, found)]


def information(term: str, frequency: int, total: int) -> float:
    """Return how much sharing the term tells: names most, groups of synonyms less than words.

    >>> name, word, group = (information(term, 3, 1000) for term in ("@hollin", "soldier", "~4"))
    >>> name > word > group
    True
    """
    rarity = math.log((total + 1) / (frequency + 0.5)) / math.log(total + 2) if frequency else 1.0
    factor = {"@": 1.3, "#": 0.7, "~": 0.5}.get(term[:1], 1.0)
    return factor * max(0.02, rarity)
