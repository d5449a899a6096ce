"""The whole stories that the judge learns from: their lists, and what is settled of their pairs."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from benchmarks.issues import NOTHING, READ_AGAIN, ordered, read_again, read_labels
from training.judge.whole import HELD, SINCE, STORIES, mine, stories

EVERY = sorted(path.parent for path in STORIES.glob("*/issues.json"))


def write_story(folder: Path, **issues: object) -> Path:
    (folder / "issues.json").write_text(json.dumps({"issues": [], **issues}), encoding="utf-8")
    return folder


def test_every_story_that_is_listed_is_there_and_listed_once() -> None:
    names = {folder.name for folder in EVERY}
    listed = [*HELD, *(name for late in SINCE.values() for name in late)]
    assert names >= set(listed)
    assert len(set(listed)) == len(listed)


@pytest.mark.parametrize("folder", EVERY, ids=lambda folder: folder.name)
def test_all_pairs_that_are_settled_are_of_claims_of_the_story(folder: Path) -> None:
    claims = len((folder / "claims.jsonl").read_text(encoding="utf-8").splitlines())
    pairs = [*read_labels(folder), *read_again(folder)]
    assert all(0 <= a < b < claims for a, b in pairs)


@pytest.mark.parametrize("folder", EVERY, ids=lambda folder: folder.name)
def test_what_was_called_nothing_again_is_nothing(folder: Path) -> None:
    raw = json.loads((folder / "issues.json").read_text(encoding="utf-8"))
    nothing = [ordered(*pair) for read in READ_AGAIN for pair in raw.get(read, {}).get(NOTHING, [])]
    assert not set(nothing) & read_labels(folder).keys()


def test_what_was_first_called_nothing_is_what_the_second_reader_says(tmp_path: Path) -> None:
    again = {"tension": [[2, 1]], "nothing": [[4, 3]]}
    later = {"reread again": {"updates": [[3, 5]]}}
    folder = write_story(tmp_path, updates=[[0, 1]], reread=again, **later)
    assert read_labels(folder) == {(0, 1): "updates", (1, 2): "tension", (3, 5): "updates"}
    assert read_again(folder) == {(1, 2): 1, (3, 4): 1, (3, 5): 2}


def test_a_second_reader_changes_nothing_that_was_something(tmp_path: Path) -> None:
    folder = write_story(tmp_path, agrees=[[0, 1]], reread={"contradicts": [[0, 1]]})
    assert read_labels(folder) == {(0, 1): "agrees"}


def test_all_that_was_read_again_is_trained_with() -> None:
    folder = next(folder for folder in stories(held=False) if read_again(folder))
    labels = read_labels(folder)
    rows = list(mine(folder, random.Random(1)))
    again = [row for row in rows if row.reread and not row.placed]
    assert len(again) == len(read_again(folder))
    assert sum(row.nothing for row in again) == len(read_again(folder).keys() - labels.keys())
