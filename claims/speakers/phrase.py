"""A mention of a speaker as its own words give it: a form, a name, a head noun."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from claims.span import Span
from claims.speakers.lexicon import Noun, word_list
from claims.speakers.role import (
    Role,
)
from claims.speakers.word import Word


class Form(StrEnum):
    PRONOUN = "pronoun"
    PERSON = "person"
    STATE = "state"
    BODY = "body"
    DESCRIPTION = "description"


@dataclass(frozen=True, slots=True)
class Mention:
    """A mention and what its words say.

    `words` is the phrase without marks at its edges; `name` a person's name, a
    country or a body as far as these words tell; `owner` who a possessive names.
    """

    span: Span
    words: str
    form: Form
    name: str = ""
    determiner: str = ""
    noun: Noun | None = None
    role: Role | None = None
    gender: str | None = None
    plural: bool = False
    owner: str = ""
    known: bool = False


PRONOUNS = {
    **dict.fromkeys(("he", "him", "his", "himself"), "he"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "she"),
    **dict.fromkeys(("they", "them", "their", "theirs", "themselves"), "they"),
    **dict.fromkeys(("it", "its", "itself"), "it"),
    **dict.fromkeys(("i", "me", "my", "myself"), "i"),
    **dict.fromkeys(("we", "us", "our", "ourselves"), "we"),
    **dict.fromkeys(("who", "whom", "whose"), "who"),
    **dict.fromkeys(("which", "that"), "which"),
    **dict.fromkeys(("you", "your"), "you"),
    **dict.fromkeys(("both", "both of them", "the two", "the pair"), "both"),
}


def segments(tokens: Sequence[Word]) -> list[tuple[int, int]]:
    """Return the stretches between commas and outside brackets."""
    cut: list[tuple[int, int]] = []
    first = depth = 0
    for index, token in enumerate(tokens):
        if token.text in {",", ";", "(", ")", "—", "–", ":"}:
            if index > first and not depth:
                cut.append((first, index))
            depth = max(0, depth + (token.text == "(") - (token.text == ")"))
            first = index + 1
    if first < len(tokens):
        cut.append((first, len(tokens)))
    return cut


DETERMINERS = word_list("determiners")
EDGES = " \t\r\n\u00a0,;:—–-\"“”‘'()[]"
