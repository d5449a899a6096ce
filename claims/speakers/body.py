"""Bodies: 'the ministry' after 'the Ministry of Energy', acronyms and their full names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claims.attribution import SpeakerKind
from claims.speakers.about import own_body
from claims.speakers.lexicon import key, lexicon, word_list
from claims.speakers.owner import genitive, owner_of
from claims.speakers.phrase import Mention
from claims.speakers.reading import NEAR, Entity, Reading, body_name

# What a body has to be called, or not to be called anything, for a later general word to mean it.
_BUSINESS = word_list("business") | {""}
_LOOSE = {
    "company": _BUSINESS,
    "firm": _BUSINESS,
    "group": frozenset({"", "group", "movement", "charity", "ngo"}),
    "organisation": frozenset({"", "organisation", "organization", "charity", "ngo"}),
    "organization": frozenset({"", "organisation", "organization", "charity", "ngo"}),
    "agency": frozenset({"", "agency", "service", "bureau"}),
}


def resolve_body(reading: Reading, mention: Mention, index: int) -> Entity:
    """Return the body a mention means; one that is never named keeps its own words."""
    lemma = mention.noun.lemma if mention.noun else ""
    own = own_body(reading.about, mention.name, reading.acronyms) if mention.known else None
    name = own or body_name(reading, mention.name if not _is_known(mention) else mention.words)
    if mention.owner:
        owner = owner_of(reading, mention.owner, mention.span.start, index)
        if owner is not None:
            name = re.sub(rf"^{mention.owner}\b", genitive(owner), name, flags=re.IGNORECASE)
    elif (
        mention.noun is not None
        and len(name.split()) == 1
        and mention.determiner in {"the", "that", "this"}
    ):
        earlier = _earlier(reading, lemma, mention.span.start)
        if earlier is not None:
            return earlier
    return Entity(name, SpeakerKind.ORGANIZATION, plural=mention.plural, lemma=lemma)


def _is_known(mention: Mention) -> bool:
    """Tell whether the words, and not only a part of them, are a body of the register."""
    return mention.noun is None and mention.name.casefold() not in mention.words.casefold()


def _earlier(reading: Reading, lemma: str, at: int) -> Entity | None:
    """Return the body with this noun in its name: the last that spoke, else the only one named."""
    here = reading.block_index(at)
    for turn in reading.turns_before(at):
        for entity in turn.entities:
            if entity.kind == SpeakerKind.ORGANIZATION and entity.name and not entity.plural:
                if entity.lemma == lemma or lemma in entity.name.casefold().split():
                    return entity
                if entity.lemma in _LOOSE.get(lemma, ()) and here - turn.block < NEAR:
                    known = key(entity.name) in lexicon().bodies or entity.name.isupper()
                    return None if known and lemma in {"company", "firm"} else entity
    named = [(start, name) for start, name in _named_with(reading, lemma) if start < at]
    if len({name.casefold() for _, name in named}) > 1:
        floor = reading.block_start(here)
        named = [(start, name) for start, name in named if start >= floor]
    if len({name.casefold() for _, name in named}) != 1:
        return None
    return Entity(named[0][1], SpeakerKind.ORGANIZATION, lemma=lemma)


def _named_with(reading: Reading, lemma: str) -> list[tuple[int, str]]:
    """Return the names that end or open with the noun in capitals, and where."""
    return reading.remembered("noun", lemma, lambda: list(_find_names(reading.text, lemma)))


def _find_names(text: str, lemma: str) -> Iterator[tuple[int, str]]:
    noun = lemma.capitalize()
    tail = r"(?: (?:of|for|on) (?:the )?(?:[A-Z][\w-]*(?: and)? ?)+)"
    pattern = re.compile(rf"\b(?:[A-Z][\w-]*(?:[’']s)? )+{noun}\b{tail}?|\b{noun}{tail}")
    for match in pattern.finditer(text):
        name = re.sub(r"^(?:The|A|An|In|At|But|And) ", "", match.group().strip())
        name = re.sub(r"^\S+[’']s (?=[A-Z]\S* [A-Z])", "", name)
        if " " in name and name.split()[0].casefold() not in lexicon().openers:
            yield match.start(), name
