"""The rows of CSV: claims and relations on one level, the columns that a spreadsheet can use."""

from __future__ import annotations

from typing import Any

from claims.cli.render import flatten


def claim_row(row: Any) -> dict[str, Any]:
    """Return the row of a claim: who, what, how sure, and where it stands."""
    document, speaker = row["document"], row["speaker"]
    return flatten(
        {
            "id": row["id"],
            "speaker": speaker["name"] or speaker["text"],
            "speaker_kind": speaker["kind"],
            "content": row["content"]["text"],
            "quotation": row["quotation"],
            "act": row["act"],
            "stance": row["stance"],
            "polarity": row["polarity"],
            "voice": row["voice"],
            "hedges": [
                f"{hedge['text']} ({hedge['kind']}, {hedge['owner']})" for hedge in row["hedges"]
            ],
            "likelihood": row["likelihood"] and row["likelihood"]["term"],
            "chain": [hop["name"] or "?" for hop in row["chain"]],
            "source": document["source"],
            "title": document["title"],
            "published": document["published"],
            "path": document["path"],
            "paragraph": row["paragraph"],
            "start": row["content"]["spans"][0][0],
            "end": row["content"]["spans"][-1][1],
            "status": row["status"],
        }
    )


def relation_row(row: Any) -> dict[str, Any]:
    """Return the row of a relation, both sides with who, what and where."""
    sides = {
        f"{side}_{key}": value
        for side in ("a", "b")
        for key, value in claim_row(row[side]).items()
        if key in {"id", "speaker", "content", "hedges", "source", "published"}
    }
    why = row["reasons"][0]["sentence"] if row["reasons"] else ""
    head = {key: row[key] for key in ("id", "relation", "aspect", "score", "status")}
    return {**head, "why": why, **sides}
