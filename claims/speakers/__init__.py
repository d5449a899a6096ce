"""Speakers: who a speaker span is, and through whom the words came."""
