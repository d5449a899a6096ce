"""Words and what they mean to one another: lemmas, families, synonyms, opposites.

The tables in data/ come from WordNet (training/lexicon/build.py); poles.toml is
the project's own: news predicates by the two ends between which they lie.
"""

from __future__ import annotations

import gzip
import math
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import permutations
from typing import Any

DATA = files("claims.comparison") / "data"


@dataclass(frozen=True, slots=True)
class Entry:
    """One lemma: how often it is which part of speech, its senses, what they are kinds of."""

    counts: dict[str, int]
    senses: frozenset[str]
    above: frozenset[str]
    family: str


@lru_cache(maxsize=1)
def entries() -> dict[str, Entry]:
    table = {}
    with (DATA / "words.tsv.gz").open("rb") as raw:
        lines = gzip.decompress(raw.read()).decode().splitlines()
    for line in lines:
        word, counts, senses, above, family = line.split("\t")
        table[word] = Entry(
            {c[0]: int(c[1:]) for c in counts.split()},
            frozenset(senses.split()),
            frozenset(h for group in above.split() for h in group.split("+") if h != "-"),
            family,
        )
    return table


@lru_cache(maxsize=1)
def irregular() -> dict[tuple[str, str], str]:
    lines = (DATA / "forms.tsv").read_text(encoding="utf-8").splitlines()
    return {(form, pos): lemma for form, pos, lemma in (line.split("\t") for line in lines)}


@lru_cache(maxsize=1)
def opposites() -> frozenset[tuple[str, str]]:
    """Return the antonyms that make two claims conflict, each pair in both orders."""
    pairs = antonyms() - not_opposites()
    return frozenset((a, b) for pair in pairs for a, b in permutations(pair, 2))


def antonyms() -> frozenset[frozenset[str]]:
    lines = (DATA / "antonyms.tsv").read_text(encoding="utf-8").splitlines()
    return frozenset(frozenset((a, b)) for a, _, b, _ in (line.split("\t") for line in lines))


def not_opposites() -> frozenset[frozenset[str]]:
    """Return the antonyms that part claims without making them conflict."""
    return frozenset(frozenset(pair) for pair in _toml()["not_opposites"]["pairs"])


