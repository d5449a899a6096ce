"""Zones: which paragraphs are the article and which are the page around it.

The wording of a line is judged in `furniture`, `byline` and `comment`; here its
place decides. A paragraph nobody has a reason to call furniture is body.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from claims.reading.block import Paragraph, find_paragraphs
from claims.reading.byline import find_authors, is_byline, read_dateline
from claims.reading.comment import comment_authors, is_comment_bar, starts_comments
from claims.reading.date import find_dates, parse_date
from claims.reading.document import Zone, ZoneKind
from claims.reading.furniture import (
    LONGEST,
    heads_list,
    is_author_note,
    is_menu_label,
    kind_by_wording,
)
from claims.reading.masthead import before_tagline, is_masthead, without_suffix
from claims.reading.shape import BULLET, is_person_name, is_prose, is_quotation, is_title_like
from claims.span import Span

_LABEL = re.compile(r"[A-Z][A-Z .’'-]{2,30}:")

Kinds = list[ZoneKind | None]
"""The verdict on each paragraph so far; None where there is none yet."""

_END_PUNCTUATED = (".", "!", "?", ":", ";", ",")
_HEAD_LONGEST = 12
"""More lines than this before the first sentence are a list and no head."""


def find_zones(text: str) -> tuple[Zone, ...]:
    r"""Return the zones of `text` in order; together they hold every visible character.

    >>> text = "The dam broke on Saturday, she said.\nRead more: Goat wins prize"
    >>> [zone.kind.value for zone in find_zones(text)]
    ['body', 'links']
    """
    return zones_of(find_paragraphs(text))


def zones_of(
    paragraphs: Sequence[Paragraph],
    *,
    headings: Collection[int] = (),
    comments_from: int | None = None,
) -> tuple[Zone, ...]:
    """Return the zones of `paragraphs`; a format that marks headings and comments says which.

    `headings` are indices of paragraphs, `comments_from` is the index of the first comment.
    """
    lines = [_flat(paragraph.text) for paragraph in paragraphs]
    kinds: Kinds = [_by_wording(line) for line in lines]
    authors: list[str | None] = [None] * len(lines)
    if len(lines) == 1 and kinds[0] not in {None, ZoneKind.LEGAL}:
        kinds[0] = ZoneKind.BODY
    _mark_comments(lines, kinds, authors, comments_from)
    _mark_lists(paragraphs, kinds)
    _mark_head(lines, kinds, headings)
    _mark_tail(lines, kinds)
    _mark_headlines(paragraphs, kinds, headings)
    return tuple(_zones(paragraphs, kinds, authors))


def _flat(text: str) -> str:
    """Return a short paragraph in one line, with plain spaces; a long one is only prose."""
    return " ".join(text.split()) if len(text) <= LONGEST else text


def _by_wording(line: str) -> ZoneKind | None:
    if is_byline(line):
        return ZoneKind.BYLINE
    return kind_by_wording(line)


def _is_article(line: str, kind: ZoneKind | None) -> bool:
    return kind is None and is_prose(line)


def _mark_comments(
    lines: Sequence[str], kinds: Kinds, authors: list[str | None], start: int | None
) -> None:
    """Mark a comment section, up to the end of the page but for the page's own last lines."""
    prose = 0
    for index, line in enumerate(lines):
        if start is None and starts_comments(line, after_prose=prose):
            start = index
        elif start is None and is_comment_bar(line) and not prose:
            kinds[index] = ZoneKind.NAVIGATION
        prose += _is_article(line, kinds[index])
    if start is None:
        return
    end = len(lines)
    while end > start + 1 and kinds[end - 1] in {ZoneKind.LEGAL, ZoneKind.NAVIGATION}:
        end -= 1
    kinds[start:end] = [ZoneKind.COMMENTS] * (end - start)
    authors[start:end] = comment_authors(lines[start:end])


def _mark_lists(paragraphs: Sequence[Paragraph], kinds: Kinds) -> None:
    """Mark lists of other articles: under their heading, or as a run of dated titles."""
    index = 0
    while index < len(paragraphs):
        if _heads_list(paragraphs, kinds, index):
            end = _end_of_items(paragraphs, kinds, index + 1)
            kinds[index:end] = [ZoneKind.LINKS] * (end - index)
            index = end
        else:
            index += 1
    for start, end in _runs_of_dated_titles(paragraphs, kinds):
        kinds[start:end] = [ZoneKind.LINKS] * (end - start)


