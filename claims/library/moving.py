"""How figures and positions on a topic moved over time."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from claims.comparison.series import find_series
from claims.comparison.timeline import Series
from claims.library.filters import claim_filter, relation_filter
from claims.store import queries
from claims.store.load import claim_record, relation_record


def series_of(session: Session, topic: str | None, filters: dict[str, Any]) -> list[Series]:
    """Return the series of a topic; with filters, only of the claims that fit them.

    Without, claims are in it too that a relation of the topic sets beside its claims.
    """
    wanted = claim_filter(topic, **{"voice": "all", **filters})
    claims = {
        record.id: record
        for record in map(claim_record, session.scalars(queries.claims(wanted)).unique())
    }
    found = session.scalars(queries.relations(relation_filter(topic, None))).unique()
    relations = [relation_record(relation) for relation in found]
    if not any(value is not None for value in filters.values()):
        claims |= {c.id: c for r in relations for c in (r.a, r.b)}
    return list(find_series(list(claims.values()), relations))
