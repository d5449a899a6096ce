"""Public ids: short, stable, and the same on every machine that saw the same things.

An id is a letter for the kind and 16 characters of a hash of what identifies
the thing, so that bundles from two databases can be merged without renumbering.
"""

from __future__ import annotations

from base64 import b32encode
from collections.abc import Iterable
from hashlib import sha256

from claims.attribution import Attribution
from claims.span import Span

SEPARATOR = "\x1f"
LENGTH = 16


def make_id(prefix: str, *parts: str) -> str:
    """Return the id of `parts`; the same parts always give the same id.

    >>> make_id("d", "hash", "source", "") == make_id("d", "hash", "source", "")
    True
    """
    digest = sha256(SEPARATOR.join(parts).encode("utf-8", "surrogatepass")).digest()
    return f"{prefix}_{b32encode(digest).decode('ascii').lower()[:LENGTH]}"


def document_id(sha256_of_data: str, source: str | None, url: str | None) -> str:
    """Return the id of a document: its bytes, its source and its URL."""
    return make_id("d", sha256_of_data, source or "", url or "")


def claim_id(document: str, attribution: Attribution) -> str:
    """Return the id of a claim: its document, its voice and all of its role spans."""
    spans = (attribution.speaker.spans, attribution.cue, attribution.content)
    return make_id("c", document, attribution.voice.value, *(_written(s) for s in spans))


def relation_id(one: str, other: str) -> str:
    """Return the id of the relation between two claims, whichever is named first.

    >>> relation_id("c_a", "c_b") == relation_id("c_b", "c_a")
    True
    """
    return make_id("r", *sorted((one, other)))


def speaker_id(name: str, kind: str, document: str | None = None) -> str:
    """Return the id of a speaker; one who is not named belongs to one document."""
    return make_id("s", name, kind, document or "")


def alias_id(speaker: str, name: str) -> str:
    """Return the id of another name of a speaker, so that a ruling can take it back."""
    return make_id("l", speaker, name)


def apart_id(one: str, other: str) -> str:
    """Return the id of a ruling that two speakers are not one, whichever is named first.

    >>> apart_id("s_a", "s_b") == apart_id("s_b", "s_a")
    True
    """
    return make_id("l", *sorted((one, other)))


def _written(spans: Iterable[Span]) -> str:
    return ",".join(f"{span.start}-{span.end}" for span in spans)
