"""Every error the library raises on purpose.

Each carries its facts as attributes, so that a caller can act on them, and says
in one sentence what is wrong and what would help. Edges (the command line, the
web) print `str(error)` and choose an exit status; libraries never exit.
"""

from __future__ import annotations


class ClaimsError(Exception):
    """The root of all errors raised on purpose by this package."""


class UnreadableDocument(ClaimsError):
    """A file or a text that could not be turned into a document."""

    def __init__(self, path: str, reason: str) -> None:
        self.path = path
        self.reason = reason
        super().__init__(f"{path}: {reason}")


class QuoteNotFound(ClaimsError):
    """A quoted passage that does not stand in the text it should stand in."""

    def __init__(self, where: str, exact: str) -> None:
        self.where = where
        self.exact = exact
        shown = exact if len(exact) <= 60 else exact[:57] + "..."
        super().__init__(f"{where}: the passage “{shown}” is not in this text")


class InvalidSpan(ClaimsError):
    """A span that is empty, reversed, or outside its text."""

    def __init__(self, start: int, end: int, length: int | None = None) -> None:
        self.start = start
        self.end = end
        self.length = length
        outside = "" if length is None else f" of a text of {length} characters"
        super().__init__(f"[{start}, {end}) is not a span{outside}")


class InvalidQuery(ClaimsError):
    """A search query that cannot be understood."""

    def __init__(self, query: str, reason: str) -> None:
        self.query = query
        self.reason = reason
        super().__init__(f"cannot search for “{query}”: {reason}")


class NotFound(ClaimsError):
    """An id or a name that the database does not hold."""

    def __init__(self, kind: str, key: str, hint: str = "") -> None:
        self.kind = kind
        self.key = key
        super().__init__(f"no {kind} “{key}” in this database" + (f"; {hint}" if hint else ""))


class InvalidValue(ClaimsError):
    """A value given by the user that a field cannot take."""

    def __init__(self, field: str, value: str, reason: str) -> None:
        self.field = field
        self.value = value
        self.reason = reason
        super().__init__(f"{field} “{value}”: {reason}")


class DatabaseProblem(ClaimsError):
    """A database that cannot be opened, read or written."""

    def __init__(self, url: str, reason: str) -> None:
        self.url = url
        self.reason = reason
        super().__init__(f"{url}: {reason}")


class SchemaTooNew(DatabaseProblem):
    """A database written by a newer version of this package."""

    def __init__(self, url: str, revision: str) -> None:
        self.revision = revision
        super().__init__(
            url,
            f"this database is at revision {revision}, which this version of claims does not "
            "know; upgrade the claims package to open it",
        )


class SchemaTooOld(DatabaseProblem):
    """A database that has to be upgraded before it can be used."""

    def __init__(self, url: str, revision: str | None) -> None:
        self.revision = revision
        super().__init__(
            url,
            f"this database is at revision {revision or 'none'} and behind this version of "
            "claims; run `claims db upgrade`",
        )


class BrokenInstallation(ClaimsError):
    """A file that belongs to the package and is missing or damaged."""

    def __init__(self, path: str, reason: str) -> None:
        self.path = path
        self.reason = reason
        super().__init__(f"{path}: {reason}; install the claims package again")


class BadBundle(ClaimsError):
    """A bundle that cannot be written here, or cannot be read; nothing was changed."""

    def __init__(self, path: str, reason: str) -> None:
        self.path = path
        self.reason = reason
        super().__init__(f"{path}: {reason}")
