"""What adding documents came to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

SHOWN = 3
"""Names that a summary gives before it counts."""


@dataclass(frozen=True, slots=True)
class AddReport:
    """What `add` did. Every failure is one sentence that names its file."""

    added: int = 0
    unchanged: tuple[str, ...] = ()
    claims: int = 0
    relations: int = 0
    failures: tuple[str, ...] = ()

    def summary(self) -> str:
        """Return the outcome in one sentence.

        >>> AddReport(added=1, claims=3).summary()
        'added 1 document with 3 claims and 0 relations'
        """
        plural = "" if self.added == 1 else "s"
        said = (
            f"added {self.added} document{plural} with {self.claims} claims "
            f"and {self.relations} relations"
        )
        if self.unchanged:
            said += f"; {len(self.unchanged)} already there ({_some(self.unchanged)})"
        if self.failures:
            said += f"; {len(self.failures)} failed"
        return said


def _some(names: Sequence[str]) -> str:
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    return ", ".join(names[:SHOWN]) + more
