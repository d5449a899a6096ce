"""Rules that make a statement which can be true or false whatever the one it was made from is."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence

from claims.comparison import lexicon
from claims.comparison.parse import Tag
from claims.quantity import QuantityKind
from training.judge.clause import edit, find_clause, quantities, table
from training.judge.contradict import (
    Pair,
    Rule,
    flat,
    lower_first,
    names_of,
    other_date,
    other_figure,
)
from training.judge.inflect import is_plural, like, tables
from training.judge.turn import in_past, negate, weaken

Chance = random.Random


def hedged(text: str, chance: Chance) -> Pair | None:
    """The contradiction under 'may': 'closed it' and 'may not have closed it'."""
    clause = find_clause(text)
    new = weaken(clause, turn=True) if clause else None
    if new is None or re.search(r"\b(?:any\w*|ever|yet|either)\b", text):
        return None
    return text, new.replace(" may ", " might ", 1) if chance.random() < 0.4 else new


def left_open(text: str, chance: Chance) -> Pair | None:
    """'It is unclear whether the dam burst', of statements with and without a negation."""
    if find_clause(text) is None or re.search(r"\b(?:if|may|might|whether)\b", text):
        return None
    return text, chance.choice(tables()["frames"]["open"]).format(lower_first(text))


def place(text: str, chance: Chance) -> Pair | None:
    """Another place put for where it happens, as it stands, negated or with other figures."""
    clause = find_clause(text)
    if clause is None or (
        clause.verb is not None
        and clause.words[clause.verb].lemma in tables()["places"]["fixed"].split()
    ):
        return None
    for kind in ("states", "countries", "cities"):
        names = tables()["places"][kind]
        pattern = rf"\b(?:in|across|throughout) ({'|'.join(names)})\b"
        pattern += r"(?=[.,]| \w|$)(?! [A-Z]| and |, [A-Z])"
        match = re.search(pattern, text)
        if match is None or any(w in text[: match.start()].split()[-3:] for w in ("born", "based")):
            continue
        other = chance.choice([n for n in names if n not in text])
        moved = edit(text, [(match.start(1), match.end(1), other)])
        return text, _turn(moved, chance)
    return None


def _turn(text: str, chance: Chance) -> str:
    """Return the text as it is, or negated or with another figure, where that can be."""
    clause = find_clause(text)
    if clause is None or chance.random() < 0.35:
        return text
    figures = other_figure(text, chance) if flat(text) else None
    return figures or negate(clause) or text


def period(text: str, chance: Chance) -> Pair | None:
    """The opposite, or another figure, of an earlier time."""
    clause = find_clause(text)
    if clause is None or clause.first > 0 or re.search(r"\b(?:19|20)\d\d\b|ago|always|ever", text):
        return None
    if any(q.kind is QuantityKind.DATE for q in quantities(text)):
        return None
    before = in_past(clause)
    other = find_clause(before) if before else None
    if before is None or other is None or clause.words[clause.finite].lower in ("had", "would"):
        return None
    if clause.verb and clause.words[clause.verb].lemma in tables()["time"]["once"].split():
        return None
    if clause.kind == "be" and clause.words[clause.finite].lower in ("was", "were"):
        return None
    present = clause.words[clause.finite].lower != other.words[other.finite].lower
    figures = other_figure(before, chance) if flat(text) else None
    new = figures or negate(other) or (before if present else None)
    if new is None:
        return None
    when = chance.choice(tables()["time"]["earlier"])
    front = chance.random() < 0.5 or "," in new or len(new.split()) > 14
    return text, f"{when[0].upper()}{when[1:]}, {lower_first(new)}" if front else f"{new} {when}"


def other_time(text: str, chance: Chance) -> Pair | None:
    """Another year or day of what can happen again."""
    clause = flat(text)
    if clause is None or clause.verb is None:
        return None
    if clause.words[clause.verb].lemma not in tables()["time"]["often"].split():
        return None
    new = other_date(text, chance)
    return (text, _turn(new, chance)) if new else None


def measure(text: str, chance: Chance) -> Pair | None:
    """The figure stays, what it counts changes: '12 killed' → '12 wounded'."""
    clause = flat(text)
    if clause is None:
        return None
    groups = [group.split() for group in tables()["measures"]["nouns"]]
    for q in quantities(text):
        if q.kind not in (QuantityKind.COUNT, QuantityKind.PERCENT) or not q.noun:
            continue
        tail = text[q.span.start : q.span.end + 60]
        for group in groups:
            match = re.match(rf"[^.;:]*?\b({'|'.join(group).replace('_', ' ')})\b(?! [A-Z])", tail)
            if match and match[1].lower() in " ".join(q.noun) + " " and match.start(1) < 40:
                other = chance.choice([n for n in group if n.replace("_", " ") != match[1]])
                start = q.span.start + match.start(1)
                end = q.span.start + match.end(1)
                return text, edit(text, [(start, end, other.replace("_", " "))])
    return _other_deed(text, chance)


def _other_deed(text: str, chance: Chance) -> Pair | None:
    clause = find_clause(text)
    figures = [q for q in quantities(text) if not q.is_time]
    if clause is None or clause.verb is None or not figures:
        return None
    word = clause.words[clause.verb]
    choices = [b for a, b in table("measures", "verbs") if a == word.lemma]
    if not choices:
        return None
    new = like(word.lower, word.lemma, chance.choice(choices), participle=clause.kind != "verb")
    return (text, edit(text, [(word.start, word.end, new)])) if new else None


def part(text: str, chance: Chance) -> Pair | None:
    """'Voters are angry' and 'some voters are not angry'; 'some are' and 'some are not'."""
    clause = find_clause(text)
    if clause is None or clause.first > 0 or not clause.plural:
        return None
    head = clause.subject[0]
    rest = text[head.end :]
    if (
        head.lower in ("some", "many", "several")
        and clause.words[clause.first + 1].tag is not Tag.PREPOSITION
    ):
        bare = find_clause("The" + rest)
        new = negate(bare) if bare else None
        other = chance.choice(("Some", "Other", "Many"))
        return (text, new.replace("The", other, 1)) if new else None
    if head.tag not in (Tag.NOUN, Tag.ADJECTIVE) or any(w.lower == "and" for w in clause.subject):
        return None
    word = head.lower
    if head.text[0].isupper() and lower_first(text) == text:
        return None
    new = negate(clause)
    if new is None or word in ("millions", "thousands", "hundreds", "police", "people"):
        return None
    few = chance.choice(("Some", "A few", "Several", "A number of"))
    return text, f"{few} {lower_first(new)}"


def subject(text: str, chance: Chance, names: Sequence[str]) -> Pair | None:
    """Another person or body of the same article put for the subject, also negated."""
    clause = find_clause(text)
    if clause is None or re.search(r"\b(?:he|she|his|her|him|himself|herself)\b", text):
        return None
    found = names_of(clause)
    if not found or found[0][0] != clause.subject[0].start or found[0][1] != clause.subject[-1].end:
        return None
    verb = clause.words[clause.verb] if clause.verb is not None else None
    unique = lexicon.word_set("unique") | lexicon.word_set("exclusive") | {"win", "lead", "beat"}
    after = clause.words[clause.after : clause.after + 2]
    if (verb is not None and verb.lemma in unique) or any(w.lower == "the" for w in after):
        return None
    if re.search(r"\b(?:only|first|last|\w+est|most|than|all)\b", text):
        return None
    start, end, old = found[0]
    others = [n for n in names if not set(n.split()) & set(old.split()) and n not in text]
    others = [n for n in others if n not in old and old not in n]
    if not others:
        return None
    return text, _turn(edit(text, [(start, end, chance.choice(others))]), chance)


def subject_name(text: str) -> str | None:
    """Return the name that is the whole subject of a statement."""
    clause = find_clause(text)
    found = names_of(clause) if clause else []
    if clause is None or not found or is_plural(found[0][2].lower()):
        return None
    whole = found[0][0] == clause.subject[0].start and found[0][1] == clause.subject[-1].end
    return found[0][2] if whole else None


_STOP = lexicon.word_set("generic")


def neighbour(text: str, others: Sequence[str]) -> Pair | None:
    """The other statement of the article with most words in common, no figure and other verbs."""
    clause = find_clause(text)
    if clause is None:
        return None
    mine = _key(text)
    verb = clause.words[clause.verb].lemma if clause.verb is not None else ""
    figures = {q.value for q in quantities(text)}
    best: tuple[float, str] | None = None
    for other in others:
        theirs = _key(other)
        shared = len(mine & theirs)
        if other == text or shared < 2 or shared > 0.6 * min(len(mine), len(theirs)):
            continue
        second = find_clause(other)
        if second is None or (verb and verb in {w.lemma for w in second.words}):
            continue
        if figures & {q.value for q in quantities(other)}:
            continue
        score = shared / len(mine | theirs)
        if best is None or score > best[0]:
            best = score, other
    return (text, best[1]) if best else None


def _key(text: str) -> frozenset[str]:
    clause = find_clause(text)
    words = clause.words if clause else ()
    return frozenset(w.lemma for w in words if w.is_content and w.lemma not in _STOP)


NEITHER_RULES: dict[str, Rule] = {
    "hedged": hedged,
    "left_open": left_open,
    "place": place,
    "period": period,
    "other_time": other_time,
    "measure": measure,
    "part": part,
}
