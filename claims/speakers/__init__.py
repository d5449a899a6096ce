"""Who speaks: from the spans of an attribution to the person, body, state or group they mean.

`resolve` reads a page and its tagged attributions once, in text order, and gives a
speaker and a chain for each. What cannot be told apart stays unresolved (name None):
a wrong name on a quotation is the worst error this package can make.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from claims.attribution import Hop, Speaker, Tagged
from claims.page import Page
from claims.speakers.about import About
from claims.speakers.chain import chains
from claims.speakers.register import Likeness, Match, match, normalise
from claims.speakers.resolve import read

__all__ = ["About", "Likeness", "Match", "Resolved", "match", "normalise", "resolve"]


@dataclass(frozen=True, slots=True)
class Resolved:
    """The speaker of one attribution, and the hops from the origin to the page.

    The chain is empty where the text gives the speaker first hand; otherwise it
    holds the speaker too, between who stands before him and who carried him.
    """

    speaker: Speaker
    chain: tuple[Hop, ...] = ()


def resolve(
    page: Page,
    tagged: Sequence[Tagged],
    about: About | None = None,
    parents: Sequence[int | None] = (),
) -> list[Resolved]:
    """Return one Resolved for each of `tagged`, in the same order.

    `parents` holds for each attribution the index of the one whose content it
    stands in; where it says None or nothing, the spans decide. An attribution
    without speaker spans has the speaker NOBODY.
    """
    reading, speakers = read(page, tagged, about or About(), parents)
    return [Resolved(*pair) for pair in zip(speakers, chains(reading, speakers), strict=True)]
