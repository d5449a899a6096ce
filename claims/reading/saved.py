"""What a saved page says of its saving: from where and when.

Browsers, SingleFile, HTTrack and the Wayback Machine write it into comments of the
page they save. Only whole comments of their forms are read, so that a comment of the
page's own author is not taken for one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from claims.reading.archive import told_apart
from claims.reading.document import Metadata, PartialDate

LOOKED_AT = 20_000
"""Characters at each end of a page in which programs write what they saved."""

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_COMMENT = re.compile(r"<!--(?P<said>.{1,4000}?)-->", re.DOTALL)
_FORMS = (
    # SingleFile
    re.compile(
        r"\s*Page saved with SingleFile\s+url:\s*(?P<url>https?://\S+)\s+saved date:\s*"
        r"\w{3} (?P<month>\w{3}) (?P<day>\d\d) (?P<year>\d{4})\b.*",
        re.DOTALL,
    ),
    # 'Save as' of browsers
    re.compile(r"\s*saved from url=\(\d{4,5}\)(?P<url>https?://\S+)\s*"),
    # HTTrack leaves the scheme of the address out, and which one it was cannot be known
    re.compile(
        r"\s*Mirrored from \S+ by HTTrack Website Copier.{1,100}, \w{3}, "
        r"(?P<day>\d\d) (?P<month>\w{3}) (?P<year>\d{4}) [\d:]+ GMT\s*"
    ),
    # the Wayback Machine; the day of its copy stands in the copy's address
    re.compile(
        r"\s*FILE ARCHIVED ON [\d:]+ \w{3} \d\d, \d{4} AND RETRIEVED FROM THE\s+"
        r"INTERNET ARCHIVE ON [\d:]+ (?P<month>\w{3}) (?P<day>\d\d), (?P<year>\d{4})\..*",
        re.DOTALL,
    ),
)


def read_saved(page: str) -> Metadata:
    """Return address, day of access and archived copy that a saved page states.

    >>> page = '''<html><!-- Page saved with SingleFile
    ...  url: https://example.org/a
    ...  saved date: Mon Mar 11 2024 12:00:00 GMT+0100 (CET) --></html>'''
    >>> str(read_saved(page).accessed)
    '2024-03-11'
    """
    found = Metadata()
    for said in _comments(page):
        for form in _FORMS:
            if match := form.fullmatch(said):
                parts = match.groupdict()
                stated = Metadata(url=parts.get("url"), accessed=_day(parts))
                found = found.over(told_apart(stated))
    return found


def _comments(page: str) -> Iterator[str]:
    ends = page if len(page) <= 2 * LOOKED_AT else f"{page[:LOOKED_AT]}\n{page[-LOOKED_AT:]}"
    for match in _COMMENT.finditer(ends):
        yield match["said"]


def _day(parts: dict[str, str]) -> PartialDate | None:
    month = parts.get("month", "").casefold()
    if month not in MONTHS:
        return None
    return PartialDate.of(int(parts["year"]), MONTHS.index(month) + 1, int(parts["day"]))
