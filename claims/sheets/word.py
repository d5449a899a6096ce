"""The sheet as a Word document (DOCX)."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from typing import Any

from claims.sheets import wording
from claims.sheets.build import program
from claims.sheets.sheet import Dispute, Entry, Reference, Sheet, Side

_CITED = re.compile(r"\[(\d+)\]")


def to_docx(sheet: Sheet) -> bytes:
    """Return the sheet as DOCX: headings, numbered citations that lead to the bibliography."""
    from docx import Document

    book = Document()
    _set_up(book, sheet)
    book.add_heading(_text(sheet.title), 0)
    if sheet.question and sheet.question != sheet.title:
        _add(book, "Subtitle", _text(sheet.question))
    _facts(book, [("Made", sheet.made), *sheet.scope()])
    _claims(book, sheet)
    _disputes(book, sheet.disputes)
    book.add_heading("Corroboration", 1)
    for group in sheet.corroborations:
        book.add_paragraph(_text(group.sentence))
        _bullets(book, group.pairs)
    if not sheet.corroborations:
        book.add_paragraph("None found.")
    book.add_heading("Open points", 1)
    _bullets(book, [point.text for point in sheet.open_points] or ["None found."])
    book.add_heading("Method", 1)
    _bullets(book, sheet.method)
    _bibliography(book, sheet.bibliography)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _text(text: str) -> str:
    return wording.printable(wording.one_line(text))


def _add(book: Any, style: str, text: str = "") -> Any:
    """Add a paragraph in a style; the library's own way searches all styles each time."""
    paragraph = book.add_paragraph(text)
    paragraph._p.style = style.replace(" ", "")
    return paragraph


