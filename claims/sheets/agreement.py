"""What agrees and what disagrees among numbered entries, and what stays open."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from string import ascii_uppercase

from claims.attribution import Voice
from claims.comparison import dispute
from claims.comparison.circular import Agreement, find_circle, find_copies
from claims.comparison.dispute import find_disputes, with_origins
from claims.comparison.group import gather
from claims.record import ClaimRecord, RelationRecord
from claims.sheets import wording
from claims.sheets.sheet import Corroboration, Disagreement, Dispute, Entry, OpenPoint, Side

DISAGREEING = ("contradicts", "tension")
AGREEING = ("corroborates", "echoes", "same")

ORIGINS_KNOWN = {
    "corroborates": "another origin",
    "echoes": "the same origin",
    "same": "origins not known",
}

Pair = tuple[str, str]
"""The ids of two claims."""

Entries = Mapping[str, Entry]
"""Entries by their claim's id."""


def without_weak(relations: Sequence[RelationRecord]) -> tuple[list[RelationRecord], int]:
    """Return the relations but for those of weak disputes, and how many disputes these are."""
    weak = [one for one in _disputes(relations, _agreeing(relations)) if not one.is_sure]
    gone = {relation.id for one in weak for relation in one.relations}
    return [r for r in relations if r.id not in gone], len(weak)


def find_sheet_disputes(
    relations: Sequence[RelationRecord], entries: Entries
) -> tuple[Dispute, ...]:
    """Return what the relations dispute, the best first, with all claims as entries."""
    agreeing = _agreeing(relations)
    shared = [(a, b) for a, b, kind in agreeing if kind != "corroborates"]
    return tuple(
        _dispute(with_origins(one, agreeing), entries, shared)
        for one in _disputes(relations, agreeing)
    )


def _agreeing(relations: Iterable[RelationRecord]) -> list[Agreement]:
    return [(r.a.id, r.b.id, r.relation) for r in relations if r.relation in AGREEING]


def _disputes(
    relations: Iterable[RelationRecord], agreeing: Sequence[Agreement]
) -> tuple[dispute.Dispute, ...]:
    return find_disputes([r for r in relations if r.relation in DISAGREEING], agreeing)


def _dispute(found: dispute.Dispute, entries: Entries, shared: Sequence[Pair]) -> Dispute:
    copied = list(_copied(entry.claim for entry in _of(found, entries)))
    sides = (
        _side(place, side, entries, [*shared, *copied]) for place, side in enumerate(found.sides)
    )
    pairs = (_disagreement(relation, entries) for relation in found.relations)
    return Dispute(found.heading, tuple(sides), tuple(pairs))


def _of(found: dispute.Dispute, entries: Entries) -> Iterator[Entry]:
    yield from (entries[claim.id] for side in found.sides for claim in side.claims)


def _copied(claims: Iterable[ClaimRecord]) -> Iterator[Pair]:
    """Yield claims of documents that copy one another's wording, which have one origin."""
    known = list(claims)
    for copies in find_copies(known):
        ids = [claim.id for claim in known if claim.document.id in copies]
        yield from pairwise(ids)


def _side(place: int, side: dispute.Side, entries: Entries, shared: Sequence[Pair]) -> Side:
    members = [entries[claim.id] for claim in side.claims]
    ids = {claim.id for claim in side.claims}
    named, unnamed = _origins(members, [p for p in shared if p[0] in ids and p[1] in ids])
    turn, letter = divmod(place, len(ascii_uppercase))
    return Side(
        letter=f"{ascii_uppercase[letter]}{turn + 1 if turn else ''}",
        label=side.label,
        entries=tuple(members),
        origins=named,
        unnamed=unnamed,
        warning=side.warning.sentence if side.warning else "",
    )


def _disagreement(relation: RelationRecord, entries: Entries) -> Disagreement:
    return Disagreement(
        id=relation.id,
        relation=relation.relation,
        aspect=relation.aspect,
        reason=relation.sentence,
        a=entries[relation.a.id],
        b=entries[relation.b.id],
        status=wording.status(relation.status, relation.reviewer, relation.note),
    )


def find_corroborations(
    relations: Sequence[RelationRecord], entries: Entries
) -> tuple[Corroboration, ...]:
    """Return the groups of claims that agree, each with its distinct origins."""
    agreeing = [r for r in relations if r.relation in AGREEING]
    groups = gather((r.a.id, r.b.id) for r in agreeing)
    found = [_corroboration(set(group), agreeing, entries) for group in groups]
    return tuple(sorted(found, key=lambda c: c.entries[0].number))


def _corroboration(
    ids: set[str], relations: Sequence[RelationRecord], entries: Entries
) -> Corroboration:
    members = sorted((entries[i] for i in ids), key=lambda entry: entry.number)
    inside = [r for r in relations if r.a.id in ids]
    named, unnamed = _origins(
        members, [(r.a.id, r.b.id) for r in inside if r.relation != "corroborates"]
    )
    return Corroboration(
        entries=tuple(members),
        origins=named,
        unnamed=unnamed,
        documents=len({entry.claim.document.id for entry in members}),
        pairs=tuple(_pair(r, entries) for r in inside),
    )


