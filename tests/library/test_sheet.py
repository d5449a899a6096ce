"""Sheets made from a database: passages and locators as the database has them."""

from __future__ import annotations

from pathlib import Path

from claims import Library
from claims.attribution import Attribution, Speaker, SpeakerKind
from claims.comparison.value import Aspect, RelationKind
from claims.settings import Settings
from claims.sheets.passage import passage
from claims.span import Span
from claims.store.engine import open_engine, writing
from claims.store.save import save_attributions, save_document
from tests.library.stored import relate, toll
from tests.store.material import make_document, terms_of

TEXT = """The dam
Ada said the gate was shut.
Bo said the gate was open.
Cy said nothing of it.

Read more: Ten bridges to see
Dee said the gate was rusty.
"""


def store(path: Path) -> None:
    """Store a document whose paragraphs are lines, with a blank line among them."""
    document = make_document(TEXT)
    said = []
    for name in ("Ada", "Bo", "Dee"):
        start = TEXT.index(f"{name} said")
        content = Span(start + len(name) + 6, TEXT.index(".", start))
        speaker = Span(start, start + len(name))
        said.append(Attribution((content,), Speaker((speaker,), name, SpeakerKind.PERSON)))
    engine = open_engine(path, Settings(), create=False)
    with writing(engine) as session:
        model, _ = save_document(session, document)
        save_attributions(session, model, said, None, terms_of)
    engine.dispose()


def test_a_sheet_shows_the_paragraph_that_its_locator_counts_and_show_opens(tmp_path: Path):
    path = tmp_path / "claims.db"
    Library.open(path).close()
    store(path)
    with Library.open(path, write=False) as library:
        sheet = library.sheet(voice="all")
        assert len(sheet.entries) == 3
        for entry in sheet.entries:
            opened = library.show(entry.claim.id)
            shown = passage(entry.claim)
            assert len(shown.paragraphs) == len(opened.paragraphs) == 1
            words = "".join(piece.text for piece in shown.paragraphs[0])
            assert words == opened.paragraphs[0].text_in(TEXT)
            before = opened.before.text_in(TEXT) if opened.before else ""
            assert shown.before == before
            lines = [line for line in TEXT.splitlines() if line and "Read more" not in line]
            assert entry.locator.startswith(f"paragraph {lines.index(words) + 1}, ")
            assert "Read more" not in shown.before + shown.after


def test_a_sheet_says_how_many_relations_were_rejected_or_dismissed(tmp_path: Path) -> None:
    path = tmp_path / "claims.db"
    Library.open(path).close()
    one, other = (toll(path, s, "2024-03-04", n) for s, n in (("Lamp", "14"), ("Gull", "23")))
    relation = relate(path, one, other, RelationKind.CONTRADICTS, Aspect.NUMBER, ("14", "23"))
    for verdict in ("reject", "dismiss"):
        with Library.open(path) as library:
            library.decide(relation, verdict=verdict, by="Ada")
            told = " ".join(library.sheet("flood").method)
            assert "1 relation that a reviewer rejected or dismissed is left out" in told
