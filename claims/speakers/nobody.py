"""Words that stand where a speaker would and name none: 'It' of 'It is claimed', 'genuine'."""

from __future__ import annotations

import re

from claims.speakers.lexicon import lexicon, word_list
from claims.speakers.phrase import DETERMINERS, Form, Mention

_SAID = "|".join(sorted(word_list("impersonal")))
_EXPLETIVE = re.compile(
    r"\s+(?:(?:is|was|has been|had been|(?:can|could|may|might|must|should|will) be)\s+"
    r"(?:(?:\w+ly|also|now|still|not|often|to be|being|so|very)\s+){0,2}"
    rf"(?:{_SAID})(?!\s+to\b)\b|(?:seems|seemed|appears|appeared|turns out|turned out)\s+that\b)"
)


def names_nobody(text: str, mention: Mention) -> bool:
    """Tell whether a mention is an expletive or a bare adjective.

    >>> from claims.speakers.mention import parse
    >>> names_nobody("It is claimed that ships wait", parse("It is claimed", 0, 2))
    True
    >>> names_nobody("It is concerned that ships wait", parse("It is concerned", 0, 2))
    False
    """
    if mention.form == Form.PRONOUN:
        return mention.name == "it" and bool(_EXPLETIVE.match(text, mention.span.end))
    lone = mention.words
    if mention.form != Form.DESCRIPTION or mention.noun is not None or not lone.isalpha():
        return False
    lex = lexicon()
    # a plural that no list has may be people ('beekeepers'); a quantifier stands for them
    people = lone.endswith("s") or lone in lex.quantifiers or lone in DETERMINERS
    return lone.islower() and not people
