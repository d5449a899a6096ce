"""Words marked in a text: bold in a terminal, [in brackets] where no style can be seen."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

Range = tuple[int, int]

ROOM = 280
"""Characters of a content that are shown around the words that matter."""
LEAD = 90


def marked(out: Any, content: str, spans: Iterable[Range]) -> Any:
    """Return a content on one line as rich text, cut around its marked words."""
    from rich.text import Text

    shown, places = excerpt(content, spans, ROOM)
    styled = out.is_terminal and out.color_system is not None and not out.no_color
    line = Text()
    at = 0
    for start, end in places:
        line.append(shown[at:start])
        word = shown[start:end]
        if styled:
            line.append(word, style="bold underline")
        else:
            line.append(f"[{word}]")
        at = end
    return line.append(shown[at:])


def excerpt(content: str, spans: Iterable[Range], room: int) -> tuple[str, list[Range]]:
    """Return a content on one line, cut around the first span, with the spans moved along.

    A span over all of a longer content marks nothing. Spans that overlap become one.

    >>> excerpt("It was  never opened at all.", [(8, 20)], 100)
    ('It was never opened at all.', [(7, 19)])
    >>> excerpt("one two three four five", [(4, 7)], 12)
    ('one two thre…', [(4, 7)])
    """
    merged = _merged(content, spans)
    begin = max(0, merged[0][0] - LEAD) if merged and len(content) > room else 0
    end = min(len(content), begin + room)
    shown, at = ("…", begin) if begin else ("", begin)
    places = []
    for start, stop in merged:
        if start >= end:
            break
        shown = _joined(shown, content[at:start])
        first = len(shown)
        shown = _joined(shown, content[start : min(stop, end)])
        places.append((first, len(shown)))
        at = min(stop, end)
    shown = _joined(shown, content[at:end])
    return shown.rstrip() + ("…" if end < len(content) else ""), places


def _joined(shown: str, more: str) -> str:
    line = " ".join(more.split())
    if more[:1].isspace() and shown and not shown[-1].isspace():
        line = " " + line
    return shown + line + (" " if more[-1:].isspace() and line.strip() else "")


def _merged(content: str, spans: Iterable[Range]) -> list[Range]:
    found: list[Range] = []
    for start, end in sorted(spans):
        if end <= start or (start == 0 and end >= len(content) and len(content.split()) > 3):
            continue
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found
