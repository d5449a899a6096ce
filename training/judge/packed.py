"""The weights of a shipped reader, as its training goes on from them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnx import TensorProto, numpy_helper
from torch import Tensor, nn

from claims.comparison.crossencoder import unpack_from


def load_packed(model: Any, path: Path) -> None:
    """Load the weights of a packed reader into an encoder with MPNet's layers, as rounded."""
    weights, rest = _read(path)
    words = weights.pop("words") * rest["words.scales"]
    embeddings = model.encoder.embeddings
    _fill(embeddings.word_embeddings.weight, words)
    places = rest["positions"]
    _fill(embeddings.position_embeddings.weight[2 : len(places) + 2], places)
    _norm(embeddings.LayerNorm, rest, "embedded.norm")
    _fill(model.encoder.encoder.relative_attention_bias.weight, _by_bucket(model, rest["bias"]))
    for index, layer in enumerate(model.encoder.encoder.layer):
        inner = layer.attention.attn
        parts = {"q": inner.q, "k": inner.k, "v": inner.v, "out": inner.o,
                 "up": layer.intermediate.dense, "down": layer.output.dense}  # fmt: skip
        for name, part in parts.items():
            at = f"layer{index}.{name}"
            _fill(part.weight, (weights[f"{at}.weight"] * rest[f"{at}.scale"]).T)
            _fill(part.bias, rest[f"{at}.bias"])
        _norm(layer.attention.LayerNorm, rest, f"layer{index}.n1")
        _norm(layer.output.LayerNorm, rest, f"layer{index}.n2")
    _fill(model.head.weight, rest["head.weight"].T)
    _fill(model.head.bias, rest["head.bias"])


def _read(path: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    with np.load(path, allow_pickle=False) as held:
        names = [name.removesuffix(".packed") for name in held.files if name.endswith(".packed")]
        weights = {name: unpack_from(held, name) for name in names}
        graph = onnx.load_from_string(held["graph"].tobytes()).graph
    rest = {
        t.name: numpy_helper.to_array(t)
        for t in graph.initializer
        if t.data_location != TensorProto.EXTERNAL
    }
    weights["words"] = weights["words"].T
    return {n: w.astype(np.float32) for n, w in weights.items()}, rest


def _fill(to: Tensor, values: Any) -> None:
    with torch.no_grad():
        to.copy_(torch.from_numpy(np.array(values, np.float32)))


def _by_bucket(model: Any, bias: Any) -> Any:
    """Return the bias of each bucket of distances from that of each distance."""
    inner = model.encoder.encoder
    found = inner.relative_attention_bias.weight.detach().numpy().copy()
    last = bias.shape[2] - 1
    for distance in range(-last, last + 1):
        bucket = inner.relative_position_bucket(torch.tensor([[distance]]), num_buckets=32).item()
        row, column = (last, last + distance) if distance < 0 else (0, distance)
        found[bucket] = bias[0, :, row, column]
    return found


def _norm(norm: nn.LayerNorm, rest: dict[str, Any], name: str) -> None:
    _fill(norm.weight, rest[f"{name}.gamma"])
    _fill(norm.bias, rest[f"{name}.beta"])
