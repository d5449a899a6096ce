"""Whole stories for the judge: the claims of own articles, and which of them dispute what.

    python -m training.judge.whole claims FOLDER    read the claims of a story's articles
    python -m training.judge.whole check FOLDER     check its issues.json, show what it says
    python -m training.judge.whole mine FILE        write the pairs to train with, as JSON lines

A story is a folder of training/judge/articles: articles.toml with their texts, claims.jsonl
(the claims as they were read when the story was labelled, numbered) and issues.json, which
settles every pair of them: what it does not list is neither.
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

from sqlalchemy import select
from sqlalchemy.orm import Session

from benchmarks.disputes import build
from benchmarks.issues import Pair, ordered, read_again, read_labels
from claims.attribution import Act, Polarity, SpeakerKind, Voice
from claims.comparison import Told as Near
from claims.comparison import candidates, information, neighbours, terms
from claims.comparison.behind import behind
from claims.comparison.candidate import MemoryPostings
from claims.comparison.marked import alone, answers, as_read, before, beside, gap
from claims.comparison.meaning import vectors
from claims.comparison.retold import revises, said_before
from claims.comparison.teller import telling
from claims.comparison.value import Statement, days_between
from claims.library import relating
from claims.settings import from_environment
from claims.store import models
from claims.store.engine import open_engine, reading
from claims.store.posting import comparable, texts_of
from training.judge.sample import AGREE, CONTRADICT, NAMED, NEITHER, TENSION, Row

STORIES = Path(__file__).parent / "articles"
KINDS = ("contradicts", "updates", "tension", "agrees")


@dataclass(frozen=True, slots=True)
class Told:
    """A claim of a story: the statement to compare and the words around it."""

    statement: Statement
    around: str


def read_story(folder: Path) -> list[Told]:
    """Return the numbered claims of a story."""
    lines = (folder / "claims.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    return [told_of(*both) for both in zip(rows, _placed(folder, rows), strict=True)]


def _placed(folder: Path, rows: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield where each claim stands in its article, and what is read off the words around it.

    Words that an article has twice are looked for after the claim before. An origin other than
    the speaker counts as of his kind, which is what claims.jsonl has.
    """
    room = folder.parent.parent if folder.parent.name == "whole" else folder
    last = ("", 0)
    for row in rows:
        text = (room / row["file"]).read_text(encoding="utf-8")
        since = last[1] if last[0] == row["file"] else 0
        start = text.find(row["around"], since)
        start = text.index(row["around"]) if start < 0 else start
        last = (row["file"], start)
        end = start + len(row["around"])
        told = row["statement"]
        name = told["origin"] or told["speaker"]
        kind = SpeakerKind(told["kind"])
        yield {
            "place": (start, end), "before": before(text, start),
            "behind": behind(name, kind, text) if name else frozenset(),
            "again": said_before(text, start, end), "revised": revises(text, start, end),
            "telling": telling(name, kind, text, (start, end)),
        }  # fmt: skip


def told_of(row: dict[str, Any], found: dict[str, Any]) -> Told:
    raw = row["statement"]
    fields = raw | found | {
        "kind": SpeakerKind(raw["kind"]), "polarity": Polarity(raw["polarity"]),
        "act": Act(raw["act"]), "voice": Voice(raw["voice"]),
        "hedges": tuple((s, e, kind) for s, e, kind in raw["hedges"]),
        "likelihood": tuple(raw["likelihood"]) if raw["likelihood"] else None,
    }  # fmt: skip
    return Told(Statement(**fields), row["around"])


HELD = frozenset((STORIES / "held.txt").read_text(encoding="utf-8").split())
"""Stories kept from the encoders, for the decision on top of them."""
SINCE = tomllib.loads((STORIES / "since.toml").read_text(encoding="utf-8"))
"""Stories by the stage of the reader's training that read them first; those not named were read
from the first stage of whole stories on."""
OTHERS, OTHERS_BESIDE = 120, 100
"""Pairs of a story that come up and are neither, of those that stand beside one another and of
all others: as they come, for the hardest are the ones whose labels are wrong most often."""
MINED, MINED_BESIDE = 0.45, 0.3
"""How near these lie at least; a little under the bars from which pairs are read."""
MOST = {"contradicts": 60, "tension": 28}
"""Pairs of a kind taken of one story: many are two sides' claims over and over."""
REPLACES = {"updates": True, "contradicts": False}
LABELS = {"contradicts": CONTRADICT, "updates": CONTRADICT, "agrees": AGREE, "tension": NEITHER}


def stories(*, held: bool) -> list[Path]:
    """Return the folders of the stories that are kept back, or of those to learn from."""
    every = sorted(p for p in STORIES.iterdir() if (p / "issues.json").exists())
    return [p for p in every if held == (p.name in HELD)]


