"""Names across documents: one key a name, and how far two names can mean one person or body.

A match that is only likely is for a person to make: callers propose it and never
merge on it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from claims.speakers.lexicon import Group, bare, key, lexicon, word_list


class Likeness(StrEnum):
    SAME = "same"
    LIKELY = "likely"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Match:
    """How two names compare, and why."""

    likeness: Likeness
    reason: str


_HONORIFICS = word_list("honorifics")
_SOUNDS = (
    (r"ph", "f"),
    (r"kh|ch(?=[aou])", "h"),
    (r"tch|tsch|tš|č", "ch"),
    (r"zh|dzh|dj", "j"),
    (r"ck|q(?!u)|c(?=[aoukl])", "k"),
    (r"x", "ks"),
    (r"w", "v"),
    (r"(?:iy|yi|ij|ii|yy|ey|ei|ay|ai|i|y)(?=\b)", "i"),
    (r"ye|je|io|yo", "e"),
    (r"ou|oo|u", "u"),
    (r"ee|ie", "i"),
    (r"(?<=[aeiou])h(?![aeiou])|(?<=[dgtrb])h", ""),
    (r"eh(?=[aeiou])", "e"),
    (r"[ey]", "i"),
    (r"o", "u"),
    (r"([a-z])\1", r"\1"),
)
_COMPILED = tuple((re.compile(pattern), into) for pattern, into in _SOUNDS)


def normalise(name: str) -> str:
    """Return the key of a name: no case, accents, titles or articles; 'Last, First' turned.

    >>> normalise("Quist, Dr. Ada"), normalise("the Kremlin")
    ('ada quist', 'russia')
    >>> normalise("Tehran") == normalise("Teheran")
    True
    """
    words = name.strip()
    states = lexicon().states
    country = states.get(key(words)) or states.get(
        key(re.sub(r"^the\s+", "", words, flags=re.IGNORECASE))
    )
    if country is not None:
        return _plain(country)
    last, comma, rest = words.partition(",")
    if comma and len(rest.split()) <= 3 and not rest.strip().casefold().startswith(("the ", "a ")):
        words = f"{rest} {last}"
    parts = [part.rstrip(".") for part in _plain(words).split() if part.strip(".")]
    dropped = _ARTICLES if _is_body(parts) else _HONORIFICS
    kept = " ".join([part for part in parts if part not in dropped] or parts)
    body = lexicon().bodies.get(kept)
    return _plain(body.name) if body is not None else kept


_ARTICLES = frozenset({"the"})


def _is_body(parts: Sequence[str]) -> bool:
    """Tell whether a name is that of a body, where 'Justice' or 'General' is no title.

    >>> _is_body(["foreign", "ministry"]), _is_body(["ada", "bank"])
    (True, False)
    """
    nouns = lexicon().nouns
    bodies = [(noun := nouns.get(part)) and noun.group == Group.BODY for part in parts]
    given = any(part in lexicon().given for part in parts)
    return any(bodies) and not given


_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i"})


def _plain(phrase: str) -> str:
    small = unicodedata.normalize("NFKD", bare(phrase).casefold()).casefold()
    letters = "".join(sign for sign in small if not unicodedata.combining(sign))
    return re.sub(r"[^\w. ]+", " ", letters.translate(_LETTERS)).strip()


def sound(word: str) -> str:
    """Return a form that spellings of one word in Latin letters share.

    >>> sound("Sergei") == sound("Sergey"), sound("Mohammed") == sound("Muhammad")
    (True, False)
    """
    form = re.sub(r"[^a-z]", "", _plain(word))
    for pattern, into in _COMPILED:
        form = pattern.sub(into, form)
    return form


def match(name_a: str, name_b: str) -> Match:
    """Return how far two names can mean one; names that differ in sound are different.

    >>> match("Sergei Orlov", "Sergey Orlov").likeness.value
    'same'
    >>> match("S. Orlov", "Sergey Orlov").likeness.value
    'likely'
    >>> match("Anna Orlova", "Sergey Orlov").likeness.value
    'different'
    """
    a, b = normalise(name_a), normalise(name_b)
    if a == b:
        return Match(Likeness.SAME, "one name but for case, accents, titles or order")
    first, second = _parts(a), _parts(b)
    if not first or not second:
        return Match(Likeness.DIFFERENT, "no letters to compare")
    if _acronym(name_a, b) or _acronym(name_b, a):
        return Match(Likeness.LIKELY, "one may be the acronym of the other")
    if _suffix(first) != _suffix(second):
        return _generations(first, second)
    if len(first) == len(second) and all(map(alike, first, second)):
        heard = len(first) > 1 and all(
            sound(x) == sound(y) for x, y in zip(first, second, strict=True)
        )
        return Match(Likeness.SAME if heard else Likeness.LIKELY, "spellings of one name")
    if len(first) > 1 and sorted(map(sound, first)) == sorted(map(sound, second)):
        return Match(Likeness.LIKELY, "the same parts in another order")
    return _partial(first, second)


def _parts(name: str) -> list[str]:
    return [part.rstrip(".") for part in name.replace("-", " ").split() if part.strip(".")]


_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "junior", "senior"})


def _suffix(parts: list[str]) -> str:
    return parts[-1] if parts[-1] in _SUFFIXES else ""


def _generations(first: list[str], second: list[str]) -> Match:
    """Compare names of which one says junior or senior: the other may be father or son."""
    if _suffix(first) and _suffix(second):
        return Match(Likeness.DIFFERENT, "one is the younger, the other the elder")
    cores = [[part for part in parts if part not in _SUFFIXES] for parts in (first, second)]
    if not all(cores) or cores[0] != cores[1]:
        return Match(Likeness.DIFFERENT, "the names differ")
    return Match(Likeness.LIKELY, "one name, but one says junior or senior")


def _partial(first: list[str], second: list[str]) -> Match:
    short, long = sorted((first, second), key=len)
    if not alike(short[-1], long[-1]) or len(short[-1]) == 1:
        return Match(Likeness.DIFFERENT, "the family names differ")
    if len(short) == 1 and _is_body(short):
        return Match(Likeness.DIFFERENT, "a general word alone can mean any")
    if len(short) == 1:
        return Match(Likeness.LIKELY, "one is a family name alone")
    rest = iter(long[:-1])
    if all(any(_initial_or_alike(part, other) for other in rest) for part in short[:-1]):
        initials = any(len(part) == 1 for part in (*short, *long))
        return Match(Likeness.LIKELY, "initials fit" if initials else "one has a name more")
    return Match(Likeness.DIFFERENT, "the given names differ")


def alike(a: str, b: str) -> bool:
    """Tell whether two words can be spellings of one, by sound or by one letter in a long word.

    >>> alike("Teheran", "Tehran"), alike("Marta", "Maria")
    (True, False)
    """
    if a.casefold() == b.casefold():
        return True
    if len(a) < 3 or len(b) < 3:
        return False
    if sound(a) == sound(b):
        return True
    genders = lexicon().given.get(key(a)), lexicon().given.get(key(b))
    if None not in genders and genders[0] != genders[1]:
        return False
    return _vowels_apart(sound(a), sound(b))


def _vowels_apart(a: str, b: str) -> bool:
    """Tell whether vowels or an h alone tell two long words apart."""
    strip = re.compile(r"[aeiouyh]")
    bones = strip.sub("", a)
    return (
        min(len(a), len(b)) >= 6
        and a[0] == b[0]
        and a[-1] == b[-1]
        and bones == strip.sub("", b)
        and len(bones) > 2
    )


def _initial_or_alike(a: str, b: str) -> bool:
    if len(a) == 1 or len(b) == 1:
        return a[:1] == b[:1]
    return alike(a, b)


def _acronym(short: str, long: str) -> bool:
    letters = re.sub(r"[^A-Za-z]", "", short)
    initials = "".join(
        w[0] for w in long.split() if w not in {"of", "for", "the", "and", "on", "in"}
    )
    return len(letters) >= 2 and letters.isupper() and letters.casefold() == initials
