"""Contradictions, comparisons and timelines as the command line shows them."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from claims import Library
from claims.comparison.value import Aspect, RelationKind
from tests.conftest import Run
from tests.library.stored import Saying, publish, relate
from tests.schema import validate

CONTRADICTS = RelationKind.CONTRADICTS


@pytest.fixture(scope="session")
def disputed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A toll disputed by two papers, with an echo of the first, and a gate by two more."""
    path = tmp_path_factory.mktemp("disputed") / "small.db"
    with Library.open(path):
        pass
    toll = "the flood killed {} people in Nether Brenn"
    low = publish(path, "Halyard", "2023-03-04", Saying("Ida Lamm", toll.format(14)))[0]
    more = "Our reporter walked along the river from the bridge to the mill and saw nobody there.\n"
    copy = publish(path, "The Echo", "2023-03-05", Saying("Ida Lamm", toll.format(14)), more=more)[
        0
    ]
    high = publish(path, "The Lamp", "2023-03-06", Saying("Bo Ray", toll.format(23)))[0]
    gate = publish(path, "The Gull", "2024-01-02", Saying("Al Roe", "gate three was opened"))[0]
    may = Saying("Bo Ray", "gate three may have never been opened", hedge="may")
    shut = publish(path, "The Heron", "2024-01-03", may)[0]
    relate(path, low, high, CONTRADICTS, Aspect.NUMBER, ("14", "23"), score=0.9)
    relate(path, copy, high, CONTRADICTS, Aspect.NUMBER, ("14", "23"), score=0.8)
    words = ("opened", "never been opened")
    relate(path, gate, shut, RelationKind.TENSION, Aspect.MODALITY, words, score=0.4)
    relate(path, low, copy, RelationKind.ECHOES, Aspect.WORDING, ("14", "14"))
    return path


@pytest.fixture
def db(disputed: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(disputed, tmp_path / "small.db"))


def found(run: Run, db: Path, *options: object) -> list[dict[str, Any]]:
    result = run("--db", db, "contradictions", *options, "-f", "json")
    assert result.status == 0, result.err
    rows: list[dict[str, Any]] = json.loads(result.out)
    validate("relations", rows)
    return rows


def test_contradictions_are_grouped_by_what_is_disputed_best_first(run: Run, db: Path) -> None:
    out = run("--db", db, "contradictions", "--weak").out
    headings = re.findall(r"^\d+\. (.+)$", out, re.M)
    assert headings == [
        "flood, Nether Brenn: “14” or “23”",
        "gate three: “opened” or “never been opened”",
    ]


def test_each_side_shows_source_date_speaker_hedges_and_id_with_the_words_marked(
    run: Run, db: Path
) -> None:
    out = run("--db", db, "contradictions", "gate", "--weak").out
    (row,) = found(run, db, "gate")
    for shown in (
        "The Gull, 2024-01-02 — Al Roe, person; flat",
        "The Heron, 2024-01-03 — Bo Ray, person; “may” epistemic",
        "“gate three was [opened]”",
        "“gate three may have [never been opened]”",
        "They differ. (tension, modality, score 0.40)",
        row["id"],
        row["a"]["id"],
        row["b"]["id"],
    ):
        assert shown in out


def test_a_side_counts_origins_and_warns_of_circular_reporting(run: Run, db: Path) -> None:
    out = " ".join(run("--db", db, "contradictions", "flood").out.split())
    assert "A “14” — 2 claims, 2 documents, 1 origin" in out
    assert "Circular reporting: 2 documents, all of it from Ida Lamm: Halyard" in out


def test_a_table_stops_at_its_limit_of_disputes_and_says_so(run: Run, db: Path) -> None:
    result = run("--db", db, "contradictions", "--limit", "1", "--weak")
    assert "gate three" not in result.out
    assert "1 of 2 shown" in result.err


def test_weak_disputes_are_counted_and_shown_when_asked_for(run: Run, db: Path) -> None:
    result = run("--db", db, "contradictions")
    assert "flood" in result.out
    assert "gate three" not in result.out
    assert "1 weak left out; --weak shows them" in result.err
    result = run("--db", db, "contradictions", "gate")
    assert result.out == ""
    assert "1 weak left out" in result.err
    assert "no contradictions found" not in result.err
    assert len(found(run, db)) == 3
    assert "weak" not in run("--db", db, "contradictions", "--min-score", "0.3").err


