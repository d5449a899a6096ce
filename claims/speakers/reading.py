"""What has been read of a document so far: its persons and bodies, and who spoke where.

One Reading is made for each call of `resolve` and grows turn by turn; the rules
for pronouns and descriptions look back into it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from claims.attribution import SpeakerKind, Tagged
from claims.page import Page
from claims.span import Span
from claims.speakers.about import About
from claims.speakers.lexicon import key, lexicon
from claims.speakers.names import People
from claims.speakers.role import Role

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
    turns: list[Turn] = field(default_factory=list)
    genders: dict[str, str] = field(default_factory=dict)
    order: Sequence[int] = ()
    _starts: list[int] = field(default_factory=list)

    @property
    def text(self) -> str:
        return self.page.text

    def block_index(self, offset: int) -> int:
        if not self._starts:
            self._starts.extend(block.start for block in self.page.blocks)
        return bisect_right(self._starts, offset) - 1

    def block_start(self, index: int) -> int:
        return self.page.blocks[index].start if 0 <= index < len(self.page.blocks) else 0

    def turn_of(self, index: int) -> Turn | None:
        return next((turn for turn in self.turns if turn.index == index), None)

    def gender_of(self, entity: Entity) -> str | None:
        if entity.person is not None and self.people.persons[entity.person].gender:
            return self.people.persons[entity.person].gender
        return entity.gender or self.genders.get(entity.name or "")

    def agrees(self, entity: Entity, gender: str | None) -> bool:
        """Tell whether nothing known of the entity speaks against the gender."""
        known = self.gender_of(entity)
        return gender is None or known is None or known == gender

    def quoted(self, offset: int) -> bool:
        return self.page.quotation_at(offset) is not None


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
_JOINERS = frozenset(["of", "for", "the", "and", "on", "in", "to", "de"])


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
