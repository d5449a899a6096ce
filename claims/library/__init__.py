"""Library: the one facade that the command line, the web and Python users call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.lazy import exports

if TYPE_CHECKING:
    from claims.library.facade import Library
    from claims.library.filters import metadata_of
    from claims.library.report import AddReport
    from claims.library.schema import Schema
    from claims.store.bundle import Exchange, open_bundle

__all__ = [
    "AddReport",
    "Exchange",
    "Library",
    "Schema",
    "metadata_of",
    "open_bundle",
]

__getattr__ = exports(
    __name__,
    {
        "AddReport": "claims.library.report",
        "Exchange": "claims.store.bundle",
        "Library": "claims.library.facade",
        "Schema": "claims.library.schema",
        "metadata_of": "claims.library.filters",
        "open_bundle": "claims.store.bundle",
    },
)
