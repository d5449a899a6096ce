"""Claims of one story told in other words: neighbours by meaning, names and figures together.

Two accounts of one event often share few words ('the doors were locked' and
'everybody left by the main entrance'). Within the documents that are about the same
things, claims are therefore ranked by how near they lie in meaning and by the
informative terms they share.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic

import numpy as np
from numpy.typing import NDArray

from claims.comparison.candidate import Id, Weights
from claims.comparison.meaning import vectors

NEIGHBOURS = 20
"""Claims of the story that one new claim is compared with, the nearest first."""
NEAR = 0.20
"""The least nearness, of 1 for the meaning and TERMS for the terms."""
TERMS = 0.3
TELLING = 2
"""Terms a claim has to have: a fragment of one word says nothing that could be disputed."""


@dataclass(frozen=True, slots=True)
class Told(Generic[Id]):
    """A claim as the ranking sees it: what it says, with what it leans on, and its terms."""

    key: Id
    content: str
    terms: Collection[str]


def neighbours(
    new: Sequence[Told[Id]], others: Sequence[Told[Id]], worth: Weights
) -> Iterator[tuple[Id, Id]]:
    """Yield (new, other) for the nearest others of each new claim; the new are others too.

    >>> a = Told(1, "the doors were locked from outside", ["door", "lock"])
    >>> b = Told(2, "everybody left through the main door", ["door", "leave"])
    >>> list(neighbours([a], [b], {"door": 1.0, "leave": 1.0}))
    [(1, 2)]
    """
    new = [told for told in new if len(told.terms) >= TELLING]
    every = [*new, *(told for told in others if len(told.terms) >= TELLING)]
    if not new or len(every) < 2:
        return
    near = _near(new, every) + TERMS * _shared(new, every, worth)
    seen: set[tuple[Id, Id]] = set()
    for row, one in enumerate(new):
        near[row, row] = -1.0
        for column in np.argsort(-near[row], kind="stable")[:NEIGHBOURS].tolist():
            other = every[column]
            if near[row, column] < NEAR:
                break
            if (other.key, one.key) not in seen:
                seen.add((one.key, other.key))
                yield one.key, other.key


def _near(new: Sequence[Told[Id]], every: Sequence[Told[Id]]) -> NDArray[np.float32]:
    found = vectors([told.content for told in every])
    return np.asarray(found[: len(new)] @ found.T, np.float32)


def _shared(
    new: Sequence[Told[Id]], every: Sequence[Told[Id]], worth: Mapping[str, float]
) -> NDArray[np.float32]:
    """Return which share of the information in a new claim's terms each other has."""
    names = sorted({term for told in new for term in told.terms})
    place = {term: i for i, term in enumerate(names)}
    there = np.zeros((len(every), len(names)), np.float32)
    for row, told in enumerate(every):
        for term in told.terms:
            if term in place:
                there[row, place[term]] = 1.0
    weight = np.array([worth.get(term, 1.0) for term in names], np.float32)
    own = there[: len(new)] * weight
    return np.asarray(own @ there.T / np.maximum(own.sum(1, keepdims=True), 1e-9), np.float32)
