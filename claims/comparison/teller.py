"""Who tells what a claim says beside the one named for it, so that one origin is known.

A later article has in its own voice that the ministry stands by its figure; the mayor's lawyer
speaks for her; a report has who published it. What they say comes from the ministry, from the
mayor and from the publisher, although nobody, or somebody else, is named for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain

from claims.attribution import SpeakerKind
from claims.comparison.behind import PLACES, Known, behind, is_body, speaks_for, stems
from claims.comparison.retold import said_before
from claims.comparison.speaker import UNNAMED
from claims.comparison.value import Range, Telling
from claims.speakers.lexicon import bare, key

_TELLS = (
    r"says?|said|writes?|wrote|tells?|told|adds?|added|insist(?:s|ed)?|maintain(?:s|ed)?"
    r"|repeat(?:s|ed)?|reiterat(?:es?|ed)|den(?:y|ies|ied)|admit(?:s|ted)?|conced(?:es?|ed)"
    r"|claim(?:s|ed)?|promise[sd]?|announce[sd]?|st(?:and|ands|ood) by|st(?:icks?|uck) to"
    r"|holds?|held|sp(?:eaks?|oken?) of|puts?|gives?|gave|given|rul(?:es?|ed) out|blame[sd]?"
    r"|report(?:s|ed)?|publish(?:es|ed)?|confirm(?:s|ed)|reject(?:s|ed)|declare[sd]?|lists?"
    r"|names?|counts?|counted|finds?|found|states?|stated|has|records?|recorded|dropped"
)
_TELLING = re.compile(
    rf"\b(?:(?:had|has|have|still|now|at first|first|also|again|then|always|\w+ly) )*(?:{_TELLS})\b"
)
"""What a narrator says of whoever tells: with a subject before it, an account of that subject."""
FAR = 90
"""Characters of a sentence within which such a verb has the subject of the sentence."""
_CREDITS = r"(?:says?|said|writes?|wrote|repeated|reports?|reported|added|told|insists?|insisted)"
_CREDITED = re.compile(
    rf"[,”\"] ([^,.;“”\"]{{2,60}}?) {_CREDITS}\b|[,”\"] {_CREDITS} ([^,.;“”\"]{{2,60}})"
    r"|\b[Aa]ccording to ([^,.;“”\"]{3,70})"
)
_PRONOUNS = frozenset(["he", "she", "it", "they"])
_PRONOUN = re.compile(
    r"[“\"]?(?:(?:\w+ )?\w+ (?:days|weeks|months) (?:earlier|later|before) )?"
    r"(he|she|it|they)\b",
    re.IGNORECASE,
)
_DESCRIPTION = re.compile(
    r"\b(?:a|an|the|its|their|his|her) (?:spokes\w+|lawyer|company|firm|ministry|minister|bank"
    r"|group|office|report|agency)\b",
    re.IGNORECASE,
)
"""Descriptions that a sentence before says more of."""
_SPOKESMAN = r"(?:[Ss]pokes\w+|[Ll]awyer|[Cc]ounsel|[Ss]olicitor|[Aa]ttorney)"
_FOR_HIM = re.compile(rf"(?:[\w’'-]+ )?\b(?:[\w’'-]+ ){{0,3}}\b{_SPOKESMAN}\b[^,]{{0,40}},? ?$")
_SPEAKS_FOR = re.compile(
    r", (?:who (?:speaks|spoke) for"
    r"|(?:(?:a|the|his|her|its|their) )?(?:spokes\w+|lawyer|counsel)(?: (?:for|of))?)"
    r" ([^,.;]{3,50})"
)
_OWNER = re.compile(r"((?:[A-Z][\w-]+ )*[A-Z][\w-]+)['’]s? [^,.;]{3,50},? ?$")
_OWNED = re.compile(r"\b(?:his|her|its|their)\b", re.IGNORECASE)
_BODY_OWNED = re.compile(r"\b(?:its|their)\b", re.IGNORECASE)
_PAPER = re.compile(
    r"report|note|record|order|letter|memo|memorandum|statement|minutes|findings|draft|study"
    r"|survey|sheet|document|paper|ruling|judgment|bulletin|communiqué|notice|review"
)
_ISSUED = re.compile(r"\b(?:published|released|issued|presented|put out|handed out)\b[^,]{0,30}$")
_HEARSAY = re.compile(
    r"\bthey (?:say|said|tell|told|claim|swear)\b|\b(?:story|tale|rumou?r|word|talk)"
    r" (?:went|goes|has it|had it)\b|\btold us\b|\bwe (?:were|are|have been) told\b"
    r"|\b(?:press|papers|newspapers|media) (?:(?:has|have|had) )?(?:printed|reported|written|said)",
    re.IGNORECASE,
)
_DROPPED = re.compile(
    r"\b(?:dropp|withdr|abandon|given up|gave up|back(?:s|ed) away|repeat)\w*\b.*"
    r"\b(?:claim|account|version|assertion|figure|story|charge)\b"
)
_NAME = re.compile(r"[A-Z][\w’'-]+(?: (?:of )?[A-Z][\w’'-]+)*")
_WHOM = r"(?:[A-Z][\w’'-]+ ?)+|(?:[\w’'-]+ ?){1,4}"
_TITLED = re.compile(r"(?:[A-Z][\w’'-]*\.? )*$")
_BREAK = re.compile(r"(?<=[.!?])[\"”’]?\s+|\n+")
_CUT = re.compile(r"[.!?;]\s+|[“”\"\n]")
_OPENERS = (
    "the a an he she it they but in on at and or not no nobody one who what when where why how as"
    " by for from his her its their this that these those after before since if all some most many"
    " every each both two three four five six seven eight nine ten there here yet still now then"
    " so only even asked according"
)
_NO_NAMES = frozenset(_OPENERS.split())
"""Words that are capitals only because a sentence begins with them."""


def telling(name: str | None, kind: SpeakerKind, text: str, place: Range) -> Telling:
    """Return who else tells what stands at a place, and whether it is told as heard before.

    >>> told = "The bay froze. The harbour office still puts the ice at two feet."
    >>> found = telling(None, SpeakerKind.NONE, told, (15, len(told)))
    >>> any(known == {"harbou"} for known in found.tellers)
    True
    """
    first, last = _sentence(text, *place)
    dropped = _DROPPED.search(text[first : place[0]]) is not None
    if name is None:
        heard = _HEARSAY.search(text[first:last]) is not None
        credited = chain(_told_in(text, first, last), _told_beside(text, first, last))
        tellers = _known(credited, text) | _meant(text, first, last)
        return Telling(tellers, frozenset(), heard or dropped)
    if kind is SpeakerKind.PERSON:
        principals, spokesman = _principals(name, text)
        repeats = spokesman and said_before(text, *place)
        return Telling(frozenset(), principals, repeats or dropped)
    return Telling(_stemmed(_more_of(name, kind, text, place)), frozenset(), dropped)


def _sentence(text: str, start: int, end: int) -> Range:
    """Return where the sentence of a content begins and ends."""
    lead = text[max(0, start - 400) : start].rsplit("\n", 1)[-1]
    opened = _BREAK.split(lead)[-1]
    first = start - len(opened)
    over = re.search(r"[.!?][\"”’]?(?=\s|$)", text[max(start, end - 1) : end + 300])
    return first, max(start, end - 1) + over.end() if over else end


def _before(text: str, at: int, most: int, reach: int = 700) -> list[str]:
    """Return the sentences before a place, at most so many, the last one perhaps cut there."""
    return [p for p in _BREAK.split(text[max(0, at - reach) : at]) if p.strip()][-most:]


def _told_in(text: str, first: int, last: int) -> Iterator[str]:
    """Yield whom a narrator's sentence tells its content after: its subject, who is credited."""
    sentence = text[first:last]
    subject = _subject(sentence)
    if subject and not _PRONOUN.match(sentence):
        yield from re.split(r"[,;:]\s|\b(?:of|that|who|which)\b", subject)
        yield subject
    yield from _credited(sentence)


