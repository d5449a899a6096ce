"""From values to models. With `load`, the one converter between the two."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from sqlalchemy import insert, or_, select
from sqlalchemy.orm import Session

from claims.attribution import Attribution, Hedge, Hop, Party, SpeakerKind
from claims.comparison.value import SYMMETRIC, Comparison, RelationKind
from claims.reading.document import Document
from claims.span import Span, hull, join
from claims.store import identity, models
from claims.store.load import load_attribution
from claims.store.register import Register, find_source
from claims.store.vocabulary import Precision, SpanRole

Terms = Callable[[str], Iterable[str]]
"""What gives the terms of a content."""

CHUNK = 500


def save_document(
    session: Session, document: Document, run: models.Run | None = None
) -> tuple[models.Document, bool]:
    """Store a document with its zones, once; tell whether it is new.

    It is the same document when bytes, source and URL are the same.
    """
    found = find_document(session, document)
    if found is not None:
        return found, False
    known = document.metadata
    source = find_source(session, known.source) if known.source else None
    model = models.Document(
        public_id=identity.document_id(document.sha256, known.source, known.url),
        path=document.path,
        source=source,
        title=known.title,
        authors=list(known.authors),
        published=known.published.value if known.published else None,
        precision=Precision(known.published.precision) if known.published else None,
        url=known.url,
        language=known.language,
        accessed=known.accessed.value if known.accessed else None,
        archived=known.archived,
        media_type=document.media_type,
        reader=document.reader,
        sha256=document.sha256,
        data=document.data,
        text=document.text,
        length=len(document.text),
        supersedes=_find_earlier(session, document, source),
        run_id=run.id if run else None,
        zones=[
            models.Zone(
                kind=zone.kind, start=zone.span.start, end=zone.span.end, author=zone.author
            )
            for zone in document.zones
        ],
    )
    session.add(model)
    session.flush()
    return model, True


def find_document(session: Session, document: Document) -> models.Document | None:
    """Return the stored document that is this one, if there is one."""
    known = document.metadata
    public_id = identity.document_id(document.sha256, known.source, known.url)
    same = models.Document.public_id == public_id
    edited = (models.Document.sha256 == document.sha256) & (
        models.Document.url_key == (known.url or "")
    )
    named = models.Source.name == known.source if known.source else models.Source.id.is_(None)
    return session.scalars(
        select(models.Document)
        .outerjoin(models.Document.source)
        .where(or_(same, edited & named))
        .order_by(models.Document.id)
    ).first()


def save_attributions(
    session: Session,
    document: models.Document,
    attributions: Sequence[Attribution],
    run: models.Run | None,
    terms: Terms,
    *,
    made_by: str | None = None,
) -> list[models.Claim]:
    """Store attributions of a document as claims, one per attribution, in their order.

    One that is stored already is given back as it is.
    """
    register = Register(session, document)
    known = {claim.public_id: claim for claim in document.claims}
    stored: list[models.Claim] = []
    fresh: list[models.Claim] = []
    for attribution in attributions:
        public_id = identity.claim_id(document.public_id, attribution)
        claim = known.get(public_id)
        if claim is None:
            claim = make_claim(document, public_id, attribution, register)
            claim.run_id = run.id if run else None
            claim.made_by = made_by
            known[public_id] = claim
            fresh.append(claim)
        stored.append(claim)
    document.claims.extend(fresh)
    session.flush()
    for claim, attribution in zip(stored, attributions, strict=True):
        parent = None if attribution.parent is None else stored[attribution.parent]
        claim.parent = None if parent is claim else parent
    save_terms(session, fresh, terms)
    session.flush()
    return stored


def replace_claims(
    session: Session,
    document: models.Document,
    attributions: Sequence[Attribution],
    run: models.Run | None,
    terms: Terms,
) -> list[models.Claim]:
    """Store what a new reading of a document found, in place of what an earlier one did.

    Claims that a person made or that were decided stay; a new claim whose content
    overlaps a decided one has it as `earlier`. Claims found again unchanged keep
    their rows, and so their relations.
    """
    wanted = {identity.claim_id(document.public_id, a): a for a in attributions}
    decided = find_decided(session, document)
    for claim in list(document.claims):
        if claim.made_by is not None or claim.public_id in decided:
            continue
        again = wanted.get(claim.public_id)
        if again is None or not _alike(load_attribution(claim), again):
            document.claims.remove(claim)
    session.flush()
    # the database has let go of parents that went, and may give their row ids away again
    session.expire_all()
    stored = save_attributions(session, document, attributions, run, terms)
    _link_to_earlier(document, {claim.public_id for claim in stored}, decided)
    session.flush()
    return stored


def find_decided(session: Session, document: models.Document) -> set[str]:
    """Return the ids of a document's claims that a person ruled on, alone or in a relation."""
    on_claims = (
        select(models.Claim.public_id)
        .join(models.Decision, models.Decision.subject == models.Claim.public_id)
        .where(models.Claim.document_id == document.id)
    )
    sides = or_(models.Relation.a_id == models.Claim.id, models.Relation.b_id == models.Claim.id)
    on_relations = (
        select(models.Claim.public_id)
        .join(models.Relation, sides)
        .join(models.Decision, models.Decision.subject == models.Relation.public_id)
        .where(models.Claim.document_id == document.id)
    )
    return {*session.scalars(on_claims), *session.scalars(on_relations)}


