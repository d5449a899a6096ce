"""The judge's cross-encoder at run time: two contents read as one text."""

from __future__ import annotations

import math
import os
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from claims.attribution import SILENT
from claims.comparison.marked import alone, answers, as_read, differs_in_place
from claims.comparison.value import Statement
from claims.trained import trained

if TYPE_CHECKING:
    from tokenizers import Tokenizer

LONGEST = 160
"""Word pieces of a pair at most; the longer content is cut."""
Pair = tuple[str, str]
Item = TypeVar("Item")
Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Opinion:
    """What the cross-encoder makes of two contents, as log odds against 'neither'.

    `near` is how near the two lie in meaning, each read alone, -1 to 1; `replaced` the log odds
    that, where both cannot hold, the later replaces the earlier and does not dispute it.
    """

    conflict: float
    agreement: float
    near: float = 0.0
    replaced: float = 0.0

    @property
    def chances(self) -> tuple[float, float]:
        """Return how likely conflict and agreement are, each 0 to 1."""
        odds = [math.exp(min(self.conflict, 50.0)), math.exp(min(self.agreement, 50.0))]
        return odds[0] / (1 + sum(odds)), odds[1] / (1 + sum(odds))

    def averaged(self, other: Opinion) -> Opinion:
        """Return the mean of two opinions on one pair.

        >>> Opinion(2.0, -1.0).averaged(Opinion(1.0, -2.0))
        Opinion(conflict=1.5, agreement=-1.5, near=0.0, replaced=0.0)
        """
        return Opinion(
            (self.conflict + other.conflict) / 2, (self.agreement + other.agreement) / 2,
            (self.near + other.near) / 2, (self.replaced + other.replaced) / 2,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Frame:
    """How an encoder wants two texts put together, in the numbers of its word pieces."""

    first: tuple[int, ...]
    between: tuple[int, ...]
    last: tuple[int, ...]
    shift: int = 0
    """What its vocabulary puts before the pieces of the tokenizer."""


BERT = Frame((101,), (102,), (102,))
MPNET = Frame((0,), (2, 2), (2,), shift=4)


@dataclass(frozen=True, slots=True)
class CrossEncoder:
    """One pair a call and one thread a pair: no answer depends on its company."""

    session: Any
    tokenizer: Tokenizer
    frame: Frame
    threads: int

    def opinions(self, pairs: Sequence[Pair]) -> list[Opinion]:
        """Return an opinion for each pair, read in the order given."""
        return spread(self._read, pairs, self.threads)

    def both(self, pairs: Sequence[Pair]) -> list[Opinion]:
        """Return the mean opinion of both orders for each pair."""
        turned = self.opinions([(b, a) for a, b in pairs])
        return [x.averaged(y) for x, y in zip(self.opinions(pairs), turned, strict=True)]

    def _read(self, pair: Pair) -> Opinion:
        (logits,) = self.session.run(["logits"], {"ids": np.array([self._pieces(pair)], np.int64)})
        conflict, agreement, neither, *more = (float(x) for x in logits[0])
        replaced = more[0] if more else 0.0
        return Opinion(conflict - neither, agreement - neither, replaced=replaced)

    def _pieces(self, pair: Pair) -> list[int]:
        """Return the word pieces of both contents in one frame, the longer one cut to fit."""
        found = self.tokenizer.encode_batch(list(pair), add_special_tokens=False)
        a, b = ([i + self.frame.shift for i in e.ids] for e in found)
        first, between, last = self.frame.first, self.frame.between, self.frame.last
        room = LONGEST - len(first) - len(between) - len(last)
        if len(a) + len(b) > room:
            short = min(len(a), len(b), room // 2)
            keep_a, keep_b = (room - short, short) if len(a) > len(b) else (short, room - short)
            a, b = a[:keep_a], b[:keep_b]
        return [*first, *a, *between, *b, *last]


@cache
def reader(threads: int | None = None) -> CrossEncoder:
    """Return the cross-encoder that ships with the package, loaded once."""
    return open_packed(trained("reader.npz"), threads)


def open_file(path: Path, threads: int | None = None) -> CrossEncoder:
    """Return a cross-encoder with BERT's frame from a plain ONNX file."""
    import onnxruntime

    session = onnxruntime.InferenceSession(path, options(), providers=["CPUExecutionProvider"])
    return CrossEncoder(session, tokenizer(), BERT, threads or cores())


def open_packed(path: Path, threads: int | None = None) -> CrossEncoder:
    """Return a cross-encoder of the shipped form: a graph, its weights packed in few bits."""
    import onnxruntime

    wanted = options()
    with np.load(path, allow_pickle=False) as held:
        names = [name.removesuffix(".packed") for name in held.files if name.endswith(".packed")]
        weights = [unpack_from(held, name) for name in names]
        graph = held["graph"].tobytes()
    words = names.index("words")
    weights[words] = np.ascontiguousarray(weights[words].T)
    values = [onnxruntime.OrtValue.ortvalue_from_numpy(weight) for weight in weights]
    wanted.add_external_initializers(names, values)
    session = onnxruntime.InferenceSession(graph, wanted, providers=["CPUExecutionProvider"])
    return CrossEncoder(session, tokenizer(), MPNET, threads or cores())


BLOCK = 32
"""Rows of a packed column that share a step."""
HIGH = ("fifth", "sixth")
"""The bits of a weight that lie apart from the lower four."""


def unpack_from(held: Mapping[str, NDArray[Any]], name: str) -> NDArray[np.int8]:
    """Return the weights of one name from the arrays of a packed file."""
    high = [held[f"{name}.{bit}"] for bit in HIGH if f"{name}.{bit}" in held]
    return unpack(held[f"{name}.packed"], held[f"{name}.steps"], *high)


def unpack(
    packed: NDArray[np.uint8], steps: NDArray[np.int8], *high: NDArray[np.uint8]
) -> NDArray[np.int8]:
    """Return weights (rows, columns) of -127 to 127 from four bits each, or five, or six.

    Two rows lie in one byte of `packed`, the even one low; of eight rows the fifth bits lie in
    one byte of the first of `high`, the sixth of the second, the first row low. A weight is its
    bits less the half of what they can count, times the step of its block, in parts of that half.

    >>> packed = np.array([[0x9F]] * 16, np.uint8)
    >>> unpack(packed, np.array([[16]], np.int8))[:2, 0].tolist()
    [14, 2]
    >>> unpack(packed, np.array([[16]], np.int8), np.array([[0b01]] * 4, np.uint8))[:2, 0].tolist()
    [15, -7]
    """
    rows, columns = 2 * packed.shape[0], packed.shape[1]
    wide = np.empty((rows, columns), np.int16)
    wide[0::2] = packed & 15
    wide[1::2] = packed >> 4
    for bit, held in enumerate(high, 4):
        wide += np.unpackbits(held, 0, bitorder="little").astype(np.int16) << bit
    shift = 3 + len(high)
    blocks = wide.reshape(rows // BLOCK, BLOCK, columns)
    blocks -= 1 << shift
    blocks *= steps[:, None, :]
    blocks += 1 << (shift - 1)
    blocks >>= shift
    return wide.astype(np.int8)


def options() -> Any:
    """Return how a model is run: one thread, many calls at a time."""
    import onnxruntime

    wanted = onnxruntime.SessionOptions()
    wanted.intra_op_num_threads = wanted.inter_op_num_threads = 1
    return wanted


def spread(read: Callable[[Item], Answer], items: Sequence[Item], threads: int) -> list[Answer]:
    """Return what is read of each item, several at a time."""
    if threads == 1 or len(items) < 2:
        return [read(item) for item in items]
    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(read, items))


def tokenizer() -> Tokenizer:
    from tokenizers import Tokenizer

    return Tokenizer.from_file(str(trained("tokenizer.json")))


def cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


NEAR = 0.46
"""The least nearness of two stored claims that are read together.

Of all pairs of a story's claims that come up it leaves one in four, with five in six of the
contradictions (eight of training.judge.train's stories).
"""
NEAR_BESIDE = 0.35
"""The same of claims that stand beside one another in a document and may answer one another: of
those in these stories it leaves two in five, with nineteen in twenty of the contradictions."""


AGAIN = 0.15
"""How likely conflict or agreement has to be for a pair to be read a second time, in its place.

Of the pairs of whole stories that are read it leaves three in five of those that lean on what
stands before them; reading these too changes no figure (training/README.md).
"""


def consider(pairs: Sequence[tuple[Statement, Statement]]) -> list[Opinion | None]:
    """Return the opinion on each pair, None for stored claims that lie too far apart.

    Of claims that lean on the words before them it is the mean of two looks, without these words
    and with them, if the first look found something.
    """
    from claims.comparison.meaning import vectors

    if not pairs:
        return []
    place = vectors([alone(s.text, s.context) for pair in pairs for s in pair])
    near = [float(place[2 * i] @ place[2 * i + 1]) for i in range(len(pairs))]
    kept = [i for i, (a, b) in enumerate(pairs) if near[i] >= least(a, b)]
    read = dict(zip(kept, reader().opinions([as_read(*pairs[i]) for i in kept]), strict=True))
    again = [i for i in kept if sum(read[i].chances) >= AGAIN and differs_in_place(*pairs[i])]
    placed = reader().opinions([as_read(*pairs[i], placed=True) for i in again])
    read |= {i: read[i].averaged(opinion) for i, opinion in zip(again, placed, strict=True)}
    found: list[Opinion | None] = [None] * len(pairs)
    for i, opinion in read.items():
        found[i] = replace(opinion, near=near[i])
    return found


def least(a: Statement, b: Statement) -> float:
    """Return how near two statements have to lie to be read together.

    Stored claims never where one of them asserts nothing: who asks, or would not say, disputes
    nothing by it.
    """
    if not stored(a, b):
        return -math.inf
    if a.act in SILENT or b.act in SILENT:
        return math.inf
    return NEAR_BESIDE if answers(a, b) else NEAR


def stored(a: Statement, b: Statement) -> bool:
    """Tell whether both are claims of documents, not texts that somebody puts side by side."""
    return a.document is not None and b.document is not None
