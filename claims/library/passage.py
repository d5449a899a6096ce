"""A claim opened where it stands."""

from __future__ import annotations

from collections.abc import Sequence

from claims.reading.document import ZoneKind
from claims.record import ClaimRecord, Passage, RelationRecord
from claims.span import Span, hull

READ = frozenset({ZoneKind.HEADLINE, ZoneKind.BODY, ZoneKind.COMMENTS, ZoneKind.BYLINE})


def passage_of(
    claim: ClaimRecord,
    zones: Sequence[tuple[ZoneKind, int, int]],
    relations: Sequence[RelationRecord],
) -> Passage:
    """Return the claim with the paragraphs it runs through and their neighbours."""
    paragraphs = [Span(start, end) for kind, start, end in zones if kind in READ]
    extent = hull((claim.extent, *(hedge.span for hedge in claim.attribution.hedges)))
    inside = [n for n, paragraph in enumerate(paragraphs) if paragraph.overlaps(extent)]
    if not inside:
        return Passage(claim, (extent,), None, None, _selectors(claim), tuple(relations))
    first, last = inside[0], inside[-1]
    return Passage(
        claim,
        tuple(paragraphs[first : last + 1]),
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
