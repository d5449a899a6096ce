"""Why a speaker is not named: a condition of his speaking, and no part of what he says.

The tagger took "According to an official who asked not to be named, the fund was empty" for a
request that the fund be empty. It reads the sentence without the clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from claims.span import Span

_NAME = r"(?:his|her|their|a)\s+(?:full\s+|last\s+|family\s+|sur)?names?"
_NAMELESS = (
    r"(?:(?:not\s+(?:to\s+)?be|to\s+not\s+be|to\s+be|be)\s+(?:further\s+|publicly\s+)?"
    r"(?:named|identified|quoted)(?:\s+by\s+name|\s+publicly)?"
    r"|(?:to\s+)?remain\s+(?:anonymous|unnamed|unidentified)"
    rf"|(?:for\s+|that\s+)?{_NAME}\s+(?:to\s+be\s+(?:withheld|kept\s+secret)|not\s+be\s+\w+)"
    rf"|to\s+give\s+{_NAME}"
    r"|(?:for\s+|to\s+be\s+granted\s+|on\s+)?anonymity)"
)
_ASKED = (
    r"(?:asks?|asked|requests?|requested|insists?|insisted|wish(?:es|ed)?|wants?|wanted|preferred"
    r"|declin(?:es|ed)|refus(?:es|ed)|chose)"
)
_ASKING = r"(?:asking|requesting|insisting|wishing|wanting|preferring|declining|refusing)"
_CONDITION = (
    r"on\s+(?:the\s+)?condition\s+(?:of\s+anonymity"
    r"|(?:that\s+)?(?:he|she|they|it|his|her|their|the)\b[^.;:,“”\"]{0,30}?\bnot\s+be\s+\w+)"
)
_ON_CONDITION = rf"(?:\S+\s+){{0,5}}?{_CONDITION}"
_REASON = (
    r"(?:\s+(?:because|since|as|so|for\s+fear|fearing|citing|owing|due|given|in\s+order|to"
    r"|while)\b[^.;:,“”\"]*?(?=\s+(?:said|says|told|tells|added|confirmed|described|acknowledged)\b"
    r"|[.;:,“”\"]|$))?"
)
_CLAUSE = re.compile(
    r",?\s+(?:(?:and\s+)?(?:who|both\s+of\s+whom|all\s+of\s+whom)\s+(?:had\s+|has\s+|have\s+)?"
    r"(?:(?:did|does|do|would|could|will)\s+(?:not|n['’]t)\s+(?:want|wish|agree|like)"
    rf"\s+{_NAMELESS}|would\s+not\s+be\s+(?:named|identified|quoted)"
    rf"|{_ASKED}\s+{_NAMELESS}|(?:spoke|speaks|talked)\s+{_ON_CONDITION})"
    rf"|{_ASKING}\s+{_NAMELESS}|speaking\s+{_ON_CONDITION}|{_CONDITION}){_REASON}",
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
