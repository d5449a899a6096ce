"""From models to values. With `save`, the one converter between the two."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from claims.attribution import Attribution, Hedge, Hop, Likelihood, Party, Speaker
from claims.reading.document import Document, Metadata, PartialDate, Zone, ZoneKind
from claims.record import (
    ClaimRecord,
    DocumentRecord,
    RelationRecord,
    SourceRecord,
    SpeakerRecord,
)
from claims.span import Span
from claims.store import identity, models
from claims.store.register import NAMED
from claims.store.vocabulary import STATUS_OF, SpanRole, Status

PARAGRAPHS = frozenset({ZoneKind.HEADLINE, ZoneKind.BODY, ZoneKind.COMMENTS})
"""Zones that count as paragraphs of a document."""


def load_attribution(claim: models.Claim, parent: int | None = None) -> Attribution:
    """Return the attribution a claim was made from; `parent` is for the caller to know."""
    spans = _spans_by_role(claim)
    of = spans.get
    return Attribution(
        content=of((SpanRole.CONTENT, 0), ()),
        speaker=Speaker(
            spans=of((SpanRole.SPEAKER, 0), ()),
            name=claim.speaker_name,
            kind=claim.speaker_kind,
            parties=tuple(
                Party(p.name, p.kind, of((SpanRole.PARTY, p.position), ()), p.role, p.affiliation)
                for p in claim.speakers
            ),
        ),
        cue=of((SpanRole.CUE, 0), ()),
        voice=claim.voice,
        quotation=claim.quotation,
        act=claim.act,
        stance=claim.stance,
        polarity=claim.polarity,
        hedges=tuple(_hedge(hedge) for hedge in claim.hedges if hedge.hop_id is None),
        likelihood=_likelihood(claim),
        chain=_chain(claim, spans),
        parent=parent,
        score=claim.score,
    )


def load_attributions(claims: Sequence[models.Claim]) -> list[Attribution]:
    """Return the attributions of claims, with parents as indexes into the same list."""
    index = {claim.id: position for position, claim in enumerate(claims)}
    return [
        load_attribution(c, None if c.parent_id is None else index.get(c.parent_id)) for c in claims
    ]


def load_document(document: models.Document) -> Document:
    """Return the document as it was read, with its metadata as they are now."""
    return Document(
        path=document.path,
        text=document.text,
        data=document.data,
        sha256=document.sha256,
        media_type=document.media_type,
        reader=document.reader,
        metadata=Metadata(
            title=document.title,
            source=document.source.name if document.source else None,
            authors=tuple(document.authors),
            published=PartialDate(document.published) if document.published else None,
            url=document.url,
            language=document.language,
            accessed=PartialDate(document.accessed) if document.accessed else None,
            archived=document.archived,
        ),
        zones=tuple(Zone(z.kind, Span(z.start, z.end), z.author) for z in document.zones),
    )


def document_record(document: models.Document, claims: int = 0) -> DocumentRecord:
    """Return what is known of a document, without its text."""
    return DocumentRecord(
        id=document.public_id,
        path=document.path,
        title=document.title,
        source=document.source.name if document.source else None,
        authors=tuple(document.authors),
        published=document.published,
        url=document.url,
        language=document.language,
        accessed=document.accessed,
        archived=document.archived,
        media_type=document.media_type,
        sha256=document.sha256,
        length=document.length,
        added=document.added.isoformat(timespec="seconds"),
        claims=claims,
    )


def claim_record(claim: models.Claim) -> ClaimRecord:
    """Return a claim with its document, its status and who ruled on it last.

    A person, body or state that somebody merged or renamed bears the name given to it
    then; how the document names it stays to be seen at the claim's spans.
    """
    status, last = _ruling(claim.decisions)
    return ClaimRecord(
        id=claim.public_id,
        document=document_record(claim.document),
        attribution=under_given_names(claim),
        text=claim.document.text,
        paragraph=_paragraph(claim),
        status=status,
        reviewer=last.who if last else None,
        note=last.note if last else None,
        said=claim.said,
        parent=claim.parent.public_id if claim.parent else None,
        earlier=claim.earlier.public_id if claim.earlier else None,
        paragraphs=claim.document.paragraphs,
    )


def under_given_names(claim: models.Claim) -> Attribution:
    """Return a claim's attribution with speakers under the names that signed decisions give them.

    Nobody is shown under a name that neither the text nor a person gave: an alias or a
    variant of spelling leads to a row of the register without changing what is shown,
    and who is not named in the text stays so, whomever somebody merged them into.
    """
    said, given = load_attribution(claim), _given_names(claim)
    if not given:
        return said
    parties = tuple(
        replace(p, name=given.get(p.name, p.name) if p.name else None) for p in said.speaker.parties
    )
    speaker = replace(said.speaker, name=shown_speaker(claim), parties=parties)
    chain = tuple(
        replace(h, name=given.get(h.name, h.name) if h.name else None) for h in said.chain
    )
    return replace(said, speaker=speaker, chain=chain)


def shown_speaker(claim: models.Claim) -> str | None:
    """Return the name of a claim's speaker, joint ones joined, as signed decisions give it."""
    given = _given_names(claim)
    names = [given.get(p.name, p.name) for p in claim.speakers if p.name]
    if not given or len(names) != len(claim.speakers):
        return claim.speaker_name
    # two who were merged are named once
    return " and ".join(dict.fromkeys(names))


