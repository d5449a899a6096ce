"""Documents as they are added, corrected and removed on the command line."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from tests.conftest import ARTICLE, FEW, Run


def test_adding_a_document_twice_adds_nothing_and_says_so(run: Run, good: Path) -> None:
    assert run("add", good).status == 0
    again = run("add", good)
    assert again.status == 0
    assert "already there" in again.err
    assert "added 0 documents" in again.err
    assert len(json.loads(run("documents", "-f", "json").out)) == 1


def test_one_text_at_two_outlets_is_two_documents(run: Run, tmp_path: Path) -> None:
    (tmp_path / "wire.txt").write_text("The tide is late, the pilot said.\n", encoding="utf-8")
    run("add", "wire.txt", "--source", "The Gull")
    run("add", "wire.txt", "--source", "The Heron")
    assert len(json.loads(run("documents", "-f", "json").out)) == 2


def test_flags_beat_the_sidecar_and_the_sidecar_beats_the_text(run: Run, tmp_path: Path) -> None:
    body = "A late tide\n\nBy Ada Finch\n\nMarch 4, 2021\n\nThe tide is late, the pilot said. " * 2
    (tmp_path / "a.txt").write_text(body, encoding="utf-8")
    (tmp_path / "a.meta.toml").write_text(
        'title = "Sidecar"\nsource = "The Gull"\n', encoding="utf-8"
    )
    run("add", "a.txt", "--source", "The Heron")
    document = json.loads(run("documents", "-f", "json").out)[0]
    assert document["title"] == "Sidecar"
    assert document["source"] == "The Heron"
    assert document["published"] == "2021-03-04"


def test_edit_corrects_and_keeps_the_id(run: Run, few: Path) -> None:
    before = json.loads(run("documents", "-f", "json").out)[0]
    result = run("edit", before["id"], "--published", "2023-03", "--title", "Corrected")
    assert result.status == 0
    after = json.loads(run("documents", "-f", "json").out)
    corrected = [row for row in after if row["title"] == "Corrected"]
    assert [(row["id"], row["published"]) for row in corrected] == [(before["id"], "2023-03")]
    assert run("list", "Corrected", "--voice", "all").status == 0
    assert run("verify").status == 0


def test_when_a_copy_was_fetched_and_where_one_lies_is_added_corrected_and_shown(run: Run) -> None:
    live, copy = "https://halyard.example/1", "https://web.archive.org/web/20240311/"
    run("add", ARTICLE, "--accessed", "2024-03-12", "--archived", copy + live)
    document = json.loads(run("documents", "-f", "json").out)[0]
    assert (document["url"], document["accessed"], document["archived"]) == (
        live,
        "2024-03-12",
        copy + live,
    )
    run("edit", document["id"], "--accessed", "2024-03-13", "--archived", "https://perma.cc/AB-1")
    assert "2024-03-13" in run("documents").out
    claim = json.loads(run("list", "-f", "json").out)[0]["id"]
    shown = run("show", claim).out
    assert f"at {live}; accessed 2024-03-13; archived at https://perma.cc/AB-1" in shown
    for wrong in (("--accessed", "last week"), ("--archived", "in the drawer")):
        result = run("edit", document["id"], *wrong)
        assert (result.status, result.err.count("\n")) == (1, 1)


def test_remove_takes_a_document_with_its_claims(run: Run, seeded: Path) -> None:
    document = json.loads(run("--db", seeded, "documents", "-f", "json").out)[0]
    assert run("--db", seeded, "remove", document["id"], "--yes").status == 0
    left = json.loads(run("--db", seeded, "list", "--voice", "all", "-f", "json").out)
    assert document["id"] not in {row["document"]["id"] for row in left}
    assert run("--db", seeded, "verify").status == 0


def test_remove_asks_first(run: Run, few: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    document = json.loads(run("documents", "-f", "json").out)[0]
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"n\n")))
    assert run("remove", document["id"]).status != 0
    assert len(json.loads(run("documents", "-f", "json").out)) == len(FEW)


def test_seeding_twice_adds_nothing(run: Run, seeded: Path) -> None:
    result = run("--db", seeded, "seed")
    assert result.status == 0
    assert "added 0 documents" in result.err
