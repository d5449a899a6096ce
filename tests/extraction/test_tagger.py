"""The tagger: what it promises whatever the weights say, and what these weights reach."""

from __future__ import annotations

import importlib.util
import itertools
import json
import os
import random
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from claims.attribution import Tagged
from claims.extraction import tagger
from claims.extraction.tagging.chain import best_tags, spans_of
from claims.extraction.tagging.link import (
    CONTENT,
    CUE,
    SPEAKER,
    Links,
    RoleSpan,
    collect,
    group,
    pair_features,
)
from claims.extraction.tagging.mark import Mark, mark_block
from claims.extraction.tagging.window import CONTEXT, LONGEST, plan_windows
from claims.span import Span

ARTICLE = (
    "The mayor of Ossel said on Monday that the dam would hold through the winter.\n"
    "“We have checked every gate,” Lena Hartog told reporters, “and we found no crack.”\n"
    "According to two engineers, however, the report was never finished.\n"
    "Hartog denied that the report had been withheld, and also mocked the engineers' claim."
)


def blocks_of(text: str) -> list[Span]:
    """Return the lines of `text`."""
    starts = itertools.accumulate((len(line) + 1 for line in text.split("\n")), initial=0)
    lines = zip(starts, text.split("\n"), strict=False)
    return [Span(start, start + len(line)) for start, line in lines if line.strip()]


def all_spans(found: Tagged) -> list[Span]:
    return [*found.speaker, *found.cue, *found.content]


# --- what holds whatever the weights say


def test_best_tags_are_the_best_of_all_paths() -> None:
    chance = np.random.default_rng(1)
    first, steps = chance.normal(size=3), chance.normal(size=(3, 3))
    scores = chance.normal(size=(7, 3)).astype(np.float32)
    blocks = [0, 3, 5]

    def total(path: tuple[int, ...], low: int) -> float:
        moves = sum(steps[a, b] for a, b in itertools.pairwise(path))
        return float(
            first[path[0]] + moves + sum(scores[low + i, tag] for i, tag in enumerate(path))
        )

    expected: list[int] = []
    for low, high in itertools.pairwise([*blocks, 7]):
        paths = itertools.product(range(3), repeat=high - low)
        expected += max(paths, key=lambda path, low=low: total(path, low))
    assert best_tags(scores, blocks, first, steps) == expected


def test_spans_end_with_their_block() -> None:
    spans = spans_of([5, 6, 6, 6, 0], [0, 2])
    assert [(s.start, s.end, s.block) for s in spans] == [(0, 2, 0), (2, 4, 1)]


