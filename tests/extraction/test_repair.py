"""What the repair of tagged spans makes of them."""

from __future__ import annotations

from typing import Any

import pytest

from claims.attribution import Tagged
from claims.extraction.repair import repair
from claims.page import Page
from tests.extraction.cases import find, load, page_of, shown


def tagged_in(page: Page, written: str) -> Tagged:
    speaker, cue, content = (
        find(page, role) if (role := part.strip()) else () for part in written.split("#")
    )
    return Tagged(content, speaker, cue)


@pytest.mark.parametrize("case", load("repairs.toml"))
def test_tagged_spans_are_repaired(case: dict[str, Any]) -> None:
    page = page_of(case)
    tagged = [tagged_in(page, written) for written in case["tagged"]]
    assert [shown(page, one) for one in repair(page, tagged)] == case["found"]