@lru_cache(maxsize=1)
def _toml() -> dict[str, Any]:
    return tomllib.loads((DATA / "poles.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Pole:
    """One end of an opposition of the news: 'resign' is office, -1; 'stay in office' is +1."""

    concept: str
    sign: int
    only: str = ""
    """The part of speech the word has to have here: 'fire' the verb, not the blaze."""


@lru_cache(maxsize=1)
def poles() -> dict[tuple[str, ...], tuple[Pole, ...]]:
    """Return phrases (as lemmas) and the poles they stand at."""
    table: dict[tuple[str, ...], tuple[Pole, ...]] = {}
    for concept, ends in _toml()["pole"].items():
        for sign, name in ((1, "plus"), (-1, "minus")):
            for phrase in ends[name]:
                phrase, _, only = phrase.partition("/")
                key = tuple(phrase.split())
                table[key] = (*table.get(key, ()), Pole(concept, sign, only))
    return table


@lru_cache(maxsize=1)
def synonyms() -> dict[str, frozenset[str]]:
    """Return the project's own groups of words that news uses for one another."""
    table: dict[str, set[str]] = {}
    for number, group in enumerate(_toml()["synonyms"]["groups"]):
        for word in group.split():
            table.setdefault(word, set()).add(f"g{number}")
    return {word: frozenset(groups) for word, groups in table.items()}


@cache
def word_set(name: str) -> frozenset[str]:
    return frozenset(_toml()["sets"][name].split())


@lru_cache(maxsize=1)
def closed_classes() -> dict[str, list[str]]:
    """Return the words of the closed classes by the name of their tag."""
    return {name: words.split() for name, words in _toml()["closed"].items()}


@lru_cache(maxsize=65536)
def lemma(word: str, pos: str = "") -> str:
    """Return the base form of a lower-case word; `pos` (n, v, a, r) narrows the choice.

    >>> lemma("fired", "v"), lemma("soldiers", "n"), lemma("said", "v"), lemma("cities")
    ('fire', 'soldier', 'say', 'city')
    """
    table = entries()
    order = pos or _likely(word)
    for p in order:
        known = irregular().get((word, p))
        if known and known in table:
            return known
        if word in table and p in table[word].counts and (p != "v" or not word.endswith("ed")):
            return word
        for candidate in _candidates(word, p):
            if candidate in table and p in table[candidate].counts:
                return candidate
    if word in table:
        return word
    if not pos or pos == "n":
        for ending in ("s’", "’s", "'s", "s"):
            if word.endswith(ending) and len(word) > len(ending) + 2 and not word.endswith("ss"):
                return word[: -len(ending)]
    return word


def _likely(word: str) -> str:
    """Return the parts of speech to try, by the word's ending."""
    if word.endswith(("ed", "ing")):
        return "vanr"
    return "nvar"


def _candidates(word: str, pos: str) -> list[str]:
    """Return the bases that regular inflection could have made the word from."""
    found: list[str] = []
    if pos in "nv":
        if word.endswith("ies"):
            found.append(word[:-3] + "y")
        if word.endswith("es"):
            found += [word[:-1], word[:-2]]
        elif word.endswith("s") and not word.endswith("ss"):
            found.append(word[:-1])
        if word.endswith("ves"):
            found += [word[:-3] + "f", word[:-3] + "fe"]
        if word.endswith("men") and pos == "n":
            found.append(word[:-3] + "man")
    if pos == "v":
        if word.endswith("ied"):
            found.append(word[:-3] + "y")
        for ending in ("ed", "ing"):
            if word.endswith(ending):
                stem = word[: -len(ending)]
                if len(stem) > 2 and stem[-1:] == stem[-2:-1]:
                    found.append(stem[:-1])
                found += [stem + "e", stem] if not stem.endswith(("w", "x")) else [stem]
    if pos == "a":
        for ending in ("er", "est"):
            if word.endswith(ending):
                stem = word[: -len(ending)]
                found += [stem, stem + "e", stem[:-1] + "y" if stem.endswith("i") else stem]
                if len(stem) > 2 and stem[-1] == stem[-2]:
                    found.append(stem[:-1])
    return found


@lru_cache(maxsize=65536)
def family(word: str) -> str:
    """Return the verb or adjective that a lemma derives from, else the lemma itself.

    >>> family("resignation"), family("killing"), family("table")
    ('resign', 'kill', 'table')
    """
    entry = entries().get(word)
    return entry.family if entry and entry.family else word


def counts(word: str) -> dict[str, int]:
    entry = entries().get(word)
    return entry.counts if entry else {}


@lru_cache(maxsize=65536)
def weight(word: str) -> float:
    """Return how much a lemma tells: rare words more than common ones, 0.3 to 1.

    >>> weight("be") < weight("give") < weight("reservoir")
    True
    """
    total = sum(counts(word).values())
    return max(0.3, 1.0 - 0.09 * math.log1p(total))


def are_opposites(a: str, b: str) -> bool:
    """Tell whether two lemmas are listed as antonyms.

    >>> are_opposites("increase", "decrease"), are_opposites("increase", "table")
    (True, False)
    """
    return (a, b) in opposites() or (family(a), family(b)) in opposites()


@lru_cache(maxsize=65536)
def at_opposite_poles(a: str, b: str) -> bool:
    """Tell whether two lemmas stand at different ends of one concept.

    >>> at_opposite_poles("allow", "ban"), at_opposite_poles("allow", "permit")
    (True, False)
    """
    signs = {(p.concept, p.sign) for p in poles().get((a,), ())}
    return any((p.concept, -p.sign) in signs for p in poles().get((b,), ()))


@lru_cache(maxsize=65536)
def similarity(a: str, b: str) -> float:
    """Return how near two lemmas lie, 1 for the same, 0 for no known relation.

    >>> similarity("resignation", "resign"), similarity("begin", "start")
    (0.95, 0.9)
    >>> similarity("begin", "table")
    0.0
    """
    if a == b:
        return 1.0
    fa, fb = family(a), family(b)
    if fa in (fb, b) or a == fb:
        return 0.95
    groups_a = synonyms().get(a, frozenset()) | synonyms().get(fa, frozenset())
    groups_b = synonyms().get(b, frozenset()) | synonyms().get(fb, frozenset())
    if groups_a & groups_b:
        return 0.9
    if are_opposites(a, b):
        return 0.0
    best = 0.0
    table = entries()
    for x in {a, fa}:
        for y in {b, fb}:
            best = max(best, _by_senses(table.get(x), table.get(y)))
    return best


def _by_senses(a: Entry | None, b: Entry | None) -> float:
    if a is None or b is None:
        return 0.0
    if a.senses & b.senses:
        return 0.85
    if a.senses & b.above or b.senses & a.above:
        return 0.6
    return 0.0
