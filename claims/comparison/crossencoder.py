"""The judge's cross-encoder at run time: two contents read as one text."""

from __future__ import annotations

import math
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from tokenizers import Tokenizer

WEIGHTS = Path(__file__).parents[1] / "weights"
LONGEST = 128
"""Word pieces of a pair at most; the longer content is cut."""
CLS, SEP = 101, 102
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Opinion:
    """What the cross-encoder makes of two contents, as log odds against 'neither'."""

    conflict: float
    agreement: float

    @property
    def denied(self) -> Opinion:
        """Return the opinion where one of the two contents is denied: agreement is conflict."""
        return Opinion(self.agreement, min(self.conflict, 0.0))

    @property
    def chances(self) -> tuple[float, float]:
        """Return how likely conflict and agreement are, each 0 to 1."""
        odds = [math.exp(min(self.conflict, 50.0)), math.exp(min(self.agreement, 50.0))]
        return odds[0] / (1 + sum(odds)), odds[1] / (1 + sum(odds))

    @property
    def related(self) -> float:
        """Return how likely it is that they conflict or agree, 0 to 1."""
        return sum(self.chances)


@dataclass(frozen=True, slots=True)
class CrossEncoder:
    """One pair a call and one thread a pair: no answer depends on its company."""

    session: Any
    tokenizer: Tokenizer
    threads: int

    def opinions(self, pairs: Sequence[Pair]) -> list[Opinion]:
        """Return an opinion for each pair, read in the order given."""
        if self.threads == 1 or len(pairs) < 2:
            return [self._read(pair) for pair in pairs]
        with ThreadPoolExecutor(self.threads) as pool:
            return list(pool.map(self._read, pairs))

    def _read(self, pair: Pair) -> Opinion:
        ids = np.array([self._pieces(pair)], np.int64)
        (logits,) = self.session.run(["logits"], {"ids": ids})
        conflict, agreement, neither = (float(x) for x in logits[0])
        return Opinion(conflict - neither, agreement - neither)

    def _pieces(self, pair: Pair) -> list[int]:
        """Return the word pieces of both contents in one frame, the longer one cut to fit."""
        a, b = (e.ids for e in self.tokenizer.encode_batch(list(pair), add_special_tokens=False))
        room = LONGEST - 3
        if len(a) + len(b) > room:
            short = min(len(a), len(b), room // 2)
            keep_a, keep_b = (room - short, short) if len(a) > len(b) else (short, room - short)
            a, b = a[:keep_a], b[:keep_b]
        return [CLS, *a, SEP, *b, SEP]


@cache
def load(threads: int | None = None) -> CrossEncoder:
    """Return the cross-encoder that ships with the package, loaded once."""
    return open_file(WEIGHTS / "judge.onnx", threads)


def open_file(path: Path, threads: int | None = None) -> CrossEncoder:
    """Return a cross-encoder of the same form that lies elsewhere."""
    import onnxruntime
    from tokenizers import Tokenizer

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
    tokenizer = Tokenizer.from_file(str(WEIGHTS / "tokenizer.json"))
    return CrossEncoder(session, tokenizer, threads or _cores())


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


GATE = 0.05
"""Below this chance of being related, read one way, a pair is not looked at further."""


def consider(pairs: Sequence[Pair]) -> list[Opinion | None]:
    """Return the mean opinion of both orders on each pair, None where it is plainly neither."""
    if not pairs:
        return []
    encoder = load()
    straight = encoder.opinions(pairs)
    kept = [i for i, opinion in enumerate(straight) if opinion.related >= GATE]
    turned = encoder.opinions([(pairs[i][1], pairs[i][0]) for i in kept])
    found: list[Opinion | None] = [None] * len(pairs)
    for i, other in zip(kept, turned, strict=True):
        one = straight[i]
        found[i] = Opinion(
            (one.conflict + other.conflict) / 2, (one.agreement + other.agreement) / 2
        )
    return found
