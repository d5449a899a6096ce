"""Train a cross-encoder on pairs of statements: three labels, resumable.

    python -m training.judge.encode --base FOLDER --run RUN --stage public --stage own

Each stage (training/judge/stages.py) goes on from the weights of the one before. FOLDER holds a
BERT or MPNet encoder with its tokenizer, as Hugging Face's transformers reads it.
"""

from __future__ import annotations

import argparse
import json
import math
import random
from collections.abc import Iterable
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional
from transformers import AutoModel

from training.judge.packed import load_packed
from training.judge.sample import Row
from training.judge.stages import STAGES
from training.judge.steps import prepare, run_steps

ANSWERS = 4
"""Logits of a pair: of the three labels, and whether the later replaces the earlier."""
LENGTH = 160
"""Word pieces of a pair at most; the longer statement is cut."""


class CrossEncoder(nn.Module):
    """Two statements read as one text; logits of contradiction, agreement and neither.

    A fourth tells, of two that cannot both hold, whether the later one replaces the earlier.
    """

    def __init__(self, base: str) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(
            base, attn_implementation="eager", dtype=torch.float32,
            add_pooling_layer=False, attention_probs_dropout_prob=0.0,
        )  # fmt: skip
        size = self.encoder.config.hidden_size
        self.head = nn.Linear(2 * size, ANSWERS)

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        return self.head(self.both(ids, mask))

    def both(self, ids: Tensor, mask: Tensor) -> Tensor:
        """Return what the head reads of each pair: the first and the mean state, side by side."""
        states = self.states(ids, mask)
        return torch.cat([states[:, 0], mean_of(states, mask)], 1)

    def states(self, ids: Tensor, mask: Tensor) -> Tensor:
        return self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state.float()

    def mean(self, ids: Tensor, mask: Tensor) -> Tensor:
        """Return the mean state of texts, (texts, width)."""
        return mean_of(self.states(ids, mask), mask)

    def freeze(self, layers: int, *, words: bool = False) -> None:
        """Keep the word embeddings and the lowest `layers` as they are."""
        if layers or words:
            self.encoder.embeddings.requires_grad_(requires_grad=False)
        for layer in self.encoder.encoder.layer[:layers]:
            layer.requires_grad_(requires_grad=False)


def mean_of(states: Tensor, mask: Tensor) -> Tensor:
    weight = mask.unsqueeze(-1).float()
    return (states * weight).sum(1) / weight.sum(1)


def load_weights(model: CrossEncoder, *files: Path) -> None:
    """Load the weights that a stage left, of several the mean.

    Of stages that went on from one another it keeps what the last would have forgotten (M.
    Wortsman et al., "Model soups", 2022).
    """
    mean: dict[str, Tensor] = {}
    for file in files:
        for name, value in torch.load(file, weights_only=True)["model"].items():
            mean[name] = mean.get(name, 0) + value.float() / len(files)
    model.load_state_dict(mean)


def load_tokenizer(base: str) -> Tokenizer:
    tokenizer = Tokenizer.from_file(f"{base}/tokenizer.json")
    tokenizer.enable_truncation(LENGTH)
    tokenizer.no_padding()
    return tokenizer


def batch(tokenizer: Tokenizer, pairs: Iterable[tuple[str, str]]) -> tuple[Tensor, Tensor]:
    """Return ids and mask of pairs of texts."""
    return padded(tokenizer, [e.ids for e in tokenizer.encode_batch(list(pairs))])


def padded(tokenizer: Tokenizer, found: list[list[int]]) -> tuple[Tensor, Tensor]:
    """Return ids and mask, padded to a multiple of 16: oneDNN compiles anew for every shape."""
    width = math.ceil(max(map(len, found)) / 16) * 16
    pad = tokenizer.token_to_id("<pad>")
    pad = tokenizer.token_to_id("[PAD]") if pad is None else pad
    ids = torch.full((len(found), width), pad)
    mask = torch.zeros((len(found), width), dtype=torch.long)
    for i, row in enumerate(found):
        ids[i, : len(row)] = torch.tensor(row)
        mask[i, : len(row)] = 1
    return ids, mask


def batches(rows: list[Row], size: int, chance: random.Random) -> list[list[Row]]:
    """Return the rows in batches of similar length, in random order."""
    rows = rows[:]
    chance.shuffle(rows)
    pools = [rows[i : i + 20 * size] for i in range(0, len(rows), 20 * size)]
    made = []
    for pool in pools:
        pool.sort(key=lambda r: len(r.a) + len(r.b))
        made += [pool[i : i + size] for i in range(0, len(pool), size)]
    chance.shuffle(made)
    return made


TAUGHT = 0.6
"""The part of the loss that follows chances instead of a label, where a row has them."""


HEAD = 10.0
"""How much faster the head learns, which begins with nothing."""


def train_stage(model: CrossEncoder, name: str, rows: list[Row], o: argparse.Namespace) -> None:
    """Train one stage; a checkpoint every `--keep` seconds lets it go on where it was stopped."""
    tokenizer = load_tokenizer(o.base)
    groups = [
        {"params": [p], "top": o.rate * (HEAD if n.startswith("head.") else 1.0),
         "weight_decay": 0.01 if p.dim() > 1 else 0.0}
        for n, p in model.named_parameters() if p.requires_grad
    ]  # fmt: skip
    plan = [
        made
        for epoch in range(o.epochs)
        for made in batches(rows, o.batch, random.Random(o.seed * 100 + epoch))
    ][o.after :]

    def loss_at(step: int) -> Tensor:
        return loss_of(model, tokenizer, plan[step], random.Random(o.seed * 1_000_003 + step))

    held = o.run / f"{name}.part.pt"
    optimizer = torch.optim.AdamW(groups, fused=True)
    run_steps(model, optimizer, loss_at, len(plan), held=held, keep=o.keep, name=name)
    torch.save({"model": model.state_dict()}, o.run / f"{name}.pt")
    held.unlink(missing_ok=True)


