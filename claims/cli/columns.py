"""The columns of the tables: who, of which kind, how sure, through whom, at a glance."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from claims.attribution import Act, HedgeOwner, Polarity, Stance, Voice
from claims.record import ClaimRecord, DocumentRecord, RelationRecord

Columns = dict[str, Callable[[Any], str]]


def who(claim: ClaimRecord) -> str:
    """Return the speaker and kind, and the hops after them.

    An unresolved speaker is shown in the text's own words, with a question mark.
    """
    attribution = claim.attribution
    if attribution.voice is Voice.AUTHORIAL:
        name = "(the document itself)"
    elif attribution.speaker.spans and attribution.speaker.name is None:
        name = f"{claim.speaker} (?)"
    else:
        name = claim.speaker or "(nobody named)"
    kind = "" if attribution.speaker.kind == "none" else f", {attribution.speaker.kind}"
    through = f" — via {' → '.join(claim.via)}" if claim.via else ""
    return name + kind + through


def how_sure(claim: ClaimRecord) -> str:
    """Return act and stance where they are not plain, hedges in words, likelihood."""
    attribution = claim.attribution
    parts = []
    if attribution.act is not Act.ASSERTS:
        parts.append(str(attribution.act))
    if attribution.polarity is Polarity.NEGATIVE:
        parts.append("against")
    if attribution.stance is not Stance.NEUTRAL:
        parts.append(str(attribution.stance))
    for hedge, words in zip(attribution.hedges, claim.hedge_words, strict=True):
        mark = "" if hedge.owner is HedgeOwner.SPEAKER else " (reporter)"
        parts.append(f"“{words}” {hedge.kind}{mark}")
    if attribution.likelihood:
        row = attribution.likelihood
        parts.append(f"{row.term} {row.low}–{row.high} %")
    return "; ".join(parts) or "flat"


def where(document: DocumentRecord) -> str:
    """Return source and date, else what stands for them."""
    return ", ".join([document.source or document.path, document.published or "n.d."])


def short(text: str, length: int = 280) -> str:
    """Return the text on one line, cut at `length` characters.

    >>> short("a  b", 10)
    'a b'
    """
    line = " ".join(text.split())
    return line if len(line) <= length else line[: length - 1] + "…"


def said(claim: ClaimRecord) -> str:
    """Return the content for a table: on one line, cut, without the 'that' it may begin with."""
    line = short(claim.content)
    return line[5:] if line[:5] == "that " else line


CLAIM: Columns = {
    "id": lambda c: c.id,
    "who": who,
    "says": said,
    "how sure": how_sure,
    "where": lambda c: where(c.document),
}


def seen(document: DocumentRecord) -> str:
    """Return when a copy was fetched, and where an archived one lies, else an empty string."""
    parts = [f"accessed {document.accessed}"] if document.accessed else []
    parts += [f"archived at {document.archived}"] if document.archived else []
    return "; ".join(parts)


DOCUMENT: Columns = {
    "id": lambda d: d.id,
    "title": lambda d: d.title or "",
    "source": lambda d: d.source or "",
    "published": lambda d: d.published or "",
    "claims": lambda d: str(d.claims),
    "path": lambda d: " — ".join(filter(None, [d.path, seen(d)])),
}


def relation_row(relation: RelationRecord) -> str:
    return f"{relation.relation}, {relation.aspect}" if relation.aspect else relation.relation


RELATION: Columns = {
    "id": lambda r: r.id,
    "relation": relation_row,
    "one": lambda r: f"{who(r.a)}: {short(r.a.content, 200)} [{where(r.a.document)}]",
    "other": lambda r: f"{who(r.b)}: {short(r.b.content, 200)} [{where(r.b.document)}]",
    "why": lambda r: r.sentence,
}

SOURCE: Columns = {
    "name": lambda s: s.name,
    "kind": lambda s: s.kind or "",
    "country": lambda s: s.country or "",
    "reliability": lambda s: s.reliability or "not judged",
    "judged": lambda s: ", ".join(filter(None, [s.judged_by, s.judged_on, s.why])),
    "documents": lambda s: str(s.documents),
    "claims": lambda s: str(s.claims),
}

SPEAKER: Columns = {
    "id": lambda s: s.id,
    "name": lambda s: s.name,
    "kind": lambda s: str(s.kind),
    "claims": lambda s: str(s.claims),
    "documents": lambda s: str(s.documents),
    "also": lambda s: ", ".join(s.aliases),
}

PROPOSAL: Columns = {
    "one": lambda p: p.one.id,
    "other": lambda p: p.other.id,
    "names": lambda p: f"{p.one.name} / {p.other.name}",
    "kind": lambda p: str(p.one.kind),
    "claims": lambda p: f"{p.one.claims} / {p.other.claims}",
    "how near": lambda p: f"{p.likeness}: {p.reason}",
}

STATEMENT: Columns = {
    "published": lambda s: s.document.published or "n.d.",
    "name": lambda s: s.name or "",
    "role": lambda s: s.role or "",
    "affiliation": lambda s: s.affiliation or "",
    "claims": lambda s: str(s.claims),
    "document": lambda s: f"{s.document.title or s.document.path} ({s.document.id})",
}

DECISION: Columns = {
    "when": lambda d: d.at,
    "who": lambda d: d.who,
    "ruling": lambda d: " ".join(filter(None, [d.subject, d.verdict, d.target])),
    "note": lambda d: d.note or "",
}

TERM: Columns = {
    "term": lambda t: t.term,
    "claims": lambda t: str(t.claims),
    "documents": lambda t: str(t.documents),
}
