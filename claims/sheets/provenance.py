"""The sheet as PROV-JSON (W3C): what was derived from what, by which agent."""

from __future__ import annotations

from typing import Any

from claims.record import DocumentRecord
from claims.sheets import cite, wording
from claims.sheets.build import program
from claims.sheets.data import dump
from claims.sheets.linked import urn
from claims.sheets.sheet import Sheet

Node = dict[str, Any]

PREFIXES = {
    "id": "urn:uuid:",
    "dcterms": "http://purl.org/dc/terms/",
    "schema": "https://schema.org/",
    "fabio": "http://purl.org/spar/fabio/",
}


def to_prov(sheet: Sheet) -> bytes:
    """Return who and what made each claim, each decision and the sheet."""
    graph = _Graph()
    made = graph.add("activity", "making", sheet.made, {"prov:label": "making the sheet"})
    whole = graph.add(
        "entity",
        "sheet",
        f"{sheet.title} {sheet.made}",
        {"prov:label": sheet.title, "prov:type": "claim sheet", "dcterms:created": sheet.made},
    )
    reading = graph.add("activity", "reading", "documents", {"prov:label": "reading documents"})
    software = graph.add(
        "agent",
        "software",
        program(),
        {"prov:label": program(), "prov:type": _name("prov:SoftwareAgent")},
    )
    graph.link("wasGeneratedBy", entity=whole, activity=made)
    graph.link("wasAssociatedWith", activity=made, agent=software)
    graph.link("wasAssociatedWith", activity=reading, agent=software)
    for reference in sheet.bibliography:
        _document(graph, reference.document, reading)
    for entry in sheet.entries:
        claim = entry.claim
        facts = " ".join(f"{label}: {text}." for label, text in entry.facts())
        node = {
            "prov:label": entry.words,
            "prov:type": "claim",
            "dcterms:identifier": claim.id,
            "dcterms:description": facts,
            "dcterms:bibliographicCitation": sheet.reference(entry.citation).text,
        }
        name = graph.add("entity", "claim", claim.id, node)
        source = graph.name("document", claim.document.id)
        graph.link("wasGeneratedBy", entity=name, activity=reading)
        graph.link("wasDerivedFrom", generatedEntity=name, usedEntity=source)
        graph.link("wasDerivedFrom", generatedEntity=whole, usedEntity=name)
        if claim.reviewer:
            _decision(graph, name, f"{claim.id} {claim.status}", claim.status, claim.reviewer)
    for found in sheet.disagreements:
        node = {"prov:label": found.kind, "prov:type": "relation", "dcterms:identifier": found.id}
        if found.reason:
            node["dcterms:description"] = found.reason
        name = graph.add("entity", "relation", found.id, node)
        for side in (found.a, found.b):
            used = graph.name("claim", side.claim.id)
            graph.link("wasDerivedFrom", generatedEntity=name, usedEntity=used)
    return dump(graph.form())


def _document(graph: _Graph, document: DocumentRecord, reading: str) -> None:
    node = {
        "prov:label": wording.title(document),
        "prov:type": "document",
        "dcterms:identifier": document.id,
        "dcterms:issued": document.published,
        "schema:sha256": document.sha256,
        "schema:url": document.url,
        "schema:archivedAt": document.archived,
        "fabio:hasAccessDate": document.accessed,
    }
    name = graph.add("entity", "document", document.id, {k: v for k, v in node.items() if v})
    graph.link("used", activity=reading, entity=name)
    if document.archived:
        label = {"prov:label": cite.archived(document), "prov:type": "archived copy"}
        copy = graph.add("entity", "copy", document.archived, label)
        graph.link("alternateOf", alternate1=copy, alternate2=name)
    if document.source:
        kind = {"prov:label": document.source, "prov:type": _name("prov:Organization")}
        source = graph.add("agent", "source", document.source, kind)
        graph.link("wasAttributedTo", entity=name, agent=source)


def _decision(graph: _Graph, claim: str, key: str, status: str, reviewer: str) -> None:
    person = {"prov:label": reviewer, "prov:type": _name("prov:Person")}
    agent = graph.add("agent", "reviewer", reviewer, person)
    decided = graph.add("activity", "decision", key, {"prov:label": f"decision: {status}"})
    graph.link("wasAssociatedWith", activity=decided, agent=agent)
    graph.link("used", activity=decided, entity=claim)


def _name(qualified: str) -> Node:
    return {"$": qualified, "type": "prov:QUALIFIED_NAME"}


class _Graph:
    """A PROV-JSON document being written; it numbers the relations."""

    def __init__(self) -> None:
        self.parts: dict[str, dict[str, Node]] = {}

    def name(self, kind: str, key: str) -> str:
        return urn(kind, key).replace("urn:uuid:", "id:")

    def add(self, part: str, kind: str, key: str, node: Node) -> str:
        name = self.name(kind, key)
        self.parts.setdefault(part, {})[name] = node
        return name

    def link(self, relation: str, **ends: str) -> None:
        found = self.parts.setdefault(relation, {})
        found[f"_:{relation}{len(found) + 1}"] = {f"prov:{k}": v for k, v in ends.items()}

    def form(self) -> Node:
        return {"prefix": PREFIXES, **self.parts}
