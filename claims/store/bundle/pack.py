"""Export: everything a database holds, one state of it, written as a bundle."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, Select, select
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
    table = models.Speaker
    here = table.document_id == document if document else table.document_id.is_(None)
    last = 0
    while rows := session.execute(
        select(table.__table__).where(here, table.id > last).order_by(table.id).limit(BATCH)
    ).all():
        last = rows[-1].id
        aliases = _by_owner(
            session, models.SpeakerAlias, models.SpeakerAlias.speaker_id, [row.id for row in rows]
        )
        for row in rows:
            names = sorted(alias.name for alias in aliases[row.id])
            yield {**form.SPEAKER.to_json(row), "aliases": names}


def _documents(session: Session, ids: list[int]) -> Iterator[Row]:
    before = aliased(models.Document)
    query = (
        select(
            models.Document.__table__,
            models.Source.name.label("source"),
            before.public_id.label("supersedes"),
            models.Run.public_id.label("run"),
        )
        .outerjoin(models.Source, models.Source.id == models.Document.source_id)
        .outerjoin(before, before.id == models.Document.supersedes_id)
        .outerjoin(models.Run, models.Run.id == models.Document.run_id)
    )
    for document in ids:
        row = session.execute(query.where(models.Document.id == document)).one()
        zones = select(models.Zone.__table__).where(models.Zone.document_id == document)
        found = session.execute(zones.order_by(models.Zone.start, models.Zone.id))
        yield {
            **form.DOCUMENT.to_json(row),
            "source": row.source,
            "supersedes": row.supersedes,
            "run": row.run,
            "zones": [form.ZONE.to_json(zone) for zone in found],
            "speakers": list(_speakers(session, document)),
        }


def _claims(session: Session, documents: list[int], progress: Progress) -> Iterator[Row]:
    for done, document in enumerate(documents):
        own = session.execute(
            select(models.Document.public_id, models.Document.path).filter_by(id=document)
        ).one()
        progress(done, len(documents), own.path)
        yield from _claims_of(session, document, own.public_id)
    progress(len(documents), len(documents), "")


def _claims_of(session: Session, document: int, name: str) -> Iterator[Row]:
    parent, earlier = aliased(models.Claim), aliased(models.Claim)
    table = models.Claim
    query = (
        select(
            table.__table__,
            parent.public_id.label("parent"),
            earlier.public_id.label("earlier"),
            models.Run.public_id.label("run"),
        )
        .outerjoin(parent, parent.id == table.parent_id)
        .outerjoin(earlier, earlier.id == table.earlier_id)
        .outerjoin(models.Run, models.Run.id == table.run_id)
        .where(table.document_id == document)
        .order_by(table.id)
        .limit(BATCH)
    )
    last = 0
    while rows := session.execute(query.where(table.id > last)).all():
        last = rows[-1].id
        parts = _parts(session, [row.id for row in rows])
        for row in rows:
            known = {"document": name, "parent": row.parent, "earlier": row.earlier, "run": row.run}
            yield {**form.CLAIM.to_json(row), **known, **parts[row.id]}


def _parts(session: Session, claims: list[int]) -> dict[int, Row]:
    """Return spans, speakers, hops, hedges and terms of claims, by row id."""
    spans = _by_owner(session, models.ClaimSpan, models.ClaimSpan.claim_id, claims)
    hops = _by_owner(session, models.Hop, models.Hop.claim_id, claims)
    hedges = _by_owner(session, models.Hedge, models.Hedge.claim_id, claims)
    speakers = _named(
        session,
        select(models.ClaimSpeaker.__table__, models.Speaker.public_id.label("speaker")).outerjoin(
            models.Speaker, models.Speaker.id == models.ClaimSpeaker.speaker_id
        ),
        models.ClaimSpeaker.claim_id,
        claims,
    )
    terms = _named(
        session,
        select(models.ClaimTerm.claim_id, models.Term.word).join(
            models.Term, models.Term.id == models.ClaimTerm.term_id
        ),
        models.ClaimTerm.claim_id,
        claims,
    )
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
    session: Session, model: type[Any], owner: Any, ids: list[int]
) -> defaultdict[int, list[Any]]:
    return _named(session, select(model.__table__), owner, ids)


def _named(
    session: Session, query: Select[*tuple[Any, ...]], owner: Any, ids: list[int]
) -> defaultdict[int, list[Any]]:
    found: defaultdict[int, list[Any]] = defaultdict(list)
    for row in session.execute(query.where(owner.in_(ids))):
        found[getattr(row, owner.key)].append(row)
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
