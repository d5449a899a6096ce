"""Write a checkpoint as the compact ONNX files that ship with the package, and their card.

The encoder is written node by node: eight-bit weights (a scale a column) and word
embeddings (a scale a row), activations quantised when it runs, the fused operators of
ONNX Runtime for attention, GELU and layer norm.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from torch import nn

from claims.extraction.tagging.window import LONGEST
from training.tagger.data import base_folder
from training.tagger.evaluate import load_checkpoints, rules_of
from training.tagger.model import DIMENSION, HEADS, RELATIONS, TAGS, Encoder, Linker

MICROSOFT = "com.microsoft"


@dataclass(frozen=True, slots=True)
class Rows:
    """Names of a matrix whose rows were made equally large, and of how large they were."""

    even: str
    size: str


class Graph:
    """Collects nodes and constants; every method returns the name of its output."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def constant(self, name: str, value: NDArray[Any]) -> str:
        self.constants.append(numpy_helper.from_array(value, name))
        return name

    def floats(self, name: str, value: torch.Tensor) -> str:
        return self.constant(name, value.detach().float().numpy())

    def node(
        self, kind: str, inputs: list[str], output: str, domain: str = "", **attributes: Any
    ) -> str:
        self.nodes.append(
            helper.make_node(kind, inputs, [output], name=output, domain=domain, **attributes)
        )
        return output

    def dense(self, x: str, layer: nn.Linear, output: str, *, bias: bool = True) -> str:
        """Multiply by eight-bit weights with one scale a column."""
        inputs = [x, *self._weights(layer, output)]
        if bias:
            inputs.append(self.floats(f"{output}.bias", layer.bias))
        return self.node("DynamicQuantizeMatMul", inputs, output, MICROSOFT)

    def _weights(self, layer: nn.Linear, name: str) -> list[str]:
        weight = layer.weight.detach().float().numpy().T
        scale = np.abs(weight).max(0) / 127
        return [
            self.constant(f"{name}.weight", np.round(weight / scale).astype(np.int8)),
            self.constant(f"{name}.scale", scale.astype(np.float32)),
            self.constant(f"{name}.zero", np.zeros(scale.shape, np.int8)),
        ]

    def evened(self, x: str) -> Rows:
        """Divide each row by its largest value: what is quantised has one scale for all rows.

        Those of a few marks are so large that little would be left of the others.
        """
        axis = self.constant(f"{x}.axis", np.array([-1], np.int64))
        least = self.constant(f"{x}.least", np.array(1e-6, np.float32))
        size = self.node("ReduceMax", [self.node("Abs", [x], f"{x}.size"), axis], f"{x}.largest")
        size = self.node("Max", [size, least], f"{x}.scale")
        return Rows(self.node("Div", [x, size], f"{x}.even"), size)

    def dense_rows(self, x: Rows, layer: nn.Linear, output: str, *, bias: bool = True) -> str:
        """Multiply evened rows as `dense` does, and make them as large as they were."""
        inputs = [x.even, *self._weights(layer, output)]
        product = self.node("DynamicQuantizeMatMul", inputs, f"{output}.even", MICROSOFT)
        if not bias:
            return self.node("Mul", [product, x.size], output)
        scaled = self.node("Mul", [product, x.size], f"{output}.scaled")
        return self.node("Add", [scaled, self.floats(f"{output}.bias", layer.bias)], output)

    def norm(self, x: str, norm: nn.LayerNorm, output: str) -> str:
        weights = [
            self.floats(f"{output}.gamma", norm.weight),
            self.floats(f"{output}.beta", norm.bias),
        ]
        return self.node("LayerNormalization", [x, *weights], output, epsilon=norm.eps, axis=-1)

    def add_norm(self, x: str, skip: str, norm: nn.LayerNorm, output: str) -> str:
        """Add and normalise: the fused operator takes five times as long."""
        return self.norm(self.node("Add", [x, skip], f"{output}.sum"), norm, output)


def encoder_graph(encoder: Encoder) -> onnx.ModelProto:
    graph = Graph()
    x = _embed(graph, encoder)
    for index, layer in enumerate(encoder.layers):
        name = f"layer{index}"
        qkv = graph.dense(x, layer.qkv, f"{name}.qkv")
        parts = [f"{name}.{part}" for part in "qkv"]
        graph.nodes.append(helper.make_node("Split", [qkv], parts, axis=-1, num_outputs=3))
        attended = graph.node(
            "MultiHeadAttention", parts, f"{name}.attended", MICROSOFT, num_heads=HEADS
        )
        x = graph.add_norm(
            graph.dense(attended, layer.out, f"{name}.out"), x, layer.norm1, f"{name}.norm1"
        )
        up = graph.dense(x, layer.up, f"{name}.up", bias=False)
        up = graph.node(
            "BiasGelu",
            [up, graph.floats(f"{name}.up.bias", layer.up.bias)],
            f"{name}.gelu",
            MICROSOFT,
        )
        output = "states" if index == len(encoder.layers) - 1 else f"{name}.norm2"
        x = graph.add_norm(graph.dense(up, layer.down, f"{name}.down"), x, layer.norm2, output)
    product = graph.node(
        "MatMul",
        [x, graph.floats("tags.weight", encoder.tags.weight.T.contiguous())],
        "tags.product",
    )
    graph.node("Add", [product, graph.floats("tags.bias", encoder.tags.bias)], "scores")
    return _model(graph)


