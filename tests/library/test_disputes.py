"""Contradictions by what is disputed, and reports that look like several and are one."""

from __future__ import annotations

from pathlib import Path

from claims import Library
from claims.attribution import Act, SpeakerKind
from claims.comparison.value import Aspect, RelationKind
from tests.library.stored import Saying, publish, relate, toll

CONTRADICTS, ECHOES = RelationKind.CONTRADICTS, RelationKind.ECHOES
CORROBORATES = RelationKind.CORROBORATES


def disagree(db: Path, one: str, other: str, words: tuple[str, str], **more: float) -> str:
    return relate(db, one, other, CONTRADICTS, Aspect.NUMBER, words, **more)


def sides_of(library: Library) -> list[list[tuple[str, list[str]]]]:
    return [
        [(side.label, [claim.id for claim in side.claims]) for side in dispute.sides]
        for dispute in library.disputes()
    ]


def test_claims_of_one_figure_are_one_side_and_the_earliest_comes_first(
    db: Path, library: Library
) -> None:
    late = toll(db, "The Lamp", "2024-03-06", "23")
    early, copy = toll(db, "Halyard", "2024-03-04", "14"), toll(db, "The Echo", "2024-03-05", "14")
    undated = toll(db, "The Gull", None, "fourteen")
    for one in (copy, early, undated):
        word = "fourteen" if one == undated else "14"
        disagree(db, late, one, ("23", word))
    assert sides_of(library) == [[("“14”", [early, copy, undated]), ("“23”", [late])]]
    assert library.disputes()[0].heading == "flood, Nether Brenn: “14” or “23”"


def test_figures_of_which_no_two_agree_are_as_many_sides(db: Path, library: Library) -> None:
    a, b, c = (toll(db, f"Paper {n}", "2024-03-04", n) for n in ("12", "7", "13"))
    disagree(db, a, b, ("12", "7"))
    disagree(db, b, c, ("7", "13"))
    assert len(sides_of(library)[0]) == 3


def test_relations_that_share_neither_claim_nor_subject_are_disputes_of_their_own(
    db: Path, library: Library
) -> None:
    toll_a, toll_b = toll(db, "The Lamp", "2024-03-04", "14"), toll(db, "Echo", "2024-03-05", "23")
    fee_a = publish(db, "Gull", "2024-03-04", Saying("Bo Ray", "the ferry costs 14 crowns"))[0]
    fee_b = publish(db, "Heron", "2024-03-05", Saying("Al Roe", "the ferry costs 23 crowns"))[0]
    disagree(db, toll_a, toll_b, ("14", "23"), score=0.7)
    disagree(db, fee_a, fee_b, ("14 crowns", "23 crowns"), score=0.9)
    assert [dispute.heading for dispute in library.disputes()] == [
        "ferry: “14 crowns” or “23 crowns”",
        "flood, Nether Brenn: “14” or “23”",
    ]


def test_one_claim_disputed_in_two_points_is_in_two_disputes(db: Path, library: Library) -> None:
    both = publish(
        db, "The Lamp", "2024-03-04", Saying("Ida Lamm", "14 people died and the siren sounded")
    )[0]
    more = publish(db, "Echo", "2024-03-04", Saying("Bo Ray", "23 people died"))[0]
    mute = publish(db, "Gull", "2024-03-04", Saying("Al Roe", "the siren never sounded"))[0]
    disagree(db, both, more, ("14", "23"))
    relate(db, both, mute, CONTRADICTS, Aspect.NEGATION, ("sounded", "never sounded"))
    assert len(library.disputes()) == 2


