"""Lines of a page that are no part of the article, told by their wording alone.

The wordings lie in furniture.toml, and each matches a whole paragraph. What
depends on the neighbours, such as a list of other articles or a comment section,
is decided in `zone`. A rule that takes a sentence of the article for furniture
silences a claim, so in doubt a rule stays out of it.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from claims.reading.document import ZoneKind
from claims.reading.shape import is_proper, is_title_like

LONGEST = 600
"""A longer paragraph is not looked at: furniture is short."""

_SEPARATOR = re.compile(r"\s*(?:\||»|›|•|·|::|\u2022)\s*")
_SPEECH = re.compile(
    r"\b(?:said|says|told|asked|denied|argued|claimed|added|warned|admitted|insisted|"
    r"according to)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Wordings:
    """The patterns of furniture.toml, compiled."""

    menu: re.Pattern[str]
    list_heading: re.Pattern[str]
    furniture: tuple[tuple[ZoneKind, re.Pattern[str]], ...]


@cache
def wordings() -> Wordings:
    """Return the patterns of furniture.toml; they are compiled when the first page is read."""
    file = files("claims.reading") / "furniture.toml"
    lists: dict[str, list[str]] = tomllib.loads(file.read_text(encoding="utf-8"))
    share = f"(?:{'|'.join(lists['share'])})"

    def compiled(name: str) -> re.Pattern[str]:
        pattern = "|".join(f"(?:{line})" for line in lists[name])
        return re.compile(pattern.replace("{share}", share), re.IGNORECASE | re.DOTALL)

    kinds = (ZoneKind.NAVIGATION, ZoneKind.LINKS, ZoneKind.LEGAL)
    return Wordings(
        menu=compiled("menu"),
        list_heading=compiled("list_heading"),
        furniture=tuple((kind, compiled(kind.value)) for kind in kinds),
    )


def is_menu_label(text: str) -> bool:
    """Tell whether `text` is a section label: furniture around an article, a heading inside one.

    >>> is_menu_label("Opinion"), is_menu_label("Opinion is divided")
    (True, False)
    """
    return bool(wordings().menu.fullmatch(text.strip(" |/")))


def heads_list(text: str) -> bool:
    """Tell whether `text` is the heading of a list of other articles.

    >>> heads_list("/More from the tide desk/"), heads_list("Related developments")
    (True, False)
    """
    if len(text) > 120:
        return False
    bare = text.strip("/: ").removeprefix("The ").removeprefix("the ")
    return len(bare.split()) <= 7 and bool(wordings().list_heading.fullmatch(bare))


_ARROW = re.compile(r"[\s>»→*•▶►–—|\[(-]+")

_NOTE = re.compile(
    r"(?:the|our|this)\s+(?:writer|author|columnist|essayist|contributor|correspondent|"
    r"reporter)s?\s+"
    r"(?:is|are|was|were|has|works?|teaches|can|tweets?|posts?|blogs?|writes?|holds|heads|"
    r"serves)\b",
    re.IGNORECASE,
)
_CONTACT = re.compile(
    r"@\w|\[email|\b(?:can be reached|tweets? (?:at|as)|posts on|follow (?:him|her|them) (?:on|"
    r"at)|e-?mail\b)",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"\b(?:is|are|was|were)\s+(?:currently\s+)?(?:an?|the|currently|[A-Z])\b|\bbased in\b|"
    r"\bfreelance\b"
)


def kind_by_wording(text: str) -> ZoneKind | None:
    """Return the kind of furniture that `text`, one paragraph, is by its wording, or None.

    >>> kind_by_wording("Read more: Goat wins prize")
    <ZoneKind.LINKS: 'links'>
    >>> kind_by_wording("Read more books, the minister told schools.") is None
    True
    """
    if len(text) > LONGEST:
        return None
    if is_bar(text):
        return ZoneKind.NAVIGATION
    if names_copyright(text):
        return ZoneKind.LEGAL
    bare = text[arrow.end() :] if (arrow := _ARROW.match(text)) else text
    for kind, rule in wordings().furniture:
        match = rule.fullmatch(bare) or (rule.fullmatch(text) if bare != text else None)
        if match and not _is_sentence_after_all(kind, match):
            return kind
    return None


def _is_sentence_after_all(kind: ZoneKind, match: re.Match[str]) -> bool:
    """Tell whether a line with furniture's first words goes on as a report does."""
    if kind is ZoneKind.LINKS:
        rest = match.groupdict().get("rest")
        return rest is not None and not is_title_like(rest)
    return bool(_SPEECH.search(match[0]))


def names_copyright(text: str) -> bool:
    """Tell whether `text` begins with a copyright and its holder, as a sentence of its own.

    >>> names_copyright("Copyright Dredge & Quay. No part may be towed.")
    True
    >>> names_copyright("Copyright law has failed the printers. So they say.")
    False
    """
    match = re.match(r"Copyright (?P<name>[^.]{2,80})(?:\.|$)", text)
    return bool(match and is_proper(match["name"]) and not _SPEECH.search(match["name"]))


def is_bar(text: str) -> bool:
    """Tell whether `text` is a navigation bar: short labels between separators.

    >>> is_bar("Home | News | About us"), is_bar("By Jane Doe | March 3, 2020")
    (True, False)
    """
    labels = [label for label in _SEPARATOR.split(text) if label]
    if len(_SEPARATOR.findall(text)) < 2 or len(labels) < 2:
        return False
    return all(len(label.split()) <= 6 and label[-1] not in ".," for label in labels)


def is_author_note(text: str) -> bool:
    """Tell whether `text` is a note on who wrote the article, as printed below it.

    >>> is_author_note("The writer is a retired diver from Vorsa.")
    True
    >>> is_author_note("The author is a liar, the minister said.")
    False
    """
    text = text.lstrip("([*_— ")
    if len(text) > LONGEST or not _NOTE.match(text):
        return False
    if _CONTACT.search(text):
        return True
    return bool(_ROLE.search(text)) and not _SPEECH.search(text) and "“" not in text
