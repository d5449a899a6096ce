"""Migrations: equal to the models, walkable with rows in them, and never half done."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateIndex, CreateTable

from claims.errors import DatabaseProblem, InvalidValue, SchemaTooNew, SchemaTooOld
from claims.settings import Settings
from claims.store import migrations, models
from claims.store.engine import open_engine, reading
from claims.store.migrations import State
from claims.store.verify import verify
from tests.store.material import COPY

Definitions = dict[str, list[str]]


def definitions(engine: Engine) -> Definitions:
    """Return the parts of each table and index, without their order."""
    with engine.connect() as connection:
        rows = connection.execute(
            text(
                "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL "
                "AND type IN ('table', 'index') AND name NOT LIKE 'claim_fts%' "
                "AND name <> 'alembic_version'"
            )
        ).all()
    # columns and checks that a later revision added stand on one line, and in another order
    parted = r",\s+|\s*\n\s*|\s*\bCONSTRAINT\b\s*"
    return {name: sorted(filter(None, re.split(parted, sql))) for name, sql in rows}


def row_counts(engine: Engine) -> dict[str, int]:
    with engine.connect() as connection:
        return {
            name: connection.execute(text(f'SELECT count(*) FROM "{name}"')).scalar_one()  # noqa: S608
            for name in models.Base.metadata.tables
        }


def test_the_migrations_equal_the_models(engine: Engine) -> None:
    assert migrations.check(engine) == []


def test_every_check_and_key_of_the_models_is_in_the_migrations(engine: Engine) -> None:
    made = open_engine(":memory:", Settings(), create=True)
    models.Base.metadata.create_all(made)
    assert definitions(engine) == definitions(made)
    made.dispose()


def test_the_whole_history_is_walked_down_and_up_with_rows_in_it(filled: Engine) -> None:
    rows = row_counts(filled)
    assert rows["claim"] == 3
    line = [step.id for step in migrations.history()]
    for revision in reversed(line[:-1]):
        migrations.downgrade(filled, revision)
        assert migrations.current(filled) == revision
        assert migrations.state(filled) is State.BEHIND
        assert row_counts(filled) == rows
    for revision in line[1:]:
        migrations.upgrade(filled, revision)
    assert row_counts(filled) == rows
    assert migrations.check(filled) == []
    assert list(verify(filled)) == []


def test_access_date_and_archived_copy_come_with_the_third_revision(
    filled: Engine, raw: sqlite3.Connection
) -> None:
    asked = "SELECT citation, accessed, archived FROM claims_view"
    citation, *stored = raw.execute(asked).fetchone()
    assert stored == ["2024-06", COPY]
    assert f" Accessed 2024-06. Archived at {COPY} . Characters" in citation
    with pytest.raises(sqlite3.IntegrityError, match="accessed_to_precision"):
        raw.execute("UPDATE document SET accessed = 'last week'")
    migrations.downgrade(filled, "0002")
    before = {row[1] for row in raw.execute("PRAGMA table_info(document)")}
    assert not before & {"accessed", "archived"}
    assert COPY not in raw.execute("SELECT citation FROM claims_view").fetchone()[0]
    migrations.upgrade(filled)
    assert raw.execute(asked).fetchone()[1:] == (None, None)


def test_the_last_step_down_leaves_an_empty_database(filled: Engine) -> None:
    migrations.downgrade(filled, "base")
    assert migrations.state(filled) is State.EMPTY
    migrations.upgrade(filled)
    assert migrations.state(filled) is State.CURRENT


def test_the_history_is_one_line_with_titles() -> None:
    history = migrations.history()
    assert [step.after for step in history] == [None, *(step.id for step in history[:-1])]
    assert len(history) == len(list(migrations.folder().glob("versions/*.py")))
    assert all(step.title for step in history)


def test_a_database_is_in_wal_mode_with_foreign_keys_and_synchronous_normal(engine: Engine) -> None:
    with reading(engine) as session:
        found = {
            name: session.execute(text(f"PRAGMA {name}")).scalar_one()
            for name in ("journal_mode", "foreign_keys", "synchronous")
        }
    assert found == {"journal_mode": "wal", "foreign_keys": 1, "synchronous": 1}


def test_foreign_keys_are_on_again_after_a_migration(engine: Engine) -> None:
    migrations.downgrade(engine, "0001")
    migrations.upgrade(engine)
    with reading(engine) as session:
        assert session.execute(text("PRAGMA foreign_keys")).scalar_one() == 1


def test_a_new_file_is_empty_until_it_is_upgraded(tmp_path: Path) -> None:
    engine = open_engine(tmp_path / "new.db", Settings(), create=True)
    assert migrations.require(engine, writes=True) is State.EMPTY
    with pytest.raises(DatabaseProblem, match="is empty"):
        migrations.require(engine, writes=False)
    migrations.upgrade(engine)
    assert migrations.require(engine, writes=False) is State.CURRENT
    engine.dispose()


def test_a_database_that_is_behind_can_be_written_after_upgrade_but_not_read(
    engine: Engine,
) -> None:
    migrations.downgrade(engine, "0001")
    assert migrations.require(engine, writes=True) is State.BEHIND
    with pytest.raises(SchemaTooOld, match="claims db upgrade"):
        migrations.require(engine, writes=False)


@pytest.mark.parametrize("writes", [True, False])
def test_a_database_that_is_ahead_is_refused(
    engine: Engine, raw: sqlite3.Connection, *, writes: bool
) -> None:
    raw.execute("UPDATE alembic_version SET version_num = '9999'")
    assert migrations.state(engine) is State.AHEAD
    with pytest.raises(SchemaTooNew, match="9999"):
        migrations.require(engine, writes=writes)


@pytest.mark.parametrize("act", [migrations.upgrade, lambda e: migrations.downgrade(e, "base")])
def test_a_database_of_another_program_is_left_alone(
    tmp_path: Path, act: Callable[[Engine], None]
) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE alembic_version (version_num TEXT)")
        other.execute("INSERT INTO alembic_version VALUES ('0001')")
        other.execute("CREATE TABLE invoice (id INTEGER)")
    other.close()
    before = path.read_bytes()
    engine = open_engine(path, Settings(), create=True)
    assert migrations.state(engine) is State.FOREIGN
    with pytest.raises(DatabaseProblem, match="another program"):
        act(engine)
    engine.dispose()
    assert path.read_bytes() == before


def test_an_unknown_revision_is_refused_with_the_known_ones(engine: Engine) -> None:
    with pytest.raises(InvalidValue, match="0001, 0002"):
        migrations.upgrade(engine, "abcd")


def test_a_migration_that_fails_changes_nothing(filled: Engine, raw: sqlite3.Connection) -> None:
    raw.execute("CREATE VIEW needs_a_table AS SELECT * FROM claim_search")
    raw.execute("DROP TRIGGER claim_fts_claim_insert")
    before = raw.execute("SELECT name FROM sqlite_master ORDER BY name").fetchall()
    with pytest.raises(DatabaseProblem):
        migrations.downgrade(filled, "base")
    assert raw.execute("SELECT name FROM sqlite_master ORDER BY name").fetchall() == before
    assert migrations.current(filled) == migrations.head()


def test_the_models_can_be_written_for_postgresql() -> None:
    dialect = postgresql.dialect()
    for table in models.Base.metadata.sorted_tables:
        made = str(CreateTable(table).compile(dialect=dialect))
        assert "instr(" not in made
        for index in table.indexes:
            assert str(CreateIndex(index).compile(dialect=dialect))


def test_the_migrations_can_be_written_for_postgresql(tmp_path: Path) -> None:
    from io import StringIO

    from alembic import command
    from alembic.config import Config

    out = StringIO()
    config = Config(output_buffer=out)
    config.set_main_option("script_location", str(migrations.folder()))
    config.cmd_opts = type("Options", (), {"x": ["dialect=postgresql"]})()
    command.upgrade(config, "head", sql=True)
    assert "CREATE TABLE claim_span" in out.getvalue()
    assert "ALTER TABLE document ADD COLUMN archived VARCHAR;" in out.getvalue()
    assert "fts5" not in out.getvalue()
    assert "instr(" not in out.getvalue()
