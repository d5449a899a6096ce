"""Prose of news and analysis, read by everything that `extract` has: who is found to claim what."""

from __future__ import annotations

from typing import Any

import pytest

from claims.analysis import extract
from claims.attribution import Attribution, Voice
from claims.span import join
from tests.extraction.cases import load


def shown(text: str, one: Attribution) -> str:
    """Write 'kind: name # content', without 'that' and the marks around the content."""
    content = join(text, one.content).removeprefix("that ").strip("“”‘’\"', .?")
    return f"{one.speaker.kind.value}: {one.speaker.name or ''} # {content}"


@pytest.mark.parametrize("case", load("prose.toml"))
def test_who_claims_what_in_prose(case: dict[str, Any]) -> None:
    text = case["text"]
    found = [one for one in extract(text) if one.voice is Voice.ATTRIBUTED]
    assert sorted(shown(text, one) for one in found) == sorted(case["found"])
    assert case.get("acts") in (None, [one.act.value for one in found])
    assert case.get("polarity") in (None, [one.polarity.value for one in found])
