"""The register of speakers: merges, splits, other names, and who may be one."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from claims import Library
from claims.attribution import SpeakerKind
from claims.errors import InvalidValue, NotFound
from tests.library.material import OFFICIAL, PERSON, STATE, store

DAM, GATE, TALKS = "the dam is safe", "gate three is shut", "talks go on"


@pytest.fixture(scope="session")
def two_documents(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ida Lamm and an official in one document, I. Lamm and the state of Vorsa in another."""
    path = tmp_path_factory.mktemp("speakers") / "claims.db"
    with Library.open(path):
        pass
    store(path, "Echo", ("Ida Lamm", PERSON, DAM), ("an official", OFFICIAL, GATE), role="minister")
    store(path, "Lamp", ("I. Lamm", PERSON, TALKS), ("Vorsa", STATE, GATE))
    return path


@pytest.fixture
def db(two_documents: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(two_documents, tmp_path / "claims.db"))


@pytest.fixture
def library(db: Path) -> Iterator[Library]:
    with Library.open(db) as library:
        yield library


def counts(library: Library) -> dict[str, int]:
    return {speaker.name: speaker.claims for speaker in library.speakers()}


def test_merged_speakers_count_together_and_a_split_gives_everything_back(
    library: Library,
) -> None:
    before = library.speakers()
    merged = library.merge_speakers("I. Lamm", "Ida Lamm", by="Ada", note="one voice")
    assert (merged.name, merged.claims, merged.documents) == ("Ida Lamm", 2, 2)
    assert counts(library) == {"Ida Lamm": 2, "Vorsa": 1, "an official": 1}
    assert merged.aliases == ("I. Lamm",)
    library.split_speaker("I. Lamm", by="Bo")
    assert library.speakers() == before
    rulings = library.speaker("I. Lamm").decisions
    assert [(r.verdict, r.who, r.note) for r in rulings] == [
        ("merge", "Ada", "one voice"),
        ("split", "Bo", None),
    ]


def test_claims_of_merged_speakers_bear_the_name_and_keep_the_words_of_the_text(
    library: Library,
) -> None:
    library.merge_speakers("I. Lamm", "Ida Lamm", by="Ada")
    claim = library.claims(TALKS)[0].to_json()["speaker"]
    assert (claim["name"], claim["text"]) == ("Ida Lamm", "I. Lamm")
    assert {c.speaker for c in library.claims(sort="speaker")} == {
        "Ida Lamm", "Vorsa", "an official",
    }  # fmt: skip
    assert not list(library.verify())


@pytest.mark.parametrize("name", ["I. Lamm", "Ida", "Chancellor"])
def test_any_name_of_a_merged_speaker_finds_all_that_was_said(library: Library, name: str) -> None:
    library.merge_speakers("I. Lamm", "Ida Lamm", by="Ada")
    library.alias_speaker("Ida Lamm", "the Chancellor", by="Ada")
    assert {claim.content for claim in library.claims(speaker=name)} == {DAM, TALKS}
    assert [speaker.name for speaker in library.speakers(name)] == ["Ida Lamm"]


def test_merges_of_merges_come_apart_one_by_one(library: Library, db: Path) -> None:
    store(db, "Gull", ("Ida Maria Lamm", PERSON, DAM))
    library.merge_speakers("I. Lamm", "Ida Lamm", by="Ada")
    library.merge_speakers("Ida Lamm", "Ida Maria Lamm", by="Ada")
    assert counts(library)["Ida Maria Lamm"] == 3
    library.split_speaker("Ida Lamm", by="Ada")
    assert counts(library) == {"Ida Lamm": 2, "Ida Maria Lamm": 1, "Vorsa": 1, "an official": 1}


def test_a_renamed_speaker_is_shown_under_the_new_name_and_found_under_the_old(
    library: Library, db: Path
) -> None:
    before = library.speakers()
    library.rename_speaker("Vorsa", "Republic of  Vorsa", by="Ada")
    assert library.claims(speaker="Republic")[0].speaker == "Republic of Vorsa"
    store(db, "Gull", ("Vorsa", STATE, TALKS))
    assert counts(library)["Republic of Vorsa"] == 2
    assert library.speakers("Republic")[0].aliases == ("Vorsa",)
    assert len(library.claims("republic")) == 2
    library.remove("Gull")
    library.rename_speaker("Republic of Vorsa", "Vorsa", by="Ada")
    assert library.speakers() == before


