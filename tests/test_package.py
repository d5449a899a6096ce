"""The wheel works where the checkout is not."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds what the wheel installs, and nothing of the checkout."""
    made = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", made, ROOT],
        check=True,
        capture_output=True,
    )
    (wheel,) = made.glob("*.whl")
    site = made / "site"
    with zipfile.ZipFile(wheel) as held:
        held.extractall(site)
    return site


def claims(installed: Path, folder: Path, *args: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "claims", *args],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(installed)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_it_makes_a_database_and_reads_into_it(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The tide is late, the pilot said.\n", encoding="utf-8")
    where = [sys.executable, "-c", "import claims; print(claims.__file__)"]
    environment = {**os.environ, "PYTHONPATH": str(installed)}
    home = subprocess.run(
        where, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
    )
    assert str(installed) in home.stdout
    assert claims(installed, tmp_path, "db", "upgrade").returncode == 0
    added = claims(installed, tmp_path, "add", "a.txt")
    assert added.returncode == 0, added.stderr
    assert "pilot" in claims(installed, tmp_path, "list", "tide").stdout
    assert claims(installed, tmp_path, "verify").returncode == 0


def test_it_carries_migrations_seeds_weights_and_types(installed: Path) -> None:
    package = installed / "claims"
    for name in ("_alembic/env.py", "_seeds/sources.toml", "weights/tagger.onnx", "py.typed"):
        assert (package / name).is_file()
