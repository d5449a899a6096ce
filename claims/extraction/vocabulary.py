"""Closed classes of words, written as prose."""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """Return the words of `text`.

    >>> sorted(words("on in"))
    ['in', 'on']
    """
    return frozenset(text.split())
