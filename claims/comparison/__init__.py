"""Comparison: which claims to compare, and how they relate."""

from claims.comparison.candidate import MemoryPostings, Postings, candidates
from claims.comparison.origin import (
    Corroboration,
    Origin,
    fingerprint,
    group_by_origin,
    likeness,
    near_duplicates,
)
from claims.comparison.relation import compare, flip
from claims.comparison.term import terms, topics
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
    "Corroboration",
    "MemoryPostings",
    "Origin",
    "Postings",
    "Reason",
    "RelationKind",
    "Statement",
    "candidates",
    "compare",
    "fingerprint",
    "flip",
    "group_by_origin",
    "likeness",
    "near_duplicates",
    "terms",
    "topics",
]
