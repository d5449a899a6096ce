"""Names of a package that are imported when they are first used.

A room's `__init__` names what it offers. Importing one small module of a room
(its vocabulary, say) then costs that module alone, which is what keeps the
command line quick.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any


def exports(package: str, homes: Mapping[str, str]) -> Callable[[str], Any]:
    """Return a module's `__getattr__` that finds each name in the module named in `homes`.

    >>> exports("claims", {"Span": "claims.span"})("Span").__name__
    'Span'
    """

    def find(name: str) -> Any:
        if name in homes:
            return getattr(import_module(homes[name]), name)
        raise AttributeError(f"module {package!r} has no attribute {name!r}")

    return find
