"""Named queries: each filter narrows by what it says, in few statements."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Engine, event, select
from sqlalchemy.orm import Session

from claims.attribution import Act, Attribution, HedgeKind, SpeakerKind, Stance
from claims.comparison.value import Aspect, Comparison, RelationKind
from claims.settings import Settings
from claims.store import models, queries
from claims.store.engine import open_engine, reading, writing
from claims.store.filter import ClaimFilter, RelationFilter
from claims.store.ledger import save_decision
from claims.store.load import claim_record, document_record, relation_record
from claims.store.posting import StoredPostings, comparable
from claims.store.save import (
    save_attributions,
    save_document,
    save_relation,
)
from claims.store.vocabulary import Sort, Status, SubjectKind, Verdict, Voices
from tests.store.material import TEXT, make_attributions, make_document, terms_of

DAM, TALKS, GATES = (
    "The Ossel dam is safe",
    "negotiate again is all there is",
    "the gates were not opened",
)


def shifted(attribution: Attribution, by: int) -> Attribution:
    """Return the attribution further down the page, without hedges and chain."""
    return replace(
        attribution,
        content=tuple(span.shift(by) for span in attribution.content),
        cue=tuple(span.shift(by) for span in attribution.cue),
        speaker=replace(
            attribution.speaker, spans=tuple(s.shift(by) for s in attribution.speaker.spans)
        ),
        hedges=(),
        chain=(),
    )


@pytest.fixture(scope="module")
def two_template(filled_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = Path(shutil.copy(filled_template, tmp_path_factory.mktemp("two") / "claims.db"))
    engine = open_engine(path, Settings(), create=False)
    head = "Vorsa wire.\n\n"
    echo = make_document(head + TEXT, source="The Echo", published=None, title=None, path="b.txt")
    with writing(engine) as session:
        document, _ = save_document(session, echo)
        moved = [shifted(attribution, len(head)) for attribution in make_attributions()]
        save_attributions(session, document, moved, None, terms_of)
        a = session.scalars(queries.claims(ClaimFilter(source="Lamp", topic="dam safe"))).one()
        b = session.scalars(queries.claims(ClaimFilter(source="Echo", topic="gates"))).one()
        c = session.scalars(queries.claims(ClaimFilter(source="Echo", topic="dam safe"))).one()
        save_relation(session, a, b, Comparison(RelationKind.CONTRADICTS, Aspect.NEGATION, 0.9))
        save_relation(session, a, c, Comparison(RelationKind.ECHOES, Aspect.WORDING, 0.6))
    engine.dispose()
    return path


@pytest.fixture
def two(two_template: Path, tmp_path: Path) -> Iterator[Engine]:
    """Two documents of three claims each, the second undated and of another source."""
    path = Path(shutil.copy(two_template, tmp_path / "two.db"))
    engine = open_engine(path, Settings(), create=False)
    yield engine
    engine.dispose()


def contents(session: Session, wanted: ClaimFilter) -> list[str]:
    return [claim.content for claim in session.scalars(queries.claims(wanted))]


ONE = "ossel.txt"


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (ClaimFilter(), {DAM, TALKS, GATES}),
        (ClaimFilter(speaker="kestria"), {DAM}),
        (ClaimFilter(speaker="senior official"), {TALKS}),
        (ClaimFilter(speaker="100%"), set()),
        (ClaimFilter(source="lamp"), {DAM, TALKS, GATES}),
        (ClaimFilter(source="Echo"), set()),
        (ClaimFilter(since="2024-05-31"), {DAM, TALKS, GATES}),
        (ClaimFilter(since="2024-06"), set()),
        (ClaimFilter(since="2024"), {DAM, TALKS, GATES}),
        (ClaimFilter(until="2024"), {DAM, TALKS, GATES}),
        (ClaimFilter(until="2024-05-30"), set()),
        (ClaimFilter(voices=Voices.DEFAULT), {DAM, TALKS, GATES}),
        (ClaimFilter(voices=Voices.ATTRIBUTED), {DAM, TALKS}),
        (ClaimFilter(voices=Voices.AUTHORIAL), {GATES}),
        (ClaimFilter(hedged=True), {TALKS, GATES}),
        (ClaimFilter(hedged=False), {DAM}),
        (ClaimFilter(hedge=HedgeKind.BOOSTER), {GATES}),
        (ClaimFilter(hedge=HedgeKind.EVIDENTIAL), set()),
        (ClaimFilter(speaker_kind=SpeakerKind.STATE), {DAM}),
        (ClaimFilter(speaker_kind=SpeakerKind.NONE), {GATES}),
        (ClaimFilter(act=Act.PREDICTS), {TALKS}),
        (ClaimFilter(stance=Stance.DISTANCING), {TALKS}),
        (ClaimFilter(via="halyard"), {TALKS}),
        (ClaimFilter(likelihood="likely"), {TALKS}),
        (ClaimFilter(likelihood="like"), set()),
        (ClaimFilter(status=Status.OPEN), {DAM, TALKS, GATES}),
        (ClaimFilter(status=Status.ACCEPTED), set()),
        (ClaimFilter(topic="gates OR dam", speaker="Ardovia"), {DAM}),
    ],
)
def test_a_filter_narrows(two: Engine, wanted: ClaimFilter, expected: set[str]) -> None:
    with reading(two) as session:
        assert {*contents(session, replace(wanted, document=ONE))} == expected


def test_hedged_authorial_claims_are_in_the_default_and_flat_ones_are_not(two: Engine) -> None:
    with reading(two) as session:
        flat = ClaimFilter(document="b.txt", voices=Voices.DEFAULT)
        assert GATES not in contents(session, flat)
        assert GATES in contents(session, ClaimFilter(document="b.txt", voices=Voices.ALL))


def test_a_month_and_a_year_cover_their_days(engine: Engine) -> None:
    with writing(engine) as session:
        for date in ("2011", "2011-12", "2011-12-02", None):
            document, _ = save_document(session, make_document(published=date, url=f"u:{date}"))
            save_attributions(session, document, make_attributions()[:1], None, terms_of)
    with reading(engine) as session:

        def dates(**limits: str) -> list[str | None]:
            found = session.scalars(queries.claims(ClaimFilter(**limits)))
            return [claim.document.published for claim in found]

        assert dates(since="2011-12-02") == ["2011", "2011-12", "2011-12-02"]
        assert dates(since="2011-12-03") == ["2011", "2011-12"]
        assert dates(until="2011-11-30") == ["2011"]
        assert dates() == ["2011", "2011-12", "2011-12-02", None]


def test_sorting_by_hedge_goes_from_flat_to_most_hedged(two: Engine) -> None:
    with reading(two) as session:
        assert contents(session, ClaimFilter(sort=Sort.HEDGE))[-1] == TALKS


@pytest.mark.parametrize("sort", Sort)
def test_every_order_is_complete_and_a_limit_holds(two: Engine, sort: Sort) -> None:
    with reading(two) as session:
        found = contents(session, ClaimFilter(sort=sort, topic="dam OR gates OR negotiate"))
        again = contents(session, ClaimFilter(sort=sort, topic="dam OR gates OR negotiate"))
        first = contents(
            session, ClaimFilter(sort=sort, topic="dam OR gates OR negotiate", limit=2)
        )
        assert len(found) == 6
        assert (found, found[:2]) == (again, first)


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (RelationFilter(), 2),
        (RelationFilter(kinds=(RelationKind.CONTRADICTS, RelationKind.TENSION)), 1),
        (RelationFilter(aspect=Aspect.WORDING), 1),
        (RelationFilter(min_score=0.7), 1),
        (RelationFilter(topic="gates"), 1),
        (RelationFilter(topic="dam"), 2),
        (RelationFilter(topic="turbine"), 0),
        (RelationFilter(speaker="Kestria"), 2),
        (RelationFilter(speaker="official"), 0),
        (RelationFilter(between=("Echo", "Lamp")), 2),
        (RelationFilter(between=("Lamp", "Lamp")), 0),
        (RelationFilter(between=("Kestria", "Kestria")), 1),
        (RelationFilter(since="2024-05"), 2),
        (RelationFilter(since="2025"), 0),
        (RelationFilter(status=Status.DISMISSED), 0),
        (RelationFilter(limit=1), 1),
    ],
)
def test_relations_narrow(two: Engine, wanted: RelationFilter, expected: int) -> None:
    with reading(two) as session:
        assert len(session.scalars(queries.relations(wanted)).all()) == expected


def test_a_dismissed_relation_stays_out_until_asked_for(two: Engine) -> None:
    with writing(two) as session:
        first = session.scalars(queries.relations()).first()
        assert first is not None
        save_decision(session, SubjectKind.RELATION, first.public_id, Verdict.DISMISS, who="Ana")
    with reading(two) as session:
        assert len(session.scalars(queries.relations()).all()) == 1
        dismissed = session.scalars(queries.relations(RelationFilter(status=Status.DISMISSED)))
        assert [relation_record(r).status for r in dismissed] == ["dismissed"]


def test_an_id_or_its_beginning_finds_one(two: Engine) -> None:
    with reading(two) as session:
        claim = session.scalars(queries.claims()).first()
        assert claim is not None
        assert session.scalars(queries.claim(claim.public_id)).all() == [claim]
        assert session.scalars(queries.claim(claim.public_id[:10])).all() == [claim]
        assert len(session.scalars(queries.claim("c_")).all()) == 2
        assert session.scalars(queries.claim("%")).all() == []
        assert (
            session.scalars(queries.document(ONE)).one()
            is session.scalars(
                queries.document(session.scalars(queries.document(ONE)).one().public_id)
            ).one()
        )


def test_registers_count_what_they_hold(two: Engine) -> None:
    with writing(two) as session:
        kestria = session.scalars(select(models.Speaker).filter_by(name="Kestria")).one()
        ardovia = session.scalars(select(models.Speaker).filter_by(name="Ardovia")).one()
        kestria.merged_into_id = ardovia.id
        ardovia.aliases.append(models.SpeakerAlias(name="Lindmar"))
    with reading(two) as session:
        sources = [(s.name, n, c) for s, n, c in session.execute(queries.sources())]
        assert sources == [("The Echo", 1, 3), ("The Lamp", 1, 3)]
        speakers = [(s.name, n, d) for s, n, d in session.execute(queries.speakers())]
        assert speakers[0] == ("Ardovia", 2, 2)
        assert ("Kestria", 2, 2) not in speakers
        found = session.execute(queries.speakers("lindmar", SpeakerKind.STATE)).all()
        assert [row[0].name for row in found] == ["Ardovia"]
        listed = [document_record(d, n) for d, n in session.execute(queries.documents())]
        assert [(d.path, d.claims) for d in listed] == [(ONE, 3), ("b.txt", 3)]


def test_terms_lead_to_the_claims_that_share_them(two: Engine) -> None:
    with reading(two) as session:
        undated = session.scalars(queries.document("b.txt")).one()
        postings = StoredPostings(session, undated, upto=100)
        known = postings.frequencies(["ossel", "safe", "x"])
        assert known == {"ossel": 2, "safe": 2}
        holding = postings.holders(known, 10)["ossel"]
        assert [claim.content for claim in comparable(session, sorted(holding))] == [DAM, DAM]
        assert postings.holders(known, 1)["ossel"] == {max(holding)}


@contextmanager
def counted(engine: Engine) -> Iterator[list[str]]:
    statements: list[str] = []

    def note(_c: object, _k: object, statement: str, *_: object) -> None:
        statements.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    yield statements
    event.remove(engine, "before_cursor_execute", note)


def test_a_listing_takes_as_many_statements_for_six_claims_as_for_one(two: Engine) -> None:
    numbers = []
    for limit in (1, 6):
        with reading(two) as session, counted(two) as statements:
            found = session.scalars(queries.claims(ClaimFilter(limit=limit))).all()
            assert len([claim_record(claim) for claim in found]) == limit
        numbers.append(len(statements))
    assert numbers[1] <= 9
    with reading(two) as session, counted(two) as statements:
        records = [relation_record(r) for r in session.scalars(queries.relations())]
        assert len(records) == 2
    assert len(statements) <= 19


def test_the_plain_views_read_well(two: Engine) -> None:
    with reading(two) as session:
        claims = session.connection().exec_driver_sql(
            "SELECT speaker, source, quote, hedges, citation, status FROM claims_view ORDER BY id"
        )
        rows = {row.quote + row.source: row for row in claims}
        talks = rows[TALKS + "The Lamp"]
        assert (talks.speaker, talks.hedges) == ("a senior official", "may (epistemic)")
        assert talks.citation.startswith(
            "Ana Brill, Tomé Kast. “What the ministers said”. "
            "The Lamp, 2024-05-31. Accessed 2024-06."
        )
        assert ", n.d." in rows[DAM + "The Echo"].citation
        relations = session.connection().exec_driver_sql("SELECT * FROM relations_view")
        assert {row.relation for row in relations} == {"contradicts", "echoes"}
