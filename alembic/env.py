"""Alembic's entry: migrate the connection that was handed in, or the one named by CLAIMS_DB."""

from __future__ import annotations

import os

from alembic import context
from sqlalchemy import Connection

from claims import settings
from claims.store.engine import WRITES, open_engine
from claims.store.migrations import include_name
from claims.store.models import Base


def migrate(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        include_name=include_name,
        render_as_batch=True,
    )
    with context.begin_transaction():
        context.run_migrations()


def migrate_by_hand() -> None:
    """Serve a developer who runs `alembic` in the checkout; `--sql` prints for -x dialect=NAME."""
    asked = context.get_x_argument(as_dictionary=True)
    if context.is_offline_mode():
        context.configure(
            dialect_name=asked.get("dialect", "sqlite"),
            target_metadata=Base.metadata,
            literal_binds=True,
        )
        with context.begin_transaction():
            context.run_migrations()
        return
    where = asked.get("db") or os.environ.get("CLAIMS_DB") or "claims.db"
    engine = open_engine(where, settings.from_environment(), create=True)
    with engine.connect() as plain:
        connection = plain.execution_options(**{WRITES: True})
        with connection.begin():
            migrate(connection)


handed_in = context.config.attributes.get("connection")
if handed_in is None:
    migrate_by_hand()
else:
    migrate(handed_in)
