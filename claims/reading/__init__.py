"""Reading: bytes to documents, with metadata and zones."""

from claims.reading.decode import check_text
from claims.reading.document import Document, Metadata, PartialDate, Zone, ZoneKind
from claims.reading.metadata import find_metadata
from claims.reading.reader import ENDINGS, FORMATS, media_type_of, read, read_file
from claims.reading.sidecar import is_sidecar, metadata_from
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
    "is_sidecar",
    "media_type_of",
    "metadata_from",
    "read",
    "read_file",
]
