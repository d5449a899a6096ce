"""Bundles: everything a database holds as documented JSON lines (docs/bundle.md), out and in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.lazy import exports

if TYPE_CHECKING:
    from claims.store.bundle.form import Exchange
    from claims.store.bundle.opening import Bundle, open_bundle
    from claims.store.bundle.pack import write_bundle
    from claims.store.bundle.unpack import add_bundle

__all__ = ["Bundle", "Exchange", "add_bundle", "open_bundle", "write_bundle"]

__getattr__ = exports(
    __name__,
    {
        "Bundle": "claims.store.bundle.opening",
        "Exchange": "claims.store.bundle.form",
        "open_bundle": "claims.store.bundle.opening",
        "write_bundle": "claims.store.bundle.pack",
        "add_bundle": "claims.store.bundle.unpack",
    },
)
