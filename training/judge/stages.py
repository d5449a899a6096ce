"""What each stage of the reader's training reads: pairs of every kind, some of them read before.

The stages in their order are those of training/README.md. Whole stories are read from the file
that CLAIMS_WHOLE names, which `training.judge.whole mine` writes.
"""

from __future__ import annotations

import json
import os
import random
from collections.abc import Callable
from functools import partial
from pathlib import Path

from training.judge.between import between_rows
from training.judge.made import made_rows
from training.judge.real import real_rows
from training.judge.sample import (
    DEEP_SHARES,
    GROUPS,
    ROUNDS,
    SEQUEL_ROUNDS,
    WIDE_SHARES,
    Row,
    dossier_rows,
    group_pairs,
    own_rows,
    public_rows,
    read_lines,
    sequel_rows,
)
from training.judge.whole import SINCE

OWN, MADE, PUBLIC = 2500, 1000, 0.5
"""Pairs of groups and stories, and made by rule, that go with those of whole stories; and the
part of the public pairs."""


def whole_rows() -> list[Row]:
    """Return the pairs of whole stories, of groups and by rule, and public ones beside them."""
    return [*story_rows(), *public_rows(PUBLIC, seed=7)]


def story_rows() -> list[Row]:
    """Return the pairs of whole stories that CLAIMS_WHOLE names, some of groups and by rule."""
    rows = own_rows()
    random.Random(22).shuffle(rows)
    return [*mined(placed=False), *rows[:OWN], *made_rows(seed=3, limit=MADE)]


def mined(*, placed: bool, since: str = "") -> list[Row]:
    """Return pairs of some whole stories, by themselves or in place, as they were drawn.

    Of the stories that stage `since` read first, or else of those that all stages know.
    """

    def wanted(row: Row) -> bool:
        wrong = row.reread and row.nothing
        return row.placed == placed and first_stage(row.story) == since and not wrong

    return _told_of(wanted)


def mistaken(*, placed: bool, when: int = 1) -> list[Row]:
    """Return pairs of whole stories that a reader was wrong about, by themselves or in place.

    They were read again in the first round, or when it is said.
    """
    return _told_of(lambda r: r.placed == placed and r.reread == when and r.nothing)


def _told_of(wanted: Callable[[Row], bool]) -> list[Row]:
    """Return the wanted ones of the pairs that CLAIMS_WHOLE names."""
    path = Path(os.environ["CLAIMS_WHOLE"])
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = [Row(**row | {"taught": tuple(row["taught"])}) for row in map(json.loads, lines)]
    found = [row for row in rows if wanted(row)]
    if not found:
        raise SystemExit(f"{path}: no such pairs; write it anew with training.judge.whole mine")
    return found


def first_stage(story: str) -> str:
    """Return the stage that first read a story, nothing for the first stage of whole stories."""
    return next((stage for stage, names in SINCE.items() if story in names), "")


BESIDE_WIDE = 9000
"""Pairs of stage `whole`, without its public ones, that go with the many of stage `wide`."""
WIDE_SEED = 13
"""Draws the public pairs of stages `wide` and `deep`: the second knows what the first read."""


def wide_rows() -> list[Row]:
    """Return many public pairs, among some of whole stories lest these be forgotten."""
    rows = story_rows()
    random.Random(17).shuffle(rows)
    return [*rows[:BESIDE_WIDE], *public_rows(seed=WIDE_SEED, shares=WIDE_SHARES)]


BESIDE_DEEP = 14000
"""Pairs of stage `whole`, without its public ones, that go with those of stage `deep`."""


def deep_rows() -> list[Row]:
    """Return public pairs that stage `wide` left, pairs of whole stories and, twice, real ones."""
    rows = story_rows()
    random.Random(29).shuffle(rows)
    found = list(real_rows())
    public = public_rows(seed=WIDE_SEED, shares=DEEP_SHARES, after=WIDE_SHARES)
    return [*rows[:BESIDE_DEEP], *found, *found, *public]


LARGER, SMALLER, BESIDE_GROUPS = 15000, 5000, 10000
"""Pairs of stage `groups`: of groups that have six statements that do neither, of other groups and
short stories, of stage `whole`."""


def larger_rows(chance: random.Random) -> list[Row]:
    """Return the pairs of groups that have six statements that do neither, in random order."""
    groups = [g for g in read_lines(GROUPS, held=False) if len(g["neutral"]) == 6]
    rows = [row for group in groups for row in group_pairs(group, chance)]
    chance.shuffle(rows)
    return rows


