"""Fit the decisions of claims/comparison: logistics over the evidence and the cross-encoder.

    python -m training.judge.train claims/comparison/data/decision.json

Two texts side by side are learnt from tests/comparison/pairs/seen.jsonl and the groups and
stories that the encoders were not trained on; stored claims from whole stories, all pairs
that came up for comparison as rare as they are: those kept from the encoders and the seen
part of tests/comparison/articles. The unseen parts are never read.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.issues import read_labels
from claims.comparison.analysis import analyse
from claims.comparison.company import LEAST, Company, Mark, Tempering, companies, mark
from claims.comparison.crossencoder import consider
from claims.comparison.evidence import weigh
from claims.comparison.feature import features
from claims.comparison.judge import Chances
from claims.comparison.trees import forest_of
from claims.comparison.value import Statement
from training.judge.sample import (
    AGREE,
    CONTRADICT,
    LABELS,
    NEITHER,
    own_rows,
)
from training.judge.whole import compared, read_story, stories

UPDATE, TENSION = 3, 4
"""What is told apart of stored claims beside the labels of two texts."""
STORED_LABELS = {
    "contradicts": CONTRADICT, "updates": UPDATE, "agrees": AGREE, "tension": TENSION,
}  # fmt: skip
OWN = Path(__file__).parent.parent.parent / "tests" / "comparison"
OWN_WEIGHT = 0.25
"""What a pair of the groups and stories counts: the cross-encoder knows their kind too well."""


@dataclass(frozen=True, slots=True)
class Example:
    """A pair to learn from; pairs of one group share statements: no fold parts them.

    `round` is the number in its story of the document with which the pair comes up.
    """

    a: Statement
    b: Statement
    label: int
    weight: float
    group: str
    round: int = 0


def side_by_side(held: int) -> Iterator[Example]:
    """Yield texts put side by side; `held` of those kept from the cross-encoder."""
    for row in read(OWN / "pairs" / "seen.jsonl"):
        yield Example(*sides(row["a"], row["b"]), LABELS[row["label"]], 1.0, row["id"][:4])
    rows = own_rows(held=True)
    random.Random(3).shuffle(rows)
    for row in rows[:held]:
        weight = OWN_WEIGHT * row.weight
        yield Example(*sides(row.a, row.b), row.label, weight, f"own{sum(map(ord, row.a)) % 997}")


def sides(a: str, b: str) -> tuple[Statement, Statement]:
    one, other = sorted((a, b))
    return Statement(one), Statement(other)


def whole(folders: list[Path]) -> Iterator[Example]:
    """Yield the pairs of whole stories that come up for comparison."""
    for folder in folders:
        told = read_story(folder)
        labels = read_labels(folder)
        order = {d: n for n, d in enumerate(dict.fromkeys(t.statement.document for t in told))}
        for pair in compared(told):
            a, b = sorted((told[n].statement for n in pair), key=lambda s: s.text)
            label = STORED_LABELS.get(labels.get(pair, ""), NEITHER)
            later = max(order[a.document], order[b.document])
            yield Example(a, b, label, 1.0, folder.name, later)


def seen_stories() -> list[Path]:
    return sorted((OWN / "articles" / "seen" / "whole").iterdir())


def read(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


RIDGE = 0.7
# What a feature may speak for: '+' only for, '-' only against. The signs keep a small
# training set from teaching its own habits.
SIGNS = {
    name: signs
    for signs, names in {
        "++": [
            "cover small",
            "cover large",
            "cover large high",
            "names shared",
            "main linked",
            "main found",
            "theme same",
            "agent same",
            "heads linked",
            "date agrees",
        ],
        "--": [
            "fragment",
            "without verb",
            "one in the other",
            "loose small",
            "loose large",
            "names apart",
            "names lone",
            "theme apart",
            "agent apart",
            "date apart",
            "label apart",
            "conflict theme apart",
            "conflict agent apart",
            "number lone",
            "elsewhere",
            "verbs loose both",
            "verbs loose",
        ],
        "+.": ["read conflict", "read conflict found"],
        ".+": ["read agreement"],
        "+-": [
            "conflict any",
            "conflict best",
            "conflict sure",
            "date apart and alike",
            "conflict theme",
            "conflict there",
            "rival",
            "tension best",
        ],
        "-+": ["agreement best", "number agrees"],
    }.items()
    for name in names
}


KINDS = {"computed": (CONTRADICT, AGREE), "read": (CONTRADICT, AGREE),
         "stored": (CONTRADICT, AGREE, UPDATE, TENSION)}  # fmt: skip
"""What each decision tells apart, in the order of its weights; the rest is neither."""


def clamp(w: np.ndarray, names: list[str]) -> None:
    """Set weights of the wrong sign to nothing, in place."""
    for i, name in enumerate(names):
        for k, sign in enumerate(SIGNS.get(name, "..")):
            if sign == "+":
                w[i, k] = max(0.0, w[i, k])
            elif sign == "-":
                w[i, k] = min(0.0, w[i, k])


def vectors(found: list[Example]) -> list[dict[str, float] | None]:
    """Return the features of each pair as the comparison sees it, None where it reads none."""
    opinions = consider([(e.a, e.b) for e in found])
    return [
        features(weigh(analyse(e.a), analyse(e.b)), opinion) if opinion else None
        for e, opinion in zip(found, opinions, strict=True)
    ]


def fit(d: Data, kinds: tuple[int, ...]) -> np.ndarray:
    """Return weights of (features, kinds); 'neither' is the reference."""
    x, weight = d.x, d.weight
    w = np.zeros((x.shape[1], len(kinds) + 1))
    target = np.stack([*(d.y == kind for kind in kinds), ~np.isin(d.y, kinds)], 1).astype(float)
    penalty = np.full((x.shape[1], 1), RIDGE)
    penalty[0] = 0.1
    step = 0.5
    velocity = np.zeros_like(w)
    scale = weight.sum()
    for _ in range(1200):
        z = x @ w
        z -= z.max(axis=1, keepdims=True)
        p = np.exp(z)
        p /= p.sum(axis=1, keepdims=True)
        gradient = x.T @ ((p - target) * weight[:, None]) / scale + penalty * w / scale
        velocity = 0.9 * velocity - step * gradient
        velocity[:, -1] = 0.0
        w += velocity
        clamp(w, d.names)
    return w[:, :-1]


def predict(x: np.ndarray, w: np.ndarray) -> np.ndarray:
    z = np.concatenate([x @ w, np.zeros((len(x), 1))], axis=1)
    p = np.exp(z - z.max(axis=1, keepdims=True))
    return p / p.sum(axis=1, keepdims=True)


def grow(d: Data, kinds: tuple[int, ...]) -> dict[str, Any]:
    """Return trees over the features, as the card has them; 'neither' is the last kind.

    Small and many, each from a part of the pairs and of the features: there are few stories.
    """
    from sklearn.ensemble import GradientBoostingClassifier

    target = np.array([kinds.index(y) if y in kinds else len(kinds) for y in d.y])
    grown = GradientBoostingClassifier(
        n_estimators=120, learning_rate=GROWTH, max_leaf_nodes=8, min_samples_leaf=30,
        subsample=0.6, max_features=0.4, random_state=1,
    ).fit(d.x, target)  # fmt: skip
    start = np.log(np.bincount(target, minlength=len(kinds) + 1) / len(target))
    trees = [[_nodes(one.tree_) for one in grown.estimators_[:, k]] for k in range(len(start))]
    return {"features": d.names, "start": [round(float(x), 4) for x in start], "trees": trees}


GROWTH = 0.06
"""What each tree adds of what it would."""


def _nodes(tree: Any) -> list[list[float]]:
    leaf = tree.children_left < 0
    return [
        [round(float(tree.value[n, 0, 0]) * GROWTH, 4)] if leaf[n]
        else [int(tree.feature[n]), round(float(tree.threshold[n]), 5),
              int(tree.children_left[n]), int(tree.children_right[n])]
        for n in range(tree.node_count)
    ]  # fmt: skip


def by_trees(d: Data, card: dict[str, Any]) -> np.ndarray:
    """Return the chances of each pair by the trees, (pairs, kinds and neither)."""
    forest = forest_of(card)
    return np.array([forest.chances(dict(zip(d.names, row, strict=True))) for row in d.x])


FOLDS = 9


@dataclass(frozen=True, slots=True)
class Data:
    """Examples as numbers: `lost` counts the contradictions that never came so far."""

    found: list[Example]
    x: np.ndarray
    names: list[str]
    lost: int

    @property
    def y(self) -> np.ndarray:
        return np.array([e.label for e in self.found])

    @property
    def weight(self) -> np.ndarray:
        return np.array([e.weight for e in self.found])

    def only(self, kept: list[str]) -> Data:
        columns = [self.names.index(name) for name in kept]
        return Data(self.found, self.x[:, columns], kept, self.lost)

    def part(self, chosen: np.ndarray) -> Data:
        some = [e for e, wanted in zip(self.found, chosen, strict=True) if wanted]
        return Data(some, self.x[chosen], self.names, self.lost)


def held_out(d: Data, kinds: tuple[int, ...]) -> np.ndarray:
    """Return the chances of each pair from a fit that knew nothing of its group."""
    every = sorted({e.group for e in d.found})
    random.Random(2).shuffle(every)
    fold = {group: i % FOLDS for i, group in enumerate(every)}
    which = np.array([fold[e.group] for e in d.found])
    held = np.zeros((len(d.found), len(kinds) + 1))
    for k in range(FOLDS):
        out = which == k
        if out.any():
            held[out] = predict(d.x[out], fit(d.part(~out), kinds))
            if kinds == KINDS["stored"]:
                held[out] += by_trees(d.part(out), grow(d.part(~out), kinds))
                held[out] /= 2
    return held


def data_of(found: list[Example], lost: int = 0) -> Data:
    both = [(e, d) for e, d in zip(found, vectors(found), strict=True) if d]
    names = list(both[0][1])
    x = np.array([[d[n] for n in names] for _, d in both])
    read = [e for e, _ in both]
    lost += sum(e.label == CONTRADICT for e in found) - sum(e.label == CONTRADICT for e in read)
    return Data(read, x, names, lost)


def precise(chance: np.ndarray, good: np.ndarray, weight: np.ndarray, wanted: float) -> float:
    """Return the least chance from which what is called is right often enough."""
    for level in np.arange(0.2, 0.95, 0.01):
        called = chance >= level
        if called.any() and weight[called & good].sum() >= wanted * weight[called].sum():
            return round(float(level), 2)
    return 0.95


def best_agreement(d: Data, held: np.ndarray, called: np.ndarray) -> float:
    """Return the chance of agreement, if larger than that of conflict, that most often is right."""
    conflict, chance = held[:, 0], held[:, 1]

    def right(level: float) -> float:
        agrees = (chance >= level) & (chance > conflict)
        answer = np.where(called, -1, np.where(agrees, AGREE, NEITHER))
        return float(d.weight[answer == d.y].sum())

    return float(max((round(t, 2) for t in np.arange(0.25, 0.7, 0.01)), key=right))


STORED = 0.32
"""From about this chance on a dispute is stored, and known when the next document comes."""


def company_of(d: Data, some: np.ndarray) -> np.ndarray:
    """Return the company of each pair as adding the documents one by one finds it, (pairs, 2)."""
    found = np.zeros((len(d.found), 2))
    rounds: dict[str, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for n, e in enumerate(d.found):
        rounds[e.group][e.round].append(n)
    for story in rounds.values():
        known: dict[Mark, list[float]] = defaultdict(list)
        for number in sorted(story):
            batch = story[number]
            pairs = [(mark(d.found[n].a), mark(d.found[n].b)) for n in batch]
            chances = [float(some[n]) for n in batch]
            for n, company in zip(batch, companies(pairs, chances, known), strict=True):
                found[n] = company.more, company.less
            for pair, chance in zip(pairs, chances, strict=True):
                for claim in pair if chance >= STORED else ():
                    known[claim].append(chance)
    return found


def tempering_of(some: np.ndarray, company: np.ndarray, good: np.ndarray) -> Tempering:
    """Return the logistic over the chances of pairs judged alone and their company."""
    from sklearn.linear_model import LogisticRegression

    inside = np.clip(some, LEAST, 1 - LEAST)
    x = np.column_stack([np.log(inside / (1 - inside)), company])
    fitted = LogisticRegression(C=100.0, max_iter=1000).fit(x, good)
    return Tempering(*(round(float(v), 4) for v in (fitted.intercept_[0], *fitted.coef_[0])))


def tempered(held: np.ndarray, company: np.ndarray, tempering: Tempering) -> np.ndarray:
    """Return the chances of pairs, contradiction, agreement, update and tension, among others."""
    rows = [
        Chances(*map(float, row)).among(Company(*map(float, around)), tempering)
        for row, around in zip(held[:, :4], company, strict=True)
    ]
    return np.array([(c.conflict, c.agreement, c.update, c.pull) for c in rows])


SURE = 0.89
"""Wanted of what is called a contradiction of two texts."""
LISTED, CONTRADICTS, AGREES = 0.66, 0.72, 0.6
"""Wanted of stored claims: that what is listed is something, that what is called a contradiction
is one or an update, that what is called an agreement is one."""


def side_bars(d: Data) -> dict[str, float]:
    held = held_out(d, KINDS["read"])
    contradicts = precise(held[:, 0], d.y == CONTRADICT, d.weight, SURE)
    tension = max(0.4, round(contradicts - 0.08, 2))
    report("side by side", d, held[:, 0], d.y == CONTRADICT)
    agreement = best_agreement(d, held, held[:, 0] >= contradicts)
    return {
        "contradicts": contradicts, "tension": tension, "elsewhere": 0.9, "agreement": agreement,
    }  # fmt: skip


def stored_bars(d: Data) -> tuple[dict[str, float], Tempering]:
    """Return bars for stored claims, for all that is listed and for what is a contradiction.

    And how the chances of a pair depend on those of the others: four weights, for which no fold
    is held out.
    """
    held = held_out(d, KINDS["stored"])
    some = held[:, 0] + held[:, 2] + held[:, 3]
    good = np.isin(d.y, SOMETHING)
    report("stored, judged alone", d, some, good)
    company = company_of(d, some)
    tempering = tempering_of(some, company, good)
    conflict, agreement, update, pull = tempered(held, company, tempering).T
    some = conflict + update + pull
    listed = precise(some, good, d.weight, LISTED)
    report("stored, listed", d, some, good)
    kept = np.where(update > np.maximum(conflict, pull), 0.0, some)
    contradicts = precise(kept, np.isin(d.y, (CONTRADICT, UPDATE)), d.weight, CONTRADICTS)
    report("stored, no update", d, kept, np.isin(d.y, (CONTRADICT, UPDATE)))
    replaced = (some >= listed) & (update > np.maximum(conflict, pull))
    print(f"updates: called {replaced.sum()}, right {(d.y[replaced] == UPDATE).sum()} "
          f"of {(d.y == UPDATE).sum()} that were read")  # fmt: skip
    agrees = precise(np.where(agreement > some, agreement, 0.0), d.y == AGREE, d.weight, AGREES)
    return {"listed": listed, "contradicts": contradicts, "agreement": agrees}, tempering


SOMETHING = (CONTRADICT, UPDATE, TENSION)


COMPUTED_BARS = {
    "contradicts": 0.45, "tension": 0.38, "agreement": 0.45, "sure": 0.75, "pull": 0.6,
    "not ruled out": 0.15,
}  # fmt: skip
"""Where the computed evidence decides alone, and where the cross-encoder rules it out."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--held", type=int, default=2400, help="pairs of own groups and stories")
    options = parser.parse_args()
    side = data_of(list(side_by_side(options.held)))
    stored = stored_data()
    bars, tempering = stored_bars(stored)
    decisions = {
        "computed": computed_decision(side),
        "read": decision_of(side, side_bars(side), KINDS["read"]),
        "stored": decision_of(stored, bars, KINDS["stored"]),
    }
    ablate(stored)
    card = {
        "name": "claims judge: decisions",
        "what": "multinomial logistics over computed evidence and the cross-encoder's opinion; "
        "reference: neither",
        "trained on": "the project's own pairs and whole stories (tests/comparison seen, "
        "training/judge: those kept from the encoders)",
        "script": "python -m training.judge.train",
        "licence": "Apache-2.0",
        "decisions": decisions,
        "tempering": asdict(tempering),
    }
    options.out.write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")
    about = {name: card[name] for name in ("trained on", "script", "licence")}
    trees = {
        "name": "claims judge: trees",
        "what": "boosted trees over the same evidence: the chances of stored claims are the mean "
        "of theirs and of the logistics. Kinds: contradicts, agrees, updates, tension, neither",
        **about, **grow(stored, KINDS["stored"]),
    }  # fmt: skip
    options.out.with_name("trees.json").write_text(json.dumps(trees) + "\n", encoding="utf-8")


