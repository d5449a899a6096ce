"""Import: what a bundle holds and this database does not, added in one transaction."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from sqlalchemy import Engine, insert, select, update
from sqlalchemy.orm import Session

from claims.store import models
from claims.store.bundle import form
from claims.store.bundle.arrive import Arrival, Place
from claims.store.bundle.form import KINDS, Exchange, Row
from claims.store.bundle.opening import Bundle
from claims.store.engine import writing
from claims.store.standing import settle

Progress = Callable[[int, int, str], None]

BATCH = 500
"""Lines taken together where a line is small."""


def add_bundle(engine: Engine, bundle: Bundle, progress: Progress) -> Exchange:
    """Add what is not there yet; all of it or, where something does not fit, nothing."""
    with writing(engine) as session:
        return _Import(session, bundle, progress).run()


class _Import:
    """One import under way."""

    def __init__(self, session: Session, bundle: Bundle, progress: Progress) -> None:
        self._session = session
        self._bundle = bundle
        self._progress = progress
        self._arrival = Arrival(session)
        self._kept: list[str] = []
        self._counts: Counter[str] = Counter()
        self._known = 0
        self._earlier: list[tuple[int, str]] = []

    def run(self) -> Exchange:
        self._each(form.SOURCES, self._source)
        self._each(form.RUNS, self._run)
        self._each(form.TOPICS, self._topic)
        self._each(form.SPEAKERS, self._speaker)
        self._documents()
        for name, take in ((form.RELATIONS, self._relations), (form.DECISIONS, self._decisions)):
            for lines in batches(self._bundle.rows(name)):
                with self._bundle.at(name, lines[0][0]):
                    take([row for _, row in lines])
        settle(self._session)
        counts = self._counts + self._arrival.counts
        found = {kind: counts[kind] for kind in KINDS}
        return Exchange(self._bundle.path, found, self._known, tuple(self._kept))

    def _each(self, name: str, take: Callable[[Row], None]) -> None:
        for number, row in self._bundle.rows(name):
            with self._bundle.at(name, number):
                take(row)

    def _source(self, row: Row) -> None:
        given = form.SOURCE.from_json(row)
        here = self._session.scalars(
            select(models.Source).where(models.Source.name == given["name"])
        ).one_or_none()
        if here is None:
            self._session.add(models.Source(**given))
            self._session.flush()
            self._counts["sources"] += 1
        else:
            self._fill(here, given)

    def _fill(self, here: models.Source, given: Row) -> None:
        """Take what is not known here; a judgement made here stays as it is."""
        judgement = ("reliability", "judged_by", "judged_on", "why")
        for field in ("kind", "country", "homepage"):
            if getattr(here, field) is None:
                setattr(here, field, given[field])
        if here.reliability is None:
            for field in judgement:
                setattr(here, field, given[field])
        elif given["reliability"] and any(getattr(here, f) != given[f] for f in judgement):
            self._kept.append(
                f"source “{here.name}” is judged {given['reliability']} by {given['judged_by']} "
                f"there; kept as {here.reliability} by {here.judged_by}"
            )

    def _run(self, row: Row) -> None:
        given = form.RUN.from_json(row)
        if not self._arrival.row_of(models.Run, given["public_id"]):
            self._session.execute(insert(models.Run.__table__), given)  # type: ignore[arg-type]
            self._counts["runs"] += 1

    def _topic(self, row: Row) -> None:
        given = form.TOPIC.from_json(row)
        here = self._session.scalars(
            select(models.Topic).where(models.Topic.name == given["name"])
        ).one_or_none()
        if here is None:
            self._session.add(models.Topic(**given))
            self._session.flush()
            self._counts["topics"] += 1
        elif (here.query, here.filters) != (given["query"], given["filters"]):
            self._kept.append(
                f"topic “{here.name}” asks for “{given['query']}” there; "
                f"kept as it is here, “{here.query}”"
            )

    def _speaker(self, row: Row) -> None:
        self._arrival.speaker(row, None)

    def _documents(self) -> None:
        total = self._bundle.manifest.files[form.DOCUMENTS].rows
        claims = Ahead(self._bundle.rows(form.CLAIMS))
        for number, row in self._bundle.rows(form.DOCUMENTS):
            with self._bundle.at(form.DOCUMENTS, number):
                place, new = self._arrival.document(row)
                self._progress(number - 1, total, str(row["path"]))
                self._known += not new
                if new and row["supersedes"]:
                    self._earlier.append((place.id, row["supersedes"]))
            self._claims(claims, row["id"], place)
        if claims.next is not None:
            number, row = claims.next
            with self._bundle.at(form.CLAIMS, number):
                raise ValueError(f"its document “{row['document']}” is not the one in turn")
        self._supersede()
        self._progress(total, total, "")

    def _claims(self, claims: Ahead, document: str, place: Place) -> None:
        """Take the claims of one document, which stand together and in the order of documents."""
        fresh: list[Row] = []
        first = claims.next[0] if claims.next else 0
        while claims.next is not None and claims.next[1].get("document") == document:
            number, row = claims.take()
            with self._bundle.at(form.CLAIMS, number):
                fresh += self._arrival.claim(row, place)
        if fresh:
            with self._bundle.at(form.CLAIMS, first):
                self._arrival.store(fresh, place)

    def _supersede(self) -> None:
        for document, name in self._earlier:
            before = self._arrival.row_of(models.Document, self._arrival.id_here(name))
            self._session.execute(
                update(models.Document).filter_by(id=document).values(supersedes_id=before)
            )

    def _relations(self, rows: Sequence[Row]) -> None:
        here = self._arrival
        for row in rows:
            row["a"], row["b"] = here.id_here(row["a"]), here.id_here(row["b"])
            row["id"] = here.relation_id(row)
        claims = here.rows_of(models.Claim, [row[side] for row in rows for side in ("a", "b")])
        known = here.rows_of(models.Relation, [row["id"] for row in rows])
        runs = here.rows_of(models.Run, [row["run"] for row in rows if row["run"]])
        fresh = [
            {
                **form.RELATION.from_json(row),
                "a_id": claims[row["a"]],
                "b_id": claims[row["b"]],
                "run_id": runs[row["run"]] if row["run"] else None,
            }
            for row in rows
            if row["id"] not in known
        ]
        self._insert("relations", models.Relation, fresh)

    def _decisions(self, rows: Sequence[Row]) -> None:
        here = self._arrival
        given = [form.DECISION.from_json(row) for row in rows]
        known = here.rows_of(models.Decision, [one["public_id"] for one in given])
        for one in given:
            one["subject"] = here.id_here(one["subject"])
            if one["verdict"] == "merge":
                one["target"] = here.id_here(one["target"])
        fresh = [one for one in given if one["public_id"] not in known]
        self._insert("decisions", models.Decision, fresh)

    def _insert(self, kind: str, model: type[Any], rows: list[Row]) -> None:
        if rows:
            self._session.execute(insert(model.__table__), rows)
        self._counts[kind] += len(rows)


class Ahead:
    """An iterator of which the next line can be seen before it is taken."""

    def __init__(self, lines: Iterator[tuple[int, Row]]) -> None:
        self._lines = lines
        self.next = next(lines, None)

    def take(self) -> tuple[int, Row]:
        """Return the next line; there must be one."""
        line = self.next
        if line is None:
            raise LookupError("no line is left")
        self.next = next(self._lines, None)
        return line


def batches(lines: Iterator[tuple[int, Row]]) -> Iterator[list[tuple[int, Row]]]:
    """Yield the lines, BATCH together."""
    some: list[tuple[int, Row]] = []
    for line in lines:
        some.append(line)
        if len(some) == BATCH:
            yield some
            some = []
    if some:
        yield some
