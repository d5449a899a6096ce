"""What a listing can be narrowed by, and the conditions that narrow it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, Select, exists, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, aliased
from sqlalchemy.sql.elements import SQLCoreOperations

from claims.attribution import Act, HedgeKind, SpeakerKind, Stance, Voice
from claims.comparison.value import Aspect, RelationKind
from claims.store.models import (
    Claim,
    ClaimSpeaker,
    Decision,
    Document,
    Hedge,
    Hop,
    Source,
    Speaker,
    SpeakerAlias,
)
from claims.store.search import match
from claims.store.vocabulary import STATUS_OF, Sort, Status, Voices

BOUNDARY = "-99"
"""Sorts after every month and day, so that a date cut short covers its whole span."""


STANDS_FOR = func.coalesce(Speaker.merged_into_id, Speaker.id)
"""The row of a speaker that stands for this one."""


@dataclass(frozen=True, slots=True)
class ClaimFilter:
    """Which claims; None, or nothing, does not narrow. Dates are ISO, perhaps cut short."""

    topic: str | None = None
    speaker: str | None = None
    source: str | None = None
    since: str | None = None
    until: str | None = None
    voices: Voices = Voices.ALL
    hedged: bool | None = None
    hedge: HedgeKind | None = None
    speaker_kind: SpeakerKind | None = None
    status: Status | None = None
    act: Act | None = None
    stance: Stance | None = None
    via: str | None = None
    likelihood: str | None = None
    document: str | None = None
    sort: Sort | None = None
    limit: int | None = None


@dataclass(frozen=True, slots=True)
class RelationFilter:
    """Which relations. Without a status, dismissed ones are left out.

    `between` names two sides, each a source or a speaker.
    """

    topic: str | None = None
    kinds: Sequence[RelationKind] = field(default=())
    aspect: Aspect | None = None
    speaker: str | None = None
    source: str | None = None
    between: tuple[str, str] | None = None
    since: str | None = None
    until: str | None = None
    min_score: float | None = None
    status: Status | None = None
    claim: str | None = None
    limit: int | None = None


def conditions(wanted: ClaimFilter) -> list[ColumnElement[bool]]:
    """Return what a claim, joined to its document and source, has to meet; not the topic."""
    found: list[ColumnElement[bool]] = []
    if wanted.speaker:
        found.append(Claim.id.in_(said_by(wanted.speaker)))
    if wanted.source:
        found.append(contains(Source.name, wanted.source))
    if wanted.since:
        found.append(Document.published + BOUNDARY >= wanted.since)
    if wanted.until:
        found.append(Document.published <= wanted.until + BOUNDARY)
    if wanted.document:
        found.append(or_(Document.public_id == wanted.document, Document.path == wanted.document))
    if wanted.hedged is not None:
        found.append(_hedged() if wanted.hedged else ~_hedged())
    if wanted.hedge:
        found.append(_hedged(Hedge.kind == wanted.hedge))
    if wanted.speaker_kind:
        found.append(_of_kind(wanted.speaker_kind))
    if wanted.via:
        via = contains(Hop.name, wanted.via)
        found.append(exists().where(Hop.claim_id == Claim.id, via))
    if wanted.status:
        found.append(has_status(Claim.public_id, wanted.status))
    return [*found, *_voiced(wanted.voices), *_equal(wanted)]


def matching_ids(wanted: ClaimFilter) -> Select[int]:
    """Return the row ids of the claims that fit, the topic included."""
    query = select(Claim.id).join(Claim.document).outerjoin(Document.source)
    if wanted.topic:
        hit = match(wanted.topic).subquery()
        query = query.where(Claim.id.in_(select(hit.c.id)))
    return query.where(*conditions(wanted))


def order(sort: Sort) -> tuple[SQLCoreOperations[Any], ...]:
    """Return what a listing is sorted by, so that every order is complete."""
    place = (Document.published.asc().nulls_last(), Claim.document_id, Claim.start, Claim.id)
    first: dict[Sort, tuple[SQLCoreOperations[Any], ...]] = {
        Sort.SPEAKER: (func.coalesce(_first_speaker(), Claim.speaker_name).asc().nulls_last(),),
        Sort.SOURCE: (Source.name.asc().nulls_last(),),
        Sort.HEDGE: (_weakened().asc(),),
    }
    return (*first.get(sort, ()), *place)


def said_by(name: str) -> Select[int]:
    """Return the row ids of claims of a speaker, by any name, name as stated, or id.

    Who was merged with a speaker of this name is that speaker.
    """
    return (
        select(ClaimSpeaker.claim_id)
        .outerjoin(ClaimSpeaker.speaker)
        .where(or_(contains(ClaimSpeaker.name, name), STANDS_FOR.in_(called(name))))
    )


def called(name: str) -> Select[int]:
    """Return the rows of speakers, merges counted, by a part of any name, or by id."""
    alias = exists().where(SpeakerAlias.speaker_id == Speaker.id, contains(SpeakerAlias.name, name))
    own = or_(contains(Speaker.name, name), Speaker.public_id == name)
    return select(STANDS_FOR).where(or_(own, alias))


def on_side(name: str) -> ColumnElement[bool]:
    """Return whether a claim is of a source or of a speaker of this name."""
    from_source = (
        select(Claim.id)
        .join(Claim.document)
        .join(Document.source)
        .where(contains(Source.name, name))
    )
    return or_(Claim.id.in_(from_source), Claim.id.in_(said_by(name)))


def has_status(
    subject: InstrumentedAttribute[str], status: Status | None, *, hide: Status | None = None
) -> ColumnElement[bool]:
    """Return whether the latest ruling on a subject makes it `status`, or not `hide`."""
    verdicts = {status: verdict for verdict, status in STATUS_OF.items()}
    latest = _latest(subject)
    if status is Status.OPEN:
        return latest.is_(None)
    if status is not None:
        return latest == verdicts[status]
    if hide is None or hide is Status.OPEN:
        raise ValueError("say which status, or which to hide")
    return or_(latest.is_(None), latest != verdicts[hide])


def contains(
    column: InstrumentedAttribute[str] | InstrumentedAttribute[str | None], words: str
) -> ColumnElement[bool]:
    """Return whether a column holds `words`, case aside."""
    return column.icontains(words, autoescape=True)


def _latest(subject: InstrumentedAttribute[str]) -> ScalarSelect[object]:
    return (
        select(Decision.verdict)
        .where(Decision.subject == subject)
        .order_by(Decision.at.desc(), Decision.id.desc())
        .limit(1)
        .correlate(subject.table)
        .scalar_subquery()
    )


def _equal(wanted: ClaimFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.act:
        found.append(Claim.act == wanted.act)
    if wanted.stance:
        found.append(Claim.stance == wanted.stance)
    if wanted.likelihood:
        found.append(Claim.likelihood_term == wanted.likelihood)
    return found


def _hedged(*further: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(Hedge.claim_id == Claim.id, Hedge.hop_id.is_(None), *further)


def _weakened() -> ScalarSelect[int]:
    return (
        select(func.count())
        .where(Hedge.claim_id == Claim.id, Hedge.hop_id.is_(None), Hedge.kind != HedgeKind.BOOSTER)
        .correlate(Claim)
        .scalar_subquery()
    )


def _first_speaker() -> ScalarSelect[str]:
    """Return who a claim's first speaker was merged into, if anybody."""
    root = aliased(Speaker)
    return (
        select(root.name)
        .join(Speaker, Speaker.merged_into_id == root.id)
        .join(ClaimSpeaker, ClaimSpeaker.speaker_id == Speaker.id)
        .where(ClaimSpeaker.claim_id == Claim.id, ClaimSpeaker.position == 0)
        .correlate(Claim)
        .scalar_subquery()
    )


def _of_kind(kind: SpeakerKind) -> ColumnElement[bool]:
    party = exists().where(ClaimSpeaker.claim_id == Claim.id, ClaimSpeaker.kind == kind)
    return or_(Claim.speaker_kind == kind, party)


def _voiced(voices: Voices) -> list[ColumnElement[bool]]:
    if voices is Voices.ALL:
        return []
    if voices is Voices.DEFAULT:
        return [or_(Claim.voice == Voice.ATTRIBUTED, _hedged())]
    return [Claim.voice == Voice(voices.value)]
