"""What a line looks like: a title, a sentence, a name."""

from __future__ import annotations

import re

_OPENING = "“\"‘'«„([¿¡"
_TITLE_END = re.compile(r"(?:[^.,;:]|\b[A-Z]\.|\.\.\.)$")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*$")
_TITLE_QUESTION = re.compile(r"[^.!?“”\"]+[?!]$")
_QUOTED = re.compile(r"[“\"‘«„].*[”\"’»]")
BULLET = re.compile(r"(?:[-*+•‣◦▪–—]\s|\(?(?:\d{1,3}|[a-z])[.)]\s)")

_PARTICLE_WORDS = "al bin bint da dal de del della den der di dos du el ibn la le van von y"
_PARTICLES = frozenset(_PARTICLE_WORDS.split())
_NAME_WORD = re.compile(
    r"(?:[^\W\d_][\w’'-]*|[^\W\d_]\.(?:[^\W\d_]\.)*|(?:Dr|Prof|Mr|Mrs|Ms|Sr|Jr|St)\.)"
)
_SMALL_WORDS = "a an and at de del der di du for in la of on the und von & +"
_SMALL = frozenset(_SMALL_WORDS.split())


def is_title_like(text: str) -> bool:
    """Tell whether `text` has the shape of a headline: short, capital first, no full stop.

    >>> is_title_like("Two dinners and an option"), is_title_like("They had dinner.")
    (True, False)
    """
    if len(text) > 180 or BULLET.match(text):
        return False
    if not 1 <= len(text.split()) <= 24:
        return False
    first = text.lstrip(_OPENING)[:1]
    return bool(first) and not first.islower() and bool(_TITLE_END.search(text))


def is_prose(text: str) -> bool:
    """Tell whether `text` is running text: a sentence, or too long to be a title.

    A short question can be either; it is taken for a title.

    >>> is_prose("The dam broke on Saturday, she said."), is_prose("The dam broke")
    (True, False)
    """
    if len(text) > 180:
        return True
    words = len(text.split())
    if words <= 12 and _TITLE_QUESTION.fullmatch(text):
        return False
    if words >= 8 and text.endswith(":"):
        return True
    return words > 24 or (words >= 4 and bool(_SENTENCE_END.search(text)))


def is_quotation(text: str) -> bool:
    """Tell whether the whole of `text` stands in quotation marks."""
    return bool(_QUOTED.fullmatch(text))


def is_person_name(text: str) -> bool:
    """Tell whether `text` could be a person's full name: two to five capitalised words.

    >>> is_person_name("Ludwig van der Heyden"), is_person_name("By Rail to")
    (True, False)
    """
    words = text.split()
    if not 2 <= len(words) <= 5 or words[-1].lower() in _PARTICLES:
        return False
    plain = [word for word in words if word.lower() not in _PARTICLES]
    return len(plain) >= 2 and all(
        _NAME_WORD.fullmatch(word) and not word[0].islower() and word.lower() not in _SMALL
        for word in plain
    )


def is_proper(text: str) -> bool:
    """Tell whether every word of `text` but the small ones is capitalised, as in an outlet's name.

    >>> is_proper("Official Gazette of the Republic"), is_proper("Gazette of the year's end")
    (True, False)
    """
    words = text.split()
    if not words or words[0].lower() in _SMALL - {"the", "la", "le"}:
        return False
    return all(
        word.lower() in _SMALL or word[0].isupper() or word[0].isdigit() or word[0] in "(“\"‘'"
        for word in words
    ) and any(word[0].isupper() for word in words)


def initials(name: str) -> str:
    """Return the capitals of a name's words.

    >>> initials("Halyard News Agency"), initials("Museum of Slow Trains")
    ('HNA', 'MST')
    """
    return "".join(word[0] for word in re.findall(r"\w+", name) if word[0].isupper())
