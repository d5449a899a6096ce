"""What the tests share: the command as a user runs it, databases, outside material."""

from __future__ import annotations

import gc
import os
import shutil
import sqlite3
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import settings

from claims.cli import main

# a machine under load is no failure; a run that lands must not depend on a draw
settings.register_profile("default", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "default")

SEEDS = Path(__file__).parent.parent / "seeds"
STORY = SEEDS / "articles" / "ossel-dam"
ARTICLE = STORY / "01-halyard-flood-below-ossel.txt"
FEW = (ARTICLE.stem, "04-courier-minister-did-not-say-it")
"""Articles of one story that agree, contradict, echo and update one another."""


@dataclass(frozen=True)
class Result:
    """How one command ended."""

    status: int
    out: str
    err: str


Run = Callable[..., Result]


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Run `claims ARGS…` in this process, with tmp_path as the current folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CLAIMS_DB", raising=False)

    def command(*args: object) -> Result:
        monkeypatch.setattr(sys, "argv", ["claims", *map(str, args)])
        capfd.readouterr()
        status = 0
        try:
            main()
        except SystemExit as end:
            status = end.code if isinstance(end.code, int) else 0 if end.code is None else 1
        finally:
            gc.enable()  # a command turns it off, for a process that lives as long as itself
        sys.stdout.flush()
        out, err = capfd.readouterr()
        return Result(status, out, err)

    return command


@pytest.fixture(scope="session")
def seeded_master(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the sample corpus, made once; use `seeded` to get a copy."""
    from claims import Library

    path = tmp_path_factory.mktemp("seeded") / "claims.db"
    with Library.open(str(path), write=True) as library:
        report = library.seed()
    assert not report.failures
    return path


@pytest.fixture
def seeded(seeded_master: Path, tmp_path: Path) -> Path:
    """A fresh copy of the sample database."""
    return copied(seeded_master, tmp_path)


@pytest.fixture(scope="session")
def few_seeds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the seeds with FEW articles only, for what has to be added again."""
    folder = tmp_path_factory.mktemp("few") / "seeds"
    there = folder / "articles" / STORY.name
    there.mkdir(parents=True)
    for register in SEEDS.glob("*.toml"):
        shutil.copy(register, folder)
    for name in FEW:
        for file in STORY.glob(f"{name}.*"):
            shutil.copy(file, there)
    return folder


@pytest.fixture(scope="session")
def few_master(few_seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with FEW articles, made once; use `few` to get a copy."""
    from claims import Library

    path = tmp_path_factory.mktemp("few") / "claims.db"
    with Library.open(path) as library:
        report = library.add([few_seeds / "articles"])
    assert (report.added, report.failures) == (len(FEW), ())
    return path


@pytest.fixture
def few(few_master: Path, tmp_path: Path) -> Path:
    """A fresh copy of the database with FEW articles, for what compares everything again."""
    return copied(few_master, tmp_path)


def copied(master: Path, folder: Path) -> Path:
    """Copy a database into a folder, under the name a command looks for."""
    target = folder / "claims.db"
    with sqlite3.connect(master) as source, sqlite3.connect(target) as copy:
        source.backup(copy)
    copy.close()
    source.close()
    return target


def _outside(variable: str, what: str) -> Path:
    place = os.environ.get(variable)
    if not place or not Path(place).is_dir():
        pytest.skip(f"{variable} names no folder: {what} are not part of the project")
    return Path(place)


@pytest.fixture(scope="session")
def articles() -> Path:
    """The folder of the real articles; skips where it is missing."""
    return _outside("CLAIMS_ARTICLES", "the real articles")


@pytest.fixture(scope="session")
def data() -> Path:
    """The folder of the training data; skips where it is missing."""
    return _outside("CLAIMS_DATA", "the annotated data")
