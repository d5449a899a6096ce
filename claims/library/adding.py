"""Adding documents: read, skip what is known, analyse, store, compare."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from claims.batch import Analysed, analyse, find_files, read_one
from claims.comparison import terms
from claims.errors import UnreadableDocument
from claims.library.relating import relate
from claims.library.report import AddReport
from claims.library.runs import begin_run, end_run
from claims.reading.document import Document, Metadata
from claims.store import models
from claims.store.engine import reading, writing
from claims.store.save import find_document, save_attributions, save_document

Progress = Callable[[int, int, str], None]


@dataclass(slots=True)
class _Tally:
    """What has come of the paths so far."""

    total: int = 0
    done: int = 0
    added: int = 0
    claims: int = 0
    relations: int = 0
    unchanged: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)

    def report(self) -> AddReport:
        return AddReport(
            self.added,
            tuple(self.unchanged),
            self.claims,
            self.relations,
            tuple(self.failures),
        )


def add(
    engine: Engine,
    paths: Sequence[str],
    overrides: Metadata | None,
    include: Sequence[str],
    progress: Progress,
    jobs: int,
) -> AddReport:
    """Add documents, each in a transaction of its own.

    An interruption loses at most the document under way; what failed is in the
    report. Raises DatabaseProblem when the database itself gives out, the
    documents before it kept.
    """
    files = list(find_files(paths))
    tally = _Tally(total=len(files))
    run_id: int | None = None
    for analysed in analyse(_fresh(engine, files, overrides, tally), include=include, jobs=jobs):
        path = analysed.document.path
        progress(tally.done, tally.total, path)
        if analysed.error is not None:
            tally.failures.append(analysed.error)
            continue
        with writing(engine) as session:
            run = session.get(models.Run, run_id) if run_id else begin_run(session, include)
            _store(session, analysed, run, tally)
            run_id = run.id if run else None
    if run_id is not None:
        with writing(engine) as session:
            counts = {"documents": tally.added, "claims": tally.claims}
            end_run(session, run_id, {**counts, "relations": tally.relations})
    progress(tally.total, tally.total, "")
    return tally.report()


def _fresh(
    engine: Engine,
    files: Sequence[str | UnreadableDocument],
    overrides: Metadata | None,
    tally: _Tally,
) -> Iterator[Document]:
    """Yield the documents that can be read and are not stored yet."""
    for path in files:
        tally.done += 1
        if isinstance(path, UnreadableDocument):
            tally.failures.append(str(path))
            continue
        try:
            document = read_one(path, overrides)
        except UnreadableDocument as error:
            tally.failures.append(str(error))
            continue
        with reading(engine) as session:
            known = find_document(session, document) is not None
        if known:
            tally.unchanged.append(path)
        else:
            yield document


def _store(session: Session, analysed: Analysed, run: models.Run | None, tally: _Tally) -> None:
    document, created = save_document(session, analysed.document, run)
    if not created:
        # two paths of one batch can hold the same text
        tally.unchanged.append(analysed.document.path)
        return
    claims = save_attributions(session, document, analysed.attributions, run, terms)
    tally.added += 1
    tally.claims += len(claims)
    tally.relations += relate(session, document, claims, run)