def test_a_tension_joins_one_dispute_and_glues_no_two(db: Path, library: Library) -> None:
    sayings = {
        "The Lamp": "the siren sounded", "Gull": "the siren never sounded",
        "Echo": "the gate was shut at noon", "Heron": "the gate stood open at noon",
        "Tern": "no siren and no gate ever worked",
    }  # fmt: skip
    a, b, c, d, e = (
        publish(db, paper, "2024-03-04", Saying("Ida Lamm", text))[0]
        for paper, text in sayings.items()
    )
    relate(db, a, b, CONTRADICTS, Aspect.NEGATION, ("sounded", "never sounded"))
    relate(db, c, d, CONTRADICTS, Aspect.ANTONYM, ("shut", "open"))
    relate(db, a, e, RelationKind.TENSION, Aspect.NEGATION, ("sounded", "worked"), score=0.4)
    relate(db, c, e, RelationKind.TENSION, Aspect.NEGATION, ("shut", "worked"), score=0.4)
    found = [{r.relation for r in dispute.relations} for dispute in library.disputes()]
    assert found == [{CONTRADICTS, RelationKind.TENSION}] * 2


def test_what_opposes_a_whole_claim_in_other_things_is_another_dispute(
    db: Path, library: Library
) -> None:
    sayings = {
        "The Lamp": "the frigate fired without warning nine miles off the coast",
        "Gull": "a warning by lamp was given three times",
        "Echo": "a lamp gave three signals of warning",
        "Heron": "the boat lay inside the harbour all day",
    }
    whole, lamp, signal, boat = (
        publish(db, paper, "2024-03-04", Saying("Ida Lamm", text))[0]
        for paper, text in sayings.items()
    )
    texts = dict(zip((whole, lamp, signal, boat), sayings.values(), strict=True))
    for other in (lamp, signal, boat):
        relate(db, whole, other, CONTRADICTS, Aspect.WORDING, (texts[whole], texts[other]))
    assert sorted(len(dispute.relations) for dispute in library.disputes()) == [1, 2]


def test_who_denies_stands_against_the_words_that_the_other_side_asserts(
    db: Path, library: Library
) -> None:
    one = publish(db, "The Lamp", "2024-03-04", Saying("Ida Lamm", "the troops fired first"))[0]
    denial = Saying("Bo Ray", "the troops fired first", act=Act.DENIES)
    other = publish(db, "Echo", "2024-03-05", denial)[0]
    relate(db, one, other, CONTRADICTS, Aspect.DENIAL, ("fired", "fired"))
    assert sides_of(library) == [[("“fired”", [one]), ("not “fired”", [other])]]


def test_two_who_name_others_are_not_put_on_one_side_because_they_share_an_opponent(
    db: Path, library: Library
) -> None:
    says = [
        Saying("Ida Lamm", "Ardovian troops fired first"),
        Saying("Bo Ray", "Kestrian troops fired first"),
        Saying("Al Roe", "no troops fired at all"),
    ]
    a, b, nobody = (publish(db, "Lamp", f"2024-03-0{n}", s)[0] for n, s in enumerate(says, 1))
    for one in (a, b):
        relate(db, one, nobody, CONTRADICTS, Aspect.NEGATION, ("fired", "no troops fired"))
    assert [label for label, _ in sides_of(library)[0]] == [
        "“Ardovian troops fired first”",
        "“Kestrian troops fired first”",
        "“no troops fired”",
    ]


def test_no_two_claims_of_a_side_contradict_each_other(seeded: Path) -> None:
    with Library.open(seeded, write=False) as library:
        disputes = library.disputes()
    assert disputes
    for dispute in disputes:
        side_of = {c.id: n for n, side in enumerate(dispute.sides) for c in side.claims}
        assert all(side_of[r.a.id] != side_of[r.b.id] for r in dispute.relations)
        assert len(side_of) == sum(len(side.claims) for side in dispute.sides)


def test_every_contradiction_is_in_one_dispute_and_the_best_dispute_comes_first(
    seeded: Path,
) -> None:
    with Library.open(seeded, write=False) as library:
        disputes, relations = library.disputes(), library.contradictions()
    grouped = [r.id for dispute in disputes for r in dispute.relations]
    assert sorted(grouped) == sorted(r.id for r in relations)
    scores = [dispute.score for dispute in disputes]
    assert scores == sorted(scores, reverse=True)


