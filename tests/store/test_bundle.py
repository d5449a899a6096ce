"""Everything out and in again: row by row, twice, from two sides, and interrupted."""

from __future__ import annotations

import json
import shutil
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import Engine

from claims import Library
from claims.errors import BadBundle
from claims.reading.document import Metadata
from claims.store import models
from claims.store.bundle import add_bundle, open_bundle, write_bundle
from claims.store.bundle.form import FILES, MANIFEST
from claims.store.engine import writing
from claims.store.save import save_attributions, save_document
from claims.store.vocabulary import Reliability
from tests.store.bundles import Open, bring, damage, quiet, rows
from tests.store.material import COPY, make_attributions, make_document, terms_of


def test_a_round_trip_gives_the_same_rows(full: Engine, bundle: Path, database: Open) -> None:
    fresh = database("fresh")
    report = bring(fresh, bundle)
    there, here = rows(full), rows(fresh)
    assert {name for name, found in there.items() if found} == {*there}, "every table is tried"
    for name, found in there.items():
        assert here[name] == found, name
    assert report.counts == {
        "documents": 2, "claims": 4, "relations": 1, "decisions": 4, "speakers": 3,
        "sources": 1, "topics": 1, "runs": 1,
    }  # fmt: skip


def test_a_bundle_from_before_access_dates_is_imported_without_them(
    folder: Path, database: Open, tmp_path: Path
) -> None:
    def as_before(data: bytes) -> bytes:
        kept = [json.loads(line) for line in data.splitlines()]
        for row in kept:
            assert (row.pop("accessed"), row.pop("archived")) == ("2024-06", COPY)
        return b"".join(json.dumps(row).encode() + b"\n" for row in kept)

    damage(folder, "documents.jsonl", as_before, honest=True)
    bring(database("fresh"), folder)
    with Library.open(tmp_path / "fresh.db", write=False) as library:
        assert {(d.accessed, d.archived) for d in library.documents()} == {(None, None)}
        assert not list(library.verify())


def test_the_search_index_and_the_checks_hold_after_an_import(
    bundle: Path, database: Open, tmp_path: Path
) -> None:
    bring(database("fresh"), bundle)
    with Library.open(tmp_path / "fresh.db", write=False) as library:
        assert len(library.claims("dam")) == 2
        assert library.claims(speaker="the Republic")[0].speaker == "Republic of Ardovia"
        assert not list(library.verify())


def test_importing_twice_changes_nothing(bundle: Path, database: Open) -> None:
    fresh = database("fresh")
    bring(fresh, bundle)
    before = rows(fresh)
    report = bring(fresh, bundle)
    assert rows(fresh) == before
    assert (set(report.counts.values()), report.known) == ({0}, 2)


def test_importing_into_the_database_it_came_from_changes_nothing(
    full: Engine, bundle: Path
) -> None:
    before = rows(full)
    bring(full, bundle)
    assert rows(full) == before


def test_an_export_of_what_was_imported_has_the_same_bytes(
    folder: Path, database: Open, tmp_path: Path
) -> None:
    fresh = database("fresh")
    bring(fresh, folder)
    write_bundle(fresh, tmp_path / "again", quiet)
    for name in FILES:
        assert (tmp_path / "again" / name).read_bytes() == (folder / name).read_bytes(), name


def test_two_bundles_with_different_decisions_merge_with_both_kept(
    full: Engine, full_template: Path, database: Open, tmp_path: Path
) -> None:
    shutil.copy(full_template, tmp_path / "other.db")
    other = database("other")
    with Library.open(tmp_path / "full.db") as one, Library.open(tmp_path / "other.db") as two:
        claim = one.claims("dam")[0].id
        one.decide(claim, verdict="accept", by="Ada")
        two.decide(claim, verdict="reject", by="Bo")
        two.split_speaker("Kestria", by="Bo")
    orders = []
    for name, sides in (("here", (full, other)), ("there", (other, full))):
        for number, side in enumerate(sides):
            write_bundle(side, tmp_path / f"{name}{number}", quiet)
            bring(database(name), tmp_path / f"{name}{number}")
        orders.append(rows(database(name)))
    assert orders[0] == orders[1]
    assert len(orders[0]["decision"]) == 4 + 3
    with Library.open(tmp_path / "here.db", write=False) as library:
        assert library.claim(claim).status == "rejected"
        assert {s.name for s in library.speakers()} >= {"Kestria", "Republic of Ardovia"}


