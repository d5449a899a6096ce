"""Migrations: bringing a database to this version of the program, and telling where it is.

Alembic is imported only where something is migrated, so that reading stays quick.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine, inspect, text

from claims.errors import DatabaseProblem, InvalidValue, SchemaTooNew, SchemaTooOld
from claims.store.engine import WRITES, name_of
from claims.store.problem import translated

if TYPE_CHECKING:
    from alembic.config import Config

FTS = "claim_fts"
"""The name of the full text index; SQLite keeps further tables that begin with it."""

OURS = frozenset({"document", "claim", "claim_span", "decision"})
"""Tables that every revision has: what tells a database of ours from another program's."""


class State(StrEnum):
    """Where a database stands against this version of the program."""

    CURRENT = "current"
    BEHIND = "behind"
    AHEAD = "ahead"
    EMPTY = "empty"
    FOREIGN = "foreign"


@dataclass(frozen=True, slots=True)
class Revision:
    """One step of the history; `after` is the one before it, None for the first."""

    id: str
    after: str | None
    title: str


def folder() -> Path:
    """Return where the migrations lie: inside an installed package, else in the checkout."""
    package = Path(__file__).parent.parent
    shipped = package / "_alembic"
    return shipped if shipped.is_dir() else package.parent / "alembic"


@cache
def history() -> tuple[Revision, ...]:
    """Return all revisions, the first one first."""
    steps = {step.after: step for step in map(_read, sorted(folder().glob("versions/*.py")))}
    line: list[Revision] = []
    while (following := steps.get(line[-1].id if line else None)) is not None:
        line.append(following)
    return tuple(line)


def head() -> str:
    """Return the revision that this version of the program works with."""
    return history()[-1].id


def current(engine: Engine) -> str | None:
    """Return the revision that a database is at, None before the first."""
    with translated(name_of(engine)), engine.connect() as connection:
        return _current(connection)


def state(engine: Engine) -> State:
    """Return where a database stands, without changing it."""
    with translated(name_of(engine)), engine.connect() as connection:
        tables = set(inspect(connection).get_table_names())
        revision = _current(connection)
    if not tables - {"alembic_version"} and revision is None:
        return State.EMPTY
    if revision in {step.id for step in history()} and tables >= OURS:
        return State.CURRENT if revision == head() else State.BEHIND
    return State.AHEAD if revision is not None and tables >= OURS else State.FOREIGN


def require(engine: Engine, *, writes: bool) -> State:
    """Return the state if work can go on; raise the sentence that says why it cannot.

    A writer can go on from a database that is empty or behind, after `upgrade`;
    a reader cannot.
    """
    where = state(engine)
    if where is State.AHEAD:
        raise SchemaTooNew(name_of(engine), current(engine) or "unknown")
    if where is State.FOREIGN:
        raise DatabaseProblem(
            name_of(engine), "this database belongs to another program; give --db another path"
        )
    if not writes and where is State.EMPTY:
        raise DatabaseProblem(
            name_of(engine), "this database is empty; `claims add FILE` or `claims seed` fills it"
        )
    if not writes and where is State.BEHIND:
        raise SchemaTooOld(name_of(engine), current(engine))
    return where


def upgrade(engine: Engine, to: str = "head") -> None:
    """Bring a database up to a revision, in one transaction: all of it, or nothing."""
    require(engine, writes=True)
    with _migrating(engine, to) as config:
        from alembic import command

        command.upgrade(config, to)


def downgrade(engine: Engine, to: str) -> None:
    """Take a database back to a revision ('base' for none), in one transaction."""
    require(engine, writes=True)
    with _migrating(engine, to) as config:
        from alembic import command

        command.downgrade(config, to)


def check(engine: Engine) -> list[str]:
    """Return how the tables differ from the models; nothing when they are equal."""
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    from claims.store.models import Base

    with translated(name_of(engine)), engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"include_name": include_name, "compare_type": True}
        )
        return [str(difference) for difference in compare_metadata(context, Base.metadata)]


def include_name(name: str | None, type_: str, parent_names: Any) -> bool:  # noqa: ARG001
    """Tell Alembic which tables are the models': all but the full text index."""
    return type_ != "table" or name is None or not name.startswith((FTS, "sqlite_"))


@contextmanager
def _migrating(engine: Engine, to: str) -> Iterator[Config]:
    known = {"head", "base", *(step.id for step in history())}
    if to not in known and not re.fullmatch(r"[+-]\d+", to):
        raise InvalidValue("revision", to, f"this version knows {', '.join(sorted(known))}")
    from alembic.util import CommandError

    with translated(name_of(engine)), engine.connect() as plain:
        connection = plain.execution_options(**{WRITES: True})
        if engine.dialect.name == "sqlite":
            # batch operations drop tables; with foreign keys on, rows that refer to them would go
            _pragma(connection, "journal_mode = WAL")
            _pragma(connection, "foreign_keys = OFF")
        try:
            with connection.begin():
                yield _config(connection)
                _refuse_orphans(connection)
        except CommandError as error:
            raise InvalidValue("revision", to, str(error)) from error
        finally:
            if engine.dialect.name == "sqlite":
                _pragma(connection, "foreign_keys = ON")


def _config(connection: Connection) -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(folder()).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _pragma(connection: Connection, statement: str) -> None:
    # past SQLAlchemy, which would begin a transaction, in which these do nothing
    driver = connection.connection.driver_connection
    assert driver is not None  # noqa: S101
    driver.execute(f"PRAGMA {statement}")


def _refuse_orphans(connection: Connection) -> None:
    if connection.dialect.name != "sqlite":
        return
    if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
        raise DatabaseProblem(
            name_of(connection.engine), "the migration would leave rows that refer to nothing"
        )


def _current(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    row = connection.execute(text("SELECT version_num FROM alembic_version")).first()
    return None if row is None else str(row[0])


def _read(path: Path) -> Revision:
    """Read a migration's head without importing it, which would import Alembic."""
    source = path.read_text(encoding="utf-8")
    found = dict(
        re.findall(r'^(revision|down_revision)\b[^=\n]*= (?:"([^"]+)"|None)', source, re.M)
    )
    title = source.strip().removeprefix('"""').partition("\n")[0].removesuffix('"""').strip(" .")
    return Revision(found["revision"], found.get("down_revision") or None, title)
