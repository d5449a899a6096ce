"""Write an encoder of the judge as the compact file that ships with the package, and its card.

    python -m training.judge.export finder --base MINILM --weights RUN/finder.pt
    python -m training.judge.export reader --base MPNET --weights RUN/whole.pt RUN/groups.pt

Eight-bit weights (a scale a column) and word embeddings (a scale a row), activations
quantised when it runs; one pair a call, so that no pair's answer depends on its company.
The large one's weights lie in the file in six bits, its words in four, with a step for every
BLOCK rows of a column, and are made eight bits again when it is loaded: as fast, and smaller.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

from claims.comparison.crossencoder import BLOCK, HIGH
from training.judge.encode import ANSWERS, LENGTH, CrossEncoder, load_weights
from training.tagger.export import MICROSOFT, Graph, describe

CARDS = Path(__file__).parent / "cards"


def layers_of(encoder: Any) -> list[dict[str, Any]]:
    """Return the parts of every layer under one set of names, for BERT and for MPNet."""
    found = []
    for layer in encoder.encoder.layer:
        attention = layer.attention
        if hasattr(attention, "attn"):
            q, k, v = attention.attn.q, attention.attn.k, attention.attn.v
            out, norm = attention.attn.o, attention.LayerNorm
        else:
            inner = attention.self
            q, k, v = inner.query, inner.key, inner.value
            out, norm = attention.output.dense, attention.output.LayerNorm
        found.append({
            "q": q, "k": k, "v": v, "out": out, "norm1": norm, "up": layer.intermediate.dense,
            "down": layer.output.dense, "norm2": layer.output.LayerNorm,
        })  # fmt: skip
    return found


def position_bias(encoder: Any) -> np.ndarray | None:
    """Return MPNet's bias by distance, (1, heads, LENGTH, LENGTH); BERT has none."""
    if not hasattr(encoder.encoder, "compute_position_bias"):
        return None
    with torch.no_grad():
        bias = encoder.encoder.compute_position_bias(torch.zeros(1, LENGTH, 1))
    return bias.float().numpy()


def build(model: CrossEncoder, *, pairs: bool) -> onnx.ModelProto:
    """Return the graph: ids (1, length) to logits (1, ANSWERS), or to the mean state (1, width)."""
    encoder = model.encoder
    heads = encoder.config.num_attention_heads
    g = Graph()
    x = _embed(g, encoder)
    bias = position_bias(encoder)
    extra = []
    if bias is not None:
        table = g.constant("bias", bias.astype(np.float32))
        ends = g.node("Concat", ["ids.length", "ids.length"], "bias.ends", axis=0)
        starts = g.constant("bias.starts", np.array([0, 0], np.int64))
        axes = g.constant("bias.axes", np.array([2, 3], np.int64))
        extra = ["", "", g.node("Slice", [table, starts, ends, axes], "bias.used")]
    for index, part in enumerate(layers_of(encoder)):
        name = f"layer{index}"
        rows = g.evened(x)
        qkv = [g.dense_rows(rows, part[p], f"{name}.{p}") for p in "qkv"]
        attended = g.node(
            "MultiHeadAttention", [*qkv, *extra], f"{name}.attended", MICROSOFT, num_heads=heads
        )
        out = g.dense_rows(g.evened(attended), part["out"], f"{name}.out")
        x = g.add_norm(out, x, part["norm1"], f"{name}.n1")
        up = g.dense_rows(g.evened(x), part["up"], f"{name}.up", bias=False)
        lift = g.floats(f"{name}.up.bias", part["up"].bias)
        up = g.node("BiasGelu", [up, lift], f"{name}.gelu", MICROSOFT)
        down = g.dense_rows(g.evened(up), part["down"], f"{name}.down")
        x = g.add_norm(down, x, part["norm2"], f"{name}.n2")
    axis = g.constant("axis", np.array([1], np.int64))
    mean = g.node("ReduceMean", [x, axis], "mean", keepdims=0)
    if pairs:
        _head(g, model, x, mean)
    name, width = ("logits", ANSWERS) if pairs else ("mean", encoder.config.hidden_size)
    body = helper.make_graph(
        g.nodes, "judge",
        [helper.make_tensor_value_info("ids", TensorProto.INT64, [1, "length"])],
        [helper.make_tensor_value_info(name, TensorProto.FLOAT, [1, width])],
        g.constants,
    )  # fmt: skip
    opsets = [helper.make_opsetid("", 18), helper.make_opsetid(MICROSOFT, 1)]
    return helper.make_model(body, opset_imports=opsets, ir_version=9)


def _head(g: Graph, model: CrossEncoder, x: str, mean: str) -> None:
    zero = g.constant("zero", np.array(0, np.int64))
    first = g.node("Gather", [x, zero], "first", axis=1)
    both = g.node("Concat", [first, mean], "both", axis=1)
    weight = g.floats("head.weight", model.head.weight.T.contiguous())
    product = g.node("MatMul", [both, weight], "head.product")
    g.node("Add", [product, g.floats("head.bias", model.head.bias)], "logits")


