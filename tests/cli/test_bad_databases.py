"""A database that is none, or is damaged, locked or full, gets one clear sentence."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import assert_intact, assert_one_sentence
from tests.conftest import Run


def test_a_folder_is_no_database(run: Run, good: Path, tmp_path: Path) -> None:
    (tmp_path / "folder.db").mkdir()
    result = run("--db", "folder.db", "add", good)
    assert result.status == 1
    assert_one_sentence(result.err, "folder.db")


def test_a_database_in_a_folder_that_is_not_there(run: Run, good: Path) -> None:
    result = run("--db", "nowhere/claims.db", "add", good)
    assert result.status == 1
    assert_one_sentence(result.err, "nowhere")


@pytest.mark.parametrize("command", [("list",), ("add", "good.txt"), ("verify",), ("stats",)])
def test_a_text_file_is_no_database(
    run: Run, good: Path, tmp_path: Path, command: tuple[str, ...]
) -> None:
    (tmp_path / "notes.db").write_text("These are my notes. " * 200, encoding="utf-8")
    result = run("--db", "notes.db", *command)
    assert result.status == 1
    assert_one_sentence(result.err, "notes.db")
    assert (tmp_path / "notes.db").read_text(encoding="utf-8").startswith("These are my notes")


@pytest.mark.parametrize(
    "command", [("list",), ("documents",), ("verify",), ("stats",), ("terms",)]
)
def test_a_command_that_reads_makes_no_database(
    run: Run, tmp_path: Path, command: tuple[str, ...]
) -> None:
    result = run(*command)
    assert result.status == 1
    assert_one_sentence(result.err, "claims.db")
    assert not (tmp_path / "claims.db").exists()


@pytest.mark.parametrize("command", [("list",), ("add", "good.txt")])
def test_the_database_of_another_program_is_left_alone(
    run: Run, good: Path, tmp_path: Path, command: tuple[str, ...]
) -> None:
    other = sqlite3.connect(tmp_path / "other.db")
    other.execute("create table recipes (name text)")
    other.commit()
    other.close()
    result = run("--db", "other.db", *command)
    assert result.status == 1
    assert_one_sentence(result.err, "other.db")
    again = sqlite3.connect(tmp_path / "other.db")
    assert [row[0] for row in again.execute("select name from sqlite_master")] == ["recipes"]
    again.close()


@pytest.mark.parametrize("where", [100, 5000, 20000])
def test_a_corrupted_database_is_named(run: Run, few: Path, good: Path, where: int) -> None:
    raw = bytearray(few.read_bytes())
    for place in range(where, len(raw), 4096):
        raw[place : place + 400] = b"\xa5" * min(400, len(raw) - place)
    few.write_bytes(raw)
    result = run("--db", few, "verify")
    assert result.status == 1
    assert "claims: " in result.err
    assert "Traceback" not in result.err


@pytest.mark.parametrize("command", [("list",), ("add", "good.txt"), ("verify",)])
def test_a_database_cut_short_is_named(
    run: Run, few: Path, good: Path, command: tuple[str, ...]
) -> None:
    raw = few.read_bytes()
    few.write_bytes(raw[: len(raw) // 3])
    result = run("--db", few, *command)
    assert result.status == 1
    assert "claims: " in result.err
    assert "Traceback" not in result.err
    assert "defect" not in result.err


@pytest.mark.parametrize("command", [("list",), ("add", "good.txt")])
def test_a_database_of_a_newer_version_is_refused(
    run: Run, good: Path, tmp_path: Path, command: tuple[str, ...]
) -> None:
    assert run("add", good).status == 0
    held = sqlite3.connect(tmp_path / "claims.db")
    held.execute("update alembic_version set version_num = '9999'")
    held.commit()
    held.close()
    result = run(*command)
    assert result.status == 1
    assert_one_sentence(result.err, "9999")


def test_a_database_locked_by_another_writer_is_named(
    run: Run, good: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("add", good).status == 0
    monkeypatch.setenv("CLAIMS_BUSY_TIMEOUT_MS", "50")
    (tmp_path / "more.txt").write_text("The tide is late, she said.\n", encoding="utf-8")
    other = sqlite3.connect(tmp_path / "claims.db", isolation_level=None)
    other.execute("begin immediate")
    result = run("add", "more.txt")
    other.execute("rollback")
    other.close()
    assert result.status == 1
    assert_one_sentence(result.err, "claims.db")
    assert_intact(run)
    assert run("add", "more.txt").status == 0


def test_readers_go_on_while_another_program_writes(run: Run, good: Path, tmp_path: Path) -> None:
    assert run("add", good).status == 0
    other = sqlite3.connect(tmp_path / "claims.db", isolation_level=None)
    other.execute("begin immediate")
    result = run("list")
    other.execute("rollback")
    other.close()
    assert result.status == 0


@pytest.mark.parametrize("url", ["mysql://x/y", "nonsense://", "postgresql://"])
def test_an_address_that_cannot_be_opened_is_named(run: Run, good: Path, url: str) -> None:
    result = run("--db", url, "add", good)
    assert result.status == 1
    assert_one_sentence(result.err, url.split(":", 1)[0])


@pytest.mark.skipif(sys.platform == "win32", reason="file size limits are a Unix matter")
def test_a_full_disk_is_named_and_what_was_finished_is_kept(
    run: Run, good: Path, tmp_path: Path
) -> None:
    assert run("add", good).status == 0
    names = [f"more{number}.txt" for number in range(7)]
    for number, name in enumerate(names):
        text = f"The ferry {number} will sail, the harbour master said. " * 3
        (tmp_path / name).write_text(text, encoding="utf-8")
    limit = (tmp_path / "claims.db").stat().st_size + 200_000
    script = (
        "import resource, signal, sys\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))\n"
        "from claims.cli import main\n"
        "main()\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", script, "add", *names],
        capture_output=True, text=True, cwd=tmp_path, check=False, timeout=300,
    )  # fmt: skip
    assert ended.returncode == 1, ended.stderr
    assert "Traceback" not in ended.stderr
    assert "claims.db" in ended.stderr
    kept = len(json.loads(run("documents", "-f", "json").out))
    assert 1 < kept < 1 + len(names)
    assert run("verify").status == 0
    assert run("list", "ferry").status == 0
