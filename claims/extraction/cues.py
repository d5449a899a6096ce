"""Cues: reporting expressions, and what they say about act, stance and polarity.

The words are data (cues.toml). Three decisions are read off them:

Act is read off the cue alone, never off the content: 'said it will rain' asserts,
'predicted', 'expects' and 'forecast' predict, and so does 'warned' before 'will',
'would', 'could', 'may' or 'might' (a warning of something to come; 'warned that
the ice is thin' asserts). 'asked' before 'whether' or a question asks, before
'for …' or 'X to …' it demands; so does 'insisted' before 'should' or 'must'.

Stance follows the literature on reporting verbs. Kiparsky and Kiparsky ('Fact',
1970) and Karttunen ('The logic of English predicate complement constructions',
1971) tell factive verbs, whose content the writer takes to be true ('reveal',
'acknowledge', 'know'), from the others; Thompson and Ye ('Evaluation in the
reporting verbs used in academic papers', 1991) call these the writer's factive,
non-factive and counter-factive acts. Factive verbs endorse; verbs that news
style guides warn of because they mark doubt ('claim', 'allege', 'insist',
'maintain') distance; the rest, the great many that merely report, is neutral.

Polarity says on which side of the content the speaker is: negative for a
negated cue ('did not believe that'), for one that denies or doubts by itself
('rejects', 'doubts whether'), positive again for both ('does not
doubt that', 'never denied').
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from claims.attribution import Act, Polarity, Stance
from claims.extraction.inflection import lemma_forms, noun_forms, verb_forms
from claims.extraction.vocabulary import words


class Frame(StrEnum):
    """What a cue may take as its content."""

    CLAUSE = "clause"
    QUOTE = "quote"
    PERSON = "person"
    OBJECT = "object"
    INFINITIVE = "infinitive"


@dataclass(frozen=True, slots=True)
class CueReading:
    act: Act = Act.ASSERTS
    stance: Stance = Stance.NEUTRAL
    polarity: Polarity = Polarity.POSITIVE


@dataclass(frozen=True, slots=True)
class Entry:
    """One cue of the lexicon; `base` is its base form, a phrase as it is written there."""

    base: str
    reading: CueReading
    frames: frozenset[Frame]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The cues by the forms they take in a text; phrases by the base forms of their words."""

    verbs: dict[str, Entry]
    nouns: dict[str, Entry]
    adjectives: dict[str, Entry]
    adverbs: dict[str, Entry]
    phrases: dict[tuple[str, ...], Entry]


NEGATIONS = words(
    """
    not never no neither nor cannot without hardly scarcely nobody none nothing
    """
)
AUXILIARIES = words(
    """
    be am is are was were been being have has had having do does did will would shall should
    can could may might must to get got 's 've 'd 'll ’s ’ve ’d ’ll ca wo
    """
)
_WORD = re.compile(r"n[’']t\b|\w+?(?=n[’']t\b)|\w+(?:-\w+)*|[’']\w+")
_ADVERBS = words(
    """
    also later then once again still even ever already yet just only now further at all
    """
)
_REFUSAL_OBJECTS = words(
    """
    comment say respond elaborate confirm disclose reveal specify discuss identify name
    divulge answer speak talk provide give address explain detail tell deny be
    """
)
_SILENT_WHEN_NEGATED = words(
    """
    comment respond elaborate disclose reveal specify confirm answer reply identify explain
    """
)
_KNOWING = frozenset({"know", "remember", "recall"})
_WHETHER = re.compile(r"\s*(?:whether|if)\b")
_OPEN_QUESTION = re.compile(
    r"[\s,]*(?:whether|if|how|when|why|who|which|what|where)\b", re.IGNORECASE
)
_NOBODY = re.compile(
    r"(?:^|[,;:—–.]\s+|\b(?:and|but|that)\s+)"
    r"(?:nobody|no\s+one|n(?:one|either)\s+of|no\s+(?:official|spokes\w+|minister|officer|witness))"
    r"\b[^,;:—–.]*$",
    re.IGNORECASE,
)
"""A subject that is nobody, up to its verb."""
_WITHOUT_EVIDENCE = re.compile(
    r"\bno (?:\w+ )?(?:evidence|proof|signs?|indications?|traces?|hints?|suggestion)(?: of)?$"
    r"|\bnothing (?:that )?(?:to )?(?:suggest|indicate|show|prove|confirm|support)(?:s|ed)?$"
)
_TAKING_BACK = (
    r"\b(?:withdr(?:aws?|ew|awn|awing)|(?:retract|recant|backtrack)\w*"
    r"|(?:took|tak(?:es?|en|ing)|went|go(?:es|ne|ing)?) back"
    r"|(?:walk|back)(?:s|ed|ing)? (?:back|away))\b"
)
"""Verbs of taking back: no cues by themselves (an army withdraws), read where cues hold them."""
_TAKEN_BACK = re.compile(_TAKING_BACK)
_BEFORE_TAKEN_BACK = re.compile(
    _TAKING_BACK + r" (?:from |on )?(?:his|her|its|their|our|my|the) (?:\w+ )?$", re.IGNORECASE
)
_FUTURE = re.compile(
    r"\b(?:will|would|could|can|may|might|shall|going to|risks?|’ll|'ll)\b", re.IGNORECASE
)
_DUTY = re.compile(
    r"\b(?:should|must|ought|has to|have to|be (?:\w+ed|allowed|given))\b", re.IGNORECASE
)
_REQUEST = re.compile(
    r"\s*(?:for\b|that\s|(?:(?!(?:whether|if|how|why|what|when|where|who)\b)[\w’'-]+\s+){1,6}?"
    r"to\s+\w)",
    re.IGNORECASE,
)
_BEFORE_NOUN = words("'s his her their its our my the a an")
_AFTER_NOTHING = words(
    "about of on to when more else further publicly for at during as until after before since and"
    " but beyond against in regarding concerning"
)
REACH = 90
"""How many characters after the cue may change what it does."""


