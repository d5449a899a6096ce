"""The guide's commands work as printed."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

from tests.conftest import Run

GUIDE = Path(__file__).parent.parent / "docs" / "guide.md"


def commands() -> list[str]:
    found = re.findall(r"^\$ claims (.+)$", GUIDE.read_text("utf-8"), re.M)
    assert len(found) > 15
    return found


def test_every_command_of_the_guide_runs(run: Run, seeded: Path, tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    text = "The dam is safe, the minister said.\n"
    (tmp_path / "articles" / "a.txt").write_text(text, encoding="utf-8")
    (tmp_path / "interview.txt").write_text(text, encoding="utf-8")
    ids = {
        "c": json.loads(run("list", "-f", "json", "--limit", "1").out)[0]["id"],
        "d": json.loads(run("documents", "-f", "json").out)[0]["id"],
        "r": json.loads(run("contradictions", "-f", "json").out)[0]["id"],
    }
    for command in commands():
        filled = re.sub(r"\b([cdr])_…", lambda match: ids[match[1]], command)
        result = run(*shlex.split(filled))
        assert result.status == 0, f"{command}: {result.err}"
    assert (tmp_path / "ossel.html").exists()
