"""Runs: which version, weights and settings made what."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import reduce
from hashlib import sha256
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from claims.settings import from_environment
from claims.store import models
from claims.store.ledger import finish_run, start_run
from claims.trained import WEIGHTS
from claims.version import __version__

DATA = Path(__file__).parent.parent / "comparison" / "data"
DECIDING = ("decision.json", "trees.json")


def begin_run(session: Session, include: Sequence[str]) -> models.Run:
    """Store that a run begins with this version, these weights and settings."""
    settings = {"include": list(include), "max_bytes": from_environment().max_bytes}
    return start_run(session, __version__, weights(), settings)


def begin_rebuild(session: Session) -> models.Run:
    """Store that a comparison of everything begins, with no document reached."""
    run = start_run(session, __version__, weights(), {"compare": "all", "reached": ""})
    run.counts = {"documents": 0, "relations": 0}
    return run


def find_rebuild(session: Session, documents: Sequence[str]) -> models.Run | None:
    """Return the last comparison of everything, if it was interrupted and can go on.

    It can where version and weights are the same and the documents it reached are
    still the first ones; `documents` are the ids of all, in their order.
    """
    runs = session.scalars(select(models.Run).order_by(models.Run.id.desc()))
    last = next((run for run in runs if run.settings.get("compare") == "all"), None)
    if last is None or last.finished is not None:
        return None
    done = documents[: last.counts["documents"]]
    same = (last.version, last.weights) == (__version__, weights())
    return last if same and reduce(digest, done, "") == last.settings["reached"] else None


def digest(before: str, document: str) -> str:
    """Return a digest of a row of documents from that of all but the last, and the last's id.

    Row numbers would lead astray in a copy of the run that a bundle brought elsewhere.
    """
    return sha256(f"{before} {document}".encode()).hexdigest()[:16]


def end_run(session: Session, run_id: int, counts: Mapping[str, int]) -> None:
    """Store what a run made, and that it is over."""
    run = session.get(models.Run, run_id)
    if run is not None:
        finish_run(session, run, counts)


def weights() -> dict[str, str]:
    """Return the sha256 of each trained file, as its card states it, and of the decisions."""
    cards = [json.loads(card.read_text("utf-8")) for card in sorted(WEIGHTS.glob("*.json"))]
    found = {
        name: facts["sha256"] for card in cards for name, facts in card.get("files", {}).items()
    }
    return found | {name: sha256((DATA / name).read_bytes()).hexdigest() for name in DECIDING}
