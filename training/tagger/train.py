"""Train the tagger; resumes from its last checkpoint and logs every pass over the data."""

from __future__ import annotations

import argparse
import json
import math
import os
import random
import time
from collections.abc import Iterator
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor

from claims.extraction.tagging.link import CHILD_ROLES, PARENT_ROLES
from training.tagger import data
from training.tagger.batch import (
    Batch,
    LinkBatch,
    gold_spans,
    make_batch,
    make_links,
    predicted_spans,
)
from training.tagger.model import DIMENSION, Linker, Tagger


def main() -> None:
    run(_options())


def run(options: argparse.Namespace) -> None:
    """Train as `options` say, from the last checkpoint of the run if there is one."""
    torch.set_flush_denormal(True)
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    options.run.mkdir(parents=True, exist_ok=True)
    base = data.base_folder()
    tokenizer = load_tokenizer(base)
    articles = load_articles(
        Path(os.environ["CLAIMS_DATA"]) / "polnear" / "train.jsonl", tokenizer, options
    )
    model = Tagger()
    model.load_base(base / "model.safetensors")
    if options.start:
        model.load_state_dict(torch.load(options.start, weights_only=True)["model"])
    train(model, articles, options)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", help=argparse.SUPPRESS)
    parser.add_argument("--run", type=Path, default=Path("training/runs/tagger"))
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--batch", type=int, default=8)
    parser.add_argument("--encoder-rate", type=float, default=2e-4)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--link-weight", type=float, default=0.3)
    parser.add_argument("--train-words", action="store_true", help="train word embeddings too")
    parser.add_argument("--start", type=Path, help="begin with the weights of this checkpoint")
    parser.add_argument("--flat", type=float, help="keep all rates at this share of theirs")
    parser.add_argument("--snapshots", type=int, help="keep the weights every so many steps")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--limit", type=int, help="read this many articles only")
    parser.add_argument("--stop-after", type=int, help="stop after this many steps (for timing)")
    return parser.parse_args()


def load_tokenizer(base: Path) -> Tokenizer:
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def load_articles(
    path: Path, tokenizer: Tokenizer, options: argparse.Namespace
) -> list[list[data.Article]]:
    """Return every article as it is and, where it has curly marks, with straight ones."""
    forms = []
    for row in data.read_rows(path)[: options.limit]:
        plain = data.load_article(row, tokenizer)
        changed = row["text"] != row["text"].translate(data.STRAIGHT)
        forms.append(
            [plain, data.load_article(row, tokenizer, straight=True)] if changed else [plain]
        )
    return forms


def epoch_batches(
    articles: list[list[data.Article]], size: int, chance: random.Random
) -> list[list[data.Window]]:
    """Return the windows of one pass in batches of similar length, in random order."""
    picked = (forms[-1] if chance.random() < 0.2 else forms[0] for forms in articles)
    windows = [window for article in picked for window in data.cut_windows(article, chance)]
    chance.shuffle(windows)
    groups = [windows[i : i + 16 * size] for i in range(0, len(windows), 16 * size)]
    batches = []
    for group in groups:
        group.sort(key=lambda w: w.end - w.start)
        batches += [group[i : i + size] for i in range(0, len(group), size)]
    chance.shuffle(batches)
    return batches


def parameter_groups(model: Tagger, options: argparse.Namespace) -> list[dict[str, object]]:
    """Return the parameters with their rates: lower towards the input, higher for the heads."""
    groups: list[dict[str, object]] = []
    for name, parameter in model.named_parameters():
        rate = options.head_rate
        if name.startswith("encoder.layers."):
            rate = options.encoder_rate * 0.9 ** (5 - int(name.split(".")[2]))
        elif name.startswith(("encoder.words", "encoder.positions", "encoder.norm")):
            rate = options.encoder_rate * 0.9**6
        elif name.startswith(("encoder.cases", "encoder.marks", "encoder.places")):
            rate = options.encoder_rate * 2
        decay = 0.01 if parameter.dim() > 1 else 0.0
        groups.append({"params": [parameter], "lr": rate, "base": rate, "weight_decay": decay})
    return groups


def train(model: Tagger, articles: list[list[data.Article]], options: argparse.Namespace) -> None:
    optimizer = torch.optim.AdamW(parameter_groups(model, options), fused=True)
    model.encoder.words.requires_grad_(options.train_words)
    per_epoch = len(epoch_batches(articles, options.batch, random.Random(0)))
    total = per_epoch * options.epochs
    epoch, step = resume(model, optimizer, options.run)
    log = (options.run / "log.jsonl").open("a", encoding="utf-8")
    for number in range(epoch, options.epochs):
        chance = random.Random(options.seed * 1000 + number)
        begun, sums, steps = time.monotonic(), [0.0] * 4, 0
        for windows in epoch_batches(articles, options.batch, chance):
            set_rate(optimizer, min(step, total), total, options.flat)
            losses = losses_of(
                model, make_batch(windows, chance), predicted=number > 0 and chance.random() < 0.6
            )
            loss = losses[0] + options.link_weight * sum(losses[1:], torch.zeros(()))
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad()
            sums = [old + float(new.detach()) for old, new in zip(sums, losses, strict=True)]
            step, steps = step + 1, steps + 1
            if step % 50 == 0 or step == options.stop_after:
                row = {
                    "epoch": number,
                    "step": step,
                    "of": total,
                    "seconds": round(time.monotonic() - begun),
                }
                row |= {"losses": [round(s / steps, 4) for s in sums]}
                print(json.dumps(row), file=log, flush=True)
            if options.snapshots and step % options.snapshots == 0:
                torch.save({"model": model.state_dict()}, options.run / f"step-{step}.pt")
            if step == options.stop_after:
                return
        save(model, optimizer, number + 1, step, options.run)


