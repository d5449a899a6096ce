"""Which clauses tell why a speaker is not named, and which only look like it."""

from __future__ import annotations

import pytest

from claims.extraction.tagging.unnamed import find_unnamed
from claims.span import Span

CLAUSES = {
    "An aide who asked not to be named said so.": " who asked not to be named",
    "An aide, who did not want to give her name, said so.": ", who did not want to give her name",
    "He told us on condition that his last name not be used.":
        " on condition that his last name not be used",
    "A man speaking to us on condition of anonymity said so.":
        " speaking to us on condition of anonymity",
    "Two stokers who insisted on anonymity because they feared for their jobs said so.":
        " who insisted on anonymity because they feared for their jobs",
    "An aide who wanted to be named warden left.": None,
    "The names are known. He signs on condition that the treaty not be published.": None,
    "She asked that the road be named after him.": None,
}  # fmt: skip


@pytest.mark.parametrize("text", CLAUSES)
def test_a_clause_is_found_whole_or_not_at_all(text: str) -> None:
    found = [clause.text_in(text) for clause in find_unnamed(text, [Span(0, len(text))])]
    assert found == [clause for clause in (CLAUSES[text],) if clause]
