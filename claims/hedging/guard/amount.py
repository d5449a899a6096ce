"""Guards for words that stand before or after an amount: 'about', 'some', 'over', 'or so'."""

from __future__ import annotations

from claims.hedging.word import (
    BE,
    CLAUSE_MARKS,
    CLOCK,
    DETERMINERS,
    MODALS,
    OBJECTS,
    PRONOUNS,
    TIME_UNITS,
    Words,
    is_number,
    is_quantity,
    word_set,
)

_CONCERNING = OBJECTS | word_set(
    "talk talks talked talking speak spoke speaking ask asked asks worried worry worries concerned "
    "concern concerns know knew known think thinking thought told tell hear heard write wrote "
    "written complain complained information story stories book books question questions report "
    "reports film documentary article articles debate argument arguments joke jokes all something "
    "nothing happy angry details argued sat sits gathered built revolve revolved centred centered "
    "walk walked turned wrapped clustered huddled travelled traveled sitting what how doubts "
    "briefed warned lied forget forgot care learned learnt dispute disputes quarrel"
)
_ACROSS = word_set(
    "flew fly jumped jump argued argue dispute disputes fight fought quarrel disagree disagreed "
    "victory won control lead hand handed take took taken taking presided rule ruled towers "
    "tower hovered look looked watch drove row spread leapt climbed"
)
_AGES = word_set("aged age anyone people those children adults persons women men everyone")
_AMOUNT_BEFORE = word_set("to of from just well for at in with cost costs fell was is are were")
_STANDING = word_set("stand stood stands owned signed lined climbed")


def counted(words: Words, i: int, j: int) -> bool:
    """Before a number: 'about 400', 'some 400', 'over 400'."""
    word, before, after = words.at(i), words.at(i - 1), words.at(j)
    if word in {"about", "around"}:
        hour = after in CLOCK | {"half"} or (after == "the" and words.at(j + 1) == "same")
        return (hour or is_quantity(words, j)) and before not in _CONCERNING
    if not is_quantity(words, j):
        return False
    if word == "some":
        return after not in {"one", "a", "the", "twice"}
    if word in {"over", "above", "under", "below"} and (before in _AGES or after[-1:] == "s"):
        return False
    if word in {"over", "above"}:
        return before not in _ACROSS and not _spell(words, i, j)
    if word in {"under", "below"}:
        unit = words.at(j + 1)
        return before in _AMOUNT_BEFORE or unit in {"percent", "per", "%", "people", "million"}
    return word != "up" or before not in _STANDING


_FOR = word_set("for well just of spent took lasted after waited last with")


def _spell(words: Words, i: int, j: int) -> bool:
    """'Over two days of talks' is a time in which, 'for over two years' an amount."""
    timed = words.at(j + 1) in TIME_UNITS or words.at(j + 2) in TIME_UNITS
    return timed and words.at(i - 1) not in _FOR


def after_number(words: Words, i: int, _: int) -> bool:
    back = (words.at(i - 1), words.at(i - 2), words.at(i - 3))
    return any(is_number(word) for word in back) or (
        back[0] in TIME_UNITS | {"dozen"} and back[1] in {"a", "an"}
    )


_ROUGHLY = word_set(
    "equal equivalent equally half twice even similar comparable what speaking halfway"
)
_NOT_ADVERBIAL = DETERMINERS | {"person", "thing"}
_ADVERBIAL = (BE | PRONOUNS | MODALS | word_set("just only really also")) - word_set(
    "this that these those one there"
)


def degree(words: Words, i: int, j: int) -> bool:
    """'It sort of works', 'nearly identical', 'roughly equal'; not 'a kind of bread'."""
    word, before, after = words.at(i), words.at(i - 1), words.at(j)
    if word in {"sort", "kind"}:
        return before in _ADVERBIAL and after not in _NOT_ADVERBIAL
    if word == "nearly":
        return not words.capital(i) or words.opens(i)
    if word == "broadly":
        return after in {"in", "similar", "in-line", "comparable", "correct", "true", "right"}
    if word == "roughly":
        same = after == "the" and words.at(j + 1) in {"same", "size", "equivalent"}
        return same or after in _ROUGHLY
    return after not in CLAUSE_MARKS
