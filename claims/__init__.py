"""A database of who said what, in which source, and how sure they sounded.

The public names are imported when they are first used, so that `import claims`
costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.lazy import exports
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

__getattr__ = exports(
    __name__,
    {
        "Attribution": "claims.attribution",
        "ClaimsError": "claims.errors",
        "Comparison": "claims.comparison",
        "Library": "claims.library",
        "Span": "claims.span",
        "compare": "claims.comparison",
        "extract": "claims.analysis",
    },
)
