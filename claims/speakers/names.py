"""The persons a document names: full names, surnames with titles, roles and spellings.

One pass over the readable text finds capitalised runs; names that can mean one
person become one, under the fullest form the document has.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from claims.page import Page
from claims.speakers.beside import role_after, role_ahead, role_before
from claims.speakers.lexicon import key, lexicon, word_list
from claims.speakers.register import alike, sound
from claims.speakers.role import RANKS, Role
from claims.speakers.word import RUN, Sort, Word, chunks, words_in


@dataclass(frozen=True, slots=True)
class Named:
    """A place where the text names a person, and what stands beside the name."""

    words: tuple[str, ...]
    start: int
    end: int
    phrase: int
    gender: str | None
    roles: tuple[Role, ...]
    titled: bool
    style: str = ""


@dataclass(slots=True)
class Person:
    """A person of the document. `strong`: more than two capitals in a row say that it is one."""

    names: Counter[tuple[str, ...]]
    gender: str | None = None
    roles: list[Role] = field(default_factory=list)
    places: list[tuple[int, int, int]] = field(default_factory=list)
    strong: bool = False
    style: str = ""
    name: str = ""

    @property
    def first(self) -> tuple[str, ...]:
        return next(iter(self.names))

    def fullest(self) -> str:
        """Return the longest form the document has, the first of them, without overrun ones."""
        told = [name for name in self.names if not self._overrun(name)] or list(self.names)
        longest = max(map(len, told))
        return " ".join(next(name for name in told if len(name) == longest))

    def _overrun(self, name: tuple[str, ...]) -> bool:
        """Tell whether a form took in capitals beside the name, as headlines make it do."""
        for other in self.names:
            if not 1 < len(other) < len(name):
                continue
            oftener = self.names[other] > self.names[name]
            if oftener and name[: len(other)] == other:
                return True
            beyond = name[: len(name) - len(other)]
            if name[-len(other) :] != other or any(key(w) in lexicon().given for w in beyond):
                continue
            if len(beyond) > 1 or self.names[other] > 2 * self.names[name]:
                return True
        return False


@dataclass(frozen=True, slots=True)
class People:
    """All persons of a document and the places that name them: (phrase, start, end, person)."""

    persons: tuple[Person, ...]
    places: tuple[tuple[int, int, int, int], ...]
    by_word: Mapping[str, tuple[int, ...]]
    by_office: Mapping[str, tuple[int, ...]]

    def between(self, start: int, end: int) -> tuple[tuple[int, int, int, int], ...]:
        """Return the places whose phrase starts and whose name ends within [start, end)."""
        first = bisect_left(self.places, (start, 0, 0, 0))
        last = bisect_left(self.places, (end, 0, 0, 0))
        return tuple(place for place in self.places[first:last] if place[2] <= end)

    def having(self, words: Sequence[str]) -> list[int]:
        """Return the persons whose names hold all these words in this order, family names first."""
        folds = [key(word) for word in words]
        found = [
            index for index in self.by_word.get(folds[-1], ()) if _holds(self.persons[index], words)
        ]
        if len(words) == 1:
            family = [
                i for i in found if any(key(n[-1]) == folds[0] for n in self.persons[i].names)
            ]
            given = [i for i in found if any(key(n[0]) == folds[0] for n in self.persons[i].names)]
            return family or given or found
        return found


def _holds(person: Person, words: Sequence[str]) -> bool:
    return any(
        _subsequence([key(w) for w in words], [key(n) for n in name]) for name in person.names
    )


def _subsequence(short: Sequence[str], long: Sequence[str]) -> bool:
    rest = iter(long)
    return all(any(_same_word(word, other) for other in rest) for word in short)


def _same_word(a: str, b: str) -> bool:
    if a == b:
        return True
    if len(a.rstrip(".")) == 1 or len(b.rstrip(".")) == 1:
        return a[:1] == b[:1]
    return _alike(a, b)


@lru_cache(maxsize=20_000)
def _alike(a: str, b: str) -> bool:
    return a[:1] == b[:1] and alike(a, b)


AMBIGUOUS = -1
"""The person of a place where a surname could be that of two."""


def find_people(page: Page) -> People:
    """Return the persons of the page; single words count once a title or a full name backs them."""
    prose = [block for block in page.blocks if not _title_case(page.text[block.start : block.end])]
    named = [
        name
        for block in prose or page.blocks
        for name in _named_in(page.text, block.start, block.end)
    ]
    persons: list[Person] = []
    by_word: dict[str, list[int]] = defaultdict(list)
    places: list[tuple[int, int, int, int]] = []
    for name in sorted(named, key=lambda n: (len(n.words) == 1, n.start)):
        index = _find(persons, by_word, name)
        if index is None:
            known = key(name.words[0]) in by_word
            if len(name.words) == 1 and (not name.titled or known):
                if known:
                    places.append((name.phrase, name.start, name.end, AMBIGUOUS))
                continue
            index = len(persons)
            persons.append(Person(Counter([name.words])))
        _add(persons[index], name)
        for word in (*name.words, *_heard(key(name.words[-1]))):
            if index not in by_word[key(word)]:
                by_word[key(word)].append(index)
        places.append((name.phrase, name.start, name.end, index))
    by_office: dict[str, dict[int, None]] = defaultdict(dict)
    for index, person in enumerate(persons):
        person.name = styled(person.style, person.fullest())
        for role in person.roles:
            by_office[role.head][index] = None
    return People(
        tuple(persons),
        tuple(sorted(places)),
        {word: tuple(found) for word, found in by_word.items()},
        {head: tuple(found) for head, found in by_office.items()},
    )


def _title_case(block: str) -> bool:
    """Tell whether a block is a headline in capitals, where words beside a name look like names.

    >>> _title_case("Ada Quist Denies Long Delay at Gate")
    True
    >>> _title_case("Ada Quist denies the delay")
    False
    """
    words = block.split()
    capitals = sum(word[:1].isupper() for word in words)
    if block.rstrip().endswith((".", "”", '"')):
        return False
    return 3 < len(words) <= 24 and capitals >= 0.7 * len(words)


def _find(persons: Sequence[Person], by_word: Mapping[str, list[int]], name: Named) -> int | None:
    """Return the one person so far that the name can mean."""
    last = key(name.words[-1])
    near = by_word.get(last) or []
    if not near and len(name.words) > 1:
        heard = {i for form in _heard(last) for i in by_word.get(form, ())}
        near = [i for i in sorted(heard) if _alike(last, key(persons[i].first[-1]))]
    fits = [i for i in near if _fits(persons[i], name)]
    if len(fits) > 1 and name.roles:
        heads = {role.head for role in name.roles}
        fits = [i for i in fits if heads & {role.head for role in persons[i].roles}]
    return fits[0] if len(fits) == 1 else None


def _heard(word: str) -> tuple[str, str]:
    """Return the keys under which other spellings of a family name are found."""
    return f"~{sound(word)}", f"~{word[:1]}{re.sub('[aeiouyh]', '', word)}"


def _fits(person: Person, name: Named) -> bool:
    if name.gender and person.gender and name.gender != person.gender:
        return False
    if len(name.words) == 1:
        return any(key(name.words[0]) in map(key, known) for known in person.names)
    folds = [key(word) for word in name.words]
    for known in person.names:
        other = [key(word) for word in known]
        if len(other) > 1 and (_subsequence(folds, other) or _subsequence(other, folds)):
            return True
    return False


def _add(person: Person, name: Named) -> None:
    if len(name.words) > 1 or len(person.first) == 1:
        person.names[name.words] += 1
    person.gender = person.gender or name.gender
    person.roles.extend(role for role in name.roles if role not in person.roles)
    person.strong = person.strong or name.titled or bool(name.roles) or name.gender is not None
    person.style = person.style or name.style
    person.places.append((name.phrase, name.start, name.end))


def _named_in(text: str, start: int, end: int) -> Iterator[Named]:
    for run in RUN.finditer(text, start, end):
        words = words_in(text, run.start(), run.end())
        cut = chunks(words)
        for index, chunk in enumerate(cut):
            if chunk.sort != Sort.NAME:
                continue
            before = cut[index - 1].sort if index else None
            after = cut[index + 1].sort if index + 1 < len(cut) else None
            joined = not words[chunk.last - 1].possessive
            if after in {Sort.THING, Sort.BODY} and joined:
                continue
            dated = words[chunk.first - 1].fold in _DAYS if index else False
            things = before == Sort.THING and not dated
            if things and not _titles_ahead(text, words, cut[index - 1].first):
                continue
            name = _read(text, end, words, chunk.first, chunk.last)
            if name is not None:
                yield name


# 'On Friday Ada Quist left': the day is no part of what stands before her
_DAYS = word_list("days")


def _titles_ahead(text: str, words: Sequence[Word], index: int) -> bool:
    """Tell whether a role stands before the thing: 'Secretary of State', 'Press Secretary'."""
    if any(word.fold in lexicon().titles for word in words[:index]):
        return True
    return bool(
        re.search(
            r"(?:[Ss]ecretary|[Mm]inister|[Cc]hief|[Hh]ead|[Dd]irector) of (?:the )?$",
            text[max(0, words[0].start - 24) : words[0].start],
        )
    )


def _read(text: str, end: int, words: Sequence[Word], first: int, last: int) -> Named | None:
    lex = lexicon()
    if (
        first == 0
        and last - first > 1
        and _opens_sentence(text, words[0].start)
        and _no_name(words[0])
    ):
        first += 1
    parts = tuple(word.plain for word in words[first:last])
    if sum(len(part.rstrip(".")) > 1 for part in parts) == 0 or (
        len(parts) == 1 and parts[0].isupper()
    ):
        return None
    ahead = words[:first]
    title = next((w for w in reversed(ahead) if w.fold in lex.title_gender), None)
    gender = (
        lex.title_gender[title.fold]
        if title
        else lex.given.get(key(parts[0]))
        if len(parts) > 1
        else None
    )
    phrase, before = role_before(text, words, first)
    after = role_after(text, words[last - 1].end, end)
    ahead_of = role_ahead(text, phrase) if before is None or key(before.words) in RANKS else None
    stated = sorted(
        (r for r in (before, ahead_of, after) if r), key=lambda r: key(r.words) in RANKS
    )
    roles = tuple(stated)
    gender = gender or next((role.gender for role in (before, ahead_of) if role), None)
    titled = bool(ahead) and ahead[-1].fold in lex.titles and not ahead[-1].possessive
    style = ahead[-1].plain if titled and ahead[-1].fold in _STYLES | _REIGNING else ""
    return Named(
        parts, words[first].start, words[last - 1].end, phrase, gender, roles, titled, style
    )


# Titles that may be part of a name; the reigning have no family name to go by.
_STYLES = word_list("styles")
_REIGNING = word_list("reigning")


def styled(style: str, name: str) -> str:
    """Return a name with the title that may be part of it, where the document has one.

    >>> styled("Mullah", "Daud Karimzai"), styled("King", "Varn"), styled("King", "Ada Varn")
    ('Mullah Daud Karimzai', 'King Varn', 'Ada Varn')
    """
    kept = key(style) in _STYLES or (style and " " not in name)
    return f"{style} {name}" if kept else name


def _opens_sentence(text: str, at: int) -> bool:
    before = text[max(0, at - 3) : at].strip()
    return not before or before[-1] in '.!?“”"‘:—'


def _no_name(word: Word) -> bool:
    """Tell whether a first word is hardly a given name: 'Recognising', 'Notably'."""
    return word.fold not in lexicon().given and bool(re.search(r"(?:ing|ly|ed)$", word.text))
