"""Train the finder: an encoder that puts the two sides of a dispute near one another.

    python -m training.judge.finder --base MINILM --run RUN

It reads statements alone. Among all that is said in a story, those about one question,
whether they agree or not, are to lie nearer than the others: that is how the claims are
found that the reader then reads in pairs.
"""

from __future__ import annotations

import argparse
import random
from dataclasses import dataclass
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from benchmarks.issues import Pair, ordered, read_labels
from training.judge.encode import CrossEncoder, load_tokenizer, padded
from training.judge.sample import GROUPS, STORIES, STORY_LABELS, read_lines
from training.judge.steps import prepare, run_steps
from training.judge.whole import alone_of, read_story, stories

TEXTS = 56
"""Statements of one story that are set beside one another in a step."""
LINKED = 20
"""Related pairs among them at most."""
SHARPNESS = 20.0
TIMES = 8
"""How often a whole story is seen for every time a short one is."""


@dataclass(frozen=True, slots=True)
class Told:
    """What is said in a story, and which pairs of it are about one question."""

    texts: list[str]
    related: set[Pair]


def told() -> list[Told]:
    """Return the stories to learn nearness from; three groups make one more each."""
    found = []
    for folder in stories(held=False):
        texts = [alone_of(t) for t in read_story(folder)]
        found += [Told(texts, set(read_labels(folder)))] * TIMES
    for story in read_lines(STORIES, held=False):
        pairs = {ordered(i, j) for kind in STORY_LABELS for i, j in story[kind]}
        found.append(Told(story["statements"], pairs))
    groups = list(read_lines(GROUPS, held=False))
    random.Random(3).shuffle(groups)
    for begin in range(0, len(groups), 6):
        texts, pairs = [], set()
        for group in groups[begin : begin + 6]:
            first = len(texts)
            near = [group["base"], *group["agree"], *group["contradict"], *group["tension"]]
            texts += [*near, *group["neutral"]]
            pairs |= {(first, first + i) for i in range(1, len(near))}
        found.append(Told(texts, pairs))
    return found


def near_loss(
    model: CrossEncoder, tokenizer: Tokenizer, story: Told, chance: random.Random
) -> Tensor:
    """Return how far each statement is from its partner, among others it has nothing to do with."""
    linked = list(story.related)
    chance.shuffle(linked)
    linked = linked[:LINKED]
    chosen = dict.fromkeys(n for pair in linked for n in pair)
    rest = [n for n in range(len(story.texts)) if n not in chosen]
    chance.shuffle(rest)
    chosen |= dict.fromkeys(rest[: max(0, TEXTS - len(chosen))])
    place = {n: i for i, n in enumerate(chosen)}
    ids, mask = padded(tokenizer, [tokenizer.encode(story.texts[n]).ids for n in chosen])
    with torch.autocast("cpu", torch.bfloat16):
        states = model.mean(ids, mask)
    states = functional.normalize(states.float(), dim=1)
    likeness = SHARPNESS * states @ states.T
    related = torch.eye(len(chosen), dtype=torch.bool)
    for a, b in story.related:
        if a in place and b in place:
            related[place[a], place[b]] = related[place[b], place[a]] = True
    others = likeness.masked_fill(related, -1e4).logsumexp(1)
    losses = []
    for a, b in linked:
        for one, other in ((place[a], place[b]), (place[b], place[a])):
            right = likeness[one, other]
            losses.append(torch.logaddexp(right, others[one]) - right)
    return torch.stack(losses).mean()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", required=True)
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--start", type=Path)
    parser.add_argument("--steps", type=int, default=1200)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--keep", type=float, default=120, help="seconds between checkpoints")
    o = parser.parse_args()
    prepare(o)
    model = CrossEncoder(o.base)
    if o.start:
        model.load_state_dict(torch.load(o.start, weights_only=True)["model"])
    model.freeze(0, words=True)
    train(model, load_tokenizer(o.base), o)


def train(model: CrossEncoder, tokenizer: Tokenizer, o: argparse.Namespace) -> None:
    found = told()
    groups = [
        {"params": [p], "top": o.rate, "weight_decay": 0.01 if p.dim() > 1 else 0.0}
        for p in model.encoder.parameters() if p.requires_grad
    ]  # fmt: skip

    def loss_at(step: int) -> Tensor:
        turn, place = divmod(step, len(found))
        order = random.Random(o.seed * 1_009 + turn).sample(range(len(found)), len(found))
        chance = random.Random(o.seed * 1_000_003 + step)
        return near_loss(model, tokenizer, found[order[place]], chance)

    held = o.run / "finder.part.pt"
    optimizer = torch.optim.AdamW(groups, fused=True)
    run_steps(model, optimizer, loss_at, o.steps, held=held, keep=o.keep, name="finder")
    torch.save({"model": model.state_dict()}, o.run / "finder.pt")
    held.unlink(missing_ok=True)


if __name__ == "__main__":
    main()