def group_rows() -> list[Row]:
    """Return many pairs of groups among others of stage `whole` and, twice, real ones."""
    chance = random.Random(31)
    larger = larger_rows(chance)
    known = set(larger)
    smaller = [row for row in own_rows() if row not in known]
    whole = whole_rows()
    for rows in (smaller, whole):
        chance.shuffle(rows)
    found = list(real_rows())
    return [*larger[:LARGER], *smaller[:SMALLER], *whole[:BESIDE_GROUPS], *found, *found]


BESIDE_DOSSIERS, TOLD_AGAIN = 9000, 4000
"""Pairs that go with those of dossiers: of stage `whole`, and of the groups of stage `groups`."""


def dossier_stage() -> list[Row]:
    """Return all pairs of the first dossiers among others of earlier stages, and real ones."""
    beside, groups = _beside(random.Random(41))
    return [*dossier_rows(ROUNDS[0]), *groups[:TOLD_AGAIN], *beside[:BESIDE_DOSSIERS], *real_rows()]


BESIDE_LATER, GROUPS_LATER, BEFORE = 5000, 2000, 6000
"""Pairs that go with those of later dossiers: of stage `whole`, of groups, of earlier dossiers."""


def later_stage(number: int) -> list[Row]:
    """Return all pairs of a later round of dossiers among some of what was read before."""
    chance = random.Random(41 + number)
    beside, groups = _beside(chance)
    before = [row for names in ROUNDS[:number] for row in dossier_rows(names)]
    chance.shuffle(before)
    told = [*before[:BEFORE], *groups[:GROUPS_LATER], *beside[:BESIDE_LATER]]
    return [*dossier_rows(ROUNDS[number]), *told, *real_rows()]


def _beside(chance: random.Random) -> tuple[list[Row], list[Row]]:
    """Return the pairs of stage `whole` and the groups of stage `groups`, in random order."""
    groups, whole = larger_rows(random.Random(31))[:LARGER], whole_rows()
    for rows in (groups, whole):
        chance.shuffle(rows)
    return whole, groups


WITH_DATES, OF_LAST, GROUPS_DATED = 10000, 10000, 1500
"""Pairs of stage `dated`: of whole stories, first all updates; of the last dossiers; of groups."""


def dated_stage() -> list[Row]:
    """Return pairs of whole stories, whose dates are now told, among some of what was read before.

    The first stage with the answer whether a later claim replaces an earlier one.
    """
    chance = random.Random(47)
    _, groups = _beside(chance)
    told, last = story_rows(), dossier_rows(ROUNDS[2])
    for rows in (told, last):
        chance.shuffle(rows)
    told.sort(key=lambda r: r.replaces is not True)
    return [*told[:WITH_DATES], *last[:OF_LAST], *groups[:GROUPS_DATED], *real_rows()]


BESIDE_SEQUELS, STORIES_SEQUELS = 1500, 2500
"""Pairs that go with those of sequels: of the last dossiers, of whole stories."""


def sequel_stage() -> list[Row]:
    """Return all pairs of sequels among some of whole stories and dossiers, and real ones."""
    chance = random.Random(53)
    told, last = story_rows(), dossier_rows(ROUNDS[2])
    for rows in (told, last):
        chance.shuffle(rows)
    some = [*told[:STORIES_SEQUELS], *last[:BESIDE_SEQUELS]]
    return [*sequel_rows(SEQUEL_ROUNDS[0]), *some, *real_rows()]


IN_PLACE, STORIES_PLACES, BEFORE_PLACES = 11000, 2500, 1500
"""Pairs of stage `places`: of whole stories in their places and by themselves, of old sequels."""


def place_stage() -> list[Row]:
    """Return pairs of whole stories in their places, new sequels, dossiers of figures, real ones.

    The first stage that shows the words which a statement leans on.
    """
    chance = random.Random(59)
    there, told, before = mined(placed=True), story_rows(), sequel_rows(SEQUEL_ROUNDS[0])
    for rows in (there, told, before):
        chance.shuffle(rows)
    some = [*there[:IN_PLACE], *told[:STORIES_PLACES], *before[:BEFORE_PLACES]]
    return [
        *some,
        *sequel_rows(SEQUEL_ROUNDS[1]),
        *dossier_rows(ROUNDS[3]),
        *real_rows(placed=True),
    ]


FIGURES, SEQUELS_AGAIN, IN_PLACE_AGAIN, STORIES_AGAIN = 9000, 4000, 5000, 1500
"""Pairs of stage `latest`: of dossiers of figures, new sequels, whole stories in place and not."""