def read_cue(cue: str, before: str = "", after: str = "") -> CueReading:
    """Return what the cue does; `before` and `after` are the text around it in its sentence.

    A cue that the lexicon does not know asserts, neutral and positive.

    >>> read_cue("did not believe that").polarity.value
    'negative'
    >>> read_cue("withdrew his claim that").polarity.value
    'negative'
    >>> read_cue("declined", after=" to comment on the report").act.value
    'declines to comment'
    >>> read_cue("would confirm", before="Nobody at the mill ").act.value
    'declines to comment'
    >>> read_cue("claims").stance.value, read_cue("pointed out").stance.value
    ('distancing', 'endorsing')
    """
    words = _words(cue)
    lead = _verbal_tail(_words(before))
    if _NOBODY.search(before):
        lead = ["not", *lead]
    found = _head(words)
    taking = _BEFORE_TAKEN_BACK.search(before)
    if taking:
        lead = _verbal_tail(_words(before[: taking.start()]))
    taken_back = bool(taking or _TAKEN_BACK.search(" ".join(words)))
    if found is None or taken_back:
        against = _has_negation([*lead, *words]) != taken_back
        return CueReading(polarity=Polarity.NEGATIVE if against else Polarity.POSITIVE)
    position, entry = found
    reading = _in_context(entry, after)
    lead_in = [*lead, *words[:position]]
    if _is_silence(entry, lead_in, words[position:], after):
        return CueReading(Act.DECLINES)
    if reading.act is Act.DECLINES:
        return CueReading(Act.DENIES, polarity=Polarity.NEGATIVE)
    if _is_negated(lead_in, words[position:], after):
        return _negated(entry, reading)
    return reading


@cache
def lexicon() -> Lexicon:
    """Return the cue lexicon, read once."""
    raw = tomllib.loads(files("claims.extraction").joinpath("cues.toml").read_text("utf-8"))
    made = Lexicon({}, {}, {}, {}, {})
    for group in raw["group"]:
        _add_group(made, group)
    return made


def _add_group(made: Lexicon, group: dict[str, Any]) -> None:
    reading = CueReading(
        Act(group["act"]),
        Stance(group.get("stance", "neutral")),
        Polarity(group.get("polarity", "positive")),
    )
    frames = frozenset(map(Frame, group["frames"]))
    for verb in group.get("verbs", "").split():
        for form in verb_forms(verb):
            made.verbs.setdefault(form, Entry(verb, reading, frames))
    for noun in group.get("nouns", "").split():
        for form in noun_forms(noun):
            made.nouns.setdefault(form, Entry(noun, reading, frames))
    for name, table in (("adjectives", made.adjectives), ("adverbs", made.adverbs)):
        for word in group.get(name, "").split():
            table.setdefault(word, Entry(word, reading, frames))
    for phrase in group.get("phrases", ()):
        made.phrases.setdefault(tuple(phrase.split()), Entry(phrase, reading, frames))


def match_phrase(words: list[str], at: int) -> tuple[Entry, int] | None:
    """Return the longest phrase of the lexicon that begins at `at`, and how many words it takes."""
    best: tuple[Entry, int] | None = None
    for phrase, entry in _phrases_by_first().get(words[at], ()):
        size = len(phrase)
        if (best and best[1] >= size) or at + size > len(words):
            continue
        if all(word in _forms(base) for word, base in zip(words[at:], phrase, strict=False)):
            best = entry, size
    return best


