"""Engines and sessions: how a database is opened, read and written."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.orm import Session

from claims.errors import DatabaseProblem
from claims.settings import Settings
from claims.store.problem import translated

WRITES = "claims_writes"
"""The execution option of a connection that is going to write."""

MEMORY = ":memory:"


def open_engine(
    url_or_path: str | Path, settings: Settings, *, create: bool, read_only: bool = False
) -> Engine:
    """Return an engine on a database that can be opened, without making tables in it.

    Raise DatabaseProblem where there is no database (unless `create`), where the
    file is something else, and where it cannot be opened. `read_only` refuses
    every write and works in a folder without rights to write.
    """
    url = _parse(str(url_or_path))
    shown = name_of(url)
    with translated(shown):
        engine = (
            _open_sqlite(url, settings, create=create, read_only=read_only)
            if url.get_backend_name() == "sqlite"
            else create_engine(url, json_serializer=_to_json)
        )
        with engine.connect():
            pass
    return engine


def name_of(where: URL | Engine) -> str:
    """Return a database's path, or its URL without the password, for messages."""
    url = where.url if isinstance(where, Engine) else where
    if url.get_backend_name() == "sqlite":
        return url.database or MEMORY
    return url.render_as_string(hide_password=True)


@contextmanager
def reading(engine: Engine) -> Iterator[Session]:
    """Give a session that sees one state of the database; what it changed is dropped."""
    with translated(name_of(engine)), Session(engine, autoflush=False) as session:
        yield session


@contextmanager
def writing(engine: Engine) -> Iterator[Session]:
    """Give a session in one transaction: all of it is stored at the end, or nothing."""
    writer = engine.execution_options(**{WRITES: True})
    with translated(name_of(engine)), Session(writer) as session, session.begin():
        yield session


def _parse(url_or_path: str) -> URL:
    if "://" not in url_or_path:
        return URL.create("sqlite", database=url_or_path)
    try:
        return make_url(url_or_path)
    except ArgumentError:
        raise DatabaseProblem(url_or_path, "this is neither a path nor a database URL") from None


def _open_sqlite(url: URL, settings: Settings, *, create: bool, read_only: bool) -> Engine:
    if name_of(url) == MEMORY:
        opener = partial(_connect, MEMORY, settings)
    else:
        path = Path(url.database or "")
        _look(path, create=create)
        opener = partial(_open_file, path, settings, create=create, read_only=read_only)
    engine = create_engine(url, creator=opener, json_serializer=_to_json)
    event.listen(engine, "begin", _begin)
    return engine


def _look(path: Path, *, create: bool) -> None:
    """Refuse what needs no database to be seen."""
    shown = str(path)
    if "\0" in shown:
        raise DatabaseProblem(shown.replace("\0", "\\0"), "a path cannot hold a NUL")
    try:
        if path.is_dir():
            raise DatabaseProblem(shown, "this is a folder; give --db the path of a file")
        if path.exists():
            return
        there_is_a_folder = path.absolute().parent.is_dir()
    except OSError as error:
        raise DatabaseProblem(shown, f"cannot be opened ({error.strerror})") from error
    if not there_is_a_folder:
        raise DatabaseProblem(shown, "its folder does not exist; make it first")
    if not create:
        raise DatabaseProblem(
            shown, "there is no database here; `claims add FILE` or `claims db upgrade` makes one"
        )


def _open_file(
    path: Path, settings: Settings, *, create: bool, read_only: bool
) -> sqlite3.Connection:
    uri = path.absolute().as_uri()
    if not read_only:
        return _connect(f"{uri}?mode={'rwc' if create else 'rw'}", settings)
    try:
        return _connect(f"{uri}?mode=rw", settings, read_only=True)
    except sqlite3.OperationalError as error:
        wal = path.with_name(path.name + "-wal")
        unwritable = (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR)
        if error.sqlite_errorcode & 0xFF not in unwritable or (
            wal.exists() and wal.stat().st_size > 0
        ):
            raise
        # WAL wants files beside the database; where they cannot be made and
        # no log is left to read, nobody can be writing either
        return _connect(f"{uri}?immutable=1", settings, read_only=True)


def _connect(uri: str, settings: Settings, *, read_only: bool = False) -> sqlite3.Connection:
    connection = sqlite3.connect(
        uri,
        uri=True,
        timeout=settings.busy_timeout_ms / 1000,
        # the driver's own BEGIN comes too late for reads and too weak for writes
        isolation_level=None,
        check_same_thread=False,
    )
    try:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        if read_only:
            connection.execute("PRAGMA query_only = ON")
    except BaseException:
        connection.close()
        raise
    return connection


def _begin(connection: Connection) -> None:
    # a writer that first reads and then asks for the lock can be refused half-way
    writes = connection.get_execution_options().get(WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _to_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
