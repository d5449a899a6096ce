"""A database of who said what, in which source, and how sure they sounded.

The public names are imported when they are first used, so that `import claims`
costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from claims.version import __version__

if TYPE_CHECKING:
    from claims.analysis import extract
    from claims.attribution import Attribution
    from claims.comparison import Comparison, compare
    from claims.errors import ClaimsError
    from claims.library import Library
    from claims.span import Span

__all__ = [
    "Attribution",
    "ClaimsError",
    "Comparison",
    "Library",
    "Span",
    "__version__",
    "compare",
    "extract",
]

_HOMES = {
    "Attribution": "claims.attribution",
    "ClaimsError": "claims.errors",
    "Comparison": "claims.comparison",
    "Library": "claims.library",
    "Span": "claims.span",
    "compare": "claims.comparison",
    "extract": "claims.analysis",
}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'claims' has no attribute {name!r}")
