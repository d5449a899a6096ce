"""Hedges of an attribution, whose they are, and how likely the words make it."""

from claims.hedging.likelihood import find_likelihood
from claims.hedging.owner import find_hedges
from claims.hedging.scan import find_hedges_in

__all__ = ["find_hedges", "find_hedges_in", "find_likelihood"]
