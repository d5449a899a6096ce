"""Windows: the stretches of a text that the encoder sees at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

LONGEST = 318
"""Pieces in a window, the encoder's two special pieces not counted."""

CONTEXT = 64
"""Pieces before its core that a window shows and does not decide."""


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces [start, end) are seen; those from `core` on are decided here and nowhere else."""

    start: int
    core: int
    end: int


def plan_windows(blocks: Sequence[int], length: int) -> list[Window]:
    """Return windows whose cores cover `length` pieces in order.

    They are cut where a block begins (`blocks` holds the first pieces) if one does.

    >>> plan_windows([0, 200, 250], 400)
    [Window(start=0, core=0, end=250), Window(start=186, core=250, end=400)]
    """
    windows: list[Window] = []
    core = 0
    while core < length:
        start = max(0, core - CONTEXT)
        limit = start + LONGEST
        end = (
            length
            if length <= limit
            else max((b for b in blocks if core < b <= limit), default=limit)
        )
        windows.append(Window(start, core, end))
        core = end
    return windows
