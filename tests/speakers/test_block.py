"""Names that may be one meet, and not every name meets every other."""

from __future__ import annotations

from itertools import combinations

from claims.speakers import Likeness, match
from claims.speakers.block import closest, meetings, same_keys

NAMES = (
    "Sergei Orlov", "Sergey Orlov", "S. Orlov", "Orlov", "Orlov, Sergey", "Orlov Sergey",
    "Dr Sergey Orlov", "Sergey Ivanovich Orlov", "Sergey Ivan Orlov", "Anna Orlova", "A. Orlova",
    "Mikhail Gorbachev", "Michail Gorbachov", "Muhammad Akhundzada", "Mohammed Akhundzadeh",
    "Ministry of Energy", "Energy Ministry", "ME", "Three Rivers Observer Mission", "TROM",
    "World Health Organization", "WHO", "Teheran", "Iran", "Ossel Hydro", "Al-Ossel Hydro",
    "Ida Lamm", "Ída Lamm", "Lamm", "O’Brien", "Pat O'Brien", "Ян Ломм",
)  # fmt: skip


def test_every_pair_that_may_be_one_meets() -> None:
    met = set(meetings({name: [name] for name in NAMES}))
    for one, other in combinations(NAMES, 2):
        likeness = match(one, other).likeness
        if likeness is not Likeness.DIFFERENT:
            assert (one, other) in met, f"{one} and {other} never meet"
        if likeness is Likeness.SAME:
            assert same_keys(one) & same_keys(other), f"{one} and {other} share no key"


def test_a_register_of_many_names_of_one_family_is_not_compared_pair_by_pair() -> None:
    letters = "abcdefghijklmnopqrst"
    names = {f"{a}{b}": [f"{a.upper()}{b}o Lamm"] for a in letters for b in letters}
    names["alone"] = ["Lamm"]
    met = list(meetings(names))
    assert sum("alone" in pair for pair in met) == len(names) - 1
    assert len(met) < len(names) ** 2 / 20


def test_of_several_names_the_nearest_counts() -> None:
    near = closest(["Ida Lamm", "the Chancellor"], ["I. Lamm", "The Chancellor"])
    assert near is not None
    assert near.likeness is Likeness.SAME
    assert closest(["Ida Lamm"], ["Olaf Brill"]) is None
