"""Places and bodies behind a word that no register has."""

from __future__ import annotations

import re

from claims.attribution import SpeakerKind
from claims.speakers.about import own_body
from claims.speakers.lexicon import key, lexicon
from claims.speakers.phrase import Mention
from claims.speakers.reading import (
    Entity,
    Reading,
    body_name,
    person_entity,
)


def state(reading: Reading, mention: Mention) -> Entity:
    """Return the state, unless the text has a person of that name ('Ms Jordan said')."""
    words = mention.words.split()
    if len(words) == 1 and (found := reading.people.having(words)):
        full = [i for i in found if len(reading.people.persons[i].fullest().split()) > 1]
        if len(full) == 1:
            return person_entity(reading, full[0])
    lemma = mention.noun.lemma if mention.noun else ""
    if mention.known or mention.name in lexicon().states.values():
        return Entity(mention.name, SpeakerKind.STATE, lemma=lemma)
    country = reading.remembered(
        "country", mention.name, lambda: country_behind(mention.name, reading.text)
    )
    return Entity(country or mention.words, SpeakerKind.STATE, lemma=lemma)


def country_behind(adjective: str, text: str) -> str | None:
    """Return the word of the text that an unknown adjective is made of.

    >>> country_behind("Kestrian", "The border of Kestria is closed.")
    'Kestria'
    """
    for ending in ("ian", "ean", "an", "n", "ese", "ish", "i", "ic"):
        if adjective.endswith(ending) and len(adjective) - len(ending) > 2:
            stem = re.escape(adjective[: -len(ending)])
            found = re.search(rf"\b{stem}(?:ia|ea|a|e|y|o|land|)\b(?!-)", text)
            if found and found.group() != adjective:
                return found.group()
    return None


def no_person(reading: Reading, mention: Mention) -> Entity | None:
    """Return a body or a place where a single capitalised word is one: an acronym, 'in Lindmar'."""
    word = mention.name
    own = own_body(reading.about, word, reading.acronyms)
    if own is not None and mention.role is None:
        return Entity(own, SpeakerKind.ORGANIZATION)
    if (
        word in reading.acronyms
        or (word.isupper() and len(word) > 1)
        or re.search(r"[a-z][A-Z]{2}|\d", word)
    ):
        return Entity(body_name(reading, word), SpeakerKind.ORGANIZATION)
    common = word.endswith("s") and ("-" in word or re.search(rf"\b{word.lower()}\b", reading.text))
    if common and mention.words == word:
        return Entity(word, SpeakerKind.UNNAMED_OTHER, plural=True)
    if mention.role is not None or mention.gender or mention.words != word:
        article = re.match(r"[Tt]he ", mention.words)
        return (
            Entity(body_name(reading, mention.words), SpeakerKind.ORGANIZATION)
            if article and mention.role is None
            else None
        )
    whole = next((full for full in reading.acronyms.values() if full.split()[0] == word), None)
    if whole is not None:
        return Entity(whole, SpeakerKind.ORGANIZATION)
    if re.search(
        rf"\b{re.escape(word)} (?:[a-z]+ ){{1,4}}its\b|\b{re.escape(word)} (?:said|says) it\b",
        reading.text,
    ):
        place = re.search(rf"\b(?:in|near|across) {re.escape(word)}\b(?! [A-Z])", reading.text)
        return longer_body(reading, word) or Entity(
            word, SpeakerKind.STATE if place else SpeakerKind.ORGANIZATION
        )
    if _has_adjective(word, reading.text):
        return Entity(word, SpeakerKind.STATE)
    if re.search(
        rf"\b(?:in|near|across|throughout|outside) {re.escape(word)}\b(?! [A-Z])", reading.text
    ):
        return Entity(word, SpeakerKind.STATE)
    return longer_body(reading, word)


def _has_adjective(word: str, text: str) -> bool:
    """Tell whether the text makes an adjective of the word, as of a country.

    >>> _has_adjective("Kestria", "Kestrian troops"), _has_adjective("Quist", "Quist said")
    (True, False)
    """
    stem = re.escape(re.sub(r"[aeo]$", "", word))
    return re.search(rf"\b{stem}(?:an|ian|ean|ese|ish)s?\b", text) is not None


def longer_body(reading: Reading, word: str) -> Entity | None:
    """Return the body whose name begins with the word ('Tidewell' for 'Tidewell Terminals')."""
    found = re.search(rf"\b{re.escape(word)}((?: [A-Z][\w-]+)+)", reading.text)
    if found is None:
        return None
    last = found.group(1).split()[-1]
    noun = lexicon().nouns.get(key(last))
    if key(last) in lexicon().things and (noun is None or noun.group.value == "body"):
        return Entity(found.group(), SpeakerKind.ORGANIZATION)
    return None
