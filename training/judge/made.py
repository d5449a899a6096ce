"""Pairs made by rule from real claims, with the label known from how they were made.

The statements are the contents of PolNeAR's attributions; `python -m training.judge.made --show 5`
prints pairs of each rule.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from training.judge.agree import AGREEMENTS, SURFACE
from training.judge.clause import contract, find_clause, spell_out
from training.judge.contradict import CONTRADICTIONS, Pair
from training.judge.denial import DENIALS
from training.judge.neither import NEITHER_RULES, neighbour, subject, subject_name
from training.judge.sample import AGREE, CONTRADICT, NEITHER, Row

SHORTEST, LONGEST = 6, 35
"""Words of a statement."""
USES = 4
"""How often a statement is the first of a pair."""
REWORDED = 0.4
"""The share of contradictions and neutral pairs that are said in other words as well."""
FIRST_PERSON = 0.3
"""The share of the statements with 'I' and 'we' that is kept."""
SCARCE = frozenset({"figure", "antonym", "dated", "place", "measure", "other_time", "numerals"})
"""Rules that are tried twice on a statement, as few have what they change."""
LABELS = {
    **{f"contradict/{name}": CONTRADICT for name in CONTRADICTIONS},
    **{f"neither/{name}": NEITHER for name in (*NEITHER_RULES, "subject", "neighbour")},
    **{f"agree/{name}": AGREE for name in (*AGREEMENTS, *DENIALS)},
}


@dataclass(frozen=True, slots=True)
class Made:
    """A pair with the rule that made it."""

    rule: str
    base: str
    a: str
    b: str


def made_rows(seed: int, limit: int) -> list[Row]:
    """Return pairs, as even over labels and rules as there are pairs; the same for a seed."""
    path = Path(os.environ["CLAIMS_DATA"]) / "polnear" / "train.jsonl"
    made = choose(make(articles(path), seed), limit, seed)
    return [Row(m.a, m.b, LABELS[m.rule]) for m in made]


def articles(path: Path) -> Iterator[list[str]]:
    """Yield the statements of each article."""
    for line in path.read_text(encoding="utf-8").splitlines():
        raw = json.loads(line)
        contents = (
            " ".join(raw["text"][start:end] for start, end in attribution.get("content", []))
            for attribution in raw["attributions"]
        )
        yield list(dict.fromkeys(s for content in contents for s in statements(content)))


_SHORTENED = "".join(
    rf"(?<!{w}\.)"
    for w in ["Sen", "Rep", "Gov", "Mr", "Mrs", "Ms", "Dr", "St", "Gen", "Jr", "vs", "No"]
)
_STARTS = (
    "We|It|They|He|She|There|That|This|You|So|If|The|Our|My|In|What|When|Look|Nobody|People|These|"
    "Those|On|For|At|Everyone|Everybody|Millions|Not|Now|Then|Because|How|I|His|Her"
)
_SENTENCE = re.compile(
    rf"(?<=[a-z\d”’)][.!?]){_SHORTENED} (?=[A-Z])"
    rf"|[,.]? (?=(?:And|But) )|[,.]? (?=(?:{_STARTS})\b(?! [A-Z]))"
)


_BROKEN = re.compile(
    r"\.\.\.|…|\b(?:and|but) that\b|\b(?:Sen|Rep|Gov|Mr)$|like, |[()]"
    r"|\b(?:of|and|or|the|a|to|for|with|that|by)$|\w - \w"
)


def statements(content: str) -> list[str]:
    """Return the sentences of a content that can be read alone, without marks of quotation.

    >>> statements('that the dam “will not hold another winter,” “That is plain.”')
    ['the dam will not hold another winter']
    """
    if any(content.count(a) != content.count(b) for a, b in ("“”", "()", "[]")):
        return []
    plain = re.sub(r"[“”\"\[\]]|''|``|(?<!\w)[‘']|’(?=\s|$)", " ", content)
    plain = re.sub(r"\s+", " ", plain.replace("’", "'")).strip()
    plain = re.sub(r"^(?:that\b|how\b)[, ]*", "", plain)
    found = []
    for sentence in _SENTENCE.split(plain):
        text = spell_out(re.sub(r",? (?:and|but|or)$", "", sentence.strip(" ,.;:-—–!…")))
        size = len(text.split())
        if (
            SHORTEST <= size <= LONGEST
            and not _is_title(text)
            and find_clause(text)
            and not _BROKEN.search(text)
        ):
            found.append(text)
    return found


def _is_title(text: str) -> bool:
    words = text.split()
    return sum(word[0].isupper() for word in words) > 0.6 * len(words)


def make(groups: Iterable[list[str]], seed: int) -> dict[str, list[Made]]:
    """Return all pairs of each rule, in an order that the seed gives."""
    chance = random.Random(seed)
    found: dict[str, list[Made]] = defaultdict(list)
    for texts in groups:
        names = sorted({name for text in texts if (name := subject_name(text))})
        for text in texts:
            personal = re.match(r"(?i)(?:I|we|my|our|you|this|that)\b", text) is not None
            if personal and chance.random() > FIRST_PERSON:
                continue
            for rule, pair in _pairs(text, texts, names, chance):
                found[rule].append(_finish(rule, text, pair, chance))
    for pairs in found.values():
        chance.shuffle(pairs)
    return dict(found)


def _pairs(
    text: str, texts: list[str], names: list[str], chance: random.Random
) -> Iterator[tuple[str, Pair]]:
    for prefix, rules in (
        ("contradict", CONTRADICTIONS),
        ("neither", NEITHER_RULES),
        ("agree", {**AGREEMENTS, **DENIALS}),
    ):
        for name, rule in rules.items():
            for _ in range(2 if name in SCARCE else 1):
                pair = rule(text, chance)
                if pair and pair[0] != pair[1]:
                    yield f"{prefix}/{name}", pair
    for name, pair in (
        ("neither/subject", subject(text, chance, names)),
        ("neither/neighbour", neighbour(text, texts)),
    ):
        if pair and pair[0] != pair[1]:
            yield name, pair


def _finish(rule: str, base: str, pair: Pair, chance: random.Random) -> Made:
    """Reword a share of the pairs, contract some negations, change sides, and dress both alike."""
    a, b = pair
    if not rule.startswith("agree") and chance.random() < REWORDED:
        if chance.random() < 0.5:
            a = reword(a, chance)
        else:
            b = reword(b, chance)
    elif rule.startswith("agree") and chance.random() < REWORDED / 2:
        b = reword(b, chance, without=rule.partition("/")[2])
    a, b = (contract(t) if chance.random() < 0.5 else t for t in (a, b))
    whole = chance.random() < 0.6
    a, b = (_dress(t) if whole else t for t in (a, b))
    return Made(rule, base, *((b, a) if chance.random() < 0.5 else (a, b)))


def reword(text: str, chance: random.Random, without: str = "") -> str:
    """Return the text said in other words by the first rules that can."""
    names = [name for name in SURFACE if name != without]
    chance.shuffle(names)
    for name in sorted(names, key=lambda n: n == "framed" and chance.random() < 0.7):
        pair = AGREEMENTS[name](text, chance)
        if pair:
            return pair[1]
    return text


def _dress(text: str) -> str:
    return text[0].upper() + text[1:] + ("" if text.endswith((".", "!")) else ".")


def choose(found: dict[str, list[Made]], limit: int, seed: int) -> list[Made]:
    """Take a third for each label, evenly over its rules; a rule with few pairs gives all."""
    used: Counter[str] = Counter()
    given: Counter[str] = Counter()
    chosen: list[Made] = []
    queues = {rule: list(reversed(pairs)) for rule, pairs in sorted(found.items())}
    taken: Counter[int] = Counter()
    while True:
        before = len(chosen)
        for label in (CONTRADICT, AGREE, NEITHER):
            rules = [rule for rule in queues if LABELS[rule] == label and queues[rule]]
            if not rules or taken[label] >= limit // 3:
                continue
            rule = min(rules, key=lambda r: given[r])
            made = _next(queues[rule], used)
            given[rule] += 1
            if made is not None:
                used[made.base] += 1
                taken[label] += 1
                chosen.append(made)
        if len(chosen) == before and not any(
            queues[r] for r in queues if taken[LABELS[r]] < limit // 3
        ):
            break
    random.Random(seed).shuffle(chosen)
    return chosen


def _next(queue: list[Made], used: Counter[str]) -> Made | None:
    while queue:
        made = queue.pop()
        if used[made.base] < USES:
            return made
    return None


def main() -> None:
    """Print how many pairs each rule gives, and examples."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--show", type=int, default=5)
    parser.add_argument("--rule", default="")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    path = Path(os.environ["CLAIMS_DATA"]) / "polnear" / "train.jsonl"
    found = make(articles(path), options.seed)
    for rule, pairs in sorted(found.items()):
        if options.rule in rule:
            print(f"\n== {rule}: {len(pairs)} pairs")
            for made in pairs[: options.show]:
                print(f"  {made.a}\n  {made.b}\n")
    chosen = choose(found, 10**9, options.seed)
    print(len(chosen), "pairs in all,", Counter(LABELS[m.rule] for m in chosen))


if __name__ == "__main__":
    main()
