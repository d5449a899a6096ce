"""Where claims come from: distinct origins, circular reporting, documents that copy one another."""

from __future__ import annotations

import re
import zlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from claims.comparison.speaker import UNNAMED, one_body
from claims.comparison.value import Statement

PERMUTATIONS = 64
BAND = 4
SHINGLE = 5
ALIKE = 0.55
_PRIME = (1 << 61) - 1
_MASK = (1 << 32) - 1
# A linear congruence makes the permutations: fixed numbers, so that fingerprints can be stored.
_COEFFICIENTS = tuple(
    (
        (6364136223846793005 * (i + 1) + 1442695040888963407) % _PRIME,
        (2862933555777941757 * (i + 7)) % _PRIME,
    )
    for i in range(PERMUTATIONS)
)
Fingerprint = tuple[int, ...]


def shingles(text: str) -> set[int]:
    """Return hashes of every run of five words."""
    words = re.findall(r"\w+", text.lower())
    runs = max(1, len(words) - SHINGLE + 1)
    return (
        {zlib.crc32(" ".join(words[i : i + SHINGLE]).encode()) for i in range(runs)}
        if words
        else set()
    )


def fingerprint(text: str) -> Fingerprint:
    """Return the MinHash of a text: near-equal texts have near-equal fingerprints.

    >>> one = "The flood killed fourteen people in the village below the dam on Saturday night"
    >>> likeness(fingerprint(one), fingerprint(one + ", officials said")) > 0.6
    True
    >>> likeness(fingerprint(one), fingerprint("Nothing of this kind was ever written down here"))
    0.0
    """
    runs = shingles(text)
    if not runs:
        return ()
    return tuple(min((a * run + b) % _PRIME for run in runs) & _MASK for a, b in _COEFFICIENTS)


def likeness(a: Fingerprint, b: Fingerprint) -> float:
    """Return the estimated share of runs of words that two texts have in common."""
    if not a or not b:
        return 0.0
    return sum(x == y for x, y in zip(a, b, strict=True)) / len(a)


def bands(print_: Fingerprint) -> list[str]:
    """Return the keys under which a store can look up documents that may be near duplicates."""
    return [
        f"{i // BAND}:" + "-".join(f"{x:08x}" for x in print_[i : i + BAND])
        for i in range(0, len(print_), BAND)
    ]


def near_duplicates(
    documents: Mapping[str, Fingerprint], alike: float = ALIKE
) -> list[tuple[str, ...]]:
    """Return groups of documents that copy one another's wording, without comparing all pairs.

    >>> text = "The flood killed fourteen people in the village below the dam on Saturday night"
    >>> texts = {"a": text, "b": text + ".", "c": "Other news"}
    >>> prints = {key: fingerprint(t) for key, t in texts.items()}
    >>> near_duplicates(prints)
    [('a', 'b')]
    """
    by_band: dict[str, list[str]] = defaultdict(list)
    parent = {key: key for key in documents}

    def root(key: str) -> str:
        while parent[key] != key:
            key = parent[key]
        return key

    for key, print_ in documents.items():
        for band in bands(print_):
            for other in by_band[band][:20]:
                if root(other) != root(key) and likeness(documents[other], print_) >= alike:
                    parent[root(key)] = root(other)
            by_band[band].append(key)
    groups: dict[str, list[str]] = defaultdict(list)
    for key in documents:
        groups[root(key)].append(key)
    return [tuple(group) for group in groups.values() if len(group) > 1]


@dataclass(frozen=True, slots=True)
class Origin:
    """One distinct origin of a content, and the statements (by their place) that lead to it."""

    name: str
    statements: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Corroboration:
    """How many origins really stand behind statements that agree, and what to beware of.

    `documents` counts what it looks like, `origins` what it is.
    """

    origins: tuple[Origin, ...]
    documents: int
    warnings: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        return len(self.origins)


def group_by_origin(
    statements: Sequence[Statement], duplicates: Iterable[Sequence[str]] = ()
) -> Corroboration:
    """Return the distinct origins of statements that agree with one another.

    The origin is the end of the chain, else the speaker, else the document
    itself; a ministry and its spokesman are one. An unnamed speaker is one with that of another
    document only where one body stands behind both or the documents copy one another.

    >>> said = [Statement("It rained.", speaker="Aske", document=d) for d in ("a", "b")]
    >>> result = group_by_origin(said)
    >>> result.count, result.warnings[0]
    (1, '2 documents say so, and all of it comes from Aske')
    """
    copies = {document: min(group) for group in duplicates for document in group}
    places: dict[str, list[int]] = defaultdict(list)
    for place, statement in enumerate(statements):
        name = _origin(statement, copies)
        known = (n for n, held in places.items() if _one_body(statements, held, place))
        places[name if name in places else next(known, name)].append(place)
    documents = {s.document for s in statements if s.document is not None}
    origins = tuple(Origin(name, tuple(held)) for name, held in places.items())
    return Corroboration(origins, len(documents), tuple(_warnings(origins, documents, copies)))


def _one_body(statements: Sequence[Statement], held: Sequence[int], place: int) -> bool:
    return any(one_body(statements[other], statements[place]) for other in held)


def _origin(statement: Statement, copies: Mapping[str, str]) -> str:
    copied = copies.get(statement.document or "")
    document = copied or statement.document or ""
    if statement.kind in UNNAMED and statement.origin in (None, statement.speaker):
        return f"{statement.speaker or f'somebody ({statement.kind.value})'} in {document}"
    return (
        statement.origin
        or statement.speaker
        or copied
        or statement.source
        or document
        or "an unknown origin"
    )


def _warnings(
    origins: Sequence[Origin], documents: set[str], copies: Mapping[str, str]
) -> Iterable[str]:
    if len(origins) == 1 and len(documents) > 1:
        yield f"{len(documents)} documents say so, and all of it comes from {origins[0].name}"
    groups: dict[str, list[str]] = defaultdict(list)
    for document in sorted(documents):
        if document in copies:
            groups[copies[document]].append(document)
    for group in groups.values():
        if len(group) > 1:
            yield f"{', '.join(group)} copy one another's wording and count once"
