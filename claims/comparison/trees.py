"""Trees over the evidence: what a sum cannot say, such as that one thing counts only with another.

Many small trees, each fitted to what those before it leave (J. Friedman, "Greedy function
approximation: a gradient boosting machine", 2001); their sums are log odds of the kinds.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from claims.comparison import lexicon

Node = Sequence[float]
"""A leaf (its value alone), or (feature, bar, where to go up to the bar, where to go above)."""


@dataclass(frozen=True, slots=True)
class Forest:
    """Trees of each kind, in the order of the decision's kinds, neither last.

    `start` are the log odds before any tree; `features` names what the nodes ask for.
    """

    features: tuple[str, ...]
    start: tuple[float, ...]
    trees: tuple[tuple[tuple[Node, ...], ...], ...]

    def chances(self, found: Mapping[str, float]) -> tuple[float, ...]:
        """Return how likely each kind is, neither last.

        >>> grown = ((((0, 0.5, 1, 2), (-1.0,), (1.0,)),), ())
        >>> Forest(("answered",), (0.0, 0.0), grown).chances({"answered": 1.0})[0] > 0.7
        True
        """
        values = [found[name] for name in self.features]
        totals = [
            start + sum(_leaf(tree, values) for tree in grown)
            for start, grown in zip(self.start, self.trees, strict=True)
        ]
        odds = [math.exp(total - max(totals)) for total in totals]
        return tuple(x / sum(odds) for x in odds)


def _leaf(tree: Sequence[Node], values: Sequence[float]) -> float:
    node = tree[0]
    while len(node) > 1:
        feature, bar, low, high = node
        node = tree[int(low if values[int(feature)] <= bar else high)]
    return node[0]


@lru_cache(maxsize=1)
def forest() -> Forest:
    """Return the trees that ship with the package, read once."""
    return forest_of(json.loads((lexicon.DATA / "trees.json").read_text(encoding="utf-8")))


def forest_of(card: Mapping[str, Any]) -> Forest:
    """Return the trees of a card."""
    trees = tuple(tuple(tuple(tree) for tree in grown) for grown in card["trees"])
    return Forest(tuple(map(str, card["features"])), tuple(map(float, card["start"])), trees)
