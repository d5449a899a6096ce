"""Score a checkpoint, or the exported weights, on PolNeAR's dev articles."""

from __future__ import annotations

import argparse
import importlib.util
import itertools
import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from claims.attribution import Tagged
from claims.extraction.tagger import tagged
from claims.extraction.tagging.network import Floats, Inputs, Network, Rules, load, read_groups
from claims.extraction.tagging.piece import Pieces, split_pieces
from training.tagger.data import base_folder, blocks_of, read_rows
from training.tagger.model import Tagger
from training.tagger.train import load_tokenizer


class TorchNetwork:
    """A checkpoint behind the interface that the run time has to the exported network."""

    def __init__(self, model: Tagger) -> None:
        self.model = model.eval()

    @torch.inference_mode()
    def encode(self, inputs: Sequence[Inputs]) -> Iterator[tuple[Floats, Floats]]:
        for window in inputs:
            with torch.autocast("cpu", torch.bfloat16):
                states, scores = self.model.encoder(
                    **{k: torch.from_numpy(v) for k, v in window.items()}, mask=None
                )
            yield states[0].numpy(), scores[0].numpy()

    @torch.inference_mode()
    def link(self, features: dict[str, NDArray[Any]]) -> Floats:
        return self.model.linker(
            **{k: torch.from_numpy(np.ascontiguousarray(v)) for k, v in features.items()}
        )[0].numpy()


def rules_of(model: Tagger) -> Rules:
    first, steps = (matrix.detach().numpy() for matrix in model.chain.matrices())
    return Rules(first, steps)


def load_scorer() -> ModuleType:
    """Return the scorer that CLAIMS_SCORER names, as a module."""
    spec = importlib.util.spec_from_file_location("score_attribution", os.environ["CLAIMS_SCORER"])
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def as_row(document: str, found: Sequence[Tagged]) -> dict[str, Any]:
    """Return predictions in the form that the scorer reads."""
    return {
        "id": document,
        "attributions": [
            {"source": _pairs(a.speaker), "cue": _pairs(a.cue), "content": _pairs(a.content)}
            for a in found
        ],
    }


def _pairs(spans: Sequence[Any]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


def predict(
    rows: Sequence[dict[str, Any]], pieces: Sequence[Pieces], network: Network, rules: Rules
) -> dict[str, Any]:
    predicted = {}
    for row, split in zip(rows, pieces, strict=True):
        predicted[row["id"]] = as_row(row["id"], tagged(split, *read_groups(split, network, rules)))
    return predicted


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "checkpoint", type=Path, nargs="*", help="several are averaged; none: the exported weights"
    )
    parser.add_argument("--begin", type=float, nargs="*", default=[0.0])
    parser.add_argument("--orphan", type=float, nargs="*", default=[0.0])
    parser.add_argument("--least", type=float, nargs="*", default=[0.0])
    parser.add_argument("--write", type=Path, help="write the predictions here")
    parser.add_argument("--split", default="dev")
    parser.add_argument("--limit", type=int)
    options = parser.parse_args()
    torch.set_num_threads(1)
    rows = read_rows(Path(os.environ["CLAIMS_DATA"]) / "polnear" / f"{options.split}.jsonl")[
        -(options.limit or 0) :
    ]
    if options.checkpoint:
        model = load_checkpoints(options.checkpoint)
        network: Network = Recorded(TorchNetwork(model))
        rules, tokenizer = rules_of(model), load_tokenizer(base_folder())
    else:
        loaded = load()
        network, rules, tokenizer = loaded.network, loaded.rules, loaded.tokenizer
    pieces = [split_pieces(row["text"], blocks_of(row["text"]), tokenizer) for row in rows]
    scorer = load_scorer()
    for begin, orphan, least in itertools.product(options.begin, options.orphan, options.least):
        if options.checkpoint:
            rules = replace(rules, begin_bias=begin, orphan_bias=orphan, least_score=least)
            print(f"begin {begin} orphan {orphan} least {least}")
        predicted = predict(rows, pieces, network, rules)
        figures = scorer.score({row["id"]: row for row in rows}, predicted)
        print(summary(figures), flush=True)
    if options.write:
        options.write.write_text(
            "".join(json.dumps(row) + "\n" for row in predicted.values()), encoding="utf-8"
        )


class Recorded:
    """Remembers what the encoder said, so that a sweep over decoding rules runs it once."""

    def __init__(self, network: Network) -> None:
        self.network = network
        self.memory: dict[bytes, tuple[Floats, Floats]] = {}
        self.link = network.link

    def encode(self, inputs: Sequence[Inputs]) -> Iterator[tuple[Floats, Floats]]:
        for window in inputs:
            key = window["ids"].tobytes()
            if key not in self.memory:
                self.memory[key] = next(iter(self.network.encode([window])))
            yield self.memory[key]


def load_checkpoints(paths: Sequence[Path]) -> Tagger:
    """Return the model whose weights are the mean of those in `paths`."""
    states = [torch.load(path, weights_only=True)["model"] for path in paths]
    mean = {name: sum(state[name].float() for state in states) / len(states) for name in states[0]}
    model = Tagger()
    model.load_state_dict(mean)
    return model


def summary(figures: dict[str, dict[str, float]]) -> str:
    """Return one line: token F1s, then precision / recall / F1 of the three headline figures."""
    tokens = " / ".join(
        f"{figures[f'tokens.{role}']['f1']:.3f}" for role in ("source", "cue", "content")
    )
    heads = (
        f"{name} {f['precision']:.3f} {f['recall']:.3f} {f['f1']:.3f}"
        for name, f in figures.items()
        if name in ("found", "attributed", "exact")
    )
    return f"tokens {tokens}  " + "  ".join(heads)


if __name__ == "__main__":
    main()
