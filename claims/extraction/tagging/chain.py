"""The best tags of a block, and the spans they spell."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from claims.extraction.tagging.link import RoleSpan

Floats = NDArray[np.float32]
OUTSIDE = 0


def best_tags(scores: Floats, blocks: Sequence[int], first: Floats, steps: Floats) -> list[int]:
    """Return the most probable tag of every piece, block by block (Viterbi).

    `scores` is [pieces, tags]; `first` scores a block's first tag, `steps` one tag after another.
    """
    edges = np.array([*blocks, len(scores)])
    starts, lengths = edges[:-1], np.diff(edges)
    order = np.argsort(-lengths, kind="stable")
    starts, lengths = starts[order], lengths[order]
    best = first + scores[starts]
    back = []
    for step in range(1, int(lengths[0]) if len(lengths) else 0):
        alive = int(np.searchsorted(-lengths, -step, side="left"))
        paths = best[:alive, :, None] + steps
        back.append(paths.argmax(1))
        best[:alive] = paths.max(1) + scores[starts[:alive] + step]
    tags = np.zeros(len(scores), np.int64)
    last = best.argmax(1)
    for step in range(len(back), 0, -1):
        alive = len(back[step - 1])
        tags[starts[:alive] + step] = last[:alive]
        last[:alive] = back[step - 1][np.arange(alive), last[:alive]]
    tags[starts] = last
    return tags.tolist()


def spans_of(tags: Sequence[int], blocks: Sequence[int]) -> list[RoleSpan]:
    """Return the spans of `tags`: 2r + 1 begins one of role r, 2r + 2 goes on with it.

    >>> spans_of([5, 6, 0, 1, 1], [0])
    [RoleSpan(start=0, end=2, role=2, block=0), RoleSpan(start=3, end=4, role=0, block=0), \
RoleSpan(start=4, end=5, role=0, block=0)]
    """
    spans: list[RoleSpan] = []
    edges = [*blocks, len(tags)]
    for block, (low, high) in enumerate(itertools.pairwise(edges)):
        start, role = low, -1
        for i in range(low, high + 1):
            tag = tags[i] if i < high else OUTSIDE
            if role >= 0 and tag == 2 * role + 2:
                continue
            if role >= 0:
                spans.append(RoleSpan(start, i, role, block))
            start, role = i, (tag - 1) // 2 if tag else -1
    return spans
