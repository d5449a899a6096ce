"""Fit the reader's fourth answer: of two that cannot both hold, does the later replace the other.

    python -m training.judge.replaced --base MPNET --weights RUN/a.pt RUN/b.pt --to fitted.pt

The stages teach this answer by few of their pairs, and their mean knows it badly: between the
updates and the contradictions of stories kept back it is right .78 of the time (area under the
curve), and .89 where a logistic is fitted to what the trained encoder makes of the pairs that are
known, of whole stories (CLAIMS_WHOLE) and sequels. The three labels stay as they are. Stages that
go on from a fitted answer teach it on: after `places` and `latest` it is at .94, not fitted again.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import torch
from sklearn.linear_model import LogisticRegression

from training.judge.encode import CrossEncoder, batch, load_tokenizer, load_weights
from training.judge.sample import SEQUEL_ROUNDS, Row, sequel_rows
from training.judge.stages import story_rows

ANSWER = 3
"""Which of the reader's answers it is."""
RIDGE, LEAST = 0.001, 0.02
"""How freely a weight may grow, and the least spread that a part of the state is scaled by."""


def states(model: CrossEncoder, base: str, rows: list[Row], size: int = 64) -> np.ndarray:
    """Return what the head reads of each pair, (pairs, 2 * width)."""
    tokenizer = load_tokenizer(base)
    order = sorted(range(len(rows)), key=lambda n: len(rows[n].a) + len(rows[n].b))
    found = np.zeros((len(rows), model.head.in_features), np.float32)
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        for begin in range(0, len(order), size):
            some = order[begin : begin + size]
            ids, mask = batch(tokenizer, [(rows[n].a, rows[n].b) for n in some])
            found[some] = model.both(ids, mask).float().numpy()
            print(f"{begin + len(some)} of {len(order)} pairs read", flush=True)
    return found


def fitted(x: np.ndarray, replaces: np.ndarray) -> tuple[np.ndarray, float]:
    """Return the weights and the bias of the logistic over states (pairs, width) as they are."""
    middle, spread = x.mean(0), np.maximum(x.std(0), LEAST)
    fit = LogisticRegression(C=RIDGE, max_iter=500).fit((x - middle) / spread, replaces)
    weights = fit.coef_[0] / spread
    return weights, float(fit.intercept_[0] - middle @ weights)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", required=True)
    about = "of several the mean; one that is named twice counts twice"
    parser.add_argument("--weights", type=Path, nargs="+", required=True, help=about)
    parser.add_argument("--to", type=Path, required=True)
    o = parser.parse_args()
    model = CrossEncoder(o.base).eval()
    load_weights(model, *o.weights)
    sequels = [row for names in SEQUEL_ROUNDS for row in sequel_rows(names)]
    rows = [row for row in (*story_rows(), *sequels) if row.replaces is not None]
    known = np.array([bool(row.replaces) for row in rows])
    weights, bias = fitted(states(model, o.base, rows), known)
    with torch.no_grad():
        model.head.weight[ANSWER] = torch.from_numpy(weights.astype(np.float32))
        model.head.bias[ANSWER] = bias
    o.to.parent.mkdir(parents=True, exist_ok=True)
    torch.save({"model": model.state_dict()}, o.to)


if __name__ == "__main__":
    main()
