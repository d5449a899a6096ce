"""Stored claims are judged by the company that they keep."""

from __future__ import annotations

from dataclasses import replace

from claims.comparison import Statement, compare, compare_many
from claims.comparison.company import Company, Tempering, companies, mark
from claims.comparison.judge import card

DEPOT = Statement(
    "the depot was empty when the soldiers came", "Ida Lamm", document="d_1", place=(0, 42)
)
FULL = Statement(
    "sacks of grain were stacked to the rafters of the depot when the soldiers came",
    "Tom Karst",
    document="d_2",
    place=(0, 79),
)
FULL_BY_NIGHT = Statement(
    "the depot was full to the roof that night", "Ossian Vell", document="d_3", place=(0, 41)
)
CHOIR = Statement(
    "a choir from Ostrel sang in the old brewery", "Mira Dunn", document="d_4", place=(0, 43)
)


def test_the_likeliest_other_pairs_of_a_claim_count_and_not_the_pair_itself() -> None:
    marks = [("d", (n, n + 1), "") for n in range(6)]
    pairs = [(marks[0], other) for other in marks[1:]]
    found = companies(pairs, [0.5, 0.25, 0.125, 0.125, 0.5], {})
    assert [c.more for c in found] == [0.875, 1.125, 1.25, 1.25, 0.875]
    assert {c.less for c in found} == {0.0}


def test_company_does_not_depend_on_the_order_of_pairs() -> None:
    marks = [("d", (n, n + 1), "") for n in range(4)]
    pairs = [(a, b) for a in marks for b in marks if a < b]
    chances = [0.5, 0.75, 0.25, 0.125, 0.375, 0.625]
    told = dict(zip(pairs, companies(pairs, chances, {}), strict=True))
    turned = companies(pairs[::-1], chances[::-1], {})
    assert told == dict(zip(pairs[::-1], turned, strict=True))


def test_who_clashes_with_many_clashes_less_surely_with_each() -> None:
    lone = Company(0.0, 0.0)
    tempering = card().tempering
    for chance in (0.1, 0.4, 0.9):
        assert tempering(chance, Company(2.0, 0.0)) < tempering(chance, lone)
        assert tempering(chance, Company(2.0, 1.0)) < tempering(chance, Company(2.0, 0.0))


def test_a_chance_of_nothing_and_a_certain_one_can_be_tempered() -> None:
    plain = Tempering(0.0, 1.0, 0.0, 0.0)
    assert 0.0 < plain(0.0, Company(0.0, 0.0)) < plain(1.0, Company(0.0, 0.0)) < 1.0


def test_stored_claims_are_judged_among_the_pairs_and_the_disputes_known() -> None:
    pairs = [(DEPOT, FULL), (DEPOT, FULL_BY_NIGHT), (DEPOT, CHOIR)]
    among = compare_many(pairs, {})
    known = compare_many(pairs, {mark(DEPOT): [0.9, 0.9, 0.9]})
    assert known[0].score < among[0].score
    assert among[2] == known[2] == compare(DEPOT, CHOIR)


def test_texts_side_by_side_have_no_company() -> None:
    sides = [(replace(a, document=None, place=None), replace(b, document=None, place=None))
             for a, b in ((DEPOT, FULL), (DEPOT, FULL_BY_NIGHT))]  # fmt: skip
    assert compare_many(sides, {}) == compare_many(sides)
