"""Every question that is asked of the database, as a named select()."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import aliased, defer, joinedload, selectinload
from sqlalchemy.orm.strategy_options import _AbstractLoad

from claims.attribution import SpeakerKind
from claims.comparison.value import AGREEMENT, RelationKind
from claims.store.filter import (
    ClaimFilter,
    RelationFilter,
    called,
    conditions,
    has_status,
    matching_ids,
    on_side,
    order,
)
from claims.store.models import (
    Claim,
    ClaimSpeaker,
    Decision,
    Document,
    Relation,
    Source,
    Speaker,
    Term,
)
from claims.store.search import match
from claims.store.vocabulary import Sort, Status


def claims(wanted: ClaimFilter | None = None) -> Select[Claim]:
    """Return the claims that fit, with all a record needs loaded in a few statements."""
    wanted = wanted or ClaimFilter()
    query = select(Claim).join(Claim.document).outerjoin(Document.source)
    query = query.where(*conditions(wanted)).options(*whole_claim())
    sort = wanted.sort or (Sort.RELEVANCE if wanted.topic else Sort.DATE)
    if wanted.topic:
        hit = match(wanted.topic).subquery("hit")
        query = query.join(hit, hit.c.id == Claim.id)
        if sort is Sort.RELEVANCE:
            query = query.order_by(hit.c.rank)
    return query.order_by(*order(sort)).limit(wanted.limit)


def claim(public_id: str) -> Select[Claim]:
    """Return the claim of an id, or of the beginning of one."""
    return (
        select(Claim)
        .where(Claim.public_id.startswith(public_id, autoescape=True))
        .order_by(Claim.public_id)
        .limit(2)
        .options(*whole_claim())
    )


def relations(wanted: RelationFilter | None = None) -> Select[Relation]:
    """Return the relations that fit, the highest score first, with both claims loaded."""
    wanted = wanted or RelationFilter()
    a, b = aliased(Claim), aliased(Claim)
    query = select(Relation).join(a, Relation.a_id == a.id).join(b, Relation.b_id == b.id)
    for narrow in (
        ClaimFilter(topic=wanted.topic),
        ClaimFilter(speaker=wanted.speaker),
        ClaimFilter(source=wanted.source),
        ClaimFilter(since=wanted.since, until=wanted.until),
    ):
        if narrow != ClaimFilter():
            ids = matching_ids(narrow)
            query = query.where(or_(a.id.in_(ids), b.id.in_(ids)))
    if wanted.claim:
        query = query.where(or_(a.public_id == wanted.claim, b.public_id == wanted.claim))
    if wanted.between:
        one, other = (select(Claim.id).where(on_side(name)) for name in wanted.between)
        query = query.where(
            or_(and_(a.id.in_(one), b.id.in_(other)), and_(a.id.in_(other), b.id.in_(one)))
        )
    if wanted.kinds:
        query = query.where(Relation.kind.in_(wanted.kinds))
    if wanted.aspect:
        query = query.where(Relation.aspect == wanted.aspect)
    if wanted.min_score is not None:
        query = query.where(Relation.score >= wanted.min_score)
    query = query.where(has_status(Relation.public_id, wanted.status, hide=Status.DISMISSED))
    return (
        query.order_by(Relation.score.desc(), Relation.public_id)
        .limit(wanted.limit)
        .options(
            selectinload(Relation.a).options(*whole_claim()),
            selectinload(Relation.b).options(*whole_claim()),
            selectinload(Relation.decisions),
        )
    )


def agreements(public_ids: Sequence[str]) -> Select[str, str, RelationKind]:
    """Return what these claims are the first side of and agree with: two ids and the kind.

    Dismissed relations are left out.
    """
    a, b = aliased(Claim), aliased(Claim)
    return (
        select(a.public_id, b.public_id, Relation.kind)
        .select_from(Relation)
        .join(a, Relation.a_id == a.id)
        .join(b, Relation.b_id == b.id)
        .where(a.public_id.in_(public_ids), Relation.kind.in_(sorted(AGREEMENT)))
        .where(has_status(Relation.public_id, None, hide=Status.DISMISSED))
        .order_by(Relation.score.desc(), Relation.public_id)
    )


def documents() -> Select[Document, int]:
    """Return documents with how many claims each has, the newest published first."""
    count = (
        select(func.count()).where(Claim.document_id == Document.id).correlate(Document)
    ).scalar_subquery()
    return (
        select(Document, count)
        .options(joinedload(Document.source), defer(Document.text))
        .order_by(Document.published.desc().nulls_last(), Document.id)
    )


def document(key: str) -> Select[Document]:
    """Return the document of an id, the beginning of one, or a path."""
    return (
        select(Document)
        .where(or_(Document.public_id.startswith(key, autoescape=True), Document.path == key))
        .order_by(Document.id)
        .limit(2)
    )


def sources() -> Select[Source, int, int]:
    """Return sources with how many documents and claims each has, by name."""
    return (
        select(Source, func.count(Document.id.distinct()), func.count(Claim.id))
        .outerjoin(Source.documents)
        .outerjoin(Document.claims)
        .group_by(Source.id)
        .order_by(Source.name)
    )


def speakers(name: str | None = None, kind: SpeakerKind | None = None) -> Select[Speaker, int, int]:
    """Return speakers with how many claims and documents each has, the most first.

    A speaker who was merged into another is counted with that one, and found by
    its names too.
    """
    said = aliased(Speaker)
    claims_of = func.count(ClaimSpeaker.claim_id.distinct())
    query = (
        select(Speaker, claims_of, func.count(Claim.document_id.distinct()))
        .join(said, or_(said.id == Speaker.id, said.merged_into_id == Speaker.id))
        .outerjoin(ClaimSpeaker, ClaimSpeaker.speaker_id == said.id)
        .outerjoin(Claim, Claim.id == ClaimSpeaker.claim_id)
        .where(Speaker.merged_into_id.is_(None))
    )
    if name:
        query = query.where(Speaker.id.in_(called(name)))
    if kind:
        query = query.where(Speaker.kind == kind)
    return (
        query.group_by(Speaker.id)
        .order_by(claims_of.desc(), Speaker.name)
        .options(
            selectinload(Speaker.aliases),
            selectinload(Speaker.merged).selectinload(Speaker.aliases),
            selectinload(Speaker.document).load_only(Document.public_id),
        )
    )


def speaker(key: str) -> Select[Speaker]:
    """Return the speaker of an id, of the beginning of one, or of exactly this name."""
    return (
        select(Speaker)
        .where(or_(Speaker.public_id.startswith(key, autoescape=True), Speaker.name == key))
        .order_by(Speaker.public_id)
        .limit(2)
    )


def statements_by(
    speaker: Speaker,
) -> Select[str | None, str | None, str | None, Document, int]:
    """Return how documents name a speaker: name, role, affiliation, document, number of claims.

    The earliest published come first; who was merged into the speaker is included.
    """
    said = aliased(Speaker)
    stated = (ClaimSpeaker.name, ClaimSpeaker.role, ClaimSpeaker.affiliation)
    return (
        select(*stated, Document, func.count())
        .join(said, said.id == ClaimSpeaker.speaker_id)
        .join(Claim, Claim.id == ClaimSpeaker.claim_id)
        .join(Document, Document.id == Claim.document_id)
        .where(or_(said.id == speaker.id, said.merged_into_id == speaker.id))
        .group_by(*stated, Document.id)
        .order_by(Document.published.asc().nulls_last(), Document.id, *stated)
        .options(joinedload(Document.source), defer(Document.text))
    )


def term_counts(words: Sequence[str]) -> Select[int, str, int]:
    """Return row id, word and count of claims of each of the words that is known."""
    return select(Term.id, Term.word, Term.claims).where(Term.word.in_(words))


def counts(*tables: type[Any]) -> Select[*tuple[int, ...]]:
    """Return how many rows each of the models has, in one row."""
    return select(*(select(func.count()).select_from(t).scalar_subquery() for t in tables))


def decisions() -> Select[Decision]:
    """Return all rulings, the oldest first."""
    return select(Decision).order_by(Decision.at, Decision.id)


def whole_claim() -> tuple[_AbstractLoad, ...]:
    """Return the loading of all that a claim's record needs, one statement a kind of part."""
    return (
        selectinload(Claim.document).options(
            joinedload(Document.source), selectinload(Document.zones)
        ),
        selectinload(Claim.spans),
        selectinload(Claim.speakers)
        .joinedload(ClaimSpeaker.speaker)
        .joinedload(Speaker.merged_into),
        selectinload(Claim.hedges),
        selectinload(Claim.hops),
        selectinload(Claim.decisions),
        joinedload(Claim.parent),
        joinedload(Claim.earlier),
    )
