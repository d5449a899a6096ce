"""Decisions: what a person ruled on a claim, a relation, a speaker, a source or a document.

Rulings are signed and only ever added; what is shown (a status, a merged
speaker) is derived from them.
"""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from claims.attribution import SpeakerKind
from claims.errors import InvalidValue, NotFound
from claims.reading import Metadata
from claims.reading.archive import told_apart
from claims.store import models
from claims.store.identity import alias_id, apart_id, document_id
from claims.store.ledger import save_decision
from claims.store.register import NAMED, find_source
from claims.store.standing import settle
from claims.store.vocabulary import (
    STATUS_OF,
    Confidence,
    Precision,
    Reliability,
    Status,
    SubjectKind,
    Verdict,
)

Word = TypeVar("Word", bound=StrEnum)

RULINGS = (Verdict.ACCEPT, Verdict.REJECT, Verdict.DISMISS)


def decide(
    session: Session, subject: str, *, verdict: str, by: str, note: str, confidence: str | None
) -> Status:
    """Add a signed verdict on a claim or relation (by its id) and return the status it gives."""
    ruled = _word(Verdict, "verdict", verdict, [v.value for v in RULINGS])
    sure = None if confidence is None else _word(Confidence, "confidence", confidence)
    kind = _kind(session, subject)
    save_decision(
        session, kind, subject, ruled, who=signature(by), note=note or None, confidence=sure
    )
    return STATUS_OF[ruled]


def judge_source(session: Session, name: str, *, reliability: str, by: str, why: str) -> None:
    """Set a source's Admiralty letter with who judged, today, and why."""
    source = find_named_source(session, name)
    source.reliability = _word(Reliability, "reliability", reliability.upper())
    source.judged_by = signature(by)
    source.judged_on = datetime.now(UTC).date()
    source.why = why.strip() or None


def find_named_source(session: Session, name: str) -> models.Source:
    """Return the source of this name whatever its case; raise NotFound."""
    wanted = name.casefold()
    for source in session.scalars(select(models.Source)):
        if source.name.casefold() == wanted:
            return source
    raise NotFound("source", name, "`claims sources` lists them")


def merge_speaker(
    session: Session, one: models.Speaker, into: models.Speaker, *, by: str, note: str
) -> None:
    """Rule that one speaker is another; both rows stay, so that a split gives everything back.

    A named speaker is merged with one of its own kind. One who is not named can be
    merged into a named one, or another one not named, of any document.
    """
    if one is into:
        raise InvalidValue("speaker", one.public_id, "a speaker cannot be merged into itself")
    if one.merged_into is not None:
        raise InvalidValue("speaker", one.public_id, f"{_merged_already(one)}; split it first")
    if into.merged_into is one:
        raise InvalidValue("speaker", into.public_id, f"{_merged_already(into)}; split it first")
    if not _can_be(one.kind, into.kind):
        raise InvalidValue(
            "speaker",
            one.public_id,
            f"“{one.name}” ({one.kind}) cannot be “{into.name}” ({into.kind}); only the same kind, "
            "or one who is not named, can be merged",
        )
    _rule(session, one.public_id, Verdict.MERGE, by, note, into.public_id)


def split_speaker(session: Session, speaker: models.Speaker, *, by: str, note: str) -> None:
    """Rule that a merge does not hold."""
    if speaker.merged_into is None:
        raise InvalidValue("speaker", speaker.public_id, "it is not merged into another")
    _rule(session, speaker.public_id, Verdict.SPLIT, by, note)


def take_name(session: Session, speaker: models.Speaker, name: str, *, by: str, note: str) -> None:
    """Rule that this is no other name of the speaker."""
    if name not in {alias.name for alias in speaker.aliases}:
        raise InvalidValue("name", name, f"this is no other name of {speaker.public_id}")
    _rule(session, alias_id(speaker.public_id, name), Verdict.SPLIT, by, note)


def keep_apart(
    session: Session, one: models.Speaker, other: models.Speaker, *, by: str, note: str
) -> None:
    """Rule that two speakers are not one, so that nobody proposes it again."""
    if one.merged_into is not None and one.merged_into is other:
        split_speaker(session, one, by=by, note=note)
        return
    if one is other:
        raise InvalidValue("speaker", one.public_id, "it cannot be kept apart from itself")
    _rule(session, apart_id(one.public_id, other.public_id), Verdict.SPLIT, by, note)


