"""Cues that are no reporting verb with a subject.

'According to X', 'in X's words', 'by X's count', 'reportedly', 'is believed to', 'X's
claim that', 'X: …'.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from claims.attribution import Tagged
from claims.extraction.content import clause_end, pieces_between
from claims.extraction.cues import lexicon
from claims.extraction.rules.label import is_label
from claims.extraction.rules.phrase import (
    DETERMINERS,
    phrase_after,
    phrase_before,
    verb_group,
    with_apposition,
)
from claims.extraction.rules.possessor import possessor
from claims.extraction.vocabulary import words
from claims.extraction.word import Line
from claims.page import Page
from claims.span import Span

_NO_SPEAKER_AFTER_ACCORDING = words(
    """
    plan plans schedule tradition custom customs need needs size age type taste ability rank
    law rules how whether what which where when reason seniority circumstances
    """
)
_PASSIVE = words(
    """
    said believed thought reported claimed alleged expected understood rumoured rumored
    considered known feared estimated predicted assumed supposed suspected accused deemed
    seen told
    """
)
_BE = words("is are was were be been being 's")
_RECKONINGS = words(
    """
    count counts reckoning estimate estimates account calculation calculations tally version
    telling admission
    """
)
_IN_OWN_WORDS = re.compile(
    r"\b[Ii]n (?P<speaker>(?:his|her|their|its|[A-Z][\w.’' -]{1,40}?[’']s?)) (?:own )?"
    r"(?:words?|view|opinion|telling|account)\b"
)
_IN_THE_WORDS_OF = re.compile(r"\b[Ii]n the (?:words|view|opinion) of\b")


def find_framing(page: Page, line: Line) -> Iterator[Tagged]:
    """Yield the attributions whose cue frames a whole sentence ('according to X', 'X: …')."""
    yield from _according(page, line)
    yield from _own_words(page, line)
    yield from _reckoned(page, line)
    yield from find_colons(page, line)


def find_impersonal(page: Page, line: Line) -> Iterator[Tagged]:
    """Yield those whose cue stands in its clause ('reportedly', 'is believed to', 'X's claim')."""
    yield from find_adverbs(page, line)
    yield from _passives(page, line)
    yield from _noun_cues(page, line)


def _sentence_around(page: Page, line: Line, start: int, end: int) -> tuple[Span, ...]:
    """Return the sentence without the words [start, end) that stand in it as a parenthesis."""
    head = 0
    while head < start and line.lower(head) in {
        "but",
        "and",
        "however",
        "yet",
        "moreover",
        "meanwhile",
        ",",
    }:
        head += 1
    left = pieces_between(page, line, head, start)
    right_start = end + 1 if line.lower(end) in {",", "—", "–"} else end
    right = (
        pieces_between(page, line, right_start, clause_end(line, right_start))
        if right_start < len(line)
        else ()
    )
    return left + tuple(
        piece for piece in right if all(not piece.overlaps(other) for other in left)
    )


def _according(page: Page, line: Line) -> Iterator[Tagged]:
    for index in range(len(line) - 2):
        if (
            line.lower(index) != "according"
            or line.lower(index + 1) != "to"
            or line.words[index].quoted
        ):
            continue
        if line.lower(index + 2) in _NO_SPEAKER_AFTER_ACCORDING:
            continue
        phrase = _source_after(line, index + 2, front=index <= 2)
        if phrase is None:
            continue
        content = _sentence_around(page, line, index, phrase[1])
        if content:
            yield Tagged(content, (line.cut(*phrase),), (line.cut(index, index + 2),))


def _source_after(line: Line, start: int, *, front: bool) -> tuple[int, int] | None:
    """Return the source: up to the comma in front, with its appositions at the end."""
    end = start
    while end < len(line) and not _closes_source(line, end):
        end += 1
    if end == start:
        return None
    if line.lower(end) == ",":
        if front:
            return start, _name_between_commas(line, end)
        return (
            with_apposition(line, (start, end))
            if line.lower(end + 1) in DETERMINERS
            else (start, end)
        )
    return start, end


def _closes_source(line: Line, index: int) -> bool:
    word = line.words[index]
    if word.quoted or word.text in {",", ";", ":", "—", "–", "?", "!"}:
        return True
    return word.text == "." and (index == len(line) - 1 or line.words[index + 1].quoted)


def _name_between_commas(line: Line, comma: int) -> int:
    """Return the end of 'the head of the port, Rena Oster' in front of the content."""
    for end in range(comma + 1, min(comma + 7, len(line))):
        word = line.words[end]
        if word.text == ",":
            return end if end > comma + 1 else comma
        if not (word.is_word and word.is_capital and not word.quoted):
            break
    return comma


def _own_words(page: Page, line: Line) -> Iterator[Tagged]:
    sentence = line.span.text_in(line.text)
    for match in _IN_OWN_WORDS.finditer(sentence):
        speaker = Span(
            line.span.start + match.start("speaker"), line.span.start + match.end("speaker")
        )
        yield from _parenthesis(page, line, match, (speaker,))
    for match in _IN_THE_WORDS_OF.finditer(sentence):
        end = line.index_at(line.span.start + match.end())
        phrase = phrase_after(line, end)
        if phrase:
            whole = Span(line.span.start + match.start(), line.words[phrase[1] - 1].end)
            start = line.index_at(whole.start)
            content = _sentence_around(page, line, start, phrase[1])
            if content:
                yield Tagged(content, (line.cut(*phrase),), (line.cut(start, end),))


def _reckoned(page: Page, line: Line) -> Iterator[Tagged]:
    """Find 'by the brigade's count', 'by the count of the brigade', 'on her account, …'."""
    for index, word in enumerate(line.words):
        if word.lower not in {"by", "on"} or word.quoted or not _set_off(line, index):
            continue
        found = _reckoner(line, index)
        if found is None:
            continue
        speaker, noun, end = found
        if word.lower == "on" and line.lower(end) != ",":
            continue
        content = _sentence_around(page, line, index, end)
        if content:
            yield Tagged(content, (speaker,), (line.cut(noun, noun + 1),))


def _set_off(line: Line, index: int) -> bool:
    return line.lower(index - 1) in {"", ",", "—", "–", "(", "and", "but", "yet"}


def _reckoner(line: Line, index: int) -> tuple[Span, int, int] | None:
    """Return whose count it is, the noun, and the word after the phrase of the preposition."""
    if line.lower(index + 1) == "the" and line.lower(index + 3) == "of":
        phrase = phrase_after(line, index + 4) if _counts(line, index + 2) else None
        return (line.cut(*phrase), index + 2, phrase[1]) if phrase else None
    for noun in range(index + 2, min(index + 9, len(line))):
        if line.words[noun].quoted or line.words[noun].text in {",", ";", ":"}:
            return None
        if _counts(line, noun):
            holder, first = possessor(line, noun), line.words[index + 1]
            if holder is None or not (first.is_capital or first.lower in DETERMINERS):
                return None
            return Span(first.start, holder.end), noun, noun + 1
    return None


def _counts(line: Line, index: int) -> bool:
    return line.lower(index) in _RECKONINGS


def _parenthesis(
    page: Page, line: Line, match: re.Match[str], speaker: tuple[Span, ...]
) -> Iterator[Tagged]:
    start = line.index_at(line.span.start + match.start())
    end = line.index_at(line.span.start + match.end())
    if start < len(line) and not line.words[start].quoted:
        content = _sentence_around(page, line, start, end)
        if content:
            yield Tagged(content, speaker, (line.cut(start, end),))


def find_adverbs(page: Page, line: Line) -> Iterator[Tagged]:
    for index, word in enumerate(line.words):
        if (
            word.quoted
            or word.lower not in lexicon().adverbs
            or word.lower in {"so-called", "self-styled"}
        ):
            continue
        content = _sentence_around(page, line, index, index + 1)
        if content:
            yield Tagged(content, (), (line.cut(index, index + 1),))


def _passives(page: Page, line: Line) -> Iterator[Tagged]:
    for index, word in enumerate(line.words):
        if word.quoted or word.lower not in _PASSIVE:
            continue
        group = verb_group(line, index)
        if not any(line.lower(i) in _BE for i in range(group, index)):
            continue
        cue = line.cut(group, index + 1)
        subject = line.lower(group - 1)
        if subject == "it" and line.lower(index + 1) == "that":
            start = index + 2
            content = pieces_between(page, line, start, clause_end(line, start))
        elif line.lower(index + 1) == "to" and word.lower != "told":
            content = _subject_and_rest(page, line, group, index + 1)
        else:
            continue
        if content:
            yield Tagged(content, (), (cue,))


def _subject_and_rest(page: Page, line: Line, group: int, rest: int) -> tuple[Span, ...]:
    phrase = phrase_before(line, group)
    after = pieces_between(page, line, rest, clause_end(line, rest))
    if phrase is None or not after:
        return after
    return (line.cut(*phrase), *after)


def _noun_cues(page: Page, line: Line) -> Iterator[Tagged]:
    """Find 'the minister's claim that …', 'their fear that …' and 'the claim that …'."""
    for index, word in enumerate(line.words):
        if word.quoted or word.lower not in lexicon().nouns or line.lower(index + 1) != "that":
            continue
        if index + 2 >= len(line) or lexicon().nouns[word.lower].base == "fact":
            continue
        before = line.lower(index - 1)
        if before in {"a", "an"} and line.lower(index - 2) == "in":
            continue
        start = index + 2
        content = pieces_between(page, line, start, _noun_clause_end(line, start))
        if not content:
            continue
        owner = possessor(line, index)
        if owner is not None:
            yield Tagged(content, (owner,), (line.cut(index, index + 1),))
        elif before in {"the", "widespread", "popular"}:
            yield Tagged(content, (), (line.cut(index, index + 1),))


def _noun_clause_end(line: Line, start: int) -> int:
    end = clause_end(line, start)
    return next(
        (i for i in range(start, end) if line.words[i].text == "," and not line.words[i].quoted),
        end,
    )


def find_colons(page: Page, line: Line) -> Iterator[Tagged]:
    """Find 'Oster: “…”' anywhere, 'Oster: bridge safe' and 'Bridge safe: minister' in headlines."""
    signs = [i for i, word in enumerate(line.words) if word.text == ":" and not word.quoted]
    if not signs or not 0 < signs[0] < len(line) - 1:
        return
    colon = signs[0]
    headline = any(block.contains(line.span) for block in page.headlines)
    quoted = line.words[colon + 1].quoted
    if (quoted and _is_name(line, colon)) or (headline and is_label(line, colon)):
        content, speaker = pieces_between(page, line, colon + 1, len(line)), line.cut(0, colon)
    elif headline and _names_speaker_last(line, colon):
        end = len(line) - (not line.words[-1].is_word)
        content, speaker = pieces_between(page, line, 0, colon), line.cut(colon + 1, end)
    else:
        return
    if content:
        yield Tagged(content, (speaker,), (line.cut(colon, colon + 1),))


def _names_speaker_last(line: Line, colon: int) -> bool:
    """Tell 'Weir is safe: board' from 'Weir: a history'."""
    last = [word for word in line.words[colon + 1 :] if word.is_word]
    return colon >= 3 and 0 < len(last) <= 3 and len(line) - colon <= 5 and not last[0].quoted


def _is_name(line: Line, colon: int) -> bool:
    """Tell a name before the colon from a clause that ends in a cue ('Oster said: “…”')."""
    if colon > 9 or any(word.quoted for word in line.words[:colon]):
        return False
    return line.words[0].is_capital and not any(
        w.lower in lexicon().verbs and w.lower not in lexicon().nouns for w in line.words[:colon]
    )
