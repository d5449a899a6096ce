"""Whatever the text, spans are sound and nothing breaks."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from claims.attribution import Tagged
from claims.extraction import (
    find_authorial,
    find_nested,
    lay_out,
    quotation_of,
    read_cue,
)
from claims.extraction.rules.finder import find_by_rule
from claims.extraction.vocabulary import words
from claims.span import Span

WORDS = [
    *sorted(
        words(
            """
            said that Pell told “ ” " , . : ; — ( ) and the a board's claim according to him he who
            reportedly is believed have was asked whether in her words denied promised 's ' It 12
            Mr. U.S. not never insisted Lisk of on Monday they “We go,” adding saying ‘ ’
            """
        )
    ),
    "\n",
]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=60), st.booleans())
def test_any_row_of_words_gives_sound_spans(row: list[str], headline: bool) -> None:  # noqa: FBT001
    text = " ".join(row)
    if not text.strip():
        return
    block = Span(0, len(text))
    page = lay_out(text, [block], [block] if headline else [])
    found = find_by_rule(page)
    nested = [inner for _, inner in find_nested(page, found)]
    for tagged in [*found, *nested]:
        assert tagged.content
        for span in (*tagged.content, *tagged.speaker, *tagged.cue):
            assert span.text_in(text).strip() == span.text_in(text)
        quotation_of(page, tagged.content)
        read_cue(" ".join(span.text_in(text) for span in tagged.cue), text, text)
    for content in find_authorial(page, found):
        assert all(block.contains(span) for span in content)


@given(st.text(max_size=80))
def test_any_characters_are_read(text: str) -> None:
    if text.strip():
        page = lay_out(text, [Span(0, len(text))])
        find_nested(page, found := find_by_rule(page))
        find_authorial(page, found)


def test_a_table_of_ten_thousand_words_without_a_full_stop_is_passed_over() -> None:
    text = "Pell praised the weir and Voss said that it holds because they believe it " * 700
    page = lay_out(text, [Span(0, len(text))])
    assert find_by_rule(page) == []
    assert find_nested(page, [Tagged((Span(0, len(text) - 1),))]) == []
