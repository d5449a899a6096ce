"""The sheet as JSON (docs/schema/sheet.schema.json)."""

from __future__ import annotations

import json
from typing import Any

from claims.sheets.sheet import Entry, Sheet


def to_json(sheet: Sheet) -> bytes:
    """Return everything the sheet says as one JSON object in UTF-8."""
    return dump(form(sheet))


def dump(value: Any) -> bytes:
    """Return indented JSON; a lone surrogate stays an escape, which JSON allows."""
    try:
        return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()
    except UnicodeEncodeError:
        return (json.dumps(value, indent=2) + "\n").encode()


def form(sheet: Sheet) -> dict[str, Any]:
    """Return the sheet's documented JSON form."""
    searched = sheet.searched
    return {
        "title": sheet.title,
        "question": sheet.question,
        "made": sheet.made,
        "style": sheet.style,
        "group_by": sheet.group_by,
        "searched": {
            "query": searched.query,
            "filters": dict(searched.filters),
            "documents": searched.documents,
            "documents_cited": searched.cited,
            "claims": searched.claims,
        },
        "disclaimer": sheet.disclaimer or None,
        "groups": [
            {"heading": group.heading, "entries": [_entry(entry) for entry in group.entries]}
            for group in sheet.groups
        ],
        "disputes": [
            {
                "heading": dispute.heading,
                "sides": [
                    {
                        "letter": side.letter,
                        "label": side.label,
                        "claims": [entry.number for entry in side.entries],
                        "origins": list(side.origins),
                        "unnamed_origins": list(side.unnamed),
                        "warning": side.warning or None,
                    }
                    for side in dispute.sides
                ],
                "disagreements": [pair.id for pair in dispute.pairs],
            }
            for dispute in sheet.disputes
        ],
        "disagreements": [
            {
                "id": found.id,
                "relation": found.relation,
                "aspect": found.aspect,
                "reason": found.reason,
                "status": found.status,
                "a": found.a.number,
                "b": found.b.number,
            }
            for found in sheet.disagreements
        ],
        "corroborations": [
            {
                "claims": [entry.number for entry in group.entries],
                "distinct_origins": group.count,
                "origins": list(group.origins),
                "unnamed_origins": list(group.unnamed),
                "documents": group.documents,
                "pairs": list(group.pairs),
            }
            for group in sheet.corroborations
        ],
        "open_points": [
            {
                "kind": point.kind,
                "text": point.text,
                "claims": [entry.number for entry in point.entries],
            }
            for point in sheet.open_points
        ],
        "method": list(sheet.method),
        "bibliography": [
            {
                "number": reference.number,
                "text": reference.text,
                "copy": reference.copy,
                "document": reference.document.to_json(),
            }
            for reference in sheet.bibliography
        ],
    }


def _entry(entry: Entry) -> dict[str, Any]:
    return {
        "number": entry.number,
        "citation": entry.citation,
        "inside": entry.within,
        "words": entry.words,
        "locator": entry.locator,
        "claim": entry.claim.to_json(),
    }
