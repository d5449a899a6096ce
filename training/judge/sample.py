"""Pairs of statements to train the judge's cross-encoder with: own groups and public collections.

A row is (a, b, label, swap): label 0 both cannot hold, 1 they agree, 2 neither; `swap` says
that the label stays when a and b change places.
"""

from __future__ import annotations

import json
import os
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from pathlib import Path
from typing import Any

from claims.comparison.marked import LATER

GROUPS = Path(__file__).parent / "groups"
STORIES = Path(__file__).parent / "stories"
DOSSIERS = Path(__file__).parent / "dossiers"
SEQUELS = Path(__file__).parent / "sequels"
ROUNDS = (
    ("abroad", "crime", "culture", "health", "mishap", "money", "power", "war"),
    ("border", "rule", "science", "sea", "state", "town", "work"),
    (
        "base",
        "care",
        "city",
        "court",
        "lab",
        "land",
        "line",
        "press",
        "spill",
        "storm",
        "tech",
        "trade",
        "truce",
        "vote",
    ),
    ("count", "hour", "share", "sum"),
)
"""The files of dossiers, in the order in which the reader learnt from them."""
SEQUEL_ROUNDS = (("firm", "jury", "rule", "soil", "toll"), ("gate", "hand", "mill", "wire"))
"""The files of sequels, likewise."""
HELD = 8
"""Every so manieth group and story is kept from the encoder, for the decision on top of it."""
CONTRADICT, AGREE, NEITHER = range(3)
LABELS = {"contradict": CONTRADICT, "entail": AGREE, "agree": AGREE, "neutral": NEITHER}
SHARES = {
    "litl_litl_train": 3600,
    "litl_lots_train": 3600,
    "litl_baseline_train": 2400,
    "cad_snli_train": 900,
    "fever_nli_dev": 2100,
    "healthver_dev": 1200,
    "foolmetwice_dev": 900,
    "nyu_translate_wiki_train": 900,
}
"""Public pairs taken of each collection, a third of each label."""
WIDE_SHARES = {
    "litl_litl_train": 9000,
    "litl_lots_train": 9000,
    "litl_baseline_train": 6300,
    "cad_snli_train": 4500,
    "nyu_base_wiki_train": 1800,
    "nyu_translate_wiki_train": 1500,
    "fever_nli_dev": 1800,
    "healthver_dev": 900,
    "foolmetwice_dev": 600,
}
"""The same where inference as such is learnt, before or among the pairs of stories."""
DEEP_SHARES = {
    "litl_litl_train": 6300,
    "litl_lots_train": 6300,
    "litl_baseline_train": 7800,
    "cad_snli_train": 3600,
    "nyu_base_wiki_train": 600,
    "nyu_translate_wiki_train": 3000,
    "fever_nli_dev": 1500,
    "healthver_dev": 600,
    "snli_sub_train": 12000,
    "emergent_train": 1200,
}
"""The same for a second round, of pairs that the first left where there are any. Collections stand
in the same order, the new ones last: otherwise one seed would not draw the same pairs."""
LONGEST = 200
"""Characters; longer sentences are passed over."""


@dataclass(frozen=True, slots=True)
class Row:
    a: str
    b: str
    label: int
    swap: bool = True
    weight: float = 1.0
    taught: tuple[float, ...] = ()
    """Logits of the three labels, where no single one is right: what pulls apart."""
    replaces: bool | None = None
    """Of two that cannot both hold: whether the later replaces the earlier, if that is known."""
    placed: bool = False
    """Whether the words that the statements lean on are read with them."""
    leans: bool = False
    """Whether it is read otherwise in its place."""
    story: str = ""
    """The whole story that a pair is of."""
    reread: int = 0
    """The round in which it was read again, as a reader had taken it for something that it had
    not been called; 0 of others."""

    @property
    def nothing(self) -> bool:
        return self.label == NEITHER and not self.taught


TENSION = (0.0, -3.0, 0.4)
"""What a pair that pulls apart is taught as: logits of contradiction, agreement and neither."""


