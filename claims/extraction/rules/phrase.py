"""Noun phrases without a parser: who stands before or after a verb.

Closed classes of words, capitals and commas tell where a phrase begins and ends.
A phrase takes its title, its apposition and its relative clause with it
('Rena Oster, the port's former director').
"""

from __future__ import annotations

import re

from claims.extraction.cues import AUXILIARIES, NEGATIONS, lexicon
from claims.extraction.vocabulary import words
from claims.extraction.word import Line

PRONOUNS = words("i he she they we you it who nobody everyone someone")
DETERMINERS = words(
    """
    the a an this that these those his her its their our my your some many most several few
    both all another one two three four five six no every each any such other dozens
    hundreds
    """
)
PREPOSITIONS = words(
    """
    in on at of for from with by to about over under after before during through against
    between among into since until despite within without across near amid besides per via
    unlike like
    """
)
CONJUNCTIONS = words(
    """
    and but or so yet nor because if when while whereas as than that although though unless
    where which who whom whose whether how why what once since until after before then
    """
)
WEEKDAYS = words("monday tuesday wednesday thursday friday saturday sunday")
MONTHS = words(
    """
    january february march april may june july august september october november december
    jan feb aug sept oct nov dec
    """
)
TEMPORALS = WEEKDAYS | words("yesterday today tomorrow tonight last this late early earlier later")
ADVERBS = words(
    """
    also later longer then once again still even ever already yet just only now further recently
    often sometimes always too however therefore thus instead meanwhile rather quite very
    first
    """
)
_STOPS = (CONJUNCTIONS - {"and", "that"}) | AUXILIARIES | NEGATIONS | {"there", "not", "please"}
_NOUN_TITLES = words(
    """
    mr mrs ms dr gen sen rep gov col lt prof rev sgt capt adm st jr sr u.s inc corp ltd co
    """
)
_ASIDES = words(
    """
    however though meanwhile for example instance too moreover in turn by contrast
    his her its their part
    """
)
_CONTRACTED = re.compile(r"(?P<pronoun>i|he|she|they|we|you|it|who)'(?:s|re|ve|d|ll|m)$")
_PERIODS = WEEKDAYS | words(
    "week month year summer winter spring autumn fall morning evening night time"
)
_LONGEST = 26


def verb_group(line: Line, verb: int) -> int:
    """Return where the auxiliaries, negations and adverbs before the verb begin."""
    start = verb
    while start and _goes_with_verb(line, start - 1) and not line.words[start - 1].quoted:
        start -= 1
    return start


def _goes_with_verb(line: Line, index: int) -> bool:
    return _is_auxiliary(line.lower(index)) or is_adverbial_since(line, index)


def is_adverbial_since(line: Line, index: int) -> bool:
    """Tell the 'since' of 'has since said' from a preposition."""
    return line.lower(index) == "since" and line.lower(index - 1) in {"has", "have", "had"}


def _is_auxiliary(lower: str) -> bool:
    return (
        lower in AUXILIARIES
        or lower in NEGATIONS
        or lower in ADVERBS
        or lower.endswith("n't")
        or (
            lower.endswith("ly")
            and lower not in {"family", "assembly", "only", "italy", "july", "ally"}
        )
    )


def phrase_before(line: Line, end: int, floor: int = 0) -> tuple[int, int] | None:
    """Return the words [a, b) of the noun phrase that ends before the word `end`, or None.

    `floor` is the first word that it may take.
    """
    end = _skip_temporal(line, end, floor)
    last = end - 1
    if last < floor:
        return None
    if line.lower(last) in {"who", "which"}:
        before = last - 1 if line.lower(last - 1) == "," else last
        return _antecedent(line, _core_before(line, before, floor))
    if line.words[last].text in {",", "—", "–", ")"}:
        return _before_apposition(line, last, floor)
    return _core_before(line, end, floor)


def _antecedent(line: Line, phrase: tuple[int, int] | None) -> tuple[int, int] | None:
    """Return the last phrase of 'no reason for haste among engineers' before 'who'."""
    if phrase is None:
        return None
    start, end = phrase
    links = {"among", "with", "by", "from", "against", "to", "for", "over", "about", "between"}
    inner = [at for at in range(start, end - 1) if line.lower(at) in links]
    return (inner[-1] + 1, end) if inner else phrase


def _skip_temporal(line: Line, end: int, floor: int) -> int:
    if end - 1 > floor and line.lower(end - 1) in WEEKDAYS | {"yesterday", "today"}:
        end -= 1
        if end - 1 > floor and line.lower(end - 1) in {"on", "last"}:
            end -= 1
    return end