def stored_data() -> Data:
    folders = [*stories(held=True), *seen_stories()]
    found = list(whole(folders))
    there = sum(kind == "contradicts" for f in folders for kind in read_labels(f).values())
    return data_of(found, there - sum(e.label == CONTRADICT for e in found))


def decision_of(d: Data, bars: dict[str, float], kinds: tuple[int, ...]) -> dict[str, Any]:
    w = fit(d, kinds)
    weights = {n: [round(float(x), 4) for x in row] for n, row in zip(d.names, w, strict=True)}
    return {"bars": bars, "weights": weights}


def computed_decision(side: Data) -> dict[str, Any]:
    """Return the decision by computed evidence alone, from the sentence pairs."""
    own = np.array([not e.group.startswith("own") for e in side.found])
    names = [n for n in side.names if not n.startswith("read")]
    return decision_of(side.part(own).only(names), COMPUTED_BARS, KINDS["computed"])


def ablate(stored: Data) -> None:
    """Print what each part knows of stored claims."""
    parts = {
        "the cross-encoder alone": ["bias", "read conflict", "read agreement"],
        "computed evidence alone": [n for n in stored.names if not n.startswith("read")],
    }  # fmt: skip
    for name, kept in parts.items():
        some = stored.only(kept)
        held = held_out(some, KINDS["stored"])
        chance = held[:, 0] + held[:, 2] + held[:, 3]
        report(f"stored, {name}", some, chance, np.isin(some.y, SOMETHING))


def report(name: str, d: Data, chance: np.ndarray, good: np.ndarray) -> None:
    """Print the figures of the held out folds; recall is of all contradictions there are."""
    from sklearn.metrics import average_precision_score

    there = int((d.y == CONTRADICT).sum()) + d.lost
    print(f"{name}: {len(d.found)} pairs, {there} contradictions, {d.lost} never reached it, "
          f"average precision {average_precision_score(good, chance):.3f}")  # fmt: skip
    for level in (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8):
        called = chance >= level
        hit = int((d.y[called] == CONTRADICT).sum())
        share = int(good[called].sum()) / max(1, called.sum())
        print(
            f"  {level:.2f}: called {int(called.sum()):4d}, right {share:.2f}, "
            f"contradictions {hit / max(1, called.sum()):.2f}, recall {hit / there:.2f}"
        )


if __name__ == "__main__":
    main()