def make_claim(
    document: models.Document, public_id: str, attribution: Attribution, register: Register
) -> models.Claim:
    """Return the model of an attribution, not yet in a session."""
    extent = hull(attribution.content)
    likelihood = attribution.likelihood
    parties = parties_of(attribution)
    hops = [
        models.Hop(position=i, name=h.name, kind=h.kind) for i, h in enumerate(attribution.chain)
    ]
    return models.Claim(
        public_id=public_id,
        length=document.length,
        start=extent.start,
        end=extent.end,
        voice=attribution.voice,
        quotation=attribution.quotation,
        act=attribution.act,
        stance=attribution.stance,
        polarity=attribution.polarity,
        content=join(document.text, attribution.content),
        speaker_name=attribution.speaker.name,
        speaker_kind=attribution.speaker.kind,
        likelihood_term=likelihood.term if likelihood else None,
        likelihood_low=likelihood.low if likelihood else None,
        likelihood_high=likelihood.high if likelihood else None,
        score=attribution.score,
        spans=list(_spans(document, attribution, parties)),
        speakers=[
            models.ClaimSpeaker(
                position=position,
                speaker=register.find(party.name, party.kind) if party.name else None,
                name=party.name,
                kind=party.kind,
                role=party.role,
                affiliation=party.affiliation,
            )
            for position, party in enumerate(parties)
        ],
        hops=hops,
        hedges=list(_hedges(document, attribution, hops)),
    )


def parties_of(attribution: Attribution) -> tuple[Party, ...]:
    """Return who said it, one by one: the parties, else the speaker as the only one."""
    speaker = attribution.speaker
    if speaker.parties or speaker.kind is SpeakerKind.NONE:
        return tuple(p for p in speaker.parties if p.kind is not SpeakerKind.NONE)
    return (Party(speaker.name, speaker.kind, speaker.spans),)


def save_terms(session: Session, claims: Sequence[models.Claim], terms: Terms) -> None:
    """Store the postings of claims that have none yet."""
    words = {claim.id: sorted(set(terms(claim.content))) for claim in claims}
    ids = find_terms(session, sorted({word for found in words.values() for word in found}))
    rows = [
        {"term_id": ids[word], "claim_id": claim}
        for claim, found in words.items()
        for word in found
    ]
    if rows:
        session.execute(insert(models.ClaimTerm), rows)


def save_relation(
    session: Session,
    a: models.Claim,
    b: models.Claim,
    comparison: Comparison,
    run: models.Run | None = None,
) -> models.Relation | None:
    """Store how two claims relate, in place of what was stored for the pair.

    Unrelated claims have no row, and None is returned.
    """
    relation = find_relation(session, a, b)
    if comparison.relation is RelationKind.UNRELATED:
        if relation is not None:
            session.delete(relation)
        return None
    turned = comparison.reverse and comparison.relation not in SYMMETRIC
    first, second = (b, a) if turned else (a, b)
    if relation is None:
        relation = models.Relation(public_id=identity.relation_id(a.public_id, b.public_id))
        session.add(relation)
    relation.a, relation.b = first, second
    relation.kind, relation.aspect = comparison.relation, comparison.aspect
    relation.score = min(1.0, max(0.0, comparison.score))
    relation.reasons = [(r.flip() if turned else r).to_json() for r in comparison.reasons]
    relation.run_id = run.id if run else None
    return relation


