"""Relations of two statements: labelled cases, and what holds for every pair."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from claims.attribution import Act, SpeakerKind
from claims.comparison import AGREEMENT, Comparison, RelationKind, Statement, compare, flip

HERE = Path(__file__).parent
CASES = tomllib.loads((HERE / "relations.toml").read_text(encoding="utf-8"))["case"]
PAIRS = [
    json.loads(line)
    for name in ("seen", "unseen")
    for line in (HERE / "pairs" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
]
FLOORS = {"seen": (0.68, 0.88, 0.55), "unseen": (0.5, 0.75, 0.3)}
"""Accuracy, contradiction precision and recall that must not be lost again."""


def statement(fields: dict[str, Any]) -> Statement:
    made = {"act": Act, "kind": SpeakerKind, "place": tuple}
    return Statement(**{key: made.get(key, str)(value) for key, value in fields.items()})


def parameters() -> list[object]:
    broken = pytest.mark.xfail(strict=True, reason="a known weakness")
    return [
        pytest.param(case, id=case["why"], marks=() if case["expect"] == "pass" else broken)
        for case in CASES
    ]


@pytest.mark.parametrize(("earlier", "later"), [("Ott", "Lamm"), ("Lamm", "Ott")])
def test_a_hedge_that_one_of_two_origins_has_was_not_lost_on_any_way(
    earlier: str, later: str
) -> None:
    flat = Statement("The dam held", earlier, document="d", published="2024-01-01")
    hedged = Statement(
        "The dam apparently held", later, document="e", published="2024-01-05",
        hedges=((8, 18, "evidential"),),
    )  # fmt: skip
    found = compare(flat, hedged)
    assert found.relation is RelationKind.CORROBORATES
    assert found.reasons[0].sentence == "Only one of the two has the hedge “apparently”."


@pytest.mark.parametrize("case", parameters())
def test_two_statements_relate_as_a_careful_reader_would_say(case: dict[str, Any]) -> None:
    answer = compare(statement(case["a"]), statement(case["b"]))
    assert answer.relation.value == case["relation"]
    assert answer.reverse == case.get("reverse", False)
    if "aspect" in case:
        assert answer.aspect is not None
        assert answer.aspect.value == case["aspect"]


@pytest.fixture(scope="module")
def answers() -> list[tuple[dict[str, str], Comparison]]:
    return [(pair, compare(pair["a"], pair["b"])) for pair in PAIRS]


def test_the_order_of_the_two_changes_nothing_but_the_sides(
    answers: list[tuple[dict[str, str], Comparison]],
) -> None:
    for pair, answer in answers:
        assert flip(compare(pair["b"], pair["a"])) == answer


def test_every_reason_quotes_the_words_at_its_spans(
    answers: list[tuple[dict[str, str], Comparison]],
) -> None:
    for pair, answer in answers:
        for reason in answer.reasons:
            for side, spans, words in (
                ("a", reason.spans_a, reason.a),
                ("b", reason.spans_b, reason.b),
            ):
                assert " ".join(pair[side][s:e] for s, e in spans) == words


def test_every_contradiction_and_tension_has_a_reason_in_one_sentence(
    answers: list[tuple[dict[str, str], Comparison]],
) -> None:
    for _, answer in answers:
        if answer.relation in (RelationKind.CONTRADICTS, RelationKind.TENSION):
            assert answer.reasons
            assert all(reason.sentence.endswith(".") for reason in answer.reasons)
        assert 0 <= answer.score <= 1


def test_a_statement_agrees_with_itself() -> None:
    for pair in PAIRS[::5]:
        assert compare(pair["a"], pair["a"]).relation is RelationKind.SAME


@pytest.mark.parametrize("name", FLOORS)
def test_figures_on_the_development_pairs_do_not_fall(name: str) -> None:
    lines = (HERE / "pairs" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    table: list[tuple[str, str]] = []
    for pair in map(json.loads, lines):
        relation = compare(pair["a"], pair["b"]).relation
        called = "contradict" if relation is RelationKind.CONTRADICTS else "neutral"
        table.append((pair["label"], "agree" if relation in AGREEMENT else called))
    right = sum(label == answer for label, answer in table) / len(table)
    called_so = [label for label, answer in table if answer == "contradict"]
    there = [answer for label, answer in table if label == "contradict"]
    accuracy, precision, recall = FLOORS[name]
    assert right >= accuracy
    assert called_so.count("contradict") / len(called_so) >= precision
    assert there.count("contradict") / len(there) >= recall


@pytest.mark.parametrize(
    "text", ["", " ", ".", "no", "not", "“”", "1", "-", "a" * 5000, "than", "is not", "the"]
)
def test_odd_texts_are_compared_without_an_error(text: str) -> None:
    assert compare(text, "The dam is safe").score <= 1
    assert compare(text, text).score <= 1


def test_the_json_form_has_the_documented_fields() -> None:
    told = compare("The dam is safe", "The dam is not safe").to_json()
    assert set(told) == {"relation", "aspect", "score", "reasons"}
    assert told["relation"] == "contradicts"
    assert set(told["reasons"][0]) >= {"aspect", "a", "b", "sentence"}
