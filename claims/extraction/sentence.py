"""Sentence boundaries of a block.

A full stop ends a sentence unless it belongs to an abbreviation, an initial, a
number or a list item, or the text goes on with a small letter. Closing marks and
brackets after it belong to the sentence. '“Go!” he said.' and '“Go!” Orla Venn
said.' are one sentence each; two sentences inside one quotation are two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from claims.extraction.vocabulary import words
from claims.span import Span, trim

_STOP = re.compile(r"(?P<stop>[.!?…]+)(?P<closers>[\"”’'»)\]]*)(?P<note>\[\d+\])?(?=\s)")
_BLANK_LINE = re.compile(r"\r?\n[ \t]*\r?\n\s*")
_OPENERS = "\"“„«‘'([{¿¡#@$€£"

_NEVER = words(
    """
    mr mrs ms mx dr prof gen maj col lt capt sgt cpl cmdr adm brig sen rep gov rev hon st mt
    ft messrs mme mlle pres supt insp det amb asst vs v cf viz approx est fig figs vol ch
    sec eq pp ed eds e.g i.e ca al jan feb mar apr jun jul aug sept sep oct nov dec mon tue
    tues wed thu thur thurs fri sat sun dist dept univ assn ave blvd rd nos sens reps gens
    cols lts profs drs
    """
)
_BEFORE_NUMBER = words("no nos p pp art sec vol ch fig par para op")
_MAY_END = re.compile(r"^(?:[a-z](?:\.[a-z])+|inc|corp|ltd|co|bros|jr|sr|etc|esq|ph\.d|cos|plc)$")
_MONTH_OR_DAY = words(
    """
    jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed thu thur thurs fri sat
    sun
    """
)
_WORDS_THAT_ARE_ALSO = frozenset(
    {"sat", "sun", "mar", "mon", "art", "no", "par", "wed", "dec", "al", "ed"}
)
STARTERS = words(
    """
    the a an this that these those it he she they we i you his her its their our my your
    there here in on at for from with by as but and or so yet if when while after before
    since although though however meanwhile moreover instead then now not no nor what who
    where why how which some many most all both each every another such according to under
    over during despite because asked still even only just also perhaps later earlier last
    next one two
    """
)
_TAG = re.compile(
    r"(?:(?:[A-Z][\w.’'-]*|of|the|de|van|von|bin|al|a|an|[a-z]+)\s+){0,6}?"
    r"(?:said|says|asked|asks|told|added|adds|wrote|writes|replied|cried|shouted|exclaimed|demanded"
    r"|wondered|continued|joked|tweeted|insisted|declared|responded|recalled|remarked)\b"
    r"(?P<rest>.?)"
)
_PRONOUN_TAG = re.compile(r"(?:He|She|They|I|We|It)\s+\w+")


def split_sentences(text: str, block: Span) -> Iterator[Span]:
    """Yield the sentences of `block` in text order, without the white space around them.

    >>> text = "Gen. A. B. Orr left at 3.30 p.m. “Go!” he said. He went to the U.S. embassy."
    >>> [s.text_in(text) for s in split_sentences(text, Span(0, len(text)))]
    ['Gen. A. B. Orr left at 3.30 p.m.', '“Go!” he said.', 'He went to the U.S. embassy.']
    """
    start = block.start
    for boundary in _boundaries(text, block):
        sentence = trim(text, start, boundary)
        if sentence:
            yield sentence
        start = boundary
    rest = trim(text, start, block.end)
    if rest:
        yield rest


def _boundaries(text: str, block: Span) -> list[int]:
    ends = [
        match.end()
        for match in _STOP.finditer(text, block.start, block.end)
        if _ends_sentence(text, block, match)
    ]
    ends.extend(match.end() for match in _BLANK_LINE.finditer(text, block.start, block.end))
    return sorted(ends)


def _ends_sentence(text: str, block: Span, match: re.Match[str]) -> bool:
    following = text[match.end() : min(block.end, match.end() + 120)].lstrip()
    if not following:
        return False
    core = following.lstrip(_OPENERS)
    if not core or not (core[0].isupper() or core[0].isdigit() or following[0] in _OPENERS):
        return False
    if core[0].islower() and following[0] not in "\"“„«‘'":
        return False
    if match["closers"] and _is_speech_tag(match, following):
        return False
    if match["stop"] != "." or match["closers"]:
        return True
    opens_speech = following[0] in '"“„«' and core[0].isupper()
    return opens_speech or not _is_abbreviated(text, block, match.start(), core)


def _is_speech_tag(match: re.Match[str], following: str) -> bool:
    """Tell whether what follows a closing mark is its tag ('… ?” Orla Venn asked.')."""
    if not following[0].isupper():
        return False
    tag = _TAG.match(following)
    if not tag:
        return False
    if match["stop"][-1] in "?!":
        return not _PRONOUN_TAG.match(following) or tag["rest"] in (".", ",", ":")
    return tag["rest"] == "."


def _is_abbreviated(text: str, block: Span, stop: int, core: str) -> bool:
    """Tell whether the full stop at `stop` belongs to the word before it and ends no sentence."""
    word = _word_before(text, block, stop)
    lower = word.lower()
    next_word = re.match(r"[\w’'-]*", core)
    following = next_word.group().lower() if next_word else ""
    if word.isdigit():
        before = text[block.start : stop - len(word)].rstrip()
        return not before or before[-1] in ".!?"
    if lower in _BEFORE_NUMBER and following[:1].isdigit():
        return True
    if len(word) == 1 and word.isalpha():
        return word.isupper() and following not in STARTERS
    if _MAY_END.match(lower):
        return following not in STARTERS and not core[0].isdigit()
    if lower in _MONTH_OR_DAY:
        return word[0].isupper() and core[0].isdigit()
    if lower in _WORDS_THAT_ARE_ALSO:
        return word[0].isupper() and following not in STARTERS
    return lower in _NEVER


def _word_before(text: str, block: Span, stop: int) -> str:
    start = stop
    while (
        start > block.start
        and not text[start - 1].isspace()
        and text[start - 1] not in "(\"“‘'[—–/-"
    ):
        start -= 1
    return text[start:stop]
