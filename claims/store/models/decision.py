"""What people ruled, what they asked for, and which runs made what."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from claims.store.models.base import Base, UtcDateTime, closed, no_nul, now
from claims.store.vocabulary import Confidence, SubjectKind, Verdict


class Decision(Base):
    """A signed ruling; rows are only ever added.

    `subject` is a public id and not a foreign key: a ruling outlives the row it
    was made on, and holds again when the same claim or relation is read again.
    `target` is what a ruling on a speaker needs: another speaker's id, or a name.
    """

    __tablename__ = "decision"
    __table_args__ = (
        UniqueConstraint("public_id"),
        CheckConstraint("who <> ''", name="signed"),
        CheckConstraint(
            "(subject_kind = 'speaker') = (verdict IN ('merge', 'split', 'rename', 'alias'))",
            name="verdict_fits",
        ),
        CheckConstraint(
            "(target IS NOT NULL) = (verdict IN ('merge', 'rename', 'alias'))", name="target"
        ),
        Index("ix_decision_subject_at", "subject", "at"),
        *no_nul("note", "who"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(18))
    subject_kind: Mapped[SubjectKind] = mapped_column(closed(SubjectKind, "subject_kind"))
    subject: Mapped[str] = mapped_column(String(18))
    verdict: Mapped[Verdict] = mapped_column(closed(Verdict, "verdict"))
    target: Mapped[str | None]
    confidence: Mapped[Confidence | None] = mapped_column(closed(Confidence, "confidence"))
    who: Mapped[str]
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    note: Mapped[str | None]


class Topic(Base):
    """A query saved under a name."""

    __tablename__ = "topic"
    __table_args__ = (
        UniqueConstraint("name"),
        CheckConstraint("name <> '' AND query <> ''", name="named"),
        *no_nul("name", "query"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    query: Mapped[str]
    filters: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    made_by: Mapped[str | None]
    added: Mapped[datetime] = mapped_column(UtcDateTime, default=now)


class Run(Base):
    """One run of the program: its version, its weights by file and sha256, what it made."""

    __tablename__ = "run"
    __table_args__ = (UniqueConstraint("public_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(18))
    version: Mapped[str]
    weights: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    settings: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    counts: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)
    started: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    finished: Mapped[datetime | None] = mapped_column(UtcDateTime)