def latest_stage() -> list[Row]:
    """Return all pairs of the last whole stories among some of what stage `places` read."""
    chance = random.Random(67)
    figures, sequels = dossier_rows(ROUNDS[3]), sequel_rows(SEQUEL_ROUNDS[1])
    there, told = mined(placed=True), story_rows()
    for rows in (figures, sequels, there, told):
        chance.shuffle(rows)
    some = [*figures[:FIGURES], *sequels[:SEQUELS_AGAIN], *there[:IN_PLACE_AGAIN]]
    new = [*mined(placed=True, since="latest"), *mined(placed=False, since="latest")]
    return [*new, *some, *told[:STORIES_AGAIN], *real_rows(placed=True)]


DOSSIERS_ONCE_MORE, FIGURES_ONCE_MORE, SEQUELS_ONCE_MORE = 20000, 4000, 6000
IN_PLACE_ONCE_MORE, STORIES_ONCE_MORE, PUBLIC_ONCE_MORE = 12000, 3000, 0.15
"""Pairs of stage `again`: of the first three rounds of dossiers, of the fourth, of sequels, of
whole stories in place and not; and the part of the public pairs."""


def _affairs() -> tuple[list[Row], list[Row], list[Row]]:
    """Return the pairs of the first three rounds of dossiers, of the fourth, and of sequels."""
    dossiers = [row for names in ROUNDS[:3] for row in dossier_rows(names)]
    sequels = [row for names in SEQUEL_ROUNDS for row in sequel_rows(names)]
    return dossiers, dossier_rows(ROUNDS[3]), sequels


def again_stage() -> list[Row]:
    """Return pairs of all that earlier stages read, which a packing between them undid in part."""
    chance = random.Random(71)
    dossiers, figures, sequels = _affairs()
    there = [*mined(placed=True), *mined(placed=True, since="latest")]
    told = story_rows()
    for rows in (dossiers, figures, sequels, there, told):
        chance.shuffle(rows)
    return [
        *dossiers[:DOSSIERS_ONCE_MORE],
        *figures[:FIGURES_ONCE_MORE],
        *sequels[:SEQUELS_ONCE_MORE],
        *there[:IN_PLACE_ONCE_MORE],
        *told[:STORIES_ONCE_MORE],
        *public_rows(PUBLIC_ONCE_MORE, seed=11),
        *real_rows(placed=True),
    ]


PLAIN, KNOWN, EASY = 0.4, 9000, 3000
DOSSIERS_LAST, FIGURES_LAST, SEQUELS_LAST = 2500, 1000, 2000
"""Pairs of stage `mistaken`: the part of what is read by itself too; what is something and what is
not in older stories; of the first three rounds of dossiers, of the fourth, of sequels."""


def mistaken_stage() -> list[Row]:
    """Return pairs of the newest stories, and those of older ones that a reader was wrong about.

    Among some of what was read before.
    """
    chance = random.Random(73)
    wrong_alone = mistaken(placed=False)
    there = [*mined(placed=True), *mined(placed=True, since="latest")]
    known = [r for r in there if not r.nothing]
    easy = [r for r in there if r.nothing]
    new_alone = mined(placed=False, since="mistaken")
    dossiers, figures, sequels = _affairs()
    for rows in (wrong_alone, known, easy, new_alone, dossiers, figures, sequels):
        chance.shuffle(rows)
    return [
        *mistaken(placed=True), *wrong_alone[: int(PLAIN * len(wrong_alone))],
        *known[:KNOWN], *easy[:EASY],
        *mined(placed=True, since="mistaken"), *new_alone[: int(PLAIN * len(new_alone))],
        *dossiers[:DOSSIERS_LAST], *figures[:FIGURES_LAST], *sequels[:SEQUELS_LAST],
        *real_rows(placed=True),
    ]  # fmt: skip


WRONG_BEFORE, KNOWN_AGAIN, EASY_AGAIN = 3000, 9000, 3000
"""Pairs of stages `mistaken2` to `mistaken4`: what readers before were wrong about, what is
something and what is not in older stories."""


