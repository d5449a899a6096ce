"""What a cue says about act, stance and polarity."""

from __future__ import annotations

import json
from typing import Any

import pytest

from claims.extraction import CueReading, read_cue
from claims.extraction.cues import lexicon
from tests.extraction.cases import HERE, mark

LINES = (HERE / "cues.jsonl").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("case", [mark(json.loads(line)) for line in LINES])
def test_a_cue_is_read_for_act_stance_and_polarity(case: dict[str, Any]) -> None:
    reading = read_cue(case["cue"], case.get("before", ""), case.get("after", ""))
    told = (reading.act.value, reading.stance.value, reading.polarity.value)
    assert told == (case["act"], case["stance"], case["polarity"])


def test_case_and_curly_apostrophes_make_no_difference() -> None:
    assert read_cue("DIDN’T BELIEVE") == read_cue("didn't believe")


def test_any_text_at_all_has_a_reading() -> None:
    for cue in ("", " ", "…", "’s", "42", "\n", "nor", "not", "to", "是"):
        assert isinstance(read_cue(cue, cue, cue), CueReading)


def test_no_word_is_both_a_verb_that_endorses_and_one_that_distances() -> None:
    table = lexicon().verbs
    assert table["reveals"].reading.stance is not table["alleges"].reading.stance
    assert len(table) > 800
