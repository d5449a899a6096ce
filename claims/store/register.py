"""The registers of sources and speakers: found by name, or entered."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Select, select, union_all
from sqlalchemy.orm import Session

from claims.attribution import SpeakerKind
from claims.store import identity, models
from claims.store.standing import ruled_on, settle

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

    A named one is found by name, also by the one before it was renamed, else by an
    alias that only one has, else by a name that is the same but for case, accents,
    titles or a known variant of spelling, if only one has such a name. One who is
    not named is looked for in `document` alone. What is only likely is not found.
    """
    home = None if kind in NAMED else document
    public_id = identity.speaker_id(name, kind, home.public_id if home else None)
    wanted = select(models.Speaker).where(
        models.Speaker.kind == kind,
        models.Speaker.document_id == home.id if home else models.Speaker.document_id.is_(None),
    )
    speaker = (
        session.scalars(wanted.where(models.Speaker.name == name)).first()
        or session.scalars(wanted.where(models.Speaker.public_id == public_id)).first()
    )
    if speaker is None and home is None:
        speaker = _by_alias(session, name, wanted) or _by_variant(session, name, kind)
    return speaker or _enter(session, public_id, name, kind, home)


def _enter(
    session: Session, public_id: str, name: str, kind: SpeakerKind, home: models.Document | None
) -> models.Speaker:
    speaker = models.Speaker(
        public_id=public_id, name=name, kind=kind, document_id=home.id if home else None
    )
    session.add(speaker)
    session.flush()
    if ruled_on(session, public_id):
        settle(session)
    return speaker


def _by_alias(session: Session, name: str, wanted: Select[models.Speaker]) -> models.Speaker | None:
    named = wanted.join(models.Speaker.aliases).where(models.SpeakerAlias.name == name)
    return _one_of(session.scalars(named.order_by(models.Speaker.id)).unique().all())


def _by_variant(session: Session, name: str, kind: SpeakerKind) -> models.Speaker | None:
    # the lexicon behind it takes longer to load than most commands to run
    from claims.speakers.block import comparable, same_keys
    from claims.speakers.register import Likeness, match, normalise

    if kind is SpeakerKind.PERSON and " " not in normalise(name):
        return None  # with titles put aside, two of one family name are not told apart
    wanted = comparable(name, kind)
    keys = same_keys(wanted)
    entries = (
        (row, comparable(other, kind)) for row, other in session.execute(names_of_kind(kind))
    )
    found = {
        row
        for row, other in entries
        if keys & same_keys(other) and match(wanted, other).likeness is Likeness.SAME
    }
    rows = select(models.Speaker).where(models.Speaker.id.in_(found)).order_by(models.Speaker.id)
    return _one_of(session.scalars(rows).all()) if found else None


def names_of_kind(kind: SpeakerKind) -> Select[int, str]:
    """Return row id and name, and row id and each other name, of all speakers of a kind."""
    own = select(models.Speaker.id, models.Speaker.name).where(models.Speaker.kind == kind)
    other = (
        select(models.SpeakerAlias.speaker_id, models.SpeakerAlias.name)
        .join(models.SpeakerAlias.speaker)
        .where(models.Speaker.kind == kind)
    )
    return select(union_all(own, other).subquery())


def _one_of(found: Sequence[models.Speaker]) -> models.Speaker | None:
    """Return the first where all are one speaker, merges counted."""
    return found[0] if len({row.merged_into_id or row.id for row in found}) == 1 else None


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
