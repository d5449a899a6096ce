"""Sentence boundaries: abbreviations, quotations, hard-wrapped lines."""

from __future__ import annotations

from typing import Any

import pytest

from tests.extraction.cases import load, page_of


@pytest.mark.parametrize("case", load("sentences.toml"))
def test_a_text_is_split_into_its_sentences(case: dict[str, Any]) -> None:
    page = page_of(case)
    assert [sentence.text_in(page.text) for sentence in page.sentences] == case["found"]