def set_rate(
    optimizer: torch.optim.Optimizer, step: int, total: int, flat: float | None = None
) -> None:
    """Rise over the first twentieth, then fall as a cosine to nothing, or stay `flat`."""
    warm = max(1, total // 20)
    factor = (
        step / warm
        if step < warm
        else 0.5 * (1 + math.cos(math.pi * (step - warm) / max(1, total - warm)))
    )
    if flat is not None:
        factor = flat * min(1.0, step / warm)
    for group in optimizer.param_groups:
        group["lr"] = group["base"] * max(factor, 1e-3)


def losses_of(model: Tagger, batch: Batch, *, predicted: bool) -> list[Tensor]:
    """Return the losses of the tags and of the three relations."""
    states, scores = encode(model, batch)
    flat = scores.reshape(-1, scores.shape[-1])
    tag_loss = model.chain.loss(flat[batch.block_index], batch.block_tags, batch.block_lengths)
    tag_loss = tag_loss / batch.block_lengths.sum()
    if predicted:
        tags = scores.detach().argmax(2)
        chosen = [
            predicted_spans(w, tags[i, 1 : w.end - w.start + 1].tolist())
            for i, w in enumerate(batch.windows)
        ]
    else:
        chosen = [gold_spans(window) for window in batch.windows]
    links = make_links(batch, chosen)
    if links is None:
        return [tag_loss, *torch.zeros(3)]
    return [tag_loss, *link_losses(model.linker, states, links)]


def encode(model: Tagger, batch: Batch) -> tuple[Tensor, Tensor]:
    mask = None
    with torch.autocast("cpu", torch.bfloat16):
        if not batch.mask.all():
            mask = torch.zeros(batch.mask.shape, dtype=torch.bfloat16).masked_fill(
                ~batch.mask, -1e4
            )[:, None, None]
        return model.encoder(**batch.inputs, mask=mask)


def span_states(states: Tensor, starts: Tensor, ends: Tensor) -> Tensor:
    """Return first, last and mean state of every span, side by side."""
    rows = torch.arange(states.shape[0])[:, None]
    sums = torch.cat([torch.zeros(states.shape[0], 1, DIMENSION), states.cumsum(1)], 1)
    mean = (sums[rows, ends] - sums[rows, starts]) / (ends - starts)[..., None]
    return torch.cat([states[rows, starts], states[rows, ends - 1], mean], -1)


def link_losses(linker: Linker, states: Tensor, links: LinkBatch) -> Iterator[Tensor]:
    """Yield for each relation the mean negative log probability of the right parents."""
    scores = linker(span_states(states, links.starts, links.ends), *links.features)
    roles = links.features[0]
    for relation in CHILD_ROLES:
        allowed = torch.ones(scores.shape[0], scores.shape[-1], dtype=torch.bool)
        real = links.counts.new_zeros(roles.shape)
        real = links.ends > links.starts
        allowed[:, :-1] = (roles == PARENT_ROLES[relation]) & real & (links.starts > 0)
        logits = scores[:, relation].masked_fill(~allowed[:, None], -1e4)
        right = logits.masked_fill(~links.targets[:, relation], -1e4)
        loss = torch.logsumexp(logits, -1) - torch.logsumexp(right, -1)
        counted = links.counts[:, relation]
        yield (loss * counted).sum() / counted.sum().clamp(min=1)


def save(model: Tagger, optimizer: torch.optim.Optimizer, epoch: int, step: int, run: Path) -> None:
    state = {
        "model": model.state_dict(),
        "optimizer": optimizer.state_dict(),
        "epoch": epoch,
        "step": step,
    }
    torch.save(state, run / "last.tmp")
    (run / "last.tmp").replace(run / "last.pt")


def resume(model: Tagger, optimizer: torch.optim.Optimizer, run: Path) -> tuple[int, int]:
    if not (run / "last.pt").exists():
        return 0, 0
    state = torch.load(run / "last.pt", weights_only=True)
    model.load_state_dict(state["model"])
    optimizer.load_state_dict(state["optimizer"])
    return state["epoch"], state["step"]


if __name__ == "__main__":
    main()
