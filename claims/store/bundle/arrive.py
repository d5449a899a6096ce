"""Documents, speakers and claims of a bundle as rows of this database.

A document that is here already (the same bytes, source and address) stays as it is,
even where somebody corrected its source and it has another id here; what the bundle
says of it is then moved to the id it has here, and claims and relations with it.
"""

from __future__ import annotations

from collections import ChainMap, Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from sqlalchemy import insert, or_, select, update
from sqlalchemy.orm import Session

from claims.attribution import Attribution, Speaker, Voice
from claims.span import Span, hull, join
from claims.store import identity, models
from claims.store.bundle import form
from claims.store.bundle.form import Row
from claims.store.save import find_terms
from claims.store.vocabulary import SpanRole

CHUNK = 500
"""Ids in one statement."""


@dataclass(slots=True)
class Place:
    """A document as it is here, with the rows of its speakers and claims by the ids here."""

    id: int
    public_id: str
    text: str
    speakers: dict[str, int] = field(default_factory=dict)
    claims: dict[str, int] = field(default_factory=dict)


class Arrival:
    """What has arrived so far, and which ids are others here."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._ids: dict[str, str] = {}
        self._speakers: dict[str, int] = {}
        self.counts: Counter[str] = Counter()

    def id_here(self, public_id: str) -> str:
        """Return the id that something of the bundle has in this database."""
        return self._ids.get(public_id, public_id)

    def rows_of(self, model: type[Any], ids: Sequence[str]) -> dict[str, int]:
        """Return the row ids of public ids that are here."""
        found: dict[str, int] = {}
        for begin in range(0, len(ids), CHUNK):
            some = model.public_id.in_(ids[begin : begin + CHUNK])
            found |= {
                row.public_id: row.id
                for row in self._session.execute(select(model.public_id, model.id).where(some))
            }
        return found

    def row_of(self, model: type[Any], public_id: str | None) -> int | None:
        """Return the row id of a public id, None where it is not here."""
        return self.rows_of(model, [public_id]).get(public_id) if public_id else None

    def relation_id(self, row: Row) -> str:
        """Return the id of a relation, which comes from the ids its claims have here."""
        moved = row["a"] in self._ids.values() or row["b"] in self._ids.values()
        return identity.relation_id(row["a"], row["b"]) if moved else str(row["id"])

    def speaker(self, row: Row, document: int | None) -> int:
        """Find or enter a speaker, with all of the aliases, and return its row."""
        given = form.SPEAKER.from_json(row)
        table = models.Speaker
        same_name = (
            (table.kind == given["kind"])
            & (table.name == given["name"])
            & (table.document_id.is_not_distinct_from(document))
        )
        found = self._session.execute(
            select(table.id, table.public_id).where(
                or_(table.public_id == given["public_id"], same_name)
            )
        ).all()
        exact = [one for one in found if one.public_id == given["public_id"]]
        if found:
            here = (exact or found)[0]
            speaker, public_id = int(here.id), here.public_id
            if public_id != given["public_id"]:
                self._ids[given["public_id"]] = public_id
        else:
            speaker = self._insert_one(table, {**given, "document_id": document})
            self.counts["speakers"] += 1
        self._add_aliases(speaker, row["aliases"])
        if document is None:
            self._speakers[given["public_id"]] = speaker
        return speaker

    def _add_aliases(self, speaker: int, names: Sequence[str]) -> None:
        if not names:
            return
        table = models.SpeakerAlias
        own = select(table.name).where(table.speaker_id == speaker)
        held = {*self._session.scalars(own)}
        rows = [{"speaker_id": speaker, "name": name} for name in names if name not in held]
        if rows:
            self._session.execute(insert(table), rows)

    def document(self, row: Row) -> tuple[Place, bool]:
        """Find or store a document with its zones and speakers; tell whether it is new."""
        given = form.DOCUMENT.from_json(row)
        text, data = given["text"], given["data"]
        if sha256(data).hexdigest() != given["sha256"]:
            raise ValueError("its bytes do not have its sha256")
        source = self._source(row["source"])
        found = self._find(given, source)
        if found is not None:
            place = Place(found.id, found.public_id, found.text)
            if place.public_id != given["public_id"]:
                self._ids[given["public_id"]] = place.public_id
        else:
            run = self.row_of(models.Run, row["run"])
            filled = {**given, "source_id": source, "run_id": run, "length": len(text)}
            place = Place(self._insert_one(models.Document, filled), given["public_id"], text)
            self._zones(row["zones"], place)
            self.counts["documents"] += 1
        place.speakers = {one["id"]: self.speaker(one, place.id) for one in row["speakers"]}
        return place, found is None

    def _source(self, name: str | None) -> int | None:
        if name is None:
            return None
        found = self._session.scalars(select(models.Source.id).filter_by(name=name)).one_or_none()
        if found is None:
            raise ValueError(f"its source “{name}” is not in {form.SOURCES}")
        return found

    def _find(self, given: Row, source: int | None) -> Any:
        table = models.Document
        same = (
            (table.sha256 == given["sha256"])
            & (table.source_id.is_not_distinct_from(source))
            & (table.url_key == (given["url"] or ""))
        )
        wanted = select(table.id, table.public_id, table.text)
        exact = wanted.where(table.public_id == given["public_id"])
        return (
            self._session.execute(exact).first()
            or self._session.execute(wanted.where(same)).first()
        )

    def _zones(self, zones: Sequence[Row], place: Place) -> None:
        where = {"document_id": place.id, "length": len(place.text)}
        rows = [{**form.ZONE.from_json(zone), **where} for zone in zones]
        if rows:
            self._session.execute(insert(models.Zone.__table__), rows)  # type: ignore[arg-type]

    def claim(self, row: Row, place: Place) -> list[Row]:
        """Check a claim against the text and return it, or nothing where it is here already."""
        said = _said(row)
        if join(place.text, said.content) != row["content"]:
            raise ValueError("its content is not what its document says at its spans")
        if hull(said.content) != Span(row["start"], row["end"]):
            raise ValueError("its place is not that of its spans")
        public_id = identity.claim_id(place.public_id, said)
        if public_id != row["id"]:
            if self.id_here(row["document"]) == row["document"]:
                raise ValueError("its id does not come from its document and spans")
            self._ids[row["id"]] = public_id
            row["id"] = public_id
        return [row]

    def store(self, rows: list[Row], place: Place) -> None:
        """Store the claims of a document that are not here yet, with all of their parts."""
        place.claims = self.rows_of(models.Claim, [row["id"] for row in rows])
        fresh = [row for row in rows if row["id"] not in place.claims]
        if not fresh:
            return
        runs = self.rows_of(models.Run, [row["run"] for row in fresh if row["run"]])
        where = {"document_id": place.id, "length": len(place.text)}
        self._insert(
            models.Claim,
            [
                {
                    **form.CLAIM.from_json(row),
                    **where,
                    "run_id": runs[row["run"]] if row["run"] else None,
                }
                for row in fresh
            ],
        )
        place.claims |= self.rows_of(models.Claim, [row["id"] for row in fresh])
        self._parts(fresh, place)
        self._kin(fresh, place)
        self.counts["claims"] += len(fresh)

    def _parts(self, rows: list[Row], place: Place) -> None:
        own = [(place.claims[row["id"]], row) for row in rows]
        where = {"document_id": place.id, "length": len(place.text)}
        self._insert(
            models.ClaimSpan,
            [
                {**form.SPAN.from_json(one), "claim_id": claim, **where}
                for claim, row in own
                for one in row["spans"]
            ],
        )
        speakers = ChainMap(place.speakers, self._speakers)
        self._insert(
            models.ClaimSpeaker,
            [
                {
                    **form.PARTY.from_json(one),
                    "claim_id": claim,
                    "speaker_id": speakers[one["speaker"]] if one["speaker"] else None,
                }
                for claim, row in own
                for one in row["speakers"]
            ],
        )
        self._hops_and_hedges(own, where)
        self._terms(own)

    def _hops_and_hedges(self, own: list[tuple[int, Row]], where: Row) -> None:
        table = models.Hop
        hops = [
            {**form.HOP.from_json(one), "claim_id": claim}
            for claim, row in own
            for one in row["hops"]
        ]
        self._insert(table, hops)
        with_hops = sorted({hop["claim_id"] for hop in hops})
        places: dict[tuple[int, int], int] = {}
        for begin in range(0, len(with_hops), CHUNK):
            some = table.claim_id.in_(with_hops[begin : begin + CHUNK])
            for hop in self._session.execute(select(table.__table__).where(some)):
                places[hop.claim_id, hop.position] = hop.id
        self._insert(
            models.Hedge,
            [
                {
                    **form.HEDGE.from_json(one),
                    "claim_id": claim,
                    "hop_id": None if one["hop"] is None else places[claim, one["hop"]],
                    **where,
                }
                for claim, row in own
                for one in row["hedges"]
            ],
        )

    def _terms(self, own: list[tuple[int, Row]]) -> None:
        ids = find_terms(self._session, sorted({word for _, row in own for word in row["terms"]}))
        self._insert(
            models.ClaimTerm,
            [
                {"term_id": ids[word], "claim_id": claim}
                for claim, row in own
                for word in sorted({*row["terms"]})
            ],
        )

    def _kin(self, rows: list[Row], place: Place) -> None:
        """Lead claims to their parents and to earlier wordings, once all of them are here."""
        for row in rows:
            kin = {
                f"{key}_id": place.claims[self.id_here(row[key])]
                for key in ("parent", "earlier")
                if row[key]
            }
            if kin:
                claim = place.claims[row["id"]]
                self._session.execute(update(models.Claim).filter_by(id=claim).values(**kin))

    def _insert(self, model: type[Any], rows: list[Row]) -> None:
        if rows:
            self._session.execute(insert(model.__table__), rows)

    def _insert_one(self, model: type[Any], row: Row) -> int:
        table = model.__table__
        return int(self._session.scalars(insert(table).returning(table.c.id), row).one())


def _said(row: Row) -> Attribution:
    """Return as much of the attribution as a claim's id and place come from."""
    pieces: dict[str, list[tuple[int, Span]]] = {}
    for one in row["spans"]:
        if one["part"] == 0:
            span = Span(one["start"], one["end"])
            pieces.setdefault(one["role"], []).append((one["position"], span))
    found = {role: tuple(span for _, span in sorted(own)) for role, own in pieces.items()}
    return Attribution(
        content=found.get(SpanRole.CONTENT, ()),
        speaker=Speaker(found.get(SpanRole.SPEAKER, ())),
        cue=found.get(SpanRole.CUE, ()),
        voice=Voice(row["voice"]),
    )
