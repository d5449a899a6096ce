"""Statements as the encoders read them: with who says it, or with the words that it leans on.

Of two that stand beside one another in a document, the words between are read too; of two of
different days, which is the later.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from claims.attribution import Act, Polarity
from claims.comparison.speaker import one_speaker
from claims.comparison.value import Range, Statement, days_between

REACH = 110
"""Characters before a content that are shown with it where it leans on them."""
WHOLE = 6
"""Words from which a content without a pronoun can be understood alone."""
_LEANS = re.compile(
    r"\b(?:it|its|they|them|their|he|she|him|her|his|hers|this|these|those|there|here|ones?|both"
    r"|such|then|same|others?|n?either|latter|former)\b",
    re.IGNORECASE,
)


def leans(content: str) -> bool:
    """Tell whether a content may need the words before it to be understood.

    >>> leans("It was empty"), leans("the northern sluice of the dam was closed on Monday")
    (True, False)
    """
    return len(content.split()) < WHOLE or _LEANS.search(content) is not None


def context(content: str, text: str, start: int) -> str:
    """Return the words before a claim of a document, on one line, cut between words.

    Nothing for a content that can be understood alone. `start` is where the claim begins,
    whose speaker and cue may stand before its content.

    >>> context("It was empty", "The vault was sealed. Ida said it was empty", 22)
    'The vault was sealed.'
    """
    return _last_words(text[:start], REACH) if leans(content) else ""


def _last_words(text: str, most: int) -> str:
    """Return the words that a text ends with, `most` characters, on one line."""
    found = text[-most:]
    if len(text) > most:
        found = found.partition(" ")[2]
    return " ".join(found.split())


def alone(content: str, before: str) -> str:
    """Return a content with the words that it leans on, as the finder reads it.

    >>> alone("It was shut", "The gate?")
    'It was shut (after: The gate?)'
    """
    return f"{content} (after: {before})" if before else content


def spoken(s: Statement, *, named: bool = True) -> str:
    """Return a statement as the reader reads it: who says it, or denies it, before it.

    >>> spoken(Statement("I never signed it", speaker="Ida Lamm"))
    'Ida Lamm: I never signed it'
    >>> spoken(Statement("having signed it", speaker="Ida Lamm", act=Act.DENIES))
    'Ida Lamm denies: having signed it'
    >>> spoken(Statement("that it was never signed", speaker="Ida Lamm", act=Act.DENIES))
    'Ida Lamm: that it was signed'
    """
    who, text = s.speaker if named else None, s.text
    if s.act is Act.DENIES or s.polarity is Polarity.NEGATIVE:
        affirmed = without_negation(text)
        if affirmed is None:
            return f"{who} denies: {text}" if who else f"Denied: {text}"
        text = affirmed
    return f"{who}: {text}" if who else text


_NEGATION = re.compile(
    r"\b(?:not|never|no|none|nobody|nothing|nowhere|neither|nor|without|cannot)\b|n['’]t\b",
    re.IGNORECASE,
)
_OF_THE_VERB = re.compile(
    r"\b(?P<verb>be|is|are|was|were|has|have|had|do|does|did|would|could|should|will)"
    r"(?:\s+not|n['’]t)\b(?!\s+only)\s*|(?:^not|\bnever)\b\s*",
    re.IGNORECASE,
)
_SAYING = re.compile(
    r"(?:(?:the|an?|any|all|its|his|her|their)\s+)?(?:[\w’'-]+\s+){0,2}?"
    r"(?:accounts?|accusations?|allegations?|assertions?|charges?|claims?|contentions?|reports?"
    r"|rumou?rs?|statements?|submissions?|suggestions?)"
    r"(?:\s+(?:of|by|from|in)\s+[^,;]{1,50}?)?\s+(?=that\b)",
    re.IGNORECASE,
)
"""What is denied, before what it says: 'the claim of the firm that …'."""
_INSIDE = re.compile(
    r"\b(?:who|whom|whose|which|that|what|where|when|why|how|if|because|unless|until)\b",
    re.IGNORECASE,
)


def without_negation(content: str) -> str | None:
    """Return a content whose verb is negated without that negation.

    None where nothing is, or more than one thing, or something in a clause inside it.

    >>> without_negation("that they hadn't met"), without_negation("he never signed it")
    ('that they had met', 'he signed it')
    >>> without_negation("the firm's claim that it was not told")
    'that it was told'
    >>> without_negation("that the man who did not sign was paid")
    >>> without_negation("there was no fire")
    """
    saying = _SAYING.match(content)
    content = content[saying.end() :] if saying else content
    found = _OF_THE_VERB.search(content)
    if found is None or len(_NEGATION.findall(content)) > 1:
        return None
    lead = content[: found.start()]
    if _INSIDE.search(lead.removeprefix("that ")):
        return None
    kept = f"{found['verb']} " if found["verb"] else ""
    return lead + kept + content[found.end() :]


BESIDE = 200
"""Characters between two claims of a document that stand beside one another, at most.

