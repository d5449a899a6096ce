"""Extraction: text to attributions."""
