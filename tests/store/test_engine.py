"""Opening: what cannot be opened, read or written gets one sentence, and stays whole."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Engine, select, text

from claims.errors import DatabaseProblem
from claims.settings import Settings
from claims.store import models, queries
from claims.store.engine import open_engine, reading, writing
from claims.store.migrations import require, upgrade
from claims.store.save import save_document
from claims.store.verify import verify
from tests.store.material import make_document

QUICK = Settings(busy_timeout_ms=100)


def refusal(act: Callable[[], object]) -> str:
    """Return the sentence that `act` is refused with; it fits on one line."""
    with pytest.raises(DatabaseProblem) as caught:
        act()
    assert "\n" not in str(caught.value)
    return str(caught.value)


def opened(path: Path | str, *, create: bool = False, read_only: bool = False) -> None:
    engine = open_engine(path, QUICK, create=create, read_only=read_only)
    try:
        require(engine, writes=False)
        with reading(engine) as session:
            session.scalars(queries.claims()).all()
    finally:
        engine.dispose()


@contextmanager
def somebody() -> Iterator[None]:
    """Be a user who may not do everything, where the tests run as one who may."""
    if os.geteuid() != 0:
        yield
        return
    try:
        os.seteuid(65534)
    except OSError as error:
        pytest.skip(f"the tests run as root and cannot be another user: {error}")
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that other users can reach, which those of pytest are not."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


def test_a_file_that_is_not_there_is_not_made_for_reading(tmp_path: Path) -> None:
    path = tmp_path / "none.db"
    assert "there is no database here" in refusal(lambda: opened(path))
    assert not path.exists()


def test_a_folder_is_no_database(tmp_path: Path) -> None:
    assert "this is a folder" in refusal(lambda: opened(tmp_path))


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    assert "folder does not exist" in refusal(lambda: opened(tmp_path / "a" / "b.db", create=True))


def test_a_path_with_odd_characters_is_a_path(template: Path, tmp_path: Path) -> None:
    for name in ("per%20cent?.db", "hash#mode=ro.db", "späce and ünicode.db", "a&b=c.db"):
        path = Path(shutil.copy(template, tmp_path / name))
        opened(path)
        assert {p.name for p in tmp_path.iterdir()} >= {name}


@pytest.mark.parametrize("url", ["sqlite:///{}", "{}"])
def test_a_url_and_a_path_open_the_same(path: Path, url: str) -> None:
    opened(url.format(path))


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("://", "neither a path nor a database URL"),
        ("nosuch://host/db", "not installed"),
        ("a\0b", "NUL"),
        ("x" * 5000, "cannot be opened"),
    ],
)
def test_an_address_that_is_none_gets_a_sentence(url: str, why: str) -> None:
    assert why in refusal(lambda: open_engine(url, QUICK, create=True))


def test_a_password_is_never_shown() -> None:
    try:
        sentence = refusal(
            lambda: open_engine("postgresql+psycopg://u:secret@127.0.0.1:1/db", QUICK, create=False)
        )
    except ImportError:
        pytest.skip("SQLAlchemy looks for the driver elsewhere")
    assert "secret" not in sentence


@pytest.mark.parametrize("content", [b"hello", b"\0" * 5000, b"SQLite format 3\0" + b"x" * 5000])
def test_a_file_that_is_no_database_is_left_as_it_is(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "notes.db"
    path.write_bytes(content)
    for read_only in (True, False):
        sentence = refusal(lambda read_only=read_only: opened(path, read_only=read_only))
        assert "not a database" in sentence or "damaged" in sentence
    assert path.read_bytes() == content


def test_an_empty_file_says_that_it_is_empty(tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    path.touch()
    assert "is empty" in refusal(lambda: opened(path))


@pytest.fixture
def large(filled: Engine, path: Path) -> bytes:
    """The bytes of a database of many pages."""
    with writing(filled) as session:
        for number in range(40):
            save_document(session, make_document(f"Page {number}. " * 300, path=f"{number}.txt"))
    filled.dispose()
    return path.read_bytes()


@pytest.mark.parametrize("kept", [5000, 100_000])
def test_a_database_cut_short_is_refused(large: bytes, path: Path, kept: int) -> None:
    path.write_bytes(large[:kept])
    assert "damaged" in refusal(lambda: opened(path))


def test_a_database_damaged_at_its_end_is_found_out_by_verify(large: bytes, path: Path) -> None:
    path.write_bytes(large[:-40_960] + b"\xff" * 40_960)
    engine = open_engine(path, QUICK, create=False)
    assert "database" in {problem.kind for problem in verify(engine)}
    engine.dispose()


def test_a_database_that_another_program_writes_is_refused_in_time_and_can_be_read(
    filled: Engine, path: Path
) -> None:
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    def write() -> None:
        with writing(filled) as session:
            save_document(session, make_document(source="The Echo"))

    assert "another program is writing" in refusal(write)
    opened(path)
    other.execute("ROLLBACK")
    other.close()
    write()


def test_an_exclusive_lock_is_refused_in_time(filled: Engine, path: Path) -> None:
    filled.dispose()
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("PRAGMA locking_mode = EXCLUSIVE")
    other.execute("BEGIN EXCLUSIVE")
    assert "another program" in refusal(lambda: opened(path))
    other.execute("ROLLBACK")
    other.close()


def test_a_writer_holds_the_lock_from_its_first_statement(filled: Engine, path: Path) -> None:
    other = open_engine(path, QUICK, create=False)
    with writing(filled) as session:
        session.scalars(select(models.Document)).all()

        def write() -> None:
            with writing(other) as second:
                second.scalars(select(models.Document)).all()

        assert "another program is writing" in refusal(write)
    other.dispose()


def test_a_reader_sees_one_state_while_another_writes(filled: Engine) -> None:
    with reading(filled) as session:
        before = session.scalars(select(models.Document.public_id)).all()
        with writing(filled) as writer:
            save_document(writer, make_document(source="The Echo"))
        assert session.scalars(select(models.Document.public_id)).all() == before


def test_what_fails_half_way_leaves_nothing(filled: Engine) -> None:
    def half() -> None:
        with writing(filled) as session:
            save_document(session, make_document(source="The Echo"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        half()
    with reading(filled) as session:
        assert len(session.scalars(select(models.Source)).all()) == 1


def test_a_full_disk_keeps_what_was_stored(filled: Engine, raw: sqlite3.Connection) -> None:
    def write() -> None:
        with writing(filled) as session:
            pages = session.execute(text("PRAGMA page_count")).scalar_one()
            session.execute(text(f"PRAGMA max_page_count = {pages}"))
            save_document(session, make_document("A long story. " * 20_000, path="long.txt"))

    assert "the disk is full" in refusal(write)
    filled.dispose()
    assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert raw.execute("SELECT count(*) FROM document").fetchone() == (1,)


LIMITED = """
import resource, signal, sys
from claims.errors import DatabaseProblem
from claims.settings import Settings
from claims.store.engine import open_engine, writing
from claims.store.save import save_document
from tests.store.material import make_document