def mine(folder: Path, chance: random.Random) -> Iterator[Row]:
    """Yield the pairs of a story to train with: those that are something, some that are neither.

    And all that were read again as a reader had taken them for something. Twice those that are read
    in their places too.
    """
    told = read_story(folder)
    labels = read_labels(folder)
    texts = [t.statement for t in told]
    place = vectors([alone_of(t) for t in told])
    others: dict[bool, list[Pair]] = {True: [], False: []}
    for i, j in compared(told):
        close = answers(texts[i], texts[j])
        least = MINED_BESIDE if close else MINED
        if (i, j) not in labels and float(place[i] @ place[j]) >= least:
            others[close].append((i, j))
    for pairs in others.values():
        chance.shuffle(pairs)
    again = read_again(folder)
    drawn = [*others[True][:OTHERS_BESIDE], *others[False][:OTHERS]]
    for i, j in dict.fromkeys([*_some(labels, chance), *again, *drawn]):
        named = chance.random() < NAMED
        kind = labels.get((i, j), "")
        taught = TENSION if kind == "tension" else ()
        swap = gap(texts[i], texts[j]) is None and not days_between(texts[i], texts[j])
        replaces = REPLACES.get(kind)
        looks = {as_read(texts[i], texts[j], named=named, placed=placed): placed
                 for placed in (True, False)}  # fmt: skip
        for (one, other), placed in looks.items():
            yield Row(
                one, other, LABELS.get(kind, NEITHER), swap, taught=taught, replaces=replaces,
                placed=placed, leans=len(looks) > 1, story=folder.name, reread=again.get((i, j), 0),
            )  # fmt: skip


def _some(labels: dict[Pair, str], chance: random.Random) -> Iterator[Pair]:
    for kind in KINDS:
        pairs = [pair for pair, k in labels.items() if k == kind]
        chance.shuffle(pairs)
        yield from pairs[: MOST.get(kind)]


def write_rows(to: Path) -> int:
    """Write the pairs of stories that are not kept back, and return how many there are."""
    count = 0
    with to.open("w", encoding="utf-8") as out:
        for folder in stories(held=False):
            for row in mine(folder, random.Random(folder.name)):
                out.write(json.dumps(asdict(row), ensure_ascii=False) + "\n")
                count += 1
            out.flush()
            print(f"{folder.name}: {count} pairs", flush=True)
    return count


def alone_of(told: Told) -> str:
    return alone(told.statement.text, told.statement.context)


def compared(told: list[Told]) -> list[Pair]:
    """Return the pairs that come up for comparison as the documents are added one by one."""
    held = [terms(t.statement.text) for t in told]
    memory: MemoryPostings[int] = MemoryPostings()
    seen: dict[Pair, None] = {}
    documents = list(dict.fromkeys(t.statement.document for t in told))
    earlier: list[Near[int]] = []
    for document in documents:
        own = [n for n, t in enumerate(told) if t.statement.document == document]
        for n in own:
            memory.add(n, held[n])
        for a, b in candidates([(n, held[n]) for n in own], memory):
            seen[ordered(a, b)] = None
        counted = memory.frequencies(list(memory.lists))
        worth = {t: information(t, count, memory.size()) for t, count in counted.items()}
        new = [Near(n, alone_of(told[n]), held[n]) for n in own]
        for a, b in neighbours(new, earlier, worth):
            seen[ordered(a, b)] = None
        for a, b in beside([told[n].statement.place or (0, 0) for n in own]):
            seen[ordered(own[a], own[b])] = None
        earlier += new
    return list(seen)


FOUND = frozenset(["place", "before", "behind", "again", "revised", "telling"])
"""What is found in the text again when a story is read."""


def write_claims(folder: Path) -> int:
    """Write claims.jsonl from the articles of a story, and return how many claims there are."""
    with uncompared(lambda path: build(folder, path).close()) as session:
        rows = list(_rows(session))
    lines = [json.dumps({"n": n} | row, ensure_ascii=False) for n, row in enumerate(rows)]
    (folder / "claims.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return len(rows)


@contextmanager
def uncompared(fill: Callable[[Path], None]) -> Iterator[Session]:
    """Open a database in a folder of its own; `fill` adds articles to it, nothing is compared."""
    with tempfile.TemporaryDirectory() as room:
        path = Path(room) / "claims.db"
        with patch("claims.library.adding.relate", lambda *_: 0):
            fill(path)
        engine = open_engine(path, from_environment(), create=False)
        with reading(engine) as session:
            yield session
        engine.dispose()


def _rows(session: Session) -> Iterator[dict[str, Any]]:
    ids = list(session.scalars(select(models.Claim.id).order_by(models.Claim.id)))
    claims = sorted(comparable(session, ids), key=lambda c: c.id)
    texts = texts_of(session, {claim.document_id for claim in claims})
    for claim in claims:
        text = texts[claim.document_id]
        statement = relating.statement_of(claim, text)
        around = text[claim.start : claim.end]
        fields = asdict(statement) | {"document": Path(claim.document.path).stem}
        yield {"file": Path(claim.document.path).name, "around": around} | {
            "statement": {k: v for k, v in fields.items() if k not in FOUND}
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
    parser.add_argument("what", choices=("claims", "show", "check", "mine"))
    parser.add_argument("folder", type=Path)
    options = parser.parse_args()
    if options.what == "claims":
        print(f"{write_claims(options.folder)} claims")
        show(options.folder)
    elif options.what == "show":
        show(options.folder)
    elif options.what == "mine":
        write_rows(options.folder)
    else:
        check(options.folder)


if __name__ == "__main__":
    main()
