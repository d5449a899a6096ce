"""What is disputed, and where reports that look like several are one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from claims.comparison.circular import Agreement, Circular, find_circular
from claims.comparison.value import AGREEMENT
from claims.record import ClaimRecord, RelationRecord
from claims.store import queries

if TYPE_CHECKING:
    from claims.comparison.dispute import Dispute

CHUNK = 500
"""Ids asked for in one statement."""


def disputes_of(
    session: Session, relations: Sequence[RelationRecord], detailed: int | None
) -> list[Dispute]:
    """Return what the relations dispute, the best first; the first `detailed` with origins."""
    from claims.comparison.dispute import find_disputes, with_origins

    ids = {claim.id for relation in relations for claim in (relation.a, relation.b)}
    agreeing = agreements(session, ids)
    found = find_disputes(relations, agreeing)
    shown = found if detailed is None else found[:detailed]
    return [*(with_origins(dispute, agreeing) for dispute in shown), *found[len(shown) :]]


def circular(session: Session, claims: Sequence[ClaimRecord]) -> tuple[Circular, ...]:
    """Return where claims that agree have one origin or stand in copies of one text."""
    return find_circular(claims, agreements(session, {claim.id for claim in claims}))


def circular_around(session: Session, relations: Sequence[RelationRecord]) -> tuple[Circular, ...]:
    """Return the same for the claims that the relations of one claim say agree."""
    agreeing = [r for r in relations if r.relation in AGREEMENT]
    claims = {claim.id: claim for r in agreeing for claim in (r.a, r.b)}
    return circular(session, list(claims.values()))


def agreements(session: Session, ids: set[str]) -> list[Agreement]:
    """Return the pairs of these claims that agree, with the kind of relation."""
    ordered = sorted(ids)
    chunks = [ordered[begin : begin + CHUNK] for begin in range(0, len(ordered), CHUNK)]
    return [
        (a, b, kind.value)
        for some in chunks
        for a, b, kind in session.execute(queries.agreements(some))
        if b in ids
    ]
