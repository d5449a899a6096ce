"""Finding one row by an id, or by the beginning of one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from sqlalchemy.orm import Session

from claims.errors import NotFound
from claims.store import models, queries

Model = TypeVar("Model", models.Claim, models.Document, models.Speaker)


def find_claim(session: Session, key: str) -> models.Claim:
    """Return the claim of an id or of the beginning of one; raise NotFound."""
    found = session.scalars(queries.claim(key)).unique().all()
    return _only("claim", key, found, "`claims list` shows the ids")


def find_document(session: Session, key: str) -> models.Document:
    """Return the document of an id, the beginning of one, or a path; raise NotFound."""
    found = session.scalars(queries.document(key)).unique().all()
    return _only("document", key, found, "`claims documents` shows the ids")


def find_speaker(session: Session, key: str) -> models.Speaker:
    """Return the speaker of an id, the beginning of one, or this very name; raise NotFound."""
    found = session.scalars(queries.speaker(key)).all()
    return _only("speaker", key, found, "`claims speakers` shows the ids")


def _only(kind: str, key: str, found: Sequence[Model], hint: str) -> Model:
    exact = [row for row in found if row.public_id == key]
    if not (exact or found) or not key:
        raise NotFound(kind, key, hint)
    if len(found) > 1 and not exact:
        raise NotFound(kind, key, "several begin with this; give more of the id")
    return (exact or list(found))[0]
