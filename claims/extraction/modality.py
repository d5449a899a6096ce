"""The author's own modality: 'it appears that', 'there is no doubt that' report nobody."""

from __future__ import annotations

import re

from claims.attribution import Tagged
from claims.page import Page
from claims.span import join

_MODAL = re.compile(
    r"""
    (?: (?:it|there|now|still|also|not|only|would|may|might|can|could|does|do|did|has|have|had)\s+
      | \w+ly\s+ )*
    (?: (?:seem|appear)(?:s|ed|ing)?
      | (?:is|are|was|were|be|being|can\s+be|remains?)\s+(?:\w+\s+)?(?:no|little|without)\s+doubt
      | (?:no|little|without)\s+(?:a\s+)?doubt
      | it\s+is\s+to\s+be\s+(?:mentioned|noted|remembered|added)
    )
    (?:\s+(?:to(?:\s+be)?|as\s+if|that|clear|likely|set|about))?
    """,
    re.IGNORECASE | re.VERBOSE,
)


def is_own_modality(page: Page, tagged: Tagged) -> bool:
    """Tell a cue that only weighs what the author says from one that reports somebody.

    >>> from claims.extraction.layout import lay_out
    >>> from claims.span import Span
    >>> text = "It clearly appears that the weir broke, it is said."
    >>> page = lay_out(text, [Span(0, len(text))])
    >>> is_own_modality(page, Tagged((Span(24, 38),), (), (Span(3, 18),)))
    True
    >>> is_own_modality(page, Tagged((Span(24, 38),), (), (Span(43, 50),)))
    False
    """
    if tagged.speaker or not tagged.cue:
        return False
    return _MODAL.fullmatch(join(page.text, tagged.cue)) is not None
