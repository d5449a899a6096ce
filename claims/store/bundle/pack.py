"""Export: everything a database holds, one state of it, written as a bundle.

Statements are built once and take the ids of documents and claims as parameters: to
build one leaves cycles behind, and commands that only read collect none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, Literal

from sqlalchemy import ColumnElement, Engine, Select, bindparam, select
from sqlalchemy.orm import Session, aliased

from claims.store import models, queries
from claims.store.bundle import form
from claims.store.bundle.form import KINDS, Exchange, Fields, Manifest, Row
from claims.store.bundle.target import open_target
from claims.store.engine import reading
from claims.version import __version__

Progress = Callable[[int, int, str], None]

BATCH = 500
"""Rows held at a time, and ids in one statement."""


def write_bundle(engine: Engine, path: Path, progress: Progress) -> Exchange:
    """Write a bundle, as the database is at this moment; raise BadBundle where it cannot be."""
    with open_target(path) as target, reading(engine) as session:
        target.write(form.SOURCES, _plain(session, models.Source, form.SOURCE))
        target.write(form.RUNS, _plain(session, models.Run, form.RUN))
        target.write(form.TOPICS, _plain(session, models.Topic, form.TOPIC))
        target.write(form.SPEAKERS, _speakers(session, None))
        ids = list(session.scalars(select(models.Document.id).order_by(models.Document.id)))
        target.write(form.DOCUMENTS, _documents(session, ids))
        target.write(form.CLAIMS, _claims(session, ids, progress))
        target.write(form.RELATIONS, _relations(session))
        target.write(form.DECISIONS, _plain(session, models.Decision, form.DECISION))
        made = models.now().isoformat(timespec="seconds")
        speakers = session.scalar(queries.counts(models.Speaker))
        target.close(Manifest(made, f"claims {__version__}", target.files))
    counts = {name.removesuffix(".jsonl"): entry.rows for name, entry in target.files.items()}
    counts["speakers"] = speakers or 0  # those without a name stand with their documents
    return Exchange(str(path), {kind: counts[kind] for kind in KINDS})


def _plain(session: Session, model: type[Any], fields: Fields) -> Iterator[Row]:
    for row in _rows(session, select(model.__table__).order_by(model.id)):
        yield fields.to_json(row)


def _rows(session: Session, query: Select[*tuple[Any, ...]]) -> Iterator[Any]:
    yield from session.execute(query.execution_options(yield_per=BATCH))


def _speakers(session: Session, document: int | None) -> Iterator[Row]:
    """Yield the speakers of a document, or the named ones, which belong to none."""
    query = _speakers_query("named" if document is None else "of a document")
    last = 0
    while rows := session.execute(query, {"document": document, "last": last, "most": BATCH}).all():
        last = rows[-1].id
        aliases = _by_owner(session, models.SpeakerAlias, "speaker_id", [row.id for row in rows])
        for row in rows:
            names = sorted(alias.name for alias in aliases[row.id])
            yield {**form.SPEAKER.to_json(row), "aliases": names}


@cache
def _speakers_query(which: Literal["named", "of a document"]) -> Select[*tuple[Any, ...]]:
    table = models.Speaker
    own: ColumnElement[bool] = table.document_id.is_(None)
    if which == "of a document":
        own = table.document_id == bindparam("document")
    return (
        select(table.__table__)
        .where(own, table.id > bindparam("last"))
        .order_by(table.id)
        .limit(bindparam("most"))
    )


def _documents(session: Session, ids: list[int]) -> Iterator[Row]:
    for document in ids:
        row = session.execute(_document_query(), {"document": document}).one()
        found = session.execute(_zones_query(), {"document": document})
        yield {
            **form.DOCUMENT.to_json(row),
            "source": row.source,
            "supersedes": row.supersedes,
            "run": row.run,
            "zones": [form.ZONE.to_json(zone) for zone in found],
            "speakers": list(_speakers(session, document)),
        }


@cache
def _document_query() -> Select[*tuple[Any, ...]]:
    before = aliased(models.Document)
    return (
        select(
            models.Document.__table__,
            models.Source.name.label("source"),
            before.public_id.label("supersedes"),
            models.Run.public_id.label("run"),
        )
        .outerjoin(models.Source, models.Source.id == models.Document.source_id)
        .outerjoin(before, before.id == models.Document.supersedes_id)
        .outerjoin(models.Run, models.Run.id == models.Document.run_id)
        .where(models.Document.id == bindparam("document"))
    )


@cache
def _zones_query() -> Select[*tuple[Any, ...]]:
    table = models.Zone
    own = select(table.__table__).where(table.document_id == bindparam("document"))
    return own.order_by(table.start, table.id)


def _claims(session: Session, documents: list[int], progress: Progress) -> Iterator[Row]:
    for done, document in enumerate(documents):
        own = session.execute(_name_query(), {"document": document}).one()
        progress(done, len(documents), own.path)
        yield from _claims_of(session, document, own.public_id)
    progress(len(documents), len(documents), "")


@cache
def _name_query() -> Select[*tuple[Any, ...]]:
    table = models.Document
    return select(table.public_id, table.path).where(table.id == bindparam("document"))


def _claims_of(session: Session, document: int, name: str) -> Iterator[Row]:
    last = 0
    while rows := session.execute(
        _claims_query(), {"document": document, "last": last, "most": BATCH}
    ).all():
        last = rows[-1].id
        parts = _parts(session, [row.id for row in rows])
        for row in rows:
            known = {"document": name, "parent": row.parent, "earlier": row.earlier, "run": row.run}
            yield {**form.CLAIM.to_json(row), **known, **parts[row.id]}


@cache
def _claims_query() -> Select[*tuple[Any, ...]]:
    parent, earlier = aliased(models.Claim), aliased(models.Claim)
    table = models.Claim
    return (
        select(
            table.__table__,
            parent.public_id.label("parent"),
            earlier.public_id.label("earlier"),
            models.Run.public_id.label("run"),
        )
        .outerjoin(parent, parent.id == table.parent_id)
        .outerjoin(earlier, earlier.id == table.earlier_id)
        .outerjoin(models.Run, models.Run.id == table.run_id)
        .where(table.document_id == bindparam("document"), table.id > bindparam("last"))
        .order_by(table.id)
        .limit(bindparam("most"))
    )


def _parts(session: Session, claims: list[int]) -> dict[int, Row]:
    """Return spans, speakers, hops, hedges and terms of claims, by row id."""
    spans = _by_owner(session, models.ClaimSpan, "claim_id", claims)
    hops = _by_owner(session, models.Hop, "claim_id", claims)
    hedges = _by_owner(session, models.Hedge, "claim_id", claims)
    speakers = _grouped(session, _parties_query(), "claim_id", claims)
    terms = _grouped(session, _terms_query(), "claim_id", claims)
    return {
        claim: {
            "spans": [form.SPAN.to_json(one) for one in sorted(spans[claim], key=_place)],
            "speakers": [
                {**form.PARTY.to_json(one), "speaker": one.speaker}
                for one in sorted(speakers[claim], key=_position)
            ],
            "hops": [form.HOP.to_json(one) for one in sorted(hops[claim], key=_position)],
            "hedges": _hedges(hedges[claim], hops[claim]),
            "terms": sorted(one.word for one in terms[claim]),
        }
        for claim in claims
    }


@cache
def _parties_query() -> Select[*tuple[Any, ...]]:
    table = models.ClaimSpeaker
    return (
        select(table.__table__, models.Speaker.public_id.label("speaker"))
        .outerjoin(models.Speaker, models.Speaker.id == table.speaker_id)
        .where(table.claim_id.in_(bindparam("owners", expanding=True)))
    )


@cache
def _terms_query() -> Select[*tuple[Any, ...]]:
    table = models.ClaimTerm
    return (
        select(table.claim_id, models.Term.word)
        .join(models.Term, models.Term.id == table.term_id)
        .where(table.claim_id.in_(bindparam("owners", expanding=True)))
    )


def _hedges(hedges: list[Any], hops: list[Any]) -> list[Row]:
    places = {hop.id: hop.position for hop in hops}
    return [
        {**form.HEDGE.to_json(one), "hop": places.get(one.hop_id)}
        for one in sorted(hedges, key=_position)
    ]


def _place(span: Any) -> tuple[str, int, int]:
    return span.role, span.part, span.position


def _position(row: Any) -> int:
    return int(row.position)


def _by_owner(
    session: Session, model: type[models.Base], owner: str, ids: list[int]
) -> defaultdict[int, list[Any]]:
    return _grouped(session, _owned_query(model, owner), owner, ids)


@cache
def _owned_query(model: type[models.Base], owner: str) -> Select[*tuple[Any, ...]]:
    own = getattr(model, owner).in_(bindparam("owners", expanding=True))
    return select(model.__table__).where(own)


def _grouped(
    session: Session, query: Select[*tuple[Any, ...]], owner: str, ids: list[int]
) -> defaultdict[int, list[Any]]:
    """Return the rows that belong to the ids, by the id each belongs to."""
    found: defaultdict[int, list[Any]] = defaultdict(list)
    for row in session.execute(query, {"owners": ids}):
        found[getattr(row, owner)].append(row)
    return found


def _relations(session: Session) -> Iterator[Row]:
    a, b = aliased(models.Claim), aliased(models.Claim)
    query = (
        select(
            models.Relation.__table__,
            a.public_id.label("a"),
            b.public_id.label("b"),
            models.Run.public_id.label("run"),
        )
        .join(a, a.id == models.Relation.a_id)
        .join(b, b.id == models.Relation.b_id)
        .outerjoin(models.Run, models.Run.id == models.Relation.run_id)
        .order_by(models.Relation.id)
    )
    for row in _rows(session, query):
        yield {**form.RELATION.to_json(row), "a": row.a, "b": row.b, "run": row.run}