def public_rows(
    scale: float = 1.0,
    seed: int = 5,
    shares: Mapping[str, int] = SHARES,
    after: Mapping[str, int] | None = None,
) -> list[Row]:
    """Return pairs of the public collections, balanced by label in each.

    Those that the same seed gives for the shares `after` come last.
    """
    folder = Path(os.environ["CLAIMS_DATA"]) / "nli" / "train"
    chance = random.Random(seed)
    rows: list[Row] = []
    for name, share in shares.items():
        by_label: dict[int, list[Row]] = {label: [] for label in range(3)}
        for line in (folder / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            raw = json.loads(line)
            a, b = raw["premise"], raw["hypothesis"]
            if len(a) <= LONGEST and len(b) <= LONGEST:
                label = LABELS[raw["label"]]
                by_label[label].append(Row(a, b, label, swap=label == CONTRADICT))
        for found in by_label.values():
            chance.shuffle(found)
            read = (after or {}).get(name, 0) // 3
            rows += [*found[read:], *found[:read]][: int(share * scale / 3)]
    return rows


def read_lines(folder: Path, *, held: bool | None) -> Iterator[dict[str, Any]]:
    """Yield the objects of a folder's files; `held` narrows to those kept back, or to the rest."""
    for path in sorted(folder.glob("*.jsonl")):
        for number, found in enumerate(read_file(path)):
            if held is None or held == (number % HELD == HELD - 1):
                yield found


def read_file(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the objects of a file."""
    yield from map(json.loads, path.read_text(encoding="utf-8").splitlines())


def own_rows(*, held: bool | None = False, seed: int = 9) -> list[Row]:
    """Return pairs from the project's own groups and stories."""
    chance = random.Random(seed)
    rows = [row for group in read_lines(GROUPS, held=held) for row in group_pairs(group, chance)]
    for story in read_lines(STORIES, held=held):
        rows += story_pairs(story, chance)
    return rows


def group_pairs(group: dict[str, Any], chance: random.Random) -> Iterator[Row]:
    """Yield pairs whose label one group of statements settles.

    What contradicts a statement contradicts those that say the same in full; a
    weaker agreement may not, so of those pairs a third is taken, at half the weight.
    """
    base = group["base"]
    first, second = group["agree"]
    for text in (first, second):
        yield Row(base, text, AGREE)
    yield Row(first, second, AGREE, weight=0.5)
    for texts, label in ((group["contradict"], CONTRADICT), (group["neutral"], NEITHER)):
        for text in texts:
            yield Row(base, text, label)
        for _ in range(2):
            other = chance.choice(group["agree"])
            yield Row(other, chance.choice(texts), label, weight=0.5)
    for text in group["tension"]:
        yield Row(base, text, NEITHER)


NEUTRALS = 24
"""Unlisted pairs taken of one story."""


def story_pairs(story: dict[str, Any], chance: random.Random) -> Iterator[Row]:
    """Yield the listed pairs of a story and a sample of the others, which are neither."""
    texts = story["statements"]
    listed = {tuple(sorted(pair)) for kind in STORY_LABELS for pair in story[kind]}
    for kind, label in STORY_LABELS.items():
        for i, j in story[kind]:
            yield Row(texts[i], texts[j], label)
    others = [p for p in combinations(range(len(texts)), 2) if p not in listed]
    chance.shuffle(others)
    for i, j in others[:NEUTRALS]:
        yield Row(texts[i], texts[j], NEITHER)


STORY_LABELS = {"contradict": CONTRADICT, "agree": AGREE, "tension": NEITHER}


NAMED = 0.7
"""The share of pairs that are read with their speakers."""
DOSSIER_KINDS = ("contradict", "agree", "tension", "neither")
ALIKE, OTHERS = 14, 8
"""Unlisted pairs taken of one dossier: of those that share most words, and of all others."""


def dossier_rows(names: Sequence[str]) -> list[Row]:
    """Return pairs of dossiers by file: what the sources of one affair say, and who says it."""
    chance = random.Random(37)
    dossiers = [d for n in sorted(names) for d in read_file(DOSSIERS / f"{n}.jsonl")]
    return [row for dossier in dossiers for row in dossier_pairs(dossier, chance)]


def dossier_pairs(dossier: dict[str, Any], chance: random.Random) -> Iterator[Row]:
    """Yield the listed pairs of a dossier, and of the others, which are neither, some.

    Twice those that contradict or agree, once with and once without their speakers.
    """
    told = {f"{s}{n}": both for s in "abc" for n, both in enumerate(dossier[s], 1)}

    def row(pair: Sequence[str], kind: str, *, named: bool) -> Row:
        sides = [told[n] for n in pair]
        a, b = (f"{who}: {text}" if who and named else text for who, text in sides)
        taught = TENSION if kind == "tension" else ()
        return Row(a, b, LABELS.get(kind, NEITHER), taught=taught)

    listed = set()
    for kind in DOSSIER_KINDS:
        for pair in dossier[kind]:
            listed.add(tuple(sorted(pair)))
            named = chance.random() < NAMED
            yield row(pair, kind, named=named)
            if kind in ("contradict", "agree"):
                yield row(pair, kind, named=not named)
    others = [p for p in combinations(sorted(told), 2) if p not in listed]
    chance.shuffle(others)
    others.sort(key=lambda p: -_shared(*(told[n][1] for n in p)))
    some = others[ALIKE:]
    for pair in [*others[:ALIKE], *chance.sample(some, min(OTHERS, len(some)))]:
        yield row(pair, "neither", named=chance.random() < NAMED)


SEQUEL_KINDS = {"updates": CONTRADICT, "contradict": CONTRADICT, "agree": AGREE, "neither": NEITHER}
BETWEEN_DAYS = 6
"""Unlisted pairs taken of one sequel."""


def sequel_rows(names: Sequence[str]) -> list[Row]:
    """Return pairs of sequels by file: what was reported of an affair on one day, and later."""
    chance = random.Random(43)
    sequels = [d for n in sorted(names) for d in read_file(SEQUELS / f"{n}.jsonl")]
    return [row for sequel in sequels for row in sequel_pairs(sequel, chance)]


def sequel_pairs(sequel: dict[str, Any], chance: random.Random) -> Iterator[Row]:
    """Yield the listed pairs of a sequel, and of the others, which are neither, some."""
    told = {f"{s[0]}{n}": both for s in ("earlier", "later") for n, both in enumerate(sequel[s], 1)}

    def row(pair: Sequence[str], kind: str) -> Row:
        named = chance.random() < NAMED
        sides = [told[n] for n in pair]
        a, b = (f"{who}: {text}" if who and named else text for who, text in sides)
        replaces = {"updates": True, "contradict": False}.get(kind)
        return Row(a, LATER + b, SEQUEL_KINDS[kind], swap=False, replaces=replaces)

    listed = {tuple(pair): kind for kind in SEQUEL_KINDS for pair in sequel[kind]}
    for pair, kind in listed.items():
        yield row(pair, kind)
    days = [[n for n in told if n[0] == day] for day in "el"]
    others = [pair for pair in product(*days) if pair not in listed]
    for pair in chance.sample(others, min(BETWEEN_DAYS, len(others))):
        yield row(pair, "neither")


def _shared(a: str, b: str) -> float:
    """Return the part of the shorter statement's words that the other has."""
    one, other = ({w.strip(".,;:\"'") for w in text.lower().split()} for text in (a, b))
    return len(one & other) / min(len(one), len(other))