def _subject(sentence: str) -> str | None:
    found = _TELLING.search(sentence)
    return sentence[: found.start()].strip() if found and 0 < found.start() <= FAR else None


def _meant(text: str, first: int, last: int) -> Known:
    """Return whom a pronoun or a bare description means that a narrator tells it after."""
    subject = _subject(text[first:last])
    pronoun = _PRONOUN.match(text[first:last])
    if subject is None or not (pronoun or _DESCRIPTION.search(subject[:60])):
        return frozenset()
    before = _before(text, first, 3)[::-1]
    if pronoun and pronoun[1].lower() == "it":
        return _stemmed(_things(before[0])[:1]) if before else frozenset()
    return _known(next(filter(None, (list(_named(p)) for p in before)), []), text)


def _things(sentence: str) -> list[str]:
    """Return what of a sentence is no person: its bodies, and the name that it begins with."""
    return [
        phrase
        for phrase in _named(sentence)
        if any(map(is_body, phrase.split())) or sentence.find(phrase) < len("The “ ")
    ]


def _told_beside(text: str, first: int, last: int) -> Iterator[str]:
    """Yield who is credited at the end of the sentence that a pronoun ties this one to."""
    if re.match(r"[“\"]?(?:It|He|She|They)\b", text[first:last]):
        for sentence in _before(text, first, 1):
            yield from _credited(sentence)
    after = [p for p in _BREAK.split(text[last : last + 300].lstrip('”" ')) if p.strip()][:1]
    for sentence in after:
        if re.match(r"(?:It|He|She|They)\b", sentence):
            yield from _credited(sentence)


def _credited(sentence: str) -> Iterator[str]:
    for found in _CREDITED.finditer(sentence):
        phrase = found[1] or found[2] or found[3]
        if phrase.lower() not in _PRONOUNS:
            yield phrase


def _names(sentence: str) -> Iterator[str]:
    sentence = sentence.strip('“" ')
    for found in _NAME.finditer(sentence):
        name = re.sub(r"['’]s$", "", found[0])
        if found.start() or " " in name or key(name) not in _NO_NAMES:
            yield name


