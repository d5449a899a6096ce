"""Comment sections: where they begin, and who wrote which comment."""

from __future__ import annotations

import re
from collections.abc import Sequence

_COUNTED = re.compile(
    r"(?:(?:view |show |read |all )*(?:reader[s’']* |user )?(?:comments?|responses?|replies|"
    r"discussion)\s*[\[({:]\s*\d+\s*[\])}]?"
    r"|(?:\d+|no)\s+(?:comments?|responses?|replies)(?:\s+(?:to|on)\s+.{1,160})?"
    r"|comments?\s+\d+)",
    re.IGNORECASE,
)
_INVITED = re.compile(
    r"(?:(?:leave|post|add|write|submit) (?:a|your) (?:comment|reply)|join the (?:conversation|"
    r"discussion|debate)|"
    r"(?:reader|user|readers[’']|your|recent|latest|top) comments?|comments? (?:section|"
    r"are closed|closed|policy)|have your say|"
    r"comments are (?:moderated|read|closed)\b.{0,200})[.:!]?",
    re.IGNORECASE,
)
_BARE = re.compile(r"comments\s*:?", re.IGNORECASE)
_BOILERPLATE = re.compile(
    r"(?:comments? (?:are|is|will|may|must|policy|faq)\b|(?:please )?(?:log|sign) in\b|(?:leave|"
    r"post|add|write) (?:a|your)\b|"
    r"your e-?mail|for more information|reply$|report$|like$|load more|show more|view all|"
    r"required fields|"
    r"notify me|save my name|name\s*\*|e-?mail\s*\*|website$|be the first)",
    re.IGNORECASE,
)
_HANDLE = re.compile(r"@(?P<name>[\w.’'-]+(?: [\w.’'-]+){0,3})\s*:\s+\S")
_LABEL = re.compile(r"(?P<name>[^\W\d_][\w.’'-]*(?: [\w.’'-]+){0,3})\s*:\s+\S")
_SAYS = re.compile(
    r"(?P<name>[^\W_][\w.’' -]{0,40}?)\s+(?:says|said|wrote|writes|commented|replied)(?:\s+(?:on|"
    r"at)\b.{0,60})?\s*:?",
    re.IGNORECASE,
)


def starts_comments(text: str, *, after_prose: int) -> bool:
    """Tell whether `text` heads a comment section below `after_prose` paragraphs.

    >>> starts_comments("17 COMMENTS", after_prose=9)
    True
    >>> starts_comments("Comments by the minister angered the union.", after_prose=9)
    False
    """
    if not after_prose or len(text) > 220:
        return False
    if _COUNTED.fullmatch(text) or _INVITED.fullmatch(text):
        return True
    # a bare heading could be the article's own near its top
    return bool(_BARE.fullmatch(text)) and after_prose >= 3


def is_comment_bar(text: str) -> bool:
    """Tell whether `text` counts comments or invites them, wherever it stands."""
    return len(text) <= 80 and bool(_COUNTED.fullmatch(text) or _INVITED.fullmatch(text))


def comment_authors(paragraphs: Sequence[str]) -> tuple[str | None, ...]:
    """Return who wrote each paragraph of a comment section, None where that is not stated.

    A label counts only when most comments carry one: a lone '@Name:' is how one
    reader addresses another.

    >>> comment_authors(["@ann: No.", "@bob: Yes."])
    ('ann', 'bob')
    >>> comment_authors(["@ann: No.", "I agree.", "So do I."])
    (None, None, None)
    """
    heads = _by_headers(paragraphs)
    if any(heads):
        return heads
    comments = [text for text in paragraphs if not _is_boilerplate(text)]
    for label in (_HANDLE, _LABEL):
        matches = [label.match(text) for text in comments]
        if comments and sum(map(bool, matches)) * 2 > len(comments):
            return tuple(
                match["name"]
                if not _is_boilerplate(text) and (match := label.match(text))
                else None
                for text in paragraphs
            )
    return (None,) * len(paragraphs)


def _by_headers(paragraphs: Sequence[str]) -> tuple[str | None, ...]:
    """Return authors from lines such as 'Ann Other says:' above the comments."""
    author: str | None = None
    authors: list[str | None] = []
    for text in paragraphs:
        match = _SAYS.fullmatch(text)
        author = match["name"] if match else author
        authors.append(author)
    return tuple(authors)


def _is_boilerplate(text: str) -> bool:
    return bool(
        _COUNTED.fullmatch(text)
        or _BARE.fullmatch(text)
        or _INVITED.fullmatch(text)
        or _BOILERPLATE.match(text)
    )