def name_speaker(
    session: Session, speaker: models.Speaker, name: str, *, verdict: Verdict, by: str, note: str
) -> None:
    """Rule that a speaker is shown under another name (rename) or has it too (alias)."""
    words = " ".join(name.split())
    if not words or "\0" in words:
        raise InvalidValue("name", name, "give the name in words")
    if words == speaker.name:
        raise InvalidValue("name", words, f"{speaker.public_id} has this name already")
    if verdict is Verdict.ALIAS and words in {alias.name for alias in speaker.aliases}:
        raise InvalidValue("name", words, f"{speaker.public_id} has this other name already")
    other = session.scalars(
        select(models.Speaker).where(
            models.Speaker.kind == speaker.kind,
            models.Speaker.name == words,
            models.Speaker.document_id.is_not_distinct_from(speaker.document_id),
        )
    ).first()
    if other is not None:
        raise InvalidValue(
            "name", words, f"{other.public_id} has this name; merge the two if they are one"
        )
    _rule(session, speaker.public_id, verdict, by, note, words)


def _rule(
    session: Session, subject: str, verdict: Verdict, by: str, note: str, target: str | None = None
) -> None:
    save_decision(
        session,
        SubjectKind.SPEAKER,
        subject,
        verdict,
        who=signature(by),
        note=note or None,
        target=target,
    )
    settle(session)


def _merged_already(speaker: models.Speaker) -> str:
    root = speaker.merged_into
    return f"it is merged into “{root.name}” ({root.public_id}) already" if root else ""


def _can_be(kind: SpeakerKind, into: SpeakerKind) -> bool:
    if kind is SpeakerKind.DOCUMENT or into is SpeakerKind.DOCUMENT:
        return kind is into
    return kind is into or kind not in NAMED


def edit(session: Session, document: models.Document, given: Metadata) -> list[str]:
    """Correct a document's metadata in place and return what changed, as 'field: old → new'.

    The document keeps its id. A correction that would make it the same as another
    document (same bytes, source and address) is refused.
    """
    given = told_apart(given)
    _refuse_twin(session, document, given)
    changed: list[str] = []

    def put(field: str, old: object, new: object) -> bool:
        if new in (None, ()) or old == new:
            return False
        changed.append(f"{field}: {_shown(old)} → {_shown(new)}")
        return True

    if put("title", document.title, given.title):
        document.title = given.title
    if put("authors", tuple(document.authors), given.authors):
        document.authors = list(given.authors)
    if put("url", document.url, given.url):
        document.url = given.url
    if put("language", document.language, given.language):
        document.language = given.language
    if put("archived", document.archived, given.archived):
        document.archived = given.archived
    accessed = given.accessed
    if put("accessed", document.accessed, accessed and accessed.value) and accessed:
        document.accessed = accessed.value
    published = given.published
    if put("published", document.published, published and published.value) and published:
        document.published = published.value
        document.precision = Precision(published.precision)
    old = document.source.name if document.source else None
    if put("source", old, given.source) and given.source:
        document.source = find_source(session, given.source)
    return changed


def _refuse_twin(session: Session, document: models.Document, given: Metadata) -> None:
    name = given.source or (document.source.name if document.source else None)
    url = given.url or document.url
    rows = session.scalars(
        select(models.Document).where(
            models.Document.sha256 == document.sha256, models.Document.id != document.id
        )
    )
    for other in rows:
        same_source = (other.source.name if other.source else None) == name
        if (same_source and other.url == url) or other.public_id == document_id(
            document.sha256, name, url
        ):
            raise InvalidValue(
                "document", document.public_id, f"this would make it the same as {other.public_id}"
            )


def signature(by: str) -> str:
    """Return the name that signs; raise InvalidValue for an empty one."""
    name = " ".join(by.split())
    if not name:
        raise InvalidValue("--by", by, "a decision needs the name of who makes it")
    return name


def _kind(session: Session, subject: str) -> SubjectKind:
    for kind, model in ((SubjectKind.CLAIM, models.Claim), (SubjectKind.RELATION, models.Relation)):
        if session.scalar(select(model.id).where(model.public_id == subject)) is not None:
            return kind
    raise NotFound(
        "claim or relation", subject, "`claims list` and `claims relations` show the ids"
    )


def _word(vocabulary: type[Word], field: str, value: str, allowed: list[str] | None = None) -> Word:
    words = allowed or [word.value for word in vocabulary]
    for word in words:
        if word.casefold() == value.casefold():
            return vocabulary(word)
    raise InvalidValue(field, value, f"use {', '.join(words)}")


def _shown(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(str, value)) or "nothing"
    return str(value) if value else "nothing"
