"""Documents that say given things, and relations between them, stored without a judgement."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from claims.attribution import (
    Act,
    Attribution,
    Hedge,
    HedgeKind,
    HedgeOwner,
    Hop,
    Party,
    Speaker,
    SpeakerKind,
)
from claims.comparison.value import Aspect, Comparison, Reason, RelationKind
from claims.settings import Settings
from claims.span import Span
from claims.store import queries
from claims.store.engine import open_engine, writing
from claims.store.save import save_attributions, save_document, save_relation
from tests.store.material import make_document, terms_of

TOLL = "the flood killed {} people in Nether Brenn"


@dataclass(frozen=True)
class Saying:
    """What one speaker says; `hedge` is a word of it, `via` who passed it on."""

    who: str
    words: str
    act: Act = Act.ASSERTS
    hedge: str | None = None
    via: str | None = None
    kind: SpeakerKind = SpeakerKind.PERSON


def publish(
    db: Path, source: str, published: str | None, *sayings: Saying, more: str = ""
) -> list[str]:
    """Store a document of a source with a line for each saying; return the claims' ids."""
    lines = [f"{s.who} {'denied' if s.act is Act.DENIES else 'said'} {s.words}.\n" for s in sayings]
    text = "".join(lines) + more
    document = make_document(
        text, path=f"{source}-{published}.txt", source=source, published=published, title=source
    )
    starts = [sum(map(len, lines[:n])) for n in range(len(lines))]
    said = [_said(text, start, saying) for start, saying in zip(starts, sayings, strict=True)]
    engine = open_engine(db, Settings(), create=False)
    try:
        with writing(engine) as session:
            model, _ = save_document(session, document)
            saved = save_attributions(session, model, said, None, terms_of)
            return [claim.public_id for claim in saved]
    finally:
        engine.dispose()


def _said(text: str, line: int, saying: Saying) -> Attribution:
    begin = text.index(saying.words, line)
    speaker, content = Span(line, line + len(saying.who)), Span(begin, begin + len(saying.words))
    hedges = ()
    if saying.hedge:
        at = text.index(saying.hedge, begin)
        span = Span(at, at + len(saying.hedge))
        hedges = (Hedge(span, HedgeKind.EPISTEMIC, HedgeOwner.SPEAKER),)
    chain = (Hop(saying.via, SpeakerKind.ORGANIZATION, ()),) if saying.via else ()
    party = Party(saying.who, saying.kind, (speaker,))
    return Attribution(
        (content,),
        Speaker((speaker,), saying.who, saying.kind, (party,)),
        act=saying.act,
        hedges=hedges,
        chain=chain,
    )


def relate(
    db: Path,
    one: str,
    other: str,
    kind: RelationKind,
    aspect: Aspect,
    words: tuple[str, str],
    *,
    score: float = 0.9,
    sentence: str = "They differ.",
) -> str:
    """Store that two claims are related and turn on these words; return the relation's id."""
    engine = open_engine(db, Settings(), create=False)
    try:
        with writing(engine) as session:
            a, b = (session.scalars(queries.claim(key)).unique().one() for key in (one, other))
            spans = [
                (claim.content.index(word), claim.content.index(word) + len(word))
                for claim, word in ((a, words[0]), (b, words[1]))
            ]
            reason = Reason(aspect, *words, sentence, (spans[0],), (spans[1],))
            relation = save_relation(session, a, b, Comparison(kind, aspect, score, (reason,)))
            assert relation is not None
            return relation.public_id
    finally:
        engine.dispose()


def toll(db: Path, source: str, day: str | None, figure: str, who: str = "Ida Lamm") -> str:
    """Store a document in which a speaker gives a toll; return the claim's id."""
    return publish(db, source, day, Saying(who, TOLL.format(figure)))[0]
