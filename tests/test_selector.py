"""Selectors: a passage is found again in a changed text, or not at all, never wrongly."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from claims.errors import InvalidValue, QuoteNotFound
from claims.folding import fold
from claims.selector import AmbiguousQuote, anchor, describe, from_json
from claims.span import CONTEXT, Span

LENIENT = settings(deadline=None, max_examples=30)
"""A busy machine is no reason to fail."""

CASES: list[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("anchors.toml").read_text(encoding="utf-8")
)["case"]

SAMPLE = (
    "the dam broke on Saturday she said 14 people were found in Nether Brenn and a goat was "
    "not harmed according to him “no” it is unlikely likely that water rose"
)
WORDS = SAMPLE.split()
sentences = st.lists(st.sampled_from(WORDS), min_size=8, max_size=60).map(" ".join)
anything = st.text(min_size=1, max_size=80)


def some_span(data: st.DataObject, text: str) -> Span:
    start = data.draw(st.integers(0, len(text) - 1))
    return Span(start, data.draw(st.integers(start + 1, len(text))))


@LENIENT
@given(st.data(), st.one_of(anything, sentences))
def test_a_described_span_is_found_in_its_own_text(data: st.DataObject, text: str) -> None:
    span = some_span(data, text)
    assert describe(text, span).find_in(text) == span


@LENIENT
@given(st.data(), sentences, st.one_of(anything, sentences))
def test_after_an_edit_in_front_the_same_words_are_found_or_none(
    data: st.DataObject, text: str, added: str
) -> None:
    span = some_span(data, text)
    at = data.draw(st.integers(0, span.start))
    changed = text[:at] + added + text[at:]
    try:
        found = describe(text, span).find_in(changed)
    except QuoteNotFound:
        return
    assert fold(found.text_in(changed)).text == fold(span.text_in(text)).text


@LENIENT
@given(st.data(), st.lists(st.sampled_from(WORDS), min_size=60, max_size=90).map(" ".join))
def test_a_long_passage_is_found_where_it_was_moved(data: st.DataObject, text: str) -> None:
    start = data.draw(st.integers(CONTEXT, 60))
    span = Span(start, start + data.draw(st.integers(80, 120)))
    added = data.draw(st.one_of(anything, sentences))
    changed = added + "\n" + text
    assume(changed.count(span.text_in(text)) == 1)
    assert describe(text, span).find_in(changed) == span.shift(len(added) + 1)


@LENIENT
@given(st.permutations(WORDS), st.integers(0, 10), st.integers(6, 18))
def test_other_typography_changes_nothing(words: list[str], first: int, count: int) -> None:
    text, exact = " ".join(words), " ".join(words[first : first + count])
    start = text.index(exact)
    changed = text.replace(" ", "\n ").replace("“", '"').replace("”", '"')
    found = describe(text, Span(start, start + len(exact))).find_in(changed)
    assert found.text_in(changed).split() == changed.split()[first : first + count]


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["name"]))
def test_the_passage_of_a_case_is_found_or_refused(case: dict[str, Any]) -> None:
    text, exact = case["text"], case["exact"]
    quote = (text, exact, case.get("prefix", ""), case.get("suffix", ""), case.get("hint"))
    if "found" not in case:
        with pytest.raises(QuoteNotFound) as caught:
            anchor(*quote)
        assert isinstance(caught.value, AmbiguousQuote) == case.get("ambiguous", False)
        return
    span = anchor(*quote)
    assert span.text_in(text) == case["found"]
    if "at" in case:
        assert span.start == case["at"]


def test_selectors_have_the_form_of_the_web_annotation_data_model() -> None:
    text = "It was the mayor who counted them, and nobody else."
    assert describe(text, Span(11, 16)).to_json() == [
        {"type": "TextPositionSelector", "start": 11, "end": 16},
        {
            "type": "TextQuoteSelector",
            "exact": "mayor",
            "prefix": "It was the ",
            "suffix": " who counted them, and nobody el",
        },
    ]


def test_selectors_without_a_quote_are_refused() -> None:
    with pytest.raises(InvalidValue):
        from_json([{"type": "TextPositionSelector", "start": 1, "end": 2}])


def test_an_error_names_the_text_and_the_passage() -> None:
    with pytest.raises(QuoteNotFound, match=r"flood\.txt: the passage “never said”"):
        anchor("It was said.", "never said", where="flood.txt")


def test_a_repeated_passage_is_refused_with_the_number_of_its_places() -> None:
    with pytest.raises(AmbiguousQuote) as caught:
        anchor("he said no and he said no and he said no", "he said no")
    assert caught.value.places == 3


def test_a_passage_is_sought_in_a_large_text_in_reasonable_time() -> None:
    page = "The dam was standing, said the minister of energy on the third day. " * 3000
    with pytest.raises(QuoteNotFound):
        anchor(page, "The dam was standing, said the minister of fisheries", hint=100_000)
