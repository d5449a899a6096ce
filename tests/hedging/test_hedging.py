"""Hedges of one attribution: what is found, of which kind, and whose."""

from __future__ import annotations

from itertools import pairwise

import pytest

from claims.attribution import HedgeKind, HedgeOwner, SpeakerKind, Tagged, Voice
from claims.hedging import find_hedges, find_hedges_in
from claims.page import Page
from claims.span import Span
from tests.hedging.cases import Case, load, page_of, place

CASES = list(load())


def _parameters() -> list[object]:
    broken = pytest.mark.xfail(strict=True, reason="a known failure of the rules")
    return [
        pytest.param(case, id=case.text[:60], marks=() if case.passes else broken) for case in CASES
    ]


@pytest.mark.parametrize("case", _parameters())
def test_hedges_overlap_the_gold_with_kind_and_owner_and_no_other_is_found(case: Case) -> None:
    found = list(case.found())
    for gold in case.gold:
        near = [hedge for hedge in found if hedge.span.overlaps(gold.span)]
        assert (gold.kind, gold.owner) in {(hedge.kind, hedge.owner) for hedge in near}
        found = [hedge for hedge in found if hedge not in near]
    assert [hedge.span.text_in(case.text) for hedge in found] == []


def test_hedges_come_in_text_order_and_never_overlap() -> None:
    for case in CASES:
        spans = [hedge.span for hedge in case.found()]
        assert spans == sorted(spans)
        assert not any(a.overlaps(b) for a, b in pairwise(spans))


def test_every_hedge_lies_within_its_text_and_is_trimmed() -> None:
    text = "\n\n".join(case.text for case in CASES)
    for span, _ in find_hedges_in(text):
        assert span.text_in(text) == span.text_in(text).strip()


@pytest.mark.parametrize(
    "text", ["", " ", "İ’s İn’t", "may" * 3, "\n\n\n", "’", "“", "if", "a " * 9]
)
def test_any_text_can_be_scanned(text: str) -> None:
    assert all(span.end <= len(text) for span, _ in find_hedges_in(text))


def test_a_span_narrows_the_search_to_what_overlaps_it() -> None:
    text = "It may rain. It might snow."
    assert find_hedges_in(text, Span(13, 27)) == ((Span(16, 21), HedgeKind.EPISTEMIC),)


def test_an_unnamed_speaker_is_a_hedge_even_where_no_verb_shows_it() -> None:
    text = "A retired general: the fort fell in an hour."
    tagged = Tagged((place(text, "the fort fell in an hour"),), (place(text, "A retired general"),))
    (hedge,) = find_hedges(
        page_of(text), tagged, voice=Voice.ATTRIBUTED, speaker_kind=SpeakerKind.UNNAMED_OTHER
    )
    assert (hedge.kind, hedge.owner) == (HedgeKind.UNNAMED_SOURCE, HedgeOwner.REPORTER)


@pytest.mark.parametrize("speaker", ["The foreign minister", "He", "A spokesman for the bank"])
def test_an_office_a_pronoun_or_a_spokesman_is_no_hedge(speaker: str) -> None:
    text = f"{speaker} said the port was open."
    tagged = Tagged((place(text, "the port was open"),), (place(text, speaker),))
    assert not find_hedges(
        page_of(text), tagged, voice=Voice.ATTRIBUTED, speaker_kind=SpeakerKind.UNNAMED_OFFICIAL
    )


@pytest.mark.parametrize(
    ("speaker", "kind", "hedges"),
    [
        ("The ORI experts", SpeakerKind.ORGANIZATION, 0),
        ("ORI experts", SpeakerKind.ORGANIZATION, 0),
        ("ORI experts", SpeakerKind.UNNAMED_EXPERT, 1),
        ("Some companies and analysts", SpeakerKind.ORGANIZATION, 1),
        ("Ada Quist and some analysts", SpeakerKind.PERSON, 1),
    ],
)
def test_experts_who_are_the_author_hide_nobody(
    speaker: str, kind: SpeakerKind, hedges: int
) -> None:
    text = f"{speaker} believe the port was open."
    tagged = Tagged((place(text, "the port was open"),), (place(text, speaker),))
    found = find_hedges(page_of(text), tagged, voice=Voice.ATTRIBUTED, speaker_kind=kind)
    assert len(found) == hedges


def test_a_hedge_across_a_clause_boundary_belongs_to_another_claim() -> None:
    text = "The dam may hold, but the mayor said the town was empty."
    tagged = Tagged(
        (place(text, "the town was empty"),), (place(text, "the mayor"),), (place(text, "said"),)
    )
    assert not find_hedges(page_of(text), tagged, voice=Voice.ATTRIBUTED)


def test_the_parent_carries_the_hedges_of_a_nested_attribution_and_not_the_reverse() -> None:
    text = "She reportedly said some analysts believe the dam may fail."
    page = page_of(text)
    inner = place(text, "some analysts believe the dam may fail")
    parent = Tagged((inner,), (place(text, "She"),), (place(text, "said"),))
    nested = Tagged(
        (place(text, "the dam may fail"),),
        (place(text, "some analysts"),),
        (place(text, "believe"),),
    )
    above = find_hedges(page, parent, voice=Voice.ATTRIBUTED)
    below = find_hedges(page, nested, voice=Voice.ATTRIBUTED, parent_content=(inner,))
    words = [[hedge.span.text_in(text) for hedge in hedges] for hedges in (above, below)]
    assert words == [["reportedly", "some analysts", "may"], ["some analysts", "may"]]


def test_a_quotation_over_several_sentences_keeps_the_hedges_of_each() -> None:
    text = "“It may rain. It might snow,” she said."
    sentences = (Span(0, 13), Span(14, len(text)))
    page = Page(text, (Span(0, len(text)),), sentences=sentences)
    tagged = Tagged((Span(0, 29),), (place(text, "she"),), (place(text, "said"),))
    hedges = find_hedges(page, tagged, voice=Voice.ATTRIBUTED)
    assert [hedge.span.text_in(text) for hedge in hedges] == ["may", "might"]