def test_a_weak_dispute_is_among_those_that_somebody_dismissed(run: Run, db: Path) -> None:
    (row,) = found(run, db, "gate")
    assert run("--db", db, "decide", row["id"], "--verdict", "dismiss", "--by", "Ada").status == 0
    assert "gate three" not in run("--db", db, "contradictions", "--weak").out
    result = run("--db", db, "contradictions", "--status", "dismissed")
    assert "gate three" in result.out
    assert "weak" not in result.err


def test_a_weak_dispute_that_somebody_accepted_is_shown(run: Run, db: Path) -> None:
    (row,) = found(run, db, "gate")
    assert run("--db", db, "decide", row["id"], "--verdict", "accept", "--by", "Ada").status == 0
    result = run("--db", db, "contradictions")
    assert "gate three" in result.out
    assert "weak" not in result.err


def test_a_sheet_leaves_weak_disputes_out_unless_asked_for(run: Run, db: Path) -> None:
    plain = json.loads(run("--db", db, "sheet", "-f", "json").out)
    asked = json.loads(run("--db", db, "sheet", "--weak", "-f", "json").out)
    assert (len(plain["disputes"]), len(asked["disputes"])) == (1, 2)
    assert "1 dispute of which every pair scores below 0.5 is left out." in plain["method"]
    assert not any("left out." in sentence for sentence in asked["method"])


def test_a_dispute_of_many_pairs_gives_the_reasons_of_the_strongest(run: Run, db: Path) -> None:
    first, second = (str(row["id"]) for row in found(run, db, "flood"))
    out = " ".join(run("--db", db, "contradictions", "flood", "--pairs", "1").out.split())
    assert first in out
    assert second not in out
    assert "and 1 more pair, scored 0.80 at most; --pairs 0 shows all" in out
    for options in ((), ("--pairs", "0"), ("--pairs", "2")):
        out = run("--db", db, "contradictions", "flood", *options).out
        assert first in out
        assert second in out
        assert "--pairs" not in out


@pytest.mark.parametrize(
    ("options", "count"),
    [
        ((), 3),
        (("--aspect", "number"), 2),
        (("--min-score", "0.85"), 1),
        (("--since", "2024"), 1),
        (("--speaker", "Ida Lamm"), 2),
        (("--speaker", "Bo Ray"), 3),
        (("--between", "Halyard", "The Lamp"), 1),
        (("--between", "The Lamp", "Halyard"), 1),
        (("--between", "Ida Lamm", "Bo Ray"), 2),
        (("--between", "Halyard", "The Echo"), 0),
        (("--status", "dismissed"), 0),
        (("--limit", "2"), 2),
    ],
)
def test_contradictions_narrow(run: Run, db: Path, options: tuple[str, ...], count: int) -> None:
    assert len(found(run, db, *options)) == count
    assert run("--db", db, "contradictions", *options).status == 0


def test_a_filter_that_names_no_aspect_is_refused_with_the_ones_there_are(
    run: Run, db: Path
) -> None:
    result = run("--db", db, "contradictions", "--aspect", "colour")
    assert result.status != 0
    assert "negation" in result.err


def test_a_dispute_whose_relations_were_dismissed_is_shown_no_more(run: Run, db: Path) -> None:
    for row in found(run, db, "flood"):
        run("--db", db, "decide", row["id"], "--verdict", "dismiss", "--by", "Ada")
    assert "flood" not in run("--db", db, "contradictions").out
    dismissed = run("--db", db, "contradictions", "--status", "dismissed").out
    assert "flood" in dismissed
    assert "dismissed" in dismissed


def test_what_was_dismissed_stays_dismissed_when_everything_is_compared_again_and_again(
    run: Run, few: Path
) -> None:
    first = found(run, few)
    assert len(first) > 3
    for row in first[:3]:
        run("--db", few, "decide", row["id"], "--verdict", "dismiss", "--by", "Ada")
    gone = {row["id"] for row in first[:3]}
    for _ in range(2):
        assert run("--db", few, "compare", "--all").status == 0
        left = {row["id"] for row in found(run, few)}
        assert left
        assert not gone & left
        assert gone == {row["id"] for row in found(run, few, "--status", "dismissed")}


def test_a_list_warns_of_circular_reporting_on_standard_error(run: Run, db: Path) -> None:
    result = run("--db", db, "list", "flood")
    warnings = [line for line in result.err.splitlines() if line.startswith("beware")]
    assert len(warnings) == 1
    for name in ("Ida Lamm", "Halyard, 2023-03-04", "The Echo, 2023-03-05"):
        assert name in warnings[0]
    assert "beware" not in run("--db", db, "list", "gate").err


