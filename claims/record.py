"""What the library hands out: stored claims, documents and relations as frozen values.

A record is a value plus what the database knows of it (its id, its document,
its status). Records hold no session and stay valid after the database is closed.
Their JSON forms are the documented ones (docs/schema/).
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

from claims.attribution import Attribution, SpeakerKind, to_json
from claims.span import Span, hull, join


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """A stored document without its text."""

    id: str
    path: str
    title: str | None = None
    source: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    url: str | None = None
    language: str | None = None
    accessed: str | None = None
    archived: str | None = None
    media_type: str = "text/plain"
    sha256: str = ""
    length: int = 0
    added: str | None = None
    claims: int = 0

    def to_json(self) -> dict[str, Any]:
        """Return the form of `claims documents --format json`."""
        return {
            "id": self.id,
            "path": self.path,
            "title": self.title,
            "source": self.source,
            "authors": list(self.authors),
            "published": self.published,
            "url": self.url,
            "language": self.language,
            "accessed": self.accessed,
            "archived": self.archived,
            "media_type": self.media_type,
            "sha256": self.sha256,
            "length": self.length,
            "added": self.added,
            "claims": self.claims,
        }

    def reference(self) -> dict[str, Any]:
        """Return the short form that stands in every claim."""
        return {
            "id": self.id,
            "path": self.path,
            "title": self.title,
            "source": self.source,
            "published": self.published,
        }


@dataclass(frozen=True, slots=True)
class ClaimRecord:
    """A stored claim with the text it was read from.

    `paragraph` counts the document's blocks from 1, `paragraphs` are the ones that are
    read, with bylines, as they are stored. `status` is derived from the
    decisions: open, accepted, rejected or dismissed; `reviewer` made the last one.
    """

    id: str
    document: DocumentRecord
    attribution: Attribution
    text: str = field(repr=False)
    paragraph: int | None = None
    status: str = "open"
    reviewer: str | None = None
    note: str | None = None
    said: str | None = None
    parent: str | None = None
    earlier: str | None = None
    paragraphs: tuple[Span, ...] = field(default=(), repr=False)

    @property
    def content(self) -> str:
        """The content's pieces joined by one space."""
        return join(self.text, self.attribution.content)

    @property
    def speaker(self) -> str | None:
        """The resolved name, else the words of the text, else None."""
        return (
            self.attribution.speaker.name or join(self.text, self.attribution.speaker.spans) or None
        )

    @property
    def extent(self) -> Span:
        """The smallest span that holds speaker, cue and content."""
        return hull(self.attribution.spans())

    @property
    def hedge_words(self) -> tuple[str, ...]:
        return tuple(hedge.span.text_in(self.text) for hedge in self.attribution.hedges)

    @property
    def via(self) -> tuple[str, ...]:
        """The hops after the speaker, as read or resolved, from the origin to the page."""
        names = (hop.name or join(self.text, hop.spans) for hop in self.attribution.chain)
        return tuple(name for name in names if name and name != self.speaker)

    def to_json(self) -> dict[str, Any]:
        """Return the CLAIM form of DESIGN part 5."""
        said = to_json(self.attribution, self.text)
        said["parent"] = self.parent
        return {
            "id": self.id,
            "document": self.document.reference(),
            **said,
            "paragraph": self.paragraph,
            "said": self.said,
            "score": round(self.attribution.score, 4),
            "status": self.status,
            "reviewer": self.reviewer,
            "note": self.note,
            "earlier": self.earlier,
        }


@dataclass(frozen=True, slots=True)
class RelationRecord:
    """A stored relation between two claims, with its reasons as data."""

    id: str
    relation: str
    aspect: str | None
    score: float
    reasons: tuple[dict[str, Any], ...]
    a: ClaimRecord
    b: ClaimRecord
    status: str = "open"
    reviewer: str | None = None
    note: str | None = None

    @property
    def sentence(self) -> str:
        """The first reason's sentence, or an empty string."""
        return str(self.reasons[0].get("sentence", "")) if self.reasons else ""

    def to_json(self) -> dict[str, Any]:
        """Return the form of `claims relations --format json`."""
        return {
            "id": self.id,
            "relation": self.relation,
            "aspect": self.aspect,
            "score": round(self.score, 4),
            "reasons": list(self.reasons),
            "status": self.status,
            "reviewer": self.reviewer,
            "note": self.note,
            "a": self.a.to_json(),
            "b": self.b.to_json(),
        }


