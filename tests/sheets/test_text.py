"""Markdown, CSV and JSON, read back by programs that are not ours."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from markdown_it import MarkdownIt
from referencing import Registry, Resource

from claims.attribution import Quotation
from claims.sheets import GROUPINGS, render
from tests.sheets import material as m

SCHEMAS = Path(__file__).parents[2] / "docs" / "schema"

HOSTILE = '<script>alert(1)</script> [x](javascript:1) `*_ =1+1 | & &lt; "“”'


def hostile():
    text = f"{HOSTILE}, said =cmd|' /C calc'!A0."
    record = m.claim(
        m.document(
            m.HALYARD.path, title=HOSTILE, source="=1+1", authors=("<b>",), url="javascript:1"
        ),
        [HOSTILE],
        text=text,
        said_by=("=cmd|' /C calc'!A0", "=cmd|' /C calc'!A0", m.PERSON),
        cue="said",
        record={"status": "accepted", "reviewer": "@x", "note": "-1+1\x07"},
    )
    return m.sheet([record], [], title=HOSTILE, question="+1")


def shown(data: bytes) -> str:
    """The text that a reader of the Markdown sees."""
    out = []
    for token in MarkdownIt("commonmark").parse(data.decode()):
        for child in token.children or []:
            assert child.type not in {"html_inline", "link_open", "image", "code_inline"}
            out.append("\n" if child.type == "hardbreak" else child.content)
        assert token.type not in {"html_block", "code_block", "fence"}
    return "\n".join(out)


def test_markdown_shows_every_claim_verbatim_with_its_citation():
    text = " ".join(shown(render(m.sheet(), "md")).split())
    for entry in m.sheet().entries:
        assert f". “{entry.words}” [{entry.citation}]" in text.replace("\n", " ")


def test_markdown_shows_hostile_text_as_text():
    text = shown(render(hostile(), "md"))
    assert f"“{HOSTILE}”" in text


@pytest.mark.parametrize("words", ["# no heading", "1. no list", "- no list", "+ x", "==="])
def test_words_at_the_start_of_a_line_make_no_structure(words):
    tokens = MarkdownIt("commonmark").parse(render(m.sheet([], [], question=words), "md").decode())
    assert [t.tag for t in tokens if t.type == "heading_open"][:1] == ["h1"]
    assert words in shown(render(m.sheet([], [], title=words), "md"))


def read_csv(sheet) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(render(sheet, "csv").decode("utf-8-sig"), newline="")))


def test_csv_has_a_row_a_claim_with_the_same_columns():
    rows = read_csv(m.sheet())
    assert [row["words"].strip("“”") for row in rows] == [e.words for e in m.sheet().entries]
    assert all(None not in row and None not in row.values() for row in rows)


def test_no_cell_of_the_csv_is_a_formula():
    for row in read_csv(hostile()):
        for value in row.values():
            assert not value.startswith(("=", "+", "-", "@", "\t", "\r"))


def test_csv_keeps_hedges_other_sides_and_origins():
    rows = {row["id"]: row for row in read_csv(m.sheet())}
    gate = rows[m.GATE_MAYBE.id]
    assert gate["hedges"].count("(") == 3
    assert gate["disagrees_with"].endswith("(tension)")
    assert rows[m.SIREN.id]["distinct_origins"] == "1"
    assert rows[m.DEATHS_14.id]["distinct_origins"] == "3"


@pytest.mark.parametrize("group_by", GROUPINGS)
def test_json_keeps_to_its_published_schema(group_by):
    found = [json.loads(path.read_text()) for path in SCHEMAS.glob("*.schema.json")]
    registry = Registry().with_resources((s["$id"], Resource.from_contents(s)) for s in found)
    schema = json.loads((SCHEMAS / "sheet.schema.json").read_text())
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema, registry=registry)
    for sheet in (m.sheet(group_by=group_by), hostile(), m.sheet([], [])):
        validator.validate(json.loads(render(sheet, "json")))


def test_json_holds_the_same_claims_word_for_word():
    entries = [e for g in json.loads(render(m.sheet(), "json"))["groups"] for e in g["entries"]]
    assert [e["claim"] for e in entries] == [e.claim.to_json() for e in m.sheet().entries]
    assert m.BODIES.attribution.quotation is Quotation.DIRECT


@pytest.mark.parametrize("form", ["md", "csv", "json"])
def test_the_same_sheet_gives_the_same_bytes(form):
    assert render(m.sheet(), form) == render(m.sheet(), form)
