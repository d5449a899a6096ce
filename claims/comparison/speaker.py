"""Whether two statements come from one mouth, however it is named."""

from __future__ import annotations

from claims.attribution import SpeakerKind, Voice
from claims.comparison.value import Statement

_ARTICLES = frozenset(["a", "an", "the"])
UNNAMED = frozenset(
    [SpeakerKind.UNNAMED_OFFICIAL, SpeakerKind.UNNAMED_EXPERT, SpeakerKind.UNNAMED_OTHER]
)


def one_name(a: str, b: str, *, persons: bool) -> bool:
    """Tell whether two names are one, but for articles and, of persons, given names and titles.

    >>> one_name("Commodore Zoran Bellic", "Bellic", persons=True)
    True
    >>> one_name("the health ministry", "Health Ministry", persons=False)
    True
    >>> one_name("the ministry", "the health ministry", persons=False)
    False
    """
    x, y = _words(a), _words(b)
    if x == y:
        return True
    if not (persons and x and y and x[-1] == y[-1]):
        return False
    return set(x) <= set(y) or set(y) <= set(x)


def _words(name: str) -> list[str]:
    return [word for word in name.casefold().split() if word not in _ARTICLES]


def one_speaker(a: Statement, b: Statement) -> bool:
    """Tell whether one speaker says both; who is unnamed in two documents is two."""
    if a.speaker is None or b.speaker is None:
        return False
    if a.document != b.document and (a.kind in UNNAMED or b.kind in UNNAMED):
        return False
    persons = a.kind is b.kind is SpeakerKind.PERSON
    return one_name(a.speaker, b.speaker, persons=persons)


def one_origin(a: Statement, b: Statement) -> bool:
    """Tell whether both contents come from one origin, as far as it is known."""
    x, y = origin_of(a), origin_of(b)
    if x is None or y is None:
        return False
    persons = SpeakerKind.PERSON in (a.kind, b.kind)
    return one_name(x, y, persons=persons) or one_body(a, b)


def one_body(a: Statement, b: Statement) -> bool:
    """Tell whether one body stands behind both; two persons of one body are two origins."""
    both = a.kind is b.kind is SpeakerKind.PERSON
    if both or not (a.behind and b.behind):
        return False
    # listings, which know nothing of what is behind, need no lexicon of speakers
    from claims.comparison.behind import is_one

    return is_one(a.behind, b.behind)


def origin_of(s: Statement) -> str | None:
    """Return who the content comes from: the chain's end, the speaker, or the asserting source."""
    if s.origin or s.speaker:
        return s.origin or s.speaker
    return (s.source or s.document) if s.voice is Voice.AUTHORIAL else None
