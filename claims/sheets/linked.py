"""The sheet as linked data: W3C Web Annotations, PROV and schema.org.

Claims and annotations get `urn:uuid:` names made from their ids, so that the
same claim has the same name in every sheet.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from claims.attribution import Quotation, SpeakerKind, Voice
from claims.record import ClaimRecord, DocumentRecord
from claims.sheets import wording
from claims.sheets.data import dump
from claims.sheets.passage import role_spans
from claims.sheets.sheet import Entry, Sheet
from claims.span import CONTEXT, Span

Node = dict[str, Any]

KINDS = {
    SpeakerKind.PERSON: "Person",
    SpeakerKind.ORGANIZATION: "Organization",
    SpeakerKind.STATE: "GovernmentOrganization",
}
"""schema.org types of the speakers that have a name."""


def urn(kind: str, key: str) -> str:
    """Return a stable name for a thing of the database.

    >>> urn("claim", "c1") == urn("claim", "c1")
    True
    """
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'claims:{kind}:{key}')}"


def address(document: DocumentRecord) -> str:
    """Return the document's URL, else its copy's, else its hash as a name (RFC 6920)."""
    if document.url or document.archived:
        return document.url or document.archived or ""
    if document.sha256:
        digest = base64.urlsafe_b64encode(bytes.fromhex(document.sha256)).decode().rstrip("=")
        return f"ni:///sha-256;{digest}"
    return urn("document", document.id)


def to_annotation(sheet: Sheet) -> bytes:
    """Return each role of each claim as a W3C Web Annotation, in one collection."""
    items = [item for entry in sheet.entries for item in _annotations(sheet, entry)]
    collection = urn("sheet", f"{sheet.title} {sheet.made}")
    page = urn("page", f"{sheet.title} {sheet.made}")
    return dump(
        {
            "@context": "http://www.w3.org/ns/anno.jsonld",
            "id": collection,
            "type": "AnnotationCollection",
            "label": sheet.title,
            "total": len(items),
            "first": {
                "id": page,
                "type": "AnnotationPage",
                "partOf": collection,
                "startIndex": 0,
                "items": items,
            },
        }
    )


def _annotations(sheet: Sheet, entry: Entry) -> Iterator[Node]:
    claim = entry.claim
    spans: dict[str, list[Span]] = {}
    for span, role in role_spans(claim):
        spans.setdefault(role, []).append(span)
    for role, found in spans.items():
        bodies = [{"type": "TextualBody", "purpose": "tagging", "value": role}]
        if role == "content":
            text = "\n".join(f"{label}: {text}" for label, text in entry.facts())
            bodies.append(
                {
                    "type": "TextualBody",
                    "purpose": "describing",
                    "format": "text/plain",
                    "value": text,
                }
            )
        yield {
            "id": urn("annotation", f"{claim.id} {role}"),
            "type": "Annotation",
            "motivation": "identifying",
            "generated": sheet.made.replace("+00:00", "Z"),
            "generator": {"type": "Software", "name": "claims"},
            "body": bodies,
            "target": [_target(claim, span) for span in found],
        }


def _target(claim: ClaimRecord, span: Span) -> Node:
    return {
        "type": "SpecificResource",
        "source": address(claim.document),
        "selector": [
            {"type": "TextPositionSelector", "start": span.start, "end": span.end},
            quote_selector(claim.text, span),
        ],
    }


def quote_selector(text: str, span: Span) -> Node:
    """Return the TextQuoteSelector of the span.

    >>> quote_selector("It is safe now", Span(6, 10))["prefix"]
    'It is '
    """
    return {
        "type": "TextQuoteSelector",
        "exact": span.text_in(text),
        "prefix": text[max(0, span.start - CONTEXT) : span.start],
        "suffix": text[span.end : span.end + CONTEXT],
    }


def to_schema(sheet: Sheet) -> bytes:
    """Return the claims as schema.org Claim, direct quotations as Quotation too."""
    documents = [_article(reference.document) for reference in sheet.bibliography]
    claims = [_schema_claim(entry) for entry in sheet.entries]
    collection: Node = {
        "@id": urn("sheet", f"{sheet.title} {sheet.made}"),
        "@type": "Collection",
        "name": sheet.title,
        "about": sheet.question or sheet.title,
        "dateCreated": sheet.made,
        "abstract": " ".join([*sheet.method, sheet.disclaimer]).strip(),
        "hasPart": [{"@id": claim["@id"]} for claim in claims],
    }
    context = {"@vocab": "https://schema.org/"}
    return dump({"@context": context, "@graph": [collection, *claims, *documents]})


def _schema_claim(entry: Entry) -> Node:
    claim, read = entry.claim, entry.claim.attribution
    direct = read.quotation is Quotation.DIRECT and read.voice is Voice.ATTRIBUTED
    node: Node = {
        "@id": urn("claim", claim.id),
        "@type": ["Claim", "Quotation"] if direct else "Claim",
        "identifier": claim.id,
        "position": entry.number,
        "text": entry.words,
        "description": " ".join(f"{label}: {text}." for label, text in entry.facts()),
        "appearance": {"@id": address(claim.document)},
    }
    kind = KINDS.get(read.speaker.kind)
    if read.speaker.name and kind:
        role = "spokenByCharacter" if direct else "author"
        node[role] = {"@type": kind, "name": read.speaker.name}
    return node


def _article(document: DocumentRecord) -> Node:
    node: Node = {
        "@id": address(document),
        "@type": "Article",
        "identifier": document.id,
        "name": wording.title(document),
        "author": [{"@type": "Person", "name": name} for name in document.authors],
        "publisher": document.source and {"@type": "Organization", "name": document.source},
        "datePublished": document.published,
        "url": document.url,
        "archivedAt": document.archived,
        "inLanguage": document.language,
    }
    return {key: value for key, value in node.items() if value}
