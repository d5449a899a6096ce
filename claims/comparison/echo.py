"""Whether two statements that agree are one account passed on, although two names stand for it.

What is one origin by name or by the body behind it, `one_origin` tells already.
"""

from __future__ import annotations

import re

from claims.attribution import SpeakerKind, Voice
from claims.comparison.behind import Known, is_one, stems
from claims.comparison.speaker import origin_of
from claims.comparison.value import Statement, days_between

WIRE = 0.7
"""Share of telling words from which an agency passes on what another document has."""
ALIKE = 0.8
"""Share of words from which two narrators tell it in one wording."""
LEAST = 8
"""Words of a content that is long enough for this."""
_AGENCY = re.compile(r"\b(?:News|Press|Wire|Telegraph) (?:Agency|Service|Association|Bureau)\b")
_INSIDER = re.compile(r"\b(?:close to|familiar with|briefed on|knowledge of|(?:read|seen)) ")
_INQUIRY = re.compile(
    r"\b(?:report|inquiry|investigation|investigators?|commission|committee|findings)\b",
    re.IGNORECASE,
)


def is_passed_on(a: Statement, b: Statement) -> bool:
    """Tell whether one of two statements that agree passes on what the other has.

    >>> a = Statement("The ice is two feet thick.", speaker="harbour office", document="a")
    >>> is_passed_on(a, Statement("The ice is thin.", speaker="Ott", document="b"))
    False
    """
    if a.document is None or a.document == b.document:
        return False
    return (
        any(_tells_after(*pair) or _leaks(*pair) or _cites(*pair) for pair in ((a, b), (b, a)))
        or _is_retold(a, b)
        or _is_wired(a, b)
        or _is_background(a, b)
    )


def _tells_after(a: Statement, b: Statement) -> bool:
    """Tell whether a is told after whoever b comes from, or by who speaks for him."""
    told = a.telling
    if told.tellers and is_one(told.tellers, _sides(b) if _named(b) else b.telling.tellers):
        return True
    if not (told.principals and _named(b)):
        return False
    return is_one(told.principals, _name(b) if b.kind is SpeakerKind.PERSON else _sides(b))


def _named(s: Statement) -> str | None:
    """Return who a statement is from, if its document names anybody."""
    return s.origin or s.speaker


def _name(s: Statement) -> Known:
    return frozenset(filter(None, [frozenset(stems(_named(s) or ""))]))


def _sides(s: Statement) -> Known:
    return s.behind | _name(s)


def _is_retold(a: Statement, b: Statement) -> bool:
    """Tell whether the later of the two tells what had been said, whoever said it."""
    gap = days_between(a, b)
    return bool(gap) and (b if gap and gap > 0 else a).telling.retold


def _leaks(a: Statement, b: Statement) -> bool:
    """Tell whether a is from somebody who knew an inquiry, and b from what came of one."""
    insider, public = _named(a) or "", _named(b) or ""
    return bool(
        _INSIDER.search(insider) and _INQUIRY.search(insider) and _INQUIRY.search(public)
    )  # fmt: skip


def _cites(a: Statement, b: Statement) -> bool:
    """Tell whether a has from the outlet that b stands in what b has from somebody."""
    outlet = _words(b.source or "")
    return any(
        name and (_words(name) == outlet or (_words(name) == {"agency"} and "agency" in outlet))
        for name in (a.speaker, a.origin)
    )


def _words(name: str) -> set[str]:
    return set(name.casefold().split()) - {"the", "a", "an"}


def _is_wired(a: Statement, b: Statement) -> bool:
    """Tell whether a news agency is named for what the other document has in the same words."""
    if not any(_AGENCY.search(origin_of(s) or "") for s in (a, b)):
        return False
    one, other = set(stems(a.text)), set(stems(b.text))
    return len(one & other) >= WIRE * max(1, min(len(one), len(other)))


def _is_background(a: Statement, b: Statement) -> bool:
    """Tell whether two narrators have one wording: a paragraph that is printed again."""
    if not a.voice is b.voice is Voice.AUTHORIAL:
        return False
    one, other = (set(re.findall(r"\w+", s.text.lower())) for s in (a, b))
    shorter = min(len(one), len(other))
    return shorter >= LEAST and len(one & other) >= ALIKE * shorter
