"""The contracts of the command line that hold for all commands, and rulings and sheets."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from claims.cli.reference import PAGE, reference
from claims.library import seeding
from tests.conftest import ARTICLE, Run


def test_a_decision_is_signed_and_shown(run: Run, seeded: Path) -> None:
    claim = json.loads(run("--db", seeded, "list", "siren", "-f", "json").out)[0]
    decided = run(
        "--db",
        seeded,
        "decide",
        claim["id"],
        "--verdict",
        "accept",
        "--by",
        "Ada",
        "--note",
        "seen",
    )
    assert decided.status == 0
    rows = json.loads(run("--db", seeded, "list", "--status", "accepted", "-f", "json").out)
    assert [(row["id"], row["reviewer"], row["note"]) for row in rows] == [
        (claim["id"], "Ada", "seen")
    ]
    run("--db", seeded, "decide", claim["id"], "--verdict", "reject", "--by", "Bo")
    again = json.loads(run("--db", seeded, "show", claim["id"], "-f", "json").out)["claim"]
    assert (again["status"], again["reviewer"]) == ("rejected", "Bo")


def test_a_source_is_judged_with_who_when_and_why(run: Run, seeded: Path) -> None:
    judged = run(
        "--db", seeded, "sources", "the ossel valley lamp", "--reliability", "c", "--by", "Ada",
        "--why", "small staff", "-f", "json",
    )  # fmt: skip
    row = json.loads(judged.out)[0]
    assert (row["reliability"], row["judged_by"], row["why"]) == ("C", "Ada", "small staff")
    assert row["judged_on"]


@pytest.mark.parametrize("form", ["md", "csv", "json"])
def test_a_sheet_is_written_in_the_format_of_its_name(
    run: Run, seeded: Path, tmp_path: Path, form: str
) -> None:
    result = run("--db", seeded, "sheet", "siren", "-o", f"sheet.{form}")
    assert result.status == 0, result.err
    assert "iren" in (tmp_path / f"sheet.{form}").read_text("utf-8")


def test_the_format_asked_for_beats_the_ending(run: Run, seeded: Path, tmp_path: Path) -> None:
    run("--db", seeded, "sheet", "siren", "-o", "sheet.md", "--format", "json")
    assert json.loads((tmp_path / "sheet.md").read_text("utf-8"))


def test_the_database_is_named_by_flag_then_variable_then_folder(
    run: Run, good: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLAIMS_DB", str(tmp_path / "variable.db"))
    run("add", good)
    assert (tmp_path / "variable.db").exists()
    run("--db", "flag.db", "add", good)
    assert (tmp_path / "flag.db").exists()
    assert not (tmp_path / "claims.db").exists()


def test_the_schema_goes_up_and_down(run: Run, tmp_path: Path) -> None:
    assert run("db", "upgrade").status == 0
    head = run("db", "current").out.strip()
    assert head in run("db", "history").out
    assert run("db", "check").status == 0
    assert run("db", "downgrade", "-1", "--yes").status == 0
    assert run("db", "current").out.strip() != head
    assert run("db", "downgrade", "base", "--yes").status == 0
    assert run("db", "current").out.strip() == "none"


def test_a_database_that_is_behind_is_upgraded_by_a_writer_that_says_so(
    run: Run, good: Path, tmp_path: Path
) -> None:
    run("db", "upgrade")
    revisions = run("db", "history").out.splitlines()
    if len(revisions) < 2:
        pytest.skip("there is only one revision yet")
    assert run("db", "downgrade", revisions[1].split()[0], "--yes").status == 0
    refused = run("list")
    assert refused.status == 1
    assert "db upgrade" in refused.err
    written = run("add", good)
    assert written.status == 0
    assert "upgrading" in written.err


def test_verify_names_what_does_not_hold(run: Run, seeded: Path) -> None:
    held = sqlite3.connect(seeded)
    held.execute("update claim set content = content || ' indeed' where id = 1")
    held.commit()
    held.close()
    result = run("--db", seeded, "verify")
    assert result.status == 1
    assert "c_" in result.err


def test_standard_output_is_data_only(
    run: Run, few_seeds: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(seeding, "folder", lambda: few_seeds)
    for command, said in (
        (("add", ARTICLE), "added 1 document"),
        (("seed",), "added 1 document"),
    ):
        result = run(*command)
        assert (result.status, result.out) == (0, "")
        assert said in result.err


def test_bad_usage_ends_with_two(run: Run) -> None:
    assert run("nonsense").status == 2
    assert run("list", "--format", "xml").status == 2
    assert run("list", "--limit", "0").status == 2


def test_the_command_reference_is_current() -> None:
    page = Path(__file__).parent.parent.parent / "docs" / PAGE
    assert page.read_text("utf-8") == reference(), "run `make docs`"


def test_every_command_has_help_and_a_page(run: Run) -> None:
    page = reference()
    for line in page.splitlines():
        if line.startswith("## claims "):
            words = line.removeprefix("## claims ").split()
            assert run(*words, "--help").status == 0
    assert page.count("\n## claims ") >= 24


def test_help_imports_nothing_heavy() -> None:
    script = (
        "import sys\nsys.argv = ['claims', '--help']\n"
        "from claims.cli import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "heavy = {'sqlalchemy', 'alembic', 'onnxruntime', 'numpy', 'trafilatura', 'rich'}\n"
        "sys.exit(1 if heavy & set(sys.modules) else 0)\n"
    )
    ended = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)
    assert ended.returncode == 0


@pytest.mark.parametrize("command", ["list", "documents", "stats"])
def test_listing_imports_nothing_it_does_not_use(seeded: Path, command: str) -> None:
    script = (
        f"import sys\nsys.argv = ['claims', '--db', {str(seeded)!r}, {command!r}]\n"
        "from claims.cli import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "heavy = {'alembic', 'onnxruntime', 'numpy', 'trafilatura', 'tokenizers',\n"
        "  'snowballstemmer', 'claims.extraction', 'claims.speakers', 'claims.hedging',\n"
        "  'claims.comparison.relation'}\n"
        "sys.exit(', '.join(sorted(heavy & set(sys.modules))) or 0)\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0, ended.stderr
