"""Fit the decision of claims/comparison: a logistic over the evidence and the cross-encoder.

    python -m training.judge.train claims/comparison/data/decision.json

It learns from the project's own pairs: tests/comparison/pairs/seen.jsonl, the labelled
passages of tests/comparison/articles/seen, and the groups and stories that the
cross-encoder was not trained on. The unseen parts are never read.
"""

from __future__ import annotations

import argparse
import json
import math
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from claims.comparison.analysis import analyse
from claims.comparison.crossencoder import Opinion, load
from claims.comparison.evidence import weigh
from claims.comparison.feature import features
from claims.comparison.value import Statement
from training.judge.sample import AGREE, CONTRADICT, LABELS, NEITHER, STORIES, own_rows, read_lines

OWN = Path(__file__).parent.parent.parent / "tests" / "comparison"
OWN_WEIGHT = 0.25
"""What a pair of the groups and stories counts: the cross-encoder knows their kind too well."""
ARTICLE_LABELS = {
    "contradicts": CONTRADICT, "updates": CONTRADICT, "echoes": AGREE, "corroborates": AGREE,
    "compatible": NEITHER, "tension": NEITHER,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Example:
    a: str
    b: str
    label: int
    weight: float
    group: str
    """Pairs of one group share statements: they are never parted between folds."""


def examples(held: int) -> Iterator[Example]:
    """Yield all pairs to learn from; `held` of those kept from the cross-encoder."""
    for row in read(OWN / "pairs" / "seen.jsonl"):
        yield Example(row["a"], row["b"], LABELS[row["label"]], 1.0, row["id"][:4])
    for row in read(OWN / "articles" / "seen" / "labels.jsonl"):
        a, b = row["a"]["text"], row["b"]["text"]
        group = row["id"].rpartition("-")[0]
        yield Example(a, b, ARTICLE_LABELS[row["label"]], 1.0, group)
    rows = own_rows(held=True)
    random.Random(3).shuffle(rows)  # noqa: S311
    for row in rows[:held]:
        yield Example(row.a, row.b, row.label, OWN_WEIGHT * row.weight, f"own{hash_of(row.a)}")


def hash_of(text: str) -> int:
    return sum(map(ord, text)) % 997


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


def clamp(w: np.ndarray, names: list[str]) -> None:
    """Set weights of the wrong sign to nothing, in place."""
    for i, name in enumerate(names):
        for k, sign in enumerate(SIGNS.get(name, "..")):
            if sign == "+":
                w[i, k] = max(0.0, w[i, k])
            elif sign == "-":
                w[i, k] = min(0.0, w[i, k])


def vectors(found: list[Example]) -> list[dict[str, float]]:
    """Return the features of each pair, as the comparison sees it."""
    encoder = load()
    straight = encoder.opinions([(e.a, e.b) for e in found])
    turned = encoder.opinions([(e.b, e.a) for e in found])
    made = []
    for e, x, y in zip(found, straight, turned, strict=True):
        a, b = sorted((e.a, e.b))
        mean = Opinion((x.conflict + y.conflict) / 2, (x.agreement + y.agreement) / 2)
        made.append(features(weigh(analyse(Statement(a)), analyse(Statement(b))), mean))
    return made


def fit(x: np.ndarray, y: np.ndarray, weight: np.ndarray, names: list[str]) -> np.ndarray:
    """Return weights of (features, 2) for conflict and agreement; 'neither' is the reference."""
    w = np.zeros((x.shape[1], 3))
    target = np.eye(3)[y]
    penalty = np.full((x.shape[1], 1), RIDGE)
    penalty[0] = 0.1
    step = 0.5
    velocity = np.zeros_like(w)
    scale = weight.sum()
    for _ in range(4000):
        z = x @ w
        z -= z.max(axis=1, keepdims=True)
        p = np.exp(z)
        p /= p.sum(axis=1, keepdims=True)
        gradient = x.T @ ((p - target) * weight[:, None]) / scale + penalty * w / scale
        velocity = 0.9 * velocity - step * gradient
        velocity[:, 2] = 0.0
        w += velocity
        clamp(w, names)
    return w[:, :2]


def predict(x: np.ndarray, w: np.ndarray) -> np.ndarray:
    z = np.concatenate([x @ w, np.zeros((len(x), 1))], axis=1)
    p = np.exp(z - z.max(axis=1, keepdims=True))
    return p / p.sum(axis=1, keepdims=True)


FOLDS = 8
PARTS: dict[str, Callable[[str], bool]] = {
    "computed evidence alone": lambda name: not name.startswith("read"),
    "the cross-encoder alone": lambda name: name in ("read conflict", "read agreement"),
}
"""What the ablation keeps of the features."""
PRECISION = 0.82
"""Wanted of the pairs called contradictions, on pairs that were held out of the fit."""


def held_out(
    x: np.ndarray, y: np.ndarray, weight: np.ndarray, groups: list[str], names: list[str]
) -> np.ndarray:
    """Return the chances of each pair from a fit that knew nothing of its group."""
    every = sorted(set(groups))
    random.Random(2).shuffle(every)  # noqa: S311
    fold = {group: i % FOLDS for i, group in enumerate(every)}
    which = np.array([fold[group] for group in groups])
    held = np.zeros((len(y), 3))
    for k in range(FOLDS):
        out = which == k
        held[out] = predict(x[out], fit(x[~out], y[~out], weight[~out], names))
    return held


COMPUTED = {
    "computed contradicts": 0.45, "computed tension": 0.38, "computed agreement": 0.45,
    "computed sure": 0.75, "pull": 0.6, "not ruled out": 0.02,
    "not ruled out in a story": 0.2,
}  # fmt: skip
"""Where the computed evidence decides alone, and where the cross-encoder rules it out."""


def thresholds(held: np.ndarray, y: np.ndarray, weight: np.ndarray) -> dict[str, float]:
    """Return the least chance from which contradictions are precise enough, and the others."""
    levels = np.arange(0.4, 0.9, 0.01)

    def precision(level: float) -> float:
        called = held[:, 0] >= level
        return float(weight[called & (y == CONTRADICT)].sum() / max(1e-9, weight[called].sum()))

    contradicts = next((t for t in levels if precision(t) >= PRECISION), 0.8)
    tension = contradicts - 0.03  # a lower one listed little that held

    def accuracy(level: float) -> float:
        answer = np.where(
            held[:, 0] >= contradicts, CONTRADICT, np.where(held[:, 1] >= level, AGREE, NEITHER)
        )
        return float(weight[answer == y].sum())

    agreement = max((round(t, 2) for t in np.arange(0.25, 0.6, 0.01)), key=accuracy)
    return {
        "contradicts": round(float(contradicts), 2), "tension": round(float(tension), 2),
        "elsewhere": 0.9, "agreement": float(agreement), **COMPUTED,
    }  # fmt: skip


KEPT = 2.0
"""How much likelier to be related a pair is that came up: ranking by meaning and terms keeps
nine in ten of the related pairs of a story, and under half of all."""


def story_odds(y: np.ndarray, weight: np.ndarray) -> list[float]:
    """Return how much lower the log odds are among all the claims of a story than here."""
    stories = list(read_lines(STORIES, held=None))
    pairs = sum(len(s["statements"]) * (len(s["statements"]) - 1) / 2 for s in stories)
    conflicts = sum(len(s["contradict"]) for s in stories)
    agreements = sum(len(s["agree"]) for s in stories)
    neither = pairs - conflicts - agreements
    here = [float(weight[y == label].sum()) for label in (CONTRADICT, AGREE, NEITHER)]
    return [
        round(math.log(KEPT * there / neither) - math.log(part / here[NEITHER]), 2)
        for there, part in ((conflicts, here[CONTRADICT]), (agreements, here[AGREE]))
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--held", type=int, default=2400, help="pairs of own groups and stories")
    options = parser.parse_args()
    found = list(examples(options.held))
    dicts = vectors(found)
    names = list(dicts[0])
    x = np.array([[d[n] for n in names] for d in dicts])
    y = np.array([e.label for e in found])
    weight = np.array([e.weight for e in found])
    groups = [e.group for e in found]
    for part, kept in PARTS.items():
        some = [i for i, n in enumerate(names) if n == "bias" or kept(n)]
        left = held_out(x[:, some], y, weight, groups, [names[i] for i in some])
        print(f"with {part}:")
        report(found, left, y, thresholds(left, y, weight))
    held = held_out(x, y, weight, groups, names)
    chosen = thresholds(held, y, weight)
    print("with everything:")
    report(found, held, y, chosen)
    w = fit(x, y, weight, names)
    pairs = np.array([e.group[0] == "s" and e.group[1:].isdigit() for e in found])
    alone = [i for i, n in enumerate(names) if not n.startswith("read")]
    c = fit(x[pairs][:, alone], y[pairs], weight[pairs], [names[i] for i in alone])
    card = {
        "name": "claims judge: decision",
        "what": "multinomial logistic over computed evidence and the cross-encoder's opinion; "
        "reference: neither",
        "trained on": "the project's own pairs (tests/comparison seen, training/judge held)",
        "script": "python -m training.judge.train",
        "licence": "Apache-2.0",
        "thresholds": chosen,
        "story": story_odds(y, weight),
        "computed": {
            names[i]: [round(float(c[k, 0]), 4), round(float(c[k, 1]), 4)]
            for k, i in enumerate(alone)
        },
        "weights": {
            n: [round(float(w[i, 0]), 4), round(float(w[i, 1]), 4)] for i, n in enumerate(names)
        },
    }
    options.out.write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")
    for n, v in card["weights"].items():
        print(f"{n:24s} {v[0]:7.2f} {v[1]:7.2f}")


def report(found: list[Example], held: np.ndarray, y: np.ndarray, chosen: dict[str, float]) -> None:
    """Print the figures of the held out folds, by where the pairs are from."""
    print("thresholds", chosen)
    parts = {"pairs": "s", "own": "own"}
    where = np.array(
        [next((p for p, start in parts.items() if e.group.startswith(start)
               and (p == "own" or e.group[1:].isdigit())), "articles") for e in found]
    )  # fmt: skip
    answer = np.where(
        held[:, 0] >= chosen["contradicts"],
        CONTRADICT,
        np.where(held[:, 1] >= chosen["agreement"], AGREE, NEITHER),
    )
    for part in ("pairs", "articles", "own"):
        here = where == part
        line = [f"{part:9s} n={here.sum():5d} accuracy {(answer[here] == y[here]).mean():.3f}"]
        for t in (0.4, 0.5, 0.6, 0.7, 0.8, chosen["contradicts"]):
            called = here & (held[:, 0] >= t)
            there = here & (y == CONTRADICT)
            p = (y[called] == CONTRADICT).mean() if called.any() else 0.0
            line.append(f"{t:.2f}: P {p:.2f} R {(held[there, 0] >= t).mean():.2f}")
        print("  ".join(line))


if __name__ == "__main__":
    main()
