"""Comparison: which claims to compare, and how they relate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.lazy import exports

if TYPE_CHECKING:
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

__getattr__ = exports(
    __name__,
    {
        "AGREEMENT": "claims.comparison.value",
        "Aspect": "claims.comparison.value",
        "Comparison": "claims.comparison.value",
        "Corroboration": "claims.comparison.origin",
        "MemoryPostings": "claims.comparison.candidate",
        "Origin": "claims.comparison.origin",
        "Postings": "claims.comparison.candidate",
        "Reason": "claims.comparison.value",
        "RelationKind": "claims.comparison.value",
        "SYMMETRIC": "claims.comparison.value",
        "Statement": "claims.comparison.value",
        "UNRELATED": "claims.comparison.value",
        "candidates": "claims.comparison.candidate",
        "compare": "claims.comparison.relation",
        "fingerprint": "claims.comparison.origin",
        "flip": "claims.comparison.relation",
        "group_by_origin": "claims.comparison.origin",
        "likeness": "claims.comparison.origin",
        "near_duplicates": "claims.comparison.origin",
        "terms": "claims.comparison.term",
        "topics": "claims.comparison.term",
    },
)
