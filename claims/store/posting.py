"""The postings of the database: which stored claims hold a term, and claims to compare."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeVar

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, selectinload

from claims.comparison.value import DISPUTE
from claims.store.models import (
    Claim,
    ClaimSpeaker,
    ClaimTerm,
    Document,
    Hedge,
    Hop,
    Relation,
    Source,
    Speaker,
    Term,
)
from claims.store.queries import term_counts

CHUNK = 500
"""Values asked for in one statement."""
DOCUMENTS_AROUND = 60
"""Documents before and after in time whose claims are read where a posting is cut."""
CLAIMS_AROUND = 5000

Item = TypeVar("Item")


class StoredPostings:
    """The postings of the claims up to a row, seen from a document.

    Where a term is in more claims than are read, those of the documents that
    appeared around the same time are read, and the ones added last before it.
    """

    def __init__(self, session: Session, document: Document, upto: int) -> None:
        self._session = session
        self._document = document
        self._upto = upto
        self._ids: dict[str, int] = {}

    def size(self) -> int:
        """Return about how many claims are stored: counting them reads them all."""
        return self._session.scalar(select(func.max(Claim.id))) or 0

    def frequencies(self, terms: Sequence[str]) -> dict[str, int]:
        """Return in how many claims each term occurs."""
        found: dict[str, int] = {}
        for some in _chunks(terms):
            for row, word, count in self._session.execute(term_counts(some)):
                found[word] = count
                self._ids[word] = row
        return found

    def holders(self, frequencies: Mapping[str, int], cap: int) -> dict[str, set[int]]:
        """Return row ids of claims that hold each term, all or the nearest."""
        frequent = {self._ids[word] for word, count in frequencies.items() if count > cap}
        around = self._around(frequent) if frequent else {}
        return {
            word: {*self._session.scalars(self._added_last(row, cap)), *around.get(row, ())}
            for word in frequencies
            for row in (self._ids[word],)
        }

    def terms_of(self, keys: Sequence[int]) -> dict[int, list[str]]:
        """Return all terms of each claim."""
        return terms_of(self._session, keys)

    def _added_last(self, term: int, limit: int) -> Select[int]:
        return (
            select(ClaimTerm.claim_id)
            .where(ClaimTerm.term_id == term, ClaimTerm.claim_id <= self._upto)
            .order_by(ClaimTerm.claim_id.desc())
            .limit(limit)
        )

    def _around(self, terms: Iterable[int]) -> dict[int, list[int]]:
        """Return the claims of documents that appeared around the same time, by term."""
        day = self._document.published
        if day is None:
            return {}
        found: dict[int, list[int]] = defaultdict(list)
        ids = [*self._session.scalars(before(day)), *self._session.scalars(after(day))]
        held = claims_with(ids, sorted(terms), self._upto)
        for term, claim in self._session.execute(held):
            found[term].append(claim)
        return found


def terms_of(session: Session, rows: Sequence[int]) -> dict[int, list[str]]:
    """Return all terms of each claim."""
    found: dict[int, list[str]] = {row: [] for row in rows}
    held = select(ClaimTerm.claim_id, Term.word).join(Term, Term.id == ClaimTerm.term_id)
    for some in _chunks(rows):
        for claim, word in session.execute(held.where(ClaimTerm.claim_id.in_(some))):
            found[claim].append(word)
    return found


def disputes_of(session: Session, rows: Sequence[int], *, upto: int) -> dict[int, list[float]]:
    """Return the scores of each claim's disputes with claims up to a row."""
    found: dict[int, list[float]] = {row: [] for row in rows}
    for side in (Relation.a_id, Relation.b_id):
        held = select(side, Relation.score).where(
            Relation.kind.in_(DISPUTE), Relation.high_id <= upto
        )
        for some in _chunks(rows):
            for claim, score in session.execute(held.where(side.in_(some))):
                found[claim].append(score)
    return found


