"""Comparison: which claims to compare, and how they relate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.lazy import exports

if TYPE_CHECKING:
    from claims.comparison.candidate import MemoryPostings, Postings, candidates, information
    from claims.comparison.origin import (
        Corroboration,
        Origin,
        fingerprint,
        group_by_origin,
        likeness,
        near_duplicates,
    )
    from claims.comparison.relation import compare, compare_many, flip
    from claims.comparison.story import Told, neighbours
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
    "Told",
    "candidates",
    "compare",
    "compare_many",
    "fingerprint",
    "flip",
    "group_by_origin",
    "information",
    "likeness",
    "near_duplicates",
    "neighbours",
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
        "compare_many": "claims.comparison.relation",
        "information": "claims.comparison.candidate",
        "neighbours": "claims.comparison.story",
        "Told": "claims.comparison.story",
        "fingerprint": "claims.comparison.origin",
        "flip": "claims.comparison.relation",
        "group_by_origin": "claims.comparison.origin",
        "likeness": "claims.comparison.origin",
        "near_duplicates": "claims.comparison.origin",
        "terms": "claims.comparison.term",
        "topics": "claims.comparison.term",
    },
)