def _before_apposition(line: Line, last: int, floor: int) -> tuple[int, int] | None:
    """Return 'Rena Oster, the director' before 'said'; `last` is the second comma."""
    opening = {",": ",", "—": "—", "–": "–", ")": "("}[line.words[last].text]
    for comma in range(last - 2, max(floor, last - 22), -1):
        if line.words[comma].text == opening and not line.words[comma].quoted:
            core = _core_before(line, comma, floor)
            aside = {line.lower(at) for at in range(comma + 1, last)}
            if aside <= _ASIDES:
                return core
            deeper = None if opening == "(" else _apposition_again(line, comma, floor)
            start = deeper or core
            return (start[0], last + (opening == "(")) if start else None
        stops = line.words[comma].text in ".;:" and not _sign_belongs(line, comma)
        if stops or line.words[comma].quoted:
            return None
    return None


def _apposition_again(line: Line, comma: int, floor: int) -> tuple[int, int] | None:
    """Return the phrase before an age or a party ('Rena Oster, 43, a teacher, said')."""
    if line.lower(comma - 1).isdigit() and line.lower(comma - 2) == ",":
        return _core_before(line, comma - 2, floor)
    return None


def _core_before(line: Line, end: int, floor: int) -> tuple[int, int] | None:
    if end > floor and line.words[end - 1].text == ")":
        opening = next(
            (i for i in range(end - 2, max(floor, end - 8), -1) if line.lower(i) == "("), end
        )
        core = _core_before(line, opening, floor) if opening < end else None
        return (core[0], end) if core else None
    start = end
    while start > floor and _may_belong(line, start - 1, end):
        start -= 1
    return _refine(line, start, end)


def _may_belong(line: Line, index: int, end: int) -> bool:
    word = line.words[index]
    lower = word.lower
    if word.quoted or end - index > _LONGEST:
        return False
    if not word.is_word:
        return _sign_belongs(line, index)
    following = line.at(index + 1)
    if index + 1 >= end and lower in PREPOSITIONS | CONJUNCTIONS:
        return False
    if lower == "and":
        return _joins_speakers(line, index)
    if lower == "that":
        return following is not None and index == end - 2 and not following.is_capital
    if lower == "to":
        return following is not None and (following.is_capital or following.lower in DETERMINERS)
    if lower in _STOPS or lower.endswith("n't"):
        return False
    if lower in PRONOUNS and index < end - 1:
        return False
    entry = lexicon().verbs.get(lower)
    return entry is None or lower in lexicon().nouns or word.is_capital or lower.endswith("ing")


def _sign_belongs(line: Line, index: int) -> bool:
    sign = line.words[index].text
    if sign == ".":
        before = line.lower(index - 1)
        return before in _NOUN_TITLES or len(before) == 1 or "." in before
    return sign in {"&", "'", "’", "/", "$", "%", "#", "@"} and index > 0


def _joins_speakers(line: Line, index: int) -> bool:
    before, after = line.at(index - 1), line.at(index + 1)
    if before is None or after is None or not (before.is_word and after.is_word):
        return False
    if before.is_capital and after.is_capital:
        return True
    return (
        before.lower.endswith("s")
        and after.lower.endswith("s")
        and before.lower not in PREPOSITIONS
    )


def _refine(line: Line, start: int, end: int) -> tuple[int, int] | None:
    """Drop what cannot begin a phrase; refuse what cannot end one."""
    last = line.lower(end - 1)
    if start >= end or (
        not line.words[end - 1].is_word and line.words[end - 1].text not in {"'", "’", "."}
    ):
        return None
    if (
        last in PRONOUNS
        or _CONTRACTED.match(last)
        or (last in {"others", "many", "some", "both", "most", "neither"} and end - start < 2)
    ):
        return end - 1, end
    if last in DETERMINERS | PREPOSITIONS | TEMPORALS | ADVERBS and last not in {
        "some",
        "many",
        "both",
        "all",
    }:
        return None
    start = _drop_lead(line, start, end)
    return (start, end) if start < end else None


def _drop_lead(line: Line, start: int, end: int) -> int:
    """Skip a leading conjunction, adverb or 'In March' before the phrase proper."""
    while start < end and not line.words[start].is_word:
        start += 1
    lower = line.lower(start)
    if lower in CONJUNCTIONS - {"that"} or lower in ADVERBS or _is_auxiliary(lower):
        return _drop_lead(line, start + 1, end)
    if lower in {"last", "this", "next"} and line.lower(start + 1) in _PERIODS:
        return _drop_lead(line, start + 2, end)
    if lower in {"about", "over", "under"} and line.lower(start + 1)[:1].isdigit():
        return start
    if lower in {"about", "over"} and line.lower(start + 1) in {"half", "two", "a"}:
        return start
    if lower in PREPOSITIONS:
        for index in range(start + 2, end):
            if line.lower(index) in DETERMINERS | PRONOUNS or _opens_after_time(line, index):
                return index
        return end
    return start


