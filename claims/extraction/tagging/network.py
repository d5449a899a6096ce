"""The trained network at run time: ONNX sessions, their tokenizer and their card."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy.typing import NDArray

from claims.extraction.tagging.chain import best_tags, spans_of
from claims.extraction.tagging.link import Group, Links, RoleSpan, collect, group, pair_features
from claims.extraction.tagging.piece import Pieces
from claims.extraction.tagging.window import Window, plan_windows
from claims.trained import WEIGHTS, trained

if TYPE_CHECKING:
    from tokenizers import Tokenizer

CLS, SEP = 101, 102

Floats = NDArray[np.float32]
Inputs = dict[str, NDArray[np.int64]]


@dataclass(frozen=True, slots=True)
class Rules:
    """What decoding needs beside the network: chain scores, and what was chosen with it.

    `begin_bias` is added to the score of every tag that begins a span, `orphan_bias` to
    that of a content without a cue; attributions below `least_score` are dropped.
    """

    first: Floats
    steps: Floats
    begin_bias: float = 0.0
    orphan_bias: float = 0.0
    least_score: float = 0.0


class Network(Protocol):
    """Window inputs to (states, tag scores), and spans of a window to link scores."""

    def encode(self, inputs: Sequence[Inputs]) -> Iterator[tuple[Floats, Floats]]: ...

    def link(self, features: dict[str, NDArray[Any]]) -> Floats: ...


@dataclass(frozen=True, slots=True)
class OnnxNetwork:
    """The network as ONNX Runtime runs it.

    One window a call and one thread a window: what a window says can then depend
    neither on its company nor on the number of threads.
    """

    encoder: Any
    linker: Any
    threads: int

    def encode(self, inputs: Sequence[Inputs]) -> Iterator[tuple[Floats, Floats]]:
        if self.threads == 1 or len(inputs) == 1:
            yield from map(self._encode_one, inputs)
            return
        with ThreadPoolExecutor(self.threads) as pool:
            yield from pool.map(self._encode_one, inputs)

    def _encode_one(self, window: Inputs) -> tuple[Floats, Floats]:
        states, scores = self.encoder.run(["states", "scores"], window)
        return states[0], scores[0]

    def link(self, features: dict[str, NDArray[Any]]) -> Floats:
        (scores,) = self.linker.run(["links"], features)
        return np.asarray(scores[0], np.float32)


@dataclass(frozen=True, slots=True)
class Loaded:
    network: Network
    rules: Rules
    tokenizer: Tokenizer


@cache
def load(threads: int | None = None) -> Loaded:
    """Return the network that ships with the package, loaded once for each number of threads."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(trained("tokenizer.json")))
    network = OnnxNetwork(_session("tagger.onnx"), _session("linker.onnx"), threads or _cores())
    card = json.loads((WEIGHTS / "tagger.json").read_text(encoding="utf-8"))
    return Loaded(network, read_rules(card["decoding"]), tokenizer)


def read_rules(decoding: dict[str, Any]) -> Rules:
    """Return the rules of a card's `decoding` part."""
    return Rules(
        first=np.array(decoding["first"], np.float32),
        steps=np.array(decoding["steps"], np.float32),
        begin_bias=float(decoding["begin_bias"]),
        orphan_bias=float(decoding["orphan_bias"]),
        least_score=float(decoding["least_score"]),
    )


def _session(name: str) -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(trained(name), options, providers=["CPUExecutionProvider"])


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def read_groups(
    pieces: Pieces, network: Network, rules: Rules
) -> tuple[list[RoleSpan], list[Group]]:
    """Return the spans of a text in order, and the attributions as indices into them."""
    windows = plan_windows(pieces.blocks, len(pieces))
    outputs = list(network.encode([window_inputs(pieces, window) for window in windows]))
    cores = [
        scores[w.core - w.start + 1 : w.end - w.start + 1]
        for w, (_, scores) in zip(windows, outputs, strict=True)
    ]
    scores = np.concatenate(cores) + _bias(rules)
    spans = spans_of(best_tags(scores, pieces.blocks, rules.first, rules.steps), pieces.blocks)
    links = Links()
    for window, (states, _) in zip(windows, outputs, strict=True):
        _link_window(network, window, states, spans, links)
    groups = group(links, orphan_bias=rules.orphan_bias)
    return spans, [found for found in groups if found.score >= rules.least_score]


def _bias(rules: Rules) -> Floats:
    bias = np.zeros(len(rules.first), np.float32)
    bias[1::2] = rules.begin_bias
    return bias


def window_inputs(pieces: Pieces, window: Window) -> Inputs:
    """Return what the encoder is given of a window, a batch of one."""
    here = slice(window.start, window.end)
    rows = {
        "ids": [CLS, *pieces.ids[here], SEP],
        "cases": [0, *pieces.cases[here], 0],
        "marks": [0, *pieces.marks[here], 0],
        "places": [0, *pieces.places[here], 0],
    }
    return {name: np.array([row], np.int64) for name, row in rows.items()}


def _link_window(
    network: Network, window: Window, states: Floats, spans: Sequence[RoleSpan], links: Links
) -> None:
    """Add to `links` the parents of the spans that begin in the core of `window`."""
    names = [
        i for i, span in enumerate(spans) if span.start < window.end and window.start < span.end
    ]
    seen = [spans[i] for i in names]
    deciding = [span.start >= window.core for span in seen]
    if not any(deciding):
        return
    roles, distance, step, crossed = pair_features(seen)
    features: dict[str, NDArray[Any]] = {
        "states": span_states(states, seen, window)[None],
        "roles": roles[None],
        "distance": distance[None],
        "block": step[None],
        "crossed": crossed[None],
    }
    collect(links, network.link(features), seen, names, deciding)


def span_states(states: Floats, spans: Sequence[RoleSpan], window: Window) -> Floats:
    """Return first, last and mean state of each span, clipped to the window, side by side."""
    shift = 1 - window.start
    rows = []
    for span in spans:
        low, high = max(span.start, window.start) + shift, min(span.end, window.end) + shift
        rows.append(np.concatenate([states[low], states[high - 1], states[low:high].mean(0)]))
    return np.stack(rows)
