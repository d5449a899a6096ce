"""What the rulings on speakers come to, in whatever order two databases brought them together."""

from __future__ import annotations

from itertools import permutations

import pytest

from claims.store import models
from claims.store.standing import standing
from claims.store.vocabulary import Verdict


def merge(one: str, into: str) -> models.Decision:
    return models.Decision(subject=one, target=into, verdict=Verdict.MERGE)


MERGES = [merge("a", "b"), merge("t", "a"), merge("a", "t")]


@pytest.mark.parametrize("order", [*permutations(range(3))])
def test_merges_of_two_databases_never_close_a_circle(order: tuple[int, ...]) -> None:
    found = standing(MERGES[n] for n in order)
    for speaker in "abt":
        seen = {speaker}
        while speaker in found.into:
            speaker = found.into[speaker]
            assert speaker not in seen
            seen.add(speaker)


def test_a_merge_that_would_close_a_circle_leaves_the_one_before_it() -> None:
    found = standing(MERGES)
    assert found.into == {"a": "b", "t": "a"}
    assert found.root("t") == "b"
