"""Relations between claims: one row a pair."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Computed,
    Double,
    ForeignKey,
    Index,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, foreign, mapped_column, relationship

from claims.comparison.value import Aspect, RelationKind
from claims.store.models.base import Base, UtcDateTime, closed, now
from claims.store.models.claim import Claim
from claims.store.models.decision import Decision


class Relation(Base):
    """What two claims are to one another, with the reasons as data.

    `a` and `b` have an order where the kind has one (`updates`: a is the
    earlier; `echoes`: a is nearer the origin). `low_id` and `high_id` are the
    same two without order, so that a pair cannot be stored twice.
    """

    __tablename__ = "relation"
    __table_args__ = (
        UniqueConstraint("public_id"),
        UniqueConstraint("low_id", "high_id"),
        CheckConstraint("a_id <> b_id", name="not_with_itself"),
        CheckConstraint("kind <> 'unrelated'", name="related"),
        CheckConstraint("score >= 0 AND score <= 1", name="score"),
        Index("ix_relation_a_id", "a_id"),
        Index("ix_relation_b_id", "b_id"),
        Index("ix_relation_kind_score", "kind", "score"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(18))
    a_id: Mapped[int] = mapped_column(ForeignKey("claim.id", ondelete="CASCADE"))
    b_id: Mapped[int] = mapped_column(ForeignKey("claim.id", ondelete="CASCADE"))
    low_id: Mapped[int] = mapped_column(
        Computed("CASE WHEN a_id < b_id THEN a_id ELSE b_id END", persisted=True)
    )
    high_id: Mapped[int] = mapped_column(
        Computed("CASE WHEN a_id < b_id THEN b_id ELSE a_id END", persisted=True)
    )
    kind: Mapped[RelationKind] = mapped_column(closed(RelationKind, "kind"))
    aspect: Mapped[Aspect | None] = mapped_column(closed(Aspect, "aspect"))
    score: Mapped[float] = mapped_column(Double)
    reasons: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    run_id: Mapped[int | None] = mapped_column(ForeignKey("run.id"))
    added: Mapped[datetime] = mapped_column(UtcDateTime, default=now)

    a: Mapped[Claim] = relationship(foreign_keys=[a_id])
    b: Mapped[Claim] = relationship(foreign_keys=[b_id])
    decisions: Mapped[list[Decision]] = relationship(
        primaryjoin=lambda: foreign(Decision.subject) == Relation.public_id,
        order_by=lambda: (Decision.at, Decision.id),
        viewonly=True,
    )
