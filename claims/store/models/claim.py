"""Claims with their spans, speakers, hedges, chains and terms."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import (
    CheckConstraint,
    Double,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, foreign, mapped_column, relationship

from claims.attribution import (
    Act,
    HedgeKind,
    HedgeOwner,
    Polarity,
    Quotation,
    SpeakerKind,
    Stance,
    Voice,
)
from claims.store.models.base import Base, UtcDateTime, closed, inside, no_nul, now
from claims.store.models.decision import Decision
from claims.store.models.document import Document
from claims.store.models.speaker import Speaker
from claims.store.vocabulary import SpanRole


def _in_document() -> ForeignKeyConstraint:
    # the length comes along, so that a plain CHECK sees where the text ends
    return ForeignKeyConstraint(
        ["document_id", "length"], ["document.id", "document.length"], ondelete="CASCADE"
    )


def _in_claim() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(
        ["claim_id", "document_id", "length"],
        ["claim.id", "claim.document_id", "claim.length"],
        ondelete="CASCADE",
    )


class Claim(Base):
    """A stored attribution. `start` and `end` are the hull of its content.

    `speaker_name` and `speaker_kind` are as resolved within the document;
    `speakers` leads to the register. `earlier` is the decided claim, read from
    overlapping spans, that this one was found beside when the document was read
    again.
    """

    __tablename__ = "claim"
    __table_args__ = (
        UniqueConstraint("public_id"),
        UniqueConstraint("id", "document_id", "length"),
        _in_document(),
        CheckConstraint("content <> ''", name="content"),
        CheckConstraint("parent_id <> id", name="not_its_own_parent"),
        CheckConstraint("score >= 0 AND score <= 1", name="score"),
        CheckConstraint(
            "(likelihood_term IS NULL) = (likelihood_low IS NULL) "
            "AND (likelihood_term IS NULL) = (likelihood_high IS NULL) "
            "AND (likelihood_term IS NULL OR (0 <= likelihood_low "
            "AND likelihood_low <= likelihood_high AND likelihood_high <= 100))",
            name="likelihood",
        ),
        CheckConstraint("run_id IS NULL OR made_by IS NULL", name="run_or_person"),
        inside(),
        Index("ix_claim_document_id_start", "document_id", "start"),
        Index("ix_claim_parent_id", "parent_id"),
        Index("ix_claim_earlier_id", "earlier_id"),
        *no_nul("content"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(18))
    document_id: Mapped[int]
    length: Mapped[int]
    start: Mapped[int]
    end: Mapped[int]
    voice: Mapped[Voice] = mapped_column(closed(Voice, "voice"))
    quotation: Mapped[Quotation] = mapped_column(closed(Quotation, "quotation"))
    act: Mapped[Act] = mapped_column(closed(Act, "act"))
    stance: Mapped[Stance] = mapped_column(closed(Stance, "stance"))
    polarity: Mapped[Polarity] = mapped_column(closed(Polarity, "polarity"))
    content: Mapped[str]
    speaker_name: Mapped[str | None]
    speaker_kind: Mapped[SpeakerKind] = mapped_column(closed(SpeakerKind, "speaker_kind"))
    likelihood_term: Mapped[str | None]
    likelihood_low: Mapped[int | None]
    likelihood_high: Mapped[int | None]
    said: Mapped[str | None]
    score: Mapped[float] = mapped_column(Double)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("claim.id", ondelete="SET NULL"))
    earlier_id: Mapped[int | None] = mapped_column(ForeignKey("claim.id", ondelete="SET NULL"))
    run_id: Mapped[int | None] = mapped_column(ForeignKey("run.id"))
    made_by: Mapped[str | None]
    added: Mapped[datetime] = mapped_column(UtcDateTime, default=now)

    # joined by one column: loading by all of a composite key reads the text once a claim
    document: Mapped[Document] = relationship(
        back_populates="claims", primaryjoin=lambda: foreign(Claim.document_id) == Document.id
    )
    parent: Mapped[Claim | None] = relationship(remote_side="Claim.id", foreign_keys=[parent_id])
    earlier: Mapped[Claim | None] = relationship(remote_side="Claim.id", foreign_keys=[earlier_id])
    spans: Mapped[list[ClaimSpan]] = relationship(
        primaryjoin=lambda: foreign(ClaimSpan.claim_id) == Claim.id,
        order_by="ClaimSpan.role, ClaimSpan.part, ClaimSpan.position",
        cascade="all, delete-orphan",
        passive_deletes=True,
    )
    speakers: Mapped[list[ClaimSpeaker]] = relationship(
        back_populates="claim",
        order_by="ClaimSpeaker.position",
        cascade="all, delete-orphan",
        passive_deletes=True,
    )
    hedges: Mapped[list[Hedge]] = relationship(
        primaryjoin=lambda: foreign(Hedge.claim_id) == Claim.id,
        order_by="Hedge.position",
        cascade="all, delete-orphan",
        passive_deletes=True,
    )
    hops: Mapped[list[Hop]] = relationship(
        order_by="Hop.position", cascade="all, delete-orphan", passive_deletes=True
    )
    decisions: Mapped[list[Decision]] = relationship(
        primaryjoin=lambda: foreign(Decision.subject) == Claim.public_id,
        order_by=lambda: (Decision.at, Decision.id),
        viewonly=True,
    )


class ClaimSpan(Base):
    """One piece of a claim. For a party or a hop, `part` is its position."""

    __tablename__ = "claim_span"
    __table_args__ = (
        _in_claim(),
        inside(),
        CheckConstraint("position >= 0 AND part >= 0", name="position"),
        CheckConstraint("part = 0 OR role IN ('party', 'hop')", name="part"),
        {"sqlite_with_rowid": False},
    )

    claim_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    role: Mapped[SpanRole] = mapped_column(closed(SpanRole, "role"), primary_key=True)
    part: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, default=0)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    document_id: Mapped[int]
    length: Mapped[int]
    start: Mapped[int]
    end: Mapped[int]


class ClaimSpeaker(Base):
    """One of the speakers of a claim, in order; without `speaker`, one who is not resolved."""

    __tablename__ = "claim_speaker"
    __table_args__ = (
        CheckConstraint("position >= 0", name="position"),
        CheckConstraint("kind <> 'none'", name="somebody"),
        CheckConstraint("(speaker_id IS NULL) OR (name IS NOT NULL)", name="resolved"),
        Index("ix_claim_speaker_speaker_id", "speaker_id"),
        *no_nul("name"),
        {"sqlite_with_rowid": False},
    )

    claim_id: Mapped[int] = mapped_column(
        ForeignKey("claim.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    speaker_id: Mapped[int | None] = mapped_column(ForeignKey("speaker.id", ondelete="SET NULL"))
    name: Mapped[str | None]
    kind: Mapped[SpeakerKind] = mapped_column(closed(SpeakerKind, "kind"))
    role: Mapped[str | None]
    affiliation: Mapped[str | None]

    claim: Mapped[Claim] = relationship(back_populates="speakers")
    speaker: Mapped[Speaker | None] = relationship()


class Hop(Base):
    """A step of the chain through which a claim reached the page, from the origin on."""

    __tablename__ = "hop"
    __table_args__ = (
        UniqueConstraint("claim_id", "position"),
        CheckConstraint("position >= 0", name="position"),
        Index("ix_hop_name", "name"),
        *no_nul("name"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    claim_id: Mapped[int] = mapped_column(ForeignKey("claim.id", ondelete="CASCADE"))
    position: Mapped[int]
    name: Mapped[str | None]
    kind: Mapped[SpeakerKind] = mapped_column(closed(SpeakerKind, "kind"))

    hedge: Mapped[Hedge | None] = relationship(back_populates="hop", passive_deletes=True)


class Hedge(Base):
    """A hedge of a claim; with `hop`, of that step of its chain and not of the claim."""

    __tablename__ = "hedge"
    __table_args__ = (
        _in_claim(),
        inside(),
        UniqueConstraint("claim_id", "position"),
        UniqueConstraint("hop_id"),
        Index("ix_hedge_kind", "kind"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    claim_id: Mapped[int]
    document_id: Mapped[int]
    length: Mapped[int]
    position: Mapped[int]
    hop_id: Mapped[int | None] = mapped_column(ForeignKey("hop.id", ondelete="CASCADE"))
    start: Mapped[int]
    end: Mapped[int]
    kind: Mapped[HedgeKind] = mapped_column(closed(HedgeKind, "kind"))
    owner: Mapped[HedgeOwner] = mapped_column(closed(HedgeOwner, "owner"))

    hop: Mapped[Hop | None] = relationship(back_populates="hedge")


class Term(Base):
    """A word or name of claims; `claims` counts them and is kept by triggers."""

    __tablename__ = "term"
    __table_args__ = (UniqueConstraint("word"), Index("ix_term_claims", "claims"))

    id: Mapped[int] = mapped_column(primary_key=True)
    word: Mapped[str]
    claims: Mapped[int] = mapped_column(default=0, server_default="0")


class ClaimTerm(Base):
    """A posting: this claim holds this term."""

    __tablename__ = "claim_term"
    __table_args__ = (
        Index("ix_claim_term_claim_id", "claim_id"),
        {"sqlite_with_rowid": False},
    )

    term_id: Mapped[int] = mapped_column(
        ForeignKey("term.id"), primary_key=True, autoincrement=False
    )
    claim_id: Mapped[int] = mapped_column(
        ForeignKey("claim.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
