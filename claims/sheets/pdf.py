"""The sheet as PDF, set in IBM Plex: Latin, Cyrillic and Arabic letters.

A character that the fonts lack is written as its code point, like [U+4E2D], and
never as an empty box.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from claims.sheets import wording
from claims.sheets.build import program
from claims.sheets.sheet import Entry, Reference, Sheet

if TYPE_CHECKING:
    from fpdf import FPDF

FACE, ARABIC = "Plex", "PlexArabic"
_ARABIC = range(0x0600, 0x0800)

LABELS = 42.0
"""Millimetres from the margin to the text of a fact."""


def to_pdf(sheet: Sheet) -> bytes:
    """Return the sheet as PDF with an outline and links from citations to the bibliography."""
    page = _Page(sheet)
    page.heading(sheet.title, 18, level=0)
    if sheet.question and sheet.question != sheet.title:
        page.paragraph(sheet.question, 12)
    page.facts([("Made", sheet.made), *sheet.scope()])
    page.section("Claims")
    if sheet.disclaimer:
        page.paragraph(sheet.disclaimer)
    if not sheet.entries:
        page.paragraph("None.")
    for group in sheet.groups:
        page.heading(group.heading, 11.5, level=1)
        for entry in group.entries:
            page.claim(entry)
    _findings(page, sheet)
    page.section("Bibliography")
    for reference in sheet.bibliography:
        page.reference(reference)
    return page.bytes()


def _findings(page: _Page, sheet: Sheet) -> None:
    page.section("Disagreements")
    for found in sheet.disputes:
        page.heading(found.heading, 11.5, level=1)
        for side in found.sides:
            page.paragraph(f"{side.letter}  {side.label}: {side.counted}", bold="B")
            page.facts([(f"Claim {entry.number}", entry.side) for entry in side.entries])
            if side.warning:
                page.paragraph(f"Beware. {side.warning}")
        page.bullets(ground.sentence for ground in found.grounds)
    if not sheet.disputes:
        page.paragraph("None found.")
    page.section("Corroboration")
    for group in sheet.corroborations:
        page.paragraph(group.sentence)
        page.bullets(group.pairs)
    if not sheet.corroborations:
        page.paragraph("None found.")
    page.section("Open points")
    page.bullets([point.text for point in sheet.open_points] or ["None found."])
    page.section("Method")
    page.bullets(sheet.method)


class _Page:
    """A PDF being written from top to bottom."""

    def __init__(self, sheet: Sheet) -> None:
        from fpdf.fonts import TTFFont

        self.pdf = _blank(sheet)
        fonts = (self.pdf.fonts[key] for key in (FACE.lower(), ARABIC.lower()))
        self.known = {code for font in fonts if isinstance(font, TTFFont) for code in font.cmap}
        # the page is set for good where the bibliography is written
        self.links = {ref.number: self.pdf.add_link(page=1) for ref in sheet.bibliography}
        self.pdf.add_page()

    def bytes(self) -> bytes:
        return bytes(self.pdf.output())

    def shown(self, text: str) -> str:
        line = wording.printable(wording.one_line(text))
        return "".join(c if ord(c) in self.known else _spelled(c) for c in line)

    def section(self, name: str) -> None:
        self.pdf.ln(4)
        self.heading(name, 14, level=0)

    def heading(self, text: str, size: float, level: int) -> None:
        self._room(25)
        shown = self.shown(text)
        self.pdf.start_section(shown, level=level)
        self.pdf.ln(2)
        self._write(shown, size, "B")
        self.pdf.ln(1)

    def paragraph(self, text: str, size: float = 10, bold: str = "") -> None:
        self._write(self.shown(text), size, bold)
        self.pdf.ln(1)

    def bullets(self, sentences: Iterable[str]) -> None:
        for sentence in sentences:
            self._room(8)
            self._hung("–", self.shown(sentence), 9.5, "", by=4)

    def claim(self, entry: Entry) -> None:
        self._room(40)
        self.pdf.ln(1.5)
        words = self.shown(f"{wording.quoted(entry.words)} [{entry.citation}]")
        self._hung(str(entry.number), words, 10.5, "B", by=8, cited=entry.citation)
        self.facts(entry.facts(), cited=entry.citation)

    def facts(self, rows: Iterable[tuple[str, str]], cited: int = 0) -> None:
        for label, text in rows:
            self._room(10)
            self.pdf.set_text_color(90)
            self._hung(self.shown(label), "", 8.5, "", by=8, indent=8)
            self.pdf.set_text_color(0)
            target = cited if text.startswith("[") else 0
            self._write(self.shown(text), 9, "", indent=LABELS, cited=target)
        self.pdf.ln(1)

    def reference(self, reference: Reference) -> None:
        self._room(15)
        here = self.links[reference.number]
        self.pdf.set_link(here, y=self.pdf.get_y(), page=self.pdf.page_no())
        self._hung(f"[{reference.number}]", self.shown(reference.text), 9.5, "", by=9)
        self._write(self.shown(f"Copy held: {reference.copy}"), 7.5, "", indent=9)
        self.pdf.ln(1.5)

    def _hung(
        self,
        mark: str,
        text: str,
        size: float,
        style: str,
        *,
        by: float,
        indent: float = 0,
        cited: int = 0,
    ) -> None:
        """Write a mark, and the text beside it, moved in; without text stay on the line."""
        top = self.pdf.get_y()
        self.pdf.set_font(FACE, style, size)
        self._letters(mark)
        self.pdf.set_x(self.pdf.l_margin + indent)
        self.pdf.cell(by, size * 0.5, mark)
        self.pdf.set_xy(self.pdf.l_margin, top)
        if text:
            self._write(text, size, style, indent=by, cited=cited)

    def _letters(self, text: str) -> None:
        """Join the letters of scripts that need it, and spare all other text the time."""
        self.pdf.set_text_shaping(any(_ARABIC.start <= ord(c) < _ARABIC.stop for c in text))

    def _write(self, text: str, size: float, style: str, indent: float = 0, cited: int = 0) -> None:
        self.pdf.set_font(FACE, style, size)
        self._letters(text)
        self.pdf.set_x(self.pdf.l_margin + indent)
        link = self.links.get(cited, "")
        height = size * 0.5
        self.pdf.multi_cell(0, height, text, align="L", new_x="LMARGIN", new_y="NEXT", link=link)

    def _room(self, millimetres: float) -> None:
        """Begin a new page where less than this is left of the old one."""
        if self.pdf.will_page_break(millimetres):
            self.pdf.add_page()


def _spelled(character: str) -> str:
    """Return what stands for a character the fonts lack; marks that show nothing vanish.

    >>> _spelled("中")
    '[U+4E2D]'
    """
    import unicodedata

    return "" if unicodedata.category(character) == "Cf" else f"[U+{ord(character):04X}]"


def _blank(sheet: Sheet) -> FPDF:
    """Return an empty PDF with its fonts, its properties and a numbered footer."""
    import fontpkg
    from fpdf import FPDF

    class Numbered(FPDF):
        def footer(self) -> None:
            self.set_y(-14)
            self.set_font(FACE, "", 8)
            self.cell(0, 6, f"{self.page_no()} / {{nb}}", align="C")

    pdf = Numbered(format="A4")
    for style, weight in (("", 400), ("B", 700)):
        pdf.add_font(FACE, style, str(fontpkg.path("ibm-plex-serif", weight=weight)))
        pdf.add_font(ARABIC, style, str(fontpkg.path("ibm-plex-sans-arabic", weight=weight)))
    pdf.set_fallback_fonts([ARABIC], exact_match=False)
    pdf.set_margins(20, 18)
    pdf.set_auto_page_break(True, 18)  # noqa: FBT003 - its only form
    pdf.set_title(wording.printable(sheet.title))
    pdf.set_creator(program())
    pdf.set_lang("en")
    pdf.set_creation_date(_moment(sheet.made))
    return pdf


def _moment(made: str) -> datetime | None:
    try:
        return datetime.fromisoformat(made)
    except ValueError:
        return None
