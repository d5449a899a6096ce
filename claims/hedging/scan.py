"""One pass over a text: every hedge in it, and the phrases that are one if they speak."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from claims.attribution import HedgeKind
from claims.hedging.guard import GUARDS
from claims.hedging.holder import Holder, find_holders
from claims.hedging.pattern import Index, Match, index, match_at, parse
from claims.hedging.word import Words, split_words
from claims.span import Span

Found = tuple[Span, HedgeKind]


@dataclass(frozen=True, slots=True)
class Scan:
    """The hedges of a text in order, never overlapping; and unnamed holders nobody quotes there."""

    hedges: tuple[Found, ...]
    silent: tuple[Found, ...]


@cache
def lexicon() -> Index:
    """Return the lexicon by first words, read once."""
    text = Path(__file__).with_name("lexicon.toml").read_text("utf-8")
    return index(
        parse(line, _kind(entry["kind"]), GUARDS[entry["guard"]] if entry["guard"] else None)
        for entry in tomllib.loads(text)["entry"]
        for line in entry["patterns"]
    )


def _kind(name: str) -> HedgeKind | None:
    return None if name == "none" else HedgeKind(name)


@lru_cache(maxsize=8)
def scan(text: str) -> Scan:
    """Return what the lexicon and the holders find in `text`; kept for the last few texts."""
    words = split_words(text)
    holders = tuple(find_holders(words))
    speaking = [holder for holder in holders if holder.speaks]
    matches = _matches(words, lexicon())
    taken = _free_of(matches, speaking)
    found = sorted(
        [(_span(words, m.left, m.right), m.kind) for m in taken if m.kind]
        + [(_span(words, h.left, h.right), h.kind) for h in speaking if _room(h, matches)],
    )
    silent = [(_span(words, h.left, h.right), h.kind) for h in holders if not h.speaks]
    return Scan(_apart(found), tuple(silent))


def _matches(words: Words, patterns: Index) -> list[Match]:
    matches: list[Match] = []
    done = 0
    for at, word in enumerate(words.words):
        if at < done or word not in patterns:
            continue
        match = match_at(patterns, words, at)
        if match:
            matches.append(match)
            done = match.right if match.kind else match.end
    return matches


def _free_of(matches: list[Match], speaking: list[Holder]) -> list[Match]:
    """Drop the matches inside a speaking phrase ('some' of 'some 40 analysts')."""
    if not speaking:
        return matches
    inside = {index for holder in speaking for index in range(holder.left, holder.right)}
    return [
        match
        for match in matches
        if not match.kind or match.left not in inside or match.right - 1 not in inside
    ]


def _room(holder: Holder, matches: list[Match]) -> bool:
    """A longer expression that holds the phrase wins ('according to unverified reports')."""
    return not any(
        match.kind
        and match.left <= holder.left
        and holder.right <= match.right
        and match.right - match.left > holder.right - holder.left
        for match in matches
    )


def _apart(found: list[Found]) -> tuple[Found, ...]:
    """Keep, of hedges that overlap, the longer; the result is in text order."""
    kept: list[Found] = []
    for span, kind in found:
        if kept and kept[-1][0].overlaps(span):
            if len(span) > len(kept[-1][0]):
                kept[-1] = (span, kind)
            continue
        kept.append((span, kind))
    return tuple(kept)


def _span(words: Words, left: int, right: int) -> Span:
    """Return the characters of the words, whole: "it's unclear" → 'unclear', "isn't" as one."""
    if words.at(left) == "n't":
        left -= 1
    elif words.at(left)[:1] == "'" and left + 1 < right:
        left += 1
    return Span(words.starts[left], words.ends[right - 1])


def find_hedges_in(text: str, span: Span | None = None) -> tuple[Found, ...]:
    """Return the hedges in `text`, or in `span` of it, in text order and never overlapping.

    >>> [(s.text_in("It may rain"), str(kind)) for s, kind in find_hedges_in("It may rain")]
    [('may', 'epistemic')]
    >>> find_hedges_in("On May 3 he appeared in court.")
    ()
    """
    hedges = scan(text).hedges
    if span is None:
        return hedges
    return tuple(found for found in hedges if found[0].overlaps(span))
