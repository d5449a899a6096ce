"""The rules that make pairs of statements, on invented sentences."""

import random

import pytest

from training.judge import agree, contradict, denial, made, neither


def seeded() -> random.Random:
    return random.Random(1)


RULES = {**contradict.CONTRADICTIONS, **neither.NEITHER_RULES, **agree.AGREEMENTS}


@pytest.mark.parametrize(
    ("rule", "text", "expected"),
    [
        ("negated", "The minister closed the border.", "The minister did not close the border."),
        ("negated", "The dam will not hold another winter", "The dam will hold another winter"),
        ("antonym", "The council rejected the plan", None),
        ("antonym", "The law is illegal in Kestria", "The law is legal in Kestria"),
        ("swapped", "Orlan defeated Veska in March", "Veska defeated Orlan in March"),
        ("quantified", "Everyone left the hall", "No one left the hall"),
        ("hedged", "The firm paid the fine", None),
        ("numerals", "The crew found 12 boats", "The crew found twelve boats"),
        ("numerals", "It cost 3 million crowns", "It cost 3,000,000 crowns"),
        ("passive", "The court blocked the order", "The order was blocked by the court"),
        ("fronted", "The port will reopen on Friday", None),
    ],
)
def test_a_rule_makes_the_other_statement(rule: str, text: str, expected: str | None) -> None:
    pair = RULES[rule](text, seeded())
    assert pair is not None
    assert pair[0] == text
    assert pair[1] != text
    if expected is not None:
        assert pair[1] == expected


def test_a_figure_under_at_least_is_left_alone() -> None:
    assert contradict.figure("The storm killed at least 12 sailors", seeded()) is None
    assert contradict.figure("The storm killed 12 sailors", seeded()) is not None


def test_a_negation_of_some_contradicts_nothing() -> None:
    assert contradict.negated("Some voters are angry", seeded()) is None
    assert neither.part("Some voters are angry", seeded()) is not None


def test_both_sides_can_be_negated() -> None:
    pair = denial.both_negated("The court was not open to the public", seeded())
    assert pair is not None
    assert " not " in pair[0]


def test_the_same_seed_makes_the_same_pairs_and_labels_are_even() -> None:
    texts = [
        "Orlan closed the border in March",
        "The port of Kestria is open",
        "Veska raised 12 million crowns",
        "Nobody opposed the new law",
    ]
    first = made.choose(made.make([texts], 3), 30, 3)
    assert first == made.choose(made.make([texts], 3), 30, 3)
    labels = [made.LABELS[pair.rule] for pair in first]
    assert max(map(labels.count, labels)) <= 10
