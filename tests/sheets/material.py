"""Records made from the sample corpus by exact quotation, as a database would hand them out."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Sequence
from functools import cache
from typing import Any

from claims.attribution import (
    Act,
    Attribution,
    Hedge,
    HedgeKind,
    HedgeOwner,
    Hop,
    Likelihood,
    Party,
    Quotation,
    Speaker,
    SpeakerKind,
    Stance,
    Voice,
)
from claims.record import ClaimRecord, DocumentRecord, RelationRecord
from claims.sheets import Searched, Sheet, build
from claims.span import Span
from tests.conftest import SEEDS

MADE = "2024-10-01T12:00:00+00:00"
ARTICLES = SEEDS / "articles"


def text_of(file: str) -> str:
    return (ARTICLES / file).read_bytes().decode("utf-8-sig")


def document(file: str, **fields: Any) -> DocumentRecord:
    data = (ARTICLES / file).read_bytes()
    sidecar = (ARTICLES / file).with_suffix(".meta.toml")
    stated = tomllib.loads(sidecar.read_text()) if sidecar.exists() else {}
    return DocumentRecord(
        **{
            "id": "d" + hashlib.sha256(file.encode()).hexdigest()[:8],
            "path": file,
            "sha256": hashlib.sha256(data).hexdigest(),
            "length": len(text_of(file)),
            "added": "2024-09-30T08:00:00+00:00",
            **stated,
            "authors": tuple(stated.get("authors", ())),
            **fields,
        }
    )


HALYARD = document(
    "ossel-dam/01-halyard-flood-below-ossel.txt",
    title="Flood below Ossel Dam kills 14, rescue service says",
    source="Halyard News Agency",
    authors=("Dagny Orrel", "Pell Hasko"),
    published="2023-03-04",
)
COURIER = document("ossel-dam/04-courier-minister-did-not-say-it.txt")
GAZETTE = document(
    "ossel-dam/06-gazette-findings-of-the-commission.txt",
    title="Findings of the Commission on the Ossel Flood",
    source="Official Gazette of the Republic of Ardovia",
    published="2023-06-30",
)
UNDATED = document(
    "hollin-bridge/05-varnholt-the-bridge-nobody-needs.md",
    title="The bridge nobody needs: a backgrounder on Hollin",
    published=None,
)


def at(text: str, words: str, after: int = 0) -> Span:
    start = text.index(words, after)
    return Span(start, start + len(words))


def claim(
    home: DocumentRecord,
    content: Sequence[str],
    *,
    said_by: tuple[str, str | None, SpeakerKind] | None = None,
    cue: str = "",
    hedges: Sequence[tuple[str, HedgeKind, HedgeOwner]] = (),
    via: Sequence[tuple[str, str | None, SpeakerKind]] = (),
    text: str | None = None,
    parties: tuple[Party, ...] = (),
    record: dict[str, Any] | None = None,
    **fields: Any,
) -> ClaimRecord:
    text = text_of(home.path) if text is None else text
    first = at(text, content[0])
    pieces, after = [], 0
    for words in content:
        pieces.append(at(text, words, after))
        after = pieces[-1].end
    near = max(text.rfind("\n\n", 0, first.start), 0)
    speaker = Speaker()
    if said_by:
        written, name, kind = said_by
        spans = (at(text, written, near),) if written else ()
        speaker = Speaker(spans, name, kind, parties)
    attribution = Attribution(
        content=tuple(pieces),
        speaker=speaker,
        cue=(at(text, cue, near),) if cue else (),
        hedges=tuple(Hedge(at(text, words, near), kind, owner) for words, kind, owner in hedges),
        chain=tuple(Hop(name, kind, (at(text, words, near),)) for words, name, kind in via),
        **fields,
    )
    key = f"{home.id}:{pieces[0].start}"
    paragraph = text.count("\n\n", 0, first.start) + 1
    return ClaimRecord(
        id="c" + hashlib.sha256(key.encode()).hexdigest()[:8],
        document=home,
        attribution=attribution,
        text=text,
        paragraph=paragraph,
        **(record or {}),
    )


def relation(
    kind: str, a: ClaimRecord, b: ClaimRecord, aspect: str = "wording", **fields: Any
) -> RelationRecord:
    reason = {
        "aspect": aspect,
        "a": a.content,
        "b": b.content,
        "sentence": fields.pop("sentence", f"They differ in {aspect}."),
        "spans_a": [],
        "spans_b": [],
    }
    score = fields.pop("score", 0.9)
    return RelationRecord(f"r{a.id}{b.id}", kind, aspect, score, (reason,), a, b, **fields)


PERSON, BODY = SpeakerKind.PERSON, SpeakerKind.ORGANIZATION
EPISTEMIC, OWN = HedgeKind.EPISTEMIC, HedgeOwner.SPEAKER

DEATHS_14 = claim(
    HALYARD,
    ["The flood killed 14 people in Nether Brenn"],
    said_by=("the National Rescue Service", "National Rescue Service", BODY),
    cue="said",
    record={"status": "accepted", "reviewer": "M. Kell", "note": "tape heard"},
)
BODIES = claim(
    HALYARD,
    ["We have brought out 14 bodies and about 40 injured", "We are not finished."],
    said_by=("Captain Ruben Aske", "Ruben Aske", PERSON),
    cue="told",
    quotation=Quotation.DIRECT,
    hedges=[("about", HedgeKind.APPROXIMATOR, OWN)],
    parties=(Party("Ruben Aske", PERSON, (), "a spokesman for the service"),),
)
GATE_MAYBE = claim(
    HALYARD,
    ["Gate three may have been opened at about two in the morning"],
    said_by=(
        "a technician on the night shift",
        "a technician on the night shift",
        SpeakerKind.UNNAMED_OTHER,
    ),
    cue="told",
    hedges=[
        ("may", EPISTEMIC, OWN),
        ("about", HedgeKind.APPROXIMATOR, OWN),
        ("a technician on the night shift", HedgeKind.UNNAMED_SOURCE, HedgeOwner.REPORTER),
    ],
)
GATE_AGAIN = claim(
    GAZETTE,
    ["gate three was opened by hand"],
    text="Later gate three was opened by hand, a clerk said.",
    said_by=("a clerk", None, SpeakerKind.UNNAMED_OTHER),
)
RESERVOIR = claim(
    HALYARD,
    ["The reservoir is likely to be empty by Tuesday"],
    said_by=("Aske", "Ruben Aske", PERSON),
    cue="said",
    hedges=[("likely", EPISTEMIC, OWN)],
    likelihood=Likelihood("likely", 55, 80),
    act=Act.PREDICTS,
)
OFFICIAL = claim(
    HALYARD,
    ["People who can swim."],
    said_by=("the official", None, SpeakerKind.UNNAMED_OFFICIAL),
    cue="added",
    quotation=Quotation.DIRECT,
)
RAIN = claim(
    HALYARD,
    ["The flood of 1987 killed 9 people in the same village"],
    voice=Voice.AUTHORIAL,
)
NEVER_OPENED = claim(
    COURIER,
    ["Gate three was never opened"],
    said_by=("Henno Karsk", "Henno Karsk", PERSON),
    cue="said",
)
WARNING = claim(
    COURIER,
    ["the warning system had worked as designed"],
    said_by=("Talvik", "Odrun Talvik", PERSON),
    cue="claimed",
    stance=Stance.DISTANCING,
)
SIREN = claim(
    COURIER,
    ["The siren in Nether Brenn sounded at 01:50"],
    said_by=("she", "Odrun Talvik", PERSON),
    cue="said",
    via=[
        ("Ossel Hydro", "Ossel Hydro", BODY),
        ("the National Rescue Service", "National Rescue Service", BODY),
    ],
)
SIREN_HALYARD = claim(
    HALYARD,
    ["The siren in Nether Brenn sounded at 01:50"],
    said_by=("the National Rescue Service", "National Rescue Service", BODY),
    cue="according to",
)
FOURTEEN = claim(
    COURIER,
    ["Fourteen"],
    said_by=("Karsk", "Henno Karsk", PERSON),
    cue="said",
    quotation=Quotation.DIRECT,
)
BRIDGE = claim(UNDATED, ["The bridge nobody needs"], voice=Voice.AUTHORIAL)

LISTED = (
    DEATHS_14,
    BODIES,
    GATE_MAYBE,
    RESERVOIR,
    OFFICIAL,
    RAIN,
    NEVER_OPENED,
    WARNING,
    SIREN,
    SIREN_HALYARD,
    FOURTEEN,
    BRIDGE,
)
RELATIONS = (
    relation(
        "tension", GATE_MAYBE, NEVER_OPENED, "modality", sentence="may have been against never."
    ),
    relation("echoes", SIREN_HALYARD, SIREN, sentence="Both go back to one time."),
    relation("corroborates", DEATHS_14, FOURTEEN, "number", sentence="Both give 14."),
    relation("corroborates", DEATHS_14, BODIES, "number", sentence="Both give 14."),
)


def sheet(
    claims: Sequence[ClaimRecord] = LISTED,
    relations: Sequence[RelationRecord] = RELATIONS,
    **fields: Any,
) -> Sheet:
    """A sheet of the records above, or of others; the plain one is made once."""
    if claims is LISTED and relations is RELATIONS and not fields:
        return _plain()
    return _made(claims, relations, **fields)


@cache
def _plain() -> Sheet:
    return _made(LISTED, RELATIONS)


def _made(
    claims: Sequence[ClaimRecord], relations: Sequence[RelationRecord], **fields: Any
) -> Sheet:
    options: dict[str, Any] = {
        "title": "The Ossel dam",
        "question": "What opened gate three?",
        "made": MADE,
        "searched": Searched("gate OR siren", 16, (("Since", "2023"),)),
        **fields,
    }
    return build(claims, relations, **options)
