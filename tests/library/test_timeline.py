"""How figures and positions moved over time."""

from __future__ import annotations

from pathlib import Path

from claims import Library
from claims.attribution import Act
from claims.comparison.timeline import Series
from claims.comparison.value import Aspect, RelationKind
from tests.library.stored import Saying, publish, relate, toll

CONTRADICTS, UPDATES = RelationKind.CONTRADICTS, RelationKind.UPDATES


def rows(series: Series) -> list[tuple[str | None, str, str]]:
    return [(point.when, point.words, point.change) for point in series.points]


def figures(library: Library, topic: str = "flood") -> list[Series]:
    return [series for series in library.timeline(topic) if series.kind == "figure"]


def positions(library: Library, topic: str) -> list[Series]:
    return [series for series in library.timeline(topic) if series.kind == "position"]


def test_a_toll_is_a_series_in_the_order_of_time_and_not_of_adding(
    db: Path, library: Library
) -> None:
    toll(db, "The Lamp", "2024-03-06", "23", "Bo Ray")
    toll(db, "Halyard", "2024-03-04", "14", "Ida Lamm")
    toll(db, "The Gazette", "2024-06", "21", "Al Roe")
    (series,) = figures(library)
    assert series.heading == "flood, Nether Brenn: people"
    assert rows(series) == [
        ("2024-03-04", "14", "first figure"),
        ("2024-03-06", "23", "+9"),
        ("2024-06", "21", "−2"),
    ]


def test_a_timeline_takes_the_filters_of_a_listing(db: Path, library: Library) -> None:
    toll(db, "The Lamp", "2024-03-06", "23", "Bo Ray")
    toll(db, "Halyard", "2024-03-04", "14", "Ida Lamm")
    assert len(library.timeline("flood", voice="attributed")) == 1
    assert library.timeline("flood", voice="authorial") == []


def test_a_figure_is_given_as_said_with_its_bounds(db: Path, library: Library) -> None:
    toll(db, "The Lamp", "2024-03-04", "at least 12", "Bo Ray")
    toll(db, "Halyard", "2024-03-05", "12", "Ida Lamm")
    (series,) = figures(library)
    first = series.points[0].to_json()
    assert (first["words"], first["low"], first["high"]) == ("at least 12", 12.0, None)
    assert series.points[1].change == "same figure, now without its bounds"


def test_who_lowers_their_own_figure_is_said_to_revise_it(db: Path, library: Library) -> None:
    toll(db, "The Lamp", "2024-03-04", "23", "Bo Ray")
    toll(db, "Halyard", "2024-03-05", "14", "Ida Lamm")
    toll(db, "The Lamp", "2024-03-06", "21", "Bo Ray")
    (series,) = figures(library)
    assert series.points[2].change == "+7, revised down from 23"


def test_an_undated_document_is_last_and_said_to_be_undated(db: Path, library: Library) -> None:
    toll(db, "The Gull", None, "20", "Al Roe")
    toll(db, "Halyard", "2024-03-04", "14")
    toll(db, "The Lamp", "2024-03-06", "23", "Bo Ray")
    (series,) = figures(library)
    last = series.points[-1]
    assert (last.when, last.dated_by, last.change, last.words) == (None, None, "undated", "20")


def test_killed_and_wounded_are_two_series(db: Path, library: Library) -> None:
    for day, killed, wounded in (("2024-03-04", 12, 40), ("2024-03-05", 13, 43)):
        for words in (
            f"the flood killed {killed} people in Nether Brenn",
            f"the flood wounded {wounded} people in Nether Brenn",
        ):
            publish(db, f"Paper {words[:14]}", day, Saying("Ida Lamm", words))
    found = [[point.words for point in series.points] for series in figures(library)]
    assert sorted(found) == [["12", "13"], ["40", "43"]]


