"""Small documents in which given speakers say given things, stored without a reading."""

from __future__ import annotations

from pathlib import Path

from claims.attribution import Attribution, Party, Speaker, SpeakerKind
from claims.reading.document import Document
from claims.settings import Settings
from claims.span import Span
from claims.store.engine import open_engine, writing
from claims.store.save import save_attributions, save_document
from tests.store.material import make_document, terms_of

PERSON, STATE = SpeakerKind.PERSON, SpeakerKind.STATE
OFFICIAL = SpeakerKind.UNNAMED_OFFICIAL

Saying = tuple[str, SpeakerKind, str]


def store(db: Path, name: str, *sayings: Saying, role: str | None = None) -> None:
    """Store a document called `name` that says '<speaker> said <words>.' for each saying."""
    text = "".join(f"{who} said {what}.\n" for who, _, what in sayings)
    document = make_document(text, path=name, source=f"The {name}", title=name)
    engine = open_engine(db, Settings(), create=False)
    try:
        with writing(engine) as session:
            model, _ = save_document(session, document)
            save_attributions(session, model, _said(document, sayings, role), None, terms_of)
    finally:
        engine.dispose()


def _said(document: Document, sayings: tuple[Saying, ...], role: str | None) -> list[Attribution]:
    found = []
    for who, kind, what in sayings:
        line = document.text.index(f"{who} said {what}")
        speaker = Span(line, line + len(who))
        content = Span(line + len(who) + 6, line + len(who) + 6 + len(what))
        party = Party(who, kind, (speaker,), role=role)
        found.append(Attribution((content,), Speaker((speaker,), who, kind, (party,))))
    return found
