"""Which claims to compare: those that share informative terms, found without a quadratic pass."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar

Id = TypeVar("Id", bound=Hashable)
Held = TypeVar("Held", bound=Hashable, covariant=True)

POSTING_CAP = 400
"""Claims read from one posting at most: what more of them share tells too little."""
PARTNERS = 40
"""Pairs kept for one new claim, the best first."""
SHARED = 0.28
"""The least share of a claim's information that a partner has to have."""


class Postings(Protocol[Held]):
    """What a store supplies; each call may answer for many terms in one query."""

    def size(self) -> int:
        """Return how many claims there are."""

    def frequencies(self, terms: Sequence[str]) -> dict[str, int]:
        """Return in how many claims each term occurs; terms that do not occur may be missing."""

    def holders(self, term: str, limit: int) -> Iterable[tuple[Held, int]]:
        """Return up to `limit` claims with the term, the newest first, with their term counts."""


@dataclass
class MemoryPostings(Generic[Id]):
    """Postings held in memory, for tests, benchmarks and small collections."""

    lists: dict[str, list[Id]] = field(default_factory=lambda: defaultdict(list))
    sizes: dict[Id, int] = field(default_factory=dict)

    def add(self, key: Id, terms: Iterable[str]) -> None:
        kept = list(terms)
        self.sizes[key] = len(kept)
        for term in kept:
            self.lists[term].append(key)

    def size(self) -> int:
        return len(self.sizes)

    def frequencies(self, terms: Sequence[str]) -> dict[str, int]:
        return {term: len(self.lists[term]) for term in terms if term in self.lists}

    def holders(self, term: str, limit: int) -> Iterable[tuple[Id, int]]:
        return [(key, self.sizes[key]) for key in self.lists.get(term, [])[: -limit - 1 : -1]]


def candidates(
    new: Sequence[tuple[Id, frozenset[str]]],
    postings: Postings[Id],
    *,
    cap: int = POSTING_CAP,
    partners: int = PARTNERS,
    accept: Callable[[Id, Id], bool] | None = None,
) -> Iterator[tuple[Id, Id]]:
    """Return pairs (new, other) that share enough information, each pair once.

    The new claims may be in the postings already. Rare terms are read first; a
    term that more than `cap` claims hold proposes nobody new, it only adds to
    those that rarer terms proposed (and is not read for that: the cost of a
    claim stays bounded however many there are). `accept` leaves pairs out, for
    instance those of one speaker within one document.

    >>> memory = MemoryPostings()
    >>> for key, words in (("x", {"dam", "gate"}), ("y", {"dam", "gate", "open"}), ("z", {"port"})):
    ...     memory.add(key, words)
    >>> list(candidates([("x", frozenset({"dam", "gate"}))], memory))
    [('x', 'y')]
    """
    total = max(postings.size(), 1)
    every = sorted({term for _, held in new for term in held})
    frequency = postings.frequencies(every)
    read: dict[str, list[Id]] = {}
    seen: set[tuple[Id, Id]] = set()
    for key, held in new:
        for other in _partners(key, held, postings, frequency, total, cap, partners, read):
            pair = (other, key) if (other, key) in seen else (key, other)
            if pair in seen or (accept is not None and not accept(key, other)):
                continue
            seen.add(pair)
            yield key, other


def _partners(
    key: Id,
    held: frozenset[str],
    postings: Postings[Id],
    frequency: dict[str, int],
    total: int,
    cap: int,
    partners: int,
    read: dict[str, list[Id]],
) -> list[Id]:
    worth = {term: information(term, frequency.get(term, 0), total) for term in held}
    whole = sum(worth.values()) or 1.0
    scores: dict[Id, float] = defaultdict(float)
    shared: dict[Id, int] = defaultdict(int)
    for term in sorted(held, key=lambda t: (frequency.get(t, 0), t)):
        if not frequency.get(term):
            continue
        if term not in read:
            read[term] = [other for other, _ in postings.holders(term, cap)]
        for other in read[term]:
            if other != key:
                scores[other] += worth[term]
                shared[other] += term[0] != "~"
    good = [
        o for o, s in scores.items() if s >= SHARED * whole and (shared[o] >= 2 or s >= 0.3 * whole)
    ]
    good.sort(key=lambda o: -scores[o])
    return good[:partners]


def information(term: str, frequency: int, total: int) -> float:
    """Return how much sharing the term tells: names most, groups of synonyms less than words.

    >>> name, word, group = (information(term, 3, 1000) for term in ("@hollin", "soldier", "~4"))
    >>> name > word > group
    True
    """
    rarity = math.log((total + 1) / (frequency + 0.5)) / math.log(total + 2) if frequency else 1.0
    factor = {"@": 1.3, "#": 0.7, "~": 0.5}.get(term[:1], 1.0)
    return factor * max(0.02, rarity)