engine = open_engine(sys.argv[1], Settings(), create=False)
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (500_000, 500_000))
try:
    with writing(engine) as session:
        words = " ".join(str(n * 7919) for n in range(300_000))
        save_document(session, make_document(words, path="long.txt"))
except DatabaseProblem as problem:
    print(problem)
"""


def python(code: str, *arguments: object) -> subprocess.Popen[str]:
    root = str(Path(__file__).parents[2])
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=root,
        env={**os.environ, "PYTHONPATH": root},
    )  # fmt: skip


def test_a_file_that_may_not_grow_keeps_what_was_stored(filled: Engine, path: Path) -> None:
    filled.dispose()
    out, err = python(LIMITED, path).communicate(timeout=60)
    assert "disk" in out, err
    with reading(filled) as session:
        assert len(session.scalars(select(models.Document)).all()) == 1
    assert list(verify(filled)) == []


KILLED = """
import sys
from claims.settings import Settings
from claims.store.engine import open_engine, writing
from claims.store.save import save_attributions, save_document
from tests.store.material import make_attributions, make_document, terms_of

engine = open_engine(sys.argv[1], Settings(), create=False)
for number in range(1000):
    with writing(engine) as session:
        model, _ = save_document(session, make_document(source=f"Outlet {number}"))
        save_attributions(session, model, make_attributions(), None, terms_of)
    print(number, flush=True)
"""


def test_a_kill_between_or_within_documents_loses_none_that_was_stored(
    engine: Engine, path: Path
) -> None:
    child = python(KILLED, path)
    assert child.stdout is not None
    last = [int(child.stdout.readline()) for _ in range(5)][-1]
    child.kill()
    rest, _ = child.communicate(timeout=60)
    stored = max([last, *map(int, rest.split())]) + 1
    with reading(engine) as session:
        documents, claims = session.execute(queries.counts(models.Document, models.Claim)).one()
    assert documents in (stored, stored + 1)
    assert claims == 3 * documents
    assert list(verify(engine)) == []


def test_a_read_only_engine_refuses_to_write(path: Path) -> None:
    engine = open_engine(path, QUICK, create=False, read_only=True)

    def write() -> None:
        with writing(engine) as session:
            save_document(session, make_document())

    assert "cannot be written" in refusal(write)
    engine.dispose()


def test_a_folder_without_rights_to_write_can_be_read_and_not_written(
    filled: Engine, path: Path, open_folder: Path
) -> None:
    filled.dispose()
    copy = Path(shutil.copy(path, open_folder / "claims.db"))
    copy.chmod(0o444)
    open_folder.chmod(0o555)
    with somebody():
        opened(copy, read_only=True)

        def write() -> None:
            engine = open_engine(copy, QUICK, create=True)
            with writing(engine) as session:
                save_document(session, make_document(source="The Echo"))

        sentence = refusal(write)
        assert "cannot be written" in sentence or "cannot be opened" in sentence
        fresh = open_folder / "new.db"
        assert "cannot be opened" in refusal(lambda: open_engine(fresh, QUICK, create=True))
    assert [p.name for p in open_folder.iterdir()] == ["claims.db"]


def test_a_file_without_rights_to_read_is_refused(template: Path, open_folder: Path) -> None:
    copy = Path(shutil.copy(template, open_folder / "claims.db"))
    copy.chmod(0o000)
    with somebody():
        assert "cannot be opened" in refusal(lambda: opened(copy, read_only=True))


def test_reading_leaves_no_files_beside_the_database(path: Path) -> None:
    opened(path, read_only=True)
    assert [p.name for p in path.parent.iterdir()] == ["claims.db"]


def test_a_database_in_memory_works(engine: Engine) -> None:
    memory = open_engine(":memory:", QUICK, create=True)
    upgrade(memory)
    with writing(memory) as session:
        save_document(session, make_document())
    with reading(memory) as session:
        assert len(session.scalars(select(models.Document)).all()) == 1
    memory.dispose()