def test_a_document_whose_source_was_corrected_here_is_the_same_document(
    folder: Path, database: Open, tmp_path: Path
) -> None:
    """The ids differ, since they come from the source at the time of adding."""
    fresh = database("fresh")
    with writing(fresh) as session:
        model, _ = save_document(session, make_document(source="The Lmap"))
        save_attributions(session, model, make_attributions(), None, terms_of)
    with Library.open(tmp_path / "fresh.db") as library:
        old = library.documents()[0].id
        library.edit(old, Metadata(source="The Lamp"))
        report = bring(fresh, folder)
        assert report.known == 1
        assert old in {document.id for document in library.documents()}
        assert report.counts["claims"] == 1
        ruled = [claim for claim in library.claims() if claim.status == "accepted"]
        assert [claim.document.id for claim in ruled] == [old]
        assert len(library.relations()) == 1
        assert not list(library.verify())
    before = rows(fresh)
    bring(fresh, folder)
    assert rows(fresh) == before


def test_what_differs_and_cannot_be_both_is_kept_and_said(folder: Path, database: Open) -> None:
    fresh = database("fresh")
    with writing(fresh) as session:
        source = models.Source(name="The Lamp", reliability=Reliability.A, judged_by="Cy")
        session.add_all([source, models.Topic(name="dams", query="rivers", filters={})])
    report = bring(fresh, folder)
    assert len(report.kept) == 2
    assert "judged C by Ada there; kept as A by Cy" in report.kept[0]
    assert "kept as it is here, “rivers”" in report.kept[1]


def test_an_export_does_not_write_over_what_is_there(full: Engine, tmp_path: Path) -> None:
    for name in ("here", "here.zip"):
        (tmp_path / name).write_text("mine", "utf-8")
        with pytest.raises(BadBundle, match="something here already"):
            write_bundle(full, tmp_path / name, quiet)
        assert (tmp_path / name).read_text("utf-8") == "mine"
    (tmp_path / "empty").mkdir()
    write_bundle(full, tmp_path / "empty", quiet)
    assert (tmp_path / "empty" / MANIFEST).exists()


@pytest.mark.parametrize("name", ["half", "half.zip"])
def test_an_export_that_is_interrupted_leaves_nothing(
    full: Engine, tmp_path: Path, name: str
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    before = {*tmp_path.iterdir()}
    with pytest.raises(KeyboardInterrupt):
        write_bundle(full, tmp_path / name, interrupt)
    assert {*tmp_path.iterdir()} == before


def test_an_import_that_is_interrupted_changes_nothing_and_can_be_made_again(
    folder: Path, full: Engine, database: Open
) -> None:
    fresh = database("fresh")
    before = rows(fresh)

    def interrupt(done: int, *_: object) -> None:
        if done:
            raise KeyboardInterrupt

    with open_bundle(folder) as opened, pytest.raises(KeyboardInterrupt):
        add_bundle(fresh, opened, interrupt)
    assert rows(fresh) == before
    bring(fresh, folder)
    assert rows(fresh) == rows(full)


def test_a_database_can_be_read_while_it_is_exported_and_tells_one_state(
    full: Engine, tmp_path: Path, database: Open
) -> None:
    seen: list[int] = []

    def write_meanwhile(*_: object) -> None:
        if not seen:
            with sqlite3.connect(tmp_path / "full.db") as other:
                other.execute("INSERT INTO topic (name, query, filters, added) VALUES "
                              "('late', 'late', '{}', '2024-01-01 00:00:00')")  # fmt: skip
            other.close()
        seen.append(1)

    write_bundle(full, tmp_path / "during", write_meanwhile)
    bring(database("fresh"), tmp_path / "during")
    assert len(rows(database("fresh"))["topic"]) == 1
    assert len(rows(full)["topic"]) == 2
