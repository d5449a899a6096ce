"""Speaker spans as noun phrases: no expletive, no adjective, no tail that tells when or where."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from claims.attribution import Tagged
from claims.extraction.cues import lexicon
from claims.extraction.vocabulary import words
from claims.page import Page
from claims.span import Span

_ADJECTIVES = words(
    """
    genuine real growing mounting rising increasing widespread common popular serious deep
    deepening strong grave legitimate persistent lingering recurring repeated renewed fresh
    false baseless unconfirmed unverified broad wide general long-standing well-founded
    """
)
_PASSIVE = re.compile(r"\b(?:is|was|has\s+been|had\s+been|being|be)\b.*\w(?:ed|n|d|t)$", re.DOTALL)
_DANGLING = re.compile(r"(?<=\w)(?<!\bof),?\s+(?:who|which|whom|whose)$")
_OCCASION = re.compile(
    r"(?<=\w),?\s+(?:in|at|during|after)\s+(?:his|her|their|its|an?|the|this|that)\s+(?:[\w-]+\s+){0,3}"
    r"(?:briefing|statement|speech|interview|remarks|address|letter|email|tweet|post|report"
    r"|press\s+conference|news\s+conference|rally)$"
)
_NAME_AND_TOPIC = re.compile(
    r"^(?:[A-Z][\w.’'-]*\s+)+[A-Z][\w.’'-]*(?P<tail>,?\s+(?:on|at|in|during|after|about)\s+"
    r"(?:his|her|their|its|an?|the|this|that)\s+[a-z][\w\s’'-]*)$"
)
_FULL_STOP = re.compile(r"\w{4}\.$")
_HOLDER = re.compile(
    r"\b(?:head|chief|director|minister|president|chairman|chairwoman|chair|secretary|leader"
    r"|ambassador|envoy|commander|spokes\w+|mayor|governor|professor|author|expert|analyst)\b",
    re.IGNORECASE,
)
_NAME_AFTER = re.compile(
    r",\s+(?P<name>(?:[A-Z][\w.’'-]+\s+){1,3}[A-Z][\w.’'-]+),\s+"
    r"(?!(?:who|whose|which)\b)(?!(?:the|an?|his|her|their|its)\s[^,.;]{1,60},)"
)


def with_whole_speaker(page: Page, tagged: Tagged) -> Tagged:
    """Return the attribution with the noun phrase that its speaker is, or with none.

    >>> from claims.extraction.layout import lay_out
    >>> text = "It is claimed that the weir broke."
    >>> page = lay_out(text, [Span(0, len(text))])
    >>> with_whole_speaker(page, Tagged((Span(19, 33),), (Span(0, 2),), (Span(3, 13),))).speaker
    ()
    """
    if not tagged.speaker:
        return tagged
    if _is_expletive(page.text, tagged) or _is_adjective(page.text, tagged):
        return replace(tagged, speaker=())
    parts = (_in_one_sentence(page, span, tagged.cue) for span in tagged.speaker)
    speaker = tuple(_without_tail(page.text, span, tagged.cue) for span in parts)
    return _with_name(page, replace(tagged, speaker=speaker))


def _is_expletive(text: str, tagged: Tagged) -> bool:
    """Tell the 'it' of 'it is claimed that' and 'there' from what stands for somebody."""
    word = " ".join(span.text_in(text) for span in tagged.speaker).lower()
    if word not in {"it", "there"} or not tagged.cue:
        return False
    cue = tagged.cue[-1]
    if word == "there":
        return True
    before_content = text[cue.end : max(cue.end, tagged.content[0].start + len("that "))]
    passive = _PASSIVE.search(cue.text_in(text))
    return bool(passive) and re.match(r"\s*that\b", before_content) is not None


def _is_adjective(text: str, tagged: Tagged) -> bool:
    """Tell 'genuine' before the noun 'fears' from the 'critics' who fear."""
    span, *more = tagged.speaker
    if more or not tagged.cue or text[span.end : tagged.cue[0].start].strip():
        return False
    return (
        span.text_in(text).lower() in _ADJECTIVES
        and tagged.cue[0].text_in(text).lower() in lexicon().nouns
    )


def _in_one_sentence(page: Page, span: Span, cue: Sequence[Span]) -> Span:
    """Return the part of a speaker in the sentence of its cue: '“…,” said Pell. Tiel denied it'.

    A boundary after a short word may be a title's full stop.
    """
    first = page.sentence_at(span.start)
    if first is None or span.end <= first.end:
        return span
    head = Span(span.start, first.end)
    if not _FULL_STOP.search(head.text_in(page.text)):
        return span
    own = page.sentence_at(cue[0].start) if cue else None
    if own is not None and first.end <= own.start < span.end <= own.end:
        return Span(own.start, span.end)
    return Span(head.start, head.end - 1)


def _without_tail(text: str, span: Span, cue: Sequence[Span]) -> Span:
    words_of = span.text_in(text)
    tail = _DANGLING.search(words_of) or _OCCASION.search(words_of)
    if tail is not None:
        return Span(span.start, span.start + tail.start())
    topic = _NAME_AND_TOPIC.search(words_of)
    if topic is not None and cue and cue[0].start >= span.end:
        return Span(span.start, span.start + topic.start("tail"))
    return span


def _with_name(page: Page, tagged: Tagged) -> Tagged:
    """Give the name in 'according to the mayor of Lisk, Rena Oster, …' to the speaker."""
    if not tagged.cue or tagged.cue[-1].text_in(page.text).lower() != "according to":
        return tagged
    last, first = tagged.speaker[-1], tagged.content[0]
    after = _NAME_AFTER.match(page.text, last.end, first.end)
    inside = after is not None and first.start <= after.start("name") + 1
    if after is None or not inside or not _HOLDER.search(last.text_in(page.text)):
        return tagged
    return replace(
        tagged,
        speaker=(*tagged.speaker[:-1], Span(last.start, after.end("name"))),
        content=(Span(after.end(), first.end), *tagged.content[1:]),
    )
