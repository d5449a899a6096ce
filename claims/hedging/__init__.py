"""Hedging: hedges, their owners, likelihood."""
