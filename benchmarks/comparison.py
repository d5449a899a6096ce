"""Figures for the comparison: accuracy on labelled pairs, beside simple baselines.

    python -m benchmarks.comparison pairs              the development pairs, seen and unseen
    python -m benchmarks.comparison probes             public collections under CLAIMS_DATA

A pair counts as a contradiction when `compare` says `contradicts`, as agreement
for `same`, `corroborates` and `echoes`, else as neutral (`tension` included).
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

from claims.comparison import AGREEMENT, RelationKind, compare
from claims.comparison.crossencoder import CrossEncoder, open_file, reader

PAIRS = Path(__file__).parent.parent / "tests" / "comparison" / "pairs"
PROBES = (
    "mnli_dev", "negnli_mnli_test", "funcword_negation_test", "funcword_comparatives_test",
    "funcword_quantification_test", "cad_snli_dev",
)  # fmt: skip
LABELS = ("contradict", "neutral", "agree")
Row = dict[str, str]
Judge = Callable[[str, str], str]


def read(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def ours(a: str, b: str) -> str:
    relation = compare(a, b).relation
    if relation is RelationKind.CONTRADICTS:
        return "contradict"
    return "agree" if relation in AGREEMENT else "neutral"


NEGATIVE = re.compile(r"\b(?:not|no|never|nobody|none|nothing|without)\b|n[’']t\b", re.IGNORECASE)


def words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower()))


def overlap(a: str, b: str) -> str:
    """The baseline: shared words mean the same subject, a lone negation means conflict."""
    x, y = words(a), words(b)
    share = len(x & y) / max(1, min(len(x), len(y)))
    if bool(NEGATIVE.search(a)) != bool(NEGATIVE.search(b)) and share >= 0.3:
        return "contradict"
    return "agree" if share >= 0.5 else "neutral"


def score(
    rows: Iterable[Row], judge: Judge
) -> tuple[float, float, float, Counter[tuple[str, str]]]:
    """Return accuracy, contradiction precision and recall, and the table of label and answer."""
    table: Counter[tuple[str, str]] = Counter()
    for row in rows:
        table[row["label"], judge(row["a"], row["b"])] += 1
    total = sum(table.values())
    right = sum(n for (label, answer), n in table.items() if label == answer)
    called = sum(n for (_, answer), n in table.items() if answer == "contradict")
    there = sum(n for (label, _), n in table.items() if label == "contradict")
    hit = table["contradict", "contradict"]
    return right / max(total, 1), hit / max(called, 1), hit / max(there, 1), table


def report(name: str, rows: list[Row], judges: dict[str, Judge]) -> None:
    for who, judge in judges.items():
        begin = time.perf_counter()
        accuracy, precision, recall, table = score(rows, judge)
        each = 1000 * (time.perf_counter() - begin) / max(1, len(rows))
        print(
            f"{name:32s} {who:21s} n={len(rows):5d} accuracy {accuracy:.3f}  "
            f"contradiction P {precision:.3f} R {recall:.3f}  {each:.2f} ms/pair"
        )
        if who == "claims":
            for label in LABELS:
                print(" " * 34, label, {answer: table[label, answer] for answer in LABELS})


def alone(encoder: CrossEncoder) -> Judge:
    """Return a cross-encoder's own opinion, both ways, without evidence or thresholds."""

    def judge(a: str, b: str) -> str:
        (opinion,) = encoder.both([(a, b)])
        if max(opinion.conflict, opinion.agreement) <= 0:
            return "neutral"
        return "contradict" if opinion.conflict > opinion.agreement else "agree"

    return judge


def our_judges() -> dict[str, Judge]:
    return {"claims": ours, "overlap": overlap, "cross-encoder": alone(reader())}


def pairs(untuned: Path | None) -> None:
    judges = our_judges()
    if untuned:
        judges["untuned cross-encoder"] = alone(open_file(untuned))
    for name in ("seen", "unseen"):
        report(name, read(PAIRS / f"{name}.jsonl"), judges)


def probes(limit: int) -> None:
    folder = os.environ.get("CLAIMS_DATA")
    if not folder:
        sys.exit("set CLAIMS_DATA to the folder that holds nli/dev")
    judges = our_judges()
    for name in PROBES:
        rows = read(Path(folder) / "nli" / "dev" / f"{name}.jsonl")
        chosen = random.Random(7).sample(rows, min(limit, len(rows)))
        label = {"entail": "agree", "contradict": "contradict", "neutral": "neutral"}
        shaped = [
            {"a": r["premise"], "b": r["hypothesis"], "label": label[r["label"]]} for r in chosen
        ]
        report(name, shaped, judges)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("pairs", "probes"))
    parser.add_argument("--limit", type=int, default=1500)
    parser.add_argument(
        "--untuned", type=Path, help="an ONNX cross-encoder trained on the collections only"
    )
    options = parser.parse_args()
    if options.what == "pairs":
        pairs(options.untuned)
    else:
        probes(options.limit)


if __name__ == "__main__":
    main()
