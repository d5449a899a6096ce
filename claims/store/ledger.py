"""What was done and ruled, only ever added to: runs of the program, decisions of people."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from claims.store import identity, models
from claims.store.vocabulary import Confidence, SubjectKind, Verdict


def save_decision(
    session: Session,
    kind: SubjectKind,
    subject: str,
    verdict: Verdict,
    *,
    who: str,
    note: str | None = None,
    confidence: Confidence | None = None,
    target: str | None = None,
) -> models.Decision:
    """Add a signed ruling; nothing that was ruled before is touched."""
    at = models.now()
    decision = models.Decision(
        public_id=identity.make_id(
            "v", kind, subject, verdict, who, at.isoformat(), note or "", target or ""
        ),
        subject_kind=kind,
        subject=subject,
        verdict=verdict,
        target=target,
        confidence=confidence,
        who=who,
        at=at,
        note=note,
    )
    session.add(decision)
    session.flush()
    return decision


def start_run(
    session: Session, version: str, weights: Mapping[str, str], settings: Mapping[str, Any]
) -> models.Run:
    """Store that a run begins."""
    started = models.now()
    run = models.Run(
        public_id=identity.make_id(
            "n", version, started.isoformat(), repr(sorted(weights.items()))
        ),
        version=version,
        weights=dict(weights),
        settings=dict(settings),
        counts={},
        started=started,
    )
    session.add(run)
    session.flush()
    return run


def finish_run(session: Session, run: models.Run, counts: Mapping[str, int]) -> None:
    """Store that a run is over, and what it made."""
    run.counts = dict(counts)
    run.finished = models.now()
    session.flush()
