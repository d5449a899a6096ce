"""Sources and documents: where the text came from, and the text."""

from __future__ import annotations

from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Computed,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from claims.reading.document import ZoneKind
from claims.span import Span
from claims.store.models.base import Base, Compressed, UtcDateTime, closed, inside, no_nul, now
from claims.store.vocabulary import Precision, Reliability

if TYPE_CHECKING:
    from claims.store.models.claim import Claim


READ = frozenset({ZoneKind.HEADLINE, ZoneKind.BODY, ZoneKind.COMMENTS, ZoneKind.BYLINE})
"""Zones that are shown around a claim; the others are furniture."""


class Source(Base):
    """A publication: an outlet, think tank, agency or report series."""

    __tablename__ = "source"
    __table_args__ = (
        UniqueConstraint("name"),
        CheckConstraint("name <> ''", name="named"),
        CheckConstraint("reliability IS NULL OR judged_by IS NOT NULL", name="judged"),
        *no_nul("name"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    kind: Mapped[str | None]
    country: Mapped[str | None]
    homepage: Mapped[str | None]
    reliability: Mapped[Reliability | None] = mapped_column(closed(Reliability, "reliability"))
    judged_by: Mapped[str | None]
    judged_on: Mapped[date | None]
    why: Mapped[str | None]

    documents: Mapped[list[Document]] = relationship(back_populates="source", passive_deletes=True)


class Document(Base):
    """One version of one text; its bytes and its text never change once stored."""

    __tablename__ = "document"
    __table_args__ = (
        UniqueConstraint("public_id"),
        UniqueConstraint("id", "length"),
        UniqueConstraint("sha256", "source_key", "url_key"),
        CheckConstraint("length = length(text) AND length > 0", name="length"),
        CheckConstraint("length(sha256) = 64", name="sha256"),
        CheckConstraint("(published IS NULL) = (precision IS NULL)", name="dated"),
        CheckConstraint(
            "published IS NULL OR length(published) = "
            "CASE precision WHEN 'year' THEN 4 WHEN 'month' THEN 7 ELSE 10 END",
            name="cut_to_precision",
        ),
        CheckConstraint(
            "accessed IS NULL OR length(accessed) IN (4, 7, 10)", name="accessed_to_precision"
        ),
        Index("ix_document_source_id", "source_id"),
        Index("ix_document_published", "published"),
        Index("ix_document_supersedes_id", "supersedes_id"),
        *no_nul("text", "title"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(18))
    path: Mapped[str]
    source_id: Mapped[int | None] = mapped_column(ForeignKey("source.id"))
    title: Mapped[str | None]
    authors: Mapped[list[str]] = mapped_column(JSON, default=list)
    published: Mapped[str | None] = mapped_column(String(10))
    precision: Mapped[Precision | None] = mapped_column(closed(Precision, "precision"))
    url: Mapped[str | None]
    language: Mapped[str | None] = mapped_column(String(35))
    media_type: Mapped[str]
    reader: Mapped[str]
    sha256: Mapped[str] = mapped_column(String(64))
    data: Mapped[bytes] = mapped_column(Compressed, deferred=True)
    text: Mapped[str]
    length: Mapped[int]
    supersedes_id: Mapped[int | None] = mapped_column(
        ForeignKey("document.id", ondelete="SET NULL")
    )
    run_id: Mapped[int | None] = mapped_column(ForeignKey("run.id"))
    added: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    accessed: Mapped[str | None] = mapped_column(String(10))
    archived: Mapped[str | None]

    # NULLs are distinct to UNIQUE, so identity is kept over columns that have none
    source_key: Mapped[int] = mapped_column(Computed("coalesce(source_id, 0)", persisted=True))
    url_key: Mapped[str] = mapped_column(Computed("coalesce(url, '')", persisted=True))

    source: Mapped[Source | None] = relationship(back_populates="documents")
    supersedes: Mapped[Document | None] = relationship(remote_side="Document.id")
    zones: Mapped[list[Zone]] = relationship(
        back_populates="document",
        order_by="Zone.start",
        cascade="all, delete-orphan",
        passive_deletes=True,
    )
    claims: Mapped[list[Claim]] = relationship(
        primaryjoin="foreign(Claim.document_id) == Document.id",
        back_populates="document",
        order_by="Claim.start, Claim.id",
        cascade="all, delete-orphan",
        passive_deletes=True,
    )

    @cached_property
    def paragraphs(self) -> tuple[Span, ...]:
        """The paragraphs a reader is shown, each with the dateline that begins it."""
        found: list[Span] = []
        for zone in self.zones:
            if zone.kind not in READ:
                continue
            start = zone.start
            if found and "\n" not in self.text[found[-1].end : start]:
                start = found.pop().start
            found.append(Span(start, zone.end))
        return tuple(found)


class Zone(Base):
    """A part of a document by what it is: headline, body, comments, furniture."""

    __tablename__ = "zone"
    __table_args__ = (
        UniqueConstraint("document_id", "start", "end", "kind"),
        ForeignKeyConstraint(
            ["document_id", "length"], ["document.id", "document.length"], ondelete="CASCADE"
        ),
        inside(),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int]
    length: Mapped[int]
    kind: Mapped[ZoneKind] = mapped_column(closed(ZoneKind, "kind"))
    start: Mapped[int]
    end: Mapped[int]
    author: Mapped[str | None]

    document: Mapped[Document] = relationship(back_populates="zones")
