"""Library: the one facade that the command line, the web and Python users call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.lazy import exports

if TYPE_CHECKING:
    from claims.library.facade import Library
    from claims.library.filters import metadata_of
    from claims.library.report import AddReport
    from claims.library.schema import Schema

__all__ = [
    "AddReport",
    "Library",
    "Schema",
    "metadata_of",
]

__getattr__ = exports(
    __name__,
    {
        "AddReport": "claims.library.report",
        "Library": "claims.library.facade",
        "Schema": "claims.library.schema",
        "metadata_of": "claims.library.filters",
    },
)
