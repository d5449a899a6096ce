"""Real database files, made once by the migrations and copied for each test."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from claims.reading.document import Document
from claims.settings import Settings
from claims.store import models
from claims.store.engine import open_engine, writing
from claims.store.migrations import upgrade
from claims.store.save import save_attributions, save_document
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


@pytest.fixture
def store(engine: Engine) -> Callable[..., models.Document]:
    """A function that stores a document with the usual claims."""

    def save(document: Document | None = None) -> models.Document:
        with writing(engine) as session:
            model, _ = save_document(session, document or make_document())
            save_attributions(session, model, make_attributions(), None, terms_of)
            session.expunge_all()
            return model

    return save


@pytest.fixture
def filled(engine: Engine, store: Callable[..., models.Document]) -> Engine:
    """A database with one document and its three claims."""
    store()
    return engine


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
