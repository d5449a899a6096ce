"""Reading: bytes to documents, with metadata and zones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.lazy import exports

if TYPE_CHECKING:
    from claims.reading.decode import check_text
    from claims.reading.document import (
        Document,
        Metadata,
        PartialDate,
        Zone,
        ZoneKind,
    )
    from claims.reading.metadata import find_metadata
    from claims.reading.reader import (
        ENDINGS,
        FORMATS,
        media_type_of,
        read,
        read_file,
    )
    from claims.reading.zone import find_zones

__all__ = [
    "ENDINGS",
    "FORMATS",
    "Document",
    "Metadata",
    "PartialDate",
    "Zone",
    "ZoneKind",
    "check_text",
    "find_metadata",
    "find_zones",
    "media_type_of",
    "read",
    "read_file",
]

__getattr__ = exports(
    __name__,
    {
        "Document": "claims.reading.document",
        "ENDINGS": "claims.reading.reader",
        "FORMATS": "claims.reading.reader",
        "Metadata": "claims.reading.document",
        "PartialDate": "claims.reading.document",
        "Zone": "claims.reading.document",
        "ZoneKind": "claims.reading.document",
        "check_text": "claims.reading.decode",
        "find_metadata": "claims.reading.metadata",
        "find_zones": "claims.reading.zone",
        "media_type_of": "claims.reading.reader",
        "read": "claims.reading.reader",
        "read_file": "claims.reading.reader",
    },
)
