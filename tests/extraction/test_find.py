"""The tagger and the rules together, as `extract` uses them."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import pytest

from claims.attribution import Tagged
from claims.errors import BrokenInstallation
from claims.extraction import find_attributions, lay_out
from claims.extraction.tagging import network
from claims.page import Page
from claims.span import Span, join
from claims.trained import trained
from tests.extraction import cases
from tests.extraction.cases import load


def page_of(text: str, *, headline: bool = False) -> Page:
    blocks, start = [], 0
    for part in text.split("\n\n"):
        blocks.append(Span(start, start + len(part)))
        start += len(part) + 2
    return lay_out(text, blocks, blocks[:1] if headline else ())


def shown(page: Page, found: list[Tagged]) -> list[tuple[str, str]]:
    return [(join(page.text, one.speaker), join(page.text, one.content)) for one in found]


def test_the_colon_of_a_headline_names_its_speaker() -> None:
    page = page_of("Oster: the weir is sound\n\nThe town was calm on Monday.", headline=True)
    assert shown(page, find_attributions(page)) == [("Oster", "the weir is sound")]


@pytest.mark.parametrize("case", load("headlines.toml"))
def test_a_place_or_a_topic_is_not_heard(case: dict[str, Any]) -> None:
    page = cases.page_of(case)
    assert [cases.shown(page, one) for one in find_attributions(page)] == case["found"]


def test_a_headline_may_name_its_speaker_last() -> None:
    page = page_of("Weir is sound and will hold: minister\n\nThe town was calm.", headline=True)
    assert shown(page, find_attributions(page)) == [("minister", "Weir is sound and will hold")]


def test_a_framed_sentence_is_found_where_the_tagger_sees_nothing() -> None:
    page = page_of("Reportedly, three of the penguins walked out of the zoo.")
    assert shown(page, find_attributions(page)) == [
        ("", "three of the penguins walked out of the zoo")
    ]


def test_a_tag_and_the_quotation_after_it_are_one_attribution() -> None:
    page = page_of("The bell did not ring, Pell told the Courier. “It hung there like a moon.”")
    (found,) = find_attributions(page)
    assert join(page.text, found.speaker) == "Pell"
    assert [piece.text_in(page.text) for piece in found.content] == [
        "The bell did not ring",
        "“It hung there like a moon.”",
    ]


def test_a_quotation_in_the_next_paragraph_keeps_its_speaker() -> None:
    page = page_of("“It holds,” said Oda Pell.\n\n“It always did, and we never doubted it.”")
    speakers = {speaker for speaker, _ in shown(page, find_attributions(page))}
    assert speakers == {"Oda Pell"}


def test_nothing_is_extracted_by_rules_alone_where_a_file_of_the_tagger_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(network, "trained", partial(trained, folder=tmp_path))
    network.load.cache_clear()
    page = page_of("The weir is sound, Mayor Rena Oster said.")
    with pytest.raises(BrokenInstallation, match="install the claims package again"):
        find_attributions(page)
