"""The registers of sources and speakers: found by name, or entered."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from claims.attribution import SpeakerKind
from claims.store import identity, models

NAMED = frozenset({SpeakerKind.PERSON, SpeakerKind.ORGANIZATION, SpeakerKind.STATE})
"""Kinds that one row stands for in all documents; the others belong to one document."""


def find_source(session: Session, name: str) -> models.Source:
    """Return the source of this name, entered now if it is new."""
    source = session.scalars(select(models.Source).where(models.Source.name == name)).one_or_none()
    if source is None:
        source = models.Source(name=name)
        session.add(source)
        session.flush()
    return source


def find_speaker(
    session: Session, name: str, kind: SpeakerKind, document: models.Document | None = None
) -> models.Speaker:
    """Return the speaker of this name and kind, entered now if new.

    A named one is found by name, else by an alias that only one has; one who is
    not named is looked for in `document` alone.
    """
    home = None if kind in NAMED else document
    wanted = select(models.Speaker).where(
        models.Speaker.kind == kind,
        models.Speaker.document_id == home.id if home else models.Speaker.document_id.is_(None),
    )
    speaker = session.scalars(wanted.where(models.Speaker.name == name)).first()
    if speaker is None and home is None:
        others = session.scalars(
            wanted.join(models.Speaker.aliases).where(models.SpeakerAlias.name == name).limit(2)
        ).all()
        speaker = others[0] if len(others) == 1 else None
    if speaker is None:
        speaker = models.Speaker(
            public_id=identity.speaker_id(name, kind, home.public_id if home else None),
            name=name,
            kind=kind,
            document_id=home.id if home else None,
        )
        session.add(speaker)
        session.flush()
    return speaker


class Register:
    """The speakers of one document, each looked up once."""

    def __init__(self, session: Session, document: models.Document) -> None:
        self._session = session
        self._document = document
        self._seen: dict[tuple[str, SpeakerKind], models.Speaker] = {}

    def find(self, name: str, kind: SpeakerKind) -> models.Speaker:
        key = (name, kind)
        if key not in self._seen:
            self._seen[key] = find_speaker(self._session, name, kind, self._document)
        return self._seen[key]
