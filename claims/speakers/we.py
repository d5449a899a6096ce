"""'We' in somebody's words: the state or body spoken for, never the speaker alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claims.attribution import SpeakerKind
from claims.span import Span
from claims.speakers.lexicon import Group, key, lexicon, word_list
from claims.speakers.mention import unowned
from claims.speakers.party import parties
from claims.speakers.reading import Entity, Reading, Turn, body_name
from claims.speakers.role import Role, place_key
from claims.speakers.word import RUN, Sort, chunks, words_in

_STATE_OFFICES = word_list("state_offices")
_PAST = word_list("past_offices")
_ORGANS = word_list("organs_of_state")


def we_of(reading: Reading, held: Turn) -> tuple[Entity, ...] | None:
    """Return whom 'we' means in the words of `held`, None where the text does not say.

    Several speakers, a group, a body or a state are 'we' themselves. One person is
    not: 'we' are the state or body of the office that the text gives the person.
    """
    speaker = held.entities[0]
    if len(held.entities) > 1 or speaker.plural or not speaker.human:
        return held.entities
    roles = _roles(reading, held)
    offices = [role for role in roles if role.group == Group.OFFICIAL]
    if not offices or any(role.modifiers & _PAST for role in roles):
        return None
    found = {key(e.name): e for role in offices if (e := _behind(reading, role)) and e.name}
    if len(found) == 1:
        return tuple(found.values())
    if found or not any(_of_state(role) for role in offices):
        return None
    country = _said_so(reading, speaker)
    return (Entity(country, SpeakerKind.STATE),) if country else None


def _roles(reading: Reading, held: Turn) -> list[Role]:
    """Return the roles that the speaker's own phrase and the document state."""
    speaker = held.entities[0]
    spans = reading.tagged[held.index].speaker
    own = [mention.role for span in spans[:1] for mention in parties(reading.text, span)]
    if speaker.person is not None:
        own += reading.people.persons[speaker.person].roles
    else:
        own.append(speaker.role)
    return [role for role in own if role is not None]


def _of_state(role: Role) -> bool:
    return role.head in _STATE_OFFICES and (
        role.affiliation in {None, role.country} or _organ(role.affiliation)
    )


def _organ(body: str | None) -> bool:
    """Tell whether a body is a ministry or the like, which speaks for its state."""
    return body is not None and any(word in _ORGANS for word in key(body).split())


def _behind(reading: Reading, role: Role) -> Entity | None:
    """Return the state of an office of state, else the body that the office belongs to."""
    if role.country is not None and _of_state(role):
        return Entity(role.country, SpeakerKind.STATE)
    if role.affiliation is None or role.affiliation == role.country:
        return None
    return Entity(body_name(reading, unowned(role.affiliation)), SpeakerKind.ORGANIZATION)


_ALSO = re.compile(r"(?<![\w’'])(?:[Ww]e(?: \w+)? (?:also|too)|[Aa]lso,? we)\b")


def _said_so(reading: Reading, speaker: Entity) -> str | None:
    """Return the one state that the speaker goes on from: 'Peru is …. We also …'."""
    own = [turn.index for turn in reading.turns if turn.entities == (speaker,) and speaker.name]
    found = {
        country
        for index in own
        for piece in reading.tagged[index].content
        for also in _ALSO.finditer(reading.text, piece.start, piece.end)
        for country in _states_before(reading, piece, also.start())
    }
    return found.pop() if len(found) == 1 else None


def _states_before(reading: Reading, piece: Span, at: int) -> Iterator[str]:
    """Yield the states that open sentences of a quotation before `at`."""
    if not reading.quoted(at):
        return
    for earlier in reading.sentences_between(piece.start, at):
        country = _opening_state(reading, max(earlier.start, piece.start), min(earlier.end, at))
        if country:
            yield country


def _opening_state(reading: Reading, start: int, end: int) -> str | None:
    """Return the state with which a sentence of a quotation opens."""
    run = RUN.search(reading.text, start, end)
    if run is None or reading.text[start : run.start()].strip(' “"‘'):
        return None
    words = words_in(reading.text, run.start(), run.end())
    chunk = chunks(words)[0]
    if chunk.sort != Sort.PLACE or words[chunk.last - 1].possessive:
        return None
    return lexicon().states.get(place_key(words, chunk.first, chunk.last))
