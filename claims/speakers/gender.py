"""Gender from the article's own words: 'Quist said she had slept', 'Halm opened the gate himself'.

Only a pronoun that can hardly mean anybody else counts, and only where no other
of them says the opposite; 'himself' counts more than all others.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from claims.page import Page
from claims.speakers.lexicon import key, lexicon, word_list
from claims.speakers.names import People
from claims.speakers.word import human

_NAME = r"(?P<name>(?:[^\W\d_a-z][\w’'-]+ ){0,3}?[^\W\d_a-z][\w’'-]+)"
_TELLS = "|".join(sorted(word_list("tells")))
# an apposition may stand between; an object ('told the court') too
_OWN = re.compile(
    rf"\b{_NAME}(?:, [^,.;:“”\"]{{2,60}},)? (?:{_TELLS})(?: (?:the )?\w+)?(?: that)? "
    r"(?P<word>he|she) (?:had|has|was|is|would|could|did|does|never|did|will|knew|saw|felt)\b"
)
_SELF = re.compile(rf"\b{_NAME}(?: [a-z’'-]+){{0,5}}? (?P<word>himself|herself)\b")
_NEXT = re.compile(
    rf"(?:[.!?”\"] |\n){_NAME} (?!said|says)[a-z][^.!?“”\"\n]*\. (?P<word>He|She) [a-z]"
)
# 'a nurse of St Halm said she', 'his lawyer, Ada Quist, said he': not the one who is named
_OTHERS = re.compile(
    r"\b(?:of|at|in|from|for|near|by|with|to) (?:the )?(?:[a-z-]+ ){0,2}$"
    r"|\b(?:[Hh]is|[Hh]er|[Tt]heir|\w+[’']s) (?:[a-z-]+ ){1,3}?(?<=\w )$"
    r"|\b(?:[Hh]is|[Hh]er|[Tt]heir|\w+[’']s) [a-z][a-z -]*, $"
)
_SIGNS = {"he": "m", "himself": "m", "she": "f", "herself": "f"}


def told_genders(page: Page, people: People) -> dict[str, str]:
    """Return the genders that the page's pronouns tell, by the names that speakers have.

    >>> from claims.span import Span
    >>> from claims.speakers.names import find_people
    >>> text = "Quist said she had slept. Halm opened the gate himself."
    >>> page = Page(text, (Span(0, len(text)),), (), ())
    >>> told_genders(page, find_people(page))
    {'Quist': 'f', 'Halm': 'm'}
    """
    sure = _told(page.text, people, (_SELF,))
    return _told(page.text, people, (_OWN, _NEXT)) | sure


def _told(text: str, people: People, patterns: Sequence[re.Pattern[str]]) -> dict[str, str]:
    found: dict[str, set[str]] = defaultdict(set)
    for pattern in patterns:
        for match in pattern.finditer(text):
            if _OTHERS.search(text, max(0, match.start() - 60), match.start()):
                continue
            if pattern is _NEXT and _meets_another(match.group()):
                continue
            words = match.group("name").split()
            fits = people.having(words)
            name = people.persons[fits[0]].name if len(fits) == 1 else words[-1]
            found[name].add(_SIGNS[match.group("word").casefold()])
    return {name: signs.pop() for name, signs in found.items() if len(signs) == 1}


def _meets_another(stretch: str) -> bool:
    """Tell whether the next sentence may go on with another: 'Quist thanked the groom. He …'."""
    nouns = (lexicon().nouns.get(key(found)) for found in _A_NOUN.findall(stretch))
    return any(noun is not None and not noun.plural and human(noun.group) for noun in nouns)


_A_NOUN = re.compile(r"\b(?:the|an?|his|her) (?:[a-z-]+ )??([a-z-]+)\b")
