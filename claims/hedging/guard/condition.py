"""Guards for 'if', 'provided', 'as long as', 'in case' and for inverted conditions."""

from __future__ import annotations

from claims.hedging.word import (
    BE,
    CLAUSE_MARKS,
    DETERMINERS,
    HAVE,
    MODALS,
    NEGATIONS,
    PRONOUNS,
    Words,
    is_quantity,
    word_set,
)

_ASKING = word_set(
    "ask asked asking asks wonder wondered wondering wonders unclear clear sure unsure doubt "
    "doubts doubted question questioned determine determined decide decided check checked checking "
    "matter remember inquire inquired enquire elaborate clarify clarified certain see know knows "
    "knew known uncertain establish confirm investigate investigating examine debate specify learn "
    "tell test consider disclose unknown verify"
)
_ASK = word_set("ask asked asking asks")
_NOT_CONDITIONS = word_set("not any ever anything only ?")
_VERBS_AFTER_NOT = word_set("approved stopped checked treated is one of")


def conditional_if(words: Words, i: int, j: int) -> bool:
    """Conditional 'if', not the 'if' that means 'whether'."""
    before, after = words.at(i - 1), words.at(j)
    if j - i > 1:
        return True
    if before in {"as", "what"}:
        return False
    if after in _NOT_CONDITIONS and words.at(j + 1) not in _VERBS_AFTER_NOT:
        return False
    near = list(words.clause_before(i, 6))
    if before in _ASKING or any(word in _ASK for word in near):
        return False
    # 'did not say if'
    untold = near[1:2] and near[1] in {"not", "n't", "to", "declined", "without"}
    return not (untold and near[0] in {"say", "said", "saying"})


_LASTING = word_set("twice nearly times for about lasted last lasts took waited stayed almost")


def clause_follows(words: Words, i: int, j: int) -> bool:
    """'Provided the rains come', 'in case he falls': a clause with a subject of its own."""
    word, before, after = words.at(i), words.at(i - 1), words.at(j)
    subject = after in DETERMINERS | PRONOUNS or words.capital(j)
    subject = subject or words.at(j + 1) in BE | HAVE | MODALS
    if word in {"provided", "providing", "assuming"}:
        # 'will be cut provided the budget passes', not 'the ministry provided the tents'
        passive = any(w in BE | MODALS for w in words.clause_before(i, 4)) and not before.endswith(
            "s"
        )
        apart = before in CLAUSE_MARKS or before in {"but", "and", "only"} or passive
        gift = word != "assuming" and (before == "," or words.opens(i)) and after in {"a", "an"}
        return subject and apart and not gift
    if word == "as":
        timed = before in _LASTING or is_quantity(words, j)
        return subject and not timed
    return subject


def in_case_of(words: Words, _: int, j: int) -> bool:
    return words.at(j) != "the" or words.at(j + 1) not in {"late", "former"}


_MISHAPS = word_set(
    "a an any some further unforeseen last-minute new surprises another accidents miracles "
    "unexpected"
)


def barring(words: Words, i: int, j: int) -> bool:
    """'Barring a miracle', not 'a law barring trucks'."""
    return words.at(j) in _MISHAPS and (words.opens(i) or words.at(i - 1) in {",", "and"})


_OPENERS = word_set(", that and but (")


def inverted(words: Words, i: int, j: int) -> bool:
    """'Should the talks fail, …': the verb opens the clause and no question mark ends it."""
    after = words.at(j)
    if not (words.opens(i) or words.at(i - 1) in _OPENERS):
        return False
    if not (after in DETERMINERS | PRONOUNS or words.capital(j)) or words.raw(i).isupper():
        return False
    rest = list(words.rest_of_sentence(j))
    if rest and rest[-1] == "?":
        return False
    if words.at(i) == "should":
        return True
    if words.at(i) == "were":
        return "to" in rest[:8] or "not" in rest[:4]
    then = any(word in {"would", "could", "might"} for word in rest)
    return words.capital(i) and then and rest[0] not in NEGATIONS


def opens(words: Words, i: int, _: int) -> bool:
    return words.opens(i)
