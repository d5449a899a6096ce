"""A small document with every kind of part a claim can have."""

from __future__ import annotations

import hashlib

from claims.attribution import (
    Act,
    Attribution,
    Hedge,
    HedgeKind,
    HedgeOwner,
    Hop,
    Likelihood,
    Party,
    Polarity,
    Quotation,
    Speaker,
    SpeakerKind,
    Stance,
    Voice,
)
from claims.reading.document import Document, Metadata, PartialDate, Zone, ZoneKind
from claims.span import Span

TEXT = """The Ossel dam is safe, Ardovia and Kestria said on Monday.

A senior official “may” negotiate again, Halyard reportedly heard, and that “is all there is”.

Clearly the gates were not opened.

Read more: Ten bridges to see
"""


COPY = "https://web.archive.org/web/20240601080000/https://lamp.example/ossel"


def span_of(piece: str, text: str = TEXT) -> Span:
    start = text.index(piece)
    return Span(start, start + len(piece))


def make_document(
    text: str = TEXT,
    *,
    path: str = "ossel.txt",
    source: str | None = "The Lamp",
    url: str | None = None,
    published: str | None = "2024-05-31",
    title: str | None = "What the ministers said",
) -> Document:
    zones = []
    for line in text.splitlines(keepends=True):
        if line.strip():
            start = text.index(line)
            kind = ZoneKind.LINKS if line.startswith("Read more") else ZoneKind.BODY
            zones.append(Zone(kind, Span(start, start + len(line.rstrip()))))
    data = text.encode()
    return Document(
        path=path,
        text=text,
        data=data,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type="text/plain",
        reader="plain 1",
        metadata=Metadata(
            title=title,
            source=source,
            authors=("Ana Brill", "Tomé Kast"),
            published=PartialDate(published) if published else None,
            url=url,
            language="en",
            accessed=PartialDate("2024-06"),
            archived=COPY,
        ),
        zones=tuple(zones),
    )


def make_attributions() -> list[Attribution]:
    """Return a joint speaker, a nested claim with a chain and all else, and an authorial one."""
    state, official = SpeakerKind.STATE, SpeakerKind.UNNAMED_OFFICIAL
    joint = Speaker(
        (span_of("Ardovia and Kestria"),),
        "Ardovia and Kestria",
        state,
        (
            Party("Ardovia", state, (span_of("Ardovia"),)),
            Party("Kestria", state, (span_of("Kestria"),), role="ally", affiliation="the pact"),
        ),
    )
    someone = Party("a senior official", official, (span_of("A senior official"),), role="official")
    return [
        Attribution(
            (span_of("The Ossel dam is safe"),), joint, (span_of("said"),), act=Act.ASSERTS
        ),
        Attribution(
            (span_of("negotiate again"), span_of("is all there is")),
            Speaker(someone.spans, someone.name, official, (someone,)),
            (span_of("heard"),),
            quotation=Quotation.MIXED,
            act=Act.PREDICTS,
            stance=Stance.DISTANCING,
            polarity=Polarity.NEGATIVE,
            hedges=(Hedge(span_of("may"), HedgeKind.EPISTEMIC, HedgeOwner.SPEAKER),),
            likelihood=Likelihood("likely", 55, 80),
            chain=(
                Hop("a senior official", official, someone.spans),
                Hop(
                    "Halyard",
                    SpeakerKind.ORGANIZATION,
                    (span_of("Halyard"),),
                    Hedge(span_of("reportedly"), HedgeKind.EVIDENTIAL, HedgeOwner.REPORTER),
                ),
            ),
            parent=0,
            score=0.75,
        ),
        Attribution(
            (span_of("the gates were not opened"),),
            voice=Voice.AUTHORIAL,
            hedges=(Hedge(span_of("Clearly"), HedgeKind.BOOSTER, HedgeOwner.REPORTER),),
        ),
    ]


def terms_of(content: str) -> list[str]:
    return [word.lower() for word in content.split() if len(word) > 3]
