"""Short answers to what was claimed before: 'Marin's brother denied it', 'She denies having gone'.

The verb has a pronoun or a participle after it, no clause of its own.
"""

from __future__ import annotations

from collections.abc import Iterator

from claims.attribution import Tagged
from claims.extraction.content import clause_end, pieces_between
from claims.extraction.holder import may_hold
from claims.extraction.inflection import lemma_forms
from claims.extraction.rules.phrase import (
    MONTHS,
    PREPOSITIONS,
    TEMPORALS,
    WEEKDAYS,
    phrase_before,
)
from claims.extraction.rules.verb import TAG_PAUSES, Cue, find_cues, is_passive
from claims.extraction.vocabulary import words
from claims.extraction.word import Line
from claims.page import Page
from claims.span import Span

_DENYING = words("deny dispute refute")
_ADMITTING = words("confirm admit")
_REFUSING = words("reject dismiss")
_VERBS = _DENYING | _ADMITTING | _REFUSING
_FORMS = frozenset(form for base in _VERBS for form in lemma_forms(base))
_OBJECTS = words("it this that")
_NO_ACTS = words("nothing anything everything something")
_NO_SPEAKERS = words("you there what nobody neither none few")
_OPENERS = words("but and yet still however ,")
_UNREAL = words("to would could might may must should will can shall 'd ’d 'll ’ll ca wo")
_AFTER = (
    (PREPOSITIONS - {"of", "to", "like", "unlike"})
    | WEEKDAYS
    | words(
        "yesterday today tonight too again also as when while and but because although twice"
        " outright flatly"
    )
)


def find_answers(page: Page, line: Line) -> Iterator[Tagged]:
    """Yield the short answers of a sentence that their speaker opens.

    >>> from claims.extraction.layout import lay_out
    >>> from claims.extraction.word import read_line
    >>> from claims.span import Span
    >>> page = lay_out("Marin's brother denied it on Monday.", [Span(0, 36)])
    >>> (found,) = find_answers(page, read_line(page, Span(0, 36)))
    >>> found.speaker[0].text_in(page.text), found.content[0].text_in(page.text)
    ("Marin's brother", 'it')
    """
    if line.words[-1].text == "?" or not any(word.lower in _FORMS for word in line.words):
        return
    for cue in find_cues(line):
        if cue.entry.base not in _VERBS or not _is_plain(line, cue):
            continue
        speaker, content = _speaker(line, cue), _content(page, line, cue)
        if speaker is None or not content:
            continue
        who, said = line.cut(*speaker), line.cut(cue.group, cue.end)
        if may_hold(who.text_in(page.text), line.lower(cue.start)):
            yield Tagged(content, (who,), (said,))


def _is_plain(line: Line, cue: Cue) -> bool:
    """Tell 'denied it' and 'did not deny it' from 'would deny it', 'to deny it', 'denying it'."""
    before = {line.lower(at) for at in range(cue.group - 1, cue.start)}
    participle = line.lower(cue.start).endswith("ing")
    return not (participle or before & _UNREAL or is_passive(line, cue))


def _speaker(line: Line, cue: Cue) -> tuple[int, int] | None:
    if line.lower(cue.group - 1) in {"who", "which", "that"}:
        return None
    phrase = phrase_before(line, cue.group)
    if phrase is None or line.lower(phrase[0]) in _NO_SPEAKERS or not _opens(line, phrase[0]):
        return None
    return None if line.lower(phrase[0]) == "no" else phrase


def _opens(line: Line, first: int) -> bool:
    """Tell whether nothing but 'But' or 'On Monday' stands before a word."""
    if all(line.lower(at) in _OPENERS for at in range(first)):
        return True
    if line.lower(0) not in PREPOSITIONS | TEMPORALS:
        return False
    before = line.lower(first - 1)
    dated = before in WEEKDAYS | MONTHS or before.isdigit()
    return before == "," or dated or line.lower(first) in {"he", "she", "they"}


def _content(page: Page, line: Line, cue: Cue) -> tuple[Span, ...]:
    at = cue.end
    lower, base = line.lower(at), cue.entry.base
    if lower in _OBJECTS and _ends(line, at + 1):
        firm = base not in _REFUSING or lower != "it" or line.lower(at + 1) == "as"
        return (line.cut(at, at + 1),) if firm else ()
    acts = base in {"deny", "admit"} and lower.endswith("ing") and lower not in _NO_ACTS
    if acts and not line.words[at].quoted and at + 1 < len(line):
        return pieces_between(page, line, at, clause_end(line, at))
    return ()


def _ends(line: Line, at: int) -> bool:
    word = line.at(at)
    if word is None or word.text in TAG_PAUSES:
        return True
    return word.lower in _AFTER or word.lower.endswith("ly")
