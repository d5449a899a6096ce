"""Pairs gathered into groups."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

Member = TypeVar("Member")


def gather(pairs: Iterable[tuple[Member, Member]]) -> list[list[Member]]:
    """Return the connected groups of the pairs' members, in order of first mention.

    >>> gather([("a", "b"), ("c", "d"), ("b", "e")])
    [['a', 'b', 'e'], ['c', 'd']]
    """
    group_of: dict[Member, list[Member]] = {}
    for a, b in pairs:
        one = group_of.setdefault(a, [a])
        other = group_of.setdefault(b, [b])
        if one is not other:
            one.extend(other)
            for member in other:
                group_of[member] = one
    groups = {id(group): group for group in group_of.values()}
    return list(groups.values())
