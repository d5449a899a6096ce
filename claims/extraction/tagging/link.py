"""Links between the spans of a window: what the linker is told, and what its scores mean.

A content chooses its cue, a cue chooses its speaker; several may choose the same one.
A content's own view of who speaks is heard too, so that a wrong cue loses nobody's words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

SPEAKER, CUE, CONTENT = range(3)
CONTENT_CUE, CUE_SPEAKER, CONTENT_SPEAKER = range(3)
NOBODY = -1
"""The key under which a child's score for having no parent is kept."""

UNSEEN = -8.0
"""Log probability of a parent that the child's window did not show."""

_DISTANCE_EDGES = np.array([1, 2, 3, 5, 9, 17, 33, 65, 129])
_FAR_BLOCKS = 3
_MANY = 3

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, order=True)
class RoleSpan:
    """A span of word pieces [start, end) in one block, with its role."""

    start: int
    end: int
    role: int
    block: int


@dataclass(frozen=True, slots=True)
class Group:
    """One attribution as indices into the spans of the text; no speaker and no cue are NOBODY."""

    speaker: int
    cue: int
    contents: tuple[int, ...]
    score: float


@dataclass(slots=True)
class Links:
    """Log probabilities of parents: `by_relation[relation][child][parent]`."""

    by_relation: tuple[dict[int, dict[int, float]], ...] = field(
        default_factory=lambda: ({}, {}, {})
    )


def pair_features(spans: Sequence[RoleSpan]) -> tuple[Ints, Ints, Ints, Ints]:
    """Return roles [s], distance [s, s], block step [s, s] and spans crossed [3, s, s].

    `spans` are in text order.
    """
    table = np.array([(s.start, s.end, s.role, s.block) for s in spans], dtype=np.int64).reshape(
        -1, 4
    )
    start, end, role, block = table.T
    after = np.arange(len(spans))[None, :] > np.arange(len(spans))[:, None]
    gap = np.where(after, start[None, :] - end[:, None], start[:, None] - end[None, :])
    distance = np.searchsorted(_DISTANCE_EDGES, np.maximum(gap, 0), side="right")
    distance = distance + np.where(after, 0, len(_DISTANCE_EDGES) + 1)
    step = np.clip(block[None, :] - block[:, None], -_FAR_BLOCKS, _FAR_BLOCKS) + _FAR_BLOCKS
    return role, distance, step, _crossed(role)


def _crossed(role: Ints) -> Ints:
    """Return how many spans of each role lie strictly between two spans, `_MANY` at most."""
    seen = np.cumsum(role[None, :] == np.arange(3)[:, None], axis=1)
    before = np.concatenate([np.zeros((3, 1), np.int64), seen[:, :-1]], axis=1)
    forward = before[:, None, :] - seen[:, :, None]
    between = np.maximum(np.maximum(forward, forward.transpose(0, 2, 1)), 0)
    return np.asarray(np.minimum(between, _MANY), np.int64)


PARENT_ROLES = {CONTENT_CUE: CUE, CUE_SPEAKER: SPEAKER, CONTENT_SPEAKER: SPEAKER}
CHILD_ROLES = {CONTENT_CUE: CONTENT, CUE_SPEAKER: CUE, CONTENT_SPEAKER: CONTENT}


def collect(
    links: Links,
    scores: Floats,
    spans: Sequence[RoleSpan],
    names: Sequence[int],
    deciding: Sequence[bool],
) -> None:
    """Add to `links` what one window says of the children it decides.

    `scores` is [relation, child, parent or none]; `names` gives each span its index in the text.
    """
    for relation, into in enumerate(links.by_relation):
        parents = [i for i, span in enumerate(spans) if span.role == PARENT_ROLES[relation]]
        keys = [*(names[i] for i in parents), NOBODY]
        columns = [*parents, len(spans)]
        for child, span in enumerate(spans):
            if span.role == CHILD_ROLES[relation] and deciding[child]:
                row = scores[relation, child, columns].astype(np.float64)
                row -= row.max()
                row -= np.log(np.exp(row).sum())
                into[names[child]] = dict(zip(keys, row.tolist(), strict=True))


def group(links: Links, *, orphan_bias: float = 0.0) -> list[Group]:
    """Return the attributions, in the order of their first content.

    `orphan_bias` is added to the log probability that a content has no cue; a content
    without one is no attribution unless it points to a speaker itself.
    """
    by_cue: dict[int, list[int]] = defaultdict(list)
    orphans = []
    for content, row in links.by_relation[CONTENT_CUE].items():
        cue = max(row, key=lambda key: row[key] + (orphan_bias if key == NOBODY else 0.0))
        if cue == NOBODY:
            orphans.append(content)
        else:
            by_cue[cue].append(content)
    groups = [_speak(links, cue, contents) for cue, contents in by_cue.items()]
    groups += [
        orphan
        for content in orphans
        if (orphan := _speak(links, NOBODY, [content])).speaker != NOBODY
    ]
    return sorted(groups, key=lambda found: min(found.contents))


def _speak(links: Links, cue: int, contents: Sequence[int]) -> Group:
    views = [links.by_relation[CONTENT_SPEAKER][content] for content in contents]
    weights = [1 / len(views)] * len(views)
    if cue in links.by_relation[CUE_SPEAKER]:
        views.append(links.by_relation[CUE_SPEAKER][cue])
        weights.append(1.0)
    candidates = dict.fromkeys(key for view in views for key in view)
    total = {
        key: sum(w * view.get(key, UNSEEN) for w, view in zip(weights, views, strict=True))
        for key in candidates
    }
    speaker = max(total, key=lambda key: total[key])
    chosen = [_probability(links.by_relation[CONTENT_CUE], content, cue) for content in contents]
    said = float(np.exp(max(total[speaker] / sum(weights), UNSEEN)))
    return Group(speaker, cue, tuple(sorted(contents)), float(np.mean(chosen)) * said)


def _probability(rows: Mapping[int, Mapping[int, float]], child: int, parent: int) -> float:
    return float(np.exp(rows[child].get(parent, UNSEEN)))
