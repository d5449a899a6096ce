"""What a new database may start from: the sample corpus, its registers, the real articles."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from claims.attribution import SpeakerKind
from claims.batch import find_files
from claims.errors import NotFound, UnreadableDocument
from claims.store import models
from claims.store.identity import alias_id
from claims.store.register import find_source, find_speaker
from claims.store.standing import find_standing
from claims.store.vocabulary import Reliability


def folder() -> Path:
    """Return where the seeds lie: inside an installed package, else in the checkout."""
    package = Path(__file__).parent.parent
    shipped = package / "_seeds"
    return shipped if shipped.is_dir() else package.parent / "seeds"


def sample_articles() -> list[str]:
    """Return the paths of the sample corpus, in order."""
    found = find_files([str(folder() / "articles")])
    return [path for path in found if isinstance(path, str)]


def load_registers(session: Session) -> None:
    """Enter the sources and speakers of the sample corpus; loading twice changes nothing."""
    for row in _rows("sources.toml", "source"):
        _enter_source(session, row)
    for row in _rows("speakers.toml", "speaker"):
        _enter_speaker(session, row)


def real_articles(place: Path) -> tuple[list[str], tuple[str, ...]]:
    """Return the registered articles in a folder, and a sentence for each that is not right."""
    if not place.is_dir():
        raise NotFound("folder", str(place), "give the folder that holds the articles")
    found: list[str] = []
    failures: list[str] = []
    for row in _rows("real_articles.toml", "article"):
        path = place / row["file"]
        problem = _problem(path, row["sha256"])
        if problem:
            failures.append(str(UnreadableDocument(str(path), problem)))
        else:
            found.append(str(path))
    return found, tuple(failures)


def _problem(path: Path, expected: str) -> str | None:
    try:
        data = path.read_bytes()
    except OSError as error:
        return f"{error.strerror or error}; this article is in the register of seeds"
    if sha256(data).hexdigest() != expected:
        return "this is not the registered article: its sha256 differs"
    return None


def _rows(name: str, key: str) -> Iterator[dict[str, Any]]:
    yield from tomllib.loads((folder() / name).read_text("utf-8"))[key]


def _enter_source(session: Session, row: dict[str, Any]) -> None:
    source = find_source(session, row["name"])
    source.kind = source.kind or row.get("kind")
    source.country = source.country or row.get("country")
    source.homepage = source.homepage or row.get("homepage")
    if source.reliability is None and row.get("reliability"):
        source.reliability = Reliability(row["reliability"])
        source.judged_by = row["judged_by"]
        source.judged_on = _day(row["judged_on"])
        source.why = row.get("why")


def _enter_speaker(session: Session, row: dict[str, Any]) -> None:
    speaker = find_speaker(session, row["name"], SpeakerKind(row["kind"]))
    known = set(
        session.scalars(
            select(models.SpeakerAlias.name).where(models.SpeakerAlias.speaker_id == speaker.id)
        )
    )
    given_up = find_standing(session).given_up
    for alias in row.get("aliases", ()):
        taken_back = alias_id(speaker.public_id, alias) in given_up
        if alias not in known and alias != speaker.name and not taken_back:
            session.add(models.SpeakerAlias(speaker_id=speaker.id, name=alias))
    session.flush()


def _day(value: str | date) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value)
