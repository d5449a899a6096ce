"""Figures for the relations found between claims of whole articles, as `claims add` finds them.

    python -m benchmarks.disputes [seen] [unseen] [--show missed|wrong|listed]
        [--draw 40 [--unasked]]

The articles and their labelled pairs of passages (tests/comparison/articles) are the
project's own writing; beside them every pair of the stories' claims is settled (whole/),
which tells how much of all that is listed holds. A passage is answered for by the claims
whose content covers half of the shorter of the two; a pair by the gravest relation between
any two such claims.
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.issues import Pair, ordered, read_labels, read_places
from claims import Library
from claims.cli.columns import how_sure
from claims.comparison.dispute import Dispute
from claims.reading.document import Metadata, PartialDate
from claims.record import ClaimRecord, RelationRecord

ARTICLES = Path(__file__).parent.parent / "tests" / "comparison" / "articles"
ORDER = ("contradicts", "tension", "updates", "echoes", "corroborates", "same", "none")
LISTED = ("contradicts", "tension")
HOLDS = ("contradicts", "tension", "updates")
AGREES = ("echoes", "corroborates", "same")
Spans = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Answered:
    """A labelled pair and what was found for it: `there` says that both passages are claims."""

    label: dict[str, Any]
    relation: str
    there: bool
    found: RelationRecord | None


def build(folder: Path, path: Path) -> Library:
    """Return a new database of the folder's articles, added in the order of their dates."""
    library = Library.open(path)
    articles = tomllib.loads((folder / "articles.toml").read_text(encoding="utf-8"))["article"]
    for row in sorted(articles, key=lambda r: str(r["published"])):
        overrides = Metadata(
            title=row["title"], source=row["source"], authors=(row["author"],),
            published=PartialDate(str(row["published"])),
        )  # fmt: skip
        report = library.add([folder / row["file"]], overrides=overrides)
        if report.failures:
            raise SystemExit(str(report.failures[0]))
    return library


def answers(folder: Path, library: Library) -> tuple[list[Answered], list[RelationRecord]]:
    """Return what was found for every labelled pair, and all relations."""
    by_file: dict[str, list[ClaimRecord]] = defaultdict(list)
    for claim in library.claims(voice="all"):
        by_file[Path(claim.document.path).name].append(claim)
    relations = library.relations()
    between = {frozenset((r.a.id, r.b.id)): r for r in relations}
    rows = (folder / "labels.jsonl").read_text(encoding="utf-8").splitlines()
    found = []
    for label in map(json.loads, rows):
        sides = [
            claims_at(folder, by_file[label[s]["file"]], label[s]["file"], label[s]["text"])
            for s in "ab"
        ]
        near = [between.get(frozenset((x.id, y.id))) for x in sides[0] for y in sides[1]]
        best = min((r for r in near if r), key=lambda r: ORDER.index(r.relation), default=None)
        found.append(Answered(label, best.relation if best else "none", all(sides), best))
    return found, relations


def claims_at(folder: Path, claims: list[ClaimRecord], file: str, text: str) -> list[ClaimRecord]:
    start = (folder / file).read_text(encoding="utf-8").index(text)
    end = start + len(text)
    kept = []
    for claim in claims:
        spans: Spans = [(s.start, s.end) for s in claim.attribution.content]
        shared = sum(max(0, min(e, end) - max(s, start)) for s, e in spans)
        if shared >= 0.5 * min(end - start, sum(e - s for s, e in spans)):
            kept.append(claim)
    return kept


@dataclass(frozen=True, slots=True)
class Settled:
    """The complete labels of a folder's stories: what any two claims of them are."""

    places: dict[tuple[str, str], tuple[str, int]]
    labels: dict[str, dict[Pair, str]]

    @classmethod
    def of(cls, folder: Path) -> Settled:
        stories = sorted((folder / "whole").iterdir())
        places = {key: (story.name, number) for story in stories
                  for key, number in read_places(story).items()}  # fmt: skip
        return cls(places, {story.name: read_labels(story) for story in stories})

    def kind(self, r: RelationRecord) -> str | None:
        """Return what a relation is; nothing is between two stories; None for unlabelled claims."""
        one, other = (self.places.get((Path(c.document.path).name, c.content)) for c in (r.a, r.b))
        if one is None or other is None:
            return None
        if one[0] != other[0]:
            return "two stories"
        return self.labels[one[0]].get(ordered(one[1], other[1]), "none")


def count_kinds(settled: Settled, relations: list[RelationRecord]) -> Counter[str]:
    """Return what the relations are by the labels, those of unlabelled claims left out."""
    return Counter(kind for r in relations if (kind := settled.kind(r)) is not None)


def share(part: int, whole: int) -> str:
    return f"{part}/{whole} = {part / max(1, whole):.2f}"


