"""The closed vocabularies that only stored things have."""

from __future__ import annotations

from enum import StrEnum


class Precision(StrEnum):
    """How much of a publication date is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


class Reliability(StrEnum):
    """Admiralty source reliability. F means that it cannot be judged, not that it is bad."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"
    F = "F"


class SpanRole(StrEnum):
    """What a stored span of a claim is. `party` and `hop` name their owner by `part`."""

    SPEAKER = "speaker"
    CUE = "cue"
    CONTENT = "content"
    PARTY = "party"
    HOP = "hop"


class SubjectKind(StrEnum):
    """What a decision is about."""

    CLAIM = "claim"
    RELATION = "relation"
    SPEAKER = "speaker"


class Verdict(StrEnum):
    """What a person ruled: the first three on claims and relations, the rest on speakers."""

    ACCEPT = "accept"
    REJECT = "reject"
    DISMISS = "dismiss"
    MERGE = "merge"
    SPLIT = "split"
    RENAME = "rename"
    ALIAS = "alias"


class Confidence(StrEnum):
    """A person's, never a machine's."""

    LOW = "Low"
    MODERATE = "Moderate"
    HIGH = "High"


class Status(StrEnum):
    """Where a claim or a relation stands, derived from its latest decision."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    DISMISSED = "dismissed"


STATUS_OF: dict[Verdict, Status] = {
    Verdict.ACCEPT: Status.ACCEPTED,
    Verdict.REJECT: Status.REJECTED,
    Verdict.DISMISS: Status.DISMISSED,
}


class Voices(StrEnum):
    """Which voices a listing takes; `default` is attributed claims and hedged authorial ones."""

    DEFAULT = "default"
    ATTRIBUTED = "attributed"
    AUTHORIAL = "authorial"
    ALL = "all"


class Sort(StrEnum):
    RELEVANCE = "relevance"
    DATE = "date"
    SPEAKER = "speaker"
    SOURCE = "source"
    HEDGE = "hedge"
