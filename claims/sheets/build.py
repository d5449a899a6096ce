"""Building a Sheet from the records of a search."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from importlib.metadata import version

from claims.comparison.dispute import SURE
from claims.comparison.group import gather
from claims.errors import InvalidValue
from claims.record import ClaimRecord, RelationRecord
from claims.sheets import cite, wording
from claims.sheets.agreement import (
    find_corroborations,
    find_open_points,
    find_sheet_disputes,
    without_weak,
)
from claims.sheets.sheet import Reference, Searched, Sheet, counted, number_entries

LEFT_ASIDE = ("rejected", "dismissed")
"""Relations of these statuses are no longer shown; the method note counts them."""

OUTSIDE = "Outside the search: related to a claim above"

SECOND_ROW = frozenset(
    {"remote", "highly improbable", "improbable", "roughly even odds", "probable"}
    | {"highly probable", "nearly certain"}
)
"""The terms of the second of ICD 203's two sets; each shares its band with one of the first."""

Named = list[tuple[str, list[ClaimRecord]]]


def build(
    claims: Sequence[ClaimRecord],
    relations: Sequence[RelationRecord],
    *,
    title: str | None,
    question: str,
    made: str,
    searched: Searched,
    group_by: str = "speaker",
    style: str = "chicago",
    weak: bool = False,
) -> Sheet:
    """Return the sheet of the claims a search found and the relations they take part in.

    A claim that `claims` lacks but that a relation sets against or beside a listed
    one is listed in a group of its own. Relations that touch no listed claim are
    ignored, and so are those of disputes that are not sure, unless `weak` asks for them.
    `group_by` is one of GROUPINGS.
    """
    if group_by not in GROUPINGS:
        raise InvalidValue(
            "group-by", group_by, f"choose one of {wording.listing(list(GROUPINGS))}"
        )
    related, aside = _kept(claims, relations)
    related, unsure = (related, 0) if weak else without_weak(related)
    named = GROUPINGS[group_by](claims, related)
    listed = {claim.id for claim in claims}
    outside = {c.id: c for r in related for c in (r.a, r.b) if c.id not in listed}
    if outside:
        named.append((OUTSIDE, sorted(outside.values(), key=_place)))
    groups, documents = number_entries(named)
    entries = [entry for group in groups for entry in group.entries]
    by_id = {entry.claim.id: entry for entry in entries}
    corroborations = find_corroborations(related, by_id)
    texts = cite.bibliography(documents, style)
    return Sheet(
        title=title or question or "Claim sheet",
        question=question,
        made=made,
        searched=counted(searched, len(documents), len(entries)),
        groups=groups,
        disputes=find_sheet_disputes(related, by_id),
        corroborations=corroborations,
        open_points=find_open_points(entries, corroborations, related),
        method=method_note(style, aside, unsure),
        disclaimer=disclaimer(entry.claim for entry in entries),
        bibliography=tuple(
            Reference(number, document, text)
            for number, (document, text) in enumerate(zip(documents, texts, strict=True), start=1)
        ),
        style=style,
        group_by=group_by,
    )


def _kept(
    claims: Sequence[ClaimRecord], relations: Sequence[RelationRecord]
) -> tuple[list[RelationRecord], int]:
    """Return the relations to show, and how many a reviewer has set aside."""
    listed = {claim.id for claim in claims}
    touching = [r for r in relations if r.a.id in listed or r.b.id in listed]
    kept = [r for r in touching if r.status not in LEFT_ASIDE]
    return kept, len(touching) - len(kept)


def _place(claim: ClaimRecord) -> tuple[bool, str, str, int]:
    """Return the sort key of a claim: by date, undated last, then document and position."""
    published = claim.document.published
    return (published is None, published or "", claim.document.id, claim.extent.start)


def _grouped(
    claims: Iterable[ClaimRecord], heading: Callable[[ClaimRecord], tuple[bool, str]]
) -> Named:
    """Return claims under sorted headings; a heading whose flag is set comes last."""
    groups: dict[tuple[bool, str], list[ClaimRecord]] = {}
    for claim in sorted(claims, key=_place):
        groups.setdefault(heading(claim), []).append(claim)
    ordered = sorted(groups, key=lambda key: (key[0], key[1].casefold()))
    return [(key[1], groups[key]) for key in ordered]


def _by_speaker(claims: Sequence[ClaimRecord], _: Sequence[RelationRecord]) -> Named:
    def heading(claim: ClaimRecord) -> tuple[bool, str]:
        name = wording.speaker(claim)
        where = wording.title(claim.document)
        unnamed = claim.attribution.speaker.kind in wording.UNNAMED
        # an unnamed speaker is never taken for another document's
        apart = claim.attribution.speaker.name is None or unnamed
        return (apart, f"{name}, in {wording.quoted(where)}" if apart else name)

    return _grouped(claims, heading)


