"""Words before a colon that are no speaker: 'Kabul: officials say …', 'Floods in Lisk: …'.

A headline opens with who says it or with what it is about. It is about its label where the
rest asks a question or names a speaker of its own, and where the text below has the label
for a place; unless the label is heard in that text.
"""

from __future__ import annotations

import re

from claims.extraction.cues import lexicon
from claims.extraction.rules.phrase import PRONOUNS, phrase_before
from claims.extraction.rules.verb import Cue, find_cues
from claims.extraction.vocabulary import words
from claims.extraction.word import Line

_LABELS = words(
    "poll report study survey official officials sources experts police analysts board minister"
)
_NO_LABELS = words(
    """
    analysis opinion timeline video photos update breaking review exclusive editorial fact live
    watch the what how why when a
    """
)
_QUESTIONS = words("what how why where when who whose which")
_SAYING = words(
    """
    say tell warn deny confirm claim admit insist announce reveal report allege fear believe
    reject suggest vow pledge
    """
)
_OCCASION = re.compile(r"\w+(?:s|ing) (?:in|at|on|near|off) ", re.IGNORECASE)
_LONGEST_TAG = 6


def is_label(line: Line, colon: int) -> bool:
    """Tell 'Oster: …' and 'Poll: …' from 'Timeline: …', 'What we know: …' and 'Lisk: mayor says …'.

    `colon` is the word that parts a headline in two.

    >>> from claims.extraction.layout import lay_out
    >>> from claims.extraction.word import read_line
    >>> from claims.span import Span
    >>> def label(text):
    ...     page = lay_out(text, [Span(0, len(text))])
    ...     return is_label(read_line(page, Span(0, len(text))), 1)
    >>> label("Oster: road is open"), label("Lisk: officials say road is open")
    (True, False)
    """
    if not _is_short(line, colon):
        return False
    first = line.lower(0)
    if first in _LABELS or first in _NO_LABELS or _is_topic(line, colon):
        return first in _LABELS
    label = [word for word in line.words[:colon] if word.is_word]
    return all(word.is_capital for word in label if len(word.text) > 3) and len(label) <= 4


def find_topic(line: Line) -> int | None:
    """Return the colon after what a headline is about, or None where there is no such thing."""
    colon = next(
        (i for i, word in enumerate(line.words) if word.text == ":" and not word.quoted), 0
    )
    if not 0 < colon < len(line) - 1 or line.lower(0) in _LABELS or not _is_short(line, colon):
        return None
    return colon if line.lower(0) in _NO_LABELS or _is_topic(line, colon) else None


def asks(line: Line, colon: int) -> bool:
    """Tell a headline that has a question after its colon, or the words of one."""
    return line.lower(colon + 1) in _QUESTIONS or line.words[-1].text == "?"


def _is_short(line: Line, colon: int) -> bool:
    label = [word for word in line.words[:colon] if word.is_word]
    if any(w.lower in lexicon().verbs and w.lower not in lexicon().nouns for w in label):
        return False
    return 0 < len(label) <= 5 and len(line) - colon > 3


def _is_topic(line: Line, colon: int) -> bool:
    if line.words[colon + 1].quoted:
        return False
    label = line.cut(0, colon).text_in(line.text)
    if line.text.count(f"{label}:") > 1:  # in the record of a talk the speakers come again
        return False
    if asks(line, colon) or _OCCASION.match(label):
        return True
    below = line.text[line.span.end :]
    place = _is_place(label, below)
    if not place and not _names_speaker(line, colon):
        return False
    return not _is_heard(label, below) and (place or not _is_person(label, below))


def _names_speaker(line: Line, colon: int) -> bool:
    """Tell 'officials say …', '…, police say' and '…, says board' from a plain assertion."""
    return any(
        _opens(line, cue, colon + 1) or _closes(line, cue, colon + 1)
        for cue in find_cues(line)
        if cue.group > colon + 1 and cue.entry.base in _SAYING
    )


def _opens(line: Line, cue: Cue, start: int) -> bool:
    phrase = phrase_before(line, cue.group, start)
    return phrase is not None and phrase[0] == start and line.lower(start) not in PRONOUNS


def _closes(line: Line, cue: Cue, start: int) -> bool:
    commas = [at for at in range(start, cue.group) if line.words[at].text == ","]
    if not commas or len(line) - commas[-1] > _LONGEST_TAG:
        return False
    return not any(line.lower(at) in PRONOUNS for at in range(commas[-1], len(line)))


def _is_place(label: str, below: str) -> bool:
    found = rf"\b(?:in|near|outside|across|into|around) {re.escape(label)}\b(?![’']| [A-Z])"
    return re.search(found, below, re.IGNORECASE if label.isupper() else 0) is not None


def _is_heard(label: str, below: str) -> bool:
    """Tell whether the text lets the label speak: 'Lisk denies', 'said Oster', 'Lisk wants'."""
    name = re.escape(label.split()[-1])
    if re.search(rf"\b(?:[Ss]aid|says|told|[Aa]ccording to) (?:\w+ ){{0,2}}{name}\b", below):
        return True
    follows = re.compile(rf"\b{name} (?:(?:has|had|have|also|did|does|will|would|not) )*(\w+)")
    said = (match.group(1) for match in follows.finditer(below))
    return any(verb in lexicon().verbs for verb in said)


def _is_person(label: str, below: str) -> bool:
    """Tell whether the text has a given name or a title before the label."""
    return re.search(rf"\b[A-Z][\w’'-]*\.? {re.escape(label.split()[-1])}\b", below) is not None
