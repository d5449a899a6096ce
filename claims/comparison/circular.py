"""Circular reporting among claims that agree: one origin behind many documents, or copies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from claims.attribution import SpeakerKind
from claims.comparison.group import gather
from claims.comparison.origin import fingerprint, group_by_origin, near_duplicates
from claims.comparison.stated import statement_of
from claims.comparison.value import RelationKind
from claims.record import ClaimRecord, DocumentRecord
from claims.span import join

READ = 20_000
"""Characters of a document that tell whether it copies another."""

MOST = 100
"""Documents that one listing looks into for copies, so that it stays quick."""

Agreement = tuple[str, str, str]
"""The ids of two claims that agree, and the kind of their relation."""


@dataclass(frozen=True, slots=True)
class Circular:
    """Documents that say one thing and are no independent reports of it.

    `origin` is whom all of it comes from; `circle` the sources that cite one another,
    the first again at the end. Without either the documents copy one another.
    """

    documents: tuple[DocumentRecord, ...]
    claims: tuple[str, ...]
    origin: str | None = None
    circle: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """What to beware of, in one sentence that names the documents and the origin."""
        names = _listing([_named(document) for document in self.documents])
        if self.circle:
            return f"Circular reporting, each citing the next: {' ← '.join(self.circle)}; {names}."
        if self.origin is None:
            return f"Circular reporting: {names} copy one another's wording and count once."
        number = len(self.documents)
        return f"Circular reporting: {number} documents, all of it from {self.origin}: {names}."

    def to_json(self) -> dict[str, Any]:
        """Return the form of a warning in `claims show --format json`."""
        return {
            "sentence": self.sentence,
            "origin": self.origin,
            "circle": list(self.circle),
            "documents": [document.reference() for document in self.documents],
            "claims": list(self.claims),
        }


def find_copies(claims: Iterable[ClaimRecord]) -> list[tuple[str, ...]]:
    """Return the ids of documents of these claims that copy one another's wording.

    The first MOST documents are looked into.
    """
    every = {claim.document.id: claim.text[:READ] for claim in claims}
    texts = dict(islice(every.items(), MOST))
    if len(texts) < 2:
        return []
    return near_duplicates({document: fingerprint(text) for document, text in texts.items()})


def find_circular(
    claims: Sequence[ClaimRecord], agreeing: Iterable[Agreement]
) -> tuple[Circular, ...]:
    """Return where claims that agree have one origin behind several documents, or are copies.

    `agreeing` names claims by their ids; those that `claims` lacks are ignored. Only
    the documents of claims that agree with one of another document are looked into.
    """
    by_id = {claim.id: claim for claim in claims}
    known = [pair for pair in agreeing if pair[0] in by_id and pair[1] in by_id]
    groups = [
        [by_id[i] for i in group]
        for group in gather((a, b) for a, b, _ in known)
        if len({by_id[i].document.id for i in group}) > 1
    ]
    copies = find_copies(claim for group in groups for claim in group)
    found = [w for group in groups if (w := circle(group, known, copies)) is not None]
    return tuple(_once(found))


def circle(
    claims: Sequence[ClaimRecord],
    agreeing: Iterable[Agreement] = (),
    copies: Iterable[Sequence[str]] = (),
) -> Circular | None:
    """Return what to beware of in claims that agree, None where they are independent.

    All of them from one origin comes first, then sources that cite one another in a
    circle, then documents that copy one another.
    """
    documents = _documents(claims)
    if len(documents) < 2:
        return None
    copies = list(copies)
    origins = origins_of(claims, agreeing, copies)
    copied = next((c for c in copies if all(d.id in c for d in documents)), None)
    if len(origins) == 1 and copied is None:
        return Circular(documents, tuple(c.id for c in claims), origins[0])
    around = find_circle(claims)
    if around:
        inside = [c for c in claims if c.document.source in around]
        return Circular(_documents(inside), tuple(c.id for c in inside), circle=around)
    for group in copies:
        inside = [c for c in claims if c.document.id in group]
        if len(_documents(inside)) > 1:
            return Circular(_documents(inside), tuple(c.id for c in inside))
    return None


def find_circle(claims: Sequence[ClaimRecord]) -> tuple[str, ...]:
    """Return the sources that cite one another in a circle, the first again at the end."""
    shown = {_plain(s): s for c in claims if (s := c.document.source)}
    cites: dict[str, list[str]] = {}
    for claim in claims:
        source = claim.document.source
        if source:
            named = {_plain(name) for name in _names(claim)} & shown.keys()
            cites.setdefault(_plain(source), []).extend(sorted(named - {_plain(source)}))
    for start in cites:
        path = _path_back(start, start, cites, frozenset())
        if path:
            return tuple(shown[name] for name in path)
    return ()


def _path_back(
    here: str, goal: str, cites: Mapping[str, Sequence[str]], seen: frozenset[str]
) -> tuple[str, ...]:
    for following in cites.get(here, ()):
        if following == goal:
            return (here, goal)
        if following not in seen:
            rest = _path_back(following, goal, cites, seen | {following})
            if rest:
                return (here, *rest)
    return ()


def _names(claim: ClaimRecord) -> Iterator[str]:
    for step in claim.attribution.chain:
        yield step.name or join(claim.text, step.spans)
    if claim.attribution.speaker.kind is not SpeakerKind.NONE:
        yield claim.speaker or ""


def _plain(name: str) -> str:
    """Return the name as sources are compared: without case and article."""
    return name.casefold().removeprefix("the ").strip()


def origins_of(
    claims: Sequence[ClaimRecord],
    agreeing: Iterable[Agreement] = (),
    copies: Iterable[Sequence[str]] = (),
) -> tuple[str, ...]:
    """Return the distinct origins of claims that agree; an echo has the origin of what it echoes.

    Documents that copy one another count once.
    """
    names = {claim.document.id: _named(claim.document) for claim in claims}
    among = [[document for document in group if document in names] for group in copies]
    origins = group_by_origin([statement_of(claim) for claim in claims], among).origins
    at = {place: number for number, origin in enumerate(origins) for place in origin.statements}
    place = {claim.id: number for number, claim in enumerate(claims)}
    one = [(n, n) for n in range(len(origins))]
    one += [
        (at[place[a]], at[place[b]])
        for a, b, kind in agreeing
        if kind == RelationKind.ECHOES and a in place and b in place
    ]
    groups = [min(group, key=lambda n: (_is_vague(claims[origins[n].statements[0]]), n))
              for group in gather(one)]  # fmt: skip
    return tuple(_shown(origins[n].name, names) for n in groups)


def _is_vague(claim: ClaimRecord) -> bool:
    read = claim.attribution
    return not read.chain and (
        read.speaker.name is None
        or read.speaker.kind
        in (
            SpeakerKind.UNNAMED_OFFICIAL,
            SpeakerKind.UNNAMED_EXPERT,
            SpeakerKind.UNNAMED_OTHER,
            SpeakerKind.NONE,
        )
    )


def _shown(name: str, documents: Mapping[str, str]) -> str:
    for key, shown in documents.items():
        name = name.replace(key, shown)
    return name


def _once(found: Iterable[Circular]) -> Iterable[Circular]:
    """Yield one warning for the same documents and origin, with the claims of all."""
    held: dict[tuple[object, ...], Circular] = {}
    for one in found:
        key = (one.origin, one.circle, frozenset(d.id for d in one.documents))
        before = held.get(key)
        claims = (*before.claims, *one.claims) if before else one.claims
        held[key] = replace(one, claims=tuple(dict.fromkeys(claims)))
    return held.values()


def _documents(claims: Iterable[ClaimRecord]) -> tuple[DocumentRecord, ...]:
    return tuple({claim.document.id: claim.document for claim in claims}.values())


def _named(document: DocumentRecord) -> str:
    day = f", {document.published}" if document.published else ""
    return f"{document.source or document.title or document.path}{day} ({document.id})"


def _listing(items: Sequence[str]) -> str:
    return " and ".join([", ".join(items[:-1]), items[-1]] if items[1:] else items)
