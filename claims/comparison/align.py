"""Which words of one statement answer to which words of the other."""

from __future__ import annotations

import re
from dataclasses import dataclass

from claims.comparison import lexicon
from claims.comparison.analysis import Analysis
from claims.comparison.parse import Tag, Word


@dataclass(frozen=True, slots=True)
class Link:
    """A pair of words (their indexes) that answer to one another, and how surely."""

    a: int
    b: int
    score: float


@dataclass(frozen=True, slots=True)
class Alignment:
    links: tuple[Link, ...]
    total_a: float
    total_b: float
    matched_a: float
    matched_b: float
    names_a: tuple[int, ...]
    names_b: tuple[int, ...]
    """Names without a partner."""
    shared_names: int

    @property
    def cover_a(self) -> float:
        return self.matched_a / self.total_a if self.total_a else 0.0

    @property
    def cover_b(self) -> float:
        return self.matched_b / self.total_b if self.total_b else 0.0


def align(a: Analysis, b: Analysis) -> Alignment:
    """Return the best one-to-one pairing of the content words, greedily by score.

    >>> from claims.comparison.analysis import analyse
    >>> from claims.comparison.value import Statement
    >>> x = analyse(Statement("Rebels seized the town"))
    >>> y = analyse(Statement("The town was captured by insurgents"))
    >>> [(x.words[k.a].word.lemma, y.words[k.b].word.lemma) for k in align(x, y).links]
    [('rebel', 'insurgent'), ('seize', 'capture'), ('town', 'town')]
    """
    concepts = _concept_links(a, b)
    pairs = []
    for i in a.content:
        for j in b.content:
            score = word_similarity(a.words[i].word, b.words[j].word)
            score = max(score, concepts.get((i, j), 0.0))
            if score >= 0.5:
                pairs.append(
                    (score - 0.001 * abs(i / len(a.words) - j / len(b.words)), score, i, j)
                )
    pairs.sort(key=lambda p: (-p[0], p[2], p[3]))
    used_a: set[int] = set()
    used_b: set[int] = set()
    links = []
    for _, score, i, j in pairs:
        if i not in used_a and j not in used_b:
            links.append(Link(i, j, score))
            used_a.add(i)
            used_b.add(j)
    links.sort(key=lambda link: link.a)
    used_a |= _absorbed(a, b, used_a, links)
    used_b |= _absorbed(b, a, used_b, [Link(k.b, k.a, k.score) for k in links])
    return Alignment(
        tuple(links),
        _total(a, a.content),
        _total(b, b.content),
        sum(a.words[k.a].word.weight * min(1.0, k.score) for k in links)
        + _total(a, used_a - {k.a for k in links}),
        sum(b.words[k.b].word.weight * min(1.0, k.score) for k in links)
        + _total(b, used_b - {k.b for k in links}),
        tuple(i for i in a.content if a.words[i].word.is_name and i not in used_a),
        tuple(j for j in b.content if b.words[j].word.is_name and j not in used_b),
        sum(a.words[k.a].word.is_name and b.words[k.b].word.is_name for k in links),
    )


def _total(a: Analysis, indexes: tuple[int, ...] | set[int]) -> float:
    return sum(a.words[i].word.weight for i in indexes)


def _absorbed(a: Analysis, b: Analysis, used: set[int], links: list[Link]) -> set[int]:
    """Return words that only repeat a linked name: an acronym's words, a second mention."""
    lowers = {w.word.text for w in b.words if w.word.text.isupper() and len(w.word.text) > 1}
    found: set[int] = set()
    run: list[int] = []
    for i in [*a.content, -1]:
        if i >= 0 and a.words[i].word.is_name:
            run.append(i)
            continue
        initials = "".join(a.words[k].word.text[0] for k in run)
        if len(run) > 1 and initials in lowers:
            found |= set(run) - used
        run = []
    linked = {a.words[k.a].word.lemma for k in links}
    found |= {i for i in a.content if i not in used and a.words[i].word.lemma in linked}
    return found


def word_similarity(a: Word, b: Word) -> float:
    """Return how near two words lie: names by spelling, others by the lexicon."""
    if a.lower == b.lower:
        return 1.0
    if a.is_name or b.is_name:
        return _name_similarity(a, b)
    if a.tag is Tag.ADVERB and b.tag is Tag.ADVERB and a.lemma != b.lemma:
        return 0.0
    best = lexicon.similarity(a.lemma, b.lemma)
    for x in (a.phrasal, a.lemma):
        for y in (b.phrasal, b.lemma):
            if x and y and (x == a.phrasal or y == b.phrasal):
                best = max(best, lexicon.similarity(x, y))
    return best


def _name_similarity(a: Word, b: Word) -> float:
    x, y = a.lower.replace(".", ""), b.lower.replace(".", "")
    if x == y or lexicon.lemma(x, "n") == lexicon.lemma(y, "n"):
        return 1.0
    if a.is_name and b.is_name:
        akin = min(len(x), len(y)) >= 4 and x[:4] == y[:4] and abs(len(x) - len(y)) <= 4
        derived = re.search(r"(?:i?ans?|ese|ish|i|ic|ns?|s)$", max(x, y, key=len))
        return 0.9 if akin and derived else 0.0
    return 0.9 if lexicon.similarity(lexicon.lemma(x, "n"), lexicon.lemma(y, "n")) >= 0.9 else 0.0


def _concept_links(a: Analysis, b: Analysis) -> dict[tuple[int, int], float]:
    """Words at the ends of one concept answer to one another, whichever end."""
    links: dict[tuple[int, int], float] = {}
    for x in a.hits:
        for y in b.hits:
            if x.concept == y.concept:
                for i in range(x.first, x.last + 1):
                    for j in range(y.first, y.last + 1):
                        links[i, j] = max(links.get((i, j), 0.0), 0.8)
    return links