def find_relation(session: Session, a: models.Claim, b: models.Claim) -> models.Relation | None:
    """Return what is stored of how two claims relate, whichever is the earlier."""
    low, high = sorted((a.id, b.id))
    wanted = select(models.Relation).where(
        models.Relation.low_id == low, models.Relation.high_id == high
    )
    return session.scalars(wanted).one_or_none()


def _find_earlier(
    session: Session, document: Document, source: models.Source | None
) -> models.Document | None:
    """Return the newest version of the same page: other bytes at the same URL, or path."""
    url = document.metadata.url
    here = models.Document.url == url if url else models.Document.path == document.path
    if not url and document.path == "-":
        return None
    from_source = (
        models.Document.source_id == source.id if source else models.Document.source_id.is_(None)
    )
    return session.scalars(
        select(models.Document)
        .where(here, from_source, models.Document.sha256 != document.sha256)
        .order_by(models.Document.id.desc())
    ).first()


def _spans(
    document: models.Document, attribution: Attribution, parties: Sequence[Party]
) -> Iterable[models.ClaimSpan]:
    pieces: list[tuple[SpanRole, int, tuple[Span, ...]]] = [
        (SpanRole.SPEAKER, 0, attribution.speaker.spans),
        (SpanRole.CUE, 0, attribution.cue),
        (SpanRole.CONTENT, 0, attribution.content),
        *((SpanRole.PARTY, part, party.spans) for part, party in enumerate(parties)),
        *((SpanRole.HOP, part, hop.spans) for part, hop in enumerate(attribution.chain)),
    ]
    for role, part, spans in pieces:
        for position, span in enumerate(spans):
            yield models.ClaimSpan(
                role=role, part=part, position=position, **_place(document, span)
            )


def _hedges(
    document: models.Document, attribution: Attribution, hops: Sequence[models.Hop]
) -> Iterable[models.Hedge]:
    chain: Sequence[Hop] = attribution.chain
    own: list[tuple[Hedge, models.Hop | None]] = [(hedge, None) for hedge in attribution.hedges]
    own += [(hop.hedge, model) for hop, model in zip(chain, hops, strict=True) if hop.hedge]
    for position, (hedge, hop_model) in enumerate(own):
        yield models.Hedge(
            position=position,
            hop=hop_model,
            kind=hedge.kind,
            owner=hedge.owner,
            **_place(document, hedge.span),
        )


def _place(document: models.Document, span: Span) -> dict[str, int]:
    return {
        "document_id": document.id,
        "length": document.length,
        "start": span.start,
        "end": span.end,
    }


def find_terms(session: Session, words: Sequence[str]) -> dict[str, int]:
    """Return the row ids of terms, entered now where they are new."""
    ids: dict[str, int] = {}
    for begin in range(0, len(words), CHUNK):
        some = words[begin : begin + CHUNK]
        known = _known_terms(session, some)
        missing = [{"word": word} for word in some if word not in known]
        if missing:
            session.execute(insert(models.Term), missing)
            known = _known_terms(session, some)
        ids |= known
    return ids


def _known_terms(session: Session, words: Sequence[str]) -> dict[str, int]:
    wanted = select(models.Term.word, models.Term.id).where(models.Term.word.in_(words))
    return {row.word: row.id for row in session.execute(wanted)}


def _alike(one: Attribution, other: Attribution) -> bool:
    """Whether a stored claim says all that the new reading says, whatever its score."""
    plain = replace(other.speaker, parties=parties_of(other))
    return replace(one, parent=None, score=1.0) == replace(
        other, speaker=plain, parent=None, score=1.0
    )


def _link_to_earlier(document: models.Document, current: set[str], decided: set[str]) -> None:
    kept = [c for c in document.claims if c.public_id in decided and c.public_id not in current]
    for claim in document.claims:
        if claim.public_id not in current:
            continue
        here = Span(claim.start, claim.end)
        overlapping = (old for old in kept if here.overlaps(Span(old.start, old.end)))
        claim.earlier = next(overlapping, None)
