"""The register of speakers, with their other names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import (
    CheckConstraint,
    Computed,
    ForeignKey,
    Index,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from claims.attribution import SpeakerKind
from claims.store.models.base import Base, closed, no_nul

if TYPE_CHECKING:
    from claims.store.models.document import Document


class Speaker(Base):
    """A person, body or state, or an unnamed speaker of one document.

    `merged_into` is where the latest signed decision of merging points to; the
    row itself stays, so that a split gives everything back. It leads to a speaker
    who is not merged: whoever was merged into this one has to be moved first.
    """

    __tablename__ = "speaker"
    __table_args__ = (
        UniqueConstraint("public_id"),
        UniqueConstraint("kind", "name", "document_key"),
        CheckConstraint("name <> ''", name="named"),
        CheckConstraint("merged_into_id <> id", name="not_into_itself"),
        CheckConstraint(
            "(kind IN ('person', 'organization', 'state')) = (document_id IS NULL)",
            name="unnamed_in_one_document",
        ),
        Index("ix_speaker_name", "name"),
        Index("ix_speaker_merged_into_id", "merged_into_id"),
        Index("ix_speaker_document_id", "document_id"),
        *no_nul("name"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(18))
    name: Mapped[str]
    kind: Mapped[SpeakerKind] = mapped_column(closed(SpeakerKind, "kind"))
    document_id: Mapped[int | None] = mapped_column(ForeignKey("document.id", ondelete="CASCADE"))
    merged_into_id: Mapped[int | None] = mapped_column(
        ForeignKey("speaker.id", ondelete="SET NULL")
    )
    document_key: Mapped[int] = mapped_column(Computed("coalesce(document_id, 0)", persisted=True))

    aliases: Mapped[list[SpeakerAlias]] = relationship(
        back_populates="speaker",
        order_by="SpeakerAlias.name",
        cascade="all, delete-orphan",
        passive_deletes=True,
    )
    merged_into: Mapped[Speaker | None] = relationship(
        remote_side="Speaker.id", back_populates="merged"
    )
    merged: Mapped[list[Speaker]] = relationship(
        back_populates="merged_into", order_by="Speaker.name", passive_deletes=True
    )
    document: Mapped[Document | None] = relationship()


class SpeakerAlias(Base):
    """Another name of a speaker."""

    __tablename__ = "speaker_alias"
    __table_args__ = (
        UniqueConstraint("speaker_id", "name"),
        CheckConstraint("name <> ''", name="named"),
        Index("ix_speaker_alias_name", "name"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    speaker_id: Mapped[int] = mapped_column(ForeignKey("speaker.id", ondelete="CASCADE"))
    name: Mapped[str]

    speaker: Mapped[Speaker] = relationship(back_populates="aliases")
