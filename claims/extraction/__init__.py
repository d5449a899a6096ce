"""Extraction: text to attributions."""

from claims.extraction.cues import CueReading, read_cue
from claims.extraction.layout import lay_out
from claims.extraction.lexicon import find_attributions

__all__ = ["CueReading", "find_attributions", "lay_out", "read_cue"]
