"""Rules that make a statement which cannot be true together with the one it was made from."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from functools import lru_cache

from claims.comparison import lexicon
from claims.comparison.analysis import analyse
from claims.comparison.parse import CLOSED, Tag
from claims.comparison.value import Statement
from claims.quantity import Quantity, QuantityKind, compatible
from claims.quantity.number import ONES
from training.judge.clause import Clause, edit, find_clause, quantities, table
from training.judge.inflect import is_plural, like, tables, word_set
from training.judge.turn import SHY, guarded, negate

Chance = random.Random
Pair = tuple[str, str]
Rule = Callable[[str, Chance], Pair | None]
FIGURES = {
    QuantityKind.COUNT, QuantityKind.MONEY, QuantityKind.PERCENT, QuantityKind.AMOUNT,
    QuantityKind.DURATION,
}  # fmt: skip
_FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?")
_RELATIVE = {"of", "in", "out"}


def flat(text: str) -> Clause | None:
    """Return the main clause of a statement without negation, hedge or condition."""
    clause = find_clause(text)
    if clause is None or clause.negator is not None or guarded(clause):
        return None
    words = analyse(Statement(text)).words
    return None if any(s.negated or s.weak for s in words) else clause


def negated(text: str, chance: Chance) -> Pair | None:
    """'Is' → 'is not', 'did not close' → 'closed'."""
    clause = find_clause(text)
    new = negate(clause) if clause else None
    del chance
    return (text, new) if new else None


@lru_cache(maxsize=1)
def opposite_verbs() -> dict[str, list[str]]:
    return _both_ways(table("opposites", "verbs"))


@lru_cache(maxsize=1)
def opposite_adjectives() -> dict[str, list[str]]:
    return _both_ways(table("opposites", "complements") + table("opposites", "contraries"))


@lru_cache(maxsize=1)
def complements() -> dict[str, list[str]]:
    return _both_ways(table("opposites", "complements"))


def _both_ways(pairs: tuple[tuple[str, str], ...]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for a, b in pairs:
        found.setdefault(a, []).append(b)
        found.setdefault(b, []).append(a)
    return found


def antonym(text: str, chance: Chance) -> Pair | None:
    """'Supported' → 'opposed', 'is legal' → 'is illegal', 'voted for' → 'voted against'."""
    clause = flat(text)
    if clause is None:
        return None
    new = _opposite_verb(clause, chance) or opposite_adjective(clause, chance)
    new = new or _other_side(clause)
    return (text, new) if new else None


_NEEDS = {
    "agree": {"with"}, "disagree": {"with"}, "succeed": {".", ""}, "fail": {".", "", "in"},
    "believe": {"that", "the", "he", "she", "they", "it"}, "raise": {"taxes", "tax", "wages"},
    "lower": {"taxes", "tax", "wages"}, "win": set(), "lead": {"in", "the", "by"},
}  # fmt: skip
_PARTICLES = word_set("particles")


def _opposite_verb(clause: Clause, chance: Chance) -> str | None:
    if clause.verb is None:
        return None
    word = clause.words[clause.verb]
    after = clause.words[clause.verb + 1].lower if clause.verb + 1 < len(clause.words) else ""
    choices = opposite_verbs().get(word.lemma)
    needs = _NEEDS.get(word.lemma)
    if not choices or (needs and after not in needs) or after in _PARTICLES - (needs or set()):
        return None
    other = chance.choice(choices)
    had = clause.kind in ("have", "be")
    new = like(word.lower, word.lemma, other, participle=had)
    return edit(clause.text, [(word.start, word.end, new)]) if new else None


def opposite_adjective(clause: Clause, chance: Chance, *, strict: bool = False) -> str | None:
    """Return the clause with the adjective of its predicate turned to the opposite."""
    if clause.kind not in ("be", "modal") or (clause.kind == "be" and clause.verb is not None):
        return None
    listed = complements() if strict else opposite_adjectives()
    for word in clause.words[clause.after : clause.after + 4]:
        if word.lower in listed:
            after = clause.text[word.end :].split()[:1]
            if after and after[0] in ("and", "or", "but", "game", "enough"):
                return None
            new = chance.choice(listed[word.lower])
            ahead = clause.words[clause.after : clause.after + 4]
            articles = [w for w in ahead if w.lower in ("a", "an") and w.end <= word.start]
            edits = [(word.start, word.end, new)]
            fitting = "an" if new[0] in "aeiou" else "a"
            edits += [(article.start, article.end, fitting) for article in articles]
            return edit(clause.text, edits)
        if word.tag is not Tag.ADVERB and word.lower not in ("be", "a", "an", "the", "very", "so"):
            return None
    return None


def _other_side(clause: Clause) -> str | None:
    match = re.search(
        r"\b(vote[sd]?|argue[sd]?|testif\w+|campaign\w*) for (?=the |a |it|him|her|[A-Z])",
        clause.text,
    )
    if match:
        return edit(clause.text, [(match.start(), match.end(), f"{match[1]} against ")])
    match = re.search(r"\b(vote[sd]?|argue[sd]?|testif\w+|campaign\w*) against ", clause.text)
    return edit(clause.text, [(match.start(), match.end(), f"{match[1]} for ")]) if match else None


def figure(text: str, chance: Chance) -> Pair | None:
    """Change a figure beyond what its words leave open: '12 soldiers' → '31 soldiers'."""
    if flat(text) is None:
        return None
    new = other_figure(text, chance)
    return (text, new) if new else None


def other_figure(text: str, chance: Chance) -> str | None:
    found = [q for q in quantities(text) if usable(text, q)]
    if not found:
        return None
    q = chance.choice(found)
    return change_figure(text, q, chance)


def usable(text: str, q: Quantity) -> bool:
    """Tell whether a figure is one that a statement asserts: not a name's, not a bound."""
    if q.kind not in FIGURES or q.value is None or q.high - q.low > abs(q.value):
        return False
    before, after = text[: q.span.start].split(), text[q.span.end :].split()
    if before and re.sub(r"[’']s$", "", before[-1])[:1].isupper() and len(before) > 1:
        return False
    if "/" in text[q.span.start - 1 : q.span.end + 1]:
        return False
    if q.value in (0, 1) or (
        before and before[-1].lower() in ("the", "these", "those", "his", "#")
    ):
        return False
    raw = text[q.span.start : q.span.end]
    return bool(raw) and not (after and after[0].strip(",.") in ("of", "and", "or", "to", "or-so"))


