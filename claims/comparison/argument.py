"""What a predicate is said of: its theme, its agent, and the words that go with it."""

from __future__ import annotations

from dataclasses import dataclass

from claims.comparison.analysis import Analysis, Predicate
from claims.comparison.parse import Tag

_NOMINAL = (Tag.NOUN, Tag.NAME)


@dataclass(frozen=True, slots=True)
class Arguments:
    """Indexes of head words: what changes or is described, who acts, what else is near."""

    theme: int | None = None
    agent: int | None = None
    oblique: tuple[int, ...] = ()

    @property
    def all(self) -> tuple[int, ...]:
        heads = (self.theme, self.agent, *self.oblique)
        return tuple(dict.fromkeys(i for i in heads if i is not None))


def arguments(a: Analysis, first: int, last: int) -> Arguments:
    """Return the arguments of the predicate that stands at words `first` to `last`.

    >>> from claims.comparison.analysis import analyse
    >>> from claims.comparison.value import Statement
    >>> a = analyse(Statement("The port closed the terminal"))
    >>> found = arguments(a, 2, 2)
    >>> a.words[found.theme].word.lemma, a.words[found.agent].word.lemma
    ('terminal', 'port')
    """
    for predicate in a.predicates:
        if first <= predicate.verb <= last:
            return _of_verb(a, predicate, last)
    tag = a.words[first].word.tag
    if tag is Tag.ADJECTIVE:
        following = _head_after(a, last)
        if following is not None:
            return Arguments(theme=following)
    if tag in _NOMINAL:
        owner = _possessor(a, first)
        complement = _complement(a, last)
        subject = _clause_subject(a, first)
        return Arguments(theme=complement or owner or subject, oblique=_nonempty(owner, subject))
    return Arguments(theme=_clause_subject(a, first), oblique=_obliques(a, last))


def _nonempty(*items: int | None) -> tuple[int, ...]:
    return tuple(i for i in items if i is not None)


def _of_verb(a: Analysis, p: Predicate, last: int) -> Arguments:
    obliques = _obliques(a, max(last, p.object or 0, p.verb))
    theme = p.patient if p.patient is not None else None
    agent = p.agent
    if theme is None and agent is not None:
        theme, agent = agent, None
    if theme is not None and p.verb <= theme <= last:  # the object is part of the phrase itself
        theme, agent = agent, None
    return Arguments(theme, agent, obliques)


def _head_after(a: Analysis, at: int) -> int | None:
    head = None
    for j in range(at + 1, min(len(a.words), at + 4)):
        if a.words[j].word.tag in _NOMINAL:
            head = j
        elif a.words[j].word.tag is not Tag.ADJECTIVE or head is not None:
            break
    return head


def _possessor(a: Analysis, at: int) -> int | None:
    for j in range(at - 1, max(-1, at - 4), -1):
        if a.words[j].word.lower in ("'s", "’s", "'", "’"):
            return j - 1 if j else None
        if a.words[j].word.tag not in (Tag.ADJECTIVE, Tag.NOUN):
            break
    return None


def _complement(a: Analysis, at: int) -> int | None:
    following = a.words[at + 1].word.lower if at + 1 < len(a.words) else ""
    if following in ("of", "in", "on", "at", "to", "for", "about", "between", "against", "by"):
        return _head_after_preposition(a, at + 1)
    return None


def _head_after_preposition(a: Analysis, at: int) -> int | None:
    head = None
    for j in range(at + 1, min(len(a.words), at + 7)):
        word = a.words[j].word
        if word.tag in _NOMINAL:
            head = j
        elif head is not None or word.tag not in (Tag.DETERMINER, Tag.ADJECTIVE, Tag.NUMBER):
            break
    return head


def _obliques(a: Analysis, at: int) -> tuple[int, ...]:
    """Return the heads of the prepositional phrases that follow in the clause."""
    found = []
    for j in range(at + 1, len(a.words)):
        word = a.words[j].word
        if a.words[j].clause != a.words[at].clause or word.tag is Tag.VERB:
            break
        if word.tag in (Tag.PREPOSITION, Tag.TO):
            head = _head_after_preposition(a, j)
            if head is not None:
                found.append(head)
    return tuple(dict.fromkeys(found))


def _clause_subject(a: Analysis, at: int) -> int | None:
    """Return the subject of the clause: the last noun before its first auxiliary or verb."""
    clause = a.words[at].clause
    verb = next(
        (
            j
            for j in range(at, -1, -1)
            if a.words[j].clause == clause and a.words[j].word.tag in (Tag.AUXILIARY, Tag.VERB)
        ),
        at,
    )
    fallback = None
    for j in range(verb - 1, -1, -1):
        if a.words[j].clause != clause:
            break
        if a.words[j].word.tag in _NOMINAL:
            governed = _governed(a, j)
            if not governed:
                return j
            fallback = fallback if fallback is not None else j
    return fallback


def _governed(a: Analysis, j: int) -> bool:
    for k in range(j - 1, max(-1, j - 6), -1):
        tag = a.words[k].word.tag
        if tag in (Tag.PREPOSITION, Tag.TO):
            return True
        if tag not in (Tag.DETERMINER, Tag.ADJECTIVE, Tag.NOUN, Tag.NAME, Tag.NUMBER):
            return False
    return False
