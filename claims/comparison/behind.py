"""What stands behind a speaker, so that one origin is known under two names.

One article has the ministry's spokesman by his name, the other has 'the ministry': what both
say comes from one origin.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from claims.attribution import SpeakerKind
from claims.comparison.retold import SENTENCE_END
from claims.comparison.speaker import UNNAMED
from claims.speakers.lexicon import Group, bare, key, lexicon, word_list
from claims.speakers.role import head_of
from claims.speakers.word import human, words_in

STEM = 6
"""Letters that words of one family share: 'inspector' and 'inspectorate'."""
_PLAIN = word_list("articles") | word_list("definite") | word_list("untelling")
_COMMON = word_list("common_stems")
"""Stems that too many bodies share to tell one by."""
_FOR_OTHERS = word_list("for_others")
"""Who speaks for somebody else without an office."""
_OFFICES = word_list("offices")
"""Offices that one person holds at a time: 'the mayor' of one document is a name in another."""
_BELOW = word_list("below_offices")
PLACES = 6
"""Places where a document names a speaker that are looked at."""
_STOP = re.compile(r"[.!?;:][\"”’)]?\s+|[“\"\n]")
_RUN = re.compile(r"(?:[A-Z][\w’'-]*\.? )*$")
_NO_ROLE = re.compile(r"\b(?:said|says|told|that|by|to|from|with|when|and|of|in|but)$")
_OF = re.compile(r",? (of (?:the )?[^,.;“”\"]{3,50})")
_NO_ROLE_AFTER = (
    "said|says|told|which|that|and|but|when|as|where|was|is|had|has|in|on|at|from|to|by|who"
)
_AFTER = re.compile(rf", (?!(?:{_NO_ROLE_AFTER})\b)([a-z]+\b[^,.;“”\"]{{3,70}})(?=[,.;])")
_HEADS = re.compile(
    r", who (?:\w+ )?(?:head|lead|chair|run|command|direct|speak)(?:s|ed)?(?: for)? ([^,.;]{3,60})"
)
_OWNED = ("its", "their")


Known = frozenset[frozenset[str]]
"""Phrases that a document knows a speaker by, each as the stems of its telling words."""


@lru_cache(maxsize=256)
def behind(name: str, kind: SpeakerKind, text: str) -> Known:
    """Return by what a document knows a speaker: his name, the bodies that he speaks for.

    Nothing of who speaks for himself alone: a nurse of the hospital is not the hospital.

    >>> told = "The gate held, said a spokesman for the water board, Jan Ott. Ott was calm."
    >>> sorted(sorted(known) for known in behind("Jan Ott", SpeakerKind.PERSON, told))
    [['board', 'water'], ['jan', 'ott']]
    >>> behind("a nurse of the water board", SpeakerKind.UNNAMED_OTHER, told)
    frozenset()
    """
    phrases = [name] if _tells(name, kind) else []
    if kind is SpeakerKind.PERSON:
        phrases += _introductions(name, text)
    known = (frozenset(stems(phrase)) for phrase in phrases if speaks_for(phrase))
    return frozenset(stems for stems in known if stems)


def _tells(name: str, kind: SpeakerKind) -> bool:
    """Tell whether a name has more than common words: 'the keeper' may be any."""
    words = name.split()
    if name[:4].lower() == "the " and is_office(words):
        return True
    return kind not in UNNAMED or any(w[:1].isupper() or is_body(w) for w in words[1:])


def is_office(words: Iterable[str]) -> bool:
    """Tell 'the mayor' from 'the deputy mayor' and 'the keeper'."""
    found = {key(bare(word)) for word in words}
    return not found.isdisjoint(_OFFICES) and found.isdisjoint(_BELOW)


def is_one(a: Known, b: Known) -> bool:
    """Tell whether one body, or one person and who speaks for him, is known by both.

    >>> board, ministry = frozenset(["water", "board"]), frozenset(["healt", "minist"])
    >>> is_one(frozenset([board]), frozenset([frozenset(["board"])]))
    True
    >>> is_one(frozenset([frozenset(["home", "minist"])]), frozenset([ministry]))
    False
    """
    return any(_fits(one, other) for one in a for other in b)


def _fits(one: frozenset[str], other: frozenset[str]) -> bool:
    shared = one & other
    if not shared:
        return False
    return shared in (one, other) or not (shared <= _bodies() or shared.isdisjoint(_bodies()))


def stems(phrase: str) -> Iterator[str]:
    nouns = lexicon().nouns
    words = re.findall(r"[^\W\d][\w’'-]+", phrase)
    telling = _OFFICES if is_office(words) else frozenset()
    for found in words:
        word = key(bare(found))
        noun = nouns.get(word)
        plain = noun and human(noun.group) and not is_body(word) and word not in telling
        if word in _PLAIN or plain:
            continue
        if len(word) > 2 and stem(word) not in _COMMON:
            yield stem(word)


def stem(word: str) -> str:
    """Return what words of one family share.

    >>> stem("ministry") == stem("minister"), stem("inspectors")
    (True, 'inspec')
    """
    return word.replace("'", "")[:STEM]


@lru_cache(maxsize=1)
def _bodies() -> frozenset[str]:
    return frozenset(stem(w) for w, n in lexicon().nouns.items() if n.group is Group.BODY)


def speaks_for(phrase: str) -> bool:
    found = head_of(words_in(phrase, 0, len(phrase)))
    if found is None or not human(found[1].group):
        return True
    return found[1].group is Group.OFFICIAL or found[1].lemma in _FOR_OTHERS


def _introductions(name: str, text: str) -> Iterator[str]:
    """Yield the words beside a person's name that say what he is, and of what."""
    last = re.escape(bare(name.split()[-1]))
    for place in list(re.finditer(rf"\b{last}\b", text))[:PLACES]:
        yield from _before_name(text, place.start(), name)
        rest = text[place.end() : place.end() + 110]
        if found := _OF.match(rest) or _HEADS.match(rest) or _AFTER.match(rest):
            yield found[1]