def _given_names(claim: models.Claim) -> dict[str, str]:
    return {
        party.name: given
        for party in claim.speakers
        if party.name and party.kind in NAMED and (given := _given_name(party.speaker))
    }


def _given_name(speaker: models.Speaker | None) -> str | None:
    """Return the name that a merge or a rename gives to one of a named kind, if there is one."""
    if speaker is None:
        return None
    root = speaker.merged_into or speaker
    as_entered = identity.speaker_id(root.name, root.kind) == root.public_id
    return None if root is speaker and as_entered else root.name


def relation_record(relation: models.Relation) -> RelationRecord:
    """Return a relation with both of its claims."""
    status, last = _ruling(relation.decisions)
    return RelationRecord(
        id=relation.public_id,
        relation=relation.kind.value,
        aspect=relation.aspect.value if relation.aspect else None,
        score=relation.score,
        reasons=tuple(relation.reasons),
        a=claim_record(relation.a),
        b=claim_record(relation.b),
        status=status,
        reviewer=last.who if last else None,
        note=last.note if last else None,
    )


def source_record(source: models.Source, documents: int, claims: int) -> SourceRecord:
    """Return a source with its counts."""
    return SourceRecord(
        name=source.name,
        kind=source.kind,
        country=source.country,
        homepage=source.homepage,
        reliability=source.reliability.value if source.reliability else None,
        judged_by=source.judged_by,
        judged_on=source.judged_on.isoformat() if source.judged_on else None,
        why=source.why,
        documents=documents,
        claims=claims,
    )


def speaker_record(speaker: models.Speaker, claims: int, documents: int) -> SpeakerRecord:
    """Return a speaker of the register with counts."""
    return SpeakerRecord(
        id=speaker.public_id,
        name=speaker.name,
        kind=speaker.kind,
        aliases=_other_names(speaker),
        claims=claims,
        documents=documents,
        document=speaker.document.public_id if speaker.document else None,
    )


def _other_names(speaker: models.Speaker) -> tuple[str, ...]:
    """Return the aliases, and the names and aliases of who was merged into this one."""
    every = [speaker, *speaker.merged]
    names = {alias.name for one in every for alias in one.aliases}
    names |= {one.name for one in speaker.merged}
    return tuple(sorted(names - {speaker.name}))


Spans = Mapping[tuple[SpanRole, int], tuple[Span, ...]]


def _spans_by_role(claim: models.Claim) -> Spans:
    found: dict[tuple[SpanRole, int], tuple[Span, ...]] = {}
    for piece in sorted(claim.spans, key=lambda s: s.position):
        key = (piece.role, piece.part)
        found[key] = (*found.get(key, ()), Span(piece.start, piece.end))
    return found


def _hedge(hedge: models.Hedge) -> Hedge:
    return Hedge(Span(hedge.start, hedge.end), hedge.kind, hedge.owner)


def _chain(claim: models.Claim, spans: Spans) -> tuple[Hop, ...]:
    hedges = {hedge.hop_id: _hedge(hedge) for hedge in claim.hedges if hedge.hop_id is not None}
    return tuple(
        Hop(hop.name, hop.kind, spans.get((SpanRole.HOP, hop.position), ()), hedges.get(hop.id))
        for hop in claim.hops
    )


def _likelihood(claim: models.Claim) -> Likelihood | None:
    term, low, high = claim.likelihood_term, claim.likelihood_low, claim.likelihood_high
    if term is None or low is None or high is None:
        return None
    return Likelihood(term, low, high)


def _paragraph(claim: models.Claim) -> int | None:
    zones = [zone for zone in claim.document.zones if zone.kind in PARAGRAPHS]
    if not zones:
        return None
    return max(1, sum(zone.start <= claim.start for zone in zones))


def _ruling(
    decisions: Sequence[models.Decision],
) -> tuple[Status, models.Decision | None]:
    last = decisions[-1] if decisions else None
    return (STATUS_OF[last.verdict] if last else Status.OPEN), last