def change_figure(text: str, q: Quantity, chance: Chance) -> str | None:
    raw = text[q.span.start : q.span.end]
    match = _FIGURE.search(raw)
    for _ in range(8):
        if match:
            new = raw[: match.start()] + _digits(match[0], q, chance) + raw[match.end() :]
        else:
            word = next((w for w in re.findall(r"[a-z]+", raw) if w in ONES and ONES[w] > 1), None)
            if word is None:
                return None
            others = [w for w, n in ONES.items() if 2 <= n <= 19 and not _near(n, ONES[word])]
            new = raw.replace(word, chance.choice(others))
        changed = edit(text, [(q.span.start, q.span.end, new)])
        other = [o for o in quantities(changed) if o.span.start == q.span.start]
        if len(other) == 1 and compatible(q, other[0]) is False:
            return changed
    return None


def _near(a: float, b: float) -> bool:
    return max(a, b) < 1.4 * min(a, b)


def _digits(raw: str, q: Quantity, chance: Chance) -> str:
    value = float(raw.replace(",", ""))
    factor = chance.choice((0.25, 0.33, 3.2, 4.1)) if q.hedged else chance.uniform(1.35, 3.0)
    if not q.hedged and chance.random() < 0.5:
        factor = 1 / factor
    new = value * factor
    if q.kind is QuantityKind.PERCENT and not 0 < new < 100:
        new = value * min(factor, 1 / factor)
    if "." in raw:
        return f"{new:.{len(raw.split('.')[1])}f}"
    size = max(0, len(str(int(new))) - (2 if value >= 100 else 1 if value >= 40 else 0) - 1)
    whole = max(2, round(new)) if value < 100 else round(new / 10**size) * 10**size
    return f"{whole:,}" if "," in raw or whole >= 10_000 else str(whole)


