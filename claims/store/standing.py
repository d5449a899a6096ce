"""What the signed decisions on speakers come to.

A decision is never taken back by changing it: a later one stands in its place.
The columns of the register that decisions govern (the name shown, whom a speaker
is merged into, other names) follow from the decisions that stand, in whatever
order those came into this database.
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass, field

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from claims.store import identity, models
from claims.store.vocabulary import SubjectKind, Verdict


@dataclass(slots=True)
class Standing:
    """By the public id of the speaker: the name given, whom it is counted with, other names.

    A name in `given_up` is no longer an alias of that speaker.
    """

    names: dict[str, str] = field(default_factory=dict)
    into: dict[str, str] = field(default_factory=dict)
    aliases: dict[str, tuple[str, str]] = field(default_factory=dict)
    given_up: set[str] = field(default_factory=set)

    def root(self, speaker: str, known: Container[str] | None = None) -> str:
        """Return who stands for a speaker after all merges; itself, if nobody else does.

        With `known`, the last on the way there who is among them.
        """
        last = speaker
        while speaker in self.into:
            speaker = self.into[speaker]
            if known is None or speaker in known:
                last = speaker
        return last

    def take(self, decision: models.Decision) -> None:
        """Let a decision stand in the place of those before it.

        A merge that would close a circle (two databases can each hold one half of
        it) is left without effect.
        """
        subject, target = decision.subject, decision.target
        if decision.verdict is Verdict.SPLIT:
            self.into.pop(subject, None)
            if self.aliases.pop(subject, None) or subject.startswith("l_"):
                self.given_up.add(subject)
        elif target is None:
            return
        elif decision.verdict is Verdict.MERGE:
            before = self.into.pop(subject, None)
            if self.root(target) != subject:
                self.into[subject] = target
            elif before is not None:
                self.into[subject] = before
        elif decision.verdict is Verdict.RENAME:
            self.names[subject] = target
        elif decision.verdict is Verdict.ALIAS:
            alias = identity.alias_id(subject, target)
            self.aliases[alias] = (subject, target)
            self.given_up.discard(alias)


def standing(decisions: Iterable[models.Decision]) -> Standing:
    """Return what decisions on speakers, the oldest first, come to."""
    found = Standing()
    for decision in decisions:
        found.take(decision)
    return found


def find_standing(session: Session) -> Standing:
    """Return what stands in this database now."""
    rows = select(models.Decision).where(models.Decision.subject_kind == SubjectKind.SPEAKER)
    return standing(
        session.scalars(rows.order_by(models.Decision.at, models.Decision.public_id)).all()
    )


def ruled_on(session: Session, speaker: str) -> bool:
    """Return whether a decision names this speaker, as the one ruled on or as the one merged into.

    Such decisions can be older than the row: the document was removed and came back.
    """
    named = or_(models.Decision.subject == speaker, models.Decision.target == speaker)
    wanted = select(models.Decision.id).where(
        models.Decision.subject_kind == SubjectKind.SPEAKER, named
    )
    return session.scalars(wanted.limit(1)).first() is not None


def settle(session: Session) -> None:
    """Bring the register to what the decisions come to; settling twice changes nothing."""
    session.flush()
    now = find_standing(session)
    rows = _concerned(session, now)
    for speaker, name in now.names.items():
        if speaker in rows and rows[speaker].name != name:
            _rename(session, rows[speaker], name)
    _set_aliases(session, rows, now)
    _set_merges(session, rows, now)
    session.flush()
    session.expire_all()


def _concerned(session: Session, now: Standing) -> dict[str, models.Speaker]:
    """Return the rows that decisions name, and those that are merged, by public id."""
    owners = {speaker for speaker, _ in now.aliases.values()}
    named = {*now.names, *now.into, *now.into.values(), *owners}
    merged = models.Speaker.merged_into_id.is_not(None)
    wanted = select(models.Speaker).where(or_(models.Speaker.public_id.in_(named), merged))
    return {row.public_id: row for row in session.scalars(wanted)}


def _rename(session: Session, row: models.Speaker, name: str) -> None:
    taken = select(models.Speaker.id).where(
        models.Speaker.kind == row.kind,
        models.Speaker.name == name,
        models.Speaker.document_id.is_not_distinct_from(row.document_id),
    )
    if session.scalars(taken).first() is not None:
        return  # two databases gave one name to two speakers; a merge is for a person to decide
    document = row.document.public_id if row.document else None
    held = {alias.name for alias in row.aliases}
    if identity.speaker_id(row.name, row.kind, document) == row.public_id and row.name not in held:
        # the name the texts have must go on being shown beside the given one
        row.aliases.append(models.SpeakerAlias(name=row.name))
    for alias in [alias for alias in row.aliases if alias.name == name]:
        row.aliases.remove(alias)
    row.name = name
    session.flush()


def _set_aliases(session: Session, rows: dict[str, models.Speaker], now: Standing) -> None:
    for speaker, name in now.aliases.values():
        row = rows.get(speaker)
        if row and name != row.name and name not in {alias.name for alias in row.aliases}:
            row.aliases.append(models.SpeakerAlias(name=name))
    if now.given_up:
        held = select(models.SpeakerAlias, models.Speaker.public_id).join(models.Speaker)
        for alias, speaker in session.execute(held).all():
            if identity.alias_id(speaker, alias.name) in now.given_up:
                session.delete(alias)


def _set_merges(session: Session, rows: dict[str, models.Speaker], now: Standing) -> None:
    roots = {speaker: now.root(speaker, rows) for speaker in rows}
    wanted = {rows[speaker].id: rows[root].id for speaker, root in roots.items() if root != speaker}
    changed = [row.id for row in rows.values() if row.merged_into_id != wanted.get(row.id)]
    # all first let go, so that at no moment one is merged into another who is merged too
    for row in changed:
        session.execute(update(models.Speaker).filter_by(id=row).values(merged_into_id=None))
    for row in changed:
        if row in wanted:
            session.execute(
                update(models.Speaker).filter_by(id=row).values(merged_into_id=wanted[row])
            )
