"""Many documents: finding files, and analysing them in local processes."""

from __future__ import annotations

import os
import sys
from collections import deque
from collections.abc import Collection, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import chain, islice
from multiprocessing import get_context, parent_process
from pathlib import Path
from threading import Thread
from typing import Any

from claims.analysis import extract_document
from claims.attribution import Attribution, Voice, to_json
from claims.errors import ClaimsError, InvalidValue, UnreadableDocument
from claims.reading import ENDINGS, Document, Metadata, ZoneKind, media_type_of, read, read_file
from claims.settings import from_environment

STDIN = "-"
POOL_FROM = 8
"""Documents from which starting processes pays for itself."""


@dataclass(frozen=True, slots=True)
class Analysed:
    """A document with its attributions, or with the error that kept it from having any."""

    document: Document
    attributions: tuple[Attribution, ...] = ()
    error: str | None = None


def find_files(paths: Iterable[str]) -> Iterator[str | UnreadableDocument]:
    """Yield the files named by `paths`, folders walked in name order; errors are yielded.

    In a folder only files that the readers know by their ending count, and hidden
    ones are passed over; a file named by itself always counts.
    """
    seen: set[str] = set()
    for path in paths:
        for found in _expand(path):
            key = found if isinstance(found, str) else str(found)
            if key not in seen:
                seen.add(key)
                yield found


def _expand(path: str) -> Iterator[str | UnreadableDocument]:
    if path == STDIN or not Path(path).is_dir():
        yield path
        return
    errors: list[OSError] = []
    count = 0
    for folder, names, files in os.walk(path, onerror=errors.append):
        names[:] = sorted(name for name in names if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith(".") and media_type_of(name):
                count += 1
                yield str(Path(folder) / name)
    for error in errors:
        yield UnreadableDocument(
            str(error.filename), f"this folder cannot be read ({error.strerror})"
        )
    if not count and not errors:
        known = ", ".join(sorted(ENDINGS))
        yield UnreadableDocument(path, f"no readable files in this folder (looked for {known})")


def read_one(path: str, overrides: Metadata | None = None) -> Document:
    """Read one file, or standard input for '-'; raise UnreadableDocument."""
    limit = from_environment().max_bytes
    if path == STDIN:
        data = sys.stdin.buffer.read(limit + 1)
        return read(data, STDIN, overrides=overrides, max_bytes=limit)
    return read_file(Path(path), overrides=overrides, max_bytes=limit)


def analyse(
    documents: Iterable[Document], *, include: Sequence[str] = (), jobs: int = 1
) -> Iterator[Analysed]:
    """Yield every document with its attributions, in order.

    With `jobs` above 1, and from POOL_FROM documents on, that many local processes
    share the work; never more than a few documents are held at a time. A script
    that asks for jobs needs the usual `if __name__ == "__main__"`.
    """
    zones = zone_kinds(include)
    waiting = iter(documents)
    first = list(islice(waiting, POOL_FROM))
    if len(first) < POOL_FROM or jobs == 1:
        for document in first:
            yield _analyse_one(document, zones)
        for document in waiting:
            yield _analyse_one(document, zones)
        return
    yield from _analyse_in_processes(first, waiting, zones, jobs)


def _analyse_in_processes(
    first: list[Document], rest: Iterator[Document], zones: frozenset[ZoneKind], jobs: int
) -> Iterator[Analysed]:
    # spawn, not fork: a forked child would inherit the runtime's threads half-alive
    pool = ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_begin_worker)
    pending: deque[tuple[Document, Future[Analysed]]] = deque()
    try:
        for document in chain(first, rest):
            pending.append((document, pool.submit(_analyse_one, document, zones)))
            if len(pending) > 4 * jobs:
                yield _result(*pending.popleft(), zones)
        while pending:
            yield _result(*pending.popleft(), zones)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _begin_worker() -> None:
    os.environ["CLAIMS_THREADS"] = "1"
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """Wait for the process that wants the results, and end when it was killed."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _result(document: Document, future: Future[Analysed], zones: frozenset[ZoneKind]) -> Analysed:
    try:
        return future.result()
    except BrokenProcessPool:
        # a worker was killed, as by the system when memory is short: go on without it
        return _analyse_one(document, zones)


def _analyse_one(document: Document, zones: frozenset[ZoneKind]) -> Analysed:
    try:
        return Analysed(document, tuple(extract_document(document, include=zones)))
    except ClaimsError as error:
        return Analysed(document, error=str(error))


def cores() -> int:
    """Return how many processes this machine can run at once."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def zone_kinds(names: Collection[str]) -> frozenset[ZoneKind]:
    """Return the zones named by a user's --include; raise InvalidValue for others."""
    for name in names:
        if name != ZoneKind.COMMENTS.value:
            raise InvalidValue("--include", name, "only comments can be included")
    return frozenset(ZoneKind(name) for name in names)


def extract_files(
    files: Sequence[str], *, voice: str = "all", include: Sequence[str] = (), jobs: int = 1
) -> Iterator[dict[str, Any] | str]:
    """Yield the documented JSON row of each file in order, or a sentence where it failed."""
    if voice not in ("all", *Voice):
        raise InvalidValue("--voice", voice, "use all, attributed or authorial")
    failures: deque[str] = deque()
    documents = _readable(files, failures)
    for analysed in analyse(documents, include=include, jobs=jobs):
        while failures:
            yield failures.popleft()
        yield analysed.error or extract_row(analysed, voice)
    yield from failures


def _readable(files: Sequence[str], failures: deque[str]) -> Iterator[Document]:
    for path in find_files(files):
        try:
            if isinstance(path, UnreadableDocument):
                raise path
            yield read_one(path)
        except UnreadableDocument as error:
            failures.append(str(error))


def extract_row(analysed: Analysed, voice: str) -> dict[str, Any]:
    """Return one line of `claims extract`; parents index the attributions that are shown."""
    document = analysed.document
    kept = [i for i, a in enumerate(analysed.attributions) if voice in ("all", a.voice)]
    places = {old: new for new, old in enumerate(kept)}
    rows = [to_json(analysed.attributions[i], document.text) for i in kept]
    for row in rows:
        row["parent"] = places.get(row["parent"])
    return {"id": document.path, "text_sha256": text_sha256(document.text), "attributions": rows}


def text_sha256(text: str) -> str:
    """Return the sha256 of the text's UTF-8 bytes."""
    from hashlib import sha256

    return sha256(text.encode()).hexdigest()