@dataclass(frozen=True, slots=True)
class Passage:
    """A claim opened where it stands: its paragraphs, the ones around it, its relations.

    `selectors` are W3C selectors of the content, one pair a piece. `warnings` tell
    where claims that agree with this one look like several reports and are one.
    """

    claim: ClaimRecord
    paragraphs: tuple[Span, ...]
    before: Span | None
    after: Span | None
    selectors: tuple[dict[str, Any], ...]
    relations: tuple[RelationRecord, ...] = ()
    warnings: tuple[dict[str, Any], ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return the form of `claims show --format json`."""

        def quote(span: Span | None) -> dict[str, Any] | None:
            if span is None:
                return None
            text = span.text_in(self.claim.text)
            return {"start": span.start, "end": span.end, "text": text}

        return {
            "claim": self.claim.to_json(),
            "passage": [quote(span) for span in self.paragraphs],
            "before": quote(self.before),
            "after": quote(self.after),
            "selectors": list(self.selectors),
            "relations": [relation.to_json() for relation in self.relations],
            "warnings": list(self.warnings),
        }


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """A publication, with its reliability on the Admiralty scale as somebody judged it."""

    name: str
    kind: str | None = None
    country: str | None = None
    homepage: str | None = None
    reliability: str | None = None
    judged_by: str | None = None
    judged_on: str | None = None
    why: str | None = None
    documents: int = 0
    claims: int = 0

    def to_json(self) -> dict[str, Any]:
        """Return the form of `claims sources --format json`."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class SpeakerRecord:
    """A speaker of the register, with how often they speak."""

    id: str
    name: str
    kind: SpeakerKind
    aliases: tuple[str, ...] = ()
    claims: int = 0
    documents: int = 0
    document: str | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the form of `claims speakers --format json`."""
        return {**asdict(self), "kind": self.kind.value, "aliases": list(self.aliases)}


@dataclass(frozen=True, slots=True)
class Statement:
    """How one document names a speaker: name, role and affiliation as stated there and then."""

    name: str | None
    role: str | None
    affiliation: str | None
    document: DocumentRecord
    claims: int

    def to_json(self) -> dict[str, Any]:
        """Return one of the statements of `claims speakers show --format json`."""
        return {
            "name": self.name,
            "role": self.role,
            "affiliation": self.affiliation,
            "document": self.document.reference(),
            "claims": self.claims,
        }


@dataclass(frozen=True, slots=True)
class DecisionRecord:
    """A signed ruling; `target` is a name, or the id of another speaker."""

    id: str
    subject: str
    verdict: str
    target: str | None
    who: str
    at: str
    note: str | None = None

    def to_json(self) -> dict[str, Any]:
        """Return one of the decisions of `claims speakers show --format json`."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class SpeakerPage:
    """All that is known of a speaker: who was merged, as what stated where, what was ruled."""

    speaker: SpeakerRecord
    merged: tuple[SpeakerRecord, ...] = ()
    into: SpeakerRecord | None = None
    statements: tuple[Statement, ...] = ()
    decisions: tuple[DecisionRecord, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return the form of `claims speakers show --format json`."""
        return {
            "speaker": self.speaker.to_json(),
            "merged": [one.to_json() for one in self.merged],
            "into": self.into and self.into.to_json(),
            "statements": [one.to_json() for one in self.statements],
            "decisions": [one.to_json() for one in self.decisions],
        }


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two speakers of the register who may be one, and why; for a person to decide."""

    one: SpeakerRecord
    other: SpeakerRecord
    likeness: str
    reason: str

    def to_json(self) -> dict[str, Any]:
        """Return the form of `claims speakers proposals --format json`."""
        return {
            "one": self.one.to_json(),
            "other": self.other.to_json(),
            "likeness": self.likeness,
            "reason": self.reason,
        }


@dataclass(frozen=True, slots=True)
class TermRecord:
    """A word or name that tells what the database is about."""

    term: str
    claims: int
    documents: int

    def to_json(self) -> dict[str, Any]:
        """Return the form of `claims terms --format json`."""
        return asdict(self)
