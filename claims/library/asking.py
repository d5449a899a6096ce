"""What a search finds: claims, relations, counts, and a cited sheet of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy.orm import Session

from claims.library.filters import claim_filter, relation_filter
from claims.record import ClaimRecord, RelationRecord
from claims.store import models, queries
from claims.store.load import claim_record, relation_record
from claims.store.vocabulary import Status

if TYPE_CHECKING:
    from claims.sheets import Sheet


def sheet_of(
    session: Session,
    topic: str | None,
    filters: dict[str, Any],
    *,
    title: str | None,
    group_by: str,
    style: str,
    weak: bool,
) -> Sheet:
    """Return a sheet of the claims about a topic and of how they relate."""
    from claims.sheets import Searched, build

    found = claims_of(session, topic, filters)
    related = [
        relation
        for status in (None, Status.DISMISSED)
        for relation in relations_of(session, topic, None, {"status": status})
    ]
    shown = tuple((k, str(v)) for k, v in filters.items() if v not in (None, "default"))
    return build(
        found,
        related,
        title=title,
        question=topic or "all claims",
        made=models.now().isoformat(timespec="seconds"),
        searched=Searched(topic, counts_of(session)["documents"], shown),
        group_by=group_by,
        style=style,
        weak=weak,
    )


def claims_of(session: Session, topic: str | None, filters: dict[str, Any]) -> list[ClaimRecord]:
    """Return the claims about a topic."""
    wanted = claim_filter(topic, **filters)
    return [claim_record(c) for c in session.scalars(queries.claims(wanted)).unique()]


def relations_of(
    session: Session, topic: str | None, kinds: Sequence[str] | None, filters: dict[str, Any]
) -> list[RelationRecord]:
    """Return the relations between claims on a topic, the best first."""
    wanted = relation_filter(topic, kinds, **filters)
    return [relation_record(r) for r in session.scalars(queries.relations(wanted)).unique()]


def counts_of(session: Session) -> dict[str, int]:
    """Return how much of everything there is."""
    tables = {
        "documents": models.Document,
        "claims": models.Claim,
        "relations": models.Relation,
        "sources": models.Source,
        "speakers": models.Speaker,
        "decisions": models.Decision,
    }
    row = session.execute(queries.counts(*tables.values())).one()
    return dict(zip(tables, row, strict=True))