def documents_of(session: Session, rows: Sequence[int]) -> dict[int, int]:
    """Return the document of each claim."""
    of = select(Claim.id, Claim.document_id)
    found: dict[int, int] = {}
    for some in _chunks(rows):
        found |= {row.id: row.document_id for row in session.execute(of.where(Claim.id.in_(some)))}
    return found


class Placed(NamedTuple):
    """The content of a claim and where in its document the claim begins."""

    id: int
    content: str
    document_id: int
    start: int


def contents(session: Session, documents: Sequence[int], upto: int) -> list[Placed]:
    """Return the claims of documents, those added last first."""
    found = (
        select(Claim.id, Claim.content, Claim.document_id, Claim.start)
        .where(Claim.document_id.in_(documents), Claim.id <= upto)
        .order_by(Claim.id.desc())
        .limit(CLAIMS_AROUND)
    )
    return [Placed(*row) for row in session.execute(found)]


def document_ids() -> Select[int, str]:
    """Return row and public id of all documents, in the order of adding."""
    return select(Document.id, Document.public_id).order_by(Document.id)


def before(day: str) -> Select[int]:
    """Return the documents that appeared that day or last before it."""
    return (
        select(Document.id)
        .where(Document.published <= day)
        .order_by(Document.published.desc(), Document.id.desc())
        .limit(DOCUMENTS_AROUND)
    )


def after(day: str) -> Select[int]:
    """Return the documents that appeared next after a day."""
    return (
        select(Document.id)
        .where(Document.published > day)
        .order_by(Document.published, Document.id)
        .limit(DOCUMENTS_AROUND)
    )


def claims_with(documents: Sequence[int], terms: Sequence[int], upto: int) -> Select[int, int]:
    """Return term and claim for the claims of documents that hold some of the terms."""
    near = (
        select(Claim.id)
        .where(Claim.document_id.in_(documents), Claim.id <= upto)
        .order_by(Claim.id.desc())
        .limit(CLAIMS_AROUND)
    )
    return select(ClaimTerm.term_id, ClaimTerm.claim_id).where(
        ClaimTerm.claim_id.in_(near.scalar_subquery()),
        # the sum keeps a database from looking up each of the terms in each of the claims
        (ClaimTerm.term_id + 0).in_(terms),
    )


def comparable(session: Session, rows: Sequence[int]) -> Iterator[Claim]:
    """Yield claims with what a comparison needs, without the texts of their documents."""
    for some in _chunks(rows):
        yield from session.scalars(_comparable(some))


def texts_of(session: Session, documents: Iterable[int]) -> dict[int, str]:
    """Return the texts of documents."""
    found: dict[int, str] = {}
    for some in _chunks(sorted(documents)):
        rows = session.execute(select(Document.id, Document.text).where(Document.id.in_(some)))
        found |= {row.id: row.text for row in rows}
    return found


def _comparable(rows: Sequence[int]) -> Select[Claim]:
    speaker = selectinload(Claim.speakers).load_only(ClaimSpeaker.name, ClaimSpeaker.kind)
    names = (Speaker.public_id, Speaker.name, Speaker.kind, Speaker.merged_into_id)
    return (
        select(Claim)
        .where(Claim.id.in_(rows))
        .options(
            selectinload(Claim.document)
            .load_only(Document.public_id, Document.published)
            .joinedload(Document.source)
            .load_only(Source.name),
            selectinload(Claim.spans),
            speaker.joinedload(ClaimSpeaker.speaker)
            .load_only(*names)
            .joinedload(Speaker.merged_into)
            .load_only(*names),
            selectinload(Claim.hedges).load_only(Hedge.start, Hedge.end, Hedge.kind, Hedge.hop_id),
            selectinload(Claim.hops).load_only(Hop.name),
        )
    )


def _chunks(items: Sequence[Item]) -> Iterator[Sequence[Item]]:
    return (items[begin : begin + CHUNK] for begin in range(0, len(items), CHUNK))