def _pair(relation: RelationRecord, entries: Entries) -> str:
    # of an echo, a is the one nearer to the origin
    a, b = entries[relation.a.id].number, entries[relation.b.id].number
    agree = (
        f"claim {b} echoes claim {a}"
        if relation.relation == "echoes"
        else f"{wording.claims_named([a, b])} agree"
    )
    because = f": {relation.sentence}" if relation.sentence else ""
    state = wording.status(relation.status, relation.reviewer, relation.note)
    return f"{agree} ({ORIGINS_KNOWN[relation.relation]}; {state}){because}"


def _origins(
    members: Sequence[Entry], shared: Sequence[Pair]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the labels of the named and of the unnamed distinct origins."""
    keys = {entry.claim.id: origin_key(entry.claim) for entry in members}
    pairs = [*shared, *((i, f"key:{key}") for i, key in keys.items())]
    claims = {entry.claim.id: entry.claim for entry in members}
    named: list[str] = []
    unnamed: list[str] = []
    for group in gather(pairs):
        # the claim with the longest chain names the origin, a named one before an unnamed
        inside = sorted((claims[i] for i in group if i in claims), key=_reach)
        known = [c for c in inside if not is_unnamed(c)]
        (named if known else unnamed).append(origin(known[0] if known else inside[0]))
    return tuple(dict.fromkeys(named)), tuple(dict.fromkeys(unnamed))


def _reach(claim: ClaimRecord) -> int:
    return -len(claim.attribution.chain)


def origin(claim: ClaimRecord) -> str:
    """Return the end of the chain: its first hop, else the speaker, else the source."""
    if claim.attribution.chain:
        return wording.hop(claim, claim.attribution.chain[0])
    if claim.attribution.voice is Voice.AUTHORIAL:
        return claim.document.source or wording.title(claim.document)
    kind = claim.attribution.speaker.kind
    return wording.speaker(claim) + (f" ({kind})" if kind in wording.UNNAMED else "")


def origin_key(claim: ClaimRecord) -> str:
    """Return what two claims of one origin share; an unnamed origin stays in its document."""
    own = f"{origin(claim).casefold()} in {claim.document.id}"
    return own if is_unnamed(claim) else origin(claim).casefold()


def is_unnamed(claim: ClaimRecord) -> bool:
    """Return whether the origin of the claim has no name or could not be resolved."""
    chain = claim.attribution.chain
    if chain:
        return chain[0].name is None or chain[0].kind in wording.UNNAMED
    if claim.attribution.voice is Voice.AUTHORIAL:
        return False
    speaker = claim.attribution.speaker
    return speaker.name is None or speaker.kind in wording.UNNAMED


def find_open_points(
    entries: Sequence[Entry],
    corroborations: Sequence[Corroboration],
    relations: Sequence[RelationRecord],
) -> tuple[OpenPoint, ...]:
    """Return what is unnamed, alone, circular, undated, unresolved or replaced."""
    group_of = {e.claim.id: c for c in corroborations for e in c.entries}

    def origins_unnamed(entry: Entry) -> bool:
        group = group_of.get(entry.claim.id)
        return is_unnamed(entry.claim) if group is None else not group.origins

    def alone(entry: Entry) -> bool:
        group = group_of.get(entry.claim.id)
        return group is None or group.count == 1

    tests: tuple[tuple[str, str, Callable[[Entry], bool]], ...] = (
        ("unnamed sources only", "Unnamed or unresolved sources only", origins_unnamed),
        ("single source", "One origin only in this database", alone),
        ("undated", "The document is undated", lambda e: e.claim.document.published is None),
        ("unresolved speaker", "The speaker could not be resolved", _is_unresolved),
    )
    points = [
        OpenPoint(kind, f"{text}: {_numbers(found)}.", tuple(found))
        for kind, text, test in tests
        if (found := [entry for entry in entries if test(entry)])
    ]
    return (*points[:2], *_circles(corroborations), *points[2:], *_updates(entries, relations))


def _numbers(entries: Iterable[Entry]) -> str:
    return wording.claims_named(entry.number for entry in entries)


def _is_unresolved(entry: Entry) -> bool:
    speaker = entry.claim.attribution.speaker
    return bool(speaker.spans) and speaker.name is None


def _circles(corroborations: Sequence[Corroboration]) -> Iterator[OpenPoint]:
    for group in corroborations:
        circle = find_circle([entry.claim for entry in group.entries])
        if circle:
            names = " ← ".join(circle)
            text = f"Circular reporting, each citing the next: {names}; {_numbers(group.entries)}."
            yield OpenPoint("circular reporting", text, group.entries)


def _updates(entries: Sequence[Entry], relations: Sequence[RelationRecord]) -> Iterator[OpenPoint]:
    by_id = {entry.claim.id: entry for entry in entries}
    for relation in relations:
        if relation.relation == "updates":
            earlier, later = by_id[relation.a.id], by_id[relation.b.id]
            because = f": {relation.sentence}" if relation.sentence else "."
            text = f"Claim {later.number} replaces claim {earlier.number}{because}"
            yield OpenPoint("updated", text, (earlier, later))
