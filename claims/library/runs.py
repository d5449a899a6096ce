"""Runs: which version, weights and settings made what."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy.orm import Session

from claims.settings import from_environment
from claims.store import models
from claims.store.save import start_run
from claims.version import __version__

WEIGHTS = Path(__file__).parent.parent / "weights"


def begin_run(session: Session, include: Sequence[str]) -> models.Run:
    """Store that a run begins with this version, these weights and settings."""
    settings = {"include": list(include), "max_bytes": from_environment().max_bytes}
    return start_run(session, __version__, weights(), settings)


def end_run(session: Session, run_id: int, counts: Mapping[str, int]) -> None:
    """Store what a run made, and that it is over."""
    run = session.get(models.Run, run_id)
    if run is not None:
        run.counts = dict(counts)
        run.finished = datetime.now(UTC)


def weights() -> dict[str, str]:
    """Return the sha256 of each trained file, as its card states it."""
    cards = [json.loads(card.read_text("utf-8")) for card in sorted(WEIGHTS.glob("*.json"))]
    return {
        name: facts["sha256"] for card in cards for name, facts in card.get("files", {}).items()
    }