_YEAR = re.compile(
    r"\b(?P<anchor>in|since|until|of) (?P<year>(?:19|20)\d\d)\b(?! \w+ (?:election|race))"
)
_PLAIN_END = r"(?=[.,]|$| and | when | after | before | by | at | in | for )"


def dated(text: str, chance: Chance) -> Pair | None:
    """Change the day, month or year of what happens once: 'died in 2009' → 'died in 1997'."""
    clause = flat(text)
    if clause is None or clause.verb is None:
        return None
    planned = clause.words[clause.finite].lower == "will"
    lemma = clause.words[clause.verb].lemma
    if lemma not in tables()["time"]["once"].split() and not planned:
        return None
    new = other_date(text, chance, years=not planned)
    return (text, new) if new else None


def other_date(text: str, chance: Chance, *, years: bool = True) -> str | None:
    """Return the text with its one weekday, month or year changed."""
    for name in ("weekdays", "months"):
        names = tables()["time"][name].split()
        for found in re.finditer(
            rf"\b(?:on|in|since|last|until) ({'|'.join(names)})\b{_PLAIN_END}", text
        ):
            other = chance.choice([n for n in names if n != found[1]])
            return edit(text, [(found.start(1), found.end(1), other)])
    if not years:
        return None
    match = re.search(_YEAR.pattern + _PLAIN_END, text)
    if match is None:
        return None
    year = int(match["year"])
    other = str(year - chance.choice((2, 3, 4, 6, 9, 12)))
    return edit(text, [(match.start("year"), match.end("year"), other)])


def swapped(text: str, chance: Chance) -> Pair | None:
    """'Cruz defeated Trump' → 'Trump defeated Cruz'; names on the two sides of a comparison."""
    clause = flat(text)
    del chance
    if clause is None:
        return None
    names = names_of(clause)
    verb = clause.words[clause.verb] if clause.verb is not None else None
    than = re.search(
        r"\b(?:(?:more|less|fewer|better|worse|\w{3,}er)\b.{0,40}? than|(?:ahead|behind) of) ", text
    )
    listed = verb is not None and verb.lemma in tables()["roles"]["verbs"].split()
    passive = clause.kind == "be" and listed and " by " in text
    if len(names) < 2 or names[0][0] != clause.subject[0].start:
        return None
    (s, e, a), (s2, e2, b) = names[0], names[1]
    if set(a.split()) & set(b.split()) or e != clause.subject[-1].end:
        return None
    direct = listed and verb is not None and (passive or s2 == verb.end + 1)
    compared = than is not None and than.end() == s2 and than.start() > e
    if not (direct or compared) or re.search(r"\b(?:he|she|his|her|him)\b", text):
        return None
    if not re.match(r"$|[,.]| (?:in|on|at|by|with|among|for|more|usually|\d)\b", text[e2:]):
        return None
    return text, edit(text, [(s, e, b), (s2, e2, a)])


def names_of(clause: Clause) -> list[tuple[int, int, str]]:
    """Return the names of a clause with their places."""
    found: list[tuple[int, int, str]] = []
    for word in clause.words:
        if word.tag is not Tag.NAME:
            continue
        if found and clause.text[found[-1][1] : word.start] in (" ", ". "):
            start = found.pop()[0]
            found.append((start, word.end, clause.text[start : word.end]))
        else:
            found.append((word.start, word.end, word.text))
    return found