def _by_source(claims: Sequence[ClaimRecord], _: Sequence[RelationRecord]) -> Named:
    def heading(claim: ClaimRecord) -> tuple[bool, str]:
        source = claim.document.source
        return (source is None, source or f"No source known: {wording.title(claim.document)}")

    return _grouped(claims, heading)


def _by_time(claims: Sequence[ClaimRecord], _: Sequence[RelationRecord]) -> Named:
    def heading(claim: ClaimRecord) -> tuple[bool, str]:
        published = claim.document.published
        return (published is None, published or "Undated (n.d.)")

    return _grouped(claims, heading)


def _by_question(claims: Sequence[ClaimRecord], relations: Sequence[RelationRecord]) -> Named:
    """Return claims together that relations connect; headings say what the relations turn on."""
    ordered = {claim.id: claim for claim in sorted(claims, key=_place)}
    found = []
    for group in gather((r.a.id, r.b.id) for r in relations):
        ids = set(group)
        members = [claim for claim in ordered.values() if claim.id in ids]
        aspects = dict.fromkeys(r.aspect for r in relations if r.aspect and r.a.id in ids)
        found.append((", ".join(aspects) or "relation", members))
    found.sort(key=lambda group: _place(group[1][0]))
    placed = {claim.id for _, members in found for claim in members}
    rest = [claim for claim in ordered.values() if claim.id not in placed]
    named = [(f"Question {n}: {turns_on}", cs) for n, (turns_on, cs) in enumerate(found, start=1)]
    return [*named, ("No related claim found", rest)] if rest else named


GROUPINGS: dict[str, Callable[[Sequence[ClaimRecord], Sequence[RelationRecord]], Named]] = {
    "speaker": _by_speaker,
    "source": _by_source,
    "time": _by_time,
    "question": _by_question,
}
"""How a sheet can be grouped. `question` puts claims together that a relation connects."""


def disclaimer(claims: Iterable[ClaimRecord]) -> str:
    """Return what has to be said where several likelihood terms meet, or an empty string."""
    found = {c.attribution.likelihood for c in claims}
    rows = sorted((r for r in found if r), key=lambda row: (row.low, row.term))
    terms = list(dict.fromkeys(row.term for row in rows))
    if len(terms) < 2:
        return ""
    several = (
        " Terms of both sets of ICD 203 stand here; terms of one band indicate the same "
        "assessment of probability."
        if 0 < len(SECOND_ROW.intersection(terms)) < len(terms)
        else ""
    )
    bands = "; ".join(f"{row.term} {row.low}–{row.high} %" for row in rows)
    return (
        f"This sheet has likelihood terms of different rows of ICD 203 ({bands}). Each was read "
        "from the words of its own claim; they are not one assessment and are not to be combined."
        + several
    )


def method_note(style: str, aside: int, unsure: int) -> tuple[str, ...]:
    """Return the sentences that say how the sheet came about and how to read it."""
    note = [
        f"Claims were read from the documents and compared by the program {program()}; "
        "a status other than open is a person’s decision, signed.",
        "Words in quotation marks after a claim’s number are the document’s own characters, "
        f"unaltered; {wording.LEFT_OUT} stands where the document goes on between two pieces of "
        "one claim, and white space is set as one space. Whether they are the speaker’s words or "
        "the reporter’s is said with each claim.",
        "Characters are counted in Unicode code points from 0, the end not included; paragraphs "
        "are counted from 1.",
        "A hedge is given in its own words with its kind and its owner. A likelihood stands only "
        "where the words express a term of ICD 203.",
        "Disagreements that turn on the same words are one dispute; its heading and the names "
        "of its sides are put together from words of its claims. Every pair of claims that "
        "stand against each other is named with the reason and what it turns on.",
        "Corroboration counts distinct origins and never documents; agreement was found pair by "
        "pair. Single, unnamed or circular means so in this database, not in the world.",
        "The sheet does not decide who is right.",
        f"Bibliography in the style “{style}”; n.d. means that no date of publication is known.",
    ]
    if aside:
        note.append(
            f"{wording.count(aside, 'relation')} that a reviewer rejected or dismissed "
            f"{'is' if aside == 1 else 'are'} left out."
        )
    if unsure:
        note.append(
            f"{wording.count(unsure, 'dispute')} of which every pair scores below {SURE:g} "
            f"{'is' if unsure == 1 else 'are'} left out."
        )
    return tuple(note)


def program() -> str:
    """Return the name and version of this program."""
    return f"claims {version('claims')}"
