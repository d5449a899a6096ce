"""Pairs of claims of two real articles for the judge: one campaign, and mostly no dispute.

    python -m training.judge.between draw FILE    print what is stored between articles, to be read
    python -m training.judge.between score        what is listed between articles kept back

The claims of `training.judge.real` stand in one article each. Here the articles of PolNeAR (train
split, read from CLAIMS_DATA) that tell of one event are put into one library, with their dates:
the results of two evenings, or what two candidates are called, look like updates and
contradictions, and most are none. `between.jsonl` has no word of them: where the two claims begin
and end in which articles, and what somebody who read both found. What is `held` of it, pairs of
the earliest and the latest articles, is kept from the reader.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

from claims import Library
from claims.comparison.account import account, alike
from claims.comparison.group import gather
from claims.record import ClaimRecord, RelationRecord
from training.judge.real import Article, articles, place_of, rows_of, statements
from training.judge.sample import Row

LABELLED = Path(__file__).parent / "between.jsonl"
ALIKE, NAMES, DAYS, MOST = 0.24, 0.3, 4, 5
"""Articles on one event: how alike, the names they share, days apart; how many are taken."""
Place = tuple[str, int, int]


def groups(every: dict[str, Article]) -> list[list[str]]:
    """Return the articles that tell of one event, by their ids."""
    told = {name: account(article.text) for name, article in every.items()}
    day = {name: date.fromisoformat(article.date).toordinal() for name, article in every.items()}
    near = []
    for a, b in combinations(every, 2):
        if abs(day[a] - day[b]) <= DAYS and alike(told[a], told[b]) >= ALIKE:
            names = told[a].names, told[b].names
            if len(names[0] & names[1]) >= NAMES * min(map(len, names)):
                near.append((a, b))
    return [sorted(group)[:MOST] for group in gather(near)]


def fill(library: Library, room: Path, names: list[str], every: dict[str, Article]) -> None:
    """Add articles to a library in the order of their dates, each under its id."""
    for name in sorted(names, key=lambda n: (every[n].date, n)):
        path = room / f"{name}.txt"
        path.write_text(every[name].text, encoding="utf-8")
        library.add([path], overrides=every[name].metadata())
        print(f"{name}: {len(library.relations())} relations", flush=True)


def between(library: Library) -> list[RelationRecord]:
    return [r for r in library.relations() if r.a.document.id != r.b.document.id]


def place(claim: ClaimRecord) -> Place:
    spans = claim.attribution.content
    return Path(claim.document.path).stem, min(s.start for s in spans), max(s.end for s in spans)


def draw(to: Path) -> None:
    """Write the relations between articles on one event, with their passages, as JSON lines."""
    every = articles()
    names = sorted({name for group in groups(every) for name in group})
    with tempfile.TemporaryDirectory() as room, Library.open(Path(room) / "claims.db") as library:
        fill(library, Path(room), names, every)
        with to.open("w", encoding="utf-8") as out:
            for r in between(library):
                sides = {side: place(claim) for side, claim in (("a", r.a), ("b", r.b))}
                row = {"found": r.relation, "score": round(r.score, 2), **sides, **passages(r)}
                out.write(json.dumps(row, ensure_ascii=False) + "\n")


def passages(r: RelationRecord) -> dict[str, Any]:
    """Return who says what where of both claims, and the words around them."""
    told = {}
    for side, claim in (("a", r.a), ("b", r.b)):
        start, end = max(0, claim.extent.start - 350), claim.extent.end + 150
        told[f"{side}_told"] = {
            "source": claim.document.source, "published": claim.document.published,
            "speaker": claim.speaker, "content": claim.content,
            "passage": " ".join(claim.text[start:end].split()),
        }  # fmt: skip
    return told


def labelled(*, held: bool) -> dict[tuple[Place, Place], str]:
    rows = map(json.loads, LABELLED.read_text(encoding="utf-8").splitlines())
    return {
        (tuple(r["a"]), tuple(r["b"])): r["label"] for r in rows if r.get("held", False) == held
    }


def score() -> None:
    """Print how much of what is stored between the articles kept back holds, by kind and score."""
    labels = labelled(held=True)
    every = articles()
    names = sorted({name for pair in labels for name, _, _ in pair})
    with tempfile.TemporaryDirectory() as room, Library.open(Path(room) / "claims.db") as library:
        fill(library, Path(room), names, every)
        told = [
            (r.relation, r.score, labels.get((a, b), labels.get((b, a), "unread")))
            for r in between(library) for a, b in [(place(r.a), place(r.b))]
        ]  # fmt: skip
    count = dict(Counter(labels.values()))
    print(f"{len(names)} articles, of {len(labels)} labelled pairs {count}")
    for kind in sorted({kind for kind, _, _ in told}):
        for bar in (0.0, 0.5, 0.7):
            found = Counter(label for k, chance, label in told if k == kind and chance >= bar)
            print(f"  {kind} at {bar:.1f}: {found.total()}, {dict(found)}")


def between_rows(*, placed: bool = False) -> Iterator[Row]:
    """Yield the labelled pairs as the reader reads them, by themselves or in their places.

    In their places only those that lean on the words before them.
    """
    labels = labelled(held=False)
    every = articles()
    names = sorted({name for pair in labels for name, _, _ in pair})
    at = {
        (name, *place_of(s)): s
        for name, found in statements({name: every[name] for name in names}) for s in found
    }  # fmt: skip
    for pair, label in labels.items():
        if all(side in at for side in pair):
            one, other = (at[side] for side in pair)
            yield from rows_of(one, other, label, placed=placed)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("draw", "score"))
    parser.add_argument("to", type=Path, nargs="?")
    options = parser.parse_args()
    if options.what == "score":
        score()
    elif options.to:
        draw(options.to)
    else:
        parser.error("draw needs a file to write")


if __name__ == "__main__":
    main()
