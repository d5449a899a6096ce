"""Kinds of unnamed speakers by head noun.

A group of outlets ('Russian media') names no body and is `unnamed other`; a
named outlet is an `organization`. Sources are officials when their phrase places
them in an office ('sources in the ministry'), else `unnamed other`.
"""

from __future__ import annotations

import re

from claims.attribution import SpeakerKind
from claims.speakers.lexicon import Group, Noun, lexicon, word_list

_BY_GROUP = {
    Group.OFFICIAL: SpeakerKind.UNNAMED_OFFICIAL,
    Group.EXPERT: SpeakerKind.UNNAMED_EXPERT,
    Group.OTHER: SpeakerKind.UNNAMED_OTHER,
    Group.DOCUMENT: SpeakerKind.DOCUMENT,
    Group.BODY: SpeakerKind.ORGANIZATION,
    Group.STATE: SpeakerKind.STATE,
}
_PLACED = word_list("placed")


def kind_of(noun: Noun | None, words: str) -> SpeakerKind:
    """Return the kind of an unnamed speaker with this head noun.

    >>> nouns = lexicon().nouns
    >>> kind_of(nouns["sources"], "sources in the ministry").value
    'unnamed official'
    >>> kind_of(nouns["sources"], "shipping sources in Lima").value
    'unnamed other'
    """
    if noun is None:
        return SpeakerKind.UNNAMED_OTHER
    if noun.lemma == "authority" or (noun.group == Group.STATE and noun.lemma == "authorities"):
        return SpeakerKind.UNNAMED_OFFICIAL
    if noun.lemma in _PLACED and _in_office(words):
        return SpeakerKind.UNNAMED_OFFICIAL
    return _BY_GROUP[noun.group]


def _in_office(words: str) -> bool:
    found = set(re.findall(r"\w+", words.casefold()))
    return bool(found & lexicon().official_context) and "familiar" not in found
