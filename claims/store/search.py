"""Full text search: the query language, and the one function that asks the index.

Words next to one another must all occur. `"a phrase"`, AND, OR, NOT, round
brackets and `prefix*` mean what they look like; operators are in capitals.
Words are stemmed, and accents and case do not count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Select, column, literal_column, select, table

from claims.errors import InvalidQuery

MAX_WORDS = 64
MAX_DEPTH = 20

CLAIM_FTS = table("claim_fts", column("rowid"), column("rank"))

OPERATORS = frozenset({"AND", "OR", "NOT"})
_TOKENS = re.compile(r'"|[()]|[^\s"()]+')
_MARKS = str.maketrans(dict.fromkeys("“”„«»", '"'))
_UNSAYABLE = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")

# what Porter's stemmer takes off the ends of words
_ENDINGS = (
    "s es ed ing ion ions ive al ally ate ates ated ating ation ations ational ity ities ize ized "
    "izing izes ization er ers or ors ance ence ant ent able ible ably ibly ment ments ness ful "
    "ism ist ists ous iv ively e y ies ied ly"
)
ENDINGS = tuple(_ENDINGS.split())
LONG_PREFIX = 5


@dataclass(frozen=True, slots=True)
class Word:
    """A word or a phrase; with `prefix`, its last word may go on."""

    text: str
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """What must all occur (`every`) or of which one must (`either`), and what must not."""

    every: tuple[Node, ...] = ()
    either: tuple[Node, ...] = ()
    none: tuple[Node, ...] = ()


Node = Word | Group


def match(query: str) -> Select[int, float]:
    """Return a select of the claims (`id`, `rank`, the best being the lowest) that match.

    Raise InvalidQuery with a sentence where the query cannot be understood.
    """
    return select(CLAIM_FTS.c.rowid.label("id"), CLAIM_FTS.c.rank.label("rank")).where(
        literal_column("claim_fts").op("MATCH")(to_fts5(parse(query)))
    )


def parse(query: str) -> Node:
    """Return the meaning of a query.

    >>> parse("dam OR gate").either
    (Word(text='dam', prefix=False), Word(text='gate', prefix=False))
    """
    reader = _Reader(query, list(_tokens(query)))
    node = reader.either()
    if reader.peek is not None:
        raise InvalidQuery(query, "a closing bracket has no opening one")
    return node


def to_fts5(node: Node) -> str:
    """Return the node in the language of FTS5, with every word quoted.

    >>> to_fts5(parse('dam OR "flood gate"'))
    '("dam" OR "flood gate")'
    """
    if isinstance(node, Word):
        return _expand(node.text) if node.prefix else _quote(node.text)
    if node.either:
        return "(" + " OR ".join(map(to_fts5, node.either)) + ")"
    wanted = " AND ".join(map(to_fts5, node.every))
    if not node.none:
        return f"({wanted})"
    return f"(({wanted}) NOT ({' OR '.join(map(to_fts5, node.none))}))"


class _Reader:
    """A recursive descent over the tokens of one query."""

    def __init__(self, query: str, tokens: list[str | Word]) -> None:
        self.query = query
        self.tokens = tokens
        self.at = 0
        self.depth = 0
        if sum(isinstance(token, Word) for token in tokens) > MAX_WORDS:
            raise InvalidQuery(_short(query), f"give at most {MAX_WORDS} words")
        if not any(isinstance(token, Word) for token in tokens) and not OPERATORS & {*tokens}:
            raise InvalidQuery(_short(query), "there is no word in it to search for")

    @property
    def peek(self) -> str | Word | None:
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    def either(self) -> Node:
        sides = [self.every()]
        while self.peek == "OR":
            self.at += 1
            sides.append(self.every())
        return sides[0] if len(sides) == 1 else Group(either=tuple(sides))

    def every(self) -> Node:
        wanted: list[Node] = []
        unwanted: list[Node] = []
        asked: str | None = None
        while (item := self.peek) not in (None, "OR", ")"):
            if item == "AND":
                self._refuse(asked, when=asked is not None or not (wanted or unwanted))
                asked = "AND"
                self.at += 1
            elif item == "NOT":
                self._refuse("NOT", when=asked == "NOT")
                asked = "NOT"
                self.at += 1
            else:
                (unwanted if asked == "NOT" else wanted).append(self.one())
                asked = None
        if asked:
            raise InvalidQuery(_short(self.query), f"{asked} needs a word after it")
        if not wanted:
            raise InvalidQuery(_short(self.query), self._what_is_missing(unwanted))
        if len(wanted) == 1 and not unwanted:
            return wanted[0]
        return Group(every=tuple(wanted), none=tuple(unwanted))

    def one(self) -> Node:
        item = self.peek
        self.at += 1
        if isinstance(item, Word):
            return item
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise InvalidQuery(_short(self.query), "there are too many brackets in one another")
        node = self.either()
        if self.peek != ")":
            raise InvalidQuery(_short(self.query), "a bracket is not closed")
        self.at += 1
        self.depth -= 1
        return node

    def _refuse(self, operator: str | None, *, when: bool) -> None:
        if when:
            raise InvalidQuery(
                _short(self.query),
                f"{operator or 'AND'} needs a word before and after it "
                "(write it in small letters or in quotation marks to search for the word)",
            )

    def _what_is_missing(self, unwanted: list[Node]) -> str:
        if unwanted:
            return "NOT takes away from other words; say as well what is to be found"
        if self.peek == "OR" or (self.at and self.tokens[self.at - 1] == "OR"):
            return "OR needs a word before and after it"
        if self.peek == ")" and self.depth == 0:
            return "a closing bracket has no opening one"
        return "there is nothing between the brackets"


def _tokens(query: str) -> Iterator[str | Word]:
    """Give operators and brackets as strings, words and phrases as Word, and drop the rest."""
    inside: list[str] | None = None
    for item in _TOKENS.findall(_UNSAYABLE.sub(" ", query).translate(_MARKS)):
        if item == '"':
            if inside is None:
                inside = []
                continue
            phrase = " ".join(inside)
            inside = None
            if _has_word(phrase):
                yield Word(phrase)
        elif inside is not None:
            inside.append(item)
        elif item in OPERATORS or item in "()":
            yield item
        elif _has_word(item):
            yield Word(item.rstrip("*"), prefix=item.endswith("*"))
    if inside is not None:
        raise InvalidQuery(_short(query), "a quotation mark is not closed")


def _has_word(text: str) -> bool:
    return any(character.isalnum() for character in text)


def _quote(text: str) -> str:
    return '"' + text.replace('"', " ") + '"'


def _expand(prefix: str) -> str:
    """Return what finds all words that begin so.

    The index holds stems, and a stem can be shorter than the prefix: 'negotiatio*'
    has to find 'negotiation', which is kept as 'negoti'.
    """
    begins = f"{_quote(prefix)}*"
    if len(prefix) < LONG_PREFIX or not prefix.isalnum():
        return begins
    words = [prefix + ending for ending in ENDINGS]
    for cut in range(1, min(len(prefix) - 3, 7)):
        begun = prefix[-cut:].lower()
        words += [prefix[:-cut] + e for e in ENDINGS if e.startswith(begun)]
    return f"({begins} OR {' OR '.join(map(_quote, dict.fromkeys(words)))})"


def _short(query: str) -> str:
    clean = _UNSAYABLE.sub(" ", query)
    return clean if len(clean) <= 60 else clean[:57] + "..."
