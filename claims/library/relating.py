"""Stored claims compared: each new claim with those that share informative terms."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from sqlalchemy import Engine, delete, or_, select
from sqlalchemy.orm import Session

from claims.attribution import SpeakerKind
from claims.comparison import (
    Comparison,
    Reason,
    RelationKind,
    Statement,
    Told,
    candidates,
    compare,
    compare_many,
    flip,
    information,
    neighbours,
    terms,
)
from claims.comparison.account import account, one_story
from claims.comparison.behind import Known, behind
from claims.comparison.candidate import POSTING_CAP
from claims.comparison.company import mark
from claims.comparison.marked import alone, before, beside, context
from claims.comparison.retold import revises, said_before
from claims.comparison.speaker import one_speaker
from claims.comparison.teller import telling
from claims.library.runs import begin_rebuild, digest, find_rebuild
from claims.store import models, posting
from claims.store.engine import writing
from claims.store.ledger import finish_run
from claims.store.load import shown_speaker
from claims.store.posting import Placed, StoredPostings, comparable, contents, documents_of
from claims.store.save import find_relation, save_relation, save_terms

Progress = Callable[[int, int, str], None]


class Statements:
    """Claims as the comparison wants them, each made once."""

    def __init__(self, texts: Mapping[int, str]) -> None:
        self._texts = texts
        self._made: dict[int, Statement] = {}

    def of(self, claim: models.Claim) -> Statement:
        """Return the statement of a claim."""
        made = self._made.get(claim.id)
        if made is None:
            made = self._made[claim.id] = statement_of(claim, self._texts[claim.document_id])
        return made


def statement_of(claim: models.Claim, text: str) -> Statement:
    """Return a stored claim of a document with this text as the comparison wants it."""
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
        context=context(claim.content, text, claim.start),
        place=(claim.start, claim.end),
        before=before(text, claim.start),
        behind=_behind(claim, text),
        again=said_before(text, claim.start, claim.end),
        revised=revises(text, claim.start, claim.end),
        telling=telling(*_named(claim), text, (claim.start, claim.end)),
    )


def relate(
    session: Session,
    document: models.Document,
    claims: Sequence[models.Claim],
    run: models.Run | None,
) -> int:
    """Compare claims of a document with the near ones stored before them and with one another.

    Return how many relations came of it. A pair is compared when the later of the two
    is, and never again.
    """
    own = {claim.id: claim for claim in claims}
    held = {row: terms(claim.content) for row, claim in own.items()}
    pairs, story = _to_compare(session, document, claims, held)
    others = sorted({other for _, other in pairs.values()} - own.keys())
    known = own | {claim.id: claim for claim in comparable(session, others)}
    statements = Statements(posting.texts_of(session, {c.document_id for c in known.values()}))
    names = _names(held | dict(posting.terms_of(session, others)))
    here = {document.id, *story}
    both = [
        (a, b) for a, b in ((known[one], known[other]) for one, other in pairs.values())
        if b.document_id in here or names[a.id] & names[b.id]
        or one_speaker(statements.of(a), statements.of(b))
    ]  # fmt: skip
    disputes = posting.disputes_of(session, others, upto=max(own, default=0))
    told = {mark(statements.of(known[row])): disputes[row] for row in others}
    judged = compare_many([(statements.of(a), statements.of(b)) for a, b in both], told)
    count = 0
    for (a, b), answer in zip(both, judged, strict=True):
        if answer.relation is not RelationKind.UNRELATED:
            count += save_relation(session, a, b, answer, run) is not None
    session.flush()
    return count


def compared(session: Session, a: models.Claim, b: models.Claim) -> Comparison:
    """Return how two claims relate: as it is stored, or judged by these two alone."""
    stored = find_relation(session, a, b)
    if stored is None:
        return compare(*(statement_of(claim, claim.document.text) for claim in (a, b)))
    reasons = tuple(map(Reason.from_json, stored.reasons))
    found = Comparison(stored.kind, stored.aspect, stored.score, reasons)
    return found if stored.a_id == a.id else flip(found)


def _to_compare(
    session: Session,
    document: models.Document,
    claims: Sequence[models.Claim],
    held: Mapping[int, frozenset[str]],
) -> tuple[dict[frozenset[int], tuple[int, int]], list[int]]:
    """Return the pairs of row ids that come up, the new claim first, and the documents of a story.

    Those come up that share informative terms, that lie near one another among the claims of one
    story, and that stand beside one another in the document.
    """
    upto = max(held, default=0)
    postings = StoredPostings(session, document, upto)
    near = candidates(
        list(held.items()), postings, accept=lambda one, other: other < one or other in held
    )
    pairs = {frozenset(pair): pair for pair in near}
    story, worth = _same_story(session, document, held, postings)
    told = _told(session, [document.id, *story[:STORY_DOCUMENTS]], upto)
    new = [told.pop(row) for row in held if row in told]
    for pair in neighbours(new, list(told.values()), worth):
        pairs.setdefault(frozenset(pair), pair)
    for a, b in beside([(claim.start, claim.end) for claim in claims]):
        pair = claims[b].id, claims[a].id
        pairs.setdefault(frozenset(pair), pair)
    return pairs, story


def _names(terms_of: Mapping[int, Iterable[str]]) -> dict[int, frozenset[str]]:
    """Return the names among the terms of each claim.

    Without one in common, claims of two stories cannot be known to be about one thing.
    """
    return {row: frozenset(t for t in own if t.startswith("@")) for row, own in terms_of.items()}


STORY_TERMS = 60
"""Informative terms of a document by which others on the same story are found."""
STORY_DOCUMENTS = 12
"""Of these, the ones nearest are compared with claim by claim."""
STORY_SHARE = 0.12
"""The least share of what these terms tell that a document of the same story holds."""
STORY_READ = 30
"""Documents looked at as a whole, those that hold most of these terms."""


def _same_story(
    session: Session,
    document: models.Document,
    held: Mapping[int, frozenset[str]],
    postings: StoredPostings,
) -> tuple[list[int], dict[str, float]]:
    """Return the documents on the same story, the nearest first, and what the new terms tell.

    Where few documents are stored, even those on other things hold many of the words that are in
    more than one of them: the nearest are looked at as a whole.
    """
    total = max(postings.size(), 1)
    here = Counter(term for own in held.values() for term in own)
    frequency = postings.frequencies(sorted(here))
    worth = {term: information(term, count, total) for term, count in frequency.items()}
    elsewhere = [term for term, count in frequency.items() if count > here[term]]
    telling = sorted(elsewhere, key=lambda term: (-worth[term], term))[:STORY_TERMS]
    lists = postings.holders({term: frequency[term] for term in telling}, POSTING_CAP)
    where = documents_of(session, sorted({row for rows in lists.values() for row in rows}))
    score: dict[int, float] = defaultdict(float)
    for term in telling:
        for holder in {where[row] for row in lists[term]}:
            score[holder] += worth[term]
    least = STORY_SHARE * sum(worth[term] for term in telling)
    near = [d for d in score if score[d] >= least and d != document.id]
    near.sort(key=lambda d: (-score[d], d))
    near = near[:STORY_READ]
    texts = posting.texts_of(session, near)
    return [d for d in near if one_story(account(document.text), account(texts[d]))], worth


def _told(session: Session, documents: Sequence[int], upto: int) -> dict[int, Told[int]]:
    """Return the claims of documents as those of one story are ranked, in the order stored."""
    found = contents(session, documents, upto)
    known = posting.terms_of(session, [row.id for row in found])
    texts = posting.texts_of(session, {row.document_id for row in found})
    return {
        row.id: Told(row.id, _understood(row, texts[row.document_id]), known[row.id])
        for row in found
    }


def _understood(row: Placed, text: str) -> str:
    return alone(row.content, context(row.content, text, row.start))


def relate_all(engine: Engine, progress: Progress) -> str:
    """Compare all claims anew, each document one transaction, and return what came of it.

    Every claim is compared with those stored before it, as it was when it was added,
    but with what is known of all claims about which terms are rare. Decisions on
    relations stay: a relation found again has the same id. Interrupted, it leaves the
    documents not reached as they were, and goes on with them when it is called again;
    with another version or other weights it begins anew.
    """
    with writing(engine) as session:
        documents = list(session.execute(posting.document_ids()))
        run = find_rebuild(session, [name for _, name in documents]) or begin_rebuild(session)
        run_id, before = run.id, run.counts["documents"]
    for done, (row, name) in enumerate(documents[before:], before):
        with writing(engine) as session:
            run = session.get_one(models.Run, run_id)
            document = session.get_one(models.Document, row)
            progress(done, len(documents), document.path)
            count = run.counts["relations"] + _relate_again(session, document, run)
            run.counts = {"documents": done + 1, "relations": count}
            run.settings = run.settings | {"reached": digest(run.settings["reached"], name)}
    with writing(engine) as session:
        run = session.get_one(models.Run, run_id)
        finish_run(session, run, run.counts)
        count = run.counts["relations"]
    progress(len(documents), len(documents), "")
    went_on = f", {before} of them before an interruption" if before else ""
    return f"{count} relations among the claims of {len(documents)} documents{went_on}"


def _relate_again(session: Session, document: models.Document, run: models.Run) -> int:
    of_document = select(models.Claim.id).where(models.Claim.document_id == document.id)
    own = list(session.scalars(of_document))
    relation = models.Relation
    touched = or_(relation.a_id.in_(own), relation.b_id.in_(own))
    session.execute(delete(relation).where(touched, relation.high_id.in_(own)))
    claims = sorted(comparable(session, own), key=lambda claim: (claim.start, claim.id))
    _renew_terms(session, claims)
    return relate(session, document, claims, run)


def _renew_terms(session: Session, claims: Sequence[models.Claim]) -> None:
    """Store the terms of claims again where they would be others now."""
    stored = posting.terms_of(session, [claim.id for claim in claims])
    changed = [claim for claim in claims if set(stored[claim.id]) != terms(claim.content)]
    if changed:
        gone = models.ClaimTerm.claim_id.in_([claim.id for claim in changed])
        session.execute(delete(models.ClaimTerm).where(gone))
        save_terms(session, changed, terms)


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


def _named(claim: models.Claim) -> tuple[str | None, SpeakerKind]:
    return _origin(claim), claim.hops[0].kind if claim.hops else claim.speaker_kind


def _behind(claim: models.Claim, text: str) -> Known:
    name, kind = _named(claim)
    return frozenset() if name is None else behind(name, kind, text)


def _likelihood(claim: models.Claim) -> tuple[int, int] | None:
    low, high = claim.likelihood_low, claim.likelihood_high
    return None if low is None or high is None else (low, high)
