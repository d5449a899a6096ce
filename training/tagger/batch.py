"""Windows to tensors, and the targets of tags and links."""

from __future__ import annotations

import itertools
import random
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from claims.extraction.tagging.link import CHILD_ROLES, PARENT_ROLES, RoleSpan, pair_features
from training.tagger.data import NO_LINK, UNKNOWN, Article, Window, blur_cases

CLS, SEP = 101, 102
FEW_SHAPES = 32
"""Lengths are rounded up to multiples of this: every new shape costs a compilation of kernels."""


@dataclass(slots=True)
class Batch:
    """Padded inputs; `blocks` are (row, first, last) of the whole blocks in window coordinates."""

    windows: list[Window]
    inputs: dict[str, Tensor]
    mask: Tensor
    block_index: Tensor
    block_tags: Tensor
    block_lengths: Tensor


@dataclass(slots=True)
class LinkBatch:
    starts: Tensor
    ends: Tensor
    features: tuple[Tensor, ...]
    targets: Tensor
    counts: Tensor


def make_batch(windows: list[Window], chance: random.Random | None) -> Batch:
    """Return the windows as tensors; with `chance` some lose their capitals."""
    length = -(-(max(w.end - w.start for w in windows) + 2) // FEW_SHAPES) * FEW_SHAPES
    arrays = {
        name: np.zeros((len(windows), length), np.int64)
        for name in ("ids", "cases", "marks", "places")
    }
    mask = np.zeros((len(windows), length), bool)
    for row, window in enumerate(windows):
        pieces = window.article.pieces
        size = window.end - window.start
        here = slice(window.start, window.end)
        cases = pieces.cases[here]
        if chance and chance.random() < 0.04:
            cases = blur_cases(cases)
        arrays["ids"][row, : size + 2] = [CLS, *pieces.ids[here], SEP]
        arrays["cases"][row, 1 : size + 1] = cases
        arrays["marks"][row, 1 : size + 1] = pieces.marks[here]
        arrays["places"][row, 1 : size + 1] = pieces.places[here]
        mask[row, : size + 2] = True
    index, tags, lengths = _block_targets(windows, length)
    inputs = {name: torch.from_numpy(array) for name, array in arrays.items()}
    return Batch(windows, inputs, torch.from_numpy(mask), index, tags, lengths)


def _block_targets(windows: Sequence[Window], length: int) -> tuple[Tensor, Tensor, Tensor]:
    """Return for each block its places in the flattened batch, its tags and its length."""
    rows: list[tuple[list[int], list[int]]] = []
    for row, window in enumerate(windows):
        article = window.article
        edges = [*article.pieces.blocks, len(article.pieces)]
        for first, last in itertools.pairwise(edges):
            low, high = max(first, window.start), min(last, window.end)
            tags = article.tags[low:high]
            if low < high and not (low > first and tags[0] and tags[0] % 2 == 0):
                offset = row * length + 1 - window.start
                rows.append((list(range(low + offset, high + offset)), tags))
    longest = max(len(tags) for _, tags in rows)
    index = np.zeros((len(rows), longest), np.int64)
    padded = np.zeros((len(rows), longest), np.int64)
    for i, (places, tags) in enumerate(rows):
        index[i, : len(tags)] = places
        padded[i, : len(tags)] = tags
    lengths = torch.tensor([len(tags) for _, tags in rows])
    return torch.from_numpy(index), torch.from_numpy(padded), lengths


def block_numbers(article: Article) -> list[int]:
    """Return the number of the block that each piece is in."""
    edges = [*article.pieces.blocks, len(article.pieces)]
    return [
        number
        for number, (low, high) in enumerate(itertools.pairwise(edges))
        for _ in range(low, high)
    ]


def gold_spans(window: Window) -> tuple[list[RoleSpan], list[int]]:
    """Return the gold spans in the window, clipped to it, and their indices in the article."""
    article = window.article
    numbers = block_numbers(article)
    found = []
    for index, piece in enumerate(article.spans):
        low, high = max(piece.start, window.start), min(piece.end, window.end)
        if low < high:
            found.append((RoleSpan(low, high, piece.role, numbers[low]), index))
    found.sort()
    return [span for span, _ in found], [index for _, index in found]


def predicted_spans(window: Window, tags: Sequence[int]) -> tuple[list[RoleSpan], list[int]]:
    """Return the spans of `tags` in the window, and the gold span each stands for (or NO_LINK)."""
    numbers = block_numbers(window.article)
    spans = spans_of(tags, window.start, numbers)
    gold, names = gold_spans(window)
    return spans, [_counterpart(span, gold, names) for span in spans]


def spans_of(tags: Sequence[int], offset: int, numbers: Sequence[int]) -> list[RoleSpan]:
    """Return the runs of BIO `tags`; a run ends with its block."""
    spans: list[RoleSpan] = []
    start, role = 0, -1
    for i, tag in enumerate([*tags, 0]):
        at_edge = 0 < i < len(tags) and numbers[offset + i] != numbers[offset + i - 1]
        goes_on = tag and tag % 2 == 0 and (tag - 1) // 2 == role and not at_edge
        if role >= 0 and not goes_on:
            spans.append(RoleSpan(offset + start, offset + i, role, numbers[offset + start]))
            role = -1
        if tag and not goes_on:
            start, role = i, (tag - 1) // 2
    return spans


def _counterpart(span: RoleSpan, gold: Sequence[RoleSpan], names: Sequence[int]) -> int:
    best, best_overlap = NO_LINK, 0.25
    for other, name in zip(gold, names, strict=True):
        if other.role == span.role:
            shared = min(span.end, other.end) - max(span.start, other.start)
            overlap = shared / (max(span.end, other.end) - min(span.start, other.start))
            if overlap > best_overlap:
                best, best_overlap = name, overlap
    return best


def make_links(
    batch: Batch, chosen: Sequence[tuple[list[RoleSpan], list[int]]]
) -> LinkBatch | None:
    """Return the spans of every window with the targets of their links, padded."""
    most = max(len(spans) for spans, _ in chosen)
    if most == 0:
        return None
    rows = len(chosen)
    starts, ends = np.zeros((rows, most), np.int64), np.ones((rows, most), np.int64)
    roles = np.zeros((rows, most), np.int64)
    distance, step = np.zeros((rows, most, most), np.int64), np.zeros((rows, most, most), np.int64)
    crossed = np.zeros((rows, 3, most, most), np.int64)
    targets = np.zeros((rows, 3, most, most + 1), bool)
    counts = np.zeros((rows, 3, most), bool)
    for row, (spans, names) in enumerate(chosen):
        size = len(spans)
        if not size:
            continue
        window = batch.windows[row]
        starts[row, :size] = [s.start - window.start + 1 for s in spans]
        ends[row, :size] = [s.end - window.start + 1 for s in spans]
        (
            roles[row, :size],
            distance[row, :size, :size],
            step[row, :size, :size],
            crossed[row, :, :size, :size],
        ) = pair_features(spans)
        _link_targets(window.article, spans, names, targets[row], counts[row])
    tensors = tuple(torch.from_numpy(a) for a in (roles, distance, step, crossed))
    return LinkBatch(
        torch.from_numpy(starts),
        torch.from_numpy(ends),
        tensors,
        torch.from_numpy(targets),
        torch.from_numpy(counts),
    )


def _link_targets(
    article: Article,
    spans: Sequence[RoleSpan],
    names: Sequence[int],
    targets: np.ndarray,
    counts: np.ndarray,
) -> None:
    """Mark the right parents of each child; `counts` says which children are to be learnt from."""
    maps = (article.content_cue, article.cue_speaker, article.content_speaker)
    for relation, links in enumerate(maps):
        for child, (span, name) in enumerate(zip(spans, names, strict=True)):
            if span.role != CHILD_ROLES[relation]:
                continue
            parent = links.get(name, NO_LINK)
            if parent == UNKNOWN:
                continue
            if parent == NO_LINK:
                targets[relation, child, -1] = True
                counts[relation, child] = True
                continue
            right = [
                i
                for i, other in enumerate(names)
                if other == parent and spans[i].role == PARENT_ROLES[relation]
            ]
            if right:
                targets[relation, child, right] = True
                counts[relation, child] = True
