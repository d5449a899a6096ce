"""The words and names by which claims are found: whole, in any European script."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from claims.comparison.analysis import analyse
from claims.comparison.term import terms
from claims.comparison.value import Statement


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Slavoj Žižek met Łukasz Nowak in Şanlıurfa", {"@žižek", "@łukasz", "@şanlıurfa"}),
        ("The strike was led by Mary O’Neill and Pat O'Brien", {"@o'neill", "@o'brien"}),
        ("The ministers' plan and Talvik’s dam", {"@talvik"}),
    ],
)
def test_a_name_is_one_term_whatever_letters_and_marks_it_has(text: str, names: set[str]) -> None:
    found = {term for term in terms(text) if term.startswith("@")}
    assert names <= found
    assert not {"@o", "@neill", "@brien", "@s"} & found


def test_a_contraction_is_no_part_of_a_name_or_a_verb() -> None:
    words = analyse(Statement("Talvik's gate didn't open, and it’s said he’d known")).words
    assert [s.word.lower for s in words if "t" in s.word.lower and ("'" in s.word.lower)] == ["n't"]
    assert {"talvik", "did", "he", "it"} <= {s.word.lower for s in words}


def test_what_a_text_says_comes_in_one_order_in_every_run() -> None:
    program = (
        "from claims.comparison.analysis import analyse\n"
        "from claims.comparison.value import Statement\n"
        "text = 'The navy won the ship and found the ship, and lost it again'\n"
        "print([h.concept for h in analyse(Statement(text)).hits])"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", program], env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True, text=True, check=True,
        ).stdout
        for seed in ("1", "2", "3", "4")
    }  # fmt: skip
    assert len(told) == 1
