"""Accounts: whether two documents tell one story, by all the names and words they use.

What a document says outside its claims counts too: short reports that call one harbour
by three names share few of them in what they quote.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache, lru_cache

from claims.comparison import lexicon
from claims.comparison.parse import Tag, parse_anew
from claims.comparison.term import plain_name, stem
from claims.speakers.lexicon import lexicon as known
from claims.speakers.lexicon import word_list

NAMES = 2
"""Names in common by which two documents tell one story: one is often a country, or an agency."""
CLOSE = 0.025
"""With these, the least product of the share of names in common and of how alike the words are: two
reports of one election year name the same dozen people, and tell of different days."""
ALIKE = 0.22
"""Without them, how alike the words are; of own stories seven in eight of those with at most one
name in common lie above, of documents of two stories one in seventy."""
WORDS = 50
"""Of a shorter document the words tell nothing."""
TELLING = 0.35
"""The least weight of a word that counts."""
_KINDS = (Tag.NOUN, Tag.VERB, Tag.ADJECTIVE)


@dataclass(frozen=True, slots=True)
class Account:
    """The names in a document, and its telling words by stem, each with its weight."""

    names: frozenset[str]
    words: dict[str, float]


@lru_cache(maxsize=256)
def account(text: str) -> Account:
    """Return what a document tells of; titles, days and words that many names have are no names.

    >>> found = account("Mayor Ida Lamm closed the lock at Ossel on Monday.")
    >>> sorted(found.names), "lock" in found.words
    (['ida', 'lamm', 'ossel'], True)
    """
    names, words = set[str](), dict[str, float]()
    for word in parse_anew(text):
        if word.is_name:
            if word.lower not in _no_names():
                names.add(plain_name(word.lower))
        elif word.tag in _KINDS and word.weight > TELLING and len(word.lemma) > 2:
            words[stem(word.lower)] = word.weight**3
    return Account(frozenset(names), words)


def one_story(a: Account, b: Account) -> bool:
    """Tell whether two documents are about the same affair.

    Names in common count by their share, together with the words; much the same words count alone.
    Where one of them has fewer names than are wanted, it is enough that they share those; where
    one is too short for its words to tell anything, that they share the names.
    """
    similar = alike(a, b)
    if similar >= ALIKE:
        return True
    fewest = min(len(a.names), len(b.names))
    shared = len(a.names & b.names)
    if shared < min(NAMES, fewest):
        return False
    return fewest < NAMES or _is_short(a) or _is_short(b) or similar * shared / fewest >= CLOSE


def alike(a: Account, b: Account) -> float:
    """Return how much of their telling words two documents share, 0 to 1; rare ones count more."""
    if _is_short(a) or _is_short(b):
        return 0.0
    shared = sum(weight for word, weight in a.words.items() if word in b.words)
    return shared / math.sqrt(sum(a.words.values()) * sum(b.words.values()))


def _is_short(a: Account) -> bool:
    return len(a.words) < WORDS


@cache
def _no_names() -> frozenset[str]:
    return known().titles | known().things | word_list("days") | lexicon.word_set("generic")
