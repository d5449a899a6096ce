"""Quantities: numbers, money, percentages, dates and times as comparable values."""

from claims.quantity.calendar import read_day
from claims.quantity.find import find_quantities
from claims.quantity.value import Quantity, QuantityKind, comparable, compatible, distance

__all__ = [
    "Quantity",
    "QuantityKind",
    "comparable",
    "compatible",
    "distance",
    "find_quantities",
    "read_day",
]
