"""Attributions inside the content of others."""

from __future__ import annotations

from typing import Any

import pytest

from claims.attribution import Tagged
from claims.extraction import find_nested
from claims.extraction.rules.finder import find_by_rule
from claims.span import Span
from tests.extraction.cases import load, page_of, shown


@pytest.mark.parametrize("case", load("nested.toml"))
def test_nested_attributions_are_found_with_their_parents(case: dict[str, Any]) -> None:
    page = page_of(case)
    nested = find_nested(page, find_by_rule(page))
    assert [f"{parent} > {shown(page, inner)}" for parent, inner in nested] == case["found"]


def test_every_nested_attribution_lies_inside_its_parent() -> None:
    text = "Pell said that Voss believes that Brand promised to resign, and she hopes so."
    page = page_of({"text": text})
    outer = find_by_rule(page)
    nested = find_nested(page, outer)
    everything = [*outer, *(inner for _, inner in nested)]
    assert nested
    for parent, inner in nested:
        assert inner.content != everything[parent].content
        for span in (*inner.content, *inner.cue):
            assert any(piece.contains(span) for piece in everything[parent].content)


def test_a_content_over_two_blocks_is_read_block_by_block() -> None:
    text = "“Voss says that it holds.\n\n“Brand says that it does not.”"
    page = page_of({"text": text})
    nested = find_nested(page, [Tagged((Span(0, 25), Span(27, len(text))))])
    assert [shown(page, inner) for _, inner in nested] == [
        "Voss # says # it holds",
        "Brand # says # it does not",
    ]
