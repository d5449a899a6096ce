"""Fit the small decision of claims/comparison: a logistic over the evidence.

    python -m training.judge.train claims/comparison/data/judge.json

It learns from tests/comparison/pairs/seen.jsonl, never from unseen.jsonl, and with
CLAIMS_DATA set also from a sample of public pairs at a low weight.
"""

from __future__ import annotations

import argparse
import json
import os
import random
from pathlib import Path

import numpy as np

from claims.comparison.analysis import analyse
from claims.comparison.evidence import weigh
from claims.comparison.feature import features
from claims.comparison.value import Statement

PAIRS = Path(__file__).parent.parent.parent / "tests" / "comparison" / "pairs"
CLASSES = {"contradict": 0, "agree": 1, "entail": 1, "neutral": 2}
PUBLIC = (
    "nli/train/cad_snli_train",
    "nli/train/litl_litl_train",
    "nli/train/nyu_translate_wiki_train",
    "nli/train/snli_sub_train",
)
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


def vector(a: str, b: str) -> dict[str, float]:
    x, y = sorted((a, b))
    return features(weigh(analyse(Statement(x)), analyse(Statement(y))))


def load(path: Path) -> list[tuple[str, str, int]]:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [
        (r.get("a") or r["premise"], r.get("b") or r["hypothesis"], CLASSES[r["label"]])
        for r in rows
    ]


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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--public", type=int, default=0, help="public pairs a collection")
    parser.add_argument("--share", type=float, default=0.15, help="weight of a public pair")
    options = parser.parse_args()
    own = load(PAIRS / "seen.jsonl")
    public = []
    if options.public:
        for name in PUBLIC:
            rows = load(Path(os.environ["CLAIMS_DATA"]) / f"{name}.jsonl")
            public += random.Random(3).sample(rows, options.public)  # noqa: S311
    rows = [*own, *public]
    dicts = [vector(a, b) for a, b, _ in rows]
    names = list(dicts[0])
    x = np.array([[d[n] for n in names] for d in dicts])
    y = np.array([label for _, _, label in rows])
    weight = np.array([1.0] * len(own) + [options.share] * len(public))
    order = np.random.default_rng(1).permutation(len(own) // 3 + 1)
    held = np.zeros((len(own), 3))
    for fold in range(6):
        groups = set(order[fold::6].tolist())
        out = np.array([i < len(own) and i // 3 in groups for i in range(len(rows))])
        held[out[: len(own)]] = predict(x[out], fit(x[~out], y[~out], weight[~out], names))
    truth = y[: len(own)]
    answer = held.argmax(1)
    print("cross-validated accuracy", round(float((answer == truth).mean()), 3))
    for t in (0.4, 0.5, 0.55, 0.6, 0.7):
        called = held[:, 0] >= t
        print(
            t,
            "P",
            round(float((truth[called] == 0).mean()), 3),
            "R",
            round(float(called[truth == 0].mean()), 3),
        )
    for t in (0.25, 0.3, 0.35, 0.4, 0.45, 0.5):
        guess = np.where(held[:, 0] >= 0.45, 0, np.where(held[:, 1] >= t, 1, 2))
        print("agreement from", t, "accuracy", round(float((guess == truth).mean()), 3))
    w = fit(x, y, weight, names)
    card = {
        "name": "judge",
        "what": "multinomial logistic over computed evidence; reference: neither",
        "trained on": "tests/comparison/pairs/seen.jsonl (the project's own writing)",
        "licence": "Apache-2.0",
        "thresholds": {"contradicts": 0.45, "tension": 0.38, "pull": 0.6, "agreement": 0.45},
        "weights": {
            n: [round(float(w[i, 0]), 4), round(float(w[i, 1]), 4)] for i, n in enumerate(names)
        },
    }
    options.out.write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")
    for n, v in card["weights"].items():
        print(f"{n:24s} {v[0]:7.2f} {v[1]:7.2f}")


if __name__ == "__main__":
    main()