def mistaken_again_stage(number: int) -> list[Row]:
    """Return the same for a later reader: all that was read again, and newer stories.

    Each pair as it is read in its place, whether it leans on anything or not, and some of those
    that do by themselves too.
    """
    chance = random.Random(77 + number)
    once = _told_of(lambda r: (r.placed or not r.leans) and _known(r, number))
    twice = _told_of(lambda r: not r.placed and r.leans and _new(r, number))
    new = [r for r in once if _new(r, number)]
    older = [r for r in once if not _new(r, number)]
    before = [r for r in older if r.reread and r.nothing]
    known = [r for r in older if not r.nothing]
    easy = [r for r in older if r.nothing and not r.reread]
    dossiers, figures, sequels = _affairs()
    for rows in (twice, before, known, easy, dossiers, figures, sequels):
        chance.shuffle(rows)
    return [
        *new, *twice[: int(PLAIN * len(twice))],
        *before[:WRONG_BEFORE], *known[:KNOWN_AGAIN], *easy[:EASY_AGAIN],
        *dossiers[:DOSSIERS_LAST], *figures[:FIGURES_LAST], *sequels[:SEQUELS_LAST],
        *real_rows(), *real_rows(placed=True),
    ]  # fmt: skip


def _new(row: Row, number: int) -> bool:
    """Tell whether a pair of a whole story is new in a round: a newer story's, or read again."""
    return row.reread == number or first_stage(row.story) == f"mistaken{number}"


def _known(row: Row, number: int) -> bool:
    """Tell whether a pair of a whole story was there in a round."""
    known = ["", *SINCE]
    there = known.index(first_stage(row.story)) <= known.index(f"mistaken{number}")
    return row.reread <= number and there


GATHERED = (20000, 11000, 8000, 3000, 1500, 2500)
PUBLIC_GATHERED, BETWEEN_GATHERED = 0.35, 2
"""Pairs of stage `gathered`: of whole stories what is something, what a reader was wrong about and
what is not, of the first three rounds of dossiers, of the fourth, of sequels; the part of the
public pairs; how often those of two real articles are read."""


def gathered_stage() -> list[Row]:
    """Return pairs of all whole stories as they come, old and new alike, and public ones again.

    The first stage that reads pairs of two real articles. The rounds of mistakes read what was
    new to them, little of the rest, and no public pairs.
    """
    between = [*between_rows(), *between_rows(placed=True)]
    public = public_rows(PUBLIC_GATHERED, seed=19, shares=DEEP_SHARES)
    told = of_all(GATHERED, random.Random(83))
    return [*told, *public, *real_rows(placed=True), *BETWEEN_GATHERED * between]


SERIES = (4000, 2000, 1200, 300, 200, 500)
"""Pairs of stage `series` beside those of running stories, in the order of GATHERED."""


def series_stage() -> list[Row]:
    """Return all pairs of running stories, which tell of two events of a kind, and of real ones.

    Among some of all that stage `gathered` read.
    """
    chance = random.Random(89)
    new = _told_of(lambda r: first_stage(r.story) == "series")
    alone = [r for r in new if r.leans and not r.placed]
    chance.shuffle(alone)
    there = [r for r in new if r.placed or not r.leans]
    between = [*between_rows(), *between_rows(placed=True)]
    return [*there, *alone[: int(PLAIN * len(alone))], *between, *of_all(SERIES, chance)]


def of_all(counts: tuple[int, ...], chance: random.Random) -> list[Row]:
    """Return so many pairs of all that stages up to `mistaken4` read, by kind as GATHERED has it.

    Those of whole stories in their places, whether they lean on anything or not.
    """
    once = _told_of(lambda r: (r.placed or not r.leans) and _known(r, 4))
    known = [r for r in once if not r.nothing]
    wrong = [r for r in once if r.reread and r.nothing]
    easy = [r for r in once if r.nothing and not r.reread]
    kinds = (known, wrong, easy, *_affairs())
    for rows in kinds:
        chance.shuffle(rows)
    return [row for rows, count in zip(kinds, counts, strict=True) for row in rows[:count]]


STAGES: dict[str, Callable[[], list[Row]]] = {
    "public": public_rows,
    "own": own_rows,
    "made": partial(made_rows, seed=1, limit=3600),
    "whole": whole_rows,
    "wide": wide_rows,
    "deep": deep_rows,
    "groups": group_rows,
    "dossiers": dossier_stage,
    "dossiers2": partial(later_stage, 1),
    "dossiers3": partial(later_stage, 2),
    "dated": dated_stage,
    "sequels": sequel_stage,
    "places": place_stage,
    "latest": latest_stage,
    "again": again_stage,
    "mistaken": mistaken_stage,
    "mistaken2": partial(mistaken_again_stage, 2),
    "mistaken3": partial(mistaken_again_stage, 3),
    "mistaken4": partial(mistaken_again_stage, 4),
    "gathered": gathered_stage,
    "series": series_stage,
}
