"""Real database files, made once by the migrations and copied for each test."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from claims.reading.document import Document
from claims.settings import Settings
from claims.store.bundle import write_bundle
from claims.store.engine import open_engine, writing
from claims.store.migrations import upgrade
from claims.store.save import save_attributions, save_document
from tests.store.bundles import Open, fill, quiet, rule
from tests.store.material import make_attributions, make_document, terms_of


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "claims.db"
    engine = open_engine(path, Settings(), create=True)
    upgrade(engine)
    engine.dispose()
    return path


@pytest.fixture
def path(template: Path, tmp_path: Path) -> Path:
    """A fresh database file at the newest revision."""
    return Path(shutil.copy(template, tmp_path / "claims.db"))


@pytest.fixture
def engine(path: Path) -> Iterator[Engine]:
    engine = open_engine(path, Settings(busy_timeout_ms=200), create=False)
    yield engine
    engine.dispose()


def add(engine: Engine, document: Document | None = None) -> None:
    """Store a document with the usual claims."""
    with writing(engine) as session:
        model, _ = save_document(session, document or make_document())
        save_attributions(session, model, make_attributions(), None, terms_of)


@pytest.fixture(scope="session")
def filled_template(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = Path(shutil.copy(template, tmp_path_factory.mktemp("filled") / "claims.db"))
    engine = open_engine(path, Settings(), create=False)
    add(engine)
    engine.dispose()
    return path


@pytest.fixture
def filled(filled_template: Path, path: Path) -> Iterator[Engine]:
    """A database with one document and its three claims, at `path`."""
    shutil.copy(filled_template, path)
    engine = open_engine(path, Settings(busy_timeout_ms=200), create=False)
    yield engine
    engine.dispose()


@pytest.fixture
def raw(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection past SQLAlchemy, as any other program would have."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA foreign_keys = ON")
    yield connection
    connection.close()


@pytest.fixture
def session(filled: Engine) -> Iterator[Session]:
    """A writing session on the database with one document."""
    with writing(filled) as session:
        yield session


@pytest.fixture(scope="session")
def full_template(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = Path(shutil.copy(template, tmp_path_factory.mktemp("full") / "claims.db"))
    engine = open_engine(path, Settings(), create=False)
    fill(engine)
    engine.dispose()
    rule(path)
    return path


@pytest.fixture
def database(template: Path, tmp_path: Path) -> Iterator[Open]:
    """Give an empty database of a name, or what is there under this name."""
    opened: list[Engine] = []

    def give(name: str) -> Engine:
        path = tmp_path / f"{name}.db"
        if not path.exists():
            shutil.copy(template, path)
        opened.append(open_engine(path, Settings(busy_timeout_ms=200), create=False))
        return opened[-1]

    yield give
    for engine in opened:
        engine.dispose()


@pytest.fixture
def full(full_template: Path, tmp_path: Path, database: Open) -> Engine:
    shutil.copy(full_template, tmp_path / "full.db")
    return database("full")


@pytest.fixture(params=["bundle", "bundle.zip"])
def bundle(request: pytest.FixtureRequest, full: Engine, tmp_path: Path) -> Path:
    """The full database as a bundle, once as a folder and once as a ZIP file."""
    path = tmp_path / str(request.param)
    write_bundle(full, path, quiet)
    return path


@pytest.fixture
def folder(full: Engine, tmp_path: Path) -> Path:
    write_bundle(full, tmp_path / "bundle", quiet)
    return tmp_path / "bundle"