def _heads_list(paragraphs: Sequence[Paragraph], kinds: Kinds, index: int) -> bool:
    if kinds[index] in {ZoneKind.COMMENTS, ZoneKind.BYLINE, ZoneKind.LEGAL}:
        return False
    if not heads_list(paragraphs[index].text):
        return False
    following = index + 1
    return following >= len(paragraphs) or _is_item(paragraphs[following].text, kinds[following])


def _is_item(line: str, kind: ZoneKind | None) -> bool:
    if kind in {ZoneKind.LINKS, ZoneKind.BYLINE, ZoneKind.NAVIGATION}:
        return True
    return kind is None and not is_prose(line) and not line.endswith((".", ":"))


def _end_of_items(paragraphs: Sequence[Paragraph], kinds: Kinds, start: int) -> int:
    end = start
    while end < len(paragraphs) and _is_item(paragraphs[end].text, kinds[end]):
        end += 1
    if end < len(paragraphs) and _is_article(paragraphs[end].text, kinds[end]):
        last = end - 1
        tight = all(not paragraphs[item].apart for item in range(start + 1, last))
        # a heading set apart from a tight list belongs to the article that goes on below it
        if last > start + 1 and tight and paragraphs[last].apart:
            return last
    return end


def _runs_of_dated_titles(
    paragraphs: Sequence[Paragraph], kinds: Kinds
) -> Iterator[tuple[int, int]]:
    """Yield the runs of three and more dated titles before the article or after it."""
    prose = [i for i, p in enumerate(paragraphs) if _is_article(p.text, kinds[i])]
    start = 0
    while start < len(paragraphs):
        end = start
        while (
            end < len(paragraphs) and kinds[end] is None and _is_dated_title(paragraphs[end].text)
        ):
            end += 1
        outside = not prose or start > prose[-1] or end <= prose[0]
        if end - start >= 3 and outside and prose:
            yield start, end
        start = max(end, start + 1)


def _is_dated_title(line: str) -> bool:
    """Tell whether `line` is a title with a date in front of it or behind it.

    >>> _is_dated_title("19.7.03 Who moved it"), _is_dated_title("On 19.7.03 it moved.")
    (True, False)
    """
    if line.endswith(_END_PUNCTUATED) and not line.endswith("?"):
        return False
    dates = find_dates(line[:200]) if len(line) <= 200 else ()
    if not dates:
        return False
    before, after = line[: dates[0].span.start], line[dates[-1].span.end :]
    return not before.strip(" [(|•-–—") or not after.strip(" ])|•-–—")


def _mark_head(lines: Sequence[str], kinds: Kinds, headings: Collection[int]) -> None:
    """Mark what stands above the article: menus, the masthead, the names of the authors."""
    first = next((i for i, line in enumerate(lines) if _is_article(line, kinds[i])), len(lines))
    if first == len(lines):
        return
    head = [i for i in range(first) if kinds[i] is None]
    labels = [i for i in head if i not in headings and is_menu_label(lines[i])]
    titles = [i for i in head if i not in labels and is_title_like(lines[i])]
    # a section label may be all the title there is
    for index in labels if titles or len(labels) > 1 else ():
        kinds[index] = ZoneKind.NAVIGATION
    if len(titles) > _HEAD_LONGEST:
        return
    masthead = next((i for i in titles if is_masthead(lines[i]) or before_tagline(lines[i])), None)
    if masthead is not None and len(titles) > 1 and masthead in titles[:2]:
        kinds[masthead] = ZoneKind.NAVIGATION
        titles.remove(masthead)
    _mark_repeated_title(lines, kinds, titles)
    _mark_bare_names(lines, kinds, titles)


def _mark_repeated_title(lines: Sequence[str], kinds: Kinds, titles: list[int]) -> None:
    """Mark the page's own copy of the title, with its date or site behind it, as furniture."""
    for copy, title in zip(list(titles), list(titles)[1:], strict=False):
        bare = without_suffix(lines[copy])
        if lines[title] in {bare, lines[copy]}:
            kinds[copy] = ZoneKind.NAVIGATION
            titles.remove(copy)


def _mark_bare_names(lines: Sequence[str], kinds: Kinds, titles: Sequence[int]) -> None:
    """Mark a line below the title that is a name and nothing else, next to a date."""
    for index in titles[1:]:
        near = [line for line in lines[max(index - 1, 0) : index + 2] if line != lines[index]]
        if is_person_name(lines[index]) and any(parse_date(line) for line in near):
            kinds[index] = ZoneKind.BYLINE


