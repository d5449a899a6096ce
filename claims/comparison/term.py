"""Terms: what a text is about, for postings, candidate finding and `claims terms`."""

from __future__ import annotations

import re
from functools import lru_cache

from snowballstemmer import stemmer

from claims.comparison import lexicon
from claims.comparison.parse import Tag, Word, parse
from claims.quantity import Quantity, QuantityKind, find_quantities

_STEMMER = stemmer("english")
_DULL = lexicon.word_set("generic") | lexicon.word_set("report") | lexicon.word_set("weak")
_OUTER = frozenset('.,;:!?()[]“”"')


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Return the stem of a lower-case word by its family, so that noun and verb share it.

    >>> stem("resignation") == stem("resigned") == stem("resign")
    True
    """
    base = lexicon.family(lexicon.lemma(word))
    return str(_STEMMER.stemWord(base))


def terms(text: str) -> frozenset[str]:
    """Return the informative terms of a text: stems, names and figures.

    Synonyms share a term where the lexicon groups them, under the group's mark.

    >>> sorted(terms("At least 12 soldiers were killed in Hollin"))
    ['#12', '@hollin', 'kill', 'soldier', '~0', '~4']
    """
    found: set[str] = set()
    quantities = find_quantities(text)
    for word in parse(text):
        if not word.is_content or word.tag is Tag.NUMBER or _inside(word, quantities):
            continue
        if word.is_name:
            found.add("@" + plain_name(word.lower))
            continue
        if word.lemma in _DULL or len(word.lemma) < 3 or word.tag is Tag.ADVERB:
            continue
        found.add(stem(word.lower))
        family = lexicon.family(word.lemma)
        groups = lexicon.synonyms().get(word.lemma, frozenset())
        groups |= lexicon.synonyms().get(family, frozenset())
        found.update("~" + group[1:] for group in groups)
    found.update(f"#{figure}" for figure in map(_figure, quantities) if figure)
    return frozenset(found)


def _inside(word: Word, quantities: tuple[Quantity, ...]) -> bool:
    return any(
        q.span.start <= word.start < q.span.end
        for q in quantities
        if q.kind is not QuantityKind.LABEL
    )


def plain_name(name: str) -> str:
    """Return the name without a demonym's ending: Kestrian and Kestria are one term."""
    name = name.replace(".", "").replace("’", "'").removesuffix("'s")
    if len(name) > 6:
        name = re.sub(r"(?:ians?|ia|ans?|ese|ish)$", "", name)
    return name


def _figure(quantity: Quantity) -> str:
    if quantity.kind in (QuantityKind.DATE, QuantityKind.TIME, QuantityKind.ORDINAL):
        return ""
    return (
        "" if quantity.value is None or quantity.value < 2 else f"{quantity.value:g}{quantity.unit}"
    )


def topics(text: str) -> list[str]:
    """Return names (of several words too) and content words for people to read, in text order.

    >>> topics("General Ivo Kastrel said the ceasefire at Hollin Bridge held.")
    ['General Ivo Kastrel', 'ceasefire', 'Hollin Bridge']
    """
    found: list[str] = []
    run: list[Word] = []
    words = parse(text)
    quantities = find_quantities(text)
    for word in (*words, None):
        if word is not None and word.is_name and not _inside(word, quantities):
            if run and text[run[-1].end : word.start].strip(" "):
                found.append(text[run[0].start : run[-1].end])
                run = []
            run.append(word)
            continue
        if run:
            found.append(text[run[0].start : run[-1].end])
            run = []
        if word is not None and word.tag is Tag.NOUN and _tells(word, quantities):
            found.append(word.lemma)
    return list(dict.fromkeys(found))


def _tells(word: Word, quantities: tuple[Quantity, ...]) -> bool:
    return (
        word.lemma not in _DULL
        and len(word.lemma) > 2
        and word.weight > 0.35
        and not _inside(word, quantities)
        and word.text not in _OUTER
    )
