"""Hedges of an attribution, whose they are, and how likely the words make it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.lazy import exports

if TYPE_CHECKING:
    from claims.hedging.likelihood import find_likelihood
    from claims.hedging.owner import find_hedges
    from claims.hedging.scan import find_hedges_in

__all__ = [
    "find_hedges",
    "find_hedges_in",
    "find_likelihood",
]

__getattr__ = exports(
    __name__,
    {
        "find_hedges": "claims.hedging.owner",
        "find_hedges_in": "claims.hedging.scan",
        "find_likelihood": "claims.hedging.likelihood",
    },
)