def _embed(graph: Graph, encoder: Encoder) -> str:
    words = encoder.words.weight.detach().float().numpy()
    scale = np.abs(words).max(1, keepdims=True).clip(1e-8) / 127
    table = graph.constant("words", np.round(words / scale).astype(np.int8))
    small = graph.node("Gather", [table, "ids"], "words.small")
    large = graph.node("Cast", [small], "words.large", to=TensorProto.FLOAT)
    scales = graph.node(
        "Gather", [graph.constant("words.scales", scale.astype(np.float32)), "ids"], "words.scale"
    )
    total = graph.node("Mul", [large, scales], "words.value")
    size = graph.node(
        "Slice",
        [graph.node("Shape", ["ids"], "ids.shape"), *_slice(graph, "one", 1, 2)],
        "ids.length",
    )
    positions = graph.floats("positions", encoder.positions.weight[: LONGEST + 2])
    zero = graph.constant("positions.from", np.array([0], np.int64))
    axis = graph.constant("positions.axis", np.array([0], np.int64))
    total = graph.node(
        "Add",
        [total, graph.node("Slice", [positions, zero, size, axis], "positions.used")],
        "embedded0",
    )
    for number, name in enumerate(("cases", "marks", "places"), 1):
        rows = graph.node(
            "Gather",
            [graph.floats(name + ".table", getattr(encoder, name).weight), name],
            name + ".rows",
        )
        total = graph.node("Add", [total, rows], f"embedded{number}")
    return graph.norm(total, encoder.norm, "embedded")


def _slice(graph: Graph, name: str, start: int, end: int) -> list[str]:
    return [
        graph.constant(f"{name}.start", np.array([start], np.int64)),
        graph.constant(f"{name}.end", np.array([end], np.int64)),
    ]


def _model(graph: Graph) -> onnx.ModelProto:
    inputs = [
        helper.make_tensor_value_info(n, TensorProto.INT64, [1, "length"])
        for n in ("ids", "cases", "marks", "places")
    ]
    outputs = [
        helper.make_tensor_value_info("states", TensorProto.FLOAT, [1, "length", DIMENSION]),
        helper.make_tensor_value_info("scores", TensorProto.FLOAT, [1, "length", TAGS]),
    ]
    body = helper.make_graph(graph.nodes, "tagger", inputs, outputs, graph.constants)
    opsets = [helper.make_opsetid("", 18), helper.make_opsetid(MICROSOFT, 1)]
    return helper.make_model(body, opset_imports=opsets, ir_version=9)


def export_linker(linker: Linker, path: Path) -> None:
    """Write the linker as it is: it is small, and runs once a window."""
    spans = 5
    square = torch.zeros(1, spans, spans, dtype=torch.int64)
    example = (
        torch.zeros(1, spans, 3 * DIMENSION),
        torch.zeros(1, spans, dtype=torch.int64),
        square,
        square.clone(),
        torch.zeros(1, RELATIONS, spans, spans, dtype=torch.int64),
    )
    names = ["states", "roles", "distance", "block", "crossed"]
    axes = {"states": {1: "spans"}, "roles": {1: "spans"}, "distance": {1: "spans", 2: "spans"}}
    axes |= {
        "block": {1: "spans", 2: "spans"},
        "crossed": {2: "spans", 3: "spans"},
        "links": {2: "spans"},
    }
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            linker.eval(), example, str(path), input_names=names, output_names=["links"],
            dynamic_axes=axes, opset_version=18, dynamo=False,
        )  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path, nargs="+", help="several are averaged")
    parser.add_argument(
        "--card",
        type=Path,
        default=Path("training/tagger/card.json"),
        help="what the card says beside decoding",
    )
    parser.add_argument("--begin", type=float, default=0.0)
    parser.add_argument("--orphan", type=float, default=0.0)
    parser.add_argument("--least", type=float, default=0.0)
    parser.add_argument("--to", type=Path, default=Path("claims/weights"))
    options = parser.parse_args()
    model = load_checkpoints(options.checkpoint).eval()
    onnx.save(encoder_graph(model.encoder), options.to / "tagger.onnx")
    export_linker(model.linker, options.to / "linker.onnx")
    write_tokenizer(base_folder() / "tokenizer.json", options.to / "tokenizer.json")
    rules = rules_of(model)
    card = json.loads(options.card.read_text(encoding="utf-8"))
    card["decoding"] = {
        "first": np.round(rules.first, 4).tolist(),
        "steps": np.round(rules.steps, 4).tolist(),
        "begin_bias": options.begin,
        "orphan_bias": options.orphan,
        "least_score": options.least,
    }
    card["files"] = {
        name: describe(options.to / name)
        for name in ("tagger.onnx", "linker.onnx", "tokenizer.json")
    }
    (options.to / "tagger.json").write_text(
        json.dumps(card, indent=2, ensure_ascii=False) + "\n", encoding="utf-8"
    )


def write_tokenizer(source: Path, target: Path) -> None:
    """Copy the tokenizer without truncation or padding: windows see to both."""
    shutil.copyfile(source, target)
    settings = json.loads(target.read_text(encoding="utf-8"))
    settings["truncation"] = settings["padding"] = None
    target.write_text(json.dumps(settings, ensure_ascii=False), encoding="utf-8")


def describe(path: Path) -> dict[str, Any]:
    content = path.read_bytes()
    return {"sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}


if __name__ == "__main__":
    main()