def test_show_warns_of_circular_reporting_in_words_and_as_data(run: Run, db: Path) -> None:
    claim = json.loads(run("--db", db, "list", "--source", "Halyard", "-f", "json").out)[0]
    shown = json.loads(run("--db", db, "show", claim["id"], "-f", "json").out)
    validate("passage", shown)
    assert shown["warnings"][0]["origin"] == "Ida Lamm"
    assert "Beware. Circular reporting" in run("--db", db, "show", claim["id"]).out


def test_compare_marks_the_differing_words_of_two_texts_and_says_why(run: Run) -> None:
    out = run("compare", "The gate was opened.", "The gate was not opened.").out
    assert out.startswith("contradicts, negation (score ")
    assert "A  “The gate was [opened].”" in out
    assert "[not opened]" in out
    assert "negation: " in out


def test_compare_says_so_where_two_texts_have_nothing_to_do_with_each_other(run: Run) -> None:
    out = run("compare", "The gate was opened.", "Bread has become cheaper.").out
    assert out.startswith("unrelated")
    assert "neither bears on the other" in out


def test_compare_shows_where_two_claims_come_from(run: Run, db: Path) -> None:
    row = found(run, db, "flood")[0]
    out = run("--db", db, "compare", row["a"]["id"], row["b"]["id"]).out
    for shown in ("Halyard, 2023-03-04 — Ida Lamm", "origin: Ida Lamm", "The Lamp, 2023-03-06"):
        assert shown in out
    assert row["a"]["id"] in out


def test_compare_takes_no_text_beside_an_id(run: Run, db: Path) -> None:
    assert run("--db", db, "compare", "c_aaaaaaaaaaaaaaaa", "some text").status == 2


def timeline(run: Run, db: Path, form: str, *options: str) -> str:
    result = run("--db", db, "timeline", *options, "-f", form)
    assert result.status == 0, result.err
    return result.out


def test_a_timeline_has_its_documented_json(run: Run, db: Path) -> None:
    series = json.loads(timeline(run, db, "json", "flood OR gate"))
    validate("timeline", series)
    assert [one["kind"] for one in series] == ["figure", "position"]
    assert [point["change"] for point in series[0]["points"]] == ["first figure", "unchanged", "+9"]
    lines = timeline(run, db, "jsonl", "flood OR gate").splitlines()
    assert [json.loads(line) for line in lines] == series
    for line in lines:
        validate("series", json.loads(line))


def test_a_timeline_as_csv_has_a_row_for_each_point(run: Run, db: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(timeline(run, db, "csv", "flood OR gate"))))
    assert [row["series"] for row in rows] == ["1", "1", "1", "2", "2"]
    assert [row["source"] for row in rows[:3]] == ["Halyard", "The Echo", "The Lamp"]
    assert {row["id"][:2] for row in rows} == {"c_"}


def test_a_timeline_as_a_table_tells_figure_change_speaker_and_source(run: Run, db: Path) -> None:
    out = timeline(run, db, "table", "flood")
    assert "1. flood, Nether Brenn: people (figure)" in out
    last = next(line for line in out.splitlines() if "2023-03-06" in line)
    for shown in ("“23”", "+9", "Bo Ray", "The Lamp", "flat", "c_"):
        assert shown in last


@pytest.mark.parametrize(
    ("options", "holds"),
    [
        (("--speaker", "Ida Lamm"), lambda row: row["speaker"] == "Ida Lamm"),
        (("--since", "2023-03-05"), lambda row: row["date"] >= "2023-03-05"),
        (("--until", "2023-03-05"), lambda row: row["date"] <= "2023-03-05"),
    ],
)
def test_a_timeline_narrows(
    run: Run, db: Path, options: tuple[str, ...], holds: Callable[[dict[str, str]], bool]
) -> None:
    rows = list(csv.DictReader(io.StringIO(timeline(run, db, "csv", "flood", *options))))
    assert len(rows) == 2
    assert all(map(holds, rows))


def test_the_timeline_of_the_sample_corpus_is_of_its_documented_form(
    run: Run, seeded: Path
) -> None:
    series = json.loads(timeline(run, seeded, "json", 'siren OR "gate three" OR flood'))
    validate("timeline", series)
    points = [point for one in series for point in one["points"]]
    assert points
    for point in points:
        text = point["claim"]["content"]["text"]
        assert all(0 <= start < end <= len(text) for start, end in point["spans"])


def test_where_nothing_is_disputed_or_moved_that_is_said_on_standard_error(
    run: Run, db: Path
) -> None:
    assert "no contradictions found" in run("--db", db, "contradictions", "bread").err
    result = run("--db", db, "timeline", "bread", "-f", "json")
    assert (result.status, json.loads(result.out)) == (0, [])
    assert "reported more than once" in result.err