def _before_name(text: str, at: int, name: str) -> Iterator[str]:
    lead = _STOP.split(text[max(0, at - 130) : at])[-1]
    titles = "".join(_RUN.findall(lead)[:1])
    if not set(titles.split()) <= set(name.split()):
        yield titles
    ahead = lead.removesuffix(titles).rstrip()
    if not ahead.endswith(",") and _NO_ROLE.search(ahead):
        return
    words = ahead.removesuffix(",").split(",")[-1].split()[-10:]
    first = _phrase_start(words)
    if not words[first:]:
        return
    yield " ".join(words[first:])
    if words[first].lower() in _OWNED:
        yield from _owners(text, at)


def _phrase_start(words: list[str]) -> int:
    """Return where the phrase begins that the words end with, what it is 'of' included."""
    starts = [i for i, w in enumerate(words) if w.lower() in _PLAIN and w not in _JOINERS]
    if not starts:
        return max(0, len(words) - 5)
    at = starts[-1]
    while at > 1 and words[at - 1] in _JOINERS:
        at = max((i for i in starts if i < at - 1), default=0)
    return at


_JOINERS = frozenset(["of", "for", "at", "to", "and"])


def _owners(text: str, at: int) -> Iterator[str]:
    """Yield the bodies of the sentence before, and of this one, that 'its' may mean."""
    lead = text[max(0, at - 420) : at]
    for sentence in SENTENCE_END.split(lead)[-2:]:
        words = [word.strip(",.") for word in sentence.split()]
        for n, word in enumerate(words):
            if is_body(word):
                yield " ".join(words[max(0, n - 1) : n + 1])
            elif n and word[:1].isupper():
                yield word


def is_body(word: str) -> bool:
    """Tell whether a word is for a body, or for a person with the body in it: 'minister'."""
    return stem(key(bare(word))) in _bodies()
