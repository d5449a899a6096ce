"""What the tests of bad input share."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Run

GOOD = "The ferry will sail again on Monday, the harbour master said.\n"


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "good.txt"
    path.write_text(GOOD, encoding="utf-8")
    return path


def assert_one_sentence(err: str, named: str) -> None:
    said = [line for line in err.splitlines() if line.startswith("claims: ")]
    assert len(said) == 1, err
    assert named in said[0]
    assert "Traceback" not in err
    assert "defect" not in err


def assert_intact(run: Run, claims: int = 1) -> None:
    checked = run("verify")
    assert checked.status == 0, checked.err
    assert f"all {claims} claims" in checked.err
