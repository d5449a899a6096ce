"""What the encoders are told of a statement beside its content: who says it, and after what."""

from __future__ import annotations

from claims.attribution import Act, Polarity
from claims.comparison import Statement
from claims.comparison.marked import REACH, alone, context, spoken


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