REPLACED = 0.7
"""What the answer whether one replaces the other counts beside the three labels."""


def loss_of(
    model: CrossEncoder, tokenizer: Tokenizer, rows: list[Row], chance: random.Random
) -> Tensor:
    pairs = [(r.b, r.a) if r.swap and chance.random() < 0.5 else (r.a, r.b) for r in rows]
    ids, mask = batch(tokenizer, pairs)
    with torch.autocast("cpu", torch.bfloat16):
        logits = model(ids, mask)
    truth = torch.tensor([r.label for r in rows])
    logits, replaced = logits.float().split([3, 1], dim=1)
    each = functional.cross_entropy(logits, truth, reduction="none", label_smoothing=0.05)
    taught = torch.tensor([bool(r.taught) for r in rows])
    if taught.any():
        target = torch.tensor([r.taught or (0.0, 0.0, 0.0) for r in rows]).softmax(1)
        learnt = functional.cross_entropy(logits, target, reduction="none")
        each = torch.where(taught, (1 - TAUGHT) * each + TAUGHT * learnt, each)
    weight = torch.tensor([r.weight for r in rows])
    loss = (each * weight).sum() / weight.sum()
    known = [i for i, r in enumerate(rows) if r.replaces is not None]
    if known:
        target = torch.tensor([float(bool(rows[i].replaces)) for i in known])
        told = functional.binary_cross_entropy_with_logits(replaced[known, 0], target)
        loss = loss + REPLACED * told * len(known) / len(rows)
    return loss


def read_pairs(
    model: CrossEncoder, tokenizer: Tokenizer, pairs: list[tuple[str, str]], size: int = 64
) -> Tensor:
    """Return the logits of the three labels for the pairs in the order given, (pairs, 3)."""
    model.eval()
    out = torch.zeros((len(pairs), 3))
    order = sorted(range(len(pairs)), key=lambda i: len(pairs[i][0]) + len(pairs[i][1]))
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        for begin in range(0, len(order), size):
            some = order[begin : begin + size]
            out[some] = model(*batch(tokenizer, [pairs[i] for i in some])).float()[:, :3]
    return out


def logits_of(model: CrossEncoder, tokenizer: Tokenizer, pairs: list[tuple[str, str]]) -> Tensor:
    """Return the mean logits of both orders, (pairs, 3)."""
    turned = read_pairs(model, tokenizer, [(b, a) for a, b in pairs])
    return (read_pairs(model, tokenizer, pairs) + turned) / 2


def report(model: CrossEncoder, base: str, name: str, rows: list[Row]) -> None:
    """Print accuracy and the contradiction figures on labelled pairs."""
    tokenizer = load_tokenizer(base)
    logits = logits_of(model, tokenizer, [(r.a, r.b) for r in rows])
    truth = torch.tensor([r.label for r in rows])
    chance = logits.softmax(1)
    print(f"{name}: accuracy {float((logits.argmax(1) == truth).float().mean()):.3f}", end="")
    for level in (0.4, 0.5, 0.6, 0.7, 0.8):
        called = chance[:, 0] >= level
        hit = float((truth[called] == 0).float().sum())
        print(
            f"  {level}: P {hit / max(1, int(called.sum())):.2f}"
            f" R {hit / int((truth == 0).sum()):.2f}",
            end="",
        )
    print(flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", required=True)
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--stage", action="append", choices=sorted(STAGES), required=True)
    parser.add_argument("--start", type=Path, nargs="+", default=[], help="weights to begin with, "
                        "of several the mean; or a packed reader")  # fmt: skip
    parser.add_argument("--epochs", type=int, default=1)
    parser.add_argument("--batch", type=int, default=32)
    parser.add_argument("--rate", type=float, default=3e-5)
    parser.add_argument("--freeze", type=int, default=0, help="layers that stay as they are")
    parser.add_argument("--keep", type=float, default=300, help="seconds between checkpoints")
    parser.add_argument("--limit", type=int)
    parser.add_argument("--after", type=int, default=0, help="batches to leave out: those a run "
                        "that was stopped has read")  # fmt: skip
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--test", type=Path, action="append", default=[], help="labelled pairs")
    o = parser.parse_args()
    prepare(o)
    packed = [path for path in o.start if path.suffix == ".npz"]
    if packed and len(o.start) > 1:
        parser.error(f"--start: {packed[0]} is a packed reader, of which no mean is taken")
    model = CrossEncoder(o.base)
    if packed:
        load_packed(model, packed[0])
    elif o.start:
        load_weights(model, *o.start)
    model.freeze(o.freeze)
    for name in o.stage:
        done = o.run / f"{name}.pt"
        if done.exists():
            load_weights(model, done)
        else:
            rows = STAGES[name]()
            random.Random(o.seed).shuffle(rows)
            train_stage(model, name, rows[: o.limit], o)
        for path in o.test:
            raw = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
            labels = {"contradict": 0, "agree": 1, "neutral": 2}
            report(model, o.base, f"{name} {path.stem}",
                   [Row(r["a"], r["b"], labels[r["label"]]) for r in raw])  # fmt: skip


if __name__ == "__main__":
    main()
