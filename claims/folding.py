"""Text folded for comparison, with the way back to the characters it came from.

White space, quotation marks, dashes, ligatures, invisible characters and the
composition of letters differ between two copies of one text. Folding makes them
equal. Letters, digits and their case stay: they carry the meaning.

Editors also respell: 'neighbour' and 'neighbor', a comma more, 'that' left out.
`find_respelled` looks through that and through nothing else. An edit distance
would not do: 'killed 12' and 'killed 14', 'attacked' and 'attached', 'likely'
and 'unlikely' are nearer to one another than two spellings often are.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from claims.span import Span

_SINGLE = "'‘’‚‛`´ʼ′"
_DOUBLE = '"“”„‟«»″'
_DASHES = "-‐‑‒–—―−﹘﹣－"
_DROPPED = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_REPLACED: dict[str, str] = {
    **dict.fromkeys(_SINGLE, "'"),
    **dict.fromkeys(_DOUBLE, '"'),
    **dict.fromkeys(_DASHES, "-"),
    **dict.fromkeys(_DROPPED, ""),
    "…": "...",
    "ﬀ": "ff",
    "ﬁ": "fi",
    "ﬂ": "fl",
    "ﬃ": "ffi",
    "ﬄ": "ffl",
    "ﬅ": "st",
    "ﬆ": "st",
}


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text; `origins[i]` is the character of the original that `text[i]` came from."""

    text: str
    origins: Sequence[int]

    def span(self, start: int, end: int) -> Span:
        """Return the span of the original that a range of the folded text came from."""
        return Span(self.origins[start], self.origins[end - 1] + 1)

    def position(self, offset: int) -> int:
        """Return the place in the folded text nearest to `offset` of the original."""
        return bisect_left(self.origins, offset)

    def is_whole(self, start: int, end: int) -> bool:
        """Tell whether a range cuts no ligature, and no letter from its accent."""
        origins, text = self.origins, self.text
        if start and origins[start - 1] == origins[start]:
            return False
        if end < len(text):
            parted = origins[end] == origins[end - 1] or unicodedata.combining(text[end])
            if parted:
                return False
        return not unicodedata.combining(text[start])


def fold(text: str) -> Folded:
    r"""Return `text` with typography made equal.

    >>> fold("“the\n ﬁsh”—café").text == fold('"the fish"-cafe\u0301').text
    True
    """
    signs: list[str] = []
    origins = array("L")
    for index, sign in enumerate(text):
        for piece in _fold_sign(sign):
            if piece == " " and signs and signs[-1] == " ":
                continue
            signs.append(piece)
            origins.append(index)
    return Folded("".join(signs), origins)


@cache
def _fold_sign(sign: str) -> str:
    if sign.isascii():
        return " " if sign.isspace() else _REPLACED.get(sign, sign)
    if sign.isspace():
        return " "
    replaced = _REPLACED.get(sign)
    return unicodedata.normalize("NFD", sign) if replaced is None else replaced


FEWEST_WORDS = 6
"""A shorter passage has to stand as it stood."""

_WORD = re.compile(
    r"\d+(?:[.,]\d+)*|[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*|[%$€£¥°+=<>&@#]|(?<!\S)-(?=\d)"
)
_PASSING = frozenset({"the", "that"})
"""Words that come and go without changing what is said; 'a' is none: 'few' is not 'a few'."""

_SPELLINGS = tuple(
    (re.compile(pattern), spelling)
    for pattern, spelling in (
        (r"(?<=[a-z]{2})our(?=$|s$|ed$|ing$|able$|ful$|ite|hood|ly$|er)", "or"),
        (r"(?<=[a-z]{3})is(?=e$|es$|ed$|ing$|er$|ers$|ation)", "iz"),
        (r"(?<=[a-z]{2})ys(?=e$|es$|ed$|ing$)", "yz"),
        (r"(?<=[a-z]{2})tre(?=$|s$)", "ter"),
        (r"(?<=[a-z]{2})ogue(?=$|s$)", "og"),
        (r"(?<=[a-z]{4})ll(?=ed$|ing$|er$|ers$)", "l"),
        (r"^(def|off|pret)ence(?=$|s$)", r"\1ense"),
        (r"^programme", "program"),
        (r"^grey", "gray"),
        (r"dgement", "dgment"),
        (r"^(an|p|encyclop|medi)ae", r"\1e"),
        (r"^(towards|afterwards|upwards|downwards)$", lambda found: found[0][:-1]),
        (r"^(among|amid|while)st$", r"\1"),
    )
)


@dataclass(frozen=True, slots=True)
class _Word:
    """A word with its place; `key` is one for all spellings, `opens` says it begins a sentence."""

    text: str
    key: str
    span: Span
    opens: bool


def find_respelled(text: str, wanted: str) -> list[Span]:
    """Return where the folded `text` has the words of the folded `wanted`, however spelt.

    >>> text = "It was, he said, in the neighborhood of an old harbour."
    >>> [p.text_in(text) for p in find_respelled(text, "in the neighbourhood, of an old harbor")]
    ['in the neighborhood of an old harbour']
    >>> find_respelled("The flood killed 14 in the valley", "The flood killed 12 in the valley")
    []
    """
    sought = _words(wanted)
    if len(sought) < FEWEST_WORDS:
        return []
    page = _words(text)
    first = sought[0].key
    found: list[Span] = []
    for index, word in enumerate(page):
        passage = page[index : index + len(sought)] if word.key == first else []
        if len(passage) == len(sought) and all(map(_is_same, sought, passage)):
            found.append(_with_edges(text, passage, wanted, sought))
    return found


def _words(text: str) -> list[_Word]:
    """Return the words of a folded text, without those that come and go."""
    found: list[_Word] = []
    for match in _WORD.finditer(text):
        word = match[0]
        if word.lower() in _PASSING:
            continue
        before = text[max(match.start() - 4, 0) : match.start()].rstrip(" \"'(")[-1:]
        span = Span(match.start(), match.end())
        found.append(_Word(word, _key(word), span, not before or before in ".!?:"))
    return found


@lru_cache(maxsize=4096)
def _key(word: str) -> str:
    """Return the spelling by which the variants of a word are one.

    >>> _key("Neighbours") == _key("neighbors"), _key("rise") == _key("rize")
    (True, False)
    """
    key = word.lower()
    if len(key) >= 5 and key.isalpha():
        for pattern, spelling in _SPELLINGS:
            key = pattern.sub(spelling, key)
    return key


def _is_same(old: _Word, new: _Word) -> bool:
    if old.key != new.key:
        return False
    # 'Polish' is not 'polish', unless a sentence begins there
    return old.text[0] == new.text[0] or old.opens or new.opens


def _with_edges(text: str, passage: Sequence[_Word], wanted: str, sought: Sequence[_Word]) -> Span:
    """Return the span of `passage` with what `wanted` has around its first and last word."""
    head, tail = wanted[: sought[0].span.start], wanted[sought[-1].span.end :]
    start, end = passage[0].span.start, passage[-1].span.end
    if head and text[:start].lower().endswith(head.lower()):
        start -= len(head)
    if tail and text.startswith(tail, end):
        end += len(tail)
    return Span(start, end)
