"""`claims export` and `claims import`, as a user types them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.conftest import Run

DOCS = Path(__file__).parent.parent.parent / "docs" / "bundle.md"

LISTINGS = (
    ("list", "--voice", "all"),
    ("relations",),
    ("speakers",),
    ("sources",),
    ("documents",),
    ("terms",),
)


@pytest.mark.parametrize("name", ["out", "out.zip"])
def test_what_was_exported_is_listed_as_it_was_after_an_import(
    run: Run, seeded: Path, name: str
) -> None:
    claim = json.loads(run("list", "siren", "-f", "json").out)[0]["id"]
    run("decide", claim, "--verdict", "accept", "--by", "Ada")
    exported = run("export", name)
    assert (exported.status, exported.out) == (0, ""), exported.err
    assert f"{name}: 16 documents" in exported.err
    imported = run("--db", "fresh.db", "import", name)
    assert (imported.status, imported.out) == (0, ""), imported.err
    for words in LISTINGS:
        before = run(*words, "-f", "json").out
        assert run("--db", "fresh.db", *words, "-f", "json").out == before, words
    assert run("--db", "fresh.db", "verify").status == 0
    again = run("--db", "fresh.db", "import", name)
    assert "imported out" in again.err
    assert "0 documents, 0 claims, 0 relations, 0 decisions" in again.err


def test_the_documented_fields_are_those_of_the_files(
    run: Run, seeded: Path, tmp_path: Path
) -> None:
    run("export", "out")
    documented = set(re.findall(r"`(\w+)`", DOCS.read_text("utf-8")))
    for file in (tmp_path / "out").glob("*.jsonl"):
        assert f"`{file.name}`" in DOCS.read_text("utf-8")
        for line in file.read_text("utf-8").splitlines():
            row = json.loads(line)
            parts = [part for part in row.values() if isinstance(part, list)]
            keys = {key for part in parts for one in part if isinstance(one, dict) for key in one}
            if file.name == "relations.jsonl":
                keys = set()
            assert {*row, *keys} <= documented, file.name


def test_a_bundle_that_cannot_be_imported_makes_no_database(
    run: Run, seeded: Path, tmp_path: Path
) -> None:
    run("export", "out")
    with (tmp_path / "out" / "claims.jsonl").open("ab") as file:
        file.write(b"{}\n")
    refused = run("--db", "fresh.db", "import", "out")
    assert refused.status == 1
    assert len(refused.err.splitlines()) == 1
    assert "claims: out: claims.jsonl is longer than" in refused.err
    assert not (tmp_path / "fresh.db").exists()
    assert "there is nothing here" in run("import", "nowhere.zip").err


def test_an_export_does_not_write_over_a_file(run: Run, seeded: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.zip").write_text("mine", "utf-8")
    refused = run("export", "mine.zip")
    assert (refused.status, len(refused.err.splitlines())) == (1, 1)
    assert "something here already" in refused.err
    assert "give the name of a new folder" in run("export", ".").err
    nowhere = run("export", "no/such/folder/out")
    assert nowhere.status == 1
    assert nowhere.err == "claims: no/such/folder/out: its folder does not exist; make it first\n"
