"""Why a speaker is not named: a condition of his speaking, and no part of what he says.

The tagger took "According to an official who asked not to be named, the fund was empty" for a
request that the fund be empty. It reads the sentence without the clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from claims.span import Span


def _spaced(pattern: str) -> str:
    """Return a pattern in which a blank is all the white space there is.

    Were it tried with less too, a long run of blanks would take the square of its length.
    """
    return pattern.replace(" ", r"\s++")


_NAME = "(?:his|her|their|a) (?:full |last |family |sur)?names?"
_BE = "be (?:further |publicly )?(?:named|identified|quoted)(?: by name| publicly)?"
_NAMED = f"to (?:{_BE}|give {_NAME})"
_NAMELESS = (
    f"(?:not (?:to )?{_BE}|to not {_BE}|(?:to )?remain (?:anonymous|unnamed|unidentified)"
    f"|(?:for |that )?{_NAME} (?:to be (?:withheld|kept secret)|not be (?:used|published|printed))"
    "|(?:for |on |to be granted )?anonymity)"
)
_ASKED = "(?:(?:ask|request|insist|wish|want|prefer)(?:e?s|r?ed)?|chose)"
_REFUSED = "(?:declin|refus)(?:es|ed)"
_CONDITION = (
    f"on (?:the )?condition (?:of anonymity|(?:that )?(?:he|she|they|the names?|{_NAME})"
    "(?: would| should| must)? not be (?:named|identified|quoted|used|published|printed))"
)
_ON_CONDITION = rf"(?:\S++ ){{0,5}}?{_CONDITION}"
_REASON = (
    "(?: (?:because|since|as|so|for fear|fearing|citing|owing|due|given|in order|to|while)"
    r"\b[^.;:,“”\"]*?(?= (?:said|says|told|tells|added|confirmed|described|acknowledged)\b"
    r"|[.;:,“”\"]|$))?"
)
_CLAUSE = re.compile(
    _spaced(
        r"(?:,|(?<!\s)) (?:(?:and )?(?:who|both of whom|all of whom)"
        f"(?:(?: had| has| have)? (?:{_ASKED} {_NAMELESS}|{_REFUSED} {_NAMED})"
        rf"| (?:did|does|do|would|could|will)(?: not|n['’]t) (?:want|wish|agree|like) {_NAMED}"
        f"| would not {_BE}| (?:spoke|speaks|talked) {_ON_CONDITION})"
        f"|(?:asking|requesting|insisting|wishing|wanting|preferring) {_NAMELESS}"
        f"|(?:declining|refusing) {_NAMED}|speaking {_ON_CONDITION}|{_CONDITION}){_REASON}"
    ),
    re.IGNORECASE,
)
_HINT = re.compile(r"anonym|named|identif|quoted|names?\b|unnamed", re.IGNORECASE)


def find_unnamed(text: str, blocks: Sequence[Span]) -> Iterator[Span]:
    """Yield the clauses in which a speaker asks for anonymity, with their reason.

    >>> text = "An aide, who asked not to be named because talks go on, said it broke."
    >>> [clause.text_in(text) for clause in find_unnamed(text, [Span(0, len(text))])]
    [', who asked not to be named because talks go on']
    """
    for block in blocks:
        string = block.text_in(text)
        if _HINT.search(string):
            for found in _CLAUSE.finditer(string):
                yield Span(block.start + found.start(), block.start + found.end())
