"""Pairs of claims of real articles for the judge: most that stand side by side are no dispute.

    python -m training.judge.real draw FILE --articles 300    print pairs to be read and labelled
    python -m training.judge.real score                       what is listed of articles kept back

Own articles are about disputes: of the claims that stand beside one another in them one pair in
ten is a contradiction. In PolNeAR's articles (train split, read from CLAIMS_DATA) most are not,
and those that the judge takes for one are learnt from. `real.jsonl` has no word of them: the
article, where the two claims begin and end, and what somebody who read both found. What is
`held` of it is kept from the reader.
"""

from __future__ import annotations

import argparse
import json
import os
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import select

from claims import Library
from claims.comparison.analysis import analyse
from claims.comparison.crossencoder import consider
from claims.comparison.evidence import weigh
from claims.comparison.judge import chances_among, probabilities
from claims.comparison.marked import as_read, differs_in_place
from claims.comparison.value import Range, Statement
from claims.library import relating
from claims.reading.document import Metadata, PartialDate
from claims.store import models
from claims.store.posting import comparable
from training.judge.sample import LABELS, NEITHER, Row
from training.judge.whole import REPLACES, TENSION, Told, compared, uncompared

LABELLED = Path(__file__).parent / "real.jsonl"
READ = 0.25
"""How likely a pair has to be something, by the judge, to be read by somebody."""
SEED = 8
KINDS = {"contradicts": LABELS["contradict"], "updates": LABELS["contradict"],
         "agrees": LABELS["agree"], "tension": NEITHER, "none": NEITHER}  # fmt: skip
Key = tuple[str, Range, Range]


@dataclass(frozen=True, slots=True)
class Article:
    """An article of PolNeAR; the date has the form 2016-03-01."""

    text: str
    title: str
    source: str
    date: str

    def metadata(self) -> Metadata:
        published = PartialDate(self.date)
        return Metadata(title=self.title, source=self.source, published=published)


def articles() -> dict[str, Article]:
    """Return PolNeAR's train articles by their ids."""
    folder = os.environ.get("CLAIMS_DATA")
    if not folder:
        raise SystemExit("set CLAIMS_DATA to the folder that holds polnear/train.jsonl")
    path = Path(folder) / "polnear" / "train.jsonl"
    rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return {
        row["id"]: Article(row["text"], row["title"], row["publisher"], row["date"][:10])
        for row in rows
    }


def statements(every: dict[str, Article]) -> Iterator[tuple[str, list[Statement]]]:
    """Yield the claims that our extractor finds in each article, as they are compared."""
    names = {f"{number:04}": name for number, name in enumerate(every)}

    def fill(path: Path) -> None:
        with Library.open(path) as library:
            for number, name in names.items():
                file = path.with_name(f"{number}.txt")
                file.write_text(every[name].text, encoding="utf-8")
                library.add([file], overrides=every[name].metadata())

    with uncompared(fill) as session:
        for document in session.scalars(select(models.Document).order_by(models.Document.path)):
            own = select(models.Claim.id).where(models.Claim.document_id == document.id)
            claims = comparable(session, list(session.scalars(own)))
            made = [relating.statement_of(claim, document.text) for claim in claims]
            named = names[Path(document.path).stem]
            yield named, sorted((replace(s, document=named) for s in made), key=place_of)


def place_of(s: Statement) -> Range:
    return s.place or (0, 0)


def likely(found: list[Statement]) -> Iterator[tuple[Statement, Statement, float]]:
    """Yield the pairs of an article that are read, and how likely each is something."""
    pairs = [(found[i], found[j]) for i, j in compared([Told(s, "") for s in found])]
    read = {
        pair: probabilities(weigh(*map(analyse, pair)), "stored", opinion)
        for pair, opinion in zip(pairs, consider(pairs), strict=True) if opinion is not None
    }  # fmt: skip
    among = chances_among(list(read), list(read.values()), {})
    for (a, b), chances in zip(read, among, strict=True):
        yield a, b, chances.listed


def draw(to: Path, count: int) -> None:
    """Write the pairs that the judge takes for something, with their passages, as JSON lines."""
    every = articles()
    wanted = random.Random(SEED).sample(sorted(every), min(count, len(every)))
    with to.open("w", encoding="utf-8") as out:
        for name, found in statements({name: every[name] for name in wanted}):
            for a, b, chance in likely(found):
                if chance >= READ:
                    begin, end = max(0, place_of(a)[0] - 250), place_of(b)[1] + 150
                    row = {"article": name, "a": place_of(a), "b": place_of(b),
                           "chance": round(chance, 2), "texts": as_read(a, b),
                           "passage": every[name].text[begin : min(end, begin + 1400)]}  # fmt: skip
                    out.write(json.dumps(row, ensure_ascii=False) + "\n")
            out.flush()


def score() -> None:
    """Print how many pairs of the articles kept back are listed at each bar, and how many hold."""
    labels = labelled(held=True)
    every = articles()
    names = sorted({name for name, _, _ in labels})
    told: list[tuple[float, str]] = []
    for name, found in statements({name: every[name] for name in names}):
        for a, b, chance in likely(found):
            key = (name, place_of(a), place_of(b))
            told.append((chance, labels.get(key, labels.get((name, key[2], key[1]), "unread"))))
    print(
        f"{len(names)} articles, of {len(labels)} labelled pairs {dict(Counter(labels.values()))}"
    )
    for bar in (0.25, 0.3, 0.4, 0.5, 0.6):
        listed = Counter(label for chance, label in told if chance >= bar)
        hold = sum(listed[kind] for kind in ("contradicts", "tension", "updates"))
        print(f"  {bar:.2f}: listed {listed.total()}, hold {hold}, {dict(listed)}")


def labelled(*, held: bool) -> dict[Key, str]:
    rows = map(json.loads, LABELLED.read_text(encoding="utf-8").splitlines())
    return {
        (r["article"], tuple(r["a"]), tuple(r["b"])): r["label"]
        for r in rows if r.get("held", False) == held
    }  # fmt: skip


def real_rows(*, placed: bool = False) -> Iterator[Row]:
    """Yield the labelled pairs as the reader reads them, by themselves or in their places.

    In their places only those that lean on the words before them.
    """
    labels = labelled(held=False)
    every = articles()
    names = {name for name, _, _ in labels}
    for name, found in statements({name: every[name] for name in sorted(names)}):
        at = {place_of(s): s for s in found}
        for (article, a, b), label in labels.items():
            if article == name and a in at and b in at:
                yield from rows_of(at[a], at[b], label, placed=placed)


def rows_of(a: Statement, b: Statement, label: str, *, placed: bool) -> Iterator[Row]:
    """Yield the row of a labelled pair; in its place only if it leans on the words before."""
    if not placed or differs_in_place(a, b):
        taught = TENSION if label == "tension" else ()
        yield Row(*as_read(a, b, placed=placed), KINDS[label], swap=False, taught=taught,
                  replaces=REPLACES.get(label), placed=placed)  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("draw", "score"))
    parser.add_argument("to", type=Path, nargs="?")
    parser.add_argument("--articles", type=int, default=300)
    options = parser.parse_args()
    if options.what == "score":
        score()
    elif options.to:
        draw(options.to, options.articles)
    else:
        parser.error("draw needs a file to write")


if __name__ == "__main__":
    main()
