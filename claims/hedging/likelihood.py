"""How likely the words make it: the rows of ICD 203.

Only words that stand for a probability have a row: 'may', 'might', 'could' and
'possible' have none. The terms of the standard are taken as they stand, with
their adverbs ('probably'). Other wordings are put on the row in which readers
place them in the published surveys of words of estimative probability ('highly
likely' at 90 per cent, 'little chance' at 10), or by their number. 'Most likely'
compares rather than measures: it is 'likely'.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from claims.attribution import Likelihood
from claims.span import Span

ROWS = (
    Likelihood("almost no chance", 1, 5),
    Likelihood("very unlikely", 5, 20),
    Likelihood("unlikely", 20, 45),
    Likelihood("roughly even chance", 45, 55),
    Likelihood("likely", 55, 80),
    Likelihood("very likely", 80, 95),
    Likelihood("almost certain", 95, 99),
)
"""The bands share end points; a value on one belongs to the upper row."""

REMOTE, VERY_UNLIKELY, UNLIKELY, EVEN, LIKELY, VERY_LIKELY, ALMOST_CERTAIN = range(7)

_NUMBER_WORD = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_COUNT = r"\d+|" + "|".join((*_NUMBER_WORD, "a", "twenty", "hundred", "thousand", "million"))
_VALUE = r"\d{1,3}(?:\.\d+)?"
_PERCENT = r"\s?(?:%|percent|per cent)"
_CHANCE = r"(?:chance|probability|likelihood|odds|possibility)"

_NOT = r"(?:not|no longer|never|hardly|\w+n['’]t)"
_HIGHLY = r"(?:very|highly|extremely|exceedingly|overwhelmingly|hugely|vanishingly)"
_ALMOST = r"(?:almost|nearly|virtually|all but)"
_BARELY = r"(?:almost|virtually|practically|next to|essentially)"
_VERB = r"(?:will|would|did|does|is|are|was|were|has|have|could|can)"
_VERB_NOT = rf"(?:not|{_VERB}(?: not|n['’]t)|won['’]t|wouldn['’]t|cannot|can['’]t)\b"
_SOFTLY = r"(?: \w+ly| yet| now| very| so| too| all that| considered| thought| seen as)?"
_COMPARED = r"(?:as|equally|just as|twice as|no less|no more|more|less)"

# the first wording that matches at a place decides; None: it looks like a row and is none
_WORDINGS: tuple[tuple[str, int | None], ...] = (
    (r"(?:likely|probable) (?:voters?|story|causes?)|how (?:un)?(?:likely|probable)", None),
    (r"(?:as|so) likely as not", EVEN),
    (r"more likely than not|more than likely|better[- ]than[- ]even(?: chance| odds)?", LIKELY),
    (rf"{_COMPARED} (?:un)?(?:likely|probable)", None),
    (rf"{_NOT} (?:an? )?(?:un|im)(?:likely|probable)|{_NOT} {_ALMOST} certain(?:ly)?", None),
    (rf"{_NOT} (?:at all|in the least|remotely) (?:likely|probable)", VERY_UNLIKELY),
    (rf"{_NOT}{_SOFTLY} (?:likely|probable)", UNLIKELY),
    (rf"{_ALMOST} certain(?:ly)? {_VERB_NOT}|{_VERB} {_ALMOST} certainly not", REMOTE),
    (rf"{_BARELY} no (?:chance|prospect|likelihood|possibility)", REMOTE),
    (r"remote (?:chance|possibility|prospect|likelihood)", REMOTE),
    (r"(?:possibility|chance) (?:is|was|seems|remains) remote", REMOTE),
    (r"(?:almost|virtually|practically|all but) impossible", REMOTE),
    (rf"{_ALMOST} certain(?:ly|ty)?", ALMOST_CERTAIN),
    (r"near[- ]certain(?:ty)?|virtual certainty", ALMOST_CERTAIN),
    (rf"(?:{_HIGHLY}|most) (?:unlikely|improbable)", VERY_UNLIKELY),
    (r"(?:very )?little (?:chance|likelihood|prospect)|(?:slim|slight) chances?", VERY_UNLIKELY),
    (r"chances? (?:is|are|was|were) (?:slim|slight|small)", VERY_UNLIKELY),
    (r"unlikely|improbabl[ey]", UNLIKELY),
    (rf"{_HIGHLY} (?:likely|probabl[ey]) {_VERB_NOT}", VERY_UNLIKELY),
    (rf"{_HIGHLY} (?:likely|probabl[ey])|very good chance", VERY_LIKELY),
    (r"(?:high|strong) (?:likelihood|probability)", VERY_LIKELY),
    (r"even (?:chances?|odds|bet)|fifty[- ]fifty|50[-/– ]50|toss[- ]up", EVEN),
    (r"(?:odds|chances)(?: \w+){0,5}? (?:are|were) (?:(?:about|roughly) )?even", EVEN),
    (rf"(?:probably|likely) {_VERB_NOT}", UNLIKELY),
    (r"in all (?:likelihood|probability)|likely|probabl[ey]", LIKELY),
)  # fmt: skip

_NUMERIC = (
    rf"(?P<v1>{_VALUE})(?:{_PERCENT})?\s?(?:-|–|to|or)\s?(?P<v2>{_VALUE}){_PERCENT}[- ]{_CHANCE}",
    rf"(?P<v3>{_VALUE})-?{_PERCENT}[- ](?:or (?:so|better|more|less|greater) )?{_CHANCE}",
    rf"{_CHANCE} (?:\w+ ){{0,6}}?(?:of|at|is|was|be) (?:between )?(?P<v6>{_VALUE})(?:{_PERCENT})?"
    rf"\s?(?:-|–|to|and)\s?(?P<v7>{_VALUE}){_PERCENT}",
    rf"{_CHANCE} (?:\w+ ){{0,6}}?(?:of|at|is|was|as|be) (?:\w+ ){{0,2}}?(?P<v4>{_VALUE}){_PERCENT}",
    rf"{_CHANCE} (?:of|is|was) (?P<v5>0\.\d+)",
    rf"(?P<k>{_COUNT})[- ](?:in|out of)[- ](?:a |an )?(?P<n>{_COUNT})[- ]{_CHANCE}",
    rf"{_CHANCE} (?:\w+ ){{0,6}}?(?:of|at|is|was|are|as) (?P<k2>{_COUNT})"
    rf" (?:in|out of) (?:a )?(?P<n2>{_COUNT})",
)

_WORDS = re.compile(
    "|".join(rf"(?P<w{i}>(?<!\w){wording}(?!\w))" for i, (wording, _) in enumerate(_WORDINGS)), re.I
)
_NUMBERS = re.compile("|".join(rf"(?<![\w.]){number}(?!\w)" for number in _NUMERIC), re.I)
_TRIGGER = re.compile(
    r"likel|probab|chance|certain|odds|even|50|fifty|toss|remote|impossible", re.I
)
_SUBORDINATE = re.compile(
    r"(?:^|[\s,;:(“\"])(?:if|unless|when|while|although|though|because|since|which|who|whose|where|after|before|whether)\b"
    r"[^,;:.—–]*$",
    re.I,
)


def row_of(percent: float) -> Likelihood | None:
    """Return the row a probability in percent falls in; None for what is impossible or certain.

    >>> row_of(70).term, row_of(80).term, row_of(0.5).term
    ('likely', 'very likely', 'almost no chance')
    >>> row_of(100) is None
    True
    """
    if not 0 < percent < 100:
        return None
    return ROWS[max(0, bisect_right([row.low for row in ROWS], percent) - 1)]


def find_likelihood(text: str, spans: Sequence[Span]) -> Likelihood | None:
    """Return the ICD 203 row the words in `spans` express, or None when they express none.

    Of several, the first in a main clause counts, else the first. The term is the
    row's own, whatever the wording.

    >>> find_likelihood("It is not likely to hold.", [Span(0, 25)]).term
    'unlikely'
    >>> find_likelihood("There is a 1 in 5 chance of rain.", [Span(0, 33)]).term
    'unlikely'
    >>> find_likelihood("It may hold.", [Span(0, 12)]) is None
    True
    """
    subordinate: Likelihood | None = None
    for span in spans:
        piece = span.text_in(text)
        if not _TRIGGER.search(piece):
            continue
        for start, row in sorted(_expressions(piece), key=lambda found: found[0]):
            if not _SUBORDINATE.search(piece[:start]):
                return row
            subordinate = subordinate or row
    return subordinate


def _expressions(piece: str) -> list[tuple[int, Likelihood]]:
    piece = re.sub(r"\s", " ", piece)
    found = []
    for match in _NUMBERS.finditer(piece):
        row = row_of(_percent(match.groupdict()))
        if row:
            found.append((match.start(), row))
    for match in _WORDS.finditer(piece):
        index = _WORDINGS[int((match.lastgroup or "w0")[1:])][1]
        if index is not None:
            found.append((match.start(), ROWS[index]))
    return found


def _percent(groups: dict[str, str | None]) -> float:
    low, high = groups["v1"] or groups["v6"], groups["v2"] or groups["v7"]
    if low and high:
        return (float(low) + float(high)) / 2
    single = groups["v3"] or groups["v4"]
    if single:
        return float(single)
    if groups["v5"]:
        return 100 * float(groups["v5"])
    part, whole = groups["k"] or groups["k2"] or "0", groups["n"] or groups["n2"] or "1"
    return 100 * _count(part) / max(1, _count(whole))


def _count(word: str) -> int:
    """Return the number a word or figure stands for.

    >>> _count("five"), _count("20"), _count("hundred")
    (5, 20, 100)
    """
    word = word.lower()
    if word.isdigit():
        return int(word)
    if word in _NUMBER_WORD:
        return _NUMBER_WORD.index(word) + 1
    return {"twenty": 20, "hundred": 100, "thousand": 1000, "million": 1_000_000}.get(word, 1)
