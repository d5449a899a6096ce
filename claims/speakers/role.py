"""Roles: 'deputy foreign minister of Peru' as head noun, modifiers and country.

A description ('the minister') means the holder of a role when the heads are one
and nothing the description says contradicts what the text said of the holder.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from claims.speakers.lexicon import Group, Noun, key, lexicon, word_list
from claims.speakers.word import Sort, Word, chunks, human, words_in

_PARTITIVE = frozenset({"of"})
_ARTICLES = word_list("articles")


@dataclass(frozen=True, slots=True)
class Role:
    """What a phrase says somebody is; `country` is None where it names none."""

    words: str
    head: str
    group: Group
    modifiers: frozenset[str]
    country: str | None = None
    plural: bool = False
    gender: str | None = None
    affiliation: str | None = None


def head_of(words: Sequence[Word]) -> tuple[int, Noun] | None:
    """Return the head noun of a phrase and its index: the last known noun before a preposition.

    >>> head_of(words_in("a letter handed to ministers", 0, 28))[1].lemma
    'letter'
    >>> head_of(words_in("one of the ministers", 0, 20))[1].lemma
    'minister'
    """
    lex = lexicon()
    found: tuple[int, Noun] | None = None
    counted = False
    for index, word in enumerate(words):
        fold = word.fold
        if fold in lex.prepositions or word.text in {",", ";", "(", "—", "–"}:
            if found is not None:
                return found
            if fold in _PARTITIVE and counted:
                continue
            if index and (fold != "of" or _AGENT.search(words[index - 1].fold)):
                return None
            continue
        if found is not None and (
            fold in _ARTICLES or (fold.endswith("ing") and human(found[1].group))
        ):
            return found
        if found is not None and fold == "and" and human(found[1].group) and found[1].plural:
            return found
        if word.possessive:
            continue
        counted = counted or fold in lex.quantifiers
        if word.capital and fold in lex.given and _capital_follows(words, index):
            continue
        noun = lex.nouns.get(fold) or lex.nouns.get(fold.rpartition("-")[2])
        if noun is not None and not (fold in lex.quantifiers and _of_follows(words, index)):
            found = (index, noun)
    return found


# 'an electrician of the firm': nouns that name people by their ending, listed or not
_AGENT = re.compile(r"(?:ician|arian|[^aeiou]ist|eer|smith|wright|maker|keeper|worker|owner)$")


def _capital_follows(words: Sequence[Word], index: int) -> bool:
    return index + 1 < len(words) and words[index + 1].capital


def _of_follows(words: Sequence[Word], index: int) -> bool:
    return index + 1 < len(words) and words[index + 1].fold in _PARTITIVE


RANKS = word_list("ranks")
COLLECTIVE = word_list("collective")


def strange_head(words: Sequence[Word]) -> tuple[int, Noun] | None:
    """Return the last small word before a preposition as a head noun that no list has.

    >>> strange_head(words_in("the technician on duty", 0, 22))[1].lemma
    'technician'
    """
    found: tuple[int, Noun] | None = None
    for index, word in enumerate(words):
        if word.fold in lexicon().prepositions or not word.text[:1].isalnum():
            break
        if index and not word.capital and not word.possessive:
            lemma = re.sub(r"(?<=[^s])s$", "", word.fold)
            found = (index, Noun(lemma, Group.OTHER, plural=lemma != word.fold))
    return found


def read_role(text: str, *, strange: bool = False) -> Role | None:
    """Return the role that the words express, or None when their head names no people.

    With `strange`, a head noun that no list has counts as naming people.


    >>> role = read_role("Peru's deputy foreign minister")
    >>> role.head, sorted(role.modifiers), role.country
    ('minister', ['deputy', 'foreign'], 'Peru')
    """
    words = words_in(text, 0, len(text))
    found = head_of(words)
    if found is None and strange:
        found = strange_head(words)
    if found is None or not human(found[1].group) or found[1].lemma in COLLECTIVE:
        return None
    index, noun = found
    country = country_in(words)
    return Role(
        words=re.sub(r"^(?:the|an?|its|their)\s+", "", text, flags=re.IGNORECASE),
        head=office(noun.lemma),
        group=noun.group,
        modifiers=_modifiers(words, index),
        country=country,
        plural=noun.plural,
        gender=noun.gender,
        affiliation=body_in(words) or country,
    )


def office(lemma: str) -> str:
    """Return one form for nouns that differ in gender only.

    >>> office("spokeswoman"), office("adviser")
    ('spokesperson', 'advisor')
    """
    if lemma == "adviser":
        return "advisor"
    stem = re.sub(r"(?:man|woman|person)$", "person", lemma)
    return {"chair": "chairperson", "rep": "representative"}.get(stem, stem)


def _modifiers(words: Sequence[Word], head: int) -> frozenset[str]:
    lex = lexicon()
    kept = set(words[head].fold.split("-")[:-1]) & lex.critical  # 'the vice-consul'
    for chunk in chunks(words[:head]):
        if chunk.sort in {Sort.PLACE, Sort.SIGN}:
            continue
        for word in words[chunk.first : chunk.last]:
            kept.update(part for part in word.fold.split("-") if part not in _ARTICLES)
    tail = words[head + 1 :]
    # 'minister of energy' is 'energy minister'; 'secretary of state' likewise
    if tail and tail[0].fold in {"of", "for"}:
        kept.update(w.fold for w in tail[1:4] if w.fold in lex.things)
    return frozenset(kept - lex.quantifiers | (kept & {"first"})) - _NOISE


_NOISE = word_list("noise")


def country_in(words: Sequence[Word]) -> str | None:
    """Return the first country that the words name by adjective, genitive or 'of'.

    >>> country_in(words_in("ambassador to Peru", 0, 18)) is None
    True
    """
    lex = lexicon()
    for chunk in chunks(words):
        if chunk.sort != Sort.PLACE:
            continue
        before = words[chunk.first - 1].fold if chunk.first else ""
        if before in {"the"} and chunk.first > 1:
            before = words[chunk.first - 2].fold
        if before in lex.prepositions and before != "of":
            continue
        form = place_key(words, chunk.first, chunk.last)
        return lex.states.get(form) or lex.demonyms.get(form)
    return None


def place_key(words: Sequence[Word], first: int, last: int) -> str:
    """Return the lexicon form of the words [first, last)."""
    return key(" ".join([*(w.text for w in words[first : last - 1]), words[last - 1].plain]))


def body_in(words: Sequence[Word]) -> str | None:
    """Return the first named body in the words ('head of the Harbour Board' → 'Harbour Board')."""
    lex = lexicon()
    run: list[Word] = []
    for word in [*words, Word("", 0, 0, "", "")]:
        joined = run and word.fold in {"of", "for", "and"}
        noun = lex.nouns.get(word.fold)
        if (word.capital or joined) and not (noun and human(noun.group)):
            run.append(word)
            continue
        while run and not run[-1].capital:
            run.pop()
        held = [
            w
            for w in run
            if (n := lex.nouns.get(w.fold)) and n.group == Group.BODY and n.lemma not in _FIELDS
        ]
        known = lex.bodies.get(key(" ".join(w.plain for w in run)))
        if known is not None:
            return known.name
        if (
            held
            and len(run) > 1
            and not (noun and not run[-1].possessive and run[-1] is not held[-1])
        ):
            return " ".join(w.text for w in run)
        run = []
    return None


_FIELDS = frozenset({"defence", "defense", "prosecution", "presidency", "intelligence-service"})


def holds(description: Role, held: Role) -> bool:
    """Tell whether a description can mean the holder of a role.

    >>> held = read_role("Peruvian Foreign Minister")
    >>> holds(read_role("the foreign minister"), held)
    True
    >>> holds(read_role("the deputy foreign minister"), held)
    False
    >>> holds(read_role("the Chilean foreign minister"), held)
    False
    """
    critical = lexicon().critical
    if description.head != held.head or description.plural or held.plural:
        return False
    if description.modifiers & critical != held.modifiers & critical:
        return False
    if description.country is not None and description.country != held.country:
        return False
    known = held.modifiers | frozenset(w.casefold() for w in re.findall(r"\w+", held.words))
    return description.modifiers - critical <= known
