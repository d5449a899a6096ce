"""The words of a text, and the closed classes of words that patterns and guards ask about."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

_TOKEN = re.compile(
    r"\d+(?:[.,]\d+)*\w*|\w+(?:['’‑-]\w+)*|[’']\w+|\n[^\S\n]*\n\s*|[^\w\s]",
)
_CLITIC = re.compile(r"(n't|'(?:s|re|ll|ve|m|d))$")
_STRAIGHT = str.maketrans({"’": "'", "‑": "-", "“": '"', "”": '"'})

END_MARKS = frozenset({"", ".", "!", "?", "¶"})
CLAUSE_MARKS = END_MARKS | frozenset(
    {",", ";", ":", '"', "(", ")", "—", "–", "-", "…", "/", "‘", "'"}
)


@dataclass(frozen=True, slots=True)
class Words:
    """The tokens of a text in lower case with straight marks; a blank line is the token '¶'.

    `at` and `raw` give the empty string outside the text, so that rules may look
    past its ends.
    """

    text: str
    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.words)

    def at(self, index: int) -> str:
        return self.words[index] if 0 <= index < len(self.words) else ""

    def raw(self, index: int) -> str:
        if 0 <= index < len(self.words):
            return self.text[self.starts[index] : self.ends[index]]
        return ""

    def capital(self, index: int) -> bool:
        """Is this a word that begins with a capital letter?"""
        return self.raw(index)[:1].isupper()

    def opens(self, index: int) -> bool:
        """Does this word open a sentence, or a quotation within one?"""
        before = self.at(index - 1)
        return before in END_MARKS or before in {'"', "'", "‘", ":", "—", "–", "•", "*", "#"}

    def clause_before(self, index: int, most: int = 12) -> Iterator[str]:
        """Give the words before `index`, nearest first, up to a mark of the clause."""
        for back in range(index - 1, max(-1, index - 1 - most), -1):
            if self.words[back] in CLAUSE_MARKS:
                return
            yield self.words[back]

    def clause_after(self, index: int, most: int = 12) -> Iterator[str]:
        """Give the words from `index` on, up to a mark of the clause."""
        for ahead in range(index, min(len(self.words), index + most)):
            if self.words[ahead] in CLAUSE_MARKS:
                return
            yield self.words[ahead]

    def rest_of_sentence(self, index: int) -> Iterator[str]:
        """Give the tokens from `index` on, up to and with the mark that ends the sentence."""
        for ahead in range(index, len(self.words)):
            yield self.words[ahead]
            if self.words[ahead] in END_MARKS:
                return


def split_words(text: str) -> Words:
    """Return the words and marks of `text`, contractions in two.

    >>> split_words("It isn’t 2.5 so-called “facts”.").words
    ('it', 'is', "n't", '2.5', 'so-called', '"', 'facts', '"', '.')
    """
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        word = match[0].lower().translate(_STRAIGHT)
        if "'" in word and len(word) > 1:
            clitic = _CLITIC.search(word)
            # lower() can lengthen a word (İ); then its clitic stays where it is
            if clitic and clitic.start() > 0 and len(word) == end - start:
                cut = start + clitic.start()
                words.append(word[: clitic.start()])
                starts.append(start)
                ends.append(cut)
                start, word = cut, clitic[0]
        elif word[0] == "\n":
            word = "¶"
        words.append(word)
        starts.append(start)
        ends.append(end)
    return Words(text, tuple(words), tuple(starts), tuple(ends))


def word_set(words: str) -> frozenset[str]:
    return frozenset(words.split())


BE = word_set("is are was were be been being 's 're 'm am")
HAVE = word_set("has have had having 've 'd 's")
MODALS = word_set("will would can could may might must shall should 'll 'd ca wo")
NEGATIONS = word_set("not n't never no neither nor nobody none hardly scarcely cannot without")
PRONOUNS = word_set("i you he she it we they this that these those there one who someone anyone")
OBJECTS = word_set("him her them us me you it")
DETERMINERS = word_set(
    "a an the this that these those his her its their our my your some any no every each either "
    "both all another"
)
PREPOSITIONS = word_set(
    "in on at of from for with to by into within inside near under over about around between "
    "among after before during since until through across outside toward towards against"
)
NUMBER_WORDS = word_set(
    "half two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety "
    "hundred thousand million billion trillion dozen dozens hundreds thousands millions "
    "one-third two-thirds three-quarters one-half one-quarter one-fifth two-fifths three-fifths "
    "half-a-million half-dozen twice double triple"
)
AFTER_A = word_set(
    "dozen hundred thousand million billion trillion third quarter half fifth tenth sixth decade "
    "century week month year day hour minute mile kilometre kilometer couple fortnight tonne "
    "ton metre meter score quarter-century quarter-million half-hour"
)
CURRENCY = word_set("$ £ € ¥ us$ usd eur rs c$ a$")
TIME_UNITS = word_set(
    "second seconds minute minutes hour hours day days night nights week weeks weekend weekends "
    "month months year years decade decades century centuries quarters summers winters terms"
)
CLOCK = word_set(
    "noon midnight midday dawn dusk sunrise sunset lunchtime mid-afternoon mid-morning"
)
OPINIONS = word_set(
    "believed thought held considered regarded seen viewed accepted assumed acknowledged "
    "recognised recognized expected understood agreed supposed presumed suspected known reported "
    "rumoured rumored credited perceived deemed described said argued claimed reckoned felt "
    "criticised criticized praised feared hoped interpreted hailed blamed tipped billed quoted "
    "dismissed condemned denounced ridiculed called"
)


def is_number(word: str) -> bool:
    return word[:1].isdigit() or word in NUMBER_WORDS


def is_quantity(words: Words, index: int) -> bool:
    """Does a number, an amount or a counted share begin at `index`?"""
    word, after = words.at(index), words.at(index + 1)
    if is_number(word):
        return True
    if word in CURRENCY or word == "~":
        return is_number(after)
    if word == "the":
        return after in {"same", "size", "equivalent"}
    if word in {"a", "an", "one"}:
        return after in AFTER_A
    return "-" in word and is_number(word.split("-", 1)[0])


TESTS: dict[str, Callable[[Words, int], bool]] = {
    "#quantity": is_quantity,
    "#digits": lambda words, index: words.at(index)[:1].isdigit(),
    "#ly": lambda words, index: words.at(index).endswith("ly"),
    "#word": lambda words, index: words.at(index) not in CLAUSE_MARKS,
}
CLASSES: dict[str, frozenset[str]] = {
    "@be": BE,
    "@have": HAVE,
    "@opinion": OPINIONS,
}
