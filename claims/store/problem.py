"""The one place where what a database driver raises becomes a sentence."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, NoSuchModuleError

from claims.errors import DatabaseProblem

# by primary result code, which is the low byte of SQLite's extended codes
SENTENCES = {
    sqlite3.SQLITE_BUSY: "another program is writing to this database; try again when it is done",
    sqlite3.SQLITE_LOCKED: "another program is writing to this database; try again when it is done",
    sqlite3.SQLITE_NOTADB: "this file is not a database; give --db another path",
    sqlite3.SQLITE_CORRUPT: "this database is damaged; take a copy from before, or a new path",
    sqlite3.SQLITE_FULL: "the disk is full; what was stored before is safe, so make room "
    "and run the command again",
    sqlite3.SQLITE_READONLY: "this database cannot be written; check the rights of the file "
    "and of its folder",
    sqlite3.SQLITE_PERM: "no rights to open this database; check the rights of the file",
    sqlite3.SQLITE_CANTOPEN: "this database cannot be opened; check that the folder exists "
    "and that you may write in it",
    sqlite3.SQLITE_IOERR: "the disk could not be read or written; check that it has room "
    "and that the file is still there",
    sqlite3.SQLITE_NOMEM: "there is not enough memory for this",
    sqlite3.SQLITE_TOOBIG: "this text is larger than a database field can be",
    sqlite3.SQLITE_INTERRUPT: "the command was interrupted; what was stored before is safe",
    sqlite3.SQLITE_PROTOCOL: "another program holds this database; try again when it is done",
    sqlite3.SQLITE_SCHEMA: "this database was changed by another program; run the command again",
}


def explain(error: BaseException) -> str:
    """Return one sentence for an error of a database driver.

    >>> explain(sqlite3.DatabaseError("file is not a database"))
    'file is not a database'
    """
    original = error.orig if isinstance(error, DBAPIError) and error.orig else error
    code = getattr(original, "sqlite_errorcode", None)
    if isinstance(code, int) and code & 0xFF in SENTENCES:
        return SENTENCES[code & 0xFF]
    words = " ".join(str(original).split())
    if isinstance(original, sqlite3.IntegrityError):
        return f"the database refused a row that breaks its rules ({words}); nothing was changed"
    if words.startswith(("no such table", "no such column")):
        return f"this database was not made by claims, or is damaged ({words})"
    if words.startswith("no such module"):
        return f"the SQLite of this Python lacks full text search ({words}); use another Python"
    return words or type(original).__name__


@contextmanager
def translated(url: str) -> Iterator[None]:
    """Turn what a driver raises inside the block into DatabaseProblem, with `url` named."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        raise DatabaseProblem(url, explain(error)) from error
    except zlib.error as error:
        raise DatabaseProblem(url, SENTENCES[sqlite3.SQLITE_CORRUPT]) from error
    except UnicodeEncodeError as error:
        raise DatabaseProblem(
            url, "a text with half of a surrogate pair cannot be stored; repair its encoding"
        ) from error
    except (NoSuchModuleError, ModuleNotFoundError) as error:
        raise DatabaseProblem(
            url, f"the driver for this database is not installed ({error})"
        ) from (error)
