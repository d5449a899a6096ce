"""Words and capitalised runs, and what each word of a run is: a place, a title, a thing, a name.

The index of names and the reading of one mention share this, so that a word is
the same in both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from claims.speakers.lexicon import Group, bare, key, lexicon, word_list

_UPPER = r"[^\W\d_a-zß-öø-ÿ]"
_ABBREVIATED = (
    r"(?:Mr|Mrs|Ms|Dr|Prof|Gen|Sen|Rep|Gov|Lt|Col|Maj|Capt|Cpl|Sgt|Adm|Cmdr|Brig|Hon|Rev|Fr|Eng|"
    r"St|Jr|Sr)\."
)
_CAPITAL = rf"(?:{_ABBREVIATED}|(?:{_UPPER}\.)+|{_UPPER}\w*(?:[-’'&/]\w+)*)"
_SMALL = (
    r"(?:de|la|le|del|della|di|da|dos|van|von|der|den|ter|bin|ibn|bint|al|el|ul|ud|ur|zu|af|av)"
)
RUN = re.compile(
    rf"(?<![\w’'-])(?:al-|el-)?{_CAPITAL}"
    rf"(?:[ \u00a0](?:{_SMALL}[ \u00a0]){{0,2}}(?:al-|el-)?{_CAPITAL})*"
)
WORD = re.compile(
    rf"{_ABBREVIATED}|(?:{_UPPER}\.)+|\w+(?:[-’'./&@]\w+)*(?:[’'](?!\w)(?<=s.))?|[,;:()]|—|–"
)


class Sort(StrEnum):
    """What a word is within a phrase."""

    PLACE = "place"
    BODY = "body"
    TITLE = "title"
    THING = "thing"
    OPENER = "opener"
    NAME = "name"
    SMALL = "small"
    SIGN = "sign"


class Word(NamedTuple):
    """One word where it stands.

    `plain` is it without a possessive ending, `fold` the form the lexicon has.
    """

    text: str
    start: int
    end: int
    plain: str
    fold: str

    @property
    def possessive(self) -> bool:
        return self.plain != self.text

    @property
    def capital(self) -> bool:
        return self.text[:1].isupper() or self.text.startswith(("al-", "el-"))


def _word(text: str, start: int, end: int) -> Word:
    plain = bare(text)
    fold = key(plain)
    return Word(text, start, end, plain, fold.rstrip(".") if len(plain) > 2 else fold)


@dataclass(frozen=True, slots=True)
class Chunk:
    """Neighbouring words [first, last) of one sort."""

    sort: Sort
    first: int
    last: int


def words_in(text: str, start: int, end: int) -> list[Word]:
    """Return the words and signs of a stretch of text.

    >>> [word.text for word in words_in("Gen. Ivo Kastrel, 54,", 0, 21)]
    ['Gen.', 'Ivo', 'Kastrel', ',', '54', ',']
    """
    return [_word(m.group(), m.start(), m.end()) for m in WORD.finditer(text, start, end)]


def chunks(words: Sequence[Word]) -> list[Chunk]:
    """Return `words` cut into chunks: names and things side by side are one chunk each.

    >>> words = words_in("Peruvian President Ada Quist", 0, 28)
    >>> [(chunk.sort.value, chunk.first, chunk.last) for chunk in chunks(words)]
    [('place', 0, 1), ('title', 1, 2), ('name', 2, 4)]
    """
    cut: list[Chunk] = []
    for sort, first, last in _sorted(words):
        if cut and not words[first - 1].possessive:
            sort = _beside(words, cut[-1], sort, first)
        if cut and cut[-1].sort == sort == Sort.NAME and not words[first - 1].possessive:
            cut[-1] = Chunk(sort, cut[-1].first, last)
        else:
            cut.append(Chunk(sort, first, last))
    return cut


def _beside(words: Sequence[Word], before: Chunk, sort: Sort, first: int) -> Sort:
    """Return the sort of a word after its neighbour is seen: 'Ann Baker', 'Mr Cook', 'New York'."""
    lex = lexicon()
    last = first + 1 == len(words) or not words[first + 1].capital
    earlier = words[first - 1]
    if sort == Sort.NAME and before.sort == Sort.THING and earlier.fold in _GEOGRAPHIC:
        return Sort.THING
    if not last or words[first].fold in lex.title_gender:
        return sort
    if sort == Sort.TITLE and before.sort == Sort.NAME:
        return Sort.NAME
    if sort == Sort.TITLE and before.sort == Sort.TITLE and earlier.fold in _COURTEOUS:
        return Sort.NAME
    if sort == Sort.THING and before.sort == Sort.NAME and earlier.fold in lex.given:
        return Sort.NAME
    return sort


_GEOGRAPHIC = frozenset({"new", "north", "south", "east", "west", "lake", "port", "upper", "lower"})
_COURTEOUS = frozenset({"mr", "mrs", "ms", "miss", "dr", "sen", "rep", "gov", "sir"})


def _sorted(words: Sequence[Word]) -> Iterator[tuple[Sort, int, int]]:
    place = 0
    while place < len(words):
        known = _known(words, place)
        if known is not None:
            sort, length = known
        else:
            sort, length = _sort(words, place), 1
        yield sort, place, place + length
        place += length


def _known(words: Sequence[Word], place: int) -> tuple[Sort, int] | None:
    """Return the longest country or body that starts at `place`, if any."""
    if not words[place].capital:
        return None
    lex = lexicon()
    for length in (4, 3, 2, 1):
        if place + length > len(words):
            continue
        form = key(
            " ".join(
                [
                    *(w.text for w in words[place : place + length - 1]),
                    words[place + length - 1].plain,
                ]
            )
        )
        if form in lex.states or form in lex.demonyms:
            if length == 1 and form in _PERSONAL_PLACES and _beside_name(words, place):
                return Sort.NAME, 1
            return Sort.PLACE, length
        if length == 1 and form.endswith("s") and form[:-1] in lex.demonyms:
            return Sort.PLACE, 1
        if form in lex.bodies and (length > 1 or words[place].plain not in _NOT_ALONE):
            return Sort.BODY, length
    return None


# Countries and seats that are also given names or family names.
_PERSONAL_PLACES = word_list("personal_places")


def _beside_name(words: Sequence[Word], place: int) -> bool:
    """Tell 'Michael Jordan' and 'Israel Katz' from 'in Jordan'."""
    lex = lexicon()
    if place and words[place - 1].fold in lex.given and not words[place - 1].possessive:
        return True
    if words[place].possessive or place + 1 >= len(words) or words[place].fold not in _GIVEN_PLACES:
        return False
    return _sort(words, place + 1) == Sort.NAME


_GIVEN_PLACES = word_list("given_places")

_NOT_ALONE = {"Who", "Is", "Guardian", "Dawn", "Fox", "Congress", "Senate", "Amnesty", "Tolo", "As"}


def _sort(words: Sequence[Word], place: int) -> Sort:
    lex, word = lexicon(), words[place]
    fold = word.fold
    if not word.capital:
        if fold in lex.particles and 0 < place < len(words) - 1:
            return (
                Sort.NAME if words[place - 1].capital and words[place + 1].capital else Sort.SMALL
            )
        return Sort.SMALL if fold[:1].isalnum() else Sort.SIGN
    if (fold in lex.openers or fold in lex.quantifiers) and fold not in lex.given:
        return Sort.OPENER
    if fold in lex.titles or fold.startswith(("co-", "ex-", "vice-")):
        return Sort.TITLE
    noun = lex.nouns.get(fold)
    if noun is not None and fold not in lex.given and noun.group in _PEOPLE and not noun.plural:
        return Sort.TITLE
    if fold in lex.things or (noun is not None and fold not in lex.given):
        return Sort.THING
    return Sort.NAME


_PEOPLE = {Group.OFFICIAL, Group.EXPERT, Group.OTHER}


def human(group: Group) -> bool:
    """Tell whether a noun of this group names people."""
    return group in _PEOPLE
