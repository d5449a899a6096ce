"""What the room knows before it reads a text: countries, bodies, nouns and given names.

The facts lie in data/ beside this module, written by hand for this project, so
that `extract` has them without a database.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files


class Group(StrEnum):
    """What a head noun makes of a speaker."""

    OFFICIAL = "official"
    EXPERT = "expert"
    OTHER = "other"
    DOCUMENT = "document"
    BODY = "body"
    STATE = "state"


@dataclass(frozen=True, slots=True)
class Noun:
    """A head noun: its singular and group, whether the form is plural, the gender it tells."""

    lemma: str
    group: Group
    plural: bool = False
    gender: str | None = None


@dataclass(frozen=True, slots=True)
class Body:
    """A known body: an ordinary one, a news agency or an outlet."""

    name: str
    sort: str

    @property
    def carries_news(self) -> bool:
        return self.sort in {"agency", "outlet"}


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Everything under data/, keyed by the casefolded form as it stands in a text."""

    states: Mapping[str, str]
    seats: frozenset[str]
    demonyms: Mapping[str, str]
    bodies: Mapping[str, Body]
    nouns: Mapping[str, Noun]
    given: Mapping[str, str]
    outlets: frozenset[str]
    titles: frozenset[str]
    title_gender: Mapping[str, str]
    things: frozenset[str]
    openers: frozenset[str]
    particles: frozenset[str]
    prepositions: frozenset[str]
    quantifiers: frozenset[str]
    critical: frozenset[str]
    official_context: frozenset[str]


def key(phrase: str) -> str:
    """Return the form under which the lexicon keeps a phrase.

    >>> key("N’Djamena")
    "n'djamena"
    """
    return phrase.replace("’", "'").casefold()


def bare(word: str) -> str:
    """Return the word without a possessive ending.

    >>> bare("Iran’s"), bare("sources'"), bare("news")
    ('Iran', 'sources', 'news')
    """
    if "'" not in word and "’" not in word:
        return word
    return _POSSESSIVE.sub("", word)


_POSSESSIVE = re.compile(r"(?<=\w)(?:['’]s|(?<=s)['’])$")


@cache
def _lists() -> dict[str, str]:
    return tomllib.loads(_read("words.toml"))


def word_list(name: str) -> frozenset[str]:
    """Return the word list of this name in data/words.toml."""
    return frozenset(_lists()[name].split())


@cache
def lexicon() -> Lexicon:
    """Return the registers, read once."""
    nouns = tomllib.loads(_read("nouns.toml"))
    states, seats, demonyms = _countries()
    lists = {name: frozenset(map(str.casefold, str(nouns[name]).split())) for name in _LISTS}
    gendered = dict.fromkeys(str(nouns["male_titles"]).split(), "m")
    gendered |= dict.fromkeys(str(nouns["female_titles"]).split(), "f")
    return Lexicon(
        states=states,
        seats=seats,
        demonyms=demonyms,
        bodies=dict(_bodies()),
        nouns=dict(_nouns(nouns)),
        given=dict(_given()),
        outlets=frozenset(str(nouns["outlet"]).split()),
        title_gender=gendered,
        **lists,
    )


_LISTS = (
    "titles",
    "things",
    "openers",
    "particles",
    "prepositions",
    "quantifiers",
    "critical",
    "official_context",
)


# A form in two groups belongs to the later one: 'authorities' govern.
_WEAKEST_FIRST = (
    Group.BODY,
    Group.DOCUMENT,
    Group.OTHER,
    Group.EXPERT,
    Group.OFFICIAL,
    Group.STATE,
)


def _read(name: str) -> str:
    return files("claims.speakers").joinpath("data", name).read_text(encoding="utf-8")


def _rows(name: str) -> Iterator[list[str]]:
    for line in _read(name).splitlines():
        if line and not line.startswith("#"):
            yield [cell.strip() for cell in line.split("\t")]


def _split(cells: list[str], index: int) -> list[str]:
    return (
        [part.strip() for part in cells[index].split(",") if part.strip()]
        if index < len(cells)
        else []
    )


def _countries() -> tuple[dict[str, str], frozenset[str], dict[str, str]]:
    states: dict[str, str] = {}
    seats: set[str] = set()
    demonyms: dict[str, str] = {}
    for cells in _rows("countries.tsv"):
        country = cells[0]
        seats.update(map(key, _split(cells, 3)))
        for form in (country, *_split(cells, 2), *_split(cells, 3)):
            states[key(form)] = country
        for form in _split(cells, 1):
            demonyms[key(form)] = country
    return states, frozenset(seats), demonyms


def _bodies() -> Iterator[tuple[str, Body]]:
    for cells in _rows("bodies.tsv"):
        body = Body(cells[0], cells[1])
        for form in (cells[0], *_split(cells, 2)):
            yield key(form), body


def _nouns(lists: Mapping[str, object]) -> Iterator[tuple[str, Noun]]:
    gender = dict.fromkeys(str(lists["male"]).split(), "m")
    gender |= dict.fromkeys(str(lists["female"]).split(), "f")
    for group in _WEAKEST_FIRST:
        for entry in str(lists[group.value]).split():
            lemma, _, irregular = entry.partition(":")
            told = gender.get(lemma)
            yield irregular or _plural(lemma), Noun(lemma, group, plural=True, gender=told)
            if irregular != lemma:
                yield lemma, Noun(lemma, group, lemma in {"people", "media"}, told)


def _plural(noun: str) -> str:
    if noun in {"people", "press", "public", "media", "community", "opposition", "west", "rest"}:
        return noun
    if re.search(r"[^aeiou]y$", noun):
        return noun[:-1] + "ies"
    if re.search(r"(?:s|x|ch|sh)$", noun):
        return noun + "es"
    return noun + "s"


def _given() -> Iterator[tuple[str, str]]:
    for line in _read("given_names.txt").splitlines():
        gender, _, names = line.partition(":")
        if gender in {"m", "f"}:
            yield from ((key(name), gender) for name in names.split())
