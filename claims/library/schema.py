"""A database's schema, looked after by hand: `claims db`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine

from claims.settings import from_environment
from claims.store import migrations
from claims.store.engine import name_of, open_engine


class Schema:
    """A database's schema: `claims db`."""

    def __init__(self, url_or_path: str) -> None:
        self._where = url_or_path

    def upgrade(self, revision: str = "head") -> str:
        """Bring the schema forward, making the database where there is none."""
        with _engine(self._where, create=True) as engine:
            before = migrations.current(engine)
            migrations.upgrade(engine, revision)
            return self._moved(engine, before)

    def downgrade(self, revision: str) -> str:
        """Take the schema back."""
        with _engine(self._where, create=False) as engine:
            before = migrations.current(engine)
            migrations.downgrade(engine, revision)
            return self._moved(engine, before)

    def current(self) -> str | None:
        """Return the revision, None before the first."""
        with _engine(self._where, create=False) as engine:
            return migrations.current(engine)

    def check(self) -> list[str]:
        """Return how the tables differ from the models."""
        with _engine(self._where, create=False) as engine:
            migrations.require(engine, writes=False)
            return migrations.check(engine)

    @staticmethod
    def history() -> list[str]:
        """Return the revisions this version knows, the newest first."""
        return [f"{step.id}  {step.title}" for step in reversed(migrations.history())]

    def _moved(self, engine: Engine, before: str | None) -> str:
        after = migrations.current(engine)
        if before == after:
            return f"{name_of(engine)} is at {after or 'none'} already"
        return f"{name_of(engine)}: from {before or 'none'} to {after or 'none'}"


@contextmanager
def _engine(where: str, *, create: bool) -> Iterator[Engine]:
    engine = open_engine(where, from_environment(), create=create)
    try:
        yield engine
    finally:
        engine.dispose()