@cache
def _phrases_by_first() -> dict[str, tuple[tuple[tuple[str, ...], Entry], ...]]:
    by_first: dict[str, list[tuple[tuple[str, ...], Entry]]] = {}
    for phrase, entry in lexicon().phrases.items():
        for form in _forms(phrase[0]):
            by_first.setdefault(form, []).append((phrase, entry))
    return {first: tuple(rows) for first, rows in by_first.items()}


@cache
def _forms(base: str) -> frozenset[str]:
    return frozenset(lemma_forms(base)) | {base}


def _words(text: str) -> list[str]:
    return [match.group().replace("’", "'") for match in _WORD.finditer(text.lower())]


def _verbal_tail(words: list[str]) -> list[str]:
    """Return the auxiliaries, negations and adverbs that stand right before the cue."""
    start = len(words)
    while start and (
        words[start - 1] in AUXILIARIES
        or words[start - 1] in NEGATIONS
        or words[start - 1] in _ADVERBS
        or words[start - 1] == "n't"
        or words[start - 1].endswith("ly")
    ):
        start -= 1
    return words[start:]


def _head(words: list[str]) -> tuple[int, Entry] | None:
    """Return the word or phrase of the cue that carries its meaning, and where it stands."""
    if words and words[0] in _BEFORE_NOUN:
        noun = _first_of(words, lexicon().nouns)
        if noun is not None:
            return noun
    return (
        next(_phrases_in(words), None)
        or _first_of(words, lexicon().verbs)
        or _first_of(words, lexicon().adjectives)
        or _first_of(words, lexicon().adverbs)
        or _first_of(words, lexicon().nouns)
    )


def _phrases_in(words: list[str]) -> Iterator[tuple[int, Entry]]:
    for at in range(len(words)):
        match = match_phrase(words, at)
        if match:
            yield at, match[0]


def _first_of(words: list[str], table: dict[str, Entry]) -> tuple[int, Entry] | None:
    return next(((at, table[word]) for at, word in enumerate(words) if word in table), None)


def _in_context(entry: Entry, after: str) -> CueReading:
    near = after[:REACH]
    if entry.base in {"warn", "caution", "warning"} and _FUTURE.search(near):
        return replace(entry.reading, act=Act.PREDICTS)
    if entry.base == "insist" and _DUTY.search(near):
        return replace(entry.reading, act=Act.DEMANDS)
    if entry.base == "ask" and not _OPEN_QUESTION.match(near) and _REQUEST.match(near):
        return replace(entry.reading, act=Act.DEMANDS)
    if entry.base == "agree" and re.match(r"\s*to\s", near):
        return replace(entry.reading, act=Act.PROMISES)
    if entry.base == "call" and re.match(r"\s*(?:on|for|upon)\s", near):
        return replace(entry.reading, act=Act.DEMANDS)
    return entry.reading


def _is_silence(entry: Entry, lead: list[str], rest: list[str], after: str) -> bool:
    """Tell whether the speaker did not speak ('would not confirm', 'refused to say')."""
    following = [*rest[1:], *_words(after[:REACH])][:4]
    if entry.base in {"decline", "refuse", "refusal"}:
        return (
            not _words(after)
            or "to" not in following
            or bool(_REFUSAL_OBJECTS.intersection(following))
        )
    if entry.reading.act is Act.DECLINES:
        return True
    if "yet" in lead and "to" in lead:
        return True
    if not _has_negation(lead):
        return entry.base == "say" and _says_nothing(following)
    if entry.base in _SILENT_WHEN_NEGATED:
        return True
    if entry.base in _KNOWING and _WHETHER.match(after):
        return True
    return entry.base in {"say", "tell"} and ("would" in lead or bool(_OPEN_QUESTION.match(after)))


def _says_nothing(following: list[str]) -> bool:
    """Tell 'said nothing about it' from 'said nothing had been cut'."""
    return following[:1] == ["nothing"] and (not following[1:] or following[1] in _AFTER_NOTHING)


def _has_negation(words: list[str]) -> bool:
    return "n't" in words or not NEGATIONS.isdisjoint(words)


def _is_negated(lead: list[str], rest: list[str], after: str) -> bool:
    if lead[-2:] == ["not", "only"]:
        return False
    if _WITHOUT_EVIDENCE.search(" ".join(rest)):
        return True
    refused = any(word in {"refused", "refuses", "refuse", "declined", "declines"} for word in lead)
    return refused or _has_negation(lead) or (rest[-1:] == ["no"] and not after.strip())


def _negated(entry: Entry, reading: CueReading) -> CueReading:
    """Return the reading negated: a negated denial asserts, a negated factive is neutral."""
    stance = Stance.NEUTRAL if reading.stance is Stance.ENDORSING else reading.stance
    if entry.reading.polarity is Polarity.NEGATIVE:
        return CueReading(Act.ASSERTS, stance, Polarity.POSITIVE)
    return CueReading(reading.act, stance, Polarity.NEGATIVE)
