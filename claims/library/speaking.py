"""The register of speakers: one of them in full, pairs that may be one, and rulings on them."""

from __future__ import annotations

from collections.abc import Container, Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from claims.attribution import SpeakerKind
from claims.record import DecisionRecord, Proposal, SpeakerPage, SpeakerRecord, Statement
from claims.store import identity, models, queries
from claims.store.load import document_record, speaker_record
from claims.store.register import NAMED
from claims.store.vocabulary import SubjectKind


def page_of(session: Session, speaker: models.Speaker) -> SpeakerPage:
    """Return all that is known of a speaker."""
    stated = session.execute(queries.statements_by(speaker)).all()
    return SpeakerPage(
        speaker=speaker_record(
            speaker, sum(row[4] for row in stated), len({row[3].id for row in stated})
        ),
        merged=tuple(record_of(session, one) for one in speaker.merged),
        into=record_of(session, speaker.merged_into) if speaker.merged_into else None,
        statements=tuple(
            Statement(name, role, affiliation, document_record(document), claims)
            for name, role, affiliation, document, claims in stated
        ),
        decisions=tuple(decision_record(one) for one in _decisions(session, speaker)),
    )


def record_of(session: Session, speaker: models.Speaker) -> SpeakerRecord:
    """Return a speaker with counts, those of whom was merged into it included."""
    stated = session.execute(queries.statements_by(speaker)).all()
    documents = {row[3].id for row in stated}
    return speaker_record(speaker, sum(row[4] for row in stated), len(documents))


def decision_record(decision: models.Decision) -> DecisionRecord:
    """Return a decision as it is handed out."""
    return DecisionRecord(
        id=decision.public_id,
        subject=decision.subject,
        verdict=decision.verdict.value,
        target=decision.target,
        who=decision.who,
        at=decision.at.isoformat(timespec="seconds"),
        note=decision.note,
    )


def proposals(session: Session) -> list[Proposal]:
    """Return the pairs of named speakers of one kind that may be one, the surest first.

    Nobody proposes again what a person has merged, merged and split, or kept apart.
    """
    # the lexicon behind it takes longer to load than most commands to run
    from claims.speakers.block import closest, meetings

    counted = {s.public_id: speaker_record(s, c, d) for s, c, d in _named(session)}
    names = {key: tuple(_telling(one)) for key, one in counted.items()}
    rulings = {d.subject if d.target is None else (d.subject, d.target) for d in _rulings(session)}
    found: list[Proposal] = []
    for a, b in meetings(names):
        if counted[a].kind is not counted[b].kind or _ruled(a, b, rulings):
            continue
        near = closest(names[a], names[b])
        if near is not None:
            lesser, greater = sorted((counted[a], counted[b]), key=lambda one: one.claims)
            found.append(Proposal(lesser, greater, near.likeness.value, near.reason))
    # 'same' comes before 'likely'; who speaks more is worth more of a person's time
    found.sort(key=lambda one: (one.likeness != "same", -one.one.claims - one.other.claims))
    return found


def _ruled(a: str, b: str, rulings: Container[str | tuple[str, str]]) -> bool:
    merged = (a, b) in rulings or (b, a) in rulings
    return merged or identity.apart_id(a, b) in rulings


def _telling(speaker: SpeakerRecord) -> Iterator[str]:
    """Yield the names that can tell a speaker from others.

    A person may be known by the family name alone; 'the ministry' can be any of them.
    """
    from claims.speakers.block import comparable

    for name in (speaker.name, *speaker.aliases):
        if speaker.kind is not SpeakerKind.ORGANIZATION or " " in name or name.isupper():
            yield comparable(name, speaker.kind)


def _named(session: Session) -> Iterator[tuple[models.Speaker, int, int]]:
    for kind in sorted(NAMED):
        yield from session.execute(queries.speakers(kind=kind)).unique()


def _rulings(session: Session) -> list[models.Decision]:
    wanted = queries.decisions().where(models.Decision.subject_kind == SubjectKind.SPEAKER)
    return list(session.scalars(wanted))


def _decisions(session: Session, speaker: models.Speaker) -> list[models.Decision]:
    """Return what was ruled on a speaker, on its other names, and on who was merged into it."""
    names = {alias.name for alias in speaker.aliases}
    rulings = _rulings(session)
    names |= {d.target for d in rulings if d.subject == speaker.public_id and d.target}
    own = {speaker.public_id, *(identity.alias_id(speaker.public_id, name) for name in names)}
    others = session.scalars(select(models.Speaker.public_id))
    own |= {identity.apart_id(speaker.public_id, other) for other in others}
    return [d for d in rulings if d.subject in own or d.target == speaker.public_id]
