"""The Sheet: a numbered, cited list of claims with what agrees and disagrees in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from claims.record import ClaimRecord, DocumentRecord
from claims.sheets import wording


@dataclass(frozen=True, slots=True)
class Searched:
    """What was searched. `build` counts the documents cited and the claims listed.

    `filters` are pairs of a filter's name and its value, in the order given.
    """

    query: str | None
    documents: int
    filters: tuple[tuple[str, str], ...] = ()
    cited: int = 0
    claims: int = 0


@dataclass(frozen=True, slots=True)
class Reference:
    """A numbered entry of the bibliography; `text` is set in the sheet's style."""

    number: int
    document: DocumentRecord
    text: str

    @property
    def copy(self) -> str:
        """What the database holds of the document: file, days of access and adding, hash."""
        parts = [f"file {wording.file_name(self.document)}"]
        if self.document.accessed:
            parts.append(f"accessed {self.document.accessed}")
        if self.document.added:
            parts.append(f"added {self.document.added[:10]}")
        if self.document.sha256:
            parts.append(f"sha256 {self.document.sha256}")
        return ", ".join(parts)


@dataclass(frozen=True, slots=True)
class Entry:
    """One numbered claim; `citation` is the number of its document in the bibliography."""

    number: int
    claim: ClaimRecord
    citation: int
    within: int | None = None

    @property
    def words(self) -> str:
        """The content verbatim, its pieces joined as the method note says."""
        return wording.words(self.claim)

    @property
    def locator(self) -> str:
        return wording.locator(self.claim)

    @property
    def side(self) -> str:
        """The claim in one line with speaker, act, hedges and place: one side of a disagreement."""
        claim = self.claim
        hedges = wording.hedges(claim)
        parts = [wording.speaker(claim), wording.manner(claim)]
        parts += [f"hedges: {hedges}"] if hedges else []
        likelihood = wording.likelihood(claim.attribution.likelihood)
        parts += [f"likelihood: {likelihood}"] if likelihood else []
        parts.append(f"[{self.citation}], {self.locator}")
        return f"{wording.quoted(self.words)} — {'; '.join(parts)}"

    def facts(self) -> tuple[tuple[str, str], ...]:
        """Return what is held of the claim besides its words, as label and text."""
        claim = self.claim
        details = wording.speaker_details(claim)
        within = "" if self.within is None else f"said inside claim {self.within}"
        earlier = "decided on earlier wording" if claim.earlier else ""
        rows = (
            ("Speaker", wording.speaker(claim) + (f" ({details})" if details else "")),
            ("Act", wording.manner(claim)),
            ("Hedges", wording.hedges(claim) or "none found"),
            ("Likelihood", wording.likelihood(claim.attribution.likelihood)),
            ("Chain", wording.chain(claim)),
            ("Nested", within),
            ("Time said", claim.said or ""),
            ("Cited from", f"[{self.citation}], {self.locator}"),
            ("Status", wording.status(claim.status, claim.reviewer, claim.note)),
            ("Decision", earlier),
        )
        return tuple((label, text) for label, text in rows if text)