def quantified(text: str, chance: Chance) -> Pair | None:
    """'Everyone' → 'no one', 'always' → 'never', 'the first' → 'the last', 'all' → 'only some'."""
    clause = find_clause(text)
    if clause is None or re.search(r"\b(?:not|if|whether|may|might|n[’']t)\b", text):
        return None
    first = clause.subject[0]
    second = clause.words[clause.first + 1].lower
    later = clause.text[first.end :]
    if first.lower in ("all", "every") and second not in ("of", "that", "we"):
        head = (
            chance.choice(("Not a single", "Only one")) if first.lower == "every" else "Only some"
        )
        later = re.sub(r"^ (?:of )?the\b", " of the", later)
        return text, edit(head + later, [])
    if first.lower == "no" and clause.plural:
        return text, "Some" + later
    choices = [tuple(pair.split("/")) for pair in tables()["quantifiers"]["pairs"]]
    choices += [(b, a) for a, b in choices if not a.startswith(("no ", "the", "a "))]
    chance.shuffle(choices)
    for a, b in choices:
        match = re.search(rf"(?i)\b{a}\b", text)
        if match is None or len(re.findall(rf"(?i)\b{a}\b", text)) > 1:
            continue
        if match.start() > _reach(clause) or text[match.end() + 1 :][:1].isupper():
            continue
        new = b[0].upper() + b[1:] if match[0][0].isupper() else b
        return text, edit(text, [(match.start(), match.end(), new)])
    return None


def _reach(clause: Clause) -> int:
    """Return where the main predicate may end: at the first mark or clause behind the verb."""
    for word in clause.words[clause.after :]:
        if word.tag in (Tag.SUBORDINATOR, Tag.MARK, Tag.TO) or word.lower in (
            "and",
            "who",
            "which",
        ):
            return word.start
    return len(clause.text)


def lower_first(text: str) -> str:
    """Return the text for the middle of a sentence: 'The dam' → 'the dam', 'Obama' as it is."""
    first = text.split()[0].lower().rstrip(",")
    plain = (
        is_plural(first)
        and lexicon.counts(first[:-1]).get("n", 0) > 3
        and not first.endswith(("ans", "ats", "elds", "gates"))
    )
    closed = first in CLOSED and first != "i"
    return text[0].lower() + text[1:] if closed or plain else text


def call_false(text: str, chance: Chance) -> str:
    """Return the statement in a frame that says it is not so."""
    frames = tables()["frames"]["false"]
    if "," in text or len(text.split()) > 14:
        frames = [frame for frame in frames if frame.endswith("{}")]
    return str(chance.choice(frames)).format(lower_first(text))


def called_false(text: str, chance: Chance) -> Pair | None:
    """'It is false that the dam burst', of statements with and without a negation."""
    if find_clause(text) is None or re.search(r"\b(?:if|may|might)\b", text):
        return None
    if text.split()[0].lower() in SHY:
        return None
    return text, call_false(text, chance)


def both_negated(text: str, chance: Chance) -> Pair | None:
    """'Is not legal' and 'is not illegal'; 'did not win' and 'it is untrue that it did not win'."""
    clause = find_clause(text)
    if clause is None:
        return None
    turned = text if clause.negator is not None else negate(clause)
    other = find_clause(turned) if turned else None
    if turned is None or other is None or other.negator is None or guarded(other):
        return None
    strict = opposite_adjective(other, chance, strict=True)
    if strict:
        return turned, strict
    if other.kind == "do" and other.verb is not None and other.words[other.finite].lower == "did":
        at = other.words[other.verb].start
        if other.words[other.verb].lower not in (
            "have",
            "want",
            "know",
            "think",
            "need",
            "believe",
        ):
            new = turned[:at] + "fail to " + turned[at:]
            if chance.random() < 0.6:
                return turned, new
    return turned, call_false(turned, chance)


CONTRADICTIONS: dict[str, Rule] = {
    "negated": negated,
    "antonym": antonym,
    "figure": figure,
    "dated": dated,
    "swapped": swapped,
    "quantified": quantified,
    "called_false": called_false,
    "both_negated": both_negated,
}
