"""Roles that stand beside a name in the text: before it, before a comma, after one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from claims.speakers.lexicon import lexicon, word_list
from claims.speakers.role import Role, read_role
from claims.speakers.word import Word, words_in

_CLAUSE = re.compile(r"[,;:.!?—–“”\"()\n][^,;:.!?—–“”\"()\n]*$")


_ROLE_SMALL = word_list("role_small")


def role_before(text: str, words: Sequence[Word], first: int) -> tuple[int, Role | None]:
    """Return where the phrase before a name starts, and the role it states."""
    start = words[first].start
    window = text[max(0, start - 90) : start]
    boundary = _CLAUSE.search(
        re.sub(
            r"(?<=\b[A-Z])\.|(?<=\b(?:Mr|Ms|Dr))\.|(?<=\b(?:Mrs|Gen|Sen|Rep|Gov|Col))\.",
            " ",
            window,
        )
    )
    clause = max(0, start - 90) + (boundary.start() + 1 if boundary else 0)
    ahead = words_in(text, clause, start)
    while ahead and ahead[-1].fold in _COURTESIES:
        start = ahead.pop().start
    kept = len(ahead)
    while kept and _in_role(ahead[kept - 1]) and not _new_person(ahead, kept - 1):
        kept -= 1
    while kept < len(ahead) and not (
        ahead[kept].capital
        or ahead[kept].fold in lexicon().nouns
        or ahead[kept].fold in _ADJECTIVES
    ):
        kept += 1
    if kept == len(ahead):
        return start, None
    role = read_role(text[ahead[kept].start : start].rstrip())
    if role is None or role.plural or _hangs(ahead[kept:]):
        return ahead[kept].start if ahead[kept].capital else start, None
    return ahead[kept].start, role


_COURTESIES = word_list("courtesies")


def _new_person(ahead: Sequence[Word], index: int) -> bool:
    """Tell whether 'and' joins two persons, as it does before a capital that is no field."""
    if ahead[index].fold != "and":
        return False
    return index + 1 < len(ahead) and ahead[index + 1].fold in lexicon().titles


_ADJECTIVES = word_list("adjectives")


def _in_role(word: Word) -> bool:
    lex = lexicon()
    if word.capital:
        return word.fold not in lex.openers or word.fold in _ADJECTIVES
    return word.fold in _ROLE_SMALL or word.fold in lex.nouns


def _hangs(ahead: Sequence[Word]) -> bool:
    """Tell whether the name is the object of a preposition ('a spokesman for Ada Quist')."""
    index = len(ahead) - 1
    while index >= 0 and ahead[index].fold in lexicon().titles and ahead[index].capital:
        index -= 1
    return index > 0 and ahead[index].fold in {"of", "for", "to", "at", "in", "on"}


_AHEAD = re.compile(
    r"[.!?,;:“”\"(—–\n]|\b(?:to|by|from|with|and|but|when|that|told|said)\s(?=the |its |[A-Z])"
)


def role_ahead(text: str, at: int) -> Role | None:
    """Return the role that closes right before a comma and the name ('the auditor, Ada Quist')."""
    if text[at - 2 : at] != ", ":
        return None
    words = _AHEAD.split(text[max(0, at - 100) : at - 2])[-1].strip()
    if not re.match(r"(?:[Tt]he|[Ii]ts|[Tt]heir|[Hh]is|[Hh]er|[A-Z]\S*)\b", words):
        return None
    role = read_role(words)
    if (
        role is None
        or role.plural
        or re.search(r"\b(?:said|says|told|met|was|is|has|had)\b", words)
    ):
        return None
    return role


_AFTER = re.compile(
    r"(?:, \d\d)?, (?:who (?:is|was|heads|leads|chairs) )?"
    r"((?:[Tt]he |[Aa]n? )?[^,.;:“”\"()\n]{3,90})[,.;]"
)


# 'Ada Quist, summoned the envoy,': what she did, not what she is
_PREDICATE = re.compile(
    r"(?!(?:also|now|then|once|still|\w+ly)\b)[a-z]+ (?:the|an?|his|her|its|their) "
)


def role_after(text: str, at: int, end: int) -> Role | None:
    found = _AFTER.match(text, at, end)
    if found is None:
        return None
    words = found.group(1)
    words = re.sub(r"^(?:[Tt]he|[Aa]n?) ", "", words)
    role = read_role(words)
    if (
        role is None
        or role.plural
        or _PREDICATE.match(words)
        or re.search(r"\b(?:said|says|told|met|visited|is|was|has|had|will)\b", words)
    ):
        return None
    return role