def test_documents_with_one_origin_are_warned_of_by_name(db: Path, library: Library) -> None:
    ministry = SpeakerKind.ORGANIZATION
    saying = Saying("the weather office", "it rained for nine days", kind=ministry)
    one = publish(db, "The Lamp", "2024-03-04", saying)[0]
    other = publish(db, "The Echo", "2024-03-05", saying, more="The river went on rising.\n")[0]
    relate(db, one, other, ECHOES, Aspect.WORDING, ("rained", "rained"))
    (warning,) = library.circular(library.claims())
    assert warning.origin == "the weather office"
    for name in ("2 documents", "the weather office", "The Lamp", "The Echo"):
        assert name in warning.sentence


def test_an_echo_has_the_origin_of_what_it_echoes(db: Path, library: Library) -> None:
    one = publish(db, "The Lamp", "2024-03-04", Saying("Ida Lamm", "it rained for nine days"))[0]
    official = Saying("an official", "it rained for nine days", kind=SpeakerKind.UNNAMED_OFFICIAL)
    other = publish(db, "The Echo", "2024-03-05", official)[0]
    relate(db, one, other, ECHOES, Aspect.WORDING, ("rained", "rained"))
    assert [warning.origin for warning in library.circular(library.claims())] == ["Ida Lamm"]


def test_independent_origins_are_no_circle(db: Path, library: Library) -> None:
    one = publish(db, "The Lamp", "2024-03-04", Saying("Ida Lamm", "it rained for nine days"))[0]
    other = publish(db, "The Echo", "2024-03-05", Saying("Bo Ray", "it rained for nine days"))[0]
    relate(db, one, other, CORROBORATES, Aspect.WORDING, ("rained", "rained"))
    assert library.circular(library.claims()) == ()


def test_near_duplicate_documents_are_warned_of_and_count_once(db: Path, library: Library) -> None:
    more = " ".join(f"Paragraph {n} of the wire story goes on about the river." for n in range(30))
    rain = "it rained for nine days"
    texts = (("Ida Lamm", "The Lamp", "2024-03-04"), ("an aide", "The Echo", "2024-03-05"))
    ids = [publish(db, source, day, Saying(who, rain), more=more)[0] for who, source, day in texts]
    third = publish(db, "The Gull", "2024-03-06", Saying("Al Roe", "it rained for two days"))[0]
    relate(db, ids[0], ids[1], CORROBORATES, Aspect.WORDING, ("rained", "rained"))
    for one in ids:
        disagree(db, one, third, ("nine days", "two days"))
    (warning,) = library.circular(library.claims())
    assert "copy one another" in warning.sentence
    assert {document.source for document in warning.documents} == {"The Lamp", "The Echo"}
    side = library.disputes()[0].sides[0]
    assert side.warning is not None


def test_sources_that_cite_one_another_are_a_circle(db: Path, library: Library) -> None:
    rain = "it rained for nine days"
    cited = {"The Lamp": "The Echo", "The Echo": "The Gull", "The Gull": "The Lamp"}
    ids = [
        publish(db, source, "2024-03-04", Saying(other, rain, kind=SpeakerKind.ORGANIZATION))[0]
        for source, other in cited.items()
    ]
    for one in ids[1:]:
        relate(db, ids[0], one, CORROBORATES, Aspect.WORDING, ("rained", "rained"))
    (warning,) = library.circular(library.claims())
    assert warning.circle[0] == warning.circle[-1]
    assert set(warning.circle) == set(cited)


def test_a_claim_is_shown_with_the_warning_about_what_agrees_with_it(
    db: Path, library: Library
) -> None:
    saying = Saying("Ida Lamm", "it rained for nine days")
    one = publish(db, "The Lamp", "2024-03-04", saying)[0]
    other = publish(db, "The Echo", "2024-03-05", saying, more="The river went on rising.\n")[0]
    relate(db, one, other, ECHOES, Aspect.WORDING, ("rained", "rained"))
    (warning,) = library.show(one).warnings
    assert warning["origin"] == "Ida Lamm"
    assert warning["claims"] == [one, other]
