"""Plain text: kept as it is."""

from __future__ import annotations

from claims.reading.decode import decode
from claims.reading.extracted import Extracted
from claims.reading.zone import find_zones

READER = "plain/1"


def read_plain(data: bytes, path: str) -> Extracted:
    """Return the decoded text unchanged, with its zones."""
    text = decode(data, path)
    return Extracted(text, find_zones(text), READER)
