"""Everything out and in again: row by row, twice, from two sides, and what is damaged."""

from __future__ import annotations

import json
import shutil
import sqlite3
import zipfile
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, Table, select
from sqlalchemy.orm import Session

from claims import Library
from claims.comparison.value import Aspect, Comparison, Reason, RelationKind
from claims.errors import BadBundle
from claims.reading.document import Metadata
from claims.settings import Settings
from claims.store import models
from claims.store.bundle import add_bundle, open_bundle, write_bundle
from claims.store.bundle.form import FILES, MANIFEST
from claims.store.engine import open_engine, reading, writing
from claims.store.ledger import finish_run, save_decision, start_run
from claims.store.save import (
    save_attributions,
    save_document,
    save_relation,
)
from claims.store.vocabulary import Confidence, Reliability, SubjectKind, Verdict
from tests.store.material import COPY, make_attributions, make_document, terms_of

Keys = dict[str, dict[int, str]]


def quiet(*_: object) -> None:
    """Tell nobody."""


def rows(engine: Engine) -> dict[str, list[str]]:
    """Return every row of every table, what it refers to named by what stays the same."""
    with reading(engine) as session:
        keys = _keys(session)
        return {
            table.name: sorted(_shown(table, row, keys) for row in session.execute(select(table)))
            for table in models.Base.metadata.sorted_tables
        }


def _keys(session: Session) -> Keys:
    named = (("document", "public_id"), ("claim", "public_id"), ("relation", "public_id"),
             ("speaker", "public_id"), ("run", "public_id"), ("source", "name"), ("term", "word"),
             ("topic", "name"), ("decision", "public_id"))  # fmt: skip
    tables = models.Base.metadata.tables
    found: Keys = {
        name: {row.id: str(getattr(row, column)) for row in session.execute(select(tables[name]))}
        for name, column in named
    }
    hops = session.execute(select(tables["hop"]))
    found["hop"] = {row.id: f"{found['claim'][row.claim_id]} {row.position}" for row in hops}
    return found


def _shown(table: Table, row: Any, keys: Keys) -> str:
    said = []
    for column in table.columns:
        value = getattr(row, column.name)
        refers = [key.column.table.name for key in column.foreign_keys if key.column.name == "id"]
        if column.name == "id" or column.computed is not None:
            continue
        if value is not None and refers:
            value = keys[refers[0]][value]
        elif value is not None and column.name in {"document_id", "claim_id"}:
            value = keys[column.name.removesuffix("_id")][value]
        said.append(f"{column.name}={value!r}")
    return " ".join(said)


def fill(engine: Engine) -> None:
    """Store one of everything: versions, merges, a topic, a judged source, relations, rulings."""
    with writing(engine) as session:
        run = start_run(session, "0.1", {"tagger": "ab" * 32}, {"include": ["comments"]})
        first, _ = save_document(session, make_document(), run)
        claims = save_attributions(session, first, make_attributions(), run, terms_of)
        later = make_document(
            "The Ossel dam is safe, Ardovia and Kestria said on Monday. Or not.\n"
        )
        second, _ = save_document(session, later, run)
        assert second.supersedes is first
        made = save_attributions(
            session, second, make_attributions()[:1], None, terms_of, made_by="Ada"
        )
        made[0].earlier = None
        reason = Reason(Aspect.NEGATION, "safe", "not", "One denies what the other says.")
        why = Comparison(RelationKind.CONTRADICTS, Aspect.NEGATION, 0.8125, (reason,))
        save_relation(session, claims[0], made[0], why, run)
        source = session.scalars(select(models.Source)).one()
        source.reliability, source.judged_by, source.why = Reliability.C, "Ada", "small — «staff»"
        session.add(models.Topic(name="dams", query="dam OR gate", filters={"voice": "all"}))
        save_decision(
            session, SubjectKind.CLAIM, claims[1].public_id, Verdict.ACCEPT,
            who="Ada", note="seen\nmyself", confidence=Confidence.MODERATE,
        )  # fmt: skip
        finish_run(session, run, {"documents": 2})


def rule(path: Path) -> None:
    """Sign one of each ruling on speakers."""
    with Library.open(path) as library:
        library.alias_speaker("Kestria", "the Republic", by="Ada")
        library.rename_speaker("Ardovia", "Republic of Ardovia", by="Ada")
        library.merge_speakers("Kestria", "Republic of Ardovia", by="Bo", note="for the test")


