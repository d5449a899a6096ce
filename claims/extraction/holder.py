"""Whether a phrase can name somebody who says, thinks or wants, as far as words show."""

from __future__ import annotations

import re

from claims.extraction.cues import lexicon
from claims.extraction.rules.phrase import ADVERBS, PREPOSITIONS
from claims.extraction.vocabulary import words

_CONTRACTED = re.compile(
    r"(?:it|that|this|there|what)'(?:s|d|ll)\b|(?:he|she|they|we|you|who|i)'(?:s|re|ve|d|ll|m) "
)
_EMPTY = words("there that this what maybe long most let lets here such same")
_DETERMINERS = words("that this what most such same")
_VERBS = words(
    """
    be is are was were get gets got go goes went take takes took make makes made help helps bring
    brings come comes keep keeps remain remains prepare do does did have has had
    """
)
_ABSTRACT = re.compile(r"\w{3}(?:tion|sion|ment|ness|ity|ism|ship)s?$")
_BODIES = words(
    """
    administration coalition federation organization organisation corporation delegation
    association commission nation foundation institution opposition station population union
    mission government parliament department establishment movement regiment management city
    university authority community majority minority entity leadership congregation security
    generation publication partnership constitution legislation document statement decision
    investigation resolution declaration
    """
)
_QUALITIES = re.compile(r"\w{3}(?:ous|ful|less|able|ible)$")
_RELATION = re.compile(r"\s+(?:of|in|on|at|for|from|with|by|to|among|between|who|which|that)\s|,")
_SINGULAR = re.compile(r"(?:an?|this|that|each|every)\s", re.IGNORECASE)


def may_hold(speaker: str, cue: str) -> bool:
    """Tell a person, body, state, text or pronoun from a quality, an event or half a clause.

    >>> may_hold("the ministry", "hopes"), may_hold("enhanced coordination", "agreed")
    (True, False)
    >>> may_hold("It’s", "requiring"), may_hold("a valley", "report")
    (False, False)
    """
    lowers = speaker.lower().replace("’", "'").split()
    if not lowers or _CONTRACTED.match(" ".join(lowers)):
        return False
    first, capital = lowers[0], speaker[:1].isupper()
    if first in _EMPTY and (len(lowers) == 1 or first not in _DETERMINERS):
        return False
    if not capital and (first in _VERBS or first in ADVERBS or first in PREPOSITIONS):
        return False
    head = _RELATION.split(speaker, maxsplit=1)[0].split()[-1]
    if head[:1].islower() and _is_quality(head.rstrip("'’")):
        return False
    entry = lexicon().verbs.get(cue.lower())
    bare = entry is not None and entry.base == cue.lower() and cue.lower() in lexicon().nouns
    return not (bare and _SINGULAR.match(speaker) and " and " not in speaker)


def _is_quality(head: str) -> bool:
    one = {head, head.removesuffix("s"), re.sub("ies$", "y", head)}
    return not one & _BODIES and bool(_ABSTRACT.search(head) or _QUALITIES.search(head))
