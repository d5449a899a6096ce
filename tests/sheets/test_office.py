"""DOCX, XLSX and PDF, read back by programs that are not ours."""

from __future__ import annotations

import io
import re

import pypdf
from docx import Document
from docx.oxml.ns import qn
from openpyxl import load_workbook

from claims.sheets import render
from tests.sheets import material as m
from tests.sheets.test_text import HOSTILE, hostile


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def docx(sheet):
    return Document(io.BytesIO(render(sheet, "docx")))


def test_word_shows_every_claim_with_its_facts_under_headings():
    book = docx(m.sheet())
    text = "\n".join(p.text for p in book.paragraphs)
    for entry in m.sheet().entries:
        assert f"{entry.number}\u2002“{entry.words}”\u2009[{entry.citation}]" in text
        for label, fact in entry.facts():
            assert f"{label}\t{fact}" in text
    headings = [p.text for p in book.paragraphs if p.style.name == "Heading 1"]
    assert headings == [
        "Claims", "Disagreements", "Corroboration", "Open points", "Method", "Bibliography",
    ]  # fmt: skip


def test_every_citation_in_word_leads_to_a_bookmark():
    body = docx(m.sheet()).element.body
    marks = {e.get(qn("w:name")) for e in body.iter(qn("w:bookmarkStart"))}
    anchors = {e.get(qn("w:anchor")) for e in body.iter(qn("w:hyperlink"))}
    assert anchors == {"ref1", "ref2", "ref3"}
    assert anchors <= marks
    keys = [e.get(qn("w:id")) for e in body.iter(qn("w:bookmarkStart"))]
    assert len(keys) == len(set(keys))


def test_word_has_the_disagreements_as_a_table_with_both_sides():
    (table,) = docx(m.sheet()).tables
    sides = [cell.text for cell in table.rows[0].cells]
    assert [side[0] for side in sides] == ["A", "B"]
    one, other = sorted(sides, key=lambda side: m.NEVER_OPENED.content in side)
    assert m.GATE_MAYBE.content in one
    assert "“may” (epistemic, of the speaker)" in one
    assert m.NEVER_OPENED.content in other


def test_word_takes_hostile_text_and_control_characters():
    text = "\n".join(p.text for p in docx(hostile()).paragraphs)
    assert HOSTILE in text
    assert "-1+1�" in text


def xlsx(sheet):
    return load_workbook(io.BytesIO(render(sheet, "xlsx")))


def test_excel_has_a_sheet_for_each_part_and_a_row_for_each_claim():
    book = xlsx(m.sheet())
    assert book.sheetnames == [
        "Claims", "Disagreements", "Corroboration", "Open points", "Bibliography", "About",
    ]  # fmt: skip
    heading, *rows = book["Claims"].iter_rows(values_only=True)
    words = heading.index("words")
    assert [row[words] for row in rows] == [f"“{e.words}”" for e in m.sheet().entries]
    assert book["Claims"].freeze_panes == "A2"


def test_no_cell_of_the_workbook_is_a_formula_and_none_is_altered():
    book = xlsx(hostile())
    cells = [cell for page in book for row in page.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert "=cmd|' /C calc'!A0" in [cell.value for cell in cells]


def pdf(sheet):
    return pypdf.PdfReader(io.BytesIO(render(sheet, "pdf")))


def text_of(reader) -> str:
    return "\n".join(page.extract_text() for page in reader.pages)


def test_pdf_shows_every_claim_and_fact_as_text():
    text = squeezed(text_of(pdf(m.sheet())))
    for entry in m.sheet().entries:
        assert squeezed(f"“{entry.words}” [{entry.citation}]") in text
        for _, fact in entry.facts():
            assert squeezed(fact) in text


def test_pdf_has_an_outline_links_and_a_title():
    reader = pdf(m.sheet())
    assert reader.metadata.title == "The Ossel dam"
    names = [item.title for item in reader.outline if not isinstance(item, list)]
    assert names[1:] == [
        "Claims", "Disagreements", "Corroboration", "Open points", "Method", "Bibliography",
    ]  # fmt: skip
    links = [a for page in reader.pages for a in page.get("/Annots", [])]
    assert len(links) >= len(m.LISTED)


def test_pdf_sets_cyrillic_and_arabic_and_spells_out_what_its_fonts_lack():
    names = "Сергей — Żółć — سلام — 中"
    record = m.claim(m.HALYARD, [names], text=names)
    text = text_of(pdf(m.sheet([record], [])))
    assert "Сергей — Żółć —" in text
    assert "[U+4E2D]" in text
    fonts = {
        str(f) for page in pdf(m.sheet([record], [])).pages for f in page["/Resources"]["/Font"]
    }
    assert len(fonts) >= 3


def test_pdf_takes_hostile_text_and_a_word_wider_than_the_page():
    assert squeezed("<script>alert(1)</script>") in squeezed(text_of(pdf(hostile())))
    record = m.claim(m.HALYARD, ["x" * 3000], text="x" * 3000)
    assert text_of(pdf(m.sheet([record], []))).count("x") >= 3000
