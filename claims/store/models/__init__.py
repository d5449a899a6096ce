"""The models: one class a table, and the metadata they share."""

from claims.store.models.base import Base, UtcDateTime, now
from claims.store.models.claim import (
    Claim,
    ClaimSpan,
    ClaimSpeaker,
    ClaimTerm,
    Hedge,
    Hop,
    Term,
)
from claims.store.models.decision import Decision, Run, Topic
from claims.store.models.document import Document, Source, Zone
from claims.store.models.relation import Relation
from claims.store.models.speaker import Speaker, SpeakerAlias

__all__ = [
    "Base",
    "Claim",
    "ClaimSpan",
    "ClaimSpeaker",
    "ClaimTerm",
    "Decision",
    "Document",
    "Hedge",
    "Hop",
    "Relation",
    "Run",
    "Source",
    "Speaker",
    "SpeakerAlias",
    "Term",
    "Topic",
    "UtcDateTime",
    "Zone",
    "now",
]
