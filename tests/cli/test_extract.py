"""`claims extract`, which other programs read."""

from __future__ import annotations

import io
import json
import sys

import pytest

from tests.conftest import ARTICLE, SEEDS, Run
from tests.schema import validate


def test_extract_gives_one_documented_line_per_file(run: Run) -> None:
    result = run("extract", ARTICLE)
    assert result.status == 0
    row = json.loads(result.out)
    validate("extract", row)
    text = ARTICLE.read_text("utf-8")
    assert row["id"] == str(ARTICLE)
    for attribution in row["attributions"]:
        for role in ("speaker", "cue", "content"):
            pieces = [text[start:end] for start, end in attribution[role]["spans"]]
            assert " ".join(pieces) == attribution[role]["text"]
        for hedge in attribution["hedges"]:
            assert text[hedge["start"] : hedge["end"]] == hedge["text"]


def test_extract_reads_standard_input(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    held = io.TextIOWrapper(io.BytesIO(b"The tide is late, the pilot said.\n"))
    monkeypatch.setattr(sys, "stdin", held)
    row = json.loads(run("extract", "-").out)
    validate("extract", row)
    assert row["id"] == "-"


def test_extract_narrows_to_a_voice_and_keeps_parents_right(run: Run) -> None:
    row = json.loads(run("extract", ARTICLE, "--voice", "attributed").out)
    assert {a["voice"] for a in row["attributions"]} == {"attributed"}
    for index, attribution in enumerate(row["attributions"]):
        assert attribution["parent"] is None or attribution["parent"] < index


def test_extract_gives_the_same_alone_and_in_a_batch(run: Run) -> None:
    files = sorted((SEEDS / "articles").rglob("*.txt"))
    assert len(files) >= 8
    together = run("extract", *files).out.splitlines()
    assert together[0] == run("extract", files[0]).out.strip()
    assert [json.loads(line)["id"] for line in together] == [str(file) for file in files]
