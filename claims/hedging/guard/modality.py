"""Guards for 'may', 'might', 'could', 'must have', 'likely', 'possible', 'appear', 'expected'."""

from __future__ import annotations

from itertools import pairwise

from claims.hedging.word import (
    CLAUSE_MARKS,
    DETERMINERS,
    HAVE,
    MODALS,
    OBJECTS,
    PREPOSITIONS,
    PRONOUNS,
    Words,
    is_number,
    word_set,
)

_BEFORE_MONTH = word_set(
    "in of by since until till from during early late mid last next this every to"
)
_AFTER_MODAL = word_set(
    "be have not well yet also still soon never even only already just need want become take lose "
    "make come go face lead cause seem prove"
)
_PERMISSION = word_set(
    "enter leave use vote carry bring smoke sell travel publish disclose exceed hold own park "
    "photograph apply attend stand board cross wear marry drive print copy borrow sit proceed log"
)
_PERMITTED = word_set(
    "visitors passengers members applicants guests residents drivers pupils students readers "
    "candidates voters players users citizens customers subscribers"
)
_AT_HAND = word_set(
    "obtained bought viewed ordered contacted reached returned purchased appealed renewed "
    "inspected submitted paid downloaded found reproduced republished"
)
_WHERE = word_set("at by from in online to on free through via")


def may(words: Words, i: int, j: int) -> bool:
    """The modal, not the month, the name, a wish or a permission."""
    before, after = words.at(i - 1), words.at(j)
    if words.raw(i) == "may":
        return not _permission(words, i, j)
    if words.raw(i) == "MAY" and words.raw(i + 1).isupper() and not is_number(after):
        return before not in _BEFORE_MONTH
    # 'May be delayed' opens a headline; 'May 3', 'Mrs May', 'in May' are no modals
    return after in _AFTER_MODAL and before not in _BEFORE_MONTH


def _permission(words: Words, i: int, j: int) -> bool:
    before, after = words.at(i - 1), words.at(j)
    subject = list(words.clause_before(i, 5))
    if after == "only" or before == "nobody" or subject[:2] == ["one", "no"]:
        return True
    if "no" in subject and "doubt" not in subject:
        return after in _PERMISSION or after == "be"
    if before == "you":
        return after in _PERMISSION | {"go", "now", "begin", "start", "ask"}
    if after == "not" and words.at(j + 1) in _PERMISSION:
        return True
    if after == "be" and words.at(j + 1) in _AT_HAND and words.at(j + 2) in _WHERE:
        return True
    return before in _PERMITTED and after in _PERMISSION


_OWNERS_OF_MIGHT = word_set("the its their his her of our all 's full")


def might(words: Words, i: int, j: int) -> bool:
    """The modal, not the noun."""
    before, after = words.at(i - 1), words.at(j)
    if after == "of" or before in _OWNERS_OF_MIGHT:
        return False
    return before in PRONOUNS or after not in CLAUSE_MARKS | {"and"}


_ABILITY = word_set(
    "see hear feel smell taste remember recall find afford read write speak swim sing walk sleep "
    "understand believe imagine manage reach tell barely hardly scarcely count carry play recite"
)
_SEEN = word_set("seen heard felt found reached smelled read")
_BEINGS = PRONOUNS - {"it", "this", "that", "there", "these", "those", "who"}
_WHATEVER = word_set(
    "so whatever everything anything all before as what where how until best when fast once much"
)


def could(words: Words, i: int, j: int) -> bool:
    """What could happen is hedged; past ability, requests and wishes are not."""
    before, after = words.at(i - 1), words.at(j)
    subject = list(words.clause_before(i, 7))
    if after in {"n't", "not", "only", *CLAUSE_MARKS, *PRONOUNS, *_ABILITY}:
        return False
    if before == "if" or "wish" in subject:
        return False
    if after == "be" and words.at(j + 1) in _SEEN:
        return False
    if any(pair == ("that", "so") for pair in pairwise(subject)):
        return False
    return not (before in _BEINGS and subject[1:2] and subject[1] in _WHATEVER)


