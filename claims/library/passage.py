"""A claim opened where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from claims.record import ClaimRecord, Passage, RelationRecord
from claims.span import hull
from claims.store import models, queries
from claims.store.filter import RelationFilter
from claims.store.load import claim_record, relation_record


def opened(session: Session, claim: models.Claim) -> Passage:
    """Return a stored claim at its passage, with its relations and what to beware of."""
    from claims.library.disputing import circular_around

    wanted = RelationFilter(claim=claim.public_id)
    related = [relation_record(r) for r in session.scalars(queries.relations(wanted))]
    warnings = circular_around(session, related)
    passage = passage_of(claim_record(claim), related)
    return replace(passage, warnings=tuple(w.to_json() for w in warnings))


def passage_of(claim: ClaimRecord, relations: Sequence[RelationRecord]) -> Passage:
    """Return the claim with the paragraphs it runs through and their neighbours."""
    paragraphs = claim.paragraphs
    extent = hull((claim.extent, *(hedge.span for hedge in claim.attribution.hedges)))
    inside = [n for n, paragraph in enumerate(paragraphs) if paragraph.overlaps(extent)]
    if not inside:
        return Passage(claim, (extent,), None, None, _selectors(claim), tuple(relations))
    first, last = inside[0], inside[-1]
    return Passage(
        claim,
        paragraphs[first : last + 1],
        paragraphs[first - 1] if first else None,
        paragraphs[last + 1] if last + 1 < len(paragraphs) else None,
        _selectors(claim),
        tuple(relations),
    )


def _selectors(claim: ClaimRecord) -> tuple[dict[str, object], ...]:
    from claims.selector import describe

    return tuple(
        selector
        for span in claim.attribution.content
        for selector in describe(claim.text, span).to_json()
    )
