"""What `extract` gives: attributions and their parts, with closed vocabularies.

An attribution is what the text has: a speaker, a cue and content, with the
quotation, act, stance, polarity, hedges and chain read off it. Stored, it
becomes a claim. All values are frozen; spans are code points into the text that
was given to `extract`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from claims.span import Span, join


class Voice(StrEnum):
    """Whose assertion the content is: somebody else's words or the document's own."""

    ATTRIBUTED = "attributed"
    AUTHORIAL = "authorial"


class Quotation(StrEnum):
    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class Stance(StrEnum):
    """The reporter's attitude, read off the cue."""

    NEUTRAL = "neutral"
    ENDORSING = "endorsing"
    DISTANCING = "distancing"


class Act(StrEnum):
    ASSERTS = "asserts"
    DENIES = "denies"
    PREDICTS = "predicts"
    ASKS = "asks"
    DEMANDS = "demands"
    PROMISES = "promises"
    DECLINES = "declines to comment"


SILENT = frozenset({Act.ASKS, Act.DECLINES})
"""What a claim does that asserts nothing: it disputes nothing, and leaves open what is in it."""


class Polarity(StrEnum):
    """Whether the speaker stands for the content ('said') or against it ('did not believe')."""

    POSITIVE = "positive"
    NEGATIVE = "negative"


class HedgeKind(StrEnum):
    UNNAMED_SOURCE = "unnamed source"
    WEASEL = "weasel quantifier"
    EVIDENTIAL = "evidential"
    EPISTEMIC = "epistemic"
    APPROXIMATOR = "approximator"
    BOOSTER = "booster"
    CONDITIONAL = "conditional"


class HedgeOwner(StrEnum):
    SPEAKER = "speaker"
    REPORTER = "reporter"


class SpeakerKind(StrEnum):
    PERSON = "person"
    ORGANIZATION = "organization"
    STATE = "state"
    UNNAMED_OFFICIAL = "unnamed official"
    UNNAMED_EXPERT = "unnamed expert"
    UNNAMED_OTHER = "unnamed other"
    DOCUMENT = "document"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Party:
    """One of the speakers of an attribution ('Pakistan and Russia' are two).

    `name` is the resolved name, None where it could not be resolved; `role` and
    `affiliation` are as stated in the text, there and then.
    """

    name: str | None
    kind: SpeakerKind
    spans: tuple[Span, ...] = ()
    role: str | None = None
    affiliation: str | None = None


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who a content is attributed to. Without a speaker: no spans, name None, kind none."""

    spans: tuple[Span, ...] = ()
    name: str | None = None
    kind: SpeakerKind = SpeakerKind.NONE
    parties: tuple[Party, ...] = ()


NOBODY = Speaker()


@dataclass(frozen=True, slots=True)
class Hedge:
    """A span that weakens or strengthens a claim."""

    span: Span
    kind: HedgeKind
    owner: HedgeOwner


@dataclass(frozen=True, slots=True)
class Likelihood:
    """A row of ICD 203, in percent, and the words that express it."""

    term: str
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Hop:
    """One step of the chain from the origin to the page."""

    name: str | None
    kind: SpeakerKind
    spans: tuple[Span, ...] = ()
    hedge: Hedge | None = None


@dataclass(frozen=True, slots=True)
class Tagged:
    """The spans of one attribution before anything is read off them; `content` is never empty."""

    content: tuple[Span, ...]
    speaker: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Attribution:
    """One attributed or authorial assertion in a text; `content` has at least one span."""

    content: tuple[Span, ...]
    speaker: Speaker = NOBODY
    cue: tuple[Span, ...] = ()
    voice: Voice = Voice.ATTRIBUTED
    quotation: Quotation = Quotation.INDIRECT
    act: Act = Act.ASSERTS
    stance: Stance = Stance.NEUTRAL
    polarity: Polarity = Polarity.POSITIVE
    hedges: tuple[Hedge, ...] = ()
    likelihood: Likelihood | None = None
    chain: tuple[Hop, ...] = ()
    parent: int | None = None
    score: float = 1.0

    def __post_init__(self) -> None:
        if not self.content:
            raise ValueError("an attribution needs at least one content span")

    def spans(self) -> tuple[Span, ...]:
        """Return the speaker, cue and content spans, in text order."""
        return tuple(sorted({*self.speaker.spans, *self.cue, *self.content}))


def to_json(attribution: Attribution, text: str) -> dict[str, Any]:
    """Return the attribution in the documented JSON form (docs/schema/extract.schema.json)."""

    def pairs(spans: tuple[Span, ...]) -> list[list[int]]:
        return [[span.start, span.end] for span in spans]

    def role(spans: tuple[Span, ...]) -> dict[str, Any]:
        return {"spans": pairs(spans), "text": join(text, spans)}

    likelihood = attribution.likelihood
    return {
        "speaker": {
            **role(attribution.speaker.spans),
            "name": attribution.speaker.name,
            "kind": attribution.speaker.kind.value,
        },
        "cue": role(attribution.cue),
        "content": role(attribution.content),
        "voice": attribution.voice.value,
        "quotation": attribution.quotation.value,
        "act": attribution.act.value,
        "stance": attribution.stance.value,
        "polarity": attribution.polarity.value,
        "hedges": [
            {
                "start": hedge.span.start,
                "end": hedge.span.end,
                "text": hedge.span.text_in(text),
                "kind": hedge.kind.value,
                "owner": hedge.owner.value,
            }
            for hedge in attribution.hedges
        ],
        "likelihood": likelihood
        and {"term": likelihood.term, "low": likelihood.low, "high": likelihood.high},
        "chain": [
            {"name": hop.name, "kind": hop.kind.value, "spans": pairs(hop.spans)}
            for hop in attribution.chain
        ],
        "parent": attribution.parent,
    }