def test_an_alias_leads_new_documents_to_the_speaker_until_it_is_taken_back(
    library: Library, db: Path
) -> None:
    library.alias_speaker("Ida Lamm", "the Chancellor", by="Ada")
    store(db, "Gull", ("the Chancellor", PERSON, TALKS))
    assert counts(library)["Ida Lamm"] == 2
    assert library.claims(speaker="Chancellor", document="Gull")[0].speaker == "the Chancellor"
    library.split_speaker("Ida Lamm", "the Chancellor", by="Bo")
    assert library.speakers("Ida")[0].aliases == ()
    store(db, "Heron", ("the Chancellor", PERSON, DAM))
    assert counts(library) | {"the Chancellor": 1} == counts(library)
    verdicts = [ruling.verdict for ruling in library.speaker("Ida Lamm").decisions]
    assert verdicts == ["alias", "split"]


def test_an_unnamed_speaker_is_merged_by_a_person_only_and_never_shown_with_a_name(
    library: Library, db: Path
) -> None:
    store(db, "Gull", ("an official", OFFICIAL, TALKS))
    mine, other = (s.id for s in library.speakers("an official"))
    assert counts(library)["an official"] == 1
    library.merge_speakers(mine, other, by="Ada")
    assert counts(library)["an official"] == 2
    library.merge_speakers(other, "Ida Lamm", by="Ada")
    assert counts(library)["Ida Lamm"] == 3
    shown = {claim.speaker for claim in library.claims(speaker_kind="unnamed official")}
    assert shown == {"an official"}


@pytest.mark.parametrize(
    ("one", "into", "reason"),
    [
        ("Ida Lamm", "Ida Lamm", "cannot be merged into itself"),
        ("Ida Lamm", "Vorsa", r"“Ida Lamm” \(person\) cannot be “Vorsa” \(state\)"),
        ("Ida Lamm", "an official", r"cannot be “an official” \(unnamed official\)"),
    ],
)
def test_what_cannot_be_one_is_refused_in_a_sentence(
    library: Library, one: str, into: str, reason: str
) -> None:
    with pytest.raises(InvalidValue, match=reason):
        library.merge_speakers(one, into, by="Ada")
    assert library.stats()["decisions"] == 0


def test_a_circle_of_merges_and_a_second_merge_are_refused(library: Library, db: Path) -> None:
    store(db, "Gull", ("Ida Maria Lamm", PERSON, DAM))
    library.merge_speakers("I. Lamm", "Ida Lamm", by="Ada")
    with pytest.raises(InvalidValue, match=r"merged into “Ida Lamm”.* already; split it first"):
        library.merge_speakers("Ida Lamm", "I. Lamm", by="Ada")
    with pytest.raises(InvalidValue, match=r"merged into “Ida Lamm”.* already; split it first"):
        library.merge_speakers("I. Lamm", "Ida Maria Lamm", by="Ada")


def test_names_that_another_speaker_has_are_not_given_away(library: Library) -> None:
    for give in (library.rename_speaker, library.alias_speaker):
        with pytest.raises(InvalidValue, match="has this name; merge the two"):
            give("Ida Lamm", "I. Lamm", by="Ada")
        with pytest.raises(InvalidValue, match="has this name already"):
            give("Ida Lamm", "Ida Lamm", by="Ada")
        with pytest.raises(InvalidValue, match="give the name in words"):
            give("Ida Lamm", " ", by="Ada")


def test_every_ruling_is_signed_and_about_a_speaker_that_is_there(library: Library) -> None:
    with pytest.raises(InvalidValue, match="needs the name of who makes it"):
        library.merge_speakers("I. Lamm", "Ida Lamm", by=" ")
    with pytest.raises(NotFound, match="no speaker “Nobody”"):
        library.split_speaker("Nobody", by="Ada")
    with pytest.raises(InvalidValue, match="not merged"):
        library.split_speaker("Ida Lamm", by="Ada")
    with pytest.raises(InvalidValue, match="no other name"):
        library.split_speaker("Ida Lamm", "Lamm", by="Ada")


