"""What the database itself refuses, whoever asks."""

from __future__ import annotations

import sqlite3

import pytest
from sqlalchemy import Engine

CLAIM = (
    'INSERT INTO claim (public_id, document_id, length, start, "end", voice, quotation, act, '
    "stance, polarity, content, speaker_kind, score, added) SELECT 'c_new', id, length, {start}, "
    "{end}, '{voice}', 'direct', 'asserts', 'neutral', 'positive', {content}, 'none', {score}, "
    "added FROM document LIMIT 1"
)


def claim(**values: object) -> str:
    given = {"start": 0, "end": 5, "voice": "authorial", "content": "'x'", "score": 1}
    return CLAIM.format(**(given | values))


SPAN = (
    "INSERT INTO claim_span SELECT id, 'cue', 0, 7, document_id, {length}, {start}, {end} "
    "FROM claim LIMIT 1"
)
HEDGE = (
    'INSERT INTO hedge (claim_id, document_id, length, position, start, "end", kind, owner) '
    "SELECT {claim}, document_id, length, 9, {start}, {end}, '{kind}', 'speaker' "
    "FROM claim LIMIT 1"
)
RELATION = (
    "INSERT INTO relation (public_id, a_id, b_id, kind, score, reasons, added) "
    "VALUES ('r_' || {a} || '_' || {b}, {a}, {b}, '{kind}', 0.5, '[]', '2024-01-01')"
)
DECISION = (
    "INSERT INTO decision (public_id, subject_kind, subject, verdict, target, who, at) "
    "VALUES ('v_1', '{kind}', 'c_1', '{verdict}', {target}, '{who}', '2024-01-01')"
)
SPEAKER = (
    "INSERT INTO speaker (public_id, name, kind, document_id) "
    "VALUES ('s_' || hex(randomblob(4)), '{name}', '{kind}', {document})"
)

REFUSED = {
    "a claim past the end of its document": claim(end=99999),
    "a claim that begins before its document": claim(start=-1),
    "an empty claim": claim(start=5),
    "a claim without words": claim(content="''"),
    "a claim with a NUL": claim(content="'a' || char(0) || 'b'"),
    "a voice that is none": claim(voice="shouted"),
    "a score above one": claim(score=1.5),
    "a claim that claims another length": claim().replace(
        "'c_new', id, length", "'c_new', id, length + 1"
    ),
    "a claim without a document": claim().replace("SELECT 'c_new', id", "SELECT 'c_new', 999"),
    "a span past the end": SPAN.format(length="length", start=0, end=99999),
    "a span with its ends swapped": SPAN.format(length="length", start=9, end=3),
    "a span that pretends the document to be longer": SPAN.format(
        length=100000, start=0, end=99999
    ),
    "a hedge without a claim": HEDGE.format(claim=999, start=0, end=2, kind="booster"),
    "a hedge that belongs to nothing": HEDGE.format(claim="NULL", start=0, end=2, kind="booster"),
    "a hedge past the end": HEDGE.format(claim="id", start=0, end=99999, kind="booster"),
    "a hedge of no kind": HEDGE.format(claim="id", start=0, end=2, kind="maybe"),
    "a relation of a claim with itself": RELATION.format(a=1, b=1, kind="same"),
    "a pair twice": RELATION.format(a=1, b=2, kind="tension"),
    "a pair twice, the other way round": RELATION.format(a=2, b=1, kind="tension"),
    "a relation that says there is none": RELATION.format(a=1, b=3, kind="unrelated"),
    "a relation with a claim that is not there": RELATION.format(a=1, b=999, kind="same"),
    "a ruling that nobody signed": DECISION.format(
        kind="claim", verdict="accept", target="NULL", who=""
    ),
    "a merge of claims": DECISION.format(kind="claim", verdict="merge", target="'x'", who="A"),
    "a merge into nobody": DECISION.format(kind="speaker", verdict="merge", target="NULL", who="A"),
    "an unnamed speaker of all documents": SPEAKER.format(
        name="an aide", kind="unnamed official", document="NULL"
    ),
    "a named speaker of one document": SPEAKER.format(name="Ida", kind="person", document=1),
    "a speaker twice": SPEAKER.format(name="Ardovia", kind="state", document="NULL"),
    "a change of a stored text": "UPDATE document SET text = text || ' and more'",
    "a change of stored bytes": "UPDATE document SET data = x'00'",
    "the same document twice": (
        "INSERT INTO document (public_id, path, source_id, authors, media_type, reader, sha256, "
        "data, text, length, added) SELECT 'd_other', path, source_id, authors, media_type, "
        "reader, sha256, data, text, length, added FROM document"
    ),
    "a text with a NUL": (
        "INSERT INTO document (public_id, path, authors, media_type, reader, sha256, data, text, "
        "length, added) SELECT 'd_nul', path, authors, media_type, reader, sha256, data, "
        "'ab' || char(0) || 'c', 4, added FROM document"
    ),
    "a length that is not the text's": (
        "INSERT INTO document (public_id, path, authors, media_type, reader, sha256, data, text, "
        "length, added) SELECT 'd_len', path, authors, media_type, reader, sha256, data, text, "
        "length - 1, added FROM document"
    ),
    "a date longer than its precision": "UPDATE document SET precision = 'year'",
    "a date without precision": "UPDATE document SET precision = NULL",
    "a reliability that nobody judged": "UPDATE source SET reliability = 'A'",
    "a reliability off the scale": "UPDATE source SET reliability = 'G', judged_by = 'Ana'",
    "a likelihood without its range": "UPDATE claim SET likelihood_term = 'likely'",
    "a claim that is its own parent": "UPDATE claim SET parent_id = id",
    "a speaker who is nobody": "UPDATE claim_speaker SET kind = 'none'",
}


