"""Bodies: 'the ministry' after 'the Ministry of Energy', acronyms and their full names."""

from __future__ import annotations

import re

from claims.attribution import SpeakerKind
from claims.speakers.about import own_body
from claims.speakers.lexicon import lexicon
from claims.speakers.mention import PRONOUNS, Mention
from claims.speakers.pronoun import resolve_pronoun
from claims.speakers.reading import NEAR, Entity, Reading, body_name

# What a body has to be called, or not to be called anything, for a later general word to mean it.
_BUSINESS = frozenset(
    {"", "company", "firm", "bank", "corporation", "manufacturer", "operator-company"}
)
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
        owners = resolve_pronoun(
            reading, PRONOUNS[mention.owner.casefold()], mention.span.start, index
        )
        if len(owners) == 1 and owners[0].name:
            name = re.sub(rf"^{mention.owner}\b", f"{owners[0].name}’s", name, flags=re.IGNORECASE)
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
    for turn in sorted(reading.turns, key=lambda t: t.start, reverse=True):
        for entity in turn.entities:
            if turn.start < at and entity.kind == SpeakerKind.ORGANIZATION and entity.name:
                if entity.lemma == lemma or lemma in entity.name.casefold().split():
                    return entity
                if entity.lemma in _LOOSE.get(lemma, ()) and here - turn.block < NEAR:
                    return entity
    named = _named_with(reading, lemma, at)
    if len(named) > 1:
        named = _named_with(reading, lemma, at, reading.block_start(here))
    return Entity(named[0], SpeakerKind.ORGANIZATION, lemma=lemma) if len(named) == 1 else None


def _named_with(reading: Reading, lemma: str, at: int, floor: int = 0) -> list[str]:
    """Return the different names ending or opening with the noun in capitals before `at`."""
    noun = lemma.capitalize()
    pattern = re.compile(
        rf"\b(?:[A-Z][\w-]*(?:[’']s)? )+{noun}\b(?: (?:of|for|on) (?:the )?(?:[A-Z][\w-]*(?: and)? ?)+)?"
        rf"|\b{noun} (?:of|for|on) (?:the )?(?:[A-Z][\w-]*(?: and)? ?)+"
    )
    found: dict[str, str] = {}
    for match in pattern.finditer(reading.text, floor, at):
        name = re.sub(r"^(?:The|A|An|In|At|But|And) ", "", match.group().strip())
        name = re.sub(r"^\S+[’']s (?=[A-Z]\S* [A-Z])", "", name)
        if " " in name and name.split()[0].casefold() not in lexicon().openers:
            found.setdefault(name.casefold(), name)
    return list(found.values())
