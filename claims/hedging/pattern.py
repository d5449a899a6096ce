"""Patterns over words: how an entry of the lexicon is written, and matched at a word.

A pattern is a line of elements: `word`, alternatives `a/b`, an optional element
`word?` or `a/b?`, a class of words `@be`, a test of one word `#quantity`. Square
brackets round some of the elements say that only these are the expression;
without them the whole match is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from claims.attribution import HedgeKind
from claims.hedging.word import CLASSES, TESTS, Words

Guard = Callable[[Words, int, int], bool]
"""Says whether the expression of the words [i, j) is a hedge where it stands."""

Index = dict[str, dict[str, tuple["Pattern", ...]]]
"""The patterns by the two words they can begin with; the second is '' where it is open."""


@dataclass(frozen=True, slots=True)
class Element:
    """One place of a pattern: any of `words`, or a word that passes `test`."""

    words: frozenset[str]
    test: Callable[[Words, int], bool] | None = None
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Pattern:
    """Elements, of which [left, right) are the expression. A kind of None masks its words."""

    elements: tuple[Element, ...]
    left: int
    right: int
    kind: HedgeKind | None = None
    guard: Guard | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """Words up to `end` were read; the expression is [left, right)."""

    end: int
    left: int
    right: int
    kind: HedgeKind | None


def parse(line: str, kind: HedgeKind | None = None, guard: Guard | None = None) -> Pattern:
    """Return the pattern a line stands for.

    >>> pattern = parse("[ about/around ] #quantity")
    >>> sorted(pattern.elements[0].words), pattern.left, pattern.right
    (['about', 'around'], 0, 1)
    """
    names = line.split()
    left = names.index("[") if "[" in names else 0
    right = names.index("]") - 1 if "]" in names else len(names)
    elements = tuple(_element(name) for name in names if name not in {"[", "]"})
    return Pattern(elements, left, right, kind, guard)


def _element(name: str) -> Element:
    bare = name.removesuffix("?")
    if bare in TESTS:
        return Element(frozenset(), TESTS[bare], optional=name.endswith("?"))
    names = bare.split("/")
    words = frozenset(word for one in names for word in CLASSES.get(one, {one}))
    return Element(words, optional=name.endswith("?"))


def index(patterns: Iterable[Pattern]) -> Index:
    """Return the patterns by their first two words; the first element is never a test."""
    found: dict[str, dict[str, dict[Pattern, None]]] = {}
    for pattern in patterns:
        for first, second in _openings(pattern.elements):
            found.setdefault(first, {}).setdefault(second, {})[pattern] = None
    return {
        first: {second: tuple(entries) for second, entries in seconds.items()}
        for first, seconds in found.items()
    }


def _openings(elements: tuple[Element, ...]) -> Iterator[tuple[str, str]]:
    for place, element in enumerate(elements):
        for second in _next_words(elements[place + 1 :]):
            for first in element.words:
                yield first, second
        if not element.optional:
            return


def _next_words(elements: tuple[Element, ...]) -> Iterator[str]:
    for element in elements:
        if element.test:
            yield ""
        yield from element.words
        if not element.optional:
            return
    yield ""


def match_at(patterns: Index, words: Words, start: int) -> Match | None:
    """Return the longest match that begins at the word `start`, or None; a mask wins a tie."""
    seconds = patterns.get(words.words[start])
    if seconds is None:
        return None
    best: Match | None = None
    following = seconds.get(words.at(start + 1), ())
    for pattern in (*following, *seconds.get("", ())):
        match = _match(pattern, words, start, best.end if best else start)
        if match and (not best or match.end > best.end or match.kind is None):
            best = match
    return best


def _match(pattern: Pattern, words: Words, start: int, least: int) -> Match | None:
    """Return the longest match of one pattern that ends at `least` or later."""
    elements, size, tokens = pattern.elements, len(words.words), words.words
    best: Match | None = None
    stack = [(0, start, start, start)]
    while stack:
        place, at, left, right = stack.pop()
        left = at if place == pattern.left else left
        right = at if place == pattern.right else right
        if place == len(elements):
            if at >= least and (best is None or at > best.end):
                guard = pattern.guard
                if guard is None or guard(words, left, right):
                    best = Match(at, left, right, pattern.kind)
            continue
        element = elements[place]
        if element.optional:
            stack.append((place + 1, at, left, right))
        if at < size and (
            tokens[at] in element.words or (element.test is not None and element.test(words, at))
        ):
            stack.append((place + 1, at + 1, left, right))
    return best