def _set_up(book: Any, sheet: Sheet) -> None:
    """Set the properties, the margins and the two styles a sheet needs beyond Word's own."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Cm, Pt

    book.core_properties.title = _text(sheet.title)[:255]
    book.core_properties.author = program()
    for section in book.sections:
        section.left_margin = section.right_margin = Cm(2.3)
        section.top_margin = section.bottom_margin = Cm(2)
    words = book.styles.add_style("Claim", WD_STYLE_TYPE.PARAGRAPH)
    words.base_style = book.styles["Normal"]
    words.font.size = Pt(11.5)
    words.paragraph_format.space_before, words.paragraph_format.space_after = Pt(10), Pt(3)
    words.paragraph_format.keep_with_next = True
    fact = book.styles.add_style("Claim Fact", WD_STYLE_TYPE.PARAGRAPH)
    fact.base_style = book.styles["Normal"]
    fact.font.size = Pt(9.5)
    fact.paragraph_format.space_after = Pt(1)
    fact.paragraph_format.left_indent = Cm(4.2)
    fact.paragraph_format.first_line_indent = Cm(-3.5)
    fact.paragraph_format.tab_stops.add_tab_stop(Cm(4.2))
    reference = book.styles.add_style("Reference", WD_STYLE_TYPE.PARAGRAPH)
    reference.base_style = book.styles["Normal"]
    reference.paragraph_format.left_indent = Cm(1)
    reference.paragraph_format.first_line_indent = Cm(-1)
    reference.paragraph_format.space_before, reference.paragraph_format.space_after = Pt(6), Pt(1)
    reference.paragraph_format.keep_with_next = True


def _facts(book: Any, rows: Iterable[tuple[str, str]]) -> None:
    facts = list(rows)
    for place, (label, text) in enumerate(facts, start=1):
        paragraph = _add(book, "Claim Fact")
        # a claim's facts stay on one page
        paragraph.paragraph_format.keep_with_next = place < len(facts)
        paragraph.add_run(f"{label}\t").bold = True
        _cited(paragraph, text)


def _cited(paragraph: Any, text: str) -> None:
    """Add text, a citation number at its start as a link to the bibliography."""
    found = _CITED.match(text)
    if found:
        _link(paragraph, f"ref{found[1]}", found[0])
        text = text[found.end() :]
    paragraph.add_run(wording.printable(text))


def _claims(book: Any, sheet: Sheet) -> None:
    book.add_heading("Claims", 1)
    if sheet.disclaimer:
        _add(book, "Intense Quote", _text(sheet.disclaimer))
    if not sheet.entries:
        book.add_paragraph("None.")
    for group in sheet.groups:
        book.add_heading(_text(group.heading), 2)
        for entry in group.entries:
            _claim(book, entry)


def _claim(book: Any, entry: Entry) -> None:
    paragraph = _add(book, "Claim")
    number = paragraph.add_run(f"{entry.number}\u2002")
    number.bold = True
    _mark(number, f"claim{entry.number}", entry.number)
    paragraph.add_run(_text(wording.quoted(entry.words)) + "\u2009")
    _link(paragraph, f"ref{entry.citation}", f"[{entry.citation}]", raised="superscript")
    _facts(book, entry.facts())


def _disputes(book: Any, found: Sequence[Dispute]) -> None:
    """Set each dispute as a table, two sides beside each other, and under it the reasons."""
    from docx.shared import Pt

    book.add_heading("Disagreements", 1)
    if not found:
        book.add_paragraph("None found.")
    for one in found:
        book.add_heading(_text(one.heading), 2)
        table = book.add_table(rows=0, cols=2, style="Table Grid")
        for first in range(0, len(one.sides), 2):
            row = table.add_row()
            _keep_together(row)
            for cell, side in zip(row.cells, one.sides[first : first + 2], strict=False):
                _side(cell, side)
        _widths(table, (8.2, 8.2))
        why = book.add_paragraph("Why these stand against each other:")
        why.paragraph_format.space_before = Pt(8)
        why.paragraph_format.keep_with_next = True
        _bullets(book, [ground.sentence for ground in one.grounds])


def _side(cell: Any, side: Side) -> None:
    """Fill a cell with a side: its name and counts, then each claim with every fact held."""
    from docx.shared import Pt

    def line(text: str, *, bold: bool = False, above: float = 0) -> None:
        paragraph = cell.add_paragraph()
        run = paragraph.add_run(_text(text))
        run.font.size, run.bold = Pt(9), bold
        paragraph.paragraph_format.space_before = Pt(above)
        paragraph.paragraph_format.space_after = Pt(2)

    empty = cell.paragraphs[0]._p
    empty.getparent().remove(empty)
    line(f"{side.letter}  {side.label}", bold=True)
    line(side.counted)
    for entry in side.entries:
        line(f"{entry.number} {wording.quoted(entry.words)}", bold=True, above=6)
        for label, text in entry.facts():
            line(f"{label}: {text}")
    if side.warning:
        line(f"Beware. {side.warning}", above=6)


def _widths(table: Any, centimetres: tuple[float, ...]) -> None:
    from docx.shared import Cm

    table.autofit = False
    for column, width in zip(table.columns, centimetres, strict=True):
        column.width = Cm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, centimetres, strict=True):
            cell.width = Cm(width)


def _keep_together(row: Any) -> None:
    """Keep a row of a table on one page where it fits on one."""
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _bullets(book: Any, sentences: Iterable[str]) -> None:
    for sentence in sentences:
        _add(book, "List Bullet", _text(sentence))


def _bibliography(book: Any, references: Iterable[Reference]) -> None:
    from docx.shared import Cm

    book.add_heading("Bibliography", 1)
    for reference in references:
        paragraph = _add(book, "Reference")
        number = paragraph.add_run(f"[{reference.number}]\t")
        # ids of bookmarks are shared with those of the claims
        _mark(number, f"ref{reference.number}", 1_000_000 + reference.number)
        paragraph.add_run(_text(reference.text))
        copy = _add(book, "Claim Fact", f"Copy held: {_text(reference.copy)}")
        copy.paragraph_format.left_indent = Cm(1)
        copy.paragraph_format.first_line_indent = Cm(0)


def _mark(run: Any, name: str, key: int) -> None:
    """Put a bookmark around a run."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for element in (start, end):
        element.set(qn("w:id"), str(key))
    start.set(qn("w:name"), name)
    run._r.addprevious(start)
    run._r.addnext(end)


def _link(paragraph: Any, target: str, text: str, raised: str = "") -> None:
    """Add text that leads to a bookmark."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    link = OxmlElement("w:hyperlink")
    link.set(qn("w:anchor"), target)
    run = paragraph.add_run(text)
    run.font.superscript = raised == "superscript" or None
    link.append(run._r)
    paragraph._p.append(link)
