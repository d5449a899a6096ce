"""Verification: silent on a sound database, and one sentence for each thing that does not hold."""

from __future__ import annotations

import sqlite3
import zlib

import pytest
from sqlalchemy import Engine

from claims.store.verify import verify

# each statement breaks one promise behind the back of the constraints and triggers
BROKEN = {
    "UPDATE document SET data = x'0102'": "cannot be unpacked",
    "UPDATE document SET data = :zip": "do not have its sha256",
    "UPDATE document SET sha256 = :hash": "do not have its sha256",
    "UPDATE document SET text = replace(text, 'safe', 'lost')": "not what its stored bytes say",
    "UPDATE document SET text = text || '!'": "does not have the length",
    "UPDATE claim_span SET \"end\" = 99999 WHERE role = 'cue'": "lies outside the document",
    "UPDATE hedge SET start = -5": "hedge span",
    'UPDATE zone SET "end" = 99999': "its zone",
    "UPDATE claim SET content = 'The dam burst' WHERE id = 1": "not what the document says",
    "UPDATE claim_span SET start = start + 1 WHERE role = 'content'": "not what the document says",
    "UPDATE claim SET start = start + 1": "place in the document",
    "DELETE FROM claim_span WHERE role = 'content'": "no content span",
    "UPDATE claim_span SET start = start + 1 WHERE role = 'cue'": "its id does not come from",
    "UPDATE zone SET kind = 'links'": "no body text",
    "UPDATE claim SET parent_id = 77 WHERE id = 2": "parent is a claim of another document",
    "DELETE FROM claim_fts WHERE rowid = 1": "search index",
    "UPDATE claim_fts SET speaker = 'Nobody' WHERE rowid = 1": "search index",
    "INSERT INTO claim_fts (rowid, content) VALUES (99, 'ghost')": "belongs to no claim",
    "UPDATE term SET claims = 5": "its count",
    "DELETE FROM source": "refers to a source that is not there",
    "UPDATE document SET authors = 'nonsense'": "cannot be read",
    "UPDATE claim SET act = 'sings' WHERE id = 1": "SQLite's own check says",
}


@pytest.fixture
def unguarded(raw: sqlite3.Connection) -> sqlite3.Connection:
    raw.execute("PRAGMA foreign_keys = OFF")
    raw.execute("PRAGMA ignore_check_constraints = ON")
    for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        raw.execute(f"DROP TRIGGER {name}")
    return raw


def test_a_sound_database_has_no_problems(filled: Engine) -> None:
    assert list(verify(filled)) == []


@pytest.mark.parametrize(("statement", "sentence"), BROKEN.items())
def test_what_does_not_hold_is_named(
    filled: Engine, unguarded: sqlite3.Connection, statement: str, sentence: str
) -> None:
    unguarded.execute(statement, {"zip": zlib.compress(b"other"), "hash": "0" * 64})
    problems = list(verify(filled))
    assert any(sentence in problem.sentence for problem in problems), problems
    assert all(problem.kind and problem.id for problem in problems)
