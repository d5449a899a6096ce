"""Stored claims compared: each new claim with those that share informative terms."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from operator import itemgetter

from sqlalchemy import Engine, delete, select
from sqlalchemy.orm import Session

from claims.comparison import RelationKind, Statement, candidates, compare, terms
from claims.extraction import lay_out
from claims.page import Page
from claims.span import Span, join
from claims.store import models, queries
from claims.store.engine import reading, writing
from claims.store.load import PARAGRAPHS, shown_speaker
from claims.store.save import save_relation, save_terms

Progress = Callable[[int, int, str], None]

CHUNK = 500
"""Terms asked for in one statement."""


class StoredPostings:
    """The postings of the database, for finding claims that share informative terms."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def size(self) -> int:
        """Return how many claims are stored."""
        return self._session.scalar(queries.counts(models.Claim)) or 0

    def frequencies(self, terms: Sequence[str]) -> dict[str, int]:
        """Return in how many claims each term occurs."""
        found: dict[str, int] = {}
        for begin in range(0, len(terms), CHUNK):
            rows = self._session.execute(queries.term_counts(terms[begin : begin + CHUNK]))
            found |= {word: count for _, word, count in rows}
        return found

    def holders(self, term: str, limit: int) -> list[tuple[int, int]]:
        """Return up to `limit` row ids of claims that hold the term, the newest first."""
        return [(row, 0) for row in self._session.scalars(queries.holders(term, limit))]


class Statements:
    """Claims as the comparison wants them, each document laid out once."""

    def __init__(self) -> None:
        self._pages: dict[int, Page] = {}

    def of(self, claim: models.Claim) -> Statement:
        """Return the statement of a claim, its sentence as context."""
        document = claim.document
        return Statement(
            text=claim.content,
            speaker=shown_speaker(claim),
            kind=claim.speaker_kind,
            document=document.public_id,
            source=document.source.name if document.source else None,
            published=document.published,
            said=claim.said,
            hedges=tuple(_hedges(claim)),
            polarity=claim.polarity,
            act=claim.act,
            voice=claim.voice,
            origin=_origin(claim),
            likelihood=_likelihood(claim),
            context=self._context(claim),
        )

    def _context(self, claim: models.Claim) -> str:
        page = self._pages.get(claim.document_id)
        if page is None:
            blocks = [Span(z.start, z.end) for z in claim.document.zones if z.kind in PARAGRAPHS]
            page = self._pages[claim.document_id] = lay_out(claim.document.text, blocks)
        return join(page.text, page.sentences_in(Span(claim.start, claim.end)))


def relate(
    session: Session,
    claims: Sequence[models.Claim],
    run: models.Run | None,
    statements: Statements | None = None,
    upto: int | None = None,
) -> int:
    """Compare claims with the stored ones that are near; return how many relations came of it.

    `upto` leaves documents out that were added after that row.
    """
    statements = statements or Statements()
    own = {claim.id: claim for claim in claims}
    held = [(row, frozenset(terms(claim.content))) for row, claim in own.items()]
    count = 0
    for one, others in groupby(candidates(held, StoredPostings(session)), key=itemgetter(0)):
        near = session.scalars(queries.claims_by_row([other for _, other in others])).unique()
        for other in near:
            if upto is not None and other.document_id > upto:
                continue
            judged = compare(statements.of(own[one]), statements.of(other))
            if judged.relation is not RelationKind.UNRELATED:
                count += save_relation(session, own[one], other, judged, run) is not None
    session.flush()
    return count


def relate_all(engine: Engine, progress: Progress) -> str:
    """Compare all claims anew, each document one transaction, and return what came of it.

    Every document is compared with those before it, as it was when it was added, but
    with what is known of all documents about which terms are rare. Decisions on
    relations stay: a relation found again has the same id. Interrupted, it leaves the
    documents not reached as they were.
    """
    with reading(engine) as session:
        ids = list(session.scalars(select(models.Document.id).order_by(models.Document.id)))
    count = 0
    for done, row in enumerate(ids):
        with writing(engine) as session:
            document = session.get_one(models.Document, row)
            progress(done, len(ids), document.path)
            count += _relate_again(session, document)
    progress(len(ids), len(ids), "")
    return f"{count} relations among the claims of {len(ids)} documents"


def _relate_again(session: Session, document: models.Document) -> int:
    own = [claim.id for claim in document.claims]
    before = select(models.Claim.id).where(models.Claim.document_id <= document.id)
    session.execute(
        delete(models.Relation).where(
            models.Relation.a_id.in_(before) & models.Relation.b_id.in_(own)
            | models.Relation.b_id.in_(before) & models.Relation.a_id.in_(own)
        )
    )
    session.execute(delete(models.ClaimTerm).where(models.ClaimTerm.claim_id.in_(own)))
    save_terms(session, document.claims, terms)
    return relate(session, document.claims, None, upto=document.id)


def _hedges(claim: models.Claim) -> Iterable[tuple[int, int, str]]:
    """Yield the hedges that stand in the content, relative to it."""
    offset = 0
    for piece in (s for s in claim.spans if s.role == "content"):
        for hedge in claim.hedges:
            if hedge.hop_id is None and piece.start <= hedge.start and hedge.end <= piece.end:
                at = offset - piece.start
                yield (hedge.start + at, hedge.end + at, hedge.kind.value)
        offset += piece.end - piece.start + 1


def _origin(claim: models.Claim) -> str | None:
    return claim.hops[0].name if claim.hops else shown_speaker(claim)


def _likelihood(claim: models.Claim) -> tuple[int, int] | None:
    low, high = claim.likelihood_low, claim.likelihood_high
    return None if low is None or high is None else (low, high)
