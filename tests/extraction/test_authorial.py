"""The document's own assertions."""

from __future__ import annotations

from typing import Any

import pytest

from claims.extraction import find_authorial
from claims.extraction.rules.finder import find_by_rule
from tests.extraction.cases import load, page_of, written


@pytest.mark.parametrize("case", load("authorial.toml"))
def test_what_the_document_asserts_itself_is_found(case: dict[str, Any]) -> None:
    page = page_of(case)
    own = find_authorial(page, find_by_rule(page))
    assert [written(page, content) for content in own] == case["found"]