@pytest.fixture(scope="session")
def full_template(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = Path(shutil.copy(template, tmp_path_factory.mktemp("full") / "claims.db"))
    engine = open_engine(path, Settings(), create=False)
    fill(engine)
    engine.dispose()
    rule(path)
    return path


Open = Callable[[str], Engine]


@pytest.fixture
def database(template: Path, tmp_path: Path) -> Iterator[Open]:
    """Give an empty database of a name, or what is there under this name."""
    opened: list[Engine] = []

    def give(name: str) -> Engine:
        path = tmp_path / f"{name}.db"
        if not path.exists():
            shutil.copy(template, path)
        opened.append(open_engine(path, Settings(busy_timeout_ms=200), create=False))
        return opened[-1]

    yield give
    for engine in opened:
        engine.dispose()


@pytest.fixture
def full(full_template: Path, tmp_path: Path, database: Open) -> Engine:
    shutil.copy(full_template, tmp_path / "full.db")
    return database("full")


@pytest.fixture(params=["bundle", "bundle.zip"])
def bundle(request: pytest.FixtureRequest, full: Engine, tmp_path: Path) -> Path:
    """The full database as a bundle, once as a folder and once as a ZIP file."""
    path = tmp_path / str(request.param)
    write_bundle(full, path, quiet)
    return path


@pytest.fixture
def folder(full: Engine, tmp_path: Path) -> Path:
    write_bundle(full, tmp_path / "bundle", quiet)
    return tmp_path / "bundle"


def bring(engine: Engine, path: Path) -> Any:
    with open_bundle(path) as opened:
        return add_bundle(engine, opened, quiet)


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


def damage(folder: Path, name: str, change: Callable[[bytes], bytes], *, honest: bool) -> None:
    """Change a file; an honest damage has its size, lines and hash in the manifest."""
    data = change((folder / name).read_bytes())
    (folder / name).write_bytes(data)
    if honest:
        manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
        manifest["files"][name] = {
            "rows": data.count(b"\n"), "bytes": len(data), "sha256": sha256(data).hexdigest(),
        }  # fmt: skip
        (folder / MANIFEST).write_text(json.dumps(manifest), "utf-8")


def refused(engine: Engine, path: Path, reason: str) -> None:
    before = rows(engine)
    with pytest.raises(BadBundle, match=reason) as caught:
        bring(engine, path)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)
    assert rows(engine) == before


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_named(folder: Path, database: Open, name: str) -> None:
    (folder / name).unlink()
    refused(database("fresh"), folder, f"{name} is missing")


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda data: data[:-30], "claims.jsonl is shorter than the"),
        (lambda data: data + b"{}\n", "claims.jsonl is longer than the"),
        (lambda data: data.replace(b"safe", b"sage"), "claims.jsonl does not have the sha256"),
    ],
)
def test_a_file_that_is_not_the_one_in_the_manifest_is_refused(
    folder: Path, database: Open, change: Any, reason: str
) -> None:
    damage(folder, "claims.jsonl", change, honest=False)
    refused(database("fresh"), folder, reason)


def edited(**changes: Any) -> Callable[[bytes], bytes]:
    """Return a change of the fields of a file's first row."""

    def change(data: bytes) -> bytes:
        first, _, rest = data.partition(b"\n")
        row = {**json.loads(first), **changes}
        row = {key: value for key, value in row.items() if value != "gone"}
        return json.dumps(row).encode() + b"\n" + rest

    return change


