"""Guards for what evidence suggests, for 'alleged' and its like, and for the boosters."""

from __future__ import annotations

from claims.hedging.word import (
    BE,
    CLAUSE_MARKS,
    DETERMINERS,
    END_MARKS,
    PREPOSITIONS,
    PRONOUNS,
    Words,
    is_number,
    word_set,
)

_EVIDENCE = word_set(
    "evidence data figures results findings signs polls poll surveys survey images imagery footage "
    "studies study analysis research indications photographs pictures estimates tests samples "
    "markings fragments wreckage intelligence intercepts statistics everything this it that which "
    "forecasts models calculations clues traces tracks numbers debris records projections "
    "experience history all developments patterns timing "
    "remarks moves documents filings wording tone silence result outcome leaks messages signals"
)
_AFTER_INDICATES = word_set("that a the it he they otherwise no")


def evidence_verb(words: Words, i: int, j: int) -> bool:
    """What data suggest is hedged; what a person suggests or an arrow indicates is not."""
    verb, after = words.at(j - 1), words.at(j)
    near = list(words.clause_before(i, 6))
    if verb.endswith("ing"):
        return any(word in _EVIDENCE - {"it", "that", "which", "all"} for word in near[:3])
    if not near or near[0] in PRONOUNS - {"it", "this", "that"}:
        return False
    if not any(word in _EVIDENCE for word in near):
        return False
    return after not in {"to", "by"} and (verb.startswith("suggest") or after in _AFTER_INDICATES)


_BEFORE_ADJECTIVE = (
    DETERMINERS
    | PREPOSITIONS
    | word_set("'s and or other more several many two three four five six seven eight ten dozens")
    | word_set('most against as few over " , :')
    | END_MARKS
)
_NOT_NOUNS = CLAUSE_MARKS | DETERMINERS | PRONOUNS | PREPOSITIONS | {"to", "and", "or", "heir"}


def adjective(words: Words, i: int, j: int) -> bool:
    """An adjective before its noun ('the alleged plot'), not a verb ('he alleged that')."""
    before = words.at(i - 1)
    if words.at(j) in _NOT_NOUNS or before in BE:
        return False
    return before in _BEFORE_ADJECTIVE or is_number(before)


_MANNER_VERBS = word_set(
    "speak speaks spoke spoken speaking see sees seen saw hear heard write written think thinking "
    "explain explained define defined mark marked label labelled labeled remember remembered "
    "more very so too as less state stated set enough communicate articulate"
)
_MANNER_AFTER = word_set(
    "visible marked labelled labeled audible defined written legible printed heard seen signposted "
    "lit hear see stated set delineated and enough recognisable identifiable"
)


def clearly(words: Words, i: int, j: int) -> bool:
    """'Clearly, he lied' is a booster, 'speak clearly' and 'clearly marked' are manner."""
    return words.at(i - 1) not in _MANNER_VERBS and words.at(j) not in _MANNER_AFTER


_LINKS = BE | word_set("seems seem looks look looked seemed appears")


def be_before(words: Words, i: int, j: int) -> bool:
    """'Is bound to fail', not 'bound to a chair' and not 'be sure to write'."""
    near = list(words.clause_before(i, 3))
    if not any(word in _LINKS for word in near) or near[0] == "to":
        return False
    return words.at(j) not in DETERMINERS | PRONOUNS


def convinced(words: Words, _: int, j: int) -> bool:
    """'He is certain (that) they left', not 'certain of victory'."""
    return words.at(j - 1) == "that" or words.at(j) not in {"of", "about", "to", "enough"}
