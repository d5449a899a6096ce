"""Quotation marks: what belongs together, and what is no mark at all."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.extraction import lay_out
from claims.extraction.quotation import find_quotations
from claims.span import Span
from tests.extraction.cases import load, page_of


@pytest.mark.parametrize("case", load("quotations.toml"))
def test_the_quotations_of_a_text_are_found_with_their_marks(case: dict[str, Any]) -> None:
    page = page_of(case)
    written = {
        " ¶ ".join(piece.text_in(page.text) for piece in quoted.pieces): quoted.closed
        for quoted in page.quotations
    }
    assert list(written) == case["found"]
    assert [text for text, closed in written.items() if not closed] == case.get("unclosed", [])


@given(st.lists(st.text(alphabet="ab \"“”‘’'.,?s5\n", min_size=1, max_size=30), max_size=5))
def test_whatever_the_marks_quotations_are_in_order_inside_blocks_and_apart(
    parts: list[str],
) -> None:
    text = "\n\n".join(parts)
    blocks = []
    start = 0
    for part in parts:
        blocks.append(Span(start, start + len(part)))
        start += len(part) + 2
    pieces = [piece for quoted in find_quotations(text, blocks) for piece in quoted.pieces]
    assert all(any(block.contains(piece) for block in blocks) for piece in pieces)
    assert all(a.end <= b.start for a, b in pairwise(pieces))
    page = lay_out(text, blocks)
    assert all(any(b.contains(s) for b in blocks) for s in page.sentences)
    assert all(a.end <= b.start for a, b in pairwise(page.sentences))
    covered = "".join(sentence.text_in(text) for sentence in page.sentences)
    assert "".join(covered.split()) == "".join(text.split())
