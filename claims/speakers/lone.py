"""A single capitalised word that opens a sentence: 'Halm came by tram.' is about Halm.

Most articles that go on with a story never give the full names of those in it.
Such a word alone is not kept as a person of the document, but a pronoun in the
next sentence means it, unless the text treats it as a place, a body or a thing.
"""

from __future__ import annotations

import re

from claims.attribution import SpeakerKind
from claims.speakers.about import own_body
from claims.speakers.lexicon import Group, lexicon, word_list
from claims.speakers.reading import Entity, Reading, person_entity
from claims.speakers.role import COLLECTIVE, head_of, strange_head
from claims.speakers.word import Sort, Word, chunks, human, words_in

_NO_NAMES = word_list("no_names")
_ABSTRACT = re.compile(r"(?:tion|sion|ment|ness|ity|ing|ism|ance|ence|ship|ly|ed)$")


def lone_name(reading: Reading, start: int, end: int) -> tuple[int, Entity] | None:
    """Return the one-word name at `start` whose verb follows, at once or after an apposition."""
    words = words_in(reading.text, start, min(end, start + 120))
    if len(words) < 2 or words[0].start != start or not _is_name(reading, words[0]):
        return None
    after = 1
    if words[1].text == ",":
        closing = next((i for i, w in enumerate(words[2:], 2) if w.text == ","), None)
        if closing is None or not _says_who(words[2:closing]):
            return None
        after = closing + 1
    return (start, lone_entity(reading, words[0])) if _is_verb(words, after) else None


def lone_object(reading: Reading, start: int, end: int) -> tuple[int, Entity] | None:
    """Return the only one-word name of a stretch, where it has one."""
    words = words_in(reading.text, start, end)
    found = [w for w in words if _is_name(reading, w)]
    return (found[0].start, lone_entity(reading, found[0])) if len(found) == 1 else None


def lone_entity(reading: Reading, word: Word) -> Entity:
    fits = reading.people.having([word.plain])
    if len(fits) > 1:
        return Entity(None, SpeakerKind.PERSON)
    if fits:
        return person_entity(reading, fits[0])
    return Entity(word.plain, SpeakerKind.PERSON)


def _is_name(reading: Reading, word: Word) -> bool:
    if not word.capital or word.possessive or len(word.text) < 3 or word.text.isupper():
        return False
    if chunks([word])[0].sort is not Sort.NAME or word.fold in _NO_NAMES:
        return False
    return reading.remembered("lone", word.text, lambda: _may_be_person(reading, word))


def _may_be_person(reading: Reading, word: Word) -> bool:
    """Tell whether nothing in the document speaks against its being a person."""
    text, name = reading.text, re.escape(word.plain)
    if reading.people.having([word.plain]):
        return True
    if word.plain in reading.acronyms or own_body(reading.about, word.plain, reading.acronyms):
        return False
    if re.search(rf"\b{word.plain.lower()}\b", text):
        return False
    seen = re.search(rf"[a-z,] {name}\b", text)
    if seen is None and (_ABSTRACT.search(word.plain) or word.plain.endswith("s")):
        return False
    return not not_a_person(text, word.plain)


def not_a_person(text: str, name: str) -> bool:
    """Tell whether the text treats a name as a place, a body or a thing.

    >>> not_a_person("The road to Norring is shut in Norring.", "Norring")
    True
    >>> not_a_person("Halm said that it would repay the loan.", "Halm")
    True
    >>> not_a_person("Halm said that he would repay the loan.", "Halm")
    False
    """
    found = re.escape(name)
    if any(_is_body(said) for said in re.findall(rf"{_APPOSED} {found}[,.]", text)):
        return True
    if " " in name and re.search(rf"\b(?:on|off) {found}\b", text):
        return True
    return bool(
        re.search(
            rf"(?<!confidence )(?<!trust )(?<!faith )\bin {found}\b(?![’'])"
            rf"|\b(?:at|near|into|across|outside|the|The) {found}\b(?![’'])"
            rf"|\b{found} [^\W\d_a-z]\w+"
            rf"|\b{found} (?:\w+ )?(?:said|says|announced|admitted|denied)(?: that)? its?\b"
            rf"|\b{found} (?:[a-z]+ )?(?:[a-z]+ )its\b",
            text,
        )
    )


_APPOSED = r"\b(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir) ((?:[a-z-]+ ){0,2}[a-z-]+),"


def _is_body(words: str) -> bool:
    """Tell 'the dredging company' before a comma and its name from 'the owner of the company'."""
    found = head_of(words_in(words, 0, len(words)))
    if found is None or not words.endswith(found[1].lemma):
        return False
    return found[1].group == Group.BODY or found[1].lemma in COLLECTIVE


# with a verb in the plural it is people or things, not one person
_NO_VERB = frozenset({"and", "or", "nor", "but", "are", "were", "have"})


def _says_who(words: list[Word]) -> bool:
    found = (head_of(words) or strange_head(words)) if words and not words[0].capital else None
    return found is not None and human(found[1].group)


def _is_verb(words: list[Word], index: int) -> bool:
    """Tell whether a small word stands there that can go on after a subject."""
    if index >= len(words):
        return False
    word = words[index]
    if word.capital or not word.text[:1].isalpha() or word.fold in _NO_VERB:
        return False
    return word.fold not in lexicon().prepositions
