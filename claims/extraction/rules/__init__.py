"""Attributions by rule: a lexicon of cues, quotation marks and the shape of sentences."""