def report(folder: Path, found: list[Answered], library: Library) -> None:
    relations = library.relations()
    by_label: dict[str, list[Answered]] = defaultdict(list)
    for answer in found:
        by_label[answer.label["label"]].append(answer)

    def count(label: str, *kinds: str) -> int:
        return sum(a.relation in kinds for a in by_label[label])

    size = {label: len(rows) for label, rows in by_label.items()}
    print(f"{folder.name}: {len(found)} labelled pairs, {len(relations)} relations")
    wrong = count("compatible", "contradicts")
    right = count("contradicts", "contradicts")
    listed = Counter(r.relation for r in relations)
    n, c = size["contradicts"], size["compatible"]
    print(f"  contradictions listed     {share(count('contradicts', *LISTED), n)}")
    print(f"  called contradicts        {share(right, n)}")
    print(f"  both passages are claims  {share(sum(a.there for a in by_label['contradicts']), n)}")
    print(f"  compatible contradicts    {share(wrong, c)}")
    print(f"  compatible listed         {share(count('compatible', *LISTED), c)}")
    print(f"  precision on labelled     {share(right, right + wrong)}")
    for label, kinds in (
        ("updates", ("updates",)), ("echoes", ("echoes",)),
        ("corroborates", AGREES), ("tension", LISTED),
    ):  # fmt: skip
        print(f"  {label + ' named':24s}  {share(count(label, *kinds), size.get(label, 0))}")
    for label, rows in sorted(by_label.items()):
        answered = Counter(a.relation for a in rows).most_common()
        print(f"  {label + ' answered':24s}  {dict(answered)}")
    print(f"  all relations: {dict(listed)}")
    settled = Settled.of(folder)
    kinds = count_kinds(settled, [r for r in relations if r.relation in LISTED])
    holds = sum(kinds[kind] for kind in HOLDS)
    print(f"  listed that hold          {share(holds, kinds.total())} {dict(kinds)}")
    disputes = library.disputes(detailed=0)
    print(f"  disputes, first pair holds {first_holds(settled, disputes)}")
    sure = [d for d in disputes if d.is_sure]
    unasked = {r.id for d in sure for r in d.relations}

    def shown(label: str) -> str:
        rows = by_label[label]
        return share(sum(a.found is not None and a.found.id in unasked for a in rows), len(rows))

    print(
        f"  shown unasked: contradictions {shown('contradicts')}, compatible {shown('compatible')}"
    )
    print(f"  unasked, first pair holds {first_holds(settled, sure)}")
    aspects: dict[str, list[bool]] = defaultdict(list)
    for a in by_label["contradicts"]:
        aspects[a.label["aspect"]].append(a.relation in LISTED)
    print("  listed by aspect:", {k: f"{sum(v)}/{len(v)}" for k, v in sorted(aspects.items())})


def first_holds(settled: Settled, disputes: Iterable[Dispute]) -> str:
    """Return of how many disputes the first pair, which scores most, is a dispute by the labels."""
    first = count_kinds(settled, [d.relations[0] for d in disputes])
    return share(sum(first[kind] for kind in HOLDS), first.total())


def show(what: str, found: list[Answered], relations: list[RelationRecord]) -> None:
    """Print the pairs missed or wrongly listed, or every dispute listed."""
    if what == "listed":
        for r in relations:
            if r.relation in LISTED:
                print(f"{r.relation} {r.score:.2f} {r.aspect}\n   {r.a.content}\n   {r.b.content}")
                print(f"   {r.sentence}")
        return
    for a in found:
        label = a.label["label"]
        missed = label == "contradicts" and a.relation not in LISTED
        wrong = label == "compatible" and a.relation in LISTED
        if missed if what == "missed" else wrong:
            print(f"{a.label['id']} {label} {a.label['aspect']} -> {a.relation}, there {a.there}")
            print(f"   {a.label['a']['text']}\n   {a.label['b']['text']}")
            if a.found:
                print(f"   {a.found.a.content}\n   {a.found.b.content}\n   {a.found.sentence}")


SEED = 40
BEFORE, AFTER = 220, 60
"""Characters of the article that are printed around a claim that was drawn."""


def draw(folder: Path, listed: list[RelationRecord], count: int) -> None:
    """Print relations drawn at random, with their passages, for somebody to read."""
    listed = sorted(listed, key=lambda r: r.id)
    random.Random(SEED).shuffle(listed)
    for number, r in enumerate(listed[:count], 1):
        print(f"{number} {r.relation} {r.score:.2f}")
        for claim in (r.a, r.b):
            text = (folder / Path(claim.document.path).name).read_text(encoding="utf-8")
            start, end = max(0, claim.extent.start - BEFORE), claim.extent.end + AFTER
            who = claim.attribution.speaker.name or claim.attribution.voice
            print(f"   {claim.document.source}, {claim.document.published}, {who} "
                  f"({how_sure(claim)}): {claim.content}")  # fmt: skip
            print(f"      in: {' '.join(text[start:end].split())}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("part", nargs="*", default=["seen", "unseen"])
    parser.add_argument("--show", choices=("missed", "wrong", "listed"))
    parser.add_argument("--draw", type=int, default=0, help="listed relations to read by eye")
    parser.add_argument(
        "--unasked", action="store_true", help="draw the first pairs of disputes shown unasked"
    )
    options = parser.parse_args()
    for part in options.part:
        with (
            tempfile.TemporaryDirectory() as room,
            build(ARTICLES / part, Path(room) / "claims.db") as library,
        ):
            found, relations = answers(ARTICLES / part, library)
            report(ARTICLES / part, found, library)
            listed = [r for r in relations if r.relation in LISTED]
            if options.unasked:
                listed = [d.relations[0] for d in library.disputes(detailed=0) if d.is_sure]
        if options.show:
            show(options.show, found, relations)
        draw(ARTICLES / part, listed, options.draw)


if __name__ == "__main__":
    main()