In own articles one in ten of such pairs with 75 characters or fewer between them, by two
speakers, is a contradiction, as journalists put an answer next to what it answers to; one
in twenty-five up to 150 characters, and from 300 on no more than of any other pair.
"""


def before(text: str, start: int) -> str:
    """Return the words before a claim that may be wanted for a pair that it stands in."""
    return text[max(0, start - BESIDE) : start]


def beside(places: Sequence[Range]) -> Iterator[tuple[int, int]]:
    """Yield the numbers of those that stand beside one another in a document.

    >>> list(beside([(0, 40), (90, 130), (300, 340)]))
    [(0, 1), (1, 2)]
    """
    order = sorted(range(len(places)), key=lambda n: places[n])
    for at, one in enumerate(order):
        for other in order[at + 1 :]:
            wide = places[other][0] - places[one][1]
            if wide > BESIDE:
                break
            if wide >= 0:
                yield one, other


def gap(a: Statement, b: Statement) -> int | None:
    """Return how many characters stand between two claims that are beside one another.

    None for all others, and where one claim is part of the other.
    """
    if a.document is None or a.document != b.document or not a.place or not b.place:
        return None
    (_, end), (start, _) = sorted((a.place, b.place))
    return start - end if 0 <= start - end <= BESIDE else None


def answers(a: Statement, b: Statement) -> bool:
    """Tell whether one may be somebody's answer to the other: beside it, from another mouth."""
    told = bool(a.speaker or b.speaker) and not one_speaker(a, b)
    return told and gap(a, b) is not None


LATER = "(later) "
"""Stands before the second of two claims of different days."""
LEAD = 160
"""Characters before a content that the reader is shown where it leans on them."""


def lead(s: Statement) -> str:
    """Return the words before a stored claim, on one line, if it leans on them.

    >>> lead(Statement("He was empty-handed", before="Ott came at nine. Lamm said that "))
    'Ott came at nine. Lamm said that'
    >>> lead(Statement("Nobody in the village had seen the mayor", before="Lamm said that "))
    ''
    """
    return _last_words(s.before, LEAD) if leans(s.text) else ""


def differs_in_place(a: Statement, b: Statement) -> bool:
    """Tell whether two statements are read otherwise in their places than by themselves."""
    return as_read(a, b, placed=True) != as_read(a, b)


def as_read(
    a: Statement, b: Statement, *, named: bool = True, placed: bool = False
) -> tuple[str, str]:
    """Return two statements as the reader reads them, by themselves or in their places.

    Of two that stand beside one another the later comes second, after the words between; of two
    of different days the later comes second, and is marked as later. In its place a statement
    that leans on the words before it comes after these.

    >>> text = "The gate held, Ott said. Lamm disputed this. It broke, she said."
    >>> first = Statement("The gate held", "Ott", document="d", place=(0, 13))
    >>> second = Statement("It broke", "Lamm", document="d", place=(45, 53), before=text[:45])
    >>> as_read(second, first)
    ('Ott: The gate held', '(, Ott said. Lamm disputed this.) Lamm: It broke')
    >>> after = Statement("It fell", published="2024-05-02")
    >>> as_read(after, Statement("It stood", published="2024"))
    ('It fell', 'It stood')
    >>> as_read(after, Statement("It stood", published="2024-05-01"))
    ('It stood', '(later) It fell')
    >>> as_read(Statement("It fell", "Ida", before="The arch? "), first, placed=True)
    ('(The arch?) Ida: It fell', 'Ott: The gate held')
    """

    def told(s: Statement) -> str:
        words = lead(s) if placed else ""
        return f"({words}) {spoken(s, named=named)}" if words else spoken(s, named=named)

    wide = gap(a, b)
    if wide is None or not (a.place and b.place):
        days = days_between(a, b)
        first, second = (b, a) if days and days < 0 else (a, b)
        return told(first), (LATER if days else "") + told(second)
    first, second = (a, b) if a.place <= b.place else (b, a)
    words = " ".join(second.before[len(second.before) - wide :].split())
    return told(first), f"({words}) {spoken(second, named=named)}"
