"""What the stages of the reader's training read of whole stories."""

from __future__ import annotations

import json
import random
from dataclasses import asdict
from pathlib import Path

import pytest

from training.judge.sample import AGREE, CONTRADICT, NEITHER, TENSION, Row
from training.judge.stages import STAGES, first_stage, mined, mistaken, of_all
from training.judge.whole import HELD, SINCE, STORIES

LATE = next(iter(SINCE["series"]))
EARLY = next(
    path.parent.name for path in sorted(STORIES.glob("*/issues.json"))
    if path.parent.name not in HELD and not first_stage(path.parent.name)
)  # fmt: skip


@pytest.fixture
def told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Row]:
    """Pairs of an early and of a late story, by label and by whether they were read again."""
    rows = [
        Row(f"{story} {label} {again}", "b", label, taught=taught, story=story, reread=again,
            placed=True)
        for story in (EARLY, LATE)
        for label, taught in ((CONTRADICT, ()), (AGREE, ()), (NEITHER, TENSION), (NEITHER, ()))
        for again in (0, 1)
    ]  # fmt: skip
    path = tmp_path / "whole.jsonl"
    path.write_text("".join(json.dumps(asdict(row)) + "\n" for row in rows), encoding="utf-8")
    monkeypatch.setenv("CLAIMS_WHOLE", str(path))
    return rows


def test_every_stage_that_a_story_waits_for_is_one_of_the_stages() -> None:
    assert set(SINCE) <= set(STAGES)


def test_of_each_kind_so_many_pairs_are_drawn_and_none_of_stories_of_a_later_stage(
    told: list[Row],
) -> None:
    found = of_all((2, 1, 5, 3, 2, 1), random.Random(1))
    whole = [row for row in found if row.story]
    assert len(found) - len(whole) == 6
    assert {row.story for row in whole} == {EARLY}
    assert sum(not row.nothing for row in whole) == 2
    assert sum(row.nothing and row.reread == 1 for row in whole) == 1
    assert sum(row.nothing and not row.reread for row in whole) == 1


def test_an_early_stage_reads_no_story_of_a_later_one(told: list[Row]) -> None:
    assert {row.story for row in mined(placed=True)} == {EARLY}
    assert {row.story for row in mined(placed=True, since="series")} == {LATE}


def test_what_a_reader_was_wrong_about_was_read_again_and_is_nothing(told: list[Row]) -> None:
    found = mistaken(placed=True)
    assert len(found) == 2
    assert all(row.nothing and row.reread == 1 for row in found)


def test_without_the_pairs_of_a_stage_it_is_said_how_to_write_them(told: list[Row]) -> None:
    with pytest.raises(SystemExit, match="write it anew"):
        mined(placed=True, since="mistaken4")
