"""Words of a statement with rough parts of speech, enough to find predicates and their scope.

There is no parser here: closed classes, WordNet's counts and the neighbours of a
word decide its tag. What is wrong about a word costs an alignment, never a span.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from claims.comparison import lexicon
from claims.quantity.number import ONES, SIZES, TENS


class Tag(StrEnum):
    NOUN = "noun"
    NAME = "name"
    VERB = "verb"
    ADJECTIVE = "adjective"
    ADVERB = "adverb"
    NUMBER = "number"
    AUXILIARY = "auxiliary"
    MODAL = "modal"
    NEGATOR = "negator"
    DETERMINER = "determiner"
    PRONOUN = "pronoun"
    PREPOSITION = "preposition"
    CONJUNCTION = "conjunction"
    SUBORDINATOR = "subordinator"
    TO = "to"
    MARK = "mark"


CONTENT = frozenset({Tag.NOUN, Tag.NAME, Tag.VERB, Tag.ADJECTIVE, Tag.ADVERB, Tag.NUMBER})

_split = str.split
CLOSED: dict[str, Tag] = {
    word: Tag(name) for name, words in lexicon.closed_classes().items() for word in words
} | {"to": Tag.TO}
_SHORT = r"(?:s|re|ve|ll|d|m)\b"
_TOKEN = re.compile(
    rf"n[’']t\b|[’']{_SHORT}|[^\W\d_](?:[\w&-]|\.(?=\w)|[’'](?!{_SHORT}|t\b))*?"
    rf"(?=n[’']t\b|[^\w&.’'-]|[’'](?:{_SHORT}|t\b|(?!\w))|\.(?!\w)|-(?!\w)|$)"
    r"|\d[\d.,:]*\d|\d|[^\w\s]"
)
_ADVERBS = lexicon.word_set("adverbs")


_MOVABLE = lexicon.word_set("movable")
_INVERTING = {"nor": ("d", "h"), "neither": ("d",)}
"""Words after which 'did' or 'had' comes before its subject: 'nor did the clerk read it'."""
_NUMERALS = (set(ONES) | set(TENS) | set(SIZES)) - {"one"}
_SHORTENED = frozenset(_split("st mr mrs ms dr gen sen rep col capt lt sgt gov prof rev u.s no vs"))


@dataclass(frozen=True, slots=True)
class Word:
    """A word in place: its tag, its lemma, and how much it tells (0.3 to 1)."""

    text: str
    start: int
    end: int
    tag: Tag
    lemma: str
    weight: float
    phrasal: str = ""
    """The verb with its particle ('blow_up'), where the lexicon has it."""

    @property
    def lower(self) -> str:
        return self.text.lower()

    @property
    def is_content(self) -> bool:
        return self.tag in CONTENT

    @property
    def is_name(self) -> bool:
        return self.tag is Tag.NAME


@lru_cache(maxsize=8192)
def parse(text: str) -> tuple[Word, ...]:
    """Return the words and marks of a text in order; those of contents are kept for the next time.

    >>> [f"{w.lemma}/{w.tag}" for w in parse("Soldiers did not open fire.")][:4]
    ['soldier/noun', 'do/auxiliary', 'not/negator', 'open/verb']
    """
    return parse_anew(text)


def parse_anew(text: str) -> tuple[Word, ...]:
    """Return the words and marks of a whole document in order, and keep none."""
    tokens = [(m[0], m.start(), m.end()) for m in _TOKEN.finditer(text)]
    tags = _tag([t[0] for t in tokens])
    words = []
    for (token, start, end), tag in zip(tokens, tags, strict=True):
        base = _base(token, tag)
        words.append(Word(token, start, end, tag, base, _weigh(base, tag)))
    return tuple(_with_particle(words, i) for i in range(len(words)))


def _with_particle(words: list[Word], i: int) -> Word:
    """Return a verb with the particle that follows it at once or after its object."""
    word = words[i]
    if word.tag is not Tag.VERB:
        return word
    for j in range(i + 1, min(len(words), i + 5)):
        name = f"{word.lemma}_{words[j].lower}"
        near = j == i + 1 or words[j].lower in _MOVABLE
        particle = words[j].tag in (Tag.PREPOSITION, Tag.TO, Tag.ADVERB)
        if near and particle and lexicon.counts(name):
            return replace(word, phrasal=name)
        if words[j].tag not in (Tag.DETERMINER, Tag.NOUN, Tag.NAME, Tag.ADJECTIVE, Tag.PRONOUN):
            break
    return word


def _weigh(base: str, tag: Tag) -> float:
    if tag is Tag.NAME:
        return 1.0
    if tag not in CONTENT:
        return 0.0
    if base in lexicon.word_set("generic"):
        return 0.25
    return lexicon.weight(base)


_POS = {Tag.NOUN: "n", Tag.VERB: "v", Tag.ADJECTIVE: "a", Tag.ADVERB: "r", Tag.AUXILIARY: "v"}


def _base(token: str, tag: Tag) -> str:
    lower = token.lower().replace("’", "'")
    if tag is Tag.NEGATOR:
        return "not" if lower == "n't" else lower
    if tag is Tag.AUXILIARY:
        return {"'s": "be", "'re": "be", "'ve": "have"}.get(lower) or lexicon.lemma(lower, "v")
    if tag is Tag.NAME:
        return lower
    if tag in _POS:
        return lexicon.lemma(lower, _POS[tag])
    return lower


def _is_name(tokens: list[str], i: int) -> bool:
    token = tokens[i]
    if not token[:1].isupper() or token in ("I",):
        return False
    lower = token.lower()
    opening = i == 0 or tokens[i - 1] in ".!?:“\"‘'”"
    if opening and i > 1 and tokens[i - 1] == "." and tokens[i - 2].lower() in _SHORTENED:
        opening = False
    if not opening:
        return True
    if lower in CLOSED or lower in _ADVERBS:
        return False
    known = lexicon.counts(lower) or lexicon.counts(lexicon.lemma(lower))
    if token.isupper() and len(token) > 1:
        return True
    if lower.endswith(("ers", "ors", "ists", "ants", "ents", "ions")):
        return False
    following = tokens[i + 1] if i + 1 < len(tokens) else ""
    if following[:1].isupper() and following.lower() not in CLOSED:
        return True
    return not known or (lower.endswith(("an", "ese", "ish")) and not sum(known.values()))


def _tag(tokens: list[str]) -> list[Tag]:
    tags: list[Tag] = []
    for i, token in enumerate(tokens):
        tags.append(_tag_one(tokens, tags, i, token))
    return tags


def _tag_one(tokens: list[str], tags: list[Tag], i: int, token: str) -> Tag:
    lower = token.lower().replace("’", "'")
    previous = tags[-1] if tags else None
    if not token[0].isalnum() and not (token[0] in "'’" and len(token) > 1) and lower != "n't":
        return Tag.MARK
    if token[0].isdigit() or lower in _NUMERALS:
        return Tag.NUMBER
    if lower == "'s":
        return _possessive(tokens, tags, i)
    if lower in ("that",):
        return _that(tokens, tags, i)
    if lower == "may" and token[0].isupper() and i > 0:
        return Tag.NAME
    if lower in CLOSED:
        tag = CLOSED[lower]
        if tag is Tag.AUXILIARY and lower in _split(
            "have has had having do does did get gets got getting"
        ):
            return _auxiliary_or_verb(tokens, i)
        return tag
    if _is_name(tokens, i):
        return Tag.NAME
    if lower in _ADVERBS:
        return Tag.ADVERB
    return _open(tokens, tags, i, lower, previous)


def _possessive(tokens: list[str], tags: list[Tag], i: int) -> Tag:
    """'The minister's plan' against 'it's over'."""
    if tags and tags[-1] is Tag.PRONOUN:
        return Tag.AUXILIARY
    following = tokens[i + 1].lower() if i + 1 < len(tokens) else ""
    return Tag.AUXILIARY if following in ("not", "been", "a", "the") else Tag.DETERMINER


def _that(tokens: list[str], tags: list[Tag], i: int) -> Tag:
    following = tokens[i + 1].lower() if i + 1 < len(tokens) else ""
    if tags and tags[-1] in (Tag.VERB, Tag.NOUN, Tag.ADJECTIVE, Tag.NAME):
        return Tag.SUBORDINATOR
    return Tag.PRONOUN if following in ("is", "was", "would", "will") else Tag.DETERMINER


def _auxiliary_or_verb(tokens: list[str], i: int) -> Tag:
    """'had fired' and 'did not fire' against 'had three guns'."""
    before = tokens[i - 1].lower() if i else ""
    if tokens[i].lower().startswith(_INVERTING.get(before, ())):
        return Tag.AUXILIARY
    for token in tokens[i + 1 : i + 5]:
        lower = token.lower()
        if lower in ("not", "n't", "n’t", "never", "been", "to") or lower in _ADVERBS:
            if lower in ("been", "to", "n't", "n’t"):
                return Tag.AUXILIARY
            continue
        if lower in ("he", "she", "they", "it", "you", "we", "i"):
            continue
        if lexicon.counts(lexicon.lemma(lower, "v")).get("v") is not None and (
            tokens[i].lower().startswith("d")
            or lower.endswith(("ed", "en", "wn", "ne"))
            or lower != lexicon.lemma(lower, "v")
            or (lower, "v") in lexicon.irregular()
        ):
            return Tag.AUXILIARY
        return Tag.VERB
    return Tag.VERB


def _open(tokens: list[str], tags: list[Tag], i: int, lower: str, previous: Tag | None) -> Tag:
    """Choose among noun, verb, adjective and adverb by counts and the word before."""
    following = tokens[i + 1].lower() if i + 1 < len(tokens) else ""
    as_verb, as_noun = lexicon.lemma(lower, "v"), lexicon.lemma(lower, "n")
    counts = lexicon.counts(lower)
    verb = lexicon.counts(as_verb).get("v", -1)
    noun = lexicon.counts(as_noun).get("n", -1)
    adjective = max(counts.get("a", -1), lexicon.counts(lexicon.lemma(lower, "a")).get("a", -1))
    if lower.endswith("ly") and counts.get("r") is not None and adjective < 5:
        return Tag.ADVERB
    if verb < 0 and noun < 0 and adjective < 0:
        return Tag.ADVERB if counts.get("r") is not None or lower.endswith("ly") else Tag.NOUN
    inflected = (lower != as_verb and lower.endswith(("ed", "ing"))) or (
        lower,
        "v",
    ) in lexicon.irregular()
    nominal = previous in (Tag.DETERMINER, Tag.PREPOSITION, Tag.NUMBER, Tag.ADJECTIVE)
    negative = previous is Tag.NEGATOR and tokens[i - 1].lower() in ("no", "neither", "nor")
    nominal = nominal or negative
    if verb >= 0:
        if previous in (Tag.TO, Tag.MODAL) or (previous is Tag.PRONOUN and not nominal):
            if previous is Tag.TO and noun > 3 * max(verb, 1) and not _verbal_to(tags):
                return Tag.NOUN
            return Tag.VERB
        if (
            previous in (Tag.AUXILIARY, Tag.NEGATOR)
            and not negative
            and (inflected or verb >= noun)
        ):
            if adjective > 3 * max(verb, 1):
                return Tag.ADJECTIVE
            return Tag.VERB
        if inflected and previous in (Tag.NOUN, Tag.NAME) and _object_follows(following):
            return Tag.VERB
        if inflected and not (nominal and (following and _heads(following))):
            if nominal and lower.endswith("ing") and noun >= 0:
                return Tag.NOUN
            return Tag.VERB if adjective <= 3 * max(verb, 1) else Tag.ADJECTIVE
        if previous in (Tag.NOUN, Tag.NAME, Tag.ADVERB) and not negative:
            if lower.endswith("s") and noun >= 0 and _has_finite(tags):
                return Tag.NOUN
            if lower.endswith("s") and lower != as_verb and noun <= 4 * max(verb, 1):
                return Tag.VERB if _object_follows(following) or verb > noun else Tag.NOUN
            if previous is Tag.ADVERB and verb > noun:
                return Tag.VERB
            if noun < 0 and adjective < 0:
                return Tag.VERB
            if lower == as_verb and verb > 2 * max(noun, adjective, 0) and not lower.endswith("s"):
                return Tag.VERB
    if nominal and noun >= 0 and not inflected and not (following and _heads(following)):
        return Tag.NOUN
    if adjective >= 0 and (
        noun < 0 or adjective > noun or (nominal and _heads(following) and adjective > 0)
    ):
        return Tag.ADJECTIVE
    if inflected and nominal:
        return Tag.ADJECTIVE
    if noun >= 0:
        return Tag.NOUN
    return Tag.VERB if verb >= 0 else Tag.NOUN


def _has_finite(tags: list[Tag]) -> bool:
    """Tell whether the clause so far has its verb, so that one more would be a noun."""
    for tag in reversed(tags):
        if tag in (Tag.MARK, Tag.SUBORDINATOR, Tag.CONJUNCTION):
            return False
        if tag in (Tag.VERB, Tag.AUXILIARY, Tag.MODAL):
            return True
    return False


def _verbal_to(tags: list[Tag]) -> bool:
    return len(tags) > 1 and tags[-2] in (Tag.VERB, Tag.ADJECTIVE, Tag.NOUN)


def _heads(lower: str) -> bool:
    """Tell whether a word could be the noun that an attribute before it belongs to."""
    if lower in CLOSED or not lower[:1].isalpha():
        return False
    return lexicon.counts(lexicon.lemma(lower, "n")).get("n") is not None


def _object_follows(lower: str) -> bool:
    return CLOSED.get(lower) in (
        Tag.DETERMINER,
        Tag.PREPOSITION,
        Tag.TO,
        Tag.PRONOUN,
        Tag.NEGATOR,
    ) or not (lower[:1].isalpha())
