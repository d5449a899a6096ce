"""What the listings of the command line show, in which forms, and how they narrow."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Run
from tests.schema import validate

LISTINGS: dict[str, tuple[str, ...]] = {
    "documents": ("documents",),
    "sources": ("sources",),
    "speakers": ("speakers",),
    "terms": ("terms",),
    "claims": ("list",),
    "relations": ("relations",),
    "verify": ("verify",),
}


def ids_of(rows: list[dict[str, Any]]) -> list[str]:
    return [row["id"] for row in rows]


@pytest.mark.parametrize("name", LISTINGS)
def test_every_listing_has_its_documented_json(name: str, run: Run, seeded: Path) -> None:
    result = run("--db", seeded, *LISTINGS[name], "--format", "json")
    assert result.status == 0, result.err
    rows = json.loads(result.out)
    validate(name, rows)
    assert rows or name == "verify"


@pytest.mark.parametrize("name", [name for name in LISTINGS if name != "verify"])
def test_json_lines_and_csv_hold_as_many_rows_as_json(name: str, run: Run, seeded: Path) -> None:
    rows = json.loads(run("--db", seeded, *LISTINGS[name], "--format", "json").out)
    lines = run("--db", seeded, *LISTINGS[name], "--format", "jsonl").out.splitlines()
    assert [json.loads(line) for line in lines] == rows
    table = list(csv.DictReader(io.StringIO(run("--db", seeded, *LISTINGS[name], "-f", "csv").out)))
    assert len(table) == len(rows)


@pytest.mark.parametrize("name", LISTINGS)
def test_every_listing_has_a_table(name: str, run: Run, seeded: Path) -> None:
    result = run("--db", seeded, *LISTINGS[name])
    assert result.status == 0
    assert result.err if name == "verify" else result.out


def test_contradictions_are_the_relations_of_two_kinds(run: Run, seeded: Path) -> None:
    rows = json.loads(run("--db", seeded, "contradictions", "--format", "json").out)
    validate("relations", rows)
    both = run(
        "--db", seeded, "relations", "--kind", "contradicts", "--kind", "tension", "-f", "json"
    )
    assert json.loads(both.out) == rows
    assert {row["relation"] for row in rows} <= {"contradicts", "tension"}
    scores = [row["score"] for row in rows]
    assert scores == sorted(scores, reverse=True)


def test_list_without_a_topic_shows_hedged_authorial_claims_but_not_flat_ones(
    run: Run, seeded: Path
) -> None:
    shown = json.loads(run("--db", seeded, "list", "-f", "json").out)
    every = json.loads(run("--db", seeded, "list", "--voice", "all", "-f", "json").out)
    flat = [row for row in every if row["voice"] == "authorial" and not row["hedges"]]
    assert flat
    assert not {*ids_of(flat)} & {*ids_of(shown)}
    assert any(row["voice"] == "authorial" for row in shown)


@pytest.mark.parametrize(
    ("options", "holds"),
    [
        (("--voice", "authorial"), lambda row: row["voice"] == "authorial"),
        (("--voice", "attributed"), lambda row: row["voice"] == "attributed"),
        (("--hedged",), lambda row: bool(row["hedges"])),
        (("--flat",), lambda row: not row["hedges"]),
        (("--hedge", "epistemic"), lambda row: "epistemic" in {h["kind"] for h in row["hedges"]}),
        (("--speaker-kind", "person"), lambda row: row["speaker"]["kind"] == "person"),
        (("--source", "Halyard"), lambda row: "Halyard" in row["document"]["source"]),
        (("--since", "2024"), lambda row: row["document"]["published"] >= "2024"),
        (("--until", "2021-06-04"), lambda row: row["document"]["published"] <= "2021-06-04"),
        (("--act", "denies"), lambda row: row["act"] == "denies"),
        (("--speaker", "Talvik"), lambda row: "Talvik" in row["speaker"]["name"]),
        (("--status", "open"), lambda row: row["status"] == "open"),
        (("--limit", "3"), lambda row: bool(row["id"])),
    ],
)
def test_list_narrows(run: Run, seeded: Path, options: tuple[str, ...], holds: Any) -> None:
    rows = json.loads(run("--db", seeded, "list", *options, "-f", "json").out)
    assert rows
    assert all(holds(row) for row in rows)
    if "--limit" in options:
        assert len(rows) == 3


def test_list_sorts_from_flat_to_most_hedged(run: Run, seeded: Path) -> None:
    rows = json.loads(run("--db", seeded, "list", "--sort", "hedge", "-f", "json").out)
    assert not rows[0]["hedges"]
    assert rows[-1]["hedges"]


@pytest.mark.parametrize(
    "query",
    [
        '"gate three"',
        "siren AND gate",
        "siren OR gate",
        "dam NOT siren",
        "sir*",
        "(siren OR gate) dam",
    ],
)
def test_a_topic_can_be_a_phrase_or_a_combination(run: Run, seeded: Path, query: str) -> None:
    result = run("--db", seeded, "list", query, "--voice", "all", "-f", "json")
    assert result.status == 0
    assert json.loads(result.out)


def test_a_topic_is_stemmed(run: Run, seeded: Path) -> None:
    one = json.loads(run("--db", seeded, "list", "flood", "--voice", "all", "-f", "json").out)
    other = json.loads(run("--db", seeded, "list", "floods", "--voice", "all", "-f", "json").out)
    assert {*ids_of(one)} == {*ids_of(other)}


def test_show_opens_a_claim_at_its_passage(run: Run, seeded: Path) -> None:
    claim = json.loads(run("--db", seeded, "list", "siren", "-f", "json").out)[0]
    shown = json.loads(run("--db", seeded, "show", claim["id"], "-f", "json").out)
    validate("passage", shown)
    spans = claim["content"]["spans"]
    quotes = [s for s in shown["selectors"] if s["type"] == "TextQuoteSelector"]
    text = " ".join(part["text"] for part in shown["passage"])
    assert [quote["exact"] for quote in quotes] == [
        part for part in [q["exact"] for q in quotes] if part in text
    ]
    assert len(quotes) == len(spans)
    table = run("--db", seeded, "show", claim["id"])
    assert table.status == 0
    assert "[" in table.out


def test_show_takes_the_beginning_of_an_id(run: Run, seeded: Path) -> None:
    claim = json.loads(run("--db", seeded, "list", "siren", "-f", "json").out)[0]
    assert run("--db", seeded, "show", claim["id"][:10]).status == 0
