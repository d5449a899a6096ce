"""Rules that say a statement again in other words, or with less detail."""

from __future__ import annotations

import random
import re
from functools import lru_cache

from claims.comparison import lexicon
from claims.comparison.parse import Tag, Word, parse
from claims.quantity import QuantityKind
from claims.quantity.number import ONES
from training.judge.clause import Clause, edit, find_clause, quantities
from training.judge.contradict import (
    Pair,
    Rule,
    flat,
    lower_first,
    names_of,
)
from training.judge.inflect import forms, is_plural, like, tables, word_set
from training.judge.turn import guarded

Chance = random.Random
NUMERALS = {number: word for word, number in ONES.items() if number == int(number)}
SIZES = {"thousand": 10**3, "million": 10**6, "billion": 10**9}


def numerals(text: str, chance: Chance) -> Pair | None:
    """'12' ↔ 'twelve', '3 million' ↔ '3,000,000', '40 percent' ↔ '40%'."""
    del chance
    for q in quantities(text):
        if q.is_time or q.kind is QuantityKind.LABEL:
            continue
        raw = text[q.span.start : q.span.end]
        for pattern, write in _WRITINGS:
            match = re.search(pattern, raw)
            if match and (new := write(match)):
                changed = raw[: match.start()] + new + raw[match.end() :]
                return text, edit(text, [(q.span.start, q.span.end, changed)])
    return None


def _word_of(match: re.Match[str]) -> str:
    number = int(match[0])
    return NUMERALS.get(number, "") if 2 <= number <= 19 else ""


def _digits_of(match: re.Match[str]) -> str:
    number = ONES.get(match[0], 0)
    return str(int(number)) if 2 <= number <= 19 else ""


def _written_out(match: re.Match[str]) -> str:
    return f"{round(float(match[1].replace(',', '')) * SIZES[match[2]]):,}"