def test_windows_cover_every_piece_once_and_show_what_went_before() -> None:
    chance = random.Random(3)
    for _ in range(50):
        length = chance.randint(1, 3000)
        blocks = sorted({0, *(chance.randrange(length) for _ in range(length // 60))})
        windows = plan_windows(blocks, length)
        assert [w.core for w in windows] == [0, *(w.end for w in windows[:-1])]
        assert windows[-1].end == length
        for window in windows:
            assert window.end - window.start <= LONGEST
            assert window.start == max(0, window.core - CONTEXT)


def test_a_stray_mark_does_not_turn_the_next_block_inside_out() -> None:
    marks = mark_block('He said: "we will go.', "She stayed.", continuing=False)
    assert not marks.continues
    assert set(marks.states[10:]) == {Mark.INSIDE_UNCLOSED}


def test_a_quotation_goes_on_where_the_next_block_opens_with_a_mark() -> None:
    marks = mark_block("He said: “we will go.", "“And soon.”", continuing=False)
    assert marks.continues
    assert mark_block("“And soon.”", "", continuing=True).continued


def test_an_apostrophe_is_no_quotation() -> None:
    assert set(mark_block("The voters' mood wasn't good.", "", continuing=False).states) == {0}


def in_row(*roles: int) -> list[RoleSpan]:
    """Return spans of one piece each, side by side in one block."""
    return [RoleSpan(i, i + 1, role, 0) for i, role in enumerate(roles)]


def links_between(spans: list[RoleSpan], parents: dict[tuple[int, int], int]) -> Links:
    """Return links in which each (relation, child) is sure of its parent, all others of none."""
    scores = np.full((3, len(spans), len(spans) + 1), -5, np.float32)
    scores[:, :, -1] = 0
    for (relation, child), parent in parents.items():
        scores[relation, child, parent] = 5
    links = Links()
    collect(links, scores, spans, range(len(spans)), [True] * len(spans))
    return links


def test_two_cues_share_a_speaker() -> None:
    spans = in_row(SPEAKER, CUE, CONTENT, CUE, CONTENT)
    links = links_between(spans, {(0, 2): 1, (0, 4): 3, (1, 1): 0, (1, 3): 0, (2, 2): 0, (2, 4): 0})
    assert [(g.speaker, g.cue, g.contents) for g in group(links)] == [(0, 1, (2,)), (0, 3, (4,))]


def test_the_halves_of_a_split_quotation_are_one_attribution() -> None:
    spans = in_row(CONTENT, SPEAKER, CUE, CONTENT)
    links = links_between(spans, {(0, 0): 2, (0, 3): 2, (1, 2): 1, (2, 0): 1, (2, 3): 1})
    (found,) = group(links)
    assert found.contents == (0, 3)


def test_a_content_without_cue_and_speaker_is_dropped() -> None:
    assert group(links_between([RoleSpan(0, 1, CONTENT, 0)], {})) == []


def test_pair_features_count_what_lies_between() -> None:
    spans = in_row(SPEAKER, SPEAKER, CUE, CONTENT)
    _, distance, step, crossed = pair_features(spans)
    assert crossed[SPEAKER, 0, 2] == crossed[SPEAKER, 2, 0] == 1
    assert crossed[CUE, 1, 3] == 1
    assert distance[2, 1] != distance[1, 2]
    assert (step == step.T).all()


def test_the_module_is_light_until_it_tags() -> None:
    code = (
        "import sys, claims.extraction.tagger;"
        "print(*(name in sys.modules for name in ('onnxruntime', 'numpy')))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]


# --- what these weights say


def test_nothing_in_nothing_out() -> None:
    assert tagger.tag("", []) == []
    assert tagger.tag(" \n ", [Span(0, 3)]) == []


def test_who_said_what() -> None:
    found = tagger.tag(ARTICLE, blocks_of(ARTICLE))
    said = {tuple(s.text_in(ARTICLE) for s in a.speaker): a for a in found}
    assert ("two engineers",) in said
    quotation = next(a for a in found if any("checked" in c.text_in(ARTICLE) for c in a.content))
    assert [s.text_in(ARTICLE) for s in quotation.speaker] == ["Lena Hartog"]
    assert len(quotation.content) == 2


def test_two_cues_of_one_speaker_in_a_sentence() -> None:
    text = "Hartog said the dam would hold, and also warned that the gates were old."
    found = tagger.tag(text, [Span(0, len(text))])
    assert [[s.text_in(text) for s in a.speaker] for a in found] == [["Hartog"], ["Hartog"]]


def test_spans_stay_in_their_blocks() -> None:
    text = ARTICLE * 3
    blocks = blocks_of(text)
    for found in tagger.tag(text, blocks):
        assert found.content
        assert all(any(block.contains(span) for block in blocks) for span in all_spans(found))


def test_the_number_of_threads_changes_nothing() -> None:
    text = "\n".join([ARTICLE] * 20)
    alone = tagger.tag(text, blocks_of(text), threads=1)
    assert tagger.tag(text, blocks_of(text), threads=2) == alone
    assert tagger.tag(text, blocks_of(text), threads=5) == alone


def test_what_was_tagged_before_changes_nothing() -> None:
    texts = [ARTICLE, "She said no.", ARTICLE * 5]
    forwards = [tagger.tag(text, blocks_of(text)) for text in texts]
    backwards = [tagger.tag(text, blocks_of(text)) for text in reversed(texts)]
    assert forwards == backwards[::-1]


def test_a_block_longer_than_a_window_is_read_whole() -> None:
    text = " ".join([ARTICLE.replace("\n", " ")] * 12)
    found = tagger.tag(text, [Span(0, len(text))])
    assert max(span.end for a in found for span in a.content) > 0.9 * len(text)


# --- the figures that the project promises


def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("scorer", os.environ["CLAIMS_SCORER"])
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.skipif(
    not {"CLAIMS_DATA", "CLAIMS_SCORER"} <= os.environ.keys(),
    reason="CLAIMS_DATA and CLAIMS_SCORER do not say where PolNeAR and its scorer are",
)
def test_dev_figures_hold() -> None:
    """Of every third article; benchmarks/attribution.py measures on all of them."""
    path = Path(os.environ["CLAIMS_DATA"]) / "polnear" / "dev.jsonl"
    lines = path.read_text(encoding="utf-8").splitlines()[::3]
    rows = {r["id"]: r for r in map(json.loads, lines)}
    predicted = {}
    for name, row in rows.items():
        blocks = blocks_of(row["text"])
        predicted[name] = {
            "attributions": [
                {"source": pairs(a.speaker), "cue": pairs(a.cue), "content": pairs(a.content)}
                for a in tagger.tag(row["text"], blocks)
            ]
        }
    figures = scorer().score(rows, predicted)
    assert figures["attributed"]["f1"] >= 0.759
    assert figures["found"]["f1"] >= 0.796
    assert figures["exact"]["f1"] >= 0.633


def pairs(spans: tuple[Span, ...]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]
