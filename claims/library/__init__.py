"""Library: the one facade that the command line, the web and Python users call."""

from claims.library.facade import Library
from claims.library.filters import metadata_of
from claims.library.report import AddReport
from claims.library.schema import Schema

__all__ = ["AddReport", "Library", "Schema", "metadata_of"]
