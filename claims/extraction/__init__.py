"""Extraction: text to attributions."""

from claims.extraction.authorial import find_authorial
from claims.extraction.cues import CueReading, read_cue
from claims.extraction.denied import (
    is_denied_saying,
    is_left_open,
    open_reading,
    reversed_reading,
)
from claims.extraction.find import find_attributions
from claims.extraction.layout import lay_out
from claims.extraction.nesting import find_nested
from claims.extraction.quotation_type import quotation_of

__all__ = [
    "CueReading",
    "find_attributions",
    "find_authorial",
    "find_nested",
    "is_denied_saying",
    "is_left_open",
    "lay_out",
    "open_reading",
    "quotation_of",
    "read_cue",
    "reversed_reading",
]
