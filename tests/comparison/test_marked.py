"""What the encoders are told of a statement beside its content: who says it, and after what."""

from __future__ import annotations

from dataclasses import replace

import pytest

from claims.attribution import Act, Polarity
from claims.comparison import Statement
from claims.comparison.marked import (
    BESIDE,
    LATER,
    LEAD,
    REACH,
    alone,
    answers,
    as_read,
    before,
    beside,
    context,
    differs_in_place,
    gap,
    lead,
    spoken,
)


def test_who_denies_is_read_as_denying() -> None:
    text = "having met the envoy"
    assert spoken(Statement(text, speaker="Ida Lamm", act=Act.DENIES)) == f"Ida Lamm denies: {text}"
    assert spoken(Statement(text, polarity=Polarity.NEGATIVE)) == f"Denied: {text}"
    assert spoken(Statement(text)) == text


def test_a_content_that_leans_on_the_words_before_it_is_found_with_them() -> None:
    text = "The vault was sealed in May. It was empty, said the guard."
    before = context("It was empty", text, text.index("It"))
    assert before == "The vault was sealed in May."
    assert alone("It was empty", before).startswith("It was empty (after: The vault")
    long = "word " * 200 + "It was empty"
    assert len(context("It was empty", long, long.index("It"))) <= REACH


def test_a_content_that_stands_alone_is_found_alone() -> None:
    text = "The vault was sealed. The northern gate of the dam was closed on Monday."
    content = "The northern gate of the dam was closed on Monday"
    assert context(content, text, text.index("The northern")) == ""
    assert alone(content, "") == content


TEXT = "The gate held, Ott said. Lamm disputed this. It broke at noon, she said."


def told(content: str, speaker: str | None, *, text: str = TEXT, document: str = "d") -> Statement:
    start = text.index(content)
    place = start, start + len(content)
    return Statement(content, speaker, document=document, place=place, before=before(text, start))


def test_of_two_claims_beside_one_another_the_later_is_read_after_the_words_between() -> None:
    one, other = told("The gate held", "Ott"), told("It broke at noon", "Lamm")
    read = ("Ott: The gate held", "(, Ott said. Lamm disputed this.) Lamm: It broke at noon")
    assert as_read(one, other) == as_read(other, one) == read


def test_claims_of_two_documents_are_read_without_words_between() -> None:
    one, other = told("The gate held", "Ott"), told("It broke at noon", "Lamm", document="e")
    assert gap(one, other) is None
    assert as_read(one, other) == ("Ott: The gate held", "Lamm: It broke at noon")


def test_in_its_place_a_claim_is_read_after_the_words_that_it_leans_on() -> None:
    text = "The vault was opened. Nobody had a key. It was empty, Ott said."
    one = told("It was empty", "Ott", text=text)
    other = told("The vault was opened", None, text=text, document="e")
    assert differs_in_place(one, other)
    in_place = "(The vault was opened. Nobody had a key.) Ott: It was empty"
    assert as_read(other, one, placed=True) == ("The vault was opened", in_place)
    assert as_read(other, one) == ("The vault was opened", "Ott: It was empty")


def test_a_claim_that_leans_on_nothing_is_read_alike_in_its_place() -> None:
    text = "Ott said that the northern gate of the dam was closed on Monday."
    one = told("the northern gate of the dam was closed on Monday", "Ott", text=text)
    assert not differs_in_place(one, replace(one, document="e"))


def test_of_what_a_claim_leans_on_no_more_is_read_than_may_be() -> None:
    text = "The guards " * 60 + "knew nothing. It was empty."
    found = lead(told("It was empty", None, text=text))
    assert len(found) <= LEAD
    assert found.endswith("guards knew nothing.")


@pytest.mark.parametrize("field", ["published", "said"])
def test_of_claims_of_two_days_the_later_is_read_second_and_marked(field: str) -> None:
    one, other = Statement("It broke at noon", document="d"), Statement("It held", document="e")
    early, late = replace(one, **{field: "2024-03-01"}), replace(other, **{field: "2024-03-02"})
    assert as_read(early, late) == as_read(late, early) == ("It broke at noon", LATER + "It held")


def test_of_claims_whose_days_may_be_one_none_is_later() -> None:
    one = Statement("It broke at noon", document="d", published="2024-03-01")
    for published in ("2024-03-01", "2024-03", "2024", None):
        other = Statement("It held", document="e", published=published)
        assert as_read(other, one) == ("It held", "It broke at noon")


def test_claims_far_apart_in_a_document_do_not_stand_beside_one_another() -> None:
    text = TEXT.replace(" Lamm", " " + "The crowd waited. " * (BESIDE // 15) + "Lamm")
    one = told("The gate held", "Ott", text=text)
    other = told("It broke at noon", "Lamm", text=text)
    assert gap(one, other) is None
    assert not answers(one, other)
    assert not list(beside([one.place or (0, 0), other.place or (0, 0)]))


def test_a_claim_within_another_does_not_stand_beside_it() -> None:
    assert gap(told("The gate held, Ott said", "Lamm"), told("gate held", "Ott")) is None


def test_nobody_answers_himself() -> None:
    one, other = told("The gate held", "Ott"), told("It broke at noon", "Ott")
    assert gap(one, other) is not None
    assert not answers(one, other)
    assert answers(one, told("It broke at noon", None))
    assert not answers(told("The gate held", None), told("It broke at noon", None))


def test_claims_without_a_place_stand_beside_nothing() -> None:
    assert gap(Statement("The gate held"), Statement("It broke")) is None