@dataclass(frozen=True, slots=True)
class Group:
    """Entries under one heading, numbered on from the group before."""

    heading: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two claims that cannot both hold (`contradicts`) or pull apart (`tension`)."""

    id: str
    relation: str
    aspect: str | None
    reason: str
    a: Entry
    b: Entry
    status: str

    @property
    def kind(self) -> str:
        """The relation and what it turns on."""
        return f"{self.relation} ({self.aspect})" if self.aspect else self.relation


@dataclass(frozen=True, slots=True)
class Side:
    """Claims of one dispute that agree, under what sets them apart, in words of one of them.

    `origins` are named and distinct; copies and echoes are one. `unnamed` ones may be one
    another or a named one, and are not counted unless there is no other. `warning` says
    where the claims look like several reports and are one.
    """

    letter: str
    label: str
    entries: tuple[Entry, ...]
    origins: tuple[str, ...]
    unnamed: tuple[str, ...] = ()
    warning: str = ""

    @property
    def counted(self) -> str:
        """How many claims, documents and distinct origins the side has."""
        documents = len({entry.claim.document.id for entry in self.entries})
        parts = [
            wording.count(len(self.entries), "claim"),
            wording.count(documents, "document"),
            ("at least " if not self.origins and len(self.unnamed) > 1 else "")
            + wording.count(len(self.origins) or 1, "distinct origin"),
        ]
        apart = f"; not counted: {'; '.join(self.unnamed)}" if self.origins and self.unnamed else ""
        return f"{', '.join(parts)} ({'; '.join(self.origins or self.unnamed)}{apart})"


@dataclass(frozen=True, slots=True)
class Ground:
    """Why claims stand against each other, said once for all the pairs it holds for."""

    kind: str
    reason: str
    pairs: tuple[tuple[int, int], ...]
    status: str

    @property
    def between(self) -> str:
        """The numbers of the claims, pair by pair."""
        return ", ".join(f"{one} against {other}" for one, other in self.pairs)

    @property
    def sentence(self) -> str:
        noun = "claim" if len(self.pairs) == 1 else "claims"
        because = self.reason or "No reason recorded."
        kind = self.kind[0].upper() + self.kind[1:]
        return f"{kind}, {noun} {self.between}; {self.status}. {because}"


@dataclass(frozen=True, slots=True)
class Dispute:
    """Disagreements that hang together: what is disputed, and the sides with their claims."""

    heading: str
    sides: tuple[Side, ...]
    pairs: tuple[Disagreement, ...]

    @property
    def grounds(self) -> tuple[Ground, ...]:
        """The reasons, each once, in the order of the relations."""
        found: dict[tuple[str, str, str], list[tuple[int, int]]] = {}
        for pair in self.pairs:
            one, other = sorted((pair.a.number, pair.b.number))
            key = (pair.kind, pair.reason, pair.status)
            found.setdefault(key, []).append((one, other))
        return tuple(
            Ground(kind, reason, tuple(sorted(pairs)), status)
            for (kind, reason, status), pairs in found.items()
        )


@dataclass(frozen=True, slots=True)
class Corroboration:
    """Claims found to agree, pair by pair, and the distinct origins they go back to.

    `origins` are named and distinct; never documents: copies, echoes and claims of
    one speaker are one origin. `unnamed` origins may be one another or a named one,
    so they are not counted unless there is no other.
    """

    entries: tuple[Entry, ...]
    origins: tuple[str, ...]
    unnamed: tuple[str, ...]
    documents: int
    pairs: tuple[str, ...]

    @property
    def count(self) -> int:
        """How many distinct origins there are at least."""
        return len(self.origins) or 1

    @property
    def sentence(self) -> str:
        numbers = wording.claims_named(entry.number for entry in self.entries)
        total = wording.count(self.count, "distinct origin")
        named = f" ({'; '.join(self.origins or self.unnamed)})"
        places = wording.count(self.documents, "document")
        apart = (
            f"; not counted, because who is unnamed may be one of these: {'; '.join(self.unnamed)}"
            if self.origins and self.unnamed
            else ""
        )
        alone = "; one origin is no corroboration" if self.count == 1 else ""
        return f"{numbers[0].upper()}{numbers[1:]}: {total}{named} in {places}{apart}{alone}."


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """Something a reader should know before relying on the claims named in `text`."""

    kind: str
    text: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A cited claim sheet; formats render it and add nothing of their own."""

    title: str
    question: str
    made: str
    searched: Searched
    groups: tuple[Group, ...]
    disputes: tuple[Dispute, ...]
    corroborations: tuple[Corroboration, ...]
    open_points: tuple[OpenPoint, ...]
    method: tuple[str, ...]
    disclaimer: str
    bibliography: tuple[Reference, ...]
    style: str
    group_by: str = "speaker"

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All entries in the order of their numbers."""
        return tuple(entry for group in self.groups for entry in group.entries)

    @property
    def disagreements(self) -> tuple[Disagreement, ...]:
        """The pairs of all disputes."""
        return tuple(pair for dispute in self.disputes for pair in dispute.pairs)

    def reference(self, number: int) -> Reference:
        """Return the bibliography's entry of that number."""
        return self.bibliography[number - 1]

    def scope(self) -> tuple[tuple[str, str], ...]:
        """Return what was searched, as label and text."""
        searched = self.searched
        rows = [("Query", searched.query or "none, all claims")]
        rows += [(name, value) for name, value in searched.filters]
        rows.append(("Documents searched", str(searched.documents)))
        rows.append(("Documents cited", str(searched.cited)))
        rows.append(("Claims listed", str(searched.claims)))
        return tuple(rows)


def number_entries(
    named: Sequence[tuple[str, Sequence[ClaimRecord]]],
) -> tuple[tuple[Group, ...], tuple[DocumentRecord, ...]]:
    """Return groups of numbered entries, and the documents in the order they are first cited."""
    numbers = {c.id: n for n, c in enumerate((c for _, cs in named for c in cs), start=1)}
    cited: dict[str, int] = {}
    documents: list[DocumentRecord] = []
    groups = []
    for heading, claims in named:
        entries = []
        for claim in claims:
            if claim.document.id not in cited:
                documents.append(claim.document)
                cited[claim.document.id] = len(documents)
            within = numbers.get(claim.parent) if claim.parent else None
            entries.append(Entry(numbers[claim.id], claim, cited[claim.document.id], within))
        groups.append(Group(heading, tuple(entries)))
    return tuple(groups), tuple(documents)


def counted(searched: Searched, cited: int, claims: int) -> Searched:
    """Return `searched` with what the sheet itself counts."""
    return replace(searched, cited=cited, claims=claims)
