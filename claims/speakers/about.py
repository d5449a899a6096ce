"""What is known of a document before its text is read, and its author in the third person."""

from __future__ import annotations

import re
from dataclasses import dataclass

from claims.speakers.lexicon import Group, key, lexicon


@dataclass(frozen=True, slots=True)
class About:
    """A document's metadata, as far as known: publication, authors, date ('2011-12-02')."""

    source: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None


def own_body(about: About, name: str, acronyms: dict[str, str]) -> str | None:
    """Return the publishing body when `name` means it, in the fullest form known.

    >>> own_body(About("Varnholt Institute (VI)"), "VI", {})
    'Varnholt Institute'
    """
    plain = re.sub(r"^the\s+", "", name, flags=re.IGNORECASE)
    full = acronyms.get(plain, plain)
    for known in (about.source, *about.authors):
        if not known:
            continue
        short = re.sub(r"\s*\([^)]*\)", "", known).strip()
        inside = re.findall(r"\(([^)]*)\)", known)
        if key(full) in {key(short), *map(key, inside)} or plain in inside:
            return short if full == plain else full
        if key(short).endswith(f" {key(plain)}") and plain[:1].isupper():
            return re.sub(r"^The ", "", short)
        noun = lexicon().nouns.get(key(plain))
        if noun and noun.group == Group.BODY and plain[0].isupper() and plain in short.split():
            return short
        if " " in full and re.search(rf"\b{re.escape(key(full))}\b", key(known)):
            return full
    return None


def own_group(about: About, body: str) -> str:
    """Return the document's author that is a group of the body, else the body.

    >>> about = About("Varnholt Institute", ("River team at the Varnholt Institute (VI)",))
    >>> own_group(about, "Varnholt Institute")
    'River team at the Varnholt Institute'
    """
    for author in about.authors:
        plain = re.sub(r"\s*\([^)]*\)", "", author).strip()
        if re.search(rf"\b{re.escape(key(body))}\b", key(plain)):
            return plain
    return body
