"""Stories of which every pair of claims is settled: claims.jsonl and issues.json of a folder."""

from __future__ import annotations

import json
from itertools import combinations, product
from pathlib import Path

Pair = tuple[int, int]


def read_labels(folder: Path) -> dict[Pair, str]:
    """Return the kind of every pair that is something, by its two numbers, the lower first.

    Every claim of one side of an issue contradicts every claim of another, but for the
    pairs under `except`; claims of one side agree where `agrees` lists them. Pairs under
    `reread` and those of later rounds (READ_AGAIN) were called nothing at first, and something by
    a reader who saw no labels: those that this reader called nothing too stand there as well,
    and are none.
    """
    raw = json.loads((folder / "issues.json").read_text(encoding="utf-8"))
    found: dict[Pair, str] = {}
    for issue in raw["issues"]:
        left_out = {ordered(*pair) for pair in issue.get("except", [])}
        for one, other in combinations(issue["sides"], 2):
            for pair in product(one, other):
                if ordered(*pair) not in left_out and pair[0] != pair[1]:
                    found[ordered(*pair)] = "contradicts"
    for group in raw.get("agrees", []):
        for pair in combinations(group, 2):
            found.setdefault(ordered(*pair), "agrees")
    for kind in ("tension", "updates"):
        for pair in raw.get(kind, []):
            found[ordered(*pair)] = kind
    for read in READ_AGAIN:
        for kind, pairs in raw.get(read, {}).items():
            for pair in pairs if kind != NOTHING else ():
                found.setdefault(ordered(*pair), kind)
    return found


NOTHING = "nothing"
READ_AGAIN = ("reread", "reread again", "reread a third time", "reread a fourth time")
"""Where the pairs of each round of reading again stand."""


def read_again(folder: Path) -> dict[Pair, int]:
    """Return the pairs that a judge took for something they had not been called.

    Each with the round, from 1 on, in which it was read again, whatever it was called then.
    """
    raw = json.loads((folder / "issues.json").read_text(encoding="utf-8"))
    return {
        ordered(*pair): number
        for number, read in enumerate(READ_AGAIN, 1)
        for pairs in raw.get(read, {}).values()
        for pair in pairs
    }


def ordered(a: int, b: int) -> Pair:
    return (a, b) if a < b else (b, a)


def read_places(folder: Path) -> dict[tuple[str, str], int]:
    """Return the numbers of a story's claims by file name and content."""
    lines = (folder / "claims.jsonl").read_text(encoding="utf-8").splitlines()
    rows = map(json.loads, lines)
    return {(Path(r["file"]).name, r["statement"]["text"]): r["n"] for r in rows}
