"""The form of a bundle: its files, its manifest, and rows as JSON objects and back."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any, cast

from sqlalchemy import JSON, Column, Date, Enum, Float, Integer, Table

from claims.store import models
from claims.store.models.base import Compressed, UtcDateTime

FORMAT = "claims-bundle"
VERSION = 1
"""Raised when a bundle of the new form cannot be read by a program that knows the old one."""

MANIFEST = "manifest.json"
SOURCES, RUNS, TOPICS = "sources.jsonl", "runs.jsonl", "topics.jsonl"
SPEAKERS, DOCUMENTS, CLAIMS = "speakers.jsonl", "documents.jsonl", "claims.jsonl"
RELATIONS, DECISIONS = "relations.jsonl", "decisions.jsonl"
FILES = (SOURCES, RUNS, TOPICS, SPEAKERS, DOCUMENTS, CLAIMS, RELATIONS, DECISIONS)
"""In the order in which they are written and read: nothing refers to what comes later."""

KINDS = ("documents", "claims", "relations", "decisions", "speakers", "sources", "topics", "runs")
"""What is counted, in the order in which it is told."""

LISTS = frozenset({"authors", "reasons"})
"""Columns of JSON that hold a list; the others hold an object."""

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Entry:
    """What the manifest says of one file."""

    rows: int
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a bundle holds, when it was made and by which version of the program."""

    made: str
    program: str
    files: Mapping[str, Entry]

    def to_json(self) -> Row:
        """Return the form of manifest.json."""
        return {
            "format": FORMAT,
            "version": VERSION,
            "made": self.made,
            "program": self.program,
            "files": {name: asdict(entry) for name, entry in self.files.items()},
        }


@dataclass(frozen=True, slots=True)
class Exchange:
    """What an export wrote or an import added, by kind; `known` documents were there before.

    Each of `kept` is a sentence on what differs in the bundle and was left as it is here.
    """

    path: str
    counts: Mapping[str, int]
    known: int = 0
    kept: tuple[str, ...] = field(default=())

    def summary(self) -> str:
        """Return the counts in one line.

        >>> Exchange("b.zip", {"documents": 1, "claims": 3}, known=2).summary()
        'b.zip: 1 documents, 3 claims; 2 documents were there already'
        """
        said = ", ".join(f"{count} {kind}" for kind, count in self.counts.items())
        known = f"; {self.known} documents were there already" if self.known else ""
        return f"{self.path}: {said}{known}"


class Fields:
    """The columns of a table that travel as they are, as a JSON object and back.

    Row ids and what refers to them stay behind; `public_id` travels as `id`. What came
    `later` than the first bundles may be missing in one, and is then not known.
    """

    def __init__(
        self, model: type[models.Base], *left_out: str, later: frozenset[str] = frozenset()
    ) -> None:
        self._later = later
        table = cast("Table", model.__table__)
        self._columns: dict[str, Column[Any]] = {
            "id" if column.name == "public_id" else column.name: column
            for column in table.columns
            if column.name not in {"id", *left_out} and column.computed is None
        }

    def to_json(self, row: Any) -> Row:
        """Return the JSON object of a row of the table, or of its model."""
        return {key: _encode(getattr(row, c.name)) for key, c in self._columns.items()}

    def from_json(self, row: Mapping[str, Any]) -> Row:
        """Return column names and values; raise ValueError or KeyError for what does not fit."""
        missing = dict.fromkeys(self._later)
        given = {**missing, **row}
        return {c.name: _decode(key, c, given[key]) for key, c in self._columns.items()}


def _encode(value: Any) -> Any:
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    return b64encode(value).decode("ascii") if isinstance(value, bytes) else value


def _decode(key: str, column: Column[Any], value: Any) -> Any:
    if value is None:
        if not column.nullable:
            raise ValueError(f"“{key}” is missing")
        return None
    try:
        return _of_type(column.type, value, list if column.name in LISTS else dict)
    except (ValueError, TypeError, KeyError):
        shown = repr(value)
        shown = shown if len(shown) <= 40 else shown[:39] + "…"
        raise ValueError(f"“{key}” cannot be {shown}") from None


def _of_type(kind: Any, value: Any, container: type[Any]) -> Any:
    if isinstance(kind, JSON):
        if not isinstance(value, container):
            raise TypeError
        return value
    if isinstance(kind, Integer | Float):
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise TypeError
        return int(value) if isinstance(kind, Integer) else float(value)
    if not isinstance(value, str):
        raise TypeError
    if isinstance(kind, UtcDateTime):
        moment = datetime.fromisoformat(value)
        if moment.tzinfo is None:
            raise ValueError
        return moment
    if isinstance(kind, Enum) and kind.enum_class is not None:
        return kind.enum_class(value)
    if isinstance(kind, Date):
        return date.fromisoformat(value)
    if isinstance(kind, Compressed):
        return b64decode(value, validate=True)
    return value


SOURCE = Fields(models.Source)
RUN = Fields(models.Run)
TOPIC = Fields(models.Topic)
SPEAKER = Fields(models.Speaker, "document_id", "merged_into_id")
DOCUMENT = Fields(
    models.Document,
    "source_id",
    "length",
    "supersedes_id",
    "run_id",
    later=frozenset({"accessed", "archived"}),
)
ZONE = Fields(models.Zone, "document_id", "length")
CLAIM = Fields(models.Claim, "document_id", "length", "parent_id", "earlier_id", "run_id")
SPAN = Fields(models.ClaimSpan, "claim_id", "document_id", "length")
PARTY = Fields(models.ClaimSpeaker, "claim_id", "speaker_id")
HOP = Fields(models.Hop, "claim_id")
HEDGE = Fields(models.Hedge, "claim_id", "document_id", "length", "hop_id")
RELATION = Fields(models.Relation, "a_id", "b_id", "run_id")
DECISION = Fields(models.Decision)
