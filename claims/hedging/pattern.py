"""Patterns over words, compiled into one trie: the lexicon is applied in one pass.

A pattern is a line of elements: `word`, alternatives `a/b`, an optional element
`word?`, a class of words `@be`, a test of one word `#quantity`. Square brackets
round some of the elements say that only these are the expression; without them
the whole match is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import product

from claims.attribution import HedgeKind
from claims.hedging.word import CLASSES, TESTS, Words

Guard = Callable[[Words, int, int], bool]
"""Says whether the expression of the words [i, j) is a hedge where it stands."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What a match means. A kind of None masks: the words are no hedge, whatever is in them."""

    kind: HedgeKind | None
    guard: Guard | None
    left: int
    right: int


@dataclass(slots=True)
class Node:
    words: dict[str, Node] = field(default_factory=dict)
    tests: list[tuple[str, Node]] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Match:
    """Words [start, end) were read; the expression is [left, right)."""

    start: int
    end: int
    left: int
    right: int
    kind: HedgeKind | None


def expand(pattern: str) -> Iterator[tuple[tuple[str, ...], int, int]]:
    """Give each sequence of elements a pattern stands for, and where its expression lies.

    >>> sorted(expand("[ about/around ] #quantity"))
    [(('about', '#quantity'), 0, 1), (('around', '#quantity'), 0, 1)]
    >>> list(expand("may well?"))
    [(('may', 'well'), 0, 2), (('may',), 0, 1)]
    """
    choices: list[tuple[str, ...]] = []
    for element in pattern.split():
        if element in {"[", "]"}:
            choices.append((element,))
            continue
        optional = element.endswith("?") and len(element) > 1
        names = element.removesuffix("?").split("/") if optional else element.split("/")
        options = tuple(word for name in names for word in sorted(CLASSES.get(name, {name})))
        choices.append((*options, "") if optional else options)
    for choice in product(*choices):
        elements = [word for word in choice if word]
        left = elements.index("[") if "[" in elements else 0
        right = elements.index("]") - 1 if "]" in elements else len(elements)
        yield tuple(word for word in elements if word not in {"[", "]"}), left, right


def add(root: Node, pattern: str, kind: HedgeKind | None, guard: Guard | None) -> None:
    """Put a pattern into the trie."""
    for elements, left, right in expand(pattern):
        node = root
        for element in elements:
            node = _child(node, element)
        node.entries.append(Entry(kind, guard, left, right))


def _child(node: Node, element: str) -> Node:
    if element not in TESTS:
        return node.words.setdefault(element, Node())
    for name, child in node.tests:
        if name == element:
            return child
    child = Node()
    node.tests.append((element, child))
    return child


def match_at(root: Node, words: Words, start: int) -> Match | None:
    """Return the longest match that begins at the word `start`, or None; a mask wins a tie."""
    best: Match | None = None
    stack = [(root, start)]
    while stack:
        node, index = stack.pop()
        for entry in node.entries:
            if best and (index < best.end or (index == best.end and entry.kind)):
                continue
            left, right = start + entry.left, start + entry.right
            if entry.guard is None or entry.guard(words, left, right):
                best = Match(start, index, left, right, entry.kind)
        if index >= len(words.words):
            continue
        child = node.words.get(words.words[index])
        if child:
            stack.append((child, index + 1))
        stack.extend((after, index + 1) for name, after in node.tests if TESTS[name](words, index))
    return best
