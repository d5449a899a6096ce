"""Comparison: which claims to compare, and how they relate."""

from claims.comparison.relation import compare, flip
from claims.comparison.value import (
    AGREEMENT,
    SYMMETRIC,
    UNRELATED,
    Aspect,
    Comparison,
    Reason,
    RelationKind,
    Statement,
)

__all__ = [
    "AGREEMENT",
    "SYMMETRIC",
    "UNRELATED",
    "Aspect",
    "Comparison",
    "Reason",
    "RelationKind",
    "Statement",
    "compare",
    "flip",
]
