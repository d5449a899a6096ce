"""The values of the room: statements to compare, and how they relate and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from claims.attribution import Act, Polarity, SpeakerKind, Voice
from claims.quantity import read_day

Range = tuple[int, int]


class RelationKind(StrEnum):
    CONTRADICTS = "contradicts"
    TENSION = "tension"
    CORROBORATES = "corroborates"
    ECHOES = "echoes"
    UPDATES = "updates"
    SAME = "same"
    UNRELATED = "unrelated"


SYMMETRIC = frozenset(
    {
        RelationKind.CONTRADICTS,
        RelationKind.TENSION,
        RelationKind.CORROBORATES,
        RelationKind.SAME,
        RelationKind.UNRELATED,
    }
)
AGREEMENT = frozenset({RelationKind.CORROBORATES, RelationKind.ECHOES, RelationKind.SAME})
DISPUTE = frozenset({RelationKind.CONTRADICTS, RelationKind.TENSION, RelationKind.UPDATES})
"""What two claims are to one another that are about one thing and do not agree."""


class Aspect(StrEnum):
    NEGATION = "negation"
    ANTONYM = "antonym"
    NUMBER = "number"
    DATE = "date"
    MODALITY = "modality"
    DENIAL = "denial"
    ROLE = "role"
    ATTRIBUTION = "attribution"
    WORDING = "wording"


GUARDS = ("epistemic", "evidential", "conditional")
"""Kinds of hedges that take away that something is said flatly."""


@dataclass(frozen=True, slots=True)
class Telling:
    """Who tells a content beside the one named for it (teller.py), by phrases as stems of words.

    `tellers` are those whom a narrator tells it after and what a document says elsewhere of a
    speaker without a name, `principals` whom a person speaks for. `retold` is what is told as
    heard before.
    """

    tellers: frozenset[frozenset[str]] = frozenset()
    principals: frozenset[frozenset[str]] = frozenset()
    retold: bool = False


@dataclass(frozen=True, slots=True)
class Statement:
    """A content as read, with what is known about who said it, where and when.

    `hedges` are (start, end, kind) in `text`. `origin` is who the content comes
    from at the end of its chain. `published` and `said` are ISO dates, perhaps
    cut to a month or a year. `context` is what stands before the content in its document,
    where the content cannot be understood without it. `place` is where the content begins and
    ends in its document, `before` the text that ends there, as far as it may be wanted.
    `behind` is what the document knows its origin by (behind.py), `again` and `revised` whether
    it is told as what had been said before, or as another account than the one before (retold.py),
    `telling` who else tells it (teller.py).

    >>> Statement("The dam is safe.").speaker is None
    True
    """

    text: str
    speaker: str | None = None
    kind: SpeakerKind = SpeakerKind.NONE
    document: str | None = None
    source: str | None = None
    published: str | None = None
    said: str | None = None
    hedges: tuple[tuple[int, int, str], ...] = ()
    polarity: Polarity = Polarity.POSITIVE
    act: Act = Act.ASSERTS
    voice: Voice = Voice.ATTRIBUTED
    origin: str | None = None
    likelihood: tuple[int, int] | None = None
    context: str = ""
    place: Range | None = None
    before: str = ""
    behind: frozenset[frozenset[str]] = frozenset()
    again: bool = False
    revised: bool = False
    telling: Telling = Telling()


def days_between(a: Statement, b: Statement) -> int | None:
    """Return the days from a to b, 0 where their dates overlap, None where one is unknown."""
    x, y = read_day(a.said or a.published), read_day(b.said or b.published)
    if x is None or y is None:
        return None
    if x[1] < y[0]:
        return (y[0] - x[1]).days
    return -(x[0] - y[1]).days if y[1] < x[0] else 0


@dataclass(frozen=True, slots=True)
class Reason:
    """Why two statements relate as they do: the differing words and a sentence for an editor."""

    aspect: Aspect
    a: str
    b: str
    sentence: str
    spans_a: tuple[Range, ...] = ()
    spans_b: tuple[Range, ...] = ()

    def flip(self) -> Reason:
        return Reason(self.aspect, self.b, self.a, self.sentence, self.spans_b, self.spans_a)

    @classmethod
    def from_json(cls, raw: Mapping[str, Any]) -> Reason:
        """Return the reason of a form that `to_json` gave; one from elsewhere may lack parts.

        >>> Reason.from_json({"sentence": "The figures differ."}).aspect.value
        'wording'
        """
        told = raw.get("aspect")
        spans_a, spans_b = (
            tuple((start, end) for start, end in raw.get(name, ()))
            for name in ("spans_a", "spans_b")
        )
        aspect = Aspect(told) if told in set(Aspect) else Aspect.WORDING
        a, b, sentence = (str(raw.get(name, "")) for name in ("a", "b", "sentence"))
        return cls(aspect, a, b, sentence, spans_a, spans_b)

    def to_json(self) -> dict[str, Any]:
        return {
            "aspect": self.aspect.value,
            "a": self.a,
            "b": self.b,
            "spans_a": [list(span) for span in self.spans_a],
            "spans_b": [list(span) for span in self.spans_b],
            "sentence": self.sentence,
        }


@dataclass(frozen=True, slots=True)
class Comparison:
    """How two statements relate. `reverse` means that b is the earlier or nearer one, not a."""

    relation: RelationKind
    aspect: Aspect | None = None
    score: float = 0.0
    reasons: tuple[Reason, ...] = ()
    reverse: bool = False

    def to_json(self) -> dict[str, Any]:
        """Return the documented JSON form.

        >>> Comparison(RelationKind.UNRELATED).to_json()["aspect"] is None
        True
        """
        return {
            "relation": self.relation.value,
            "aspect": self.aspect.value if self.aspect else None,
            "score": round(self.score, 4),
            "reasons": [reason.to_json() for reason in self.reasons],
        }


UNRELATED = Comparison(RelationKind.UNRELATED)
