"""Let a large cross-encoder label the pairs that a small one is to learn from; resumable.

    python -m training.judge.teach --base FOLDER --weights RUN/own.pt --to RUN/taught.jsonl

A line holds the pair, the label known for it and the large one's logits.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from dataclasses import asdict
from pathlib import Path

import torch

from training.judge.encode import CrossEncoder, load_tokenizer, read_pairs, rows_to_teach

CHUNK = 512


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", required=True)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--to", type=Path, required=True)
    parser.add_argument("--threads", type=int, default=2)
    o = parser.parse_args()
    torch.set_num_threads(o.threads)
    rows = rows_to_teach()
    random.Random(1).shuffle(rows)  # noqa: S311
    model = CrossEncoder(o.base)
    model.load_state_dict(torch.load(o.weights, weights_only=True)["model"])
    tokenizer = load_tokenizer(o.base)
    done = len(o.to.read_text(encoding="utf-8").splitlines()) if o.to.exists() else 0
    begun = time.monotonic()
    with o.to.open("a", encoding="utf-8") as out:
        for begin in range(done, len(rows), CHUNK):
            some = rows[begin : begin + CHUNK]
            logits = read_pairs(model, tokenizer, [(r.a, r.b) for r in some])
            for row, found in zip(some, logits.tolist(), strict=True):
                line = asdict(row) | {"taught": [round(x, 3) for x in found]}
                out.write(json.dumps(line, ensure_ascii=False) + "\n")
            out.flush()
            spent = time.monotonic() - begun
            print(f"{begin + len(some)}/{len(rows)} pairs, {spent:.0f} s", flush=True)


if __name__ == "__main__":
    main()
