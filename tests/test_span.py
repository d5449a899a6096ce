"""Spans: ranges of code points that are never empty and never leave their text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.errors import InvalidSpan
from claims.span import Span, hull, join, trim

spans = st.tuples(st.integers(0, 50), st.integers(1, 50)).map(lambda p: Span(p[0], p[0] + p[1]))


@pytest.mark.parametrize(("start", "end"), [(0, 0), (3, 2), (-1, 4)])
def test_an_empty_reversed_or_negative_span_cannot_be_made(start: int, end: int) -> None:
    with pytest.raises(InvalidSpan):
        Span(start, end)


def test_a_span_past_the_end_of_its_text_is_refused() -> None:
    with pytest.raises(InvalidSpan) as caught:
        Span(2, 9).text_in("short")
    assert caught.value.length == 5


def test_a_span_counts_code_points_and_not_bytes_or_utf16_units() -> None:
    assert Span(1, 3).text_in("😀né") == "né"


@given(spans, spans)
def test_spans_overlap_when_they_share_a_character(a: Span, b: Span) -> None:
    shared = set(range(a.start, a.end)) & set(range(b.start, b.end))
    assert a.overlaps(b) == b.overlaps(a) == bool(shared)


@given(spans, spans)
def test_the_hull_contains_both_spans(a: Span, b: Span) -> None:
    assert hull([a, b]).contains(a)
    assert hull([a, b]).contains(b)


@given(st.text(alphabet=" \t\nab"))
def test_trimming_leaves_what_strip_leaves(text: str) -> None:
    span = trim(text, 0, len(text))
    assert (span.text_in(text) if span else "") == text.strip()


def test_pieces_are_joined_by_one_space() -> None:
    text = "“Standing is,” she said, “an observation.”"
    assert join(text, [Span(1, 12), Span(26, 40)]) == "Standing is an observation"
