"""Stored claims as statements, for the parts of the comparison that group what is stored."""

from __future__ import annotations

from collections.abc import Iterator

from claims.attribution import Act, Polarity
from claims.comparison.value import GUARDS, Statement
from claims.record import ClaimRecord
from claims.span import Span


def statement_of(claim: ClaimRecord) -> Statement:
    """Return what a claim states, with who said it, where and when; without its sentence."""
    read = claim.attribution
    likelihood = read.likelihood
    return Statement(
        text=claim.content,
        speaker=read.speaker.name,
        kind=read.speaker.kind,
        document=claim.document.id,
        source=claim.document.source,
        published=claim.document.published,
        said=claim.said,
        hedges=tuple(_hedges(claim)),
        polarity=read.polarity,
        act=read.act,
        voice=read.voice,
        origin=read.chain[0].name if read.chain else read.speaker.name,
        likelihood=(likelihood.low, likelihood.high) if likelihood else None,
    )


def _hedges(claim: ClaimRecord) -> Iterator[tuple[int, int, str]]:
    """Yield the hedges that stand in the content, relative to it."""
    for hedge in claim.attribution.hedges:
        start = within(claim, hedge.span)
        if start is not None:
            yield start, start + len(hedge.span), str(hedge.kind)


def within(claim: ClaimRecord, span: Span) -> int | None:
    """Return where a span of the document begins in the claim's content, None outside it."""
    offset = 0
    for piece in claim.attribution.content:
        if piece.start <= span.start and span.end <= piece.end:
            return offset + span.start - piece.start
        offset += len(piece) + 1
    return None


def outside(claim: ClaimRecord, start: int) -> int:
    """Return the place in the document of an offset into the claim's content."""
    offset = 0
    for piece in claim.attribution.content:
        if start < offset + len(piece):
            return piece.start + max(0, start - offset)
        offset += len(piece) + 1
    return claim.attribution.content[-1].end


def is_against(claim: ClaimRecord) -> bool:
    """Tell whether the speaker stands against the content: denies it, or reports it as untrue."""
    return claim.attribution.act is Act.DENIES or claim.attribution.polarity is Polarity.NEGATIVE


def is_guarded(claim: ClaimRecord) -> bool:
    """Tell whether a hedge or a likelihood takes away that the claim is made flatly."""
    read = claim.attribution
    return read.likelihood is not None or any(h.kind in GUARDS for h in read.hedges)
