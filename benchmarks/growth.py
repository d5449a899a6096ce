"""Growth: what a new document costs to compare, by how many claims there are already.

    python -m benchmarks.growth [--sizes 3000 10000 30000 100000 1000000] [--documents 10]

For each size a database is filled with invented news (in a temporary folder,
removed afterwards), then documents of 30 claims are stored and compared one after
the other by the same code that `claims add` runs, and their CPU time is taken. The
same documents are compared in memory, and by what one would do without this: word
overlap with every claim, and an inverted index that reads whole postings. What is
measured of those is finding the pairs; judging them would come on top.

The news is made of stories: each has a day, a place, people and words of its own, and
as many documents as chance gives it, most of them few. Names and words follow Zipf's
law and new ones keep coming (in a corpus of twenty things and fifteen doings every
claim would share its words with a twentieth of all others, and with news it does not).
"""

from __future__ import annotations

import argparse
import hashlib
import random
import sqlite3
import sys
import tempfile
import time
from bisect import bisect
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from heapq import nlargest
from itertools import accumulate, chain, islice
from operator import itemgetter
from pathlib import Path
from typing import Any
from unittest.mock import patch

from sqlalchemy import Engine

from claims.attribution import Attribution, Party, Speaker, SpeakerKind
from claims.comparison import (
    Comparison,
    MemoryPostings,
    Statement,
    candidates,
    compare,
    compare_many,
    lexicon,
    terms,
)
from claims.comparison.company import Disputes
from claims.comparison.crossencoder import CrossEncoder, Opinion
from claims.library import relating
from claims.reading.document import Document, Metadata, PartialDate, Zone, ZoneKind
from claims.settings import Settings
from claims.span import Span
from claims.store.engine import open_engine, writing
from claims.store.migrations import upgrade
from claims.store.save import save_attributions, save_document

SIZES = (3_000, 10_000, 30_000, 100_000, 1_000_000)
CLAIMS = 30
"""Claims of one document."""
IN_MEMORY = 100_000
"""Above it only the database is measured: the others grow as they did."""
A_DAY = 40
"""Documents of one day."""
FIRST_DAY = date(2010, 1, 1)
Terms = frozenset[str]


@dataclass(frozen=True, slots=True)
class Saying:
    """One claim: who says it, and its words by their part in the sentence."""

    speaker: str
    words: tuple[tuple[str, str], ...]

    @property
    def text(self) -> str:
        return " ".join(word for _, word in self.words)

    @property
    def terms(self) -> Terms:
        return frozenset(chain.from_iterable(_terms_of(role, word) for role, word in self.words))


@dataclass(frozen=True, slots=True)
class Article:
    number: int
    day: str
    sayings: tuple[Saying, ...]


class Tail:
    """A choice among things of which few are frequent and most are rare, as Zipf found."""

    def __init__(self, things: Sequence[str], flat: float = 8.0) -> None:
        self.things = things
        self._sums = list(accumulate(1 / (rank + flat) for rank in range(len(things))))

    def draw(self, chance: random.Random, among: int = sys.maxsize) -> str:
        """Return one of the first `among` things."""
        last = min(among, len(self.things)) - 1
        return self.things[bisect(self._sums, chance.random() * self._sums[last], 0, last)]


@dataclass(slots=True)
class Story:
    people: list[str]
    place: str
    words: dict[str, list[str]]
    left: int