def test_a_figure_that_replaces_another_is_marked_as_an_update(db: Path, library: Library) -> None:
    one, other = (
        toll(db, "Lamp", "2024-03-04", "14"),
        toll(db, "Echo", "2024-03-08", "16", "Bo Ray"),
    )
    relate(db, one, other, UPDATES, Aspect.NUMBER, ("14", "16"))
    (series,) = figures(library)
    assert [point.mark for point in series.points] == [None, "update"]


GATE, SHUT = "gate three was opened at night", "gate three was never opened"


def dispute(db: Path) -> tuple[str, str]:
    opened = publish(db, "Lamp", "2024-03-04", Saying("Ida Lamm", GATE))[0]
    shut = publish(db, "Echo", "2024-03-05", Saying("Bo Ray", SHUT))[0]
    relate(db, opened, shut, CONTRADICTS, Aspect.NEGATION, ("opened", "never opened"))
    return opened, shut


def test_a_position_has_its_first_denial(db: Path, library: Library) -> None:
    dispute(db)
    (series,) = positions(library, "gate")
    assert series.heading == "gate three: “opened” or “never opened”"
    told = [(p.claim.document.source, p.position, p.change) for p in series.points]
    assert told == [("Lamp", "affirms", "first said"), ("Echo", "denies", "first denial")]


def test_a_speaker_who_contradicts_themselves_later_is_a_reversal(
    db: Path, library: Library
) -> None:
    _, shut = dispute(db)
    late = publish(db, "Gazette", "2024-06-30", Saying("Bo Ray", "gate three was opened after all"))
    relate(db, shut, late[0], UPDATES, Aspect.NEGATION, ("never opened", "opened"))
    (series,) = positions(library, "gate")
    last = series.points[-1]
    assert last.claim.id == late[0]
    assert (last.mark, last.position) == ("reversal", "affirms")
    assert last.change == "reversal: “never opened” on 2024-03-05"


def test_another_speaker_on_the_other_side_is_no_reversal(db: Path, library: Library) -> None:
    dispute(db)
    (series,) = positions(library, "gate")
    assert {point.mark for point in series.points} == {None}


def test_a_denial_in_other_words_than_a_negation_denies(db: Path, library: Library) -> None:
    one = publish(db, "Lamp", "2024-03-04", Saying("Ida Lamm", "the troops fired first"))[0]
    denial = Saying("Bo Ray", "the troops fired first", act=Act.DENIES)
    other = publish(db, "Echo", "2024-03-05", denial)[0]
    relate(db, one, other, CONTRADICTS, Aspect.DENIAL, ("fired", "fired"))
    (series,) = positions(library, "troops")
    assert [(p.label, p.position) for p in series.points] == [
        ("“fired”", "affirms"),
        ("not “fired”", "denies"),
    ]


def test_who_agrees_with_a_side_is_on_it_and_lost_hedges_are_told(
    db: Path, library: Library
) -> None:
    opened, _ = dispute(db)
    may = Saying("Al Roe", "gate three may have been opened at night", hedge="may")
    early = publish(db, "Gull", "2024-03-03", may)[0]
    relate(db, early, opened, RelationKind.CORROBORATES, Aspect.WORDING, ("opened", "opened"))
    (series,) = positions(library, "gate")
    assert [(p.hedged, p.change) for p in series.points] == [
        (True, "first said"),
        (False, "now flat"),
        (False, "first denial"),
    ]


def test_filters_keep_only_the_claims_that_fit(db: Path, library: Library) -> None:
    for day, who in (
        ("2024-03-04", "Ida Lamm"),
        ("2024-03-05", "Bo Ray"),
        ("2024-03-06", "Bo Ray"),
    ):
        toll(db, f"Paper {day}", day, day[-1] + "4", who)
    (series,) = library.timeline("flood", speaker="Bo Ray")
    assert [point.words for point in series.points] == ["54", "64"]
    (series,) = library.timeline("flood", until="2024-03-05")
    assert [point.words for point in series.points] == ["44", "54"]


def test_one_report_alone_is_no_series(db: Path, library: Library) -> None:
    toll(db, "The Lamp", "2024-03-06", "23")
    assert library.timeline("flood") == []