@pytest.fixture
def rows(filled: Engine, raw: sqlite3.Connection) -> sqlite3.Connection:
    raw.execute(RELATION.format(a=1, b=2, kind="same"))
    return raw


@pytest.mark.parametrize("what", REFUSED)
def test_the_database_refuses(what: str, rows: sqlite3.Connection) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        rows.execute(REFUSED[what])


def test_what_is_right_is_taken(rows: sqlite3.Connection) -> None:
    rows.execute(claim())
    rows.execute(SPAN.format(length="length", start=0, end=9))
    rows.execute(HEDGE.format(claim="id", start=0, end=2, kind="booster"))
    rows.execute(RELATION.format(a=1, b=3, kind="contradicts"))
    rows.execute(DECISION.format(kind="claim", verdict="accept", target="NULL", who="Ana"))
    rows.execute(SPEAKER.format(name="Ida", kind="person", document="NULL"))


@pytest.mark.parametrize("statement", ["UPDATE decision SET who = 'Eve'", "DELETE FROM decision"])
def test_decisions_are_only_ever_added(rows: sqlite3.Connection, statement: str) -> None:
    rows.execute(DECISION.format(kind="claim", verdict="accept", target="NULL", who="Ana"))
    with pytest.raises(sqlite3.IntegrityError, match="only ever added"):
        rows.execute(statement)


def test_speakers_are_merged_one_level_deep(rows: sqlite3.Connection) -> None:
    merge = (
        "UPDATE speaker SET merged_into_id = (SELECT id FROM speaker WHERE name = ?) WHERE name = ?"
    )
    rows.execute(SPEAKER.format(name="Vorsa", kind="state", document="NULL"))
    rows.execute(merge, ("Kestria", "Vorsa"))
    with pytest.raises(sqlite3.IntegrityError, match="stands by itself"):
        rows.execute(merge, ("Vorsa", "Ardovia"))
    with pytest.raises(sqlite3.IntegrityError, match="stands by itself"):
        rows.execute(merge, ("Ardovia", "Kestria"))
    rows.execute(merge, ("Ardovia", "Vorsa"))
    rows.execute(merge, ("Ardovia", "Kestria"))


def test_a_removed_document_takes_its_claims_and_leaves_its_decisions(
    rows: sqlite3.Connection,
) -> None:
    rows.execute(DECISION.format(kind="claim", verdict="accept", target="NULL", who="Ana"))
    rows.execute("DELETE FROM document")
    left = {
        table: rows.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608
        for table in (
            "zone", "claim", "claim_span", "claim_speaker", "hop", "hedge", "claim_term",
            "relation", "claim_fts", "decision", "source",
        )
    }  # fmt: skip
    assert left == dict.fromkeys(left, 0) | {"decision": 1, "source": 1}
    kinds = rows.execute("SELECT DISTINCT kind FROM speaker").fetchall()
    assert kinds == [("state",)]
