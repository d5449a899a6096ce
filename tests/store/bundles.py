"""A database with one of everything, its rows to compare, and bundles to damage."""

from __future__ import annotations

import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, Table, select
from sqlalchemy.orm import Session

from claims import Library
from claims.comparison.value import Aspect, Comparison, Reason, RelationKind
from claims.store import models
from claims.store.bundle import add_bundle, open_bundle
from claims.store.bundle.form import MANIFEST
from claims.store.engine import reading, writing
from claims.store.ledger import finish_run, save_decision, start_run
from claims.store.save import (
    save_attributions,
    save_document,
    save_relation,
)
from claims.store.vocabulary import Confidence, Reliability, SubjectKind, Verdict
from tests.store.material import make_attributions, make_document, terms_of

Open = Callable[[str], Engine]
"""Gives an empty database of a name, or what is there under this name."""

Keys = dict[str, dict[int, str]]


def quiet(*_: object) -> None:
    """Tell nobody."""


def rows(engine: Engine) -> dict[str, list[str]]:
    """Return every row of every table, what it refers to named by what stays the same."""
    with reading(engine) as session:
        keys = _keys(session)
        return {
            table.name: sorted(_shown(table, row, keys) for row in session.execute(select(table)))
            for table in models.Base.metadata.sorted_tables
        }


def _keys(session: Session) -> Keys:
    named = (("document", "public_id"), ("claim", "public_id"), ("relation", "public_id"),
             ("speaker", "public_id"), ("run", "public_id"), ("source", "name"), ("term", "word"),
             ("topic", "name"), ("decision", "public_id"))  # fmt: skip
    tables = models.Base.metadata.tables
    found: Keys = {
        name: {row.id: str(getattr(row, column)) for row in session.execute(select(tables[name]))}
        for name, column in named
    }
    hops = session.execute(select(tables["hop"]))
    found["hop"] = {row.id: f"{found['claim'][row.claim_id]} {row.position}" for row in hops}
    return found


def _shown(table: Table, row: Any, keys: Keys) -> str:
    said = []
    for column in table.columns:
        value = getattr(row, column.name)
        refers = [key.column.table.name for key in column.foreign_keys if key.column.name == "id"]
        if column.name == "id" or column.computed is not None:
            continue
        if value is not None and refers:
            value = keys[refers[0]][value]
        elif value is not None and column.name in {"document_id", "claim_id"}:
            value = keys[column.name.removesuffix("_id")][value]
        said.append(f"{column.name}={value!r}")
    return " ".join(said)


def fill(engine: Engine) -> None:
    """Store one of everything: versions, merges, a topic, a judged source, relations, rulings."""
    with writing(engine) as session:
        run = start_run(session, "0.1", {"tagger": "ab" * 32}, {"include": ["comments"]})
        first, _ = save_document(session, make_document(), run)
        claims = save_attributions(session, first, make_attributions(), run, terms_of)
        later = make_document(
            "The Ossel dam is safe, Ardovia and Kestria said on Monday. Or not.\n"
        )
        second, _ = save_document(session, later, run)
        assert second.supersedes is first
        made = save_attributions(
            session, second, make_attributions()[:1], None, terms_of, made_by="Ada"
        )
        made[0].earlier = None
        reason = Reason(Aspect.NEGATION, "safe", "not", "One denies what the other says.")
        why = Comparison(RelationKind.CONTRADICTS, Aspect.NEGATION, 0.8125, (reason,))
        save_relation(session, claims[0], made[0], why, run)
        source = session.scalars(select(models.Source)).one()
        source.reliability, source.judged_by, source.why = Reliability.C, "Ada", "small — «staff»"
        session.add(models.Topic(name="dams", query="dam OR gate", filters={"voice": "all"}))
        save_decision(
            session, SubjectKind.CLAIM, claims[1].public_id, Verdict.ACCEPT,
            who="Ada", note="seen\nmyself", confidence=Confidence.MODERATE,
        )  # fmt: skip
        finish_run(session, run, {"documents": 2})


def rule(path: Path) -> None:
    """Sign one of each ruling on speakers."""
    with Library.open(path) as library:
        library.alias_speaker("Kestria", "the Republic", by="Ada")
        library.rename_speaker("Ardovia", "Republic of Ardovia", by="Ada")
        library.merge_speakers("Kestria", "Republic of Ardovia", by="Bo", note="for the test")


def bring(engine: Engine, path: Path) -> Any:
    with open_bundle(path) as opened:
        return add_bundle(engine, opened, quiet)


def damage(folder: Path, name: str, change: Callable[[bytes], bytes], *, honest: bool) -> None:
    """Change a file; an honest damage has its size, lines and hash in the manifest."""
    data = change((folder / name).read_bytes())
    (folder / name).write_bytes(data)
    if honest:
        manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
        manifest["files"][name] = {
            "rows": data.count(b"\n"), "bytes": len(data), "sha256": sha256(data).hexdigest(),
        }  # fmt: skip
        (folder / MANIFEST).write_text(json.dumps(manifest), "utf-8")
