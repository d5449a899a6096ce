"""`claims speakers` and the decisions on who is whom, as a user types them."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from claims import Library
from tests.conftest import Run
from tests.library.material import OFFICIAL, PERSON, STATE, store
from tests.schema import validate


@pytest.fixture(scope="session")
def register(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("register") / "claims.db"
    with Library.open(path):
        pass
    store(
        path,
        "Echo",
        ("Ida Lamm", PERSON, "the dam is safe"),
        ("an official", OFFICIAL, "gate three is shut"),
        ("Vorsa", STATE, "talks go on"),
        role="minister",
    )
    store(path, "Lamp", ("I. Lamm", PERSON, "talks go on"))
    return path


@pytest.fixture
def db(register: Path, tmp_path: Path) -> Path:
    """A database in the current folder of `run`, with two names of one person."""
    return Path(shutil.copy(register, tmp_path / "claims.db"))


def rows(run: Run, *words: str) -> Any:
    result = run("speakers", *words, "-f", "json")
    assert result.status == 0, result.err
    return json.loads(result.out)


def test_speakers_lists_with_and_without_a_name_and_with_options_first(run: Run, db: Path) -> None:
    every = rows(run)
    validate("speakers", every)
    assert len(every) == 4
    assert rows(run, "list") == every
    assert [row["name"] for row in rows(run, "lamm")] == ["I. Lamm", "Ida Lamm"]
    assert json.loads(run("speakers", "-f", "json", "vorsa").out) == rows(run, "Vorsa")
    assert len(json.loads(run("speakers", "--limit", "2", "--format", "json").out)) == 2
    assert run("speakers").status == 0


def test_a_merge_and_a_split_are_said_and_shown(run: Run, db: Path) -> None:
    merged = run("speakers", "merge", "I. Lamm", "Ida Lamm", "--by", "Ada", "--note", "one voice")
    assert (merged.status, merged.out) == (0, "")
    assert "merged into “Ida Lamm”" in merged.err
    [row] = rows(run, "I. Lamm")
    assert (row["name"], row["claims"], row["aliases"]) == ("Ida Lamm", 2, ["I. Lamm"])
    listed = json.loads(run("list", "--speaker", "I. Lamm", "-f", "json").out)
    assert [claim["speaker"]["name"] for claim in listed] == ["Ida Lamm", "Ida Lamm"]
    assert {claim["speaker"]["text"] for claim in listed} == {"Ida Lamm", "I. Lamm"}
    assert run("speakers", "split", "I. Lamm", "--by", "Bo").status == 0
    assert len(rows(run, "Lamm")) == 2


def test_names_are_given_and_taken_back(run: Run, db: Path) -> None:
    assert run("speakers", "alias", "Ida Lamm", "the Chancellor", "--by", "Ada").status == 0
    assert [row["name"] for row in rows(run, "chancellor")] == ["Ida Lamm"]
    assert run("speakers", "split", "Ida Lamm", "the Chancellor", "--by", "Ada").status == 0
    assert rows(run, "chancellor") == []
    renamed = run("speakers", "rename", "Vorsa", "Republic of Vorsa", "--by", "Ada")
    assert "shown as “Republic of Vorsa”" in renamed.err
    listed = json.loads(run("list", "--speaker", "Vorsa", "-f", "json").out)
    assert [claim["speaker"]["name"] for claim in listed] == ["Republic of Vorsa"]


def test_proposals_and_the_page_of_a_speaker_have_their_documented_json(run: Run, db: Path) -> None:
    proposals = rows(run, "proposals")
    validate("proposals", proposals)
    assert len(proposals) == 1
    assert len(run("speakers", "proposals", "-f", "jsonl").out.splitlines()) == 1
    table = list(csv.DictReader(io.StringIO(run("speakers", "proposals", "-f", "csv").out)))
    assert {table[0]["one_name"], table[0]["other_name"]} == {"Ida Lamm", "I. Lamm"}
    assert "claims speakers merge" in run("speakers", "proposals").err
    run("speakers", "merge", proposals[0]["one"]["id"], proposals[0]["other"]["id"], "--by", "Ada")
    assert rows(run, "proposals") == []
    page = rows(run, "show", proposals[0]["other"]["id"])
    validate("speaker", page)
    assert [ruling["verdict"] for ruling in page["decisions"]] == ["merge"]
    assert {statement["role"] for statement in page["statements"]} == {"minister", None}
    for form in ("table", "jsonl", "csv"):
        shown = run("speakers", "show", proposals[0]["one"]["id"], "-f", form)
        assert (shown.status, "Lamm" in shown.out) == (0, True), shown.err


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("merge", "Ida Lamm", "Ida Lamm", "--by", "Ada"), 1, "cannot be merged into itself"),
        (("merge", "Ida Lamm", "Vorsa", "--by", "Ada"), 1, "cannot be “Vorsa” (state)"),
        (("merge", "Ida Lamm", "Nobody", "--by", "Ada"), 1, "no speaker “Nobody”"),
        (("merge", "Ida Lamm", "I. Lamm", "--by", " "), 1, "needs the name of who makes it"),
        (("merge", "Ida Lamm", "I. Lamm"), 2, "--by"),
        (("split", "Ida Lamm", "--by", "Ada"), 1, "not merged into another"),
        (("rename", "Ida Lamm", "I. Lamm", "--by", "Ada"), 1, "merge the two"),
        (("alias", "Ida Lamm", "", "--by", "Ada"), 1, "give the name in words"),
    ],
)
def test_what_cannot_be_ruled_is_said_in_one_sentence(
    run: Run, db: Path, words: tuple[str, ...], status: int, said: str
) -> None:
    result = run("speakers", *words)
    assert (result.status, result.out) == (status, "")
    assert said in result.err
    if status == 1:
        assert len(result.err.splitlines()) == 1
