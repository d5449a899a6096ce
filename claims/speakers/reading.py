"""What has been read of a document so far: its persons and bodies, and who spoke where.

One Reading is made for each call of `resolve` and grows turn by turn; the rules
for pronouns and descriptions look back into it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from claims.attribution import SpeakerKind, Tagged
from claims.page import Page
from claims.span import Span
from claims.speakers.about import About
from claims.speakers.lexicon import key, lexicon, word_list
from claims.speakers.names import People
from claims.speakers.role import Role

T = TypeVar("T")

NEAR = 3
"""Blocks a pronoun or epithet may look back over, its own included."""

UNNAMED = frozenset(
    {SpeakerKind.UNNAMED_OFFICIAL, SpeakerKind.UNNAMED_EXPERT, SpeakerKind.UNNAMED_OTHER}
)


@dataclass(frozen=True, slots=True)
class Entity:
    """Whom a mention means. `person` points into the document's people."""

    name: str | None
    kind: SpeakerKind
    gender: str | None = None
    plural: bool = False
    lemma: str = ""
    role: Role | None = None
    person: int | None = None

    @property
    def human(self) -> bool:
        return self.kind == SpeakerKind.PERSON or self.kind in UNNAMED


@dataclass(frozen=True, slots=True)
class Turn:
    """An attribution whose speaker is known: who, where, and whether nested in another."""

    index: int
    entities: tuple[Entity, ...]
    start: int
    end: int
    block: int
    nested: bool


@dataclass(slots=True)
class Reading:
    """A page with what was found out about it."""

    page: Page
    about: About
    people: People
    acronyms: dict[str, str]
    tagged: Sequence[Tagged]
    holders: Sequence[int | None]
    order: Sequence[int] = ()
    turns: list[Turn] = field(default_factory=list)
    genders: dict[str, str] = field(default_factory=dict)
    facts: dict[tuple[str, str], Any] = field(default_factory=dict)
    groups: dict[str, Entity] = field(default_factory=dict)
    by_index: dict[int, Turn] = field(default_factory=dict)
    block_starts: list[int] = field(default_factory=list)
    quoted_pieces: list[Span] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.block_starts = [block.start for block in self.page.blocks]
        self.quoted_pieces = sorted(piece for q in self.page.quotations for piece in q.pieces)

    @property
    def text(self) -> str:
        return self.page.text

    def block_index(self, offset: int) -> int:
        return bisect_right(self.block_starts, offset) - 1

    def block_start(self, index: int) -> int:
        return self.page.blocks[index].start if 0 <= index < len(self.page.blocks) else 0

    def turn_of(self, index: int) -> Turn | None:
        return self.by_index.get(index)

    def take(self, turn: Turn) -> None:
        """Add a turn; turns stay in the order of their speakers in the text."""
        self.by_index[turn.index] = turn
        insort(self.turns, turn, key=lambda t: t.start)

    def turns_before(self, at: int) -> Iterator[Turn]:
        """Return the turns whose speaker stands before `at`, the latest first."""
        last = bisect_left(self.turns, at, key=lambda t: t.start)
        return (self.turns[index] for index in range(last - 1, -1, -1))

    def sentences_between(self, start: int, end: int) -> Sequence[Span]:
        """Return the sentences that overlap [start, end), in text order."""
        sentences = self.page.sentences
        first = bisect_right(sentences, start, key=lambda s: s.end)
        return sentences[first : bisect_left(sentences, end, key=lambda s: s.start)]

    def remembered(self, kind: str, name: str, find: Callable[[], T]) -> T:
        """Return what `find` found the first time it was asked for this name."""
        if (kind, name) not in self.facts:
            self.facts[kind, name] = find()
        found: T = self.facts[kind, name]
        return found

    def gender_of(self, entity: Entity) -> str | None:
        if entity.person is not None and self.people.persons[entity.person].gender:
            return self.people.persons[entity.person].gender
        return entity.gender or self.genders.get(entity.name or "")

    def agrees(self, entity: Entity, gender: str | None) -> bool:
        """Tell whether nothing known of the entity speaks against the gender."""
        known = self.gender_of(entity)
        return gender is None or known is None or known == gender

    def quoted(self, offset: int) -> bool:
        index = bisect_right(self.quoted_pieces, offset, key=lambda piece: piece.start) - 1
        return index >= 0 and offset < self.quoted_pieces[index].end


def find_acronyms(text: str) -> dict[str, str]:
    """Return the acronyms that the text explains in brackets, with what they stand for.

    >>> find_acronyms("She leads the Three Rivers Observer Mission (TROM) now.")
    {'TROM': 'Three Rivers Observer Mission'}
    """
    found: dict[str, str] = {}
    for match in _BRACKET.finditer(text):
        acronym = match.group(1)
        full = _expansion(text[max(0, match.start() - 120) : match.start()].rstrip(), acronym)
        if full:
            found.setdefault(acronym, full)
    return found


_BRACKET = re.compile(r"\((?:the |or )?[“\"]?([A-Z][A-Za-z]*[A-Z][A-Za-z]*)[”\"]?\)")
_JOINERS = word_list("joiners")


def _expansion(before: str, acronym: str) -> str | None:
    words = re.split(r"[,.;:(“”\"\n]", before)[-1].split()
    for first in range(len(words) - 1, -1, -1):
        run = words[first:]
        initials = "".join(
            w[0] for w in re.split(r"[ -]", " ".join(run)) if w and w.casefold() not in _JOINERS
        )
        if initials.casefold() == acronym.casefold() and run[0].casefold() not in _JOINERS:
            return " ".join(run)
    tail: list[str] = []
    for word in reversed(words):
        if not (word[:1].isupper() or word in _JOINERS):
            break
        tail.insert(0, word)
    while tail and tail[0][:1] != acronym[0]:
        tail.pop(0)
    return " ".join(tail) if len(tail) > 1 else None


def body_name(reading: Reading, name: str) -> str:
    """Return the fullest name that the document has for a body: its expansion, else as written."""
    return reading.remembered("body", name, lambda: _body_name(reading, name))


def _body_name(reading: Reading, name: str) -> str:
    plain = re.sub(r"^the\s+", "", name, flags=re.IGNORECASE)
    if plain in reading.acronyms:
        return reading.acronyms[plain]
    if plain.isupper() and plain.isalpha() and 2 < len(plain) < 7:
        spelled = r" (?:of |for |the |and |on )*".join(rf"{letter}[\w-]+" for letter in plain)
        found = re.search(rf"\b{spelled}\b", reading.text)
        if found:
            return found.group()
    body = lexicon().bodies.get(key(plain)) or lexicon().bodies.get(key(f"the {plain}"))
    if body is not None and re.search(rf"\b{re.escape(body.name)}\b", reading.text):
        return body.name
    return plain


def person_entity(reading: Reading, index: int) -> Entity:
    person = reading.people.persons[index]
    role = person.roles[-1] if person.roles else None
    return Entity(person.name, SpeakerKind.PERSON, person.gender, role=role, person=index)


def sentence_before(reading: Reading, offset: int) -> Span | None:
    """Return the sentence before the one at `offset`."""
    index = bisect_right(reading.page.sentences, offset, key=lambda s: s.start) - 2
    return reading.page.sentences[index] if index >= 0 else None
