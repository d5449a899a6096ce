"""`extract`: invariants that hold for any text, and the sample corpus as expected."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claims import extract
from claims.attribution import Attribution, Quotation, SpeakerKind, Voice
from claims.extraction.vocabulary import words
from claims.reading import read_file
from claims.settings import Settings
from claims.span import join
from tests.conftest import SEEDS

WORDS = st.sampled_from(
    [
        *words("said the minister that he denied reportedly told reporters may not believe dam"),
        *('“ ” " , . : ’ ? — \n\n \r\n was closed 12 Mr.'.split(" ")),  # noqa: SIM905 - one line reads better than twenty
        "Anna Berg",
        "according to",
        "some analysts",
        "COMMENTS (2)",
        "Read more: x",
    ]
)


def check(text: str, found: list[Attribution]) -> None:
    for index, attribution in enumerate(found):
        for span in (*attribution.spans(), *(hedge.span for hedge in attribution.hedges)):
            assert span.text_in(text).strip() == span.text_in(text)
        assert attribution.parent is None or attribution.parent < index
        assert (attribution.speaker.kind is SpeakerKind.NONE) == (not attribution.speaker.parties)
        for hop in attribution.chain:
            assert all(span.end <= len(text) for span in hop.spans)
        if attribution.voice is Voice.AUTHORIAL:
            assert attribution.quotation is Quotation.INDIRECT
            assert not attribution.cue


@given(st.lists(WORDS, max_size=60).map(" ".join))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_spans_lie_in_the_text_whatever_the_words(text: str) -> None:
    check(text, extract(text))


@given(st.text(max_size=300))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_text_is_read(text: str) -> None:
    if text.isprintable() or "\x00" not in text:
        check(text, extract(text))


def test_the_same_text_gives_the_same_attributions() -> None:
    text = "“We go,” Anna Berg said. “It may rain.” Critics doubt it.\n\nShe denied it."
    assert extract(text) == extract(text)


EXPECTED = tomllib.loads((SEEDS / "expected.toml").read_text("utf-8"))


@pytest.mark.parametrize("row", EXPECTED["document"], ids=lambda row: row["file"])
def test_the_sample_corpus_has_its_metadata(row: dict[str, Any]) -> None:
    path = SEEDS / "articles" / row["file"]
    found = read_file(path, max_bytes=Settings().max_bytes).metadata
    assert (found.title, found.source) == (row["title"], row["source"])
    assert (found.published.value if found.published else "") == row["published"]


def _claim_of(row: dict[str, Any]) -> tuple[str, Attribution | None]:
    from claims.analysis import extract_document

    path = SEEDS / "articles" / row["file"]
    document = read_file(path, max_bytes=Settings().max_bytes)
    at = document.text.find(row["content"])
    assert at >= 0
    best, overlap = None, 0
    for attribution in extract_document(document):
        if attribution.voice is Voice.AUTHORIAL and row["speaker"]:
            continue
        shared = sum(
            max(0, min(s.end, at + len(row["content"])) - max(s.start, at))
            for s in attribution.content
        )
        whole = len(join(document.text, attribution.content))
        if shared > 0.5 * len(row["content"]) and shared / whole > overlap:
            best, overlap = attribution, shared / whole
    return document.text, best


@pytest.fixture(scope="module")
def outcome() -> list[tuple[dict[str, Any], Attribution | None]]:
    return [(row, _claim_of(row)[1]) for row in EXPECTED["claim"]]


def test_the_expected_claims_of_the_sample_corpus_are_found(
    outcome: list[tuple[dict[str, Any], Attribution | None]],
) -> None:
    missing = [row["content"] for row, found in outcome if found is None]
    assert len(missing) <= 0.1 * len(outcome), missing


def test_their_speakers_are_right(
    outcome: list[tuple[dict[str, Any], Attribution | None]],
) -> None:
    wrong = [
        (row["content"], row["speaker"], found.speaker.name)
        for row, found in outcome
        if found and (found.speaker.name or "").casefold() != row["speaker"].casefold()
    ]
    assert len(wrong) <= 0.15 * len(outcome), wrong


def test_their_kinds_acts_and_quotations_are_right(
    outcome: list[tuple[dict[str, Any], Attribution | None]],
) -> None:
    wrong = [
        (row["content"], key, row[key], value)
        for row, found in outcome
        if found
        for key, value in (
            ("speaker_kind", found.speaker.kind.value),
            ("quotation", found.quotation.value),
            ("act", found.act.value),
            ("stance", found.stance.value),
        )
        if key in row and row[key] != value
    ]
    assert len(wrong) <= 0.1 * 4 * len(outcome), wrong
