"""Keys under which names meet that could be one: not every name is compared with every other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from claims.attribution import SpeakerKind
from claims.speakers.lexicon import key, lexicon, word_list
from claims.speakers.register import Likeness, Match, match, normalise
from claims.speakers.register import sound as _sound

Key = tuple[str, ...]

_VOWELS = re.compile(r"[aeiouyh]")
sound = lru_cache(maxsize=65_536)(_sound)
_TITLES = word_list("honorifics")
_SMALL = frozenset({"of", "for", "the", "and", "on", "in"})


@lru_cache(maxsize=65_536)
def comparable(name: str, kind: SpeakerKind) -> str:
    """Return a name as it is to be compared: in that of a body 'Prime' or 'General' is no title.

    >>> comparable("Dr Ada Quist", SpeakerKind.PERSON)
    'Dr Ada Quist'
    >>> one, other = (comparable(f"{what} Hydro", SpeakerKind.ORGANIZATION)
    ...     for what in ("Prime", "General"))
    >>> match(one, other).likeness.value
    'different'
    """
    if kind is not SpeakerKind.ORGANIZATION:
        return name
    words = name.split()
    if len(words) > 1 and words[0].casefold() == "the":
        words = words[1:]
    known = lexicon().bodies.get(key(" ".join(words)))
    if known is not None:
        return known.name
    # a letter more, and the word is none of those that `normalise` drops
    return " ".join(f"{word}_" if word.casefold() in _TITLES else word for word in words)


@lru_cache(maxsize=65_536)
def same_keys(name: str) -> frozenset[Key]:
    """Return keys of which two names share one wherever `match` calls them the same.

    >>> bool(same_keys("Sergei Orlov") & same_keys("Dr Sergey Orlov"))
    True
    """
    parts = _parts(name)
    return frozenset(("same", str(len(parts)), end) for end in _ends(parts))


@lru_cache(maxsize=65_536)
def near_keys(name: str) -> frozenset[Key]:
    """Return keys of which two names share one wherever `match` calls them likely or the same.

    A family name alone has the key of all who bear it with `alone` before it; see `meetings`.

    >>> bool(near_keys("S. Orlov") & near_keys("Sergey Orlov"))
    True
    """
    parts = _parts(name)
    keys: set[Key] = set()
    for end in _ends(parts):
        given = parts[:-1]
        keys.add(("family", end) if given else ("alone", end))
        keys |= {("given", end, sign) for part in given for sign in (part[0], sound(part)[:1])}
    if len(parts) > 1:
        keys.add(("order", *sorted(map(sound, parts))))
    keys |= {("acronym", letters) for letters in _acronyms(name)}
    return frozenset(keys)


def meetings(names: Mapping[str, Iterable[str]]) -> Iterator[tuple[str, str]]:
    """Yield pairs of ids whose names share a key, each pair once, in a stable order.

    >>> list(meetings({"a": ["Sergey Orlov"], "b": ["S. Orlov"], "c": ["Ada Quist"]}))
    [('a', 'b')]
    """
    blocks: dict[Key, dict[str, None]] = {}
    for owner, own in names.items():
        for name in own:
            for block in near_keys(name):
                blocks.setdefault(block, {})[owner] = None
    order = {owner: place for place, owner in enumerate(names)}
    seen: set[tuple[str, str]] = set()
    for block, owners in blocks.items():
        if block[0] == "family":
            continue  # many bear one family name; only who has no other is compared with them all
        others = owners
        if block[0] == "alone":
            others = owners | blocks.get(("family", *block[1:]), {})
        for one in owners:
            seen |= {_in_order(one, other, order) for other in others if other != one}
    yield from sorted(seen, key=lambda pair: (order[pair[0]], order[pair[1]]))


def closest(ones: Iterable[str], others: Iterable[str]) -> Match | None:
    """Return the best match between two sets of names, None where all differ."""
    found = [match(one, other) for one in ones for other in others]
    near = [each for each in found if each.likeness is not Likeness.DIFFERENT]
    return min(near, key=lambda each: each.likeness is not Likeness.SAME, default=None)


def _in_order(one: str, other: str, order: Mapping[str, int]) -> tuple[str, str]:
    return (one, other) if order[one] < order[other] else (other, one)


@lru_cache(maxsize=65_536)
def _parts(name: str) -> tuple[str, ...]:
    plain = normalise(name).replace("-", " ")
    return tuple(part.rstrip(".") for part in plain.split() if part.strip("."))


def _ends(parts: tuple[str, ...]) -> set[str]:
    """Return what spellings of the last part share: its sound; its consonants, if it is long."""
    if not parts:
        return set()
    last = parts[-1]
    bones = _VOWELS.sub("", last)
    found = {sound(last) or last}
    return found | {f"{last[0]}-{bones}-{last[-1]}"} if len(last) > 5 else found


def _acronyms(name: str) -> Iterator[str]:
    letters = re.sub(r"[^A-Za-z]", "", name)
    if len(letters) >= 2 and letters.isupper():
        yield letters.casefold()
    words = [word for word in normalise(name).split() if word not in _SMALL]
    if len(words) > 1:
        yield "".join(word[0] for word in words)