@dataclass(slots=True)
class Newsroom:
    """What writes the articles, one after the other, always the same ones."""

    seed: int = 7
    stories: list[Story] = field(default_factory=list)

    def articles(self) -> Iterator[Article]:
        chance = random.Random(self.seed)
        number = 0
        while True:
            if not self.stories or chance.random() < 0.25:
                self.stories.append(self._begin(chance, number))
            at = len(self.stories) - 1 - min(int(chance.expovariate(0.03)), len(self.stories) - 1)
            story = self.stories[at]
            sayings = tuple(self._say(chance, story) for _ in range(CLAIMS))
            day = FIRST_DAY + timedelta(days=number // A_DAY)
            yield Article(number, day.isoformat(), sayings)
            number += 1
            story.left -= 1
            if not story.left:
                del self.stories[at]

    def _begin(self, chance: random.Random, number: int) -> Story:
        known = 300 + int(20 * number**0.7)
        people = [NAMES.draw(chance, known) for _ in range(chance.randint(3, 6))]
        words = {
            role: [tail.draw(chance) for _ in range(count)]
            for (role, tail), count in zip(VOCABULARY.items(), (14, 10, 6), strict=True)
        }
        length = min(300, int(1.6 * chance.paretovariate(1.3)))
        return Story(people, PLACES.draw(chance), words, max(1, length))

    def _say(self, chance: random.Random, story: Story) -> Saying:
        def word(role: str) -> tuple[str, str]:
            own = chance.random() < 0.55
            return role, chance.choice(story.words[role]) if own else VOCABULARY[role].draw(chance)

        def thing() -> list[tuple[str, str]]:
            return [("", "the"), *([word("adjective")] if chance.random() < 0.4 else []),
                    word("noun")]  # fmt: skip

        who = chance.choice(story.people)
        subject = [("name", who)] if chance.random() < 0.4 else thing()
        said = [*subject, word("verb"), *thing()]
        if chance.random() < 0.4:
            said += [("", "in"), ("name", story.place)]
        if chance.random() < 0.3:
            said += [("", "with"), ("figure", str(chance.randint(2, 400))), word("noun")]
        if chance.random() < 0.5:
            said += [("", "while"), *thing(), word("verb"), *thing()]
        return Saying(chance.choice(story.people), tuple(said))


def _made_up(count: int, seed: int) -> list[str]:
    """Return names that no lexicon knows."""
    chance = random.Random(seed)
    parts = str.split(
        "bra dol fen gar hul kes lor mir nor pel rud sar tov ulm ves wim yor zan qui jas"
    )
    ends = str.split("k nd sk mer ton vik ford lo ric dan bek holm")
    found: dict[str, None] = {}
    while len(found) < count:
        name = "".join(chance.choices(parts, k=chance.randint(2, 3))) + chance.choice(ends)
        found.setdefault(name.capitalize())
    return list(found)


def _words(part: str, count: int) -> list[str]:
    """Return the most frequent words that are mostly this part of speech, as Zipf ranks them."""
    found = [
        (-entry.counts[part], word)
        for word, entry in lexicon.entries().items()
        if word.isascii() and word.isalpha() and len(word) > 3
        if part in entry.counts and entry.counts[part] == max(entry.counts.values())
    ]
    return [word for _, word in sorted(found)[:count]]


def _past(verb: str) -> str:
    return verb + ("d" if verb.endswith("e") else "ed")


@cache
def _terms_of(role: str, word: str) -> Terms:
    """Return what a word adds to the terms of a claim, read once in a sentence of its own."""
    if role == "":
        return frozenset()
    frame = {
        "name": "They met {} there", "noun": "They met the {} there", "verb": "The king {} them",
        "adjective": "They met the {} king there", "figure": "They met {} kings there",
    }[role]  # fmt: skip
    return terms(frame.format(word)) - terms(frame.replace("{}", ""))


NAMES = Tail(_made_up(60_000, 1), 40.0)
PLACES = Tail(_made_up(3_000, 2))
VOCABULARY = {
    "noun": Tail(_words("n", 9_000), 40.0),
    "verb": Tail([_past(verb) for verb in _words("v", 3_000)], 40.0),
    "adjective": Tail(_words("a", 4_000), 40.0),
}


def to_document(article: Article) -> tuple[Document, list[Attribution]]:
    """Return the article as a reading and its claims as an extraction would give them."""
    text, found = "", []
    for saying in article.sayings:
        who = Span(len(text), len(text) + len(saying.speaker))
        content = Span(who.end + 11, who.end + 11 + len(saying.text))
        party = Party(saying.speaker, SpeakerKind.PERSON, (who,))
        speaker = Speaker((who,), saying.speaker, SpeakerKind.PERSON, (party,))
        found.append(Attribution((content,), speaker))
        text += f"{saying.speaker} said that {saying.text}.\n"
    data = text.encode()
    metadata = Metadata(
        f"Article {article.number}", f"Paper {article.number % 50}", (), PartialDate(article.day)
    )
    zones = (Zone(ZoneKind.BODY, Span(0, len(text))),)
    name, sha = f"{article.number}.txt", hashlib.sha256(data).hexdigest()
    return Document(name, text, data, sha, "text/plain", "growth", metadata, zones), found


def statements(article: Article) -> list[Statement]:
    return [
        Statement(
            s.text, s.speaker, SpeakerKind.PERSON, str(article.number), f"{article.number % 50}",
            article.day, origin=s.speaker,
        )
        for s in article.sayings
    ]  # fmt: skip


def fill(path: Path, articles: Iterable[Article]) -> None:
    """Store articles past the models: rows in bulk, triggers off, counted and indexed after."""
    raw = sqlite3.connect(path)
    raw.execute("PRAGMA synchronous = OFF")
    raw.execute("PRAGMA cache_size = -400000")
    triggers = raw.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _ in triggers:
        raw.execute(f"DROP TRIGGER {name}")
    raw.execute("CREATE TEMP TABLE held (term INTEGER, claim INTEGER)")
    words: dict[str, int] = {}
    people: dict[str, int] = {}
    rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for article in articles:
        _rows_of(article, rows, words, people)
        if len(rows["claim"]) > 20_000:
            _write(raw, rows)
    rows["term"] = [{"id": row, "word": word, "claims": 0} for word, row in words.items()]
    _write(raw, rows)
    raw.execute("INSERT INTO claim_term (term_id, claim_id) SELECT * FROM held ORDER BY 1, 2")
    raw.execute(
        "UPDATE term SET claims = "
        "(SELECT count(*) FROM claim_term WHERE claim_term.term_id = term.id)"
    )
    raw.execute(
        "INSERT INTO claim_fts (rowid, content, speaker, title) "
        "SELECT id, content, speaker, title FROM claim_search"
    )
    for _, sql in triggers:
        raw.execute(sql)
    raw.commit()
    raw.close()


def _rows_of(
    article: Article,
    rows: dict[str, list[dict[str, Any]]],
    words: dict[str, int],
    people: dict[str, int],
) -> None:
    document, attributions = to_document(article)
    row, length = article.number + 1, len(document.text)
    source = {"id": article.number % 50 + 1, "name": f"Paper {article.number % 50}"}
    if article.number < 50:
        rows["source"].append(source)
    added = "2024-01-01 00:00:00"
    rows["document"].append({
        "id": row, "public_id": f"d_{row:016x}", "path": document.path, "source_id": source["id"],
        "authors": "[]", "published": article.day, "precision": "day",
        "media_type": document.media_type, "reader": document.reader, "sha256": document.sha256,
        "data": b"", "text": document.text, "length": length, "added": added,
    })  # fmt: skip
    place = {"document_id": row, "length": length}
    rows["zone"].append({**place, "kind": "body", "start": 0, "end": length})
    for number, (saying, said) in enumerate(zip(article.sayings, attributions, strict=True), 1):
        claim = article.number * CLAIMS + number
        if saying.speaker not in people:
            people[saying.speaker] = len(people) + 1
            rows["speaker"].append({
                "id": people[saying.speaker], "public_id": f"s_{len(people):016x}",
                "name": saying.speaker, "kind": "person",
            })  # fmt: skip
        speaker = people[saying.speaker]
        span = {"start": said.content[0].start, "end": said.content[0].end}
        rows["claim"].append({
            "id": claim, "public_id": f"c_{claim:016x}", **place, **span, "voice": "attributed",
            "quotation": "indirect", "act": "asserts", "stance": "neutral",
            "polarity": "positive", "content": saying.text, "speaker_name": saying.speaker,
            "speaker_kind": "person", "score": 1.0, "added": added,
        })  # fmt: skip
        rows["claim_span"].append(
            {"claim_id": claim, "role": "content", "part": 0, "position": 0, **place, **span}
        )
        rows["claim_speaker"].append({
            "claim_id": claim, "position": 0, "speaker_id": speaker, "name": saying.speaker,
            "kind": "person",
        })  # fmt: skip
        for word in saying.terms:
            term = words.setdefault(word, len(words) + 1)
            rows["held"].append({"term": term, "claim": claim})


def _write(raw: sqlite3.Connection, rows: dict[str, list[dict[str, Any]]]) -> None:
    for table, some in rows.items():
        if some:
            names = ", ".join(f'"{name}"' for name in some[0])
            holes = ", ".join("?" * len(some[0]))
            sql = f"INSERT INTO {table} ({names}) VALUES ({holes})"  # noqa: S608
            raw.executemany(sql, [tuple(row.values()) for row in some])
            some.clear()


@dataclass(slots=True)
class Cost:
    """What came of comparing some documents, and the CPU seconds it took.

    `judged` counts the pairs that came up, `read` those the reader was asked about.
    """

    seconds: float = 0.0
    storing: float = 0.0
    judged: int = 0
    read: int = 0
    related: int = 0


opinions = CrossEncoder.opinions


def in_database(engine: Engine, articles: Sequence[Article]) -> Cost:
    """Store and compare documents as `claims add` does, one transaction each."""
    cost = Cost()

    def counting(pairs: Sequence[tuple[Statement, Statement]], known: Disputes) -> list[Comparison]:
        cost.judged += len(pairs)
        return compare_many(pairs, known)

    def reading(encoder: CrossEncoder, pairs: Sequence[tuple[str, str]]) -> list[Opinion]:
        cost.read += len(pairs)
        return opinions(encoder, pairs)

    for article in articles:
        document, attributions = to_document(article)
        begin = time.process_time()
        with writing(engine) as session:
            model, _ = save_document(session, document)
            claims = save_attributions(session, model, attributions, None, terms)
            stored = time.process_time()
            with (
                patch.object(relating, "compare_many", counting),
                patch.object(CrossEncoder, "opinions", reading),
            ):
                cost.related += relating.relate(session, model, claims, None)
        cost.storing += stored - begin
        cost.seconds += time.process_time() - stored
    return cost


def in_memory(memory: MemoryPostings[int], articles: Sequence[Article], known: Known) -> Cost:
    cost = Cost()
    for article in articles:
        new = statements(article)
        first = article.number * CLAIMS
        begin = time.process_time()
        batch = [(first + i, terms(s.text)) for i, s in enumerate(new)]
        for key, held in batch:
            memory.add(key, held)
        for x, y in candidates(batch, memory):
            compare(new[x - first], known.statement(y))
            cost.judged += 1
        cost.seconds += time.process_time() - begin
    return cost


@dataclass(slots=True)
class Known:
    """The articles so far, for the ways that need no database."""

    articles: list[Article] = field(default_factory=list)

    def statement(self, key: int) -> Statement:
        return statements(self.articles[key // CLAIMS])[key % CLAIMS]


def by_overlap(bags: Sequence[frozenset[str]], new: Sequence[Saying]) -> Cost:
    """Find pairs as two loops would: each new claim against every other."""
    cost, begin = Cost(), time.process_time()
    for saying in new:
        own = frozenset(saying.text.split())
        cost.judged += sum(len(own & bag) >= 0.5 * min(len(own), len(bag)) for bag in bags)
    cost.seconds = time.process_time() - begin
    return cost


def by_index(memory: MemoryPostings[int], new: Sequence[Saying]) -> Cost:
    """Find pairs as TF-IDF over an inverted index would: whole postings, the best 40."""
    cost, begin = Cost(), time.process_time()
    for saying in new:
        scores: defaultdict[int, float] = defaultdict(float)
        for term in terms(saying.text):
            posting = memory.lists.get(term, [])
            weight = 1 / (1 + len(posting))
            for key in posting:
                scores[key] += weight
        cost.judged += len(nlargest(40, scores.items(), key=itemgetter(1)))
    cost.seconds = time.process_time() - begin
    return cost


def measure(size: int, documents: int) -> None:
    """Print one row of the table."""
    every = list(islice(Newsroom().articles(), size // CLAIMS + documents))
    old, new = every[: size // CLAIMS], every[size // CLAIMS :]
    with tempfile.TemporaryDirectory(prefix="claims-growth-") as folder:
        path = Path(folder) / "claims.db"
        engine = open_engine(path, Settings(), create=True)
        upgrade(engine)
        fill(path, old)
        in_database(engine, new[:1])
        stored = in_database(engine, new[1:])
        engine.dispose()
        megabytes = path.stat().st_size / 1e6
    count = len(new) - 1
    each = 1000 * stored.seconds / count / CLAIMS
    beside = without_database(every, old, new, each) if size <= IN_MEMORY else "| | "
    print(
        f"| {size:,} | {stored.seconds / count:.2f} | {each:.1f} | "
        f"{stored.judged / count / CLAIMS:.1f} | {stored.read / count / CLAIMS:.1f} | "
        f"{stored.storing / count:.2f} | {beside} | "
        f"{megabytes:,.0f} |",
        flush=True,
    )


def without_database(
    every: list[Article], old: Sequence[Article], new: Sequence[Article], ours: float
) -> str:
    """Return the cells of what needs no database: ms a claim, and as ratio to ours."""
    memory: MemoryPostings[int] = MemoryPostings()
    for article in old:
        for i, saying in enumerate(article.sayings):
            memory.add(article.number * CLAIMS + i, saying.terms)
    asked = new[1].sayings
    bags = [frozenset(s.text.split()) for article in old for s in article.sayings]
    found = [by_overlap(bags, asked), by_index(memory, asked)]
    in_memory(memory, new[:1], Known(every))
    remembered = in_memory(memory, new[1:], Known(every))
    cells = [f"{1000 * remembered.seconds / (len(new) - 1) / CLAIMS:.1f}"]
    for cost in found:
        mean = 1000 * cost.seconds / len(asked)
        cells.append(f"{mean:.1f} ({mean / ours:.2f})")
    return " | ".join(cells)


def report(sizes: Iterable[int], documents: int) -> None:
    """Print the table, one row a size."""
    sample = list(chain.from_iterable(a.sayings for a in islice(Newsroom().articles(), 20)))
    alike = sum(s.terms == terms(s.text) for s in sample) / len(sample)
    print(f"terms put together from words equal those read from the sentence: {alike:.1%}")
    print(
        "| claims before | s a document | ms a claim | pairs a claim | read | s to store it | "
        "in memory, ms a claim | all pairs by overlap, ms (ratio) | whole postings, ms (ratio) "
        "| MB |"
    )
    print("|---|---|---|---|---|---|---|---|---|---|")
    for size in sizes:
        measure(size, documents)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--documents", type=int, default=11)
    options = parser.parse_args()
    report(options.sizes, options.documents)


if __name__ == "__main__":
    main()
