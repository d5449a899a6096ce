"""How many echoes of whole stories are known to be of one origin, and how many are not.

    python -m training.judge.origins

origins.jsonl has pairs of claims of two articles that say the same, as readers of both articles
labelled them: an echo goes back to one origin, whoever is named for it; what corroborates
comes from another. Counted is what the comparison would call a pair that it finds to agree.
Pairs whose speakers have one name are left out. The rules were written with the seen part
at hand; the stories of the unseen one were written after them.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

from claims.comparison.relation import agreement
from training.judge.train import seen_stories
from training.judge.whole import read_story, stories

ORIGINS = Path(__file__).parent / "origins.jsonl"


def main() -> None:
    folders = {f.name: f for f in (*stories(held=False), *stories(held=True), *seen_stories())}
    rows = [json.loads(line) for line in ORIGINS.read_text(encoding="utf-8").splitlines()]
    told = {name: read_story(folders[name]) for name in {row["story"] for row in rows}}
    counts = Counter[tuple[str, str, str]]()
    for row in rows:
        a, b = (told[row["story"]][n].statement for n in row["pair"])
        counts[row["part"], row["label"], agreement(a, b).value] += 1
    for (part, label, kind), count in sorted(counts.items()):
        print(f"{part:7} {label:12} {kind:12} {count}")


if __name__ == "__main__":
    main()