def _mark_tail(lines: Sequence[str], kinds: Kinds) -> None:
    """Mark what stands below the article: notes on the author, titles of other articles."""
    names = {name for line, kind in zip(lines, kinds, strict=True) if kind is ZoneKind.BYLINE
             for name in find_authors(line)}  # fmt: skip
    open_lines = [i for i, kind in enumerate(kinds) if kind is None]
    for index in open_lines[-4:]:
        about = any(lines[index].startswith((f"{name} is ", f"{name} was ")) for name in names)
        headed = index > 0 and lines[index - 1].lower().startswith("about the ")
        note = is_author_note(lines[index]) or (about and len(lines[index]) < 400)
        if open_lines[0] != index and (note or (headed and kinds[index - 1] is ZoneKind.LEGAL)):
            kinds[index] = ZoneKind.LEGAL
    prose = [i for i, line in enumerate(lines) if _is_article(line, kinds[i])]
    if len(prose) < 2:
        return
    last = prose[-1]
    rest = [i for i in range(last + 1, len(lines)) if kinds[i] is None]
    for index in rest:
        if is_menu_label(lines[index]):
            kinds[index] = ZoneKind.NAVIGATION
    titles = [i for i in rest if kinds[i] is None]
    if lines[last].endswith(":") or len(titles) < 3:
        return
    if all(_is_title_of_another(lines[i]) for i in titles):
        for index in titles:
            kinds[index] = ZoneKind.LINKS


def _is_title_of_another(line: str) -> bool:
    return (
        is_title_like(line)
        and len(line.split()) >= 4
        and not BULLET.match(line)
        and not is_quotation(line)
    )


def _mark_headlines(
    paragraphs: Sequence[Paragraph], kinds: Kinds, headings: Collection[int]
) -> None:
    """Mark headlines among the paragraphs that are left; the rest is body."""
    lines = [paragraph.text for paragraph in paragraphs]
    left = [i for i, kind in enumerate(kinds) if kind is None]
    first = next((i for i in left if is_prose(lines[i])), None)
    for position, index in enumerate(left):
        following = left[position + 1] if position + 1 < len(left) else None
        if index in headings:
            kinds[index] = ZoneKind.HEADLINE
        elif first is not None and index < first <= index + _HEAD_LONGEST:
            kinds[index] = ZoneKind.HEADLINE if is_title_like(lines[index]) else ZoneKind.BODY
        elif _is_subhead(lines, kinds, index, following):
            kinds[index] = ZoneKind.HEADLINE
        else:
            kinds[index] = ZoneKind.BODY


def _is_subhead(lines: Sequence[str], kinds: Kinds, index: int, following: int | None) -> bool:
    """Tell whether a line inside the article is a heading: prose before it and below it."""
    line = lines[index]
    if following is None or not is_title_like(line) or is_prose(line) or is_quotation(line):
        return False
    before = lines[index - 1] if index else ""
    alone = is_prose(before) or (index and kinds[index - 1] not in {None, ZoneKind.BODY})
    return (
        bool(alone)
        and not before.endswith((":", ",", ";"))
        and is_prose(lines[following])
        and len(line.split()) <= 16
    )


def _zones(
    paragraphs: Sequence[Paragraph], kinds: Kinds, authors: Sequence[str | None]
) -> Iterator[Zone]:
    labelled = [i for i, paragraph in enumerate(paragraphs) if _LABEL.match(paragraph.text)]
    first = kinds.index(ZoneKind.BODY) if ZoneKind.BODY in kinds else None
    for index, paragraph in enumerate(paragraphs):
        span, kind = paragraph.span, kinds[index]
        only = labelled == [index] and index == first
        dateline = None
        if kind is ZoneKind.BODY:
            dateline = read_dateline(paragraph.text, place_is_enough=only)
        if dateline and dateline.length < len(span):
            yield Zone(ZoneKind.BYLINE, _trimmed(paragraph, 0, dateline.length))
            yield Zone(ZoneKind.BODY, _trimmed(paragraph, dateline.length, len(span)))
        else:
            yield Zone(kind or ZoneKind.BODY, span, authors[index])


def _trimmed(paragraph: Paragraph, start: int, end: int) -> Span:
    piece = paragraph.text[start:end]
    left = len(piece) - len(piece.lstrip())
    return Span(start + left, start + len(piece.rstrip())).shift(paragraph.span.start)