def test_what_is_likely_is_proposed_once_and_never_made(library: Library) -> None:
    assert counts(library)["I. Lamm"] == 1
    [found] = library.speaker_proposals()
    assert {found.one.name, found.other.name} == {"Ida Lamm", "I. Lamm"}
    assert (found.likeness, found.reason) == ("likely", "initials fit")
    library.merge_speakers("I. Lamm", "Ida Lamm", by="Ada")
    assert library.speaker_proposals() == []
    library.split_speaker("I. Lamm", by="Ada")
    assert library.speaker_proposals() == []


def test_what_a_person_keeps_apart_is_not_proposed_again(library: Library) -> None:
    one, other = (speaker.id for speaker in library.speakers("Lamm"))
    library.split_speaker(one, other, by="Ada", note="two sisters")
    assert library.speaker_proposals() == []
    for key in (one, other):
        assert [ruling.note for ruling in library.speaker(key).decisions] == ["two sisters"]
    library.merge_speakers(one, other, by="Bo")
    library.split_speaker(one, other, by="Bo")
    assert counts(library)["Ida Lamm"] == 1
    with pytest.raises(InvalidValue, match="cannot be kept apart from itself"):
        library.split_speaker(one, one, by="Ada")


def test_kinds_must_agree_for_a_proposal(library: Library, db: Path) -> None:
    store(db, "Gull", ("Lamm", SpeakerKind.ORGANIZATION, DAM))
    assert len(library.speaker_proposals()) == 1


@pytest.mark.parametrize("name", ["Mrs. Ida Lamm", "IDA LAMM", "Ída Lamm", "Lamm, Ida"])
def test_a_name_that_is_the_same_leads_to_the_one_entry(
    library: Library, db: Path, name: str
) -> None:
    store(db, "Gull", (name, PERSON, TALKS))
    assert counts(library)["Ida Lamm"] == 2
    assert library.claims(document="Gull")[0].speaker == name


@pytest.mark.parametrize("name", ["Foreign Ministry", "the ministry", "Justice Ministers"])
def test_two_bodies_are_not_one_for_a_word_that_is_a_title_elsewhere(
    library: Library, db: Path, name: str
) -> None:
    body = SpeakerKind.ORGANIZATION
    store(db, "Gull", ("Justice Ministry", body, DAM), ("the Justice Ministry", body, GATE))
    store(db, "Heron", (name, body, TALKS))
    assert counts(library) | {"Justice Ministry": 2, name: 1} == counts(library)


def test_a_family_name_alone_is_nobody_who_is_known_already(library: Library, db: Path) -> None:
    store(db, "Gull", ("Mr. Brill", PERSON, DAM))
    store(db, "Heron", ("Mrs. Brill", PERSON, TALKS), ("Lamm", PERSON, GATE))
    assert counts(library) | {"Mr. Brill": 1, "Mrs. Brill": 1, "Lamm": 1} == counts(library)


def test_a_name_that_two_entries_could_have_is_entered_by_itself(
    library: Library, db: Path
) -> None:
    store(db, "Gull", ("Sergei Orlov", PERSON, DAM))
    library.alias_speaker("Ida Lamm", "Sergey Orlow", by="Ada")
    store(db, "Heron", ("Sergey Orlov", PERSON, TALKS))
    assert {"Sergei Orlov", "Sergey Orlov"} < {*counts(library)}


def test_rulings_hold_again_when_a_document_comes_back(library: Library, db: Path) -> None:
    unnamed = library.speakers("an official")[0].id
    library.merge_speakers(unnamed, "Ida Lamm", by="Ada")
    library.rename_speaker(unnamed, "an official of the dam", by="Ada")
    library.remove("Echo")
    store(db, "Echo", ("Ida Lamm", PERSON, DAM), ("an official", OFFICIAL, GATE), role="minister")
    assert counts(library)["Ida Lamm"] == 2
    assert "an official of the dam" in library.speaker("Ida Lamm").speaker.aliases


def test_a_page_of_a_speaker_says_as_what_it_spoke_where(library: Library) -> None:
    library.merge_speakers("I. Lamm", "Ida Lamm", by="Ada")
    page = library.speaker("Ida Lamm")
    assert [(s.name, s.role, s.document.path, s.claims) for s in page.statements] == [
        ("Ida Lamm", "minister", "Echo", 1),
        ("I. Lamm", None, "Lamp", 1),
    ]
    assert [one.name for one in page.merged] == ["I. Lamm"]
    merged = library.speaker("I. Lamm")
    assert merged.into is not None
    assert merged.into.name == "Ida Lamm"
