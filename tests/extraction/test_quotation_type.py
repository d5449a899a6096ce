"""Direct, mixed or indirect."""

from __future__ import annotations

from typing import Any

import pytest

from claims.extraction import quotation_of
from tests.extraction.cases import find, load, page_of


@pytest.mark.parametrize("case", load("quotation_types.toml"))
def test_a_content_is_direct_mixed_or_indirect(case: dict[str, Any]) -> None:
    page = page_of(case)
    assert quotation_of(page, find(page, case["content"])).value == case["type"]