def _named(sentence: str) -> Iterator[str]:
    """Yield the names of a sentence and its bodies that have none, in their order."""
    words = [word.strip(',."“”') for word in sentence.split()]
    bodies = [
        " ".join(words[max(0, n - 1) : n + 1])
        for n, word in enumerate(words)
        if is_body(word) and word[:1].islower()
    ]
    yield from sorted([*_names(sentence), *bodies], key=sentence.find)


def _stemmed(phrases: Iterable[str]) -> Known:
    return frozenset(filter(None, (frozenset(stems(phrase)) for phrase in phrases)))


def _known(phrases: Iterable[str], text: str) -> Known:
    """Return phrases by their telling words, and the names in them by all the document knows."""
    found: set[frozenset[str]] = set()
    for phrase in phrases:
        found |= _stemmed([re.sub(r"['’]s$", "", phrase.strip(' ,"“'))])
        for name in _names(phrase):
            words = [word for word in name.split() if key(word) not in _NO_NAMES]
            if words and any(stems(" ".join(words))):
                told = " ".join(words)
                found |= behind(told, SpeakerKind.PERSON, text) | _stemmed([told])
    return frozenset(found)


@lru_cache(maxsize=256)
def _principals(name: str, text: str) -> tuple[Known, bool]:
    """Return whom a person speaks for by what he is called, and whether he speaks for others."""
    last = re.escape(bare(name.split()[-1]))
    phrases: list[str] = []
    spokesman = False
    for place in list(re.finditer(rf"\b{last}\b", text))[:PLACES]:
        at = place.start()
        lead = _TITLED.sub("", _CUT.split(text[max(0, at - 110) : at])[-1])
        after = _SPEAKS_FOR.match(text[place.end() : place.end() + 80])
        phrases += [after[1]] if after else []
        if found := _FOR_HIM.search(lead):
            parts = re.split(r"['’]s |\bfor\b|\bof\b|,", found[0])
            phrases += [re.sub(r"['’]s\b", "", part) for part in parts]
            if _OWNED.search(found[0]):
                phrases += chain.from_iterable(map(_names, _before(text, at, 6)))
        spokesman = spokesman or bool(found or after)
        owner = _OWNER.search(lead)
        if owner and speaks_for(lead[owner.end(1) :].strip("'’s, ")):
            phrases.append(owner[1])
        if _BODY_OWNED.search(lead[-60:]):
            before = chain.from_iterable(map(_named, _before(text, at, 2, 420)))
            owners = [phrase for phrase in before if not _is_person(phrase, text)]
            phrases += chain(owners, _in_full(owners, text))
    return _stemmed(phrases) - _stemmed([name]), spokesman


def _is_person(name: str, text: str) -> bool:
    """Tell whether a document has a name in full and by its last word: 'Jan Ott', 'Ott'."""
    last = re.escape(name.split()[-1])
    ahead = [found[1] or "" for found in re.finditer(rf"([\w’'-]+ )?\b{last}\b", text)]
    alone = any(not word[:1].isupper() and word not in ("the ", "of ") for word in ahead)
    return alone and any(word[:1].isupper() and word != "The " for word in ahead)


def _in_full(names: Iterable[str], text: str) -> Iterator[str]:
    """Yield the longer names that a document has for those of one word: 'the Service'."""
    for name in names:
        if " " not in name and name[:1].isupper():
            word = re.escape(name)
            yield from re.findall(rf"(?:[A-Z][\w’'-]+ )+{word}\b", text)
            yield from re.findall(rf"\b{word}(?: [A-Z][\w’'-]+)+", text)


def _more_of(name: str, kind: SpeakerKind, text: str, place: Range) -> Iterator[str]:
    """Yield what a document says elsewhere of a speaker that is no person with a name."""
    yield from _in_full(_names(name), text)
    yield from _issuers(name, text)
    if kind not in UNNAMED or not re.search(_SPOKESMAN, name):
        return
    near = text[max(0, place[0] - 700) : place[1] + 100]
    if len(name.split()) <= 3:
        role = re.escape(name.split()[-1])
        yield from re.findall(rf"\b{role} (?:for|of) (?:the )?({_WHOM})", near)
    elif found := re.search(r"\b(?:of|for|to) (?:the )?([a-z]+)$", name):
        yield from re.findall(rf"\b{found[1]},? ((?:[A-Z][\w’'-]+ ?){{1,3}})", text)


def _issuers(name: str, text: str) -> Iterator[str]:
    """Yield whose a document is, or who published it."""
    head = name.split(" of ")[0].strip().split()[-1:]
    if not head or not _PAPER.fullmatch(head[0].lower()):
        return
    word = re.escape(head[0].lower())
    for found in re.finditer(
        rf"\b{word}\b(?: (?:of|by|from) ((?:the )?[^,.;“”\"]{{3,40}}))?", text
    ):
        lead = re.split(r"[.!?;]\s+|\n", text[max(0, found.start() - 150) : found.start()])[-1]
        if found[1]:
            yield found[1]
        if owner := re.search(r"([\w’'-]+(?: [\w-]+)?)['’]s? (?:\w+ ){0,2}$", lead):
            yield owner[1]
        if _ISSUED.search(lead):
            yield from _named(lead)
