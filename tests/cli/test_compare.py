"""`claims compare`: two texts, two claims, a file of pairs, and everything anew."""

from __future__ import annotations

import json
from pathlib import Path

from tests.conftest import Run
from tests.schema import validate


def test_compare_answers_for_two_texts(run: Run) -> None:
    result = run("compare", "The gate was opened.", "The gate was not opened.", "-f", "json")
    answer = json.loads(result.out)
    validate("comparison", answer)
    assert answer["relation"] == "contradicts"
    assert answer["aspect"] == "negation"


def test_compare_answers_for_two_ids(run: Run, seeded: Path) -> None:
    dispute = json.loads(run("--db", seeded, "contradictions", "-f", "json").out)[0]
    result = run("--db", seeded, "compare", dispute["a"]["id"], dispute["b"]["id"], "-f", "json")
    answer = json.loads(result.out)
    validate("comparison", answer)
    assert answer["relation"] == dispute["relation"]


def test_compare_answers_for_a_file_of_pairs_and_names_a_bad_line(run: Run, tmp_path: Path) -> None:
    good = {"id": "p1", "a": "The gate was opened.", "b": "The gate was not opened."}
    lines = [
        json.dumps(good),
        "{",
        json.dumps({"id": "p2", "a": "x"}),
        json.dumps({**good, "id": 3}),
    ]
    (tmp_path / "pairs.jsonl").write_text("\n".join(lines), encoding="utf-8")
    result = run("compare", "--pairs", "pairs.jsonl")
    assert result.status == 1
    rows = [json.loads(line) for line in result.out.splitlines()]
    assert [row["id"] for row in rows] == ["p1", 3]
    for row in rows:
        validate("comparison", row)
    assert "line 2" in result.err
    assert "line 3" in result.err


def test_compare_without_two_sides_is_bad_usage(run: Run) -> None:
    assert run("compare", "one text").status == 2


def test_comparing_everything_again_finds_the_same_relations(run: Run, few: Path) -> None:
    def found() -> set[tuple[str, str]]:
        rows = json.loads(run("--db", few, "relations", "-f", "json").out)
        return {(row["id"], row["relation"]) for row in rows}

    added_one_by_one = found()
    first = run("--db", few, "compare", "--all")
    assert (first.status, first.out) == (0, "")
    together = found()
    # which terms are rare is known better at the end than when the first documents came
    assert together
    assert len(added_one_by_one & together) > 0.9 * len(together)
    assert run("--db", few, "compare", "--all").status == 0
    assert found() == together
