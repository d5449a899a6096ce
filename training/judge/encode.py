"""Train a cross-encoder on pairs of statements: three labels, resumable.

    python -m training.judge.encode --base FOLDER --run RUN --stage public --stage own

Each stage goes on from the weights of the one before. FOLDER holds a BERT or MPNet
encoder with its tokenizer, as Hugging Face's transformers reads it.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import random
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional
from transformers import AutoModel

from training.judge.made import made_rows
from training.judge.packed import load_packed
from training.judge.real import real_rows
from training.judge.sample import (
    DEEP_SHARES,
    GROUPS,
    NEITHER,
    ROUNDS,
    SEQUEL_ROUNDS,
    WIDE_SHARES,
    Row,
    dossier_rows,
    group_pairs,
    own_rows,
    public_rows,
    read_lines,
    sequel_rows,
)
from training.judge.steps import prepare, run_steps
from training.judge.whole import LATEST, NEWEST

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


OWN, MADE, PUBLIC = 2500, 1000, 0.5
"""Pairs of groups and stories, and made by rule, that go with those of whole stories; and the
part of the public pairs."""


def whole_rows() -> list[Row]:
    """Return the pairs of whole stories, of groups and by rule, and public ones beside them."""
    return [*story_rows(), *public_rows(PUBLIC, seed=7)]


def story_rows() -> list[Row]:
    """Return the pairs of whole stories that CLAIMS_WHOLE names, some of groups and by rule."""
    rows = own_rows()
    random.Random(22).shuffle(rows)
    return [*mined(placed=False), *rows[:OWN], *made_rows(seed=3, limit=MADE)]


EARLY, LATER, LAST = range(3)
"""When the reader learnt from a whole story: before, in or after stage `latest`."""


def mined(*, placed: bool, when: int = EARLY) -> list[Row]:
    """Return the pairs that CLAIMS_WHOLE names, by themselves or in place, of some stories."""
    path = Path(os.environ["CLAIMS_WHOLE"])
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = [Row(**row | {"taught": tuple(row["taught"])}) for row in map(json.loads, lines)]
    found = [row for row in rows if row.placed == placed and learnt(row.story) == when]
    if not found:
        raise SystemExit(f"{path}: no such pairs; write it anew with training.judge.whole mine")
    return found


def learnt(story: str) -> int:
    if story in NEWEST:
        return LAST
    return LATER if story in LATEST else EARLY


BESIDE_WIDE = 9000
"""Pairs of stage `whole`, without its public ones, that go with the many of stage `wide`."""
WIDE_SEED = 13
"""Draws the public pairs of stages `wide` and `deep`: the second knows what the first read."""


def wide_rows() -> list[Row]:
    """Return many public pairs, among some of whole stories lest these be forgotten."""
    rows = story_rows()
    random.Random(17).shuffle(rows)
    return [*rows[:BESIDE_WIDE], *public_rows(seed=WIDE_SEED, shares=WIDE_SHARES)]


BESIDE_DEEP = 14000
"""Pairs of stage `whole`, without its public ones, that go with those of stage `deep`."""


def deep_rows() -> list[Row]:
    """Return public pairs that stage `wide` left, pairs of whole stories and, twice, real ones."""
    rows = story_rows()
    random.Random(29).shuffle(rows)
    found = list(real_rows())
    public = public_rows(seed=WIDE_SEED, shares=DEEP_SHARES, after=WIDE_SHARES)
    return [*rows[:BESIDE_DEEP], *found, *found, *public]


LARGER, SMALLER, BESIDE_GROUPS = 15000, 5000, 10000
"""Pairs of stage `groups`: of groups that have six statements that do neither, of other groups and
short stories, of stage `whole`."""


def larger_rows(chance: random.Random) -> list[Row]:
    """Return the pairs of groups that have six statements that do neither, in random order."""
    groups = [g for g in read_lines(GROUPS, held=False) if len(g["neutral"]) == 6]
    rows = [row for group in groups for row in group_pairs(group, chance)]
    chance.shuffle(rows)
    return rows


def group_rows() -> list[Row]:
    """Return many pairs of groups among others of stage `whole` and, twice, real ones."""
    chance = random.Random(31)
    larger = larger_rows(chance)
    known = set(larger)
    smaller = [row for row in own_rows() if row not in known]
    whole = whole_rows()
    for rows in (smaller, whole):
        chance.shuffle(rows)
    found = list(real_rows())
    return [*larger[:LARGER], *smaller[:SMALLER], *whole[:BESIDE_GROUPS], *found, *found]


BESIDE_DOSSIERS, TOLD_AGAIN = 9000, 4000
"""Pairs that go with those of dossiers: of stage `whole`, and of the groups of stage `groups`."""


def dossier_stage() -> list[Row]:
    """Return all pairs of the first dossiers among others of earlier stages, and real ones."""
    beside, groups = _beside(random.Random(41))
    return [*dossier_rows(ROUNDS[0]), *groups[:TOLD_AGAIN], *beside[:BESIDE_DOSSIERS], *real_rows()]


BESIDE_LATER, GROUPS_LATER, BEFORE = 5000, 2000, 6000
"""Pairs that go with those of later dossiers: of stage `whole`, of groups, of earlier dossiers."""


def later_stage(number: int) -> list[Row]:
    """Return all pairs of a later round of dossiers among some of what was read before."""
    chance = random.Random(41 + number)
    beside, groups = _beside(chance)
    before = [row for names in ROUNDS[:number] for row in dossier_rows(names)]
    chance.shuffle(before)
    told = [*before[:BEFORE], *groups[:GROUPS_LATER], *beside[:BESIDE_LATER]]
    return [*dossier_rows(ROUNDS[number]), *told, *real_rows()]


def _beside(chance: random.Random) -> tuple[list[Row], list[Row]]:
    """Return the pairs of stage `whole` and the groups of stage `groups`, in random order."""
    groups, whole = larger_rows(random.Random(31))[:LARGER], whole_rows()
    for rows in (groups, whole):
        chance.shuffle(rows)
    return whole, groups


WITH_DATES, OF_LAST, GROUPS_DATED = 10000, 10000, 1500
"""Pairs of stage `dated`: of whole stories, first all updates; of the last dossiers; of groups."""


def dated_stage() -> list[Row]:
    """Return pairs of whole stories, whose dates are now told, among some of what was read before.

    The first stage with the answer whether a later claim replaces an earlier one.
    """
    chance = random.Random(47)
    _, groups = _beside(chance)
    told, last = story_rows(), dossier_rows(ROUNDS[2])
    for rows in (told, last):
        chance.shuffle(rows)
    told.sort(key=lambda r: r.replaces is not True)
    return [*told[:WITH_DATES], *last[:OF_LAST], *groups[:GROUPS_DATED], *real_rows()]


BESIDE_SEQUELS, STORIES_SEQUELS = 1500, 2500
"""Pairs that go with those of sequels: of the last dossiers, of whole stories."""


def sequel_stage() -> list[Row]:
    """Return all pairs of sequels among some of whole stories and dossiers, and real ones."""
    chance = random.Random(53)
    told, last = story_rows(), dossier_rows(ROUNDS[2])
    for rows in (told, last):
        chance.shuffle(rows)
    some = [*told[:STORIES_SEQUELS], *last[:BESIDE_SEQUELS]]
    return [*sequel_rows(SEQUEL_ROUNDS[0]), *some, *real_rows()]


IN_PLACE, STORIES_PLACES, BEFORE_PLACES = 11000, 2500, 1500
"""Pairs of stage `places`: of whole stories in their places and by themselves, of old sequels."""


def place_stage() -> list[Row]:
    """Return pairs of whole stories in their places, new sequels, dossiers of figures, real ones.

    The first stage that shows the words which a statement leans on.
    """
    chance = random.Random(59)
    there, told, before = mined(placed=True), story_rows(), sequel_rows(SEQUEL_ROUNDS[0])
    for rows in (there, told, before):
        chance.shuffle(rows)
    some = [*there[:IN_PLACE], *told[:STORIES_PLACES], *before[:BEFORE_PLACES]]
    return [
        *some,
        *sequel_rows(SEQUEL_ROUNDS[1]),
        *dossier_rows(ROUNDS[3]),
        *real_rows(placed=True),
    ]


FIGURES, SEQUELS_AGAIN, IN_PLACE_AGAIN, STORIES_AGAIN = 9000, 4000, 5000, 1500
"""Pairs of stage `latest`: of dossiers of figures, new sequels, whole stories in place and not."""


def latest_stage() -> list[Row]:
    """Return all pairs of the last whole stories among some of what stage `places` read."""
    chance = random.Random(67)
    figures, sequels = dossier_rows(ROUNDS[3]), sequel_rows(SEQUEL_ROUNDS[1])
    there, told = mined(placed=True), story_rows()
    for rows in (figures, sequels, there, told):
        chance.shuffle(rows)
    some = [*figures[:FIGURES], *sequels[:SEQUELS_AGAIN], *there[:IN_PLACE_AGAIN]]
    new = [*mined(placed=True, when=LATER), *mined(placed=False, when=LATER)]
    return [*new, *some, *told[:STORIES_AGAIN], *real_rows(placed=True)]


DOSSIERS_ONCE_MORE, FIGURES_ONCE_MORE, SEQUELS_ONCE_MORE = 20000, 4000, 6000
IN_PLACE_ONCE_MORE, STORIES_ONCE_MORE, PUBLIC_ONCE_MORE = 12000, 3000, 0.15
"""Pairs of stage `again`: of the first three rounds of dossiers, of the fourth, of sequels, of
whole stories in place and not; and the part of the public pairs."""


def again_stage() -> list[Row]:
    """Return pairs of all that earlier stages read, which a packing between them undid in part."""
    chance = random.Random(71)
    dossiers = [row for names in ROUNDS[:3] for row in dossier_rows(names)]
    figures = dossier_rows(ROUNDS[3])
    sequels = [row for names in SEQUEL_ROUNDS for row in sequel_rows(names)]
    there = [*mined(placed=True), *mined(placed=True, when=LATER)]
    told = story_rows()
    for rows in (dossiers, figures, sequels, there, told):
        chance.shuffle(rows)
    return [
        *dossiers[:DOSSIERS_ONCE_MORE],
        *figures[:FIGURES_ONCE_MORE],
        *sequels[:SEQUELS_ONCE_MORE],
        *there[:IN_PLACE_ONCE_MORE],
        *told[:STORIES_ONCE_MORE],
        *public_rows(PUBLIC_ONCE_MORE, seed=11),
        *real_rows(placed=True),
    ]


PLAIN, KNOWN, EASY = 0.4, 9000, 3000
DOSSIERS_LAST, FIGURES_LAST, SEQUELS_LAST = 2500, 1000, 2000
"""Pairs of stage `mistaken`: the part of what is read by itself too; what is something and what is
not in older stories; of the first three rounds of dossiers, of the fourth, of sequels."""


def mistaken_stage() -> list[Row]:
    """Return pairs of the newest stories, and those of older ones that a reader was wrong about.

    Among some of what was read before.
    """
    chance = random.Random(73)
    there = [row for when in (EARLY, LATER) for row in mined(placed=True, when=when)]
    alone = [row for when in (EARLY, LATER) for row in mined(placed=False, when=when)]
    wrong, wrong_alone = ([r for r in rows if r.mistaken] for rows in (there, alone))
    known = [r for r in there if r.label != NEITHER or r.taught]
    easy = [r for r in there if r.label == NEITHER and not (r.taught or r.mistaken)]
    new_alone = mined(placed=False, when=LAST)
    dossiers = [row for names in ROUNDS[:3] for row in dossier_rows(names)]
    figures = dossier_rows(ROUNDS[3])
    sequels = [row for names in SEQUEL_ROUNDS for row in sequel_rows(names)]
    for rows in (wrong_alone, known, easy, new_alone, dossiers, figures, sequels):
        chance.shuffle(rows)
    return [
        *wrong, *wrong_alone[: int(PLAIN * len(wrong_alone))], *known[:KNOWN], *easy[:EASY],
        *mined(placed=True, when=LAST), *new_alone[: int(PLAIN * len(new_alone))],
        *dossiers[:DOSSIERS_LAST], *figures[:FIGURES_LAST], *sequels[:SEQUELS_LAST],
        *real_rows(placed=True),
    ]  # fmt: skip


STAGES: dict[str, Callable[[], list[Row]]] = {
    "public": public_rows,
    "own": own_rows,
    "made": partial(made_rows, seed=1, limit=3600),
    "whole": whole_rows,
    "wide": wide_rows,
    "deep": deep_rows,
    "groups": group_rows,
    "dossiers": dossier_stage,
    "dossiers2": partial(later_stage, 1),
    "dossiers3": partial(later_stage, 2),
    "dated": dated_stage,
    "sequels": sequel_stage,
    "places": place_stage,
    "latest": latest_stage,
    "again": again_stage,
    "mistaken": mistaken_stage,
}


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
    model = CrossEncoder(o.base)
    if o.start and o.start[0].suffix == ".npz":
        load_packed(model, o.start[0])
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
