"""Attributions of a page: the tagger's, repaired, or by rule where it cannot run."""

from __future__ import annotations

from claims.attribution import Tagged
from claims.extraction import tagger
from claims.extraction.repair import repair
from claims.extraction.rules.cueless import attach_loose
from claims.extraction.rules.finder import find_by_rule
from claims.page import Page
from claims.settings import from_environment


def find_attributions(page: Page) -> list[Tagged]:
    """Return the attributions of `page` in text order, none inside the content of another.

    Without the tagger's libraries or weights the rules serve instead, with fewer
    found. Quotations that stand alone take the speaker of the sentence before.
    """
    if tagger.available():
        found = tagger.tag(page.text, page.blocks, threads=from_environment().threads)
        found = attach_loose(page, repair(page, found))
    else:
        found = find_by_rule(page)
    return sorted(found, key=lambda tagged: tagged.content[0])
