"""What else two stored claims seem to be in dispute with, and what that says of the two.

A claim that seems to clash with many others is a general one, or so cut that much can be read
into it: what it clashes with holds less often than the chance of each pair alone says.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from claims.comparison.value import Range, Statement

Mark = tuple[str | None, Range | None, str]
Disputes = Mapping[Mark, Sequence[float]]
"""The scores of the disputes that claims are known to stand in."""

MOST = 3
"""So many other pairs of a claim count: those that are likeliest in dispute."""


def mark(s: Statement) -> Mark:
    """Return what tells one claim from all others."""
    return s.document, s.place, s.text


@dataclass(frozen=True, slots=True)
class Company:
    """How likely the other pairs of two claims are in dispute: the sum for either claim.

    `more` is the larger of the two, each 0 to `MOST`.
    """

    more: float
    less: float


def companies(
    pairs: Sequence[tuple[Mark, Mark]], chances: Sequence[float], known: Disputes
) -> list[Company]:
    """Return the company of each pair, by the chances of all and the disputes known before.

    >>> a, b, c = ("d", None, "a"), ("d", None, "b"), ("e", None, "c")
    >>> companies([(a, b), (a, c)], [0.9, 0.5], {c: [0.25]})
    [Company(more=0.5, less=0.0), Company(more=0.9, less=0.25)]
    """
    held: dict[Mark, list[float]] = defaultdict(list)
    for claims, chance in zip(pairs, chances, strict=True):
        for claim in claims:
            held[claim].append(chance)
    likeliest = {claim: _most([*own, *known.get(claim, ())]) for claim, own in held.items()}
    found = []
    for claims, chance in zip(pairs, chances, strict=True):
        less, more = sorted(_others(likeliest[claim], chance) for claim in claims)
        found.append(Company(more, less))
    return found


def _most(chances: Iterable[float]) -> list[float]:
    return sorted(chances, reverse=True)[: MOST + 1]


def _others(likeliest: Sequence[float], own: float) -> float:
    """Return the sum of the likeliest but for a pair's own chance, which is one of them if high."""
    rest = list(likeliest)
    if own in rest:
        rest.remove(own)
    return sum(rest[:MOST], 0.0)


@dataclass(frozen=True, slots=True)
class Tempering:
    """Weights of a logistic over the log odds of a dispute and the company of its claims."""

    bias: float
    odds: float
    more: float
    less: float

    def __call__(self, chance: float, company: Company) -> float:
        """Return how likely two claims are in dispute, by what the pair alone says and the rest.

        >>> Tempering(0.0, 1.0, -1.0, 0.0)(0.5, Company(0.0, 0.0))
        0.5
        """
        inside = within(chance)
        total = self.bias + self.odds * math.log(inside / (1 - inside))
        total += self.more * company.more + self.less * company.less
        return 1 / (1 + math.exp(-total))


LEAST = 1e-4
"""A chance is taken for no smaller, and for no larger than its counterpart."""


def within(chance: float) -> float:
    """Return a chance that is neither 0 nor 1.

    >>> within(1.0), within(0.3)
    (0.9999, 0.3)
    """
    return min(max(chance, LEAST), 1 - LEAST)