@pytest.mark.parametrize(
    ("name", "change", "reason"),
    [
        ("claims.jsonl", lambda data: data[:-30] + b"\n", "claims.jsonl, line 4: this is no JSON"),
        ("claims.jsonl", lambda _: b"[" * 100_000 + b"\n", "line 1: this is no JSON object"),
        ("claims.jsonl", lambda data: b"7\n" + data, "claims.jsonl, line 1: this is no JSON obj"),
        ("claims.jsonl", edited(voice="gone"), "claims.jsonl, line 1: “voice” is missing"),
        ("claims.jsonl", edited(voice="loud"), "line 1: .*'loud' is not a valid Voice"),
        ("claims.jsonl", edited(act="sings"), "line 1: .*“act” cannot be 'sings'"),
        ("claims.jsonl", edited(content="All is well"), "content is not what its document says"),
        ("claims.jsonl", edited(spans=[]), "at least one content span"),
        ("claims.jsonl", edited(id="c_other"), "its id does not come from its document"),
        ("claims.jsonl", edited(run="n_none"), "“n_none” is missing"),
        ("claims.jsonl", edited(score=7), "line 1: the database refuses it"),
        ("claims.jsonl", edited(document="d_none"), "“d_none” is not the one in turn"),
        ("documents.jsonl", edited(sha256="0" * 64), "line 1: .*bytes do not have its sha256"),
        ("documents.jsonl", edited(data="%%"), "“data” cannot be '%%'"),
        ("documents.jsonl", edited(source="Nobody"), "“Nobody” is not in sources.jsonl"),
        ("documents.jsonl", edited(authors="Ada"), "“authors” cannot be 'Ada'"),
        ("documents.jsonl", edited(title="\ud800"), "documents.jsonl, line 1"),
        ("documents.jsonl", edited(title="a\x00b"), "line 1: the database refuses it"),
        ("relations.jsonl", edited(a="c_none"), "relations.jsonl, line 1: .*is missing"),
        ("relations.jsonl", edited(reasons={}), "“reasons” cannot be"),
        ("decisions.jsonl", edited(at="yesterday"), "“at” cannot be 'yesterday'"),
        ("decisions.jsonl", edited(at="2024-01-01T00:00:00"), "“at” cannot be"),
        ("decisions.jsonl", edited(who=None), "“who” is missing"),
        ("speakers.jsonl", edited(kind="unnamed other"), "line 1: the database refuses it"),
        ("sources.jsonl", edited(name=""), "sources.jsonl, line 1: the database refuses it"),
    ],
)
def test_a_row_that_does_not_fit_is_named_and_nothing_is_imported(
    folder: Path, database: Open, name: str, change: Any, reason: str
) -> None:
    damage(folder, name, change, honest=True)
    refused(database("fresh"), folder, reason)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"version": 2}, "of form 2, and this version of claims reads up to 1; upgrade"),
        ({"version": "1"}, "is not one of a bundle of claims"),
        ({"format": "something"}, "is not one of a bundle of claims"),
        ({"files": {}}, "does not name"),
        (
            {"files": {"../../etc/passwd": {"rows": 1, "bytes": 1, "sha256": "0" * 64}}},
            "“../../etc",
        ),
        ({"files": {"claims.jsonl": {"rows": -1, "bytes": 1, "sha256": "x"}}}, "is damaged"),
        ({"files": []}, "is damaged"),
    ],
)
def test_a_manifest_that_is_not_ours_is_refused(
    folder: Path, database: Open, change: dict[str, Any], reason: str
) -> None:
    manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
    if change.get("files") and "claims.jsonl" not in change["files"]:
        change = {"files": {**manifest["files"], **change["files"]}}
    (folder / MANIFEST).write_text(json.dumps({**manifest, **change}), "utf-8")
    refused(database("fresh"), folder, reason)


def test_what_is_no_bundle_at_all_is_refused(database: Open, tmp_path: Path) -> None:
    fresh = database("fresh")
    refused(fresh, tmp_path / "nothing", "there is nothing here")
    (tmp_path / "empty").mkdir()
    refused(fresh, tmp_path / "empty", "there is no manifest.json in it")
    (tmp_path / "text.zip").write_text("a text", "utf-8")
    refused(fresh, tmp_path / "text.zip", "neither a folder nor a ZIP file")


def zipped(folder: Path, more: dict[str, bytes], *, method: int = zipfile.ZIP_DEFLATED) -> Path:
    path = folder.with_name("made.zip")
    with zipfile.ZipFile(path, "w", method) as archive:
        for file in folder.iterdir():
            if file.name not in more:
                archive.write(file, file.name)
        for name, data in more.items():
            archive.writestr(name, data)
    return path


@pytest.mark.parametrize(
    "name", ["../evil.txt", "/evil.txt", "a/../../evil.txt", "..\\evil", "C:x"]
)
def test_a_zip_that_leads_out_of_itself_is_refused(
    folder: Path, database: Open, tmp_path: Path, name: str
) -> None:
    refused(database("fresh"), zipped(folder, {name: b"evil"}), "leads out of the ZIP")
    assert not list(tmp_path.rglob("evil*"))


def test_a_zip_bomb_is_refused_before_it_is_unpacked(folder: Path, database: Open) -> None:
    bomb = zipped(folder, {"claims.jsonl": b" " * 30_000_000})
    refused(database("fresh"), bomb, "claims.jsonl would unpack to 30000000 bytes from")


def test_a_damaged_zip_is_refused(folder: Path, database: Open) -> None:
    path = zipped(folder, {}, method=zipfile.ZIP_STORED)
    data = path.read_bytes()
    path.write_bytes(data.replace(b"The Ossel dam is safe", b"The Ossel dam is sage"))
    refused(database("fresh"), path, "this ZIP file is damaged")
    path.write_bytes(data[: len(data) // 2])
    refused(database("fresh"), path, "neither a folder nor a ZIP file")


def test_a_link_in_a_folder_is_not_followed(folder: Path, database: Open, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_bytes((folder / "runs.jsonl").read_bytes())
    (folder / "runs.jsonl").unlink()
    (folder / "runs.jsonl").symlink_to(tmp_path / "elsewhere")
    refused(database("fresh"), folder, "runs.jsonl is missing")


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
