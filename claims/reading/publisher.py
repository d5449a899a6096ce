"""Statements of a page from which its publisher can be read."""

from __future__ import annotations

import re

from claims.reading.date import find_dates
from claims.reading.masthead import is_masthead
from claims.reading.shape import initials, is_proper

_WORD = r"[A-Z0-9](?:[\w&’'-]|\.(?=\w))*"
_NAME = rf"(?P<name>(?:[Tt]he )?{_WORD}(?: (?:(?:of|the|for|and|on|in|de|&) )*{_WORD})*)"
_WELCOME = re.compile(r"\|?\s*welcome to (?P<name>[^|!.]{2,60})[!.|]?", re.IGNORECASE)
_COPYRIGHT = re.compile(r"(?:copyrights?|©|\([cC]\)|\ball rights? reserved\b)", re.IGNORECASE)
_NOISE = re.compile(
    r"copyrights?|©|\([cC]\)|&copy;|\b(?:19|20)\d{2}\b(?:\s*[-–—]\s*(?:(?:19|20)?\d{2}|"
    r"present))?|all rights? reserved|"
    r"\bby\b|\breserved\b",
    re.IGNORECASE,
)
_DISCLAIMER = re.compile(
    rf"(?:editorial (?:policy|line|position|stance|views?|opinions?)|(?:views?|opinions?|"
    rf"position|policy|policies|stance)) (?:of|held by) {_NAME}"
    rf"|reflect (?:those|that|the) (?:(?:views?|opinions?) )?of {_NAME.replace('name', 'other')}"
    rf"|reflect {_NAME.replace('name', 'third')}[’']s? (?:editorial|views?|position|policy)"
)
_BODY_AT = re.compile(r"\s(?:at|of|from)\s+(?:[Tt]he\s+)?(?P<name>[A-Z].+)$")
_ACRONYM = re.compile(r"\((?P<acronym>[A-Z][A-Z&-]{1,9})\)")
_STAFF = re.compile(
    r"(?:The|Our|This) (?:writer|author|columnist|correspondent|reporter)s? (?:is|are|"
    r"works as) (?:currently )?(?:an? |the )?"
    r"(?P<role>(?:(?:[Ss]enior|[Cc]hief|[Dd]eputy|[Ss]taff|[Ss]pecial|[Ff]oreign|[Dd]iplomatic|"
    r"[Pp]olitical|[Nn]ews|[Mm]anaging|"
    r"[Ee]xecutive|[Aa]ssistant|[Aa]ssociate|[Cc]ontrolling) )*(?:[Ee]ditor(?:-in-[Cc]hief)?|"
    r"[Cc]ontroller|[Rr]eporter|[Cc]orrespondent|"
    r"[Pp]roducer|[Ss]ub-?editor|[Bb]ureau [Cc]hief|[Aa]nchor|[Ss]taff [Ww]riter|"
    r"[Ww]riter)(?: [A-Z]\w+)?)"
    rf" (?:at|of|for|with) {_NAME}"
)


def named_by_welcome(text: str) -> str | None:
    """Return the site that welcomes its readers.

    >>> named_by_welcome("| Welcome to The Ossel Valley Lamp")
    'The Ossel Valley Lamp'
    """
    match = _WELCOME.fullmatch(text)
    if not match or not is_proper(match["name"].strip()):
        return None
    return re.sub(r"(?:[’']s)? (?:web)?site$", "", match["name"].strip())


def named_by_copyright(text: str) -> str | None:
    """Return who holds the copyright, where the line names a publication or a body.

    >>> named_by_copyright("© 1998-2004 The Lamp. All rights reserved. Privacy policy")
    'The Lamp'
    >>> named_by_copyright("© 1998. All rights reserved. Privacy policy") is None
    True
    """
    if len(text) > 300 or not _COPYRIGHT.search(text):
        return None
    for dated in reversed(find_dates(text)):
        text = text[: dated.span.start] + "." + text[dated.span.end :]
    for piece in _NOISE.sub(".", text).split("."):
        name = piece.strip(" ,:;|–—-)(\t\u00a0")
        if name and is_proper(name) and _is_name_of_a_body(name):
            return re.sub(r",? (?:Inc|Ltd|LLC|GmbH|plc)$", "", name)
    return None


def named_by_disclaimer(text: str) -> str | None:
    """Return whose policy a disclaimer says the article does not reflect.

    >>> named_by_disclaimer("Guest columns do not represent the position of The Lamp.")
    'The Lamp'
    """
    if len(text) > 600 or ("reflect" not in text and "represent" not in text):
        return None
    match = _DISCLAIMER.search(text)
    if not match:
        return None
    name = (match["name"] or match["other"] or match["third"]).rstrip(".’'")
    return None if name.lower() in {"the", "the author", "the writer"} else name


def named_by_institute(author: str, article: str) -> str | None:
    """Return the institute an institutional author belongs to, when the article speaks for it.

    It does when it uses the institute's acronym or name as a source of its own.

    >>> named_by_institute("Analysts of the Tidal Institute (TI)", "Ebb is late, says TI")
    'Tidal Institute (TI)'
    >>> named_by_institute("Jane Doe of Vorsa", "Vorsa is wet") is None
    True
    """
    match = _BODY_AT.search(author)
    if not match or not is_masthead(_ACRONYM.sub("", match["name"]).strip()):
        return None
    name = match["name"].strip()
    stated = _ACRONYM.search(name)
    short = stated["acronym"] if stated else initials(name)
    spoken = re.search(rf"\b{re.escape(short)}\b", article) if len(short) > 1 else None
    return name if spoken or _ACRONYM.sub("", name).strip() in article else None


def named_by_author_note(text: str) -> str | None:
    """Return the outlet whose staff the author is said to be.

    >>> named_by_author_note("The author is a senior editor at Kestrian News. Mail k@x")
    'Kestrian News'
    >>> named_by_author_note("The writer is a fellow at the Varnholt Institute.") is None
    True
    """
    match = _STAFF.match(text)
    return match["name"].rstrip(".") if match else None


def _is_name_of_a_body(name: str) -> bool:
    contact = name.lower() in {
        "contacts",
        "contact",
        "contact us",
        "privacy policy",
        "terms of use",
        "home",
    }
    return (
        not contact
        and len(name.split()) <= 9
        and not name.lower().startswith(("powered", "designed", "reach"))
    )