def _shortened(match: re.Match[str]) -> str:
    number = int(match[0].replace(",", ""))
    for word, size in (("billion", 10**9), ("million", 10**6)):
        if number >= size and number % (size // 10) == 0:
            return f"{number / size:g} {word}"
    return ""


_WRITINGS = (
    (r"([\d.,]*\d)[ -](thousand|million|billion)\b", _written_out),
    (r"\b\d{1,3}(?:,\d{3})+\b", _shortened),
    (r"(?<=\d)%", lambda _: " percent"),
    (r"(?<=\d) per ?cent\b", lambda _: "%"),
    (r"^\d{1,2}\b(?![.,]\d)(?! ?%)(?! percent)", _word_of),
    (r"^[a-z]+\b", _digits_of),
)


@lru_cache(maxsize=1)
def _substitutes() -> dict[str, dict[str, list[str]]]:
    found: dict[str, dict[str, list[str]]] = {}
    for kind, lines in tables()["synonyms"].items():
        for old, new in (line.split() for line in lines):
            found.setdefault(kind, {}).setdefault(old, []).append(new.replace("_", " "))
    return found


@lru_cache(maxsize=1)
def _phrases() -> dict[str, list[str]]:
    listed = _substitutes()
    merged = {k: v for kind in ("nouns", "others") for k, v in listed[kind].items()}
    return {old.replace("_", " "): new for old, new in merged.items()}


@lru_cache(maxsize=1)
def _phrase_pattern() -> re.Pattern[str]:
    longest = sorted(_phrases(), key=len, reverse=True)
    return re.compile(
        rf"(?<![\w-])(?<!will )(?<!would )(?<!to )(?:{'|'.join(map(re.escape, longest))})"
        r"(?![\w’'-])"
    )


def synonyms(text: str, chance: Chance) -> Pair | None:
    """Put synonyms for up to three words or phrases."""
    words = parse(text)
    edits: list[tuple[int, int, str]] = []
    for i, word in enumerate(words):
        after = words[i + 1] if i + 1 < len(words) else None
        new = _synonym(words, i, word, after, chance)
        if new:
            edits.append((word.start, word.end, new))
    for match in _phrase_pattern().finditer(text):
        old = match[0]
        if any(s < match.end() and match.start() < e for s, e, _ in edits):
            continue
        if old[0].isupper() and match.start() == 0:
            continue
        noun = old in _substitutes()["nouns"] or "_" in old
        if noun and text[match.end() + 1 : match.end() + 2].isupper():
            continue
        edits.append((match.start(), match.end(), chance.choice(_phrases()[old])))
    if not edits:
        return None
    chance.shuffle(edits)
    chosen = edits[:3]
    changed = edit(text, [e for e in chosen if not _clash(e, chosen)])
    changed = re.sub(r"\b([Aa])n? (?=([a-z]))", _article, changed) if changed != text else text
    return (text, changed) if changed != text else None


def _article(match: re.Match[str]) -> str:
    """Leave the article where the sound is not plain from the letter."""
    if match[2] in "uho":
        return match[0]
    return match[1] + ("n " if match[2] in "aei" else " ")


def _clash(edit_: tuple[int, int, str], others: list[tuple[int, int, str]]) -> bool:
    return any(o is not edit_ and o[0] < edit_[1] and edit_[0] < o[1] for o in others)


def _synonym(
    words: tuple[Word, ...], i: int, word: Word, after: Word | None, chance: Chance
) -> str | None:
    listed = _substitutes()
    if word.text[:1].isupper():
        return None
    if word.tag is Tag.VERB and word.lemma in listed["verbs"]:
        if after is None or after.tag in (Tag.PREPOSITION, Tag.TO, Tag.MARK, Tag.CONJUNCTION):
            return None
        new = chance.choice(listed["verbs"][word.lemma])
        verb, _, rest = new.partition(" ")
        before = [w.lower for w in words[max(0, i - 3) : i] if w.tag is Tag.AUXILIARY]
        form = like(word.lower, word.lemma, verb, participle=bool(before))
        if form is None or (rest and after.tag is Tag.PRONOUN):
            return None
        return f"{form} {rest}".strip()
    if word.tag is Tag.ADJECTIVE and word.lower in listed["adjectives"]:
        return chance.choice(listed["adjectives"][word.lower])
    return None


def fewer_words(text: str, chance: Chance) -> Pair | None:
    """Drop adverbs, parentheses, a relative clause behind a comma or a last adjunct."""
    clause = find_clause(text)
    if clause is None or guarded(clause):
        return None
    shorter = _without_aside(clause) or _without_adverbs(text)
    if shorter is None or chance.random() < 0.5:
        shorter = _without_adjunct(clause) or shorter
    if shorter is None or len(shorter.split()) < 4 or find_clause(shorter) is None:
        return None
    return text, shorter


def _without_aside(clause: Clause) -> str | None:
    text = clause.text
    for pattern in (r" \([^()]*\)", r" ?[—–-]{1,2} .{3,80}? ?[—–-]{1,2} "):
        match = re.search(pattern, text)
        if match:
            return edit(text, [(match.start(), match.end(), " ")])
    match = re.search(r", (?:who|which|where)\b[^,]*$", text)
    if match and match.start() > clause.words[clause.finite].end:
        return text[: match.start()]
    return None


def _without_adverbs(text: str) -> str | None:
    listed = set(tables()["drop"]["adverbs"].split())
    if re.search(r"\b(?:not|no|never|so|too|how|less|more|or)\b", text):
        return None
    words = parse(text)
    edits = []
    for i, word in enumerate(words[1:-1], start=1):
        if (
            word.text not in listed
            or words[i - 1].lower in ("as", "and", "an", ",", "—", "-")
            or (words[i + 1].tag in (Tag.MARK, Tag.CONJUNCTION))
        ):
            continue
        if words[i - 1].lower == "a" and words[i + 1].lower[0] in "aeiou":
            continue
        edits.append((word.start, word.end, ""))
    return edit(text, edits) if edits else None


_ADJUNCT = re.compile(
    r" (?:on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?: (?:night|morning|evening|afternoon))?"
    r"|last (?:week|month|year|night|fall|spring|summer|winter)|this (?:week|month|year|week)"
    r"|(?:in|during|after|at) (?:an?|the|his|her|their|its|this) (?:[a-z]+[ -]){0,2}"
    r"(?:interview|speech|debate|meeting|rally|statement|campaign|election|primary|hearing|event|"
    r"conference|convention|cycle|race|future|years?|months?|weeks?|days?|process|article|report)"
    r"|in (?:19|20)\d\d|in (?:[A-Z]\w+(?: [A-Z]\w+)?)|yesterday|today|in recent \w+"
    r"|over the (?:past|last|next) [\w ]{3,20})$"
)


def _without_adjunct(clause: Clause) -> str | None:
    """Drop a last 'on Tuesday', 'in an interview', where nothing depends on it."""
    text = clause.text
    match = _ADJUNCT.search(text)
    if (
        match is None
        or flat(text) is None
        or clause.words[clause.finite].lower in ("will", "would")
    ):
        return None
    if re.search(
        r"\b(?:\w+est|most|only|more|less|best|worst|all|every|first|last|than|no)\b", text
    ):
        return None
    if match.start() < clause.words[min(clause.after + 1, len(clause.words) - 1)].start:
        return None
    head = text[: match.start()].split()[-1].lower()
    if head in ("and", "or", "is", "was", "were", "are", "be", "been", "live", "that", "lived"):
        return None
    return text[: match.start()]


def fronted(text: str, chance: Chance) -> Pair | None:
    """Move a last time or occasion to the front, or a first one to the end."""
    del chance
    clause = find_clause(text)
    if clause is None:
        return None
    if clause.first > 1 and clause.words[0].lower in ("in", "on", "at", "during", "after", "since"):
        start = clause.words[clause.first].start
        front, rest = text[:start].rstrip(" ,"), text[start:]
        if any(m in rest for m in ",:—") or not _one_verb(clause) or len(rest.split()) > 14:
            return None
        return text, f"{rest[0].upper()}{rest[1:]} {front[0].lower()}{front[1:]}"
    match = _ADJUNCT.search(text)
    if clause.first or match is None or "," in text or re.search(r"\b(?:that|who|to)\b", text):
        return None
    before = clause.words[max(j for j, w in enumerate(clause.words) if w.start < match.start())]
    timed = re.match(r" (?:on |last |this |yesterday|today|in \d)", match[0]) is not None
    heads = (Tag.NOUN, Tag.NAME, Tag.NUMBER, *((Tag.VERB,) if timed else ()))
    if before.tag not in heads or not _one_verb(clause):
        return None
    tail = match[0].strip()
    return text, f"{tail[0].upper()}{tail[1:]}, {lower_first(text[: match.start()])}"


def _one_verb(clause: Clause) -> bool:
    finite = (Tag.AUXILIARY, Tag.MODAL, Tag.SUBORDINATOR, Tag.PRONOUN, Tag.TO, Tag.VERB)
    later = clause.words[clause.after :]
    main = clause.words[clause.verb] if clause.verb is not None else None
    said = main is not None and main.lemma in lexicon.word_set("report")
    return not said and not any(w.tag in finite for w in later)


_PASSIVE_TAIL = {Tag.PREPOSITION, Tag.MARK, Tag.TO}


def passive(text: str, chance: Chance) -> Pair | None:
    """'The court blocked the order in May' → 'The order was blocked by the court in May'."""
    del chance
    clause = flat(text)
    if clause is None or clause.kind != "verb" or clause.first or clause.verb is None:
        return None
    word = clause.words[clause.verb]
    shape = forms(word.lemma)
    if shape is None or word.lemma in _NO_PASSIVE:
        return None
    patient = _noun_phrase(clause.words, clause.verb + 1)
    agent = clause.subject
    if patient is None or agent[0].tag is Tag.PRONOUN or len(agent) > 6:
        return None
    last = clause.words[patient - 1]
    rest = text[last.end :]
    if re.search(r"\b(?:his|her|their|its|our|my|that|who|which|and)\b", text[word.end :]):
        return None
    if not re.match(r"$|[,.]?$| (?:in|on|at|with|during|after|before|over|last|this)\b", rest):
        return None
    if agent[-1].tag not in (Tag.NOUN, Tag.NAME) or last.lower in ("times", "things", "way"):
        return None
    if word.lower != shape.past:
        return None
    object_ = text[clause.words[clause.verb + 1].start : last.end]
    plural = is_plural(last.lower) and last.tag is not Tag.NAME
    be = "were" if plural else "was"
    by = lower_first(text[: agent[-1].end] + text[agent[-1].end :])[: agent[-1].end]
    new = f"{object_[0].upper()}{object_[1:]} {be} {shape.participle} by {by}{rest}"
    return text, new


_NO_PASSIVE = word_set("no_passive")


def _noun_phrase(words: tuple[Word, ...], start: int) -> int | None:
    """Return the end of a plain noun phrase that a preposition or the end follows."""
    i = start
    while i < len(words) and words[i].tag in (
        Tag.DETERMINER,
        Tag.ADJECTIVE,
        Tag.NUMBER,
        Tag.NOUN,
        Tag.NAME,
    ):
        i += 1
    if i == start or words[i - 1].tag not in (Tag.NOUN, Tag.NAME) or i - start > 5:
        return None
    if words[start].tag in (Tag.ADJECTIVE, Tag.NOUN) and not is_plural(words[i - 1].lower):
        return None
    if i < len(words) and words[i].lower == "of":
        return None
    return i if i == len(words) or words[i].tag in _PASSIVE_TAIL else None


def framed(text: str, chance: Chance) -> Pair | None:
    """Put 'the ministry said' around a statement, or take such a frame away."""
    match = re.match(
        r"^(?:[A-Z][\w.]*|[Tt]he|officials)(?: [\w.]+){0,3} "
        r"(?:said|says|told \w+) (?:that )?(?=\w)",
        text,
    )
    if match and find_clause(text[match.end() :]) and "," not in text[: match.end()]:
        return text, text[match.end() :]
    clause = find_clause(text)
    if clause is None or clause.subject[0].lower in ("i", "we", "you", "this", "that"):
        return None
    if clause.words[clause.finite].lower in ("said", "says"):
        return None
    frame = chance.choice(tables()["frames"]["says"])
    inner = lower_first(text) if not frame.startswith("{") else text
    return text, frame.format(inner)


def genitive(text: str, chance: Chance) -> Pair | None:
    """'Trump's campaign' ↔ 'the campaign of Trump'."""
    del chance
    clause = find_clause(text)
    if clause is None:
        return None
    match = re.search(
        r"(?<!the )(?<!The )(?<!\. )(?<![\w’'-])(?!\w+day)"
        r"([A-Z]\w+(?: [A-Z]\w+)?)[’']s ([a-z]+)\b(?! of\b| [a-z]+s\b)",
        text,
    )
    if match and _is_noun(match[2], clause) and not _goes_on(clause, match.end()):
        the = "The" if match.start() == 0 else "the"
        return text, edit(text, [(match.start(), match.end(), f"{the} {match[2]} of {match[1]}")])
    return None


def _is_noun(word: str, clause: Clause) -> bool:
    tags = {w.tag for w in clause.words if w.lower == word}
    return tags == {Tag.NOUN}


def _goes_on(clause: Clause, end: int) -> bool:
    after = next((w for w in clause.words if w.start >= end), None)
    return after is not None and after.tag in (Tag.NOUN, Tag.NAME, Tag.ADJECTIVE)


_CONVERSE = {
    "beat": "lose to", "defeat": "lose to", "lead": "trail", "trail": "lead",
    "outspend": "spend less than",
    "outraise": "raise less than",
}  # fmt: skip


def converse(text: str, chance: Chance) -> Pair | None:
    """'A beat B' ↔ 'B lost to A'; 'A is taller than B' ↔ 'B is shorter than A'."""
    del chance
    clause = flat(text)
    if clause is None or clause.verb is None:
        return None
    names = names_of(clause)
    word = clause.words[clause.verb]
    if len(names) < 2 or word.lemma not in _CONVERSE or names[1][0] != word.end + 1:
        return None
    whole = names[0][0] == clause.subject[0].start and names[0][1] == clause.subject[-1].end
    verb, _, rest = _CONVERSE[word.lemma].partition(" ")
    new = like(word.lower, word.lemma, verb, participle=clause.kind == "have")
    if not whole or new is None:
        return None
    (s, e, a), (s2, e2, b) = names[:2]
    return text, edit(
        text, [(s, e, b), (word.start, word.end, f"{new} {rest}".strip()), (s2, e2, a)]
    )


AGREEMENTS: dict[str, Rule] = {
    "numerals": numerals,
    "synonyms": synonyms,
    "fewer_words": fewer_words,
    "fronted": fronted,
    "passive": passive,
    "framed": framed,
    "genitive": genitive,
    "converse": converse,
}
SURFACE = ("numerals", "synonyms", "fronted", "passive", "framed", "genitive")
"""Agreements that keep all that is said, so that they go on top of any other rule."""