def _opens_after_time(line: Line, index: int) -> bool:
    before = line.lower(index - 1)
    time = before in WEEKDAYS | MONTHS or before.isdigit()
    return time and line.words[index].is_word and not line.lower(index).isdigit()


def phrase_after(line: Line, start: int, ceiling: int | None = None) -> tuple[int, int] | None:
    """Return the words [a, b) of the noun phrase that begins at the word `start`, or None."""
    limit = len(line) if ceiling is None else ceiling
    first = line.at(start)
    if first is None or first.quoted or not first.is_word or start >= limit:
        return None
    if first.lower in PRONOUNS | {"him", "her", "them", "us", "me"} and not _is_possessive(
        line, start
    ):
        return start, start + 1
    if first.lower in _STOPS | PREPOSITIONS | ADVERBS | {"that"} or first.lower in TEMPORALS - {
        "this"
    }:
        return None
    end = start
    while end < limit and _goes_on_after(line, end, start):
        end += 1
    while end > start and line.lower(end - 1) in PREPOSITIONS | DETERMINERS | {"and"}:
        end -= 1
    return (start, end) if end > start else None


def _is_possessive(line: Line, start: int) -> bool:
    after = line.at(start + 1)
    return (
        line.lower(start) == "her"
        and after is not None
        and after.is_word
        and after.lower not in PREPOSITIONS
    )


def _goes_on_after(line: Line, index: int, start: int) -> bool:
    word = line.words[index]
    lower = word.lower
    if word.quoted:
        return False
    if not word.is_word:
        return index > start and _sign_belongs(line, index) and line.at(index + 1) is not None
    if lower == "and":
        return _joins_speakers(line, index)
    if lower in PREPOSITIONS:
        return _preposition_belongs(line, index)
    if lower in _STOPS | {"that"} or lower in WEEKDAYS | {
        "yesterday",
        "today",
        "late",
        "earlier",
        "later",
    }:
        return False
    if (
        lower.endswith("ing")
        and not word.is_capital
        and index > start
        and lower not in lexicon().nouns
    ):
        return line.lower(index - 1) in DETERMINERS
    if index > start and lower in PRONOUNS:
        return False
    return not _is_auxiliary(lower) and not (
        lower in lexicon().verbs and lower not in lexicon().nouns and index > start
    )


def _preposition_belongs(line: Line, index: int) -> bool:
    """Tell 'director of the port' from 'on Monday', 'in a statement', 'at a rally'."""
    lower, after = line.lower(index), line.at(index + 1)
    if after is None or after.quoted or not after.is_word:
        return False
    if lower in {"of", "for", "to", "from", "with"}:
        return True
    if lower not in {"in", "at", "on"}:
        return False
    return (
        after.lower not in {"a", "an", "his", "her", "their"} | WEEKDAYS | MONTHS
        and not after.lower.isdigit()
    )


def with_apposition(line: Line, phrase: tuple[int, int]) -> tuple[int, int]:
    """Return the phrase with its appositions ('Rena Oster, 43, a teacher in Lisk')."""
    start, end = phrase
    for _ in range(3):
        after = _apposition_end(line, end)
        if after is None:
            break
        end = after
    return start, end


def _apposition_end(line: Line, comma: int) -> int | None:
    first = line.at(comma + 1)
    if line.lower(comma) == "(":
        closing = next(
            (i for i in range(comma, min(comma + 8, len(line))) if line.lower(i) == ")"), None
        )
        return closing + 1 if closing else None
    if line.lower(comma) != "," or first is None or first.quoted or not first.is_word:
        return None
    lower = first.lower
    refused = (
        PREPOSITIONS
        | (CONJUNCTIONS - {"who", "whose"})
        | PRONOUNS - {"who"}
        | ADVERBS
        | AUXILIARIES
    )
    if (
        lower in refused
        or lower in TEMPORALS
        or lower.endswith(("ing", "ly"))
        or lower in lexicon().verbs
    ):
        return None
    end = comma + 1
    while end < len(line) and not line.words[end].quoted and not _closes_apposition(line, end):
        end += 1
    closed = end >= len(line) or line.words[end].text in {",", ".", "?", "!", ":", "—"}
    return end if closed and end - comma <= 18 else None


def _closes_apposition(line: Line, index: int) -> bool:
    sign = line.words[index].text
    return sign in {",", ";", ":", "—", "–", "?", "!", "("} or (
        sign == "." and not _sign_belongs(line, index)
    )
