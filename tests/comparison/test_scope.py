"""What negation reaches in a statement."""

from __future__ import annotations

import pytest

from claims.comparison.scope import scoped


def negated(text: str) -> set[str]:
    return {s.word.lemma for s in scoped(text) if s.negated and s.word.is_content}


def focused(text: str) -> list[str]:
    return [s.word.lemma for s in scoped(text) if s.focus]


@pytest.mark.parametrize(
    ("text", "turned"),
    [
        ("The minister did not sign, nor did he read it.", ["sign", "read"]),
        ("The minister did not sign nor did the clerk read it.", ["sign", "read"]),
        ("They refused to pay, nor would they talk.", ["pay", "talk"]),
        ("The port was closed; nor had the railway reopened.", ["reopen"]),
        ("Nor did the prefect resign.", ["resign"]),
    ],
)
def test_nor_with_a_verb_of_its_own_turns_it_once(text: str, turned: list[str]) -> None:
    assert focused(text) == turned
    assert set(turned) <= negated(text)


@pytest.mark.parametrize(
    ("text", "turned"),
    [
        ("Neither the mayor nor the prefect was told.", {"mayor", "prefect", "tell"}),
        ("The crew found neither guns nor bombs.", {"find", "gun", "bomb"}),
        ("He did not sign it nor pay for it.", {"sign", "pay"}),
        (
            "Neither the mayor, who was abroad, nor the prefect slept.",
            {"mayor", "prefect", "sleep"},
        ),
    ],
)
def test_nor_within_the_reach_of_a_negator_turns_nothing_again(text: str, turned: set[str]) -> None:
    assert negated(text) == turned


def test_nor_that_turns_nothing_of_what_was_never_told() -> None:
    assert negated("He never told his wife that he came, nor that he had got out.") == {"tell"}


def test_nor_does_he_say_denies_the_saying_and_not_what_is_said() -> None:
    assert "safe" not in negated("Nor did she say that it was safe.")


def test_nor_does_he_believe_denies_what_is_believed() -> None:
    assert focused("Nor does he believe that it opened.") == ["open"]
