"""Statements as the encoders read them: with who says it, or with the words it leans on."""

from __future__ import annotations

import re

from claims.attribution import Act, Polarity
from claims.comparison.value import Statement

REACH = 110
"""Characters before a content that are shown with it where it leans on them."""
WHOLE = 6
"""Words from which a content without a pronoun can be understood alone."""
_LEANS = re.compile(
    r"\b(?:it|its|they|them|their|he|she|him|her|his|hers|this|these|those|there|here|ones?|both"
    r"|such|then|same|others?|n?either|latter|former)\b",
    re.IGNORECASE,
)


def leans(content: str) -> bool:
    """Tell whether a content may need the words before it to be understood.

    >>> leans("It was empty"), leans("the northern sluice of the dam was closed on Monday")
    (True, False)
    """
    return len(content.split()) < WHOLE or _LEANS.search(content) is not None


def context(content: str, text: str, start: int) -> str:
    """Return the words before a claim of a document, on one line, cut between words.

    Nothing for a content that can be understood alone. `start` is where the claim begins,
    whose speaker and cue may stand before its content.

    >>> context("It was empty", "The vault was sealed. Ida said it was empty", 22)
    'The vault was sealed.'
    """
    if not leans(content):
        return ""
    found = text[max(0, start - REACH) : start]
    if start > REACH:
        found = found.partition(" ")[2]
    return " ".join(found.split())


def alone(content: str, before: str) -> str:
    """Return a content with the words that it leans on, as the finder reads it.

    >>> alone("It was shut", "The gate?")
    'It was shut (after: The gate?)'
    """
    return f"{content} (after: {before})" if before else content


def spoken(s: Statement, *, named: bool = True) -> str:
    """Return a statement as the reader reads it: who says it, or denies it, before it.

    >>> spoken(Statement("I never signed it", speaker="Ida Lamm"))
    'Ida Lamm: I never signed it'
    >>> spoken(Statement("having signed it", speaker="Ida Lamm", act=Act.DENIES))
    'Ida Lamm denies: having signed it'
    """
    who = s.speaker if named else None
    if s.act is Act.DENIES or s.polarity is Polarity.NEGATIVE:
        return f"{who} denies: {s.text}" if who else f"Denied: {s.text}"
    return f"{who}: {s.text}" if who else s.text
