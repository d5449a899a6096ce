"""Comparing stored claims: what is judged when, and a rebuild that goes on where it stopped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from sqlalchemy import select

from claims import Library
from claims.comparison import Comparison, Statement, compare_many, flip
from claims.comparison.company import Disputes
from claims.library import relating
from claims.settings import Settings
from claims.store import models
from claims.store.engine import open_engine, reading, writing

TOLLS = ("14 people", "23 people", "9 people", "31 people")


def article(folder: Path, name: str, toll: str) -> Path:
    path = folder / f"{name}.txt"
    path.write_text(
        f"The flood at Nether Brenn killed {toll}, the mayor Ida Lamm said.\n\n"
        f"“The dam at Ossel is safe,” the engineer Tom Karst of {name} said.\n",
        encoding="utf-8",
    )
    return path


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "claims.db") as library:
        yield library


@pytest.fixture
def articles(tmp_path: Path) -> list[Path]:
    return [article(tmp_path, f"Paper{n}", toll) for n, toll in enumerate(TOLLS)]


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """The documents of each pair that is judged while the test runs."""
    pairs: list[tuple[str, str]] = []

    def spy(both: Sequence[tuple[Statement, Statement]], known: Disputes) -> list[Comparison]:
        pairs.extend((a.document or "", b.document or "") for a, b in both)
        return compare_many(both, known)

    monkeypatch.setattr(relating, "compare_many", spy)
    return pairs


def related(library: Library) -> dict[str, tuple[str, float]]:
    return {r.id: (r.relation, r.score) for r in library.relations()}


def stopping_at(wanted: int) -> relating.Progress:
    """Return a progress that is interrupted when so many documents are done."""

    def progress(done: int, total: int, path: str) -> None:
        if done == wanted:
            raise KeyboardInterrupt

    return progress


def test_adding_judges_pairs_with_a_new_claim_only(
    library: Library, articles: list[Path], judged: list[tuple[str, str]]
) -> None:
    library.add(articles[:3])
    old = {document.id for document in library.documents()}
    judged.clear()
    library.add(articles)
    assert judged
    assert all(a not in old for a, b in judged)
    assert {b for a, b in judged} >= old
    judged.clear()
    library.add(articles)
    assert judged == []


def test_a_rebuild_finds_what_adding_found(library: Library, articles: list[Path]) -> None:
    library.add(articles)
    before = related(library)
    assert before
    library.compare_all()
    assert related(library) == before


def test_every_pair_of_a_rebuild_is_judged_once(
    library: Library, articles: list[Path], judged: list[tuple[str, str]]
) -> None:
    library.add(articles)
    when_added = sorted(judged)
    judged.clear()
    library.compare_all()
    assert sorted(judged) == when_added


def test_an_interrupted_rebuild_goes_on_with_the_documents_not_reached(
    library: Library, articles: list[Path], judged: list[tuple[str, str]]
) -> None:
    library.add(articles)
    before, in_order = related(library), list(dict.fromkeys(a for a, _ in judged))
    with pytest.raises(KeyboardInterrupt):
        library.compare_all(progress=stopping_at(2))
    assert related(library) == before
    judged.clear()
    seen: list[int] = []
    report = library.compare_all(progress=lambda done, *_: seen.append(done))
    assert seen == [2, 3, 4]
    assert list(dict.fromkeys(a for a, _ in judged)) == in_order[-2:]
    assert related(library) == before
    assert report == (
        f"{len(before)} relations among the claims of 4 documents, 2 of them before an interruption"
    )


def test_a_finished_rebuild_begins_anew_next_time(library: Library, articles: list[Path]) -> None:
    library.add(articles)
    seen: list[int] = []
    for _ in range(2):
        assert "interruption" not in library.compare_all(
            progress=lambda done, *_: seen.append(done)
        )
    assert seen == [0, 1, 2, 3, 4] * 2


def test_a_rebuild_interrupted_twice_still_reaches_everything(
    library: Library, articles: list[Path]
) -> None:
    library.add(articles)
    before = related(library)
    for stop in (1, 3):
        with pytest.raises(KeyboardInterrupt):
            library.compare_all(progress=stopping_at(stop))
    library.compare_all()
    assert related(library) == before


def test_documents_added_after_an_interruption_are_reached_too(
    library: Library, articles: list[Path]
) -> None:
    library.add(articles[:3])
    with pytest.raises(KeyboardInterrupt):
        library.compare_all(progress=stopping_at(2))
    library.add(articles)
    before = related(library)
    assert "claims of 4 documents, 2 of them" in library.compare_all()
    assert related(library) == before


def test_a_rebuild_begins_anew_where_a_document_it_had_reached_is_gone(
    library: Library, articles: list[Path]
) -> None:
    library.add(articles)
    with pytest.raises(KeyboardInterrupt):
        library.compare_all(progress=stopping_at(2))
    library.remove(str(articles[0]))
    assert "interruption" not in library.compare_all()


def test_a_rebuild_begins_anew_with_another_version(
    library: Library, articles: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    library.add(articles)
    with pytest.raises(KeyboardInterrupt):
        library.compare_all(progress=stopping_at(2))
    monkeypatch.setattr("claims.library.runs.__version__", "99")
    assert "interruption" not in library.compare_all()


def test_two_stored_claims_relate_as_they_are_listed_whichever_comes_first(
    library: Library, articles: list[Path]
) -> None:
    library.add(articles)
    listed = library.relations()
    assert {r.relation for r in listed} > {"echoes"}
    for relation in listed:
        told = library.compare(relation.a.id, relation.b.id)
        assert (told.relation, told.score, told.reverse) == (
            relation.relation, relation.score, False
        )  # fmt: skip
        assert [reason.to_json() for reason in told.reasons] == list(relation.reasons)
        assert library.compare(relation.b.id, relation.a.id) == flip(told)


def test_a_stored_reason_from_elsewhere_may_lack_parts(
    library: Library, articles: list[Path], tmp_path: Path
) -> None:
    library.add(articles)
    relation = library.relations()[0]
    engine = open_engine(tmp_path / "claims.db", Settings(), create=False)
    with writing(engine) as session:
        wanted = select(models.Relation).where(models.Relation.public_id == relation.id)
        session.scalars(wanted).one().reasons = [{"sentence": "An editor said so.", "aspect": "?"}]
    engine.dispose()
    (reason,) = library.compare(relation.a.id, relation.b.id).reasons
    assert (reason.sentence, reason.aspect.value, reason.spans_a) == (
        "An editor said so.", "wording", ()
    )  # fmt: skip


def test_relations_of_a_rebuild_name_its_run(
    library: Library, articles: list[Path], tmp_path: Path
) -> None:
    library.add(articles)
    library.compare_all()
    engine = open_engine(tmp_path / "claims.db", Settings(), create=False)
    with reading(engine) as session:
        runs = {r.run_id for r in session.scalars(select(models.Relation))}
        last = session.scalars(select(models.Run).order_by(models.Run.id.desc())).first()
        assert last is not None
        assert runs == {last.id}
        assert last.finished is not None
        assert last.counts["documents"] == 4
    engine.dispose()


def test_a_stored_claim_is_compared_with_the_words_that_it_leans_on(
    library: Library, tmp_path: Path
) -> None:
    path = tmp_path / "vault.txt"
    path.write_text(
        "The vault of the bank was sealed in May. “It was empty,” the guard Ida Lamm said.\n",
        encoding="utf-8",
    )
    library.add([path])
    engine = open_engine(tmp_path / "claims.db", Settings(), create=False)
    with reading(engine) as session:
        claims = session.scalars(select(models.Claim))
        made = [relating.statement_of(claim, claim.document.text) for claim in claims]
    engine.dispose()
    contexts = {s.text.strip("“”,"): s.context for s in made}
    assert contexts["It was empty"] == "The vault of the bank was sealed in May."
    assert not contexts["The vault of the bank was sealed in May"]


def add_each(library: Library, folder: Path, texts: dict[str, str]) -> None:
    """Add texts by name, one after the other."""
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
        library.add([folder / f"{name}.txt"])


def test_claims_of_two_stories_with_no_name_in_common_are_not_compared(
    library: Library, tmp_path: Path, judged: list[tuple[str, str]]
) -> None:
    texts = {
        "mill": "The company employs 2,300 people in Ossel, the director Ida Lamm said.\n\n"
        "Nobody will be dismissed in Nether Brenn, Tom Karst told the council.\n",
        "ferry": "The company employs 6,400 people in Tarsk, the captain Ulla Voss said.\n\n"
        "Everybody was dismissed in Vell, Bo Hedin told the court.\n",
        "mill-later": "The company employs 410 people in Ossel and in Nether Brenn, Karst said.\n",
    }
    add_each(library, tmp_path, texts)
    files = {d.id: Path(d.path).stem for d in library.documents()}
    pairs = {frozenset((files[a], files[b])) for a, b in judged}
    assert frozenset(("mill", "mill-later")) in pairs
    assert not any(len(pair) == 2 and "ferry" in pair for pair in pairs)


def test_short_reports_that_share_names_outside_their_claims_are_compared(
    library: Library, tmp_path: Path, judged: list[tuple[str, str]]
) -> None:
    texts = {
        "courier": "The hoses were dry when Jan Ott and Pia Marn took them, "
        "said Ida Lamm, the cook of the Swallow.\n",
        "herald": "The hoses gave water when Tom Karst and Bo Hedin took them, "
        "said the mate of the Swallow, who sleeps above Lamm.\n",
        "mill": "The hoses were short when Ulla Voss and Eda Brask took them, "
        "said Per Gant, the miller of Ossel.\n",
    }
    add_each(library, tmp_path, texts)
    files = {d.id: Path(d.path).stem for d in library.documents()}
    pairs = {frozenset((files[a], files[b])) for a, b in judged}
    assert frozenset(("courier", "herald")) in pairs
    assert not any(len(pair) == 2 and "mill" in pair for pair in pairs)


def test_a_brief_without_names_is_compared_with_what_shares_its_words(
    library: Library, tmp_path: Path, judged: list[tuple[str, str]]
) -> None:
    texts = {
        "brief": "The company employs 2,300 people, the director said.\n",
        "report": "The company employs 410 people in Ossel and in Nether Brenn, Ida Lamm said.\n",
    }
    add_each(library, tmp_path, texts)
    assert len({frozenset(pair) for pair in judged if len(set(pair)) == 2}) == 1


def test_claims_beside_one_another_are_compared_though_one_tells_nothing_by_itself(
    library: Library, tmp_path: Path, judged: list[tuple[str, str]]
) -> None:
    path = tmp_path / "harbour.txt"
    path.write_text(
        "The bolts of the crane were rusty, the engineer Tom Karst said.\n\n"
        "“They were not,” the spokeswoman Ida Lamm said.\n",
        encoding="utf-8",
    )
    library.add([path])
    assert len(list(library.claims())) == len(judged) + 1 == 2
