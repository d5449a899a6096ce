"""A new database, and a library that has it open."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from claims import Library


@pytest.fixture
def db(tmp_path: Path) -> Path:
    path = tmp_path / "claims.db"
    with Library.open(path):
        pass
    return path


@pytest.fixture
def library(db: Path) -> Iterator[Library]:
    with Library.open(db) as library:
        yield library
