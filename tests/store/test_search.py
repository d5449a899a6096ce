"""Search: the query language, the index kept by triggers, and every mistyped query a sentence."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from claims.attribution import Attribution, Speaker, SpeakerKind
from claims.errors import InvalidQuery
from claims.settings import Settings
from claims.span import Span
from claims.store import models
from claims.store.engine import open_engine, reading, writing
from claims.store.filter import ClaimFilter
from claims.store.queries import claims
from claims.store.save import save_attributions, save_document
from claims.store.search import match, parse, to_fts5
from tests.store.material import make_attributions, make_document

LINES = {
    "dam": "The dam at Ossel is safe",
    "gate": "The ministers negotiated about the flood gate",
    "peace": "Peace talks with the Taliban's envoys re-opened",
    "café": "A café in Łódź burned down, 12.5 million were lost",
    "and": "Either NOT or AND is a word",
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory, template: Path) -> Iterator[Engine]:
    path = tmp_path_factory.mktemp("search") / "claims.db"
    shutil.copy(template, path)
    engine = open_engine(path, Settings(), create=False)
    text = "\n".join(LINES.values()) + "\nIda Lamm\n"
    said = []
    for line in LINES.values():
        start = text.index(line)
        said.append(Attribution((Span(start, start + len(line)),)))
    ida = Span(text.index("Ida Lamm"), text.index("Ida Lamm") + 8)
    said[0] = replace(said[0], speaker=Speaker((ida,), "Ida Lamm", SpeakerKind.PERSON))
    with writing(engine) as session:
        document, _ = save_document(session, make_document(text, title="Quarterly bulletin"))
        save_attributions(session, document, said, None, lambda _: [])
    yield engine
    engine.dispose()


def found(engine: Engine, query: str) -> set[str]:
    names = {line: name for name, line in LINES.items()}
    with reading(engine) as session:
        return {names[c.content] for c in session.scalars(claims(ClaimFilter(topic=query)))}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("dam", {"dam"}),
        ("DAM", {"dam"}),
        ("negotiations", {"gate"}),
        ("negotiat*", {"gate"}),
        ("negotiatio*", {"gate"}),
        ("neg*", {"gate"}),
        ("dam safe", {"dam"}),
        ("dam gate", set()),
        ("dam OR gate", {"dam", "gate"}),
        ("dam OR gate NOT flood", {"dam"}),
        ("(dam OR gate) NOT flood", {"dam"}),
        ("bulletin NOT (dam OR gate)", {"peace", "café", "and"}),
        ("NOT dam bulletin", {"gate", "peace", "café", "and"}),
        ("dam AND safe AND Ossel", {"dam"}),
        ("dam AND NOT gate", {"dam"}),
        ('"flood gate"', {"gate"}),
        ('"gate flood"', set()),
        ("“flood gate”", {"gate"}),
        ("Ida", {"dam"}),
        ("lamm", {"dam"}),
        ("bulletins", {"dam", "gate", "peace", "café", "and"}),
        ("Taliban's", {"peace"}),
        ("Taliban’s", {"peace"}),
        ("re-opened", {"peace"}),
        ("cafe", {"café"}),
        ("CAFÉ", {"café"}),
        ("12.5", {"café"}),
        ("dam & safe", {"dam"}),
        ("dam - safe!", {"dam"}),
        ('"NOT or AND"', {"and"}),
        ("not or", {"and"}),
        ("content:dam", set()),
        ("dam^2", set()),
        ("NEAR dam", set()),
        ("dam; DROP TABLE claim", set()),
    ],
)
def test_a_query_finds(library: Engine, query: str, expected: set[str]) -> None:
    assert found(library, query) == expected


@pytest.mark.parametrize(
    ("query", "why"),
    [
        ("", "no word"),
        ("   ", "no word"),
        ("***", "no word"),
        ('""', "no word"),
        ("()", "no word"),
        ("AND", "AND needs"),
        ("OR", "OR needs"),
        ("NOT", "NOT needs"),
        ("NOT dam", "NOT takes away"),
        ("dam OR NOT gate", "NOT takes away"),
        ('"unclosed', "not closed"),
        ('dam "', "not closed"),
        ("(a", "bracket is not closed"),
        ("a)", "no opening one"),
        (")", "no word"),
        (") dam", "no opening one"),
        ("dam ()", "nothing between"),
        ("a OR", "OR needs"),
        ("OR a", "OR needs"),
        ("a AND", "AND needs"),
        ("AND a", "AND needs"),
        ("a AND AND b", "AND needs"),
        ("a AND OR b", "AND needs"),
        ("a NOT", "NOT needs"),
        ("a NOT NOT b", "NOT needs"),
        ("(" * 50 + "a" + ")" * 50, "too many brackets"),
        ("word " * 100, "at most"),
    ],
)
def test_a_mistyped_query_gets_a_sentence(query: str, why: str) -> None:
    with pytest.raises(InvalidQuery, match=why):
        match(query)


PIECES = st.sampled_from(
    ["dam", "gate*", "AND", "OR", "NOT", "(", ")", '"', "“", "*", "-", "^", ":", "'", "NEAR", "é"]
)
QUERIES = st.one_of(st.text(max_size=40), st.lists(PIECES, max_size=12).map(" ".join))


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(query=QUERIES)
def test_any_query_gives_claims_or_a_sentence(library: Engine, query: str) -> None:
    try:
        statement = match(query)
    except InvalidQuery:
        return
    with reading(library) as session:
        session.execute(statement).all()


@given(
    st.recursive(
        st.sampled_from(["dam", "gate", "peace"]),
        lambda inner: st.one_of(
            st.tuples(inner, st.sampled_from([" AND ", " OR ", " NOT "]), inner).map(
                lambda t: f"({t[0]}{t[1]}{t[2]})"
            ),
        ),
        max_leaves=6,
    )
)
@settings(max_examples=100, deadline=None)
def test_operators_mean_what_sets_mean(library: Engine, query: str) -> None:
    with reading(library) as session:
        rows = session.execute(match(query)).all()
        contents = {row[0]: session.get_one(models.Claim, row[0]).content for row in rows}
    expected = set()
    for line in LINES.values():
        values = {word: word in line.lower() for word in ("dam", "gate", "peace")}
        words = (
            query.replace(" NOT ", " and not ").replace(" AND ", " and ").replace(" OR ", " or ")
        )
        if eval(words, {"__builtins__": {}}, values):  # noqa: S307 - of words made above
            expected.add(line)
    assert {*contents.values()} == expected


@pytest.mark.parametrize(
    "word", ["negotiated", "burned", "ministers", "Quarterly", "Taliban", "million"]
)
def test_every_beginning_of_a_word_finds_it(library: Engine, word: str) -> None:
    for length in range(2, len(word) + 1):
        assert found(library, word[:length] + "*"), word[:length]


def test_the_best_match_is_first(library: Engine) -> None:
    with reading(library) as session:
        best = session.scalars(claims(ClaimFilter(topic="dam OR bulletin"))).first()
        assert best is not None
        assert best.content == LINES["dam"]


def test_words_are_quoted_whatever_they_hold() -> None:
    assert to_fts5(parse("a:b NEAR(c)")) == '("a:b" AND "NEAR" AND "c")'


class TestTheIndexFollowsTheTables:
    """The triggers, one change of a table at a time."""

    @staticmethod
    def hits(session: Session, query: str) -> int:
        session.flush()
        return len(session.execute(match(query)).all())

    def test_when_a_title_is_edited(self, session: Session) -> None:
        document = session.scalars(select(models.Document)).one()
        document.title = "A new headline"
        assert (self.hits(session, "headline"), self.hits(session, "ministers")) == (3, 0)
        document.title = None
        assert self.hits(session, "headline") == 0

    def test_when_a_speaker_is_renamed(self, session: Session) -> None:
        speaker = session.scalars(select(models.Speaker).filter_by(name="Kestria")).one()
        speaker.name = "Republic of Kestria"
        assert self.hits(session, "republic") == 1
        assert self.hits(session, "ally OR Kestria") == 1

    def test_when_speakers_are_merged_and_split(self, session: Session) -> None:
        kestria = session.scalars(select(models.Speaker).filter_by(name="Kestria")).one()
        pact = models.Speaker(public_id="s_p", name="The Pact", kind=SpeakerKind.STATE)
        session.add(pact)
        session.flush()
        kestria.merged_into_id = pact.id
        assert self.hits(session, "pact") == 1
        pact.name = "The Alliance"
        assert (self.hits(session, "pact"), self.hits(session, "alliance")) == (0, 1)
        kestria.merged_into_id = None
        assert self.hits(session, "alliance") == 0

    def test_when_a_claim_loses_its_speaker(self, session: Session) -> None:
        claim = session.scalars(select(models.Claim).order_by(models.Claim.id)).first()
        assert claim is not None
        claim.speakers.clear()
        assert self.hits(session, "Kestria") == 0

    def test_when_a_claim_is_reworded_or_removed(self, session: Session) -> None:
        claim = session.scalars(select(models.Claim).order_by(models.Claim.id)).first()
        assert claim is not None
        claim.content = "Something about turbines"
        assert (self.hits(session, "turbine"), self.hits(session, "dam")) == (1, 0)
        session.delete(claim)
        assert self.hits(session, "turbine") == 0


def test_each_document_adds_what_it_holds(filled: Engine) -> None:
    with writing(filled) as session:
        document, _ = save_document(session, make_document(source="The Echo"))
        save_attributions(session, document, make_attributions(), None, lambda _: [])
    with reading(filled) as session:
        assert len(session.execute(match("dam")).all()) == 2
