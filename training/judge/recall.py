"""How much of what is disputed in whole stories comes up for comparison, and is read.

    python -m training.judge.recall [--neighbours 20 40] [--near 0.2 0.3 0.4]

Counted over the stories kept from the encoders and the seen part of tests/comparison: of all
pairs of a kind, those that come up as the documents are added one by one and lie at least so
near. Beside it how many of all the pairs there are would be read.
"""

from __future__ import annotations

import argparse
from collections import Counter
from unittest.mock import patch

from benchmarks.issues import read_labels
from claims.comparison import story
from claims.comparison.crossencoder import NEAR
from claims.comparison.meaning import vectors
from training.judge.train import seen_stories
from training.judge.whole import KINDS, alone_of, compared, read_story, stories


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--neighbours", type=int, nargs="+", default=[story.NEIGHBOURS])
    parser.add_argument("--near", type=float, nargs="+", default=[NEAR])
    options = parser.parse_args()
    folders = [*stories(held=True), *seen_stories()]
    told = {folder: read_story(folder) for folder in folders}
    print("neighbours  near  pairs a story  " + "  ".join(KINDS))
    for count in options.neighbours:
        with patch.object(story, "NEIGHBOURS", count):
            come = {folder: set(compared(told[folder])) for folder in folders}
        for near in options.near:
            read, there, found = 0, Counter[str](), Counter[str]()
            for folder in folders:
                place = vectors([alone_of(t) for t in told[folder]])
                kept = {(i, j) for i, j in come[folder] if float(place[i] @ place[j]) >= near}
                read += len(kept)
                for pair, kind in read_labels(folder).items():
                    there[kind] += 1
                    found[kind] += pair in kept
            shares = "  ".join(f"{found[k] / there[k]:>{len(k)}.2f}" for k in KINDS)
            print(f"{count:10}  {near:4.2f}  {read / len(folders):13.0f}  {shares}")


if __name__ == "__main__":
    main()
