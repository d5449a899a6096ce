"""How many of the speaker cases come out right, by file: `python benchmarks/speakers.py`.

For every speaker of every case: right (name and kind as expected), unresolved
(no name where one was wanted), wrong name, wrong kind. A wrong named person is
the one error that must not happen and has a column of its own. Then the speakers of
whole articles: right, left open, somebody else.
"""

from __future__ import annotations

import sys
import time
from collections import Counter, defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.speakers import articles
from tests.speakers.cases import load, shown

COLUMNS = ("speakers", "right", "kind right", "unresolved", "wrong name", "wrong person")


def main() -> None:
    rows: dict[str, Counter[str]] = defaultdict(Counter)
    cases = list(load())
    started = time.process_time()
    words = sum(len(case.page.text.split()) for case in cases)
    for case in cases:
        found = case.resolved()
        for one, wanted in zip(found, case.speakers, strict=True):
            name, _, kind = wanted.partition(" | ")
            for row in (rows[case.file], rows["all"]):
                row["speakers"] += 1
                row["right"] += shown(one) == wanted
                row["kind right"] += one.speaker.kind.value == kind
                got = one.speaker.name or "?"
                row["unresolved"] += got == "?" != name
                row["wrong name"] += got not in {name, "?"}
                row["wrong person"] += got not in {name, "?"} and one.speaker.kind == "person"
    seconds = time.process_time() - started
    print(f"{'file':<14}" + "".join(f"{column:>14}" for column in COLUMNS))
    for file in [*sorted(set(rows) - {"all"}), "all"]:
        print(f"{file:<14}" + "".join(f"{rows[file][column]:>14}" for column in COLUMNS))
    total = rows["all"]
    share = total["right"] / total["speakers"]
    print(f"right {share:.3f}, kind {total['kind right'] / total['speakers']:.3f}")
    passing = sum(not case.wrong() for case in cases)
    print(f"{len(cases)} cases, {passing} as expected, {words / seconds:,.0f} words/s")
    for part in articles.PARTS:
        outcomes = Counter(map(articles.outcome, articles.load(part)))
        print(f"whole articles, {part}: {dict(outcomes)}")


if __name__ == "__main__":
    main()