def first_person(words: Words, i: int, j: int) -> bool:
    """'I think he left', not 'should we believe them?' and not 'what do we think'."""
    asked = words.at(i - 1) in MODALS | {"do", "did", "as"}
    return not asked and words.at(j) not in OBJECTS - {"it", "you"} | CLAUSE_MARKS - {",", '"'}


_PARTICIPLES = word_set(
    "been gone known seen come taken left made had done got given told thought felt lost known "
    "begun become run fallen broken written heard meant fled"
)


def must_have(words: Words, _: int, j: int) -> bool:
    """'Must have known' infers; 'must have a licence' obliges."""
    after = words.at(j)
    return after in _PARTICIPLES or after.endswith("ed")


def likely(words: Words, i: int, j: int) -> bool:
    before, after = words.at(i - 1), words.at(j)
    if before in {"how", "so", "too"} or after in {"voters", "voter"}:
        return False
    if before in {"more", "less"}:
        return "than" not in list(words.rest_of_sentence(j))
    return not (before == "as" and after == "as")


def unlikely(words: Words, i: int, j: int) -> bool:
    """'An unlikely hero' surprises; 'an unlikely outcome' and 'is unlikely' weigh chances."""
    if words.at(i - 1) in DETERMINERS | {"most"}:
        return words.at(j) in {"event", "to", "outcome", "scenario", "prospect"}
    return True


_BEFORE_MEANS = word_set(
    "as if where best worst only every all makes made make whenever wherever any not it is was"
)
_CHOICE = word_set("range scope list number set all variety")
_AFTER_MEANS = word_set("to only by through thanks with because for in")


def possible(words: Words, i: int, j: int) -> bool:
    """What may happen or be so; not what can be done ('as soon as possible', 'possible to see')."""
    before, after = words.at(i - 1), words.at(j)
    if before in {"is", "was"}:
        return after not in _AFTER_MEANS
    if before in _BEFORE_MEANS or (before == "of" and words.at(i - 2) in _CHOICE):
        return False
    return after not in _AFTER_MEANS - {"for", "in"}


_SEEMING = word_set(
    "likely unlikely ready willing unwilling determined set certain clear unable able keen "
    "intent close calm confident reluctant more less increasingly not largely that headed doomed "
    "poised inevitable imminent almost committed divided unmoved intact genuine resigned well "
    "uncertain unaware safe"
)
_NOT_COMPARATIVES = word_set("after under over her together earlier later either ever never")
_PUBLIC = word_set("cheers applause boos great loud warm")


def appear(words: Words, i: int, j: int) -> bool:
    """'Appears to be' is a hedge; 'appeared in court' and 'appeared to cheers' are not."""
    after = words.at(j)
    if words.at(j - 1) == "to":
        somebody = after in DETERMINERS | PRONOUNS | OBJECTS | _PUBLIC
        return not somebody and not words.capital(j)
    if words.at(i - 1) == "it" and after not in PREPOSITIONS | CLAUSE_MARKS - {","}:
        return True
    compared = after.endswith("er") and after not in _NOT_COMPARATIVES
    return after in _SEEMING or compared or after.endswith("ed")


_UNDER_ORDERS = word_set(
    "visitors guests students pupils staff employees members passengers players applicants "
    "recruits children candidates"
)
_NOT_VERBS = OBJECTS | word_set(
    "police authorities parliament reporters journalists court officials parents safety someone "
    "anyone"
)


def to_verb(words: Words, i: int, j: int) -> bool:
    """After 'is said to', 'is expected to' a verb has to follow, not a person told."""
    before, after = words.at(i - 1), words.at(j)
    if words.at(j - 1) == "that":
        return True
    if before in _UNDER_ORDERS or after in DETERMINERS | PRONOUNS | _NOT_VERBS | CLAUSE_MARKS:
        return False
    if words.capital(j) and not words.raw(j).isupper():
        return False
    if words.at(j - 2) == "reported":
        return after in {"be", "have"}
    if j - i == 2:
        # without its 'is': 'a man said to be', not 'he said to leave'
        return after in {"be", "have", "include", "hold"} and before not in PRONOUNS | HAVE
    return True


_WHEN = word_set("on in by at later soon this next within before after shortly today tomorrow . ,")


def expected(words: Words, _: int, j: int) -> bool:
    return words.at(j) in _WHEN
