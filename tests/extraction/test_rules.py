"""The attributions that rules find, and the sentences that only look like one."""

from __future__ import annotations

from typing import Any

import pytest

from claims.extraction.rules.finder import find_by_rule, find_plain
from claims.extraction.word import read_line
from claims.page import Page
from claims.span import Span
from tests.extraction.cases import load, page_of, shown

CASES = [
    case for name in ("attributions.toml", "frames.toml", "lookalikes.toml") for case in load(name)
]


@pytest.mark.parametrize("case", CASES)
def test_the_attributions_of_a_text_are_found_with_their_roles(case: dict[str, Any]) -> None:
    page = page_of(case)
    assert [shown(page, tagged) for tagged in find_by_rule(page)] == case["found"]


@pytest.mark.parametrize("case", load("plain.toml"))
def test_a_sentence_by_itself_shows_its_plain_attributions(case: dict[str, Any]) -> None:
    page = page_of(case)
    found = [one for line in page.sentences for one in find_plain(page, read_line(page, line))]
    assert [shown(page, one) for one in found] == case["found"]


def test_a_page_without_blocks_has_none() -> None:
    assert find_by_rule(Page("“Go,” he said.", ())) == []


def test_one_block_of_a_hundred_thousand_words_is_read_in_a_moment() -> None:
    text = "“It holds,” said Pell, and nobody asked whether it would. " * 2_000
    from claims.extraction import lay_out

    assert len(find_by_rule(lay_out(text, [Span(0, len(text))]))) >= 2_000
