"""Library: the one facade that the command line, the web and Python users call."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from sqlalchemy import Engine

from claims import review
from claims.comparison.value import RelationKind
from claims.library import asking
from claims.library.find import find_claim, find_document, find_speaker
from claims.library.report import AddReport
from claims.library.speaking import record_of
from claims.reading.document import Metadata
from claims.record import (
    ClaimRecord,
    DocumentRecord,
    Passage,
    Proposal,
    RelationRecord,
    SourceRecord,
    SpeakerPage,
    SpeakerRecord,
    TermRecord,
)
from claims.settings import from_environment
from claims.store import migrations, queries
from claims.store.engine import name_of, open_engine, reading, writing
from claims.store.load import (
    claim_record,
    document_record,
    source_record,
    speaker_record,
)
from claims.store.vocabulary import Verdict

if TYPE_CHECKING:
    from claims.comparison import Comparison
    from claims.comparison.circular import Circular
    from claims.comparison.dispute import Dispute
    from claims.comparison.timeline import Series
    from claims.sheets import Sheet
    from claims.store.bundle import Bundle, Exchange
    from claims.store.verify import Problem

Progress = Callable[[int, int, str], None]
Notify = Callable[[str], None]

DISPUTES = (RelationKind.CONTRADICTS, RelationKind.TENSION)


def _quiet(*_: object) -> None:
    """Tell nobody."""


class Library:
    """A database of claims, opened.

    >>> with Library.open(":memory:", write=True) as library:
    ...     library.claims("dam")
    []
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @classmethod
    def open(
        cls, url_or_path: str | Path, *, write: bool = True, notify: Notify = _quiet
    ) -> Library:
        """Open a database; raise DatabaseProblem, SchemaTooNew or SchemaTooOld.

        To write, it is made where there is none, and upgraded where it is
        behind; `notify` is told before. To read, nothing is changed.
        """
        engine = open_engine(url_or_path, from_environment(), create=write, read_only=not write)
        try:
            state = migrations.require(engine, writes=write)
            if write and state is not migrations.State.CURRENT:
                if state is migrations.State.BEHIND:
                    before = migrations.current(engine)
                    notify(f"upgrading {name_of(engine)} from {before} to {migrations.head()}")
                migrations.upgrade(engine)
        except BaseException:
            engine.dispose()
            raise
        return cls(engine)

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def __enter__(self) -> Library:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    # bringing in

    def add(
        self,
        paths: Iterable[str | Path],
        *,
        overrides: Metadata | None = None,
        include: Sequence[str] = (),
        progress: Progress = _quiet,
        jobs: int = 1,
    ) -> AddReport:
        """Read, extract, store and compare; each document is one transaction.

        With `jobs` above 1 that many processes share the work on larger batches; a
        script that asks for them needs the usual `if __name__ == "__main__"`.
        A file that cannot be read is a failure in the report, and the rest goes on.
        """
        from claims.library.adding import add

        return add(self._engine, [str(p) for p in paths], overrides, include, progress, jobs)

    def seed(
        self, articles: Path | None = None, *, progress: Progress = _quiet, jobs: int = 1
    ) -> AddReport:
        """Load the sample corpus, or with `articles` the real ones after checking each."""
        from claims.library.seeding import load_registers, real_articles, sample_articles

        if articles is not None:
            checked, failures = real_articles(articles)
            report = self.add(checked, progress=progress, jobs=jobs)
            return replace(report, failures=(*failures, *report.failures))
        with writing(self._engine) as session:
            load_registers(session)
        return self.add(sample_articles(), progress=progress, jobs=jobs)

    def import_bundle(
        self, bundle: str | Path | Bundle, *, progress: Progress = _quiet
    ) -> Exchange:
        """Add what a bundle holds and this database does not: all of it, or nothing.

        Importing twice changes nothing; decisions of both are kept. Raise BadBundle.
        """
        from claims.store.bundle import Bundle, add_bundle, open_bundle

        if isinstance(bundle, Bundle):
            return add_bundle(self._engine, bundle, progress)
        with open_bundle(Path(bundle)) as opened:
            return add_bundle(self._engine, opened, progress)

    # asking

    def claims(self, topic: str | None = None, **filters: Any) -> list[ClaimRecord]:
        """Return the claims about a topic; see `ClaimFilter` for the filters.

        `voice` is default (attributed, and authorial with a hedge), attributed,
        authorial or all.
        """
        with reading(self._engine) as session:
            return asking.claims_of(session, topic, filters)

    def claim(self, key: str) -> ClaimRecord:
        """Return the claim of an id or of the beginning of one; raise NotFound."""
        with reading(self._engine) as session:
            return claim_record(find_claim(session, key))

    def relations(
        self, topic: str | None = None, *, kinds: Sequence[str] | None = None, **filters: Any
    ) -> list[RelationRecord]:
        """Return the relations between claims, the best first; dismissed ones only on request."""
        with reading(self._engine) as session:
            return asking.relations_of(session, topic, kinds, filters)

    def contradictions(self, topic: str | None = None, **filters: Any) -> list[RelationRecord]:
        """Return where claims contradict one another or pull apart, the best first."""
        return self.relations(topic, kinds=[str(kind) for kind in DISPUTES], **filters)

    def disputes(
        self, topic: str | None = None, *, detailed: int | None = None, **filters: Any
    ) -> list[Dispute]:
        """Return the contradictions by what is disputed and by sides, the best first.

        Those that are not sure (Dispute.is_sure) come last. The origins behind each side are
        looked up for the first `detailed` ones.
        """
        from claims.library.disputing import disputes_of

        found = self.contradictions(topic, **filters)
        with reading(self._engine) as session:
            return disputes_of(session, found, detailed)

    def timeline(self, topic: str | None = None, **filters: Any) -> list[Series]:
        """Return how figures and positions on a topic moved, by source; undated reports last.

        The filters are those of `claims`: speaker, source, since, until and so on.
        """
        from claims.library.moving import series_of

        with reading(self._engine) as session:
            return series_of(session, topic, filters)

    def circular(self, claims: Sequence[ClaimRecord]) -> tuple[Circular, ...]:
        """Return where some of these claims agree and are no independent reports."""
        from claims.library.disputing import circular

        with reading(self._engine) as session:
            return circular(session, claims)

    def show(self, key: str) -> Passage:
        """Open a claim at its passage; raise NotFound."""
        from claims.library.passage import opened

        with reading(self._engine) as session:
            return opened(session, find_claim(session, key))

    def compare(self, one: str, other: str) -> Comparison:
        """Return how two stored claims relate, as it is stored or else judged; raise NotFound."""
        from claims.library.relating import compared

        with reading(self._engine) as session:
            return compared(session, find_claim(session, one), find_claim(session, other))

    def compare_all(self, *, progress: Progress = _quiet) -> str:
        """Compare the claims of all documents again, each document one transaction."""
        from claims.library.relating import relate_all

        return relate_all(self._engine, progress)

    def terms(self, limit: int | None = None) -> list[TermRecord]:
        """Return what the database is about, the most informative first."""
        from claims.library.about import informative

        with reading(self._engine) as session:
            return informative(session)[:limit]

    def sheet(
        self,
        topic: str | None = None,
        *,
        title: str | None = None,
        group_by: str = "speaker",
        style: str = "chicago",
        weak: bool = False,
        **filters: Any,
    ) -> Sheet:
        """Return a cited sheet of the claims about a topic and of how they relate.

        Disputes that are not sure are left out unless `weak` asks for them.
        """
        with reading(self._engine) as session:
            return asking.sheet_of(
                session, topic, filters, title=title, group_by=group_by, style=style, weak=weak
            )

    def documents(self) -> list[DocumentRecord]:
        """Return the documents, the newest published first."""
        with reading(self._engine) as session:
            return [document_record(d, n) for d, n in session.execute(queries.documents())]

    def document(self, key: str) -> DocumentRecord:
        """Return the document of an id, the beginning of one, or a path; raise NotFound."""
        with reading(self._engine) as session:
            found = find_document(session, key)
            return document_record(found, len(found.claims))

    def text(self, key: str) -> str:
        """Return a document's text; raise NotFound."""
        with reading(self._engine) as session:
            return find_document(session, key).text

    def sources(self, name: str | None = None) -> list[SourceRecord]:
        """Return the sources, with counts; with a name, that one or NotFound."""
        with reading(self._engine) as session:
            wanted = review.find_named_source(session, name).name if name else None
            rows = session.execute(queries.sources())
            return [source_record(s, d, c) for s, d, c in rows if wanted in (None, s.name)]

    def speakers(self, name: str | None = None) -> list[SpeakerRecord]:
        """Return who speaks, the most frequent first."""
        with reading(self._engine) as session:
            rows = session.execute(queries.speakers(name)).unique()
            return [speaker_record(s, c, d) for s, c, d in rows if c]

    def speaker(self, key: str) -> SpeakerPage:
        """Return all that is known of a speaker, found by id or name; raise NotFound."""
        from claims.library.speaking import page_of

        with reading(self._engine) as session:
            return page_of(session, find_speaker(session, key))

    def speaker_proposals(self) -> list[Proposal]:
        """Return the pairs of speakers that may be one, the surest first."""
        from claims.library.speaking import proposals

        with reading(self._engine) as session:
            return proposals(session)

    def stats(self) -> dict[str, int]:
        """Return how much of everything there is."""
        with reading(self._engine) as session:
            return asking.counts_of(session)

    def verify(self) -> Iterator[Problem]:
        """Yield what does not hold, reading every span and hash again."""
        from claims.store.verify import verify

        yield from verify(self._engine)

    def export(self, path: str | Path, *, progress: Progress = _quiet) -> Exchange:
        """Write everything as a bundle: a folder, or one file where the name ends in .zip.

        Raise BadBundle where something is there already.
        """
        from claims.store.bundle import write_bundle

        return write_bundle(self._engine, Path(path), progress)

    # ruling

    def decide(
        self,
        subject: str,
        *,
        verdict: str,
        by: str,
        note: str = "",
        confidence: str | None = None,
    ) -> str:
        """Sign a verdict on a claim or relation and return the status it gives."""
        with writing(self._engine) as session:
            return review.decide(
                session, subject, verdict=verdict, by=by, note=note, confidence=confidence
            )

    def merge_speakers(self, key: str, into: str, *, by: str, note: str = "") -> SpeakerRecord:
        """Sign that one speaker is another, and return that one; `split_speaker` takes it back."""
        with writing(self._engine) as session:
            one, other = find_speaker(session, key), find_speaker(session, into)
            review.merge_speaker(session, one, other, by=by, note=note)
            return record_of(session, one.merged_into or one)

    def split_speaker(
        self, key: str, name: str | None = None, *, by: str, note: str = ""
    ) -> SpeakerRecord:
        """Sign that a merge does not hold.

        With `name`, that it is no other name of the speaker; where it is the id of
        another speaker, that the two are not one.
        """
        with writing(self._engine) as session:
            speaker = find_speaker(session, key)
            if name is None:
                review.split_speaker(session, speaker, by=by, note=note)
            elif name.startswith("s_"):
                other = find_speaker(session, name)
                review.keep_apart(session, speaker, other, by=by, note=note)
            else:
                review.take_name(session, speaker, name, by=by, note=note)
            return record_of(session, speaker)

    def alias_speaker(self, key: str, name: str, *, by: str, note: str = "") -> SpeakerRecord:
        """Sign that a speaker has another name too; new documents with it lead to the speaker."""
        return self._name_speaker(key, name, Verdict.ALIAS, by, note)

    def rename_speaker(self, key: str, name: str, *, by: str, note: str = "") -> SpeakerRecord:
        """Sign that a speaker is shown under another name; the one before still leads to it."""
        return self._name_speaker(key, name, Verdict.RENAME, by, note)

    def _name_speaker(
        self, key: str, name: str, verdict: Verdict, by: str, note: str
    ) -> SpeakerRecord:
        with writing(self._engine) as session:
            speaker = find_speaker(session, key)
            review.name_speaker(session, speaker, name, verdict=verdict, by=by, note=note)
            return record_of(session, speaker)

    def judge_source(self, name: str, *, reliability: str, by: str, why: str = "") -> None:
        """Set a source's Admiralty letter, signed."""
        with writing(self._engine) as session:
            review.judge_source(session, name, reliability=reliability, by=by, why=why)

    def edit(self, key: str, given: Metadata) -> list[str]:
        """Correct a document's metadata and return what changed."""
        with writing(self._engine) as session:
            return review.edit(session, find_document(session, key), given)

    def remove(self, key: str) -> None:
        """Remove a document with its claims and their relations; raise NotFound."""
        with writing(self._engine) as session:
            session.delete(find_document(session, key))
