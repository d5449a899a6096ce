"""Whole stories for the judge: the claims of own articles, and which of them dispute what.

    python -m training.judge.whole claims FOLDER    read the claims of a story's articles
    python -m training.judge.whole check FOLDER     check its issues.json, show what it says

A story is a folder of training/judge/articles: articles.toml with their texts, claims.jsonl
(the claims as they were read when the story was labelled, numbered) and issues.json, which
settles every pair of them: what it does not list is neither.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from itertools import combinations, product
from pathlib import Path
from typing import Any
from unittest.mock import patch

from sqlalchemy import select
from sqlalchemy.orm import Session

from benchmarks.disputes import build
from claims.attribution import Act, Polarity, SpeakerKind, Voice
from claims.comparison.value import Statement
from claims.library import relating
from claims.settings import from_environment
from claims.store import models
from claims.store.engine import open_engine, reading
from claims.store.posting import comparable

STORIES = Path(__file__).parent / "articles"
KINDS = ("contradicts", "updates", "tension", "agrees")
Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Told:
    """A claim of a story: the statement to compare and the words around it."""

    statement: Statement
    around: str


def read_story(folder: Path) -> list[Told]:
    """Return the numbered claims of a story."""
    lines = (folder / "claims.jsonl").read_text(encoding="utf-8").splitlines()
    return [told_of(json.loads(line)) for line in lines]


def told_of(row: dict[str, Any]) -> Told:
    raw = row["statement"]
    fields = raw | {
        "kind": SpeakerKind(raw["kind"]), "polarity": Polarity(raw["polarity"]),
        "act": Act(raw["act"]), "voice": Voice(raw["voice"]),
        "hedges": tuple((s, e, kind) for s, e, kind in raw["hedges"]),
        "likelihood": tuple(raw["likelihood"]) if raw["likelihood"] else None,
    }  # fmt: skip
    return Told(Statement(**fields), row["around"])


def read_labels(folder: Path) -> dict[Pair, str]:
    """Return the kind of every pair that is something, by its two numbers, the lower first.

    Every claim of one side of an issue contradicts every claim of another, but for the
    pairs under `except`; claims of one side agree where `agrees` lists them.
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
    return found


def ordered(a: int, b: int) -> Pair:
    return (a, b) if a < b else (b, a)


def write_claims(folder: Path) -> int:
    """Write claims.jsonl from the articles of a story, and return how many claims there are."""
    with (
        tempfile.TemporaryDirectory() as room,
        patch("claims.library.adding.relate", lambda *_: 0),
    ):
        path = Path(room) / "claims.db"
        build(folder, path).close()
        engine = open_engine(path, from_environment(), create=False)
        with reading(engine) as session:
            rows = list(_rows(session))
        engine.dispose()
    lines = [json.dumps({"n": n} | row, ensure_ascii=False) for n, row in enumerate(rows)]
    (folder / "claims.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return len(rows)


def _rows(session: Session) -> Iterator[dict[str, Any]]:
    ids = list(session.scalars(select(models.Claim.id).order_by(models.Claim.id)))
    for claim in sorted(comparable(session, ids), key=lambda c: c.id):
        statement = relating.statement_of(claim)
        around = claim.document.text[claim.start : claim.end]
        yield {"file": Path(claim.document.path).name, "around": around} | {
            "statement": asdict(statement) | {"document": Path(claim.document.path).stem}
        }


def check(folder: Path) -> None:
    """Print what is wrong with a story's issues, and every pair it lists as a contradiction."""
    told = read_story(folder)
    labels = read_labels(folder)
    for pair, kind in labels.items():
        if not all(0 <= n < len(told) for n in pair):
            print(f"no such claim: {pair} ({kind})")
    count = {kind: sum(k == kind for k in labels.values()) for kind in KINDS}
    print(f"{len(told)} claims, {count}")
    for (a, b), kind in labels.items():
        if kind in ("contradicts", "tension", "updates"):
            one, other = told[a].statement, told[b].statement
            print(f"{kind} {a}-{b}\n   {one.text}\n   {other.text}")


def show(folder: Path) -> None:
    for n, told in enumerate(read_story(folder)):
        s = told.statement
        print(f"{n}  [{s.document}, {s.published}, {s.speaker or s.voice}] {s.text}")
        if len(told.around) > len(s.text) + 15:
            print(f"      in: {' '.join(told.around.split())}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("claims", "show", "check"))
    parser.add_argument("folder", type=Path)
    options = parser.parse_args()
    if options.what == "claims":
        print(f"{write_claims(options.folder)} claims")
        show(options.folder)
    elif options.what == "show":
        show(options.folder)
    else:
        check(options.folder)


if __name__ == "__main__":
    main()
