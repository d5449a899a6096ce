"""What the words around a content say of it: that it had been said before, or that it is new."""

from __future__ import annotations

import re

_AGAIN = re.compile(
    r"\b(?:repeat(?:s|ed)?|reiterat(?:es?|ed)|restat(?:es?|ed)|still|maintain(?:s|ed)?|once more"
    r"|(?:st(?:and|ands|ood) by|st(?:icks?|uck) to|h(?:olds?|eld) to)"
    r"|had (?:\w+ )?(?:said|given|told|promised|spoken|put|claimed|announced))\b",
    re.IGNORECASE,
)
_REVISED = re.compile(
    r"\b(?:now|no longer|after all|correct(?:s|ed)|revis(?:es|ed)|updat(?:es|ed)|withdrew|withdraws"
    r"|withdrawn|conced(?:es|ed)|admit(?:s|ted)|acknowledg(?:es|ed)|retract(?:s|ed)|in fact"
    r"|new (?:figure|count|toll|estimate)|rais(?:es|ed)|lower(?:s|ed)|since then|by then)\b",
    re.IGNORECASE,
)
SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’]?\s+")


def said_before(text: str, start: int, end: int) -> bool:
    """Tell whether the words around a content say that it had been said before.

    >>> told = "The ministry repeated that the gate held. Ott agreed."
    >>> said_before(told, 24, 40)
    True
    """
    return any(map(_AGAIN.search, _around(text, start, end)))


def revises(text: str, start: int, end: int) -> bool:
    """Tell whether the words around a content say that another account stood before it.

    >>> told = "The ministry now says that the gate broke."
    >>> revises(told, 27, 41)
    True
    """
    return any(map(_REVISED.search, _around(text, start, end)))


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    """Return the words of a content's sentence before it and after it."""
    ahead = SENTENCE_END.split(text[max(0, start - 90) : start])[-1]
    over = text[end - 1 : end] in (".", "!", "?")
    after = "" if over else re.split(r"[.!?](?:\s|$|[\"”])", text[end : end + 60])[0]
    return ahead, after