def _embed(g: Graph, encoder: Any) -> str:
    embeddings = encoder.embeddings
    words = embeddings.word_embeddings.weight.detach().float().numpy()
    scale = np.abs(words).max(1, keepdims=True).clip(1e-8) / 127
    table = g.constant("words", np.round(words / scale).astype(np.int8))
    small = g.node("Gather", [table, "ids"], "words.small")
    large = g.node("Cast", [small], "words.large", to=TensorProto.FLOAT)
    scales = g.constant("words.scales", scale.astype(np.float32))
    value = g.node("Mul", [large, g.node("Gather", [scales, "ids"], "words.scale")], "words.value")
    places = embeddings.position_embeddings.weight
    if hasattr(embeddings, "token_type_embeddings"):
        places = places[:LENGTH] + embeddings.token_type_embeddings.weight[0]
    else:
        places = places[2 : LENGTH + 2]  # MPNet counts from 2
    one, two = (g.constant(f"c{n}", np.array([n], np.int64)) for n in (1, 2))
    size = g.node("Slice", [g.node("Shape", ["ids"], "ids.shape"), one, two], "ids.length")
    zero = g.constant("c0", np.array([0], np.int64))
    used = g.node("Slice", [g.floats("positions", places), zero, size, zero], "positions.used")
    total = g.node("Add", [value, used], "embedded")
    return g.norm(total, embeddings.LayerNorm, "embedded.norm")


def pack(weights: np.ndarray, bits: int) -> dict[str, np.ndarray]:
    """Return eight-bit weights (rows, columns) in four to six bits and steps, for `unpack`.

    The step of a block is the one of a few that loses least; its sign lets the largest
    weight have the one value more that there is below nothing.
    """
    rows, columns = weights.shape
    half = 1 << (bits - 1)
    blocks = weights.astype(np.float32).reshape(rows // BLOCK, BLOCK, columns)
    largest = np.take_along_axis(blocks, np.abs(blocks).argmax(1)[:, None], 1)[:, 0]
    best = np.zeros(blocks.shape, np.uint8)
    steps = np.ones(largest.shape, np.float32)
    least = np.full(largest.shape, np.inf)
    for shrink in SHRINKS:
        step = np.clip(np.round(-largest * shrink), -127, 127)
        step[step == 0] = 1
        found = np.clip(np.round(blocks * half / step[:, None]) + half, 0, 2 * half - 1)
        lost = (((found - half) * step[:, None] / half - blocks) ** 2).sum(1)
        better = lost < least
        best = np.where(better[:, None], found, best).astype(np.uint8)
        steps, least = np.where(better, step, steps), np.where(better, lost, least)
    wide = best.reshape(rows, columns)
    low = wide & 15
    made = {"packed": low[0::2] | (low[1::2] << 4), "steps": steps.astype(np.int8)}
    for bit, name in enumerate(HIGH[: bits - 4], 4):
        made[name] = np.packbits((wide >> bit) & 1, 0, bitorder="little")
    return made


SHRINKS = (0.975, 0.925, 0.875, 0.825, 0.775)
"""Steps that are tried, in parts of the largest weight of a block.

A reader that goes on from a packed one needs others than that was packed with: on its old steps a
weight that has moved by less than half of one is rounded back to where it was. (The shipped one
went on from weights that were never packed; before these, steps were 1.0, 0.95, …)
"""
BITS, WORD_BITS = 6, 4
"""Bits of a weight in the file, and of a word's: those of words were never trained, and nothing
is lost with fewer."""
LARGE = 100_000
"""Bytes from which a weight is packed; smaller ones stay in the graph."""


def write_packed(model: onnx.ModelProto, to: Path) -> None:
    """Write the graph with its eight-bit weights packed beside it."""
    held: dict[str, np.ndarray] = {}
    for tensor in model.graph.initializer:
        weights = numpy_helper.to_array(tensor)
        if weights.dtype != np.int8 or weights.nbytes < LARGE:
            continue
        words = tensor.name == "words"
        made = pack(weights.T if words else weights, WORD_BITS if words else BITS)
        held |= {f"{tensor.name}.{part}": array for part, array in made.items()}
        tensor.ClearField("raw_data")
        tensor.data_location = TensorProto.EXTERNAL
        place = {"location": "given when loaded", "offset": "0", "length": str(weights.nbytes)}
        for key, value in place.items():
            entry = tensor.external_data.add()
            entry.key, entry.value = key, value
    np.savez(to, graph=np.frombuffer(model.SerializeToString(), np.uint8), **held)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name", choices=("finder", "reader"))
    parser.add_argument("--base", required=True)
    about = "of several the mean; one that is named twice counts twice"
    parser.add_argument("--weights", type=Path, nargs="+", required=True, help=about)
    parser.add_argument("--to", type=Path, default=Path("claims/weights"))
    o = parser.parse_args()
    model = CrossEncoder(o.base).eval()
    load_weights(model, *o.weights)
    o.to.mkdir(parents=True, exist_ok=True)
    file = o.to / ("finder.onnx" if o.name == "finder" else "reader.npz")
    if o.name == "finder":
        onnx.save(build(model, pairs=False), file)
    else:
        write_packed(build(model, pairs=True), file)
    card = json.loads((CARDS / f"{o.name}.json").read_text(encoding="utf-8"))
    card["files"] = {file.name: describe(file)}
    text = json.dumps(card, indent=2, ensure_ascii=False) + "\n"
    (o.to / f"{o.name}.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
