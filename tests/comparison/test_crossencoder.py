"""The two encoders that ship with the package: one reads pairs, one finds them."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace

import numpy as np
import pytest

from claims.attribution import Act
from claims.comparison import Statement, compare, compare_many
from claims.comparison.crossencoder import (
    BLOCK,
    consider,
    reader,
    unpack,
)
from claims.comparison.marked import LATER
from claims.comparison.meaning import vectors
from claims.trained import WEIGHTS

PAIRS = [
    ("The minister resigned on Friday.", "The minister is still in office."),
    ("The dam gave way at dawn.", "At first light the barrage broke."),
    ("The minister resigned on Friday.", "A choir from Ostrel sang in the old brewery."),
]
STATEMENTS = [(Statement(a), Statement(b)) for a, b in PAIRS]


@pytest.mark.parametrize("card", ["finder.json", "reader.json", "tagger.json"])
def test_the_card_names_the_weights_that_lie_beside_it(card: str) -> None:
    files = json.loads((WEIGHTS / card).read_text(encoding="utf-8"))["files"]
    for name, told in files.items():
        content = (WEIGHTS / name).read_bytes()
        assert hashlib.sha256(content).hexdigest() == told["sha256"], name
        assert len(content) == told["bytes"], name


def test_an_opinion_does_not_depend_on_the_company_of_the_pair() -> None:
    together = consider(STATEMENTS)
    assert together == [consider([pair])[0] for pair in STATEMENTS]


def test_an_opinion_does_not_depend_on_the_number_of_threads() -> None:
    assert reader(1).opinions(PAIRS) == reader(3).opinions(PAIRS)


def test_conflict_agreement_and_neither_are_told_apart() -> None:
    conflict, agreement, neither = consider(STATEMENTS)
    assert conflict.conflict > max(conflict.agreement, 0)
    assert agreement.agreement > max(agreement.conflict, 0)
    assert max(neither.conflict, neither.agreement) < 0
    assert agreement.near > neither.near


def test_a_later_state_of_things_is_told_from_a_dispute_about_one_state() -> None:
    went_on = ("Eleven miners are missing.", f"{LATER}All of the missing miners were found alive.")
    disputed = ("The alarm rang at noon.", f"{LATER}a widow: The alarm never rang that day.")
    update, dispute = reader().opinions([went_on, disputed])
    assert update.replaced > 0 > dispute.replaced


def test_what_a_claim_leans_on_is_read_where_the_first_look_finds_something() -> None:
    fire = Statement("It had been set on fire by boys", document="d", before="The barn burned. ")
    chapel = Statement("The chapel burned because lightning struck it", document="e")
    in_place, alone = consider([(fire, chapel), (replace(fire, before=""), chapel)])
    assert in_place is not None
    assert alone is not None
    assert in_place.near == alone.near
    assert in_place.conflict < alone.conflict


@pytest.mark.parametrize("act", [Act.ASKS, Act.DECLINES])
def test_who_asks_or_would_not_say_is_in_no_dispute(act: Act) -> None:
    said = Statement("The minister resigned on Friday.", "Odrun Talvik", document="d")
    other = Statement("whether the minister resigned on Friday.", "Pia Lodmar", document="e")
    silent, spoken = consider([(said, replace(other, act=act)), (said, other)])
    assert silent is None
    assert spoken is not None


def test_a_content_of_any_length_is_read() -> None:
    long = "The council met and " * 400
    assert len(reader().opinions([(long, "It did not meet."), ("", "")])) == 2
    assert len(vectors([long])) == 1


def test_many_pairs_are_compared_as_one_pair_is() -> None:
    assert compare_many(STATEMENTS) == [compare(a, b) for a, b in STATEMENTS]
    assert compare_many([]) == []


def test_contents_about_one_question_have_vectors_that_lie_close() -> None:
    dam, barrage, choir = vectors(["the dam broke", "the barrage gave way", "a choir sang"])
    assert float(dam @ barrage) > float(dam @ choir)
    assert np.allclose(np.linalg.norm([dam, barrage, choir], axis=1), 1.0, atol=1e-5)


@pytest.mark.parametrize("step", [127, 40, 1, -8, -127])
@pytest.mark.parametrize("half", [8, 16, 32])
def test_every_weight_that_four_to_six_bits_can_hold_is_unpacked_to_its_place(
    half: int, step: int
) -> None:
    bits = (np.arange(BLOCK, dtype=np.uint8) * 7) % (2 * half)
    low = bits & 15
    packed = (low[0::2] | (low[1::2] << 4))[:, None]
    high = [
        np.packbits((bits >> bit) & 1, bitorder="little")[:, None]
        for bit in (4, 5) if 2 * half > 1 << bit
    ]  # fmt: skip
    weights = unpack(packed, np.array([[step]], np.int8), *high)[:, 0]
    assert weights.dtype == np.int8
    assert weights.tolist() == [((int(b) - half) * step + half // 2) // half for b in bits]
