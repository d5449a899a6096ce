"""Verification: every span and every hash read again, and what does not hold named.

Documents are read one by one and claims a batch at a time, so that the size of
a database does not matter. Nothing is written.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256

from sqlalchemy import Engine, select, text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session, selectinload, undefer

from claims.errors import DatabaseProblem
from claims.reading.document import ZoneKind
from claims.span import Span, hull, join
from claims.store import identity, models
from claims.store.engine import name_of, reading
from claims.store.load import load_attribution
from claims.store.problem import explain

BATCH = 500

FURNITURE = frozenset({ZoneKind.NAVIGATION, ZoneKind.LINKS, ZoneKind.LEGAL, ZoneKind.BYLINE})
"""Zones that no claim is ever read from."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that does not hold: of which kind of thing, of which one, and what."""

    kind: str
    id: str
    sentence: str


def verify(engine: Engine) -> Iterator[Problem]:
    """Give what does not hold in a database of this version, as it is found."""
    where = name_of(engine)
    try:
        with reading(engine) as session:
            yield from _check_file(session, where)
            yield from _check_index(session)
            yield from _check_terms(session)
            for row in _ids(session, models.Document):
                try:
                    yield from _check_document(session, row)
                except (ValueError, LookupError) as error:
                    yield Problem("document", str(row), f"a stored value cannot be read: {error}")
                session.expunge_all()
    except DatabaseProblem as problem:
        yield Problem("database", where, problem.reason)


def _check_file(session: Session, where: str) -> Iterator[Problem]:
    if session.get_bind().dialect.name != "sqlite":
        return
    for (found,) in session.execute(text("PRAGMA integrity_check(20)")):
        if found != "ok":
            yield Problem("database", where, f"SQLite's own check says: {found}")
    for table, row, parent, _ in session.execute(text("PRAGMA foreign_key_check")):
        yield Problem(table, str(row), f"this row refers to a {parent} that is not there")


OUT_OF_STEP = """
SELECT c.public_id
FROM claim_search AS s JOIN claim AS c ON c.id = s.id
LEFT JOIN claim_fts AS f ON f.rowid = s.id
WHERE f.rowid IS NULL OR f.content <> s.content OR f.title <> s.title
   OR coalesce(f.speaker, '') <> s.speaker
"""

LEFT_OVER = "SELECT rowid FROM claim_fts WHERE rowid NOT IN (SELECT id FROM claim)"

MISCOUNTED = """
SELECT word FROM term
WHERE claims <> (SELECT count(*) FROM claim_term WHERE claim_term.term_id = term.id)
"""


def _check_index(session: Session) -> Iterator[Problem]:
    if session.get_bind().dialect.name != "sqlite":
        return
    try:
        for (public_id,) in session.execute(text(OUT_OF_STEP)):
            yield Problem("claim", public_id, "the search index does not say what the claim says")
        for (row,) in session.execute(text(LEFT_OVER)):
            yield Problem("search index", str(row), "this entry belongs to no claim")
    except DatabaseError as error:
        yield Problem("search index", "claim_fts", explain(error))


def _check_terms(session: Session) -> Iterator[Problem]:
    if session.get_bind().dialect.name != "sqlite":
        return
    for (word,) in session.execute(text(MISCOUNTED)):
        yield Problem("term", word, "its count is not the number of claims that hold it")


def _check_document(session: Session, row: int) -> Iterator[Problem]:
    try:
        document = session.scalars(
            select(models.Document)
            .where(models.Document.id == row)
            .options(undefer(models.Document.data), selectinload(models.Document.zones))
        ).one()
    except zlib.error:
        name = session.scalars(select(models.Document.public_id).filter_by(id=row)).one()
        yield Problem("document", name, "its stored bytes cannot be unpacked")
        return
    yield from _check_bytes(document)
    for zone in document.zones:
        if not 0 <= zone.start < zone.end <= len(document.text):
            sentence = f"its zone [{zone.start}, {zone.end}) lies outside its text"
            yield Problem("document", document.public_id, sentence)
    yield from _check_claims(session, document)


def _check_bytes(document: models.Document) -> Iterator[Problem]:
    name = document.public_id
    if sha256(document.data).hexdigest() != document.sha256:
        yield Problem("document", name, "its stored bytes do not have its sha256")
    if len(document.text) != document.length:
        yield Problem("document", name, "its text does not have the length that is stored")
    if document.media_type == "text/plain":
        try:
            plain = document.data.decode("utf-8-sig")
        except UnicodeDecodeError:
            return
        if plain != document.text:
            yield Problem("document", name, "its text is not what its stored bytes say")


def _check_claims(session: Session, document: models.Document) -> Iterator[Problem]:
    furniture = [
        Span(z.start, z.end) for z in document.zones if z.kind in FURNITURE and z.start < z.end
    ]
    rows = session.scalars(
        select(models.Claim.id).filter_by(document_id=document.id).order_by(models.Claim.id)
    ).all()
    in_document = set(rows)
    for begin in range(0, len(rows), BATCH):
        batch = session.scalars(
            select(models.Claim)
            .where(models.Claim.id.in_(rows[begin : begin + BATCH]))
            .options(
                selectinload(models.Claim.spans),
                selectinload(models.Claim.hedges),
                selectinload(models.Claim.hops),
                selectinload(models.Claim.speakers),
            )
        ).all()
        for claim in batch:
            for sentence in _faults(claim, document, furniture, in_document):
                yield Problem("claim", claim.public_id, sentence)


def _faults(
    claim: models.Claim,
    document: models.Document,
    furniture: Iterable[Span],
    in_document: set[int],
) -> Iterator[str]:
    length = len(document.text)
    pieces: list[tuple[str, int, int]] = [(s.role.value, s.start, s.end) for s in claim.spans]
    pieces += [("hedge", hedge.start, hedge.end) for hedge in claim.hedges]
    outside = [p for p in pieces if not 0 <= p[1] < p[2] <= length]
    for role, start, end in outside:
        yield f"its {role} span [{start}, {end}) lies outside the document"
    if claim.parent_id is not None and claim.parent_id not in in_document:
        yield "its parent is a claim of another document"
    if outside:
        return
    if not any(role == "content" for role, _, _ in pieces):
        yield "it has no content span"
        return
    said = load_attribution(claim)
    if join(document.text, said.content) != claim.content:
        yield "its content is not what the document says at its spans"
    extent = hull(said.content)
    if (extent.start, extent.end) != (claim.start, claim.end):
        yield "its place in the document is not that of its spans"
    if identity.claim_id(document.public_id, said) != claim.public_id:
        yield "its id does not come from its document, voice and spans"
    if any(span.overlaps(zone) for span in said.content for zone in furniture):
        yield "it was read from a part of the page that is no body text"


def _ids(session: Session, model: type[models.Document]) -> Iterator[int]:
    last = 0
    while rows := session.scalars(
        select(model.id).where(model.id > last).order_by(model.id).limit(BATCH)
    ).all():
        yield from rows
        last = rows[-1]
