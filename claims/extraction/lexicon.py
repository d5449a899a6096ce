"""Attributions by rule: a lexicon of cues, quotation marks and the shape of sentences.

Sentence by sentence, in this order: tags ('…,' she said), impersonal and
prepositional cues (impersonal.py), then cues with their content after them. A
cue inside the content of another is left to nesting. Quotations without a cue
take the speaker of the sentence before.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claims.attribution import Tagged
from claims.extraction.content import clause_end, is_speech, pieces_between
from claims.extraction.cueless import attach_loose
from claims.extraction.cues import AUXILIARIES, Entry, Frame, lexicon, match_phrase
from claims.extraction.impersonal import find_impersonal
from claims.extraction.phrase import (
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    TEMPORALS,
    WEEKDAYS,
    phrase_after,
    phrase_before,
    verb_group,
    with_apposition,
)
from claims.extraction.vocabulary import words
from claims.extraction.word import Line, read_line
from claims.page import Page
from claims.span import Span

_SPEECH = words("""say add write tell ask note explain announce report tweet reply continue recall argue remark comment
    warn insist declare observe respond joke lament conclude suggest claim post state acknowledge admit
    shout yell quip predict believe think complain stress email confirm concede exclaim caution""")
_NEEDS_CONJUNCTION = words("""find show see feel hear know learn hold judge guess consider assume decide agree add continue answer
    state note report read wonder ask question realize realise remember recall discover demonstrate
    prove establish indicate signal remark comment respond reply post write notice document detail
    explain imagine recognize recognise rule remind observe order invite direct bet offer project
    tweet chant shout cry hint mention forecast share view cast back term regard commit echo
    volunteer protest sigh muse pledge""")
_COMPLEMENTIZERS = words("that whether if how why what when where who which")
_TAG_PAUSES = frozenset({".", ",", "?", "!", ";", ":", "—", "–", "--", "…", ")"})
_NOT_SAID = words("life lives victim victims title titles prize seat seats responsibility credit")


_NOUN_LIKE = words(
    "attack attacks state states attempt back direct slam slams press push pushes answer answers"
)
_ROLES = words("""minister president official spokesman spokeswoman spokesperson government ministry agency report
    company mayor governor senator party campaign group committee statement paper newspaper study poll
    survey candidate state author writer critic expert analyst lawyer bank union court police""")
_LEAD_INS = words(
    "asked addressing speaking without in at on during after before when while following by"
)


@dataclass(frozen=True, slots=True)
class Cue:
    """A reporting verb or phrase at the words [start, end); `group` is where its auxiliaries begin."""

    group: int
    start: int
    end: int
    entry: Entry


def find_attributions(page: Page) -> list[Tagged]:
    """Return the attributions of `page` in text order, none inside the content of another.

    >>> from claims.extraction.layout import lay_out
    >>> text = "The bridge is safe, Mayor Rena Oster said."
    >>> found = find_attributions(lay_out(text, [Span(0, len(text))]))[0]
    >>> found.speaker[0].text_in(text), found.content[0].text_in(text)
    ('Mayor Rena Oster', 'The bridge is safe')
    """
    found: list[Tagged] = []
    for sentence in page.sentences:
        found.extend(find_in_line(page, read_line(page, sentence)))
    return sorted(attach_loose(page, found), key=lambda tagged: tagged.content[0])


def find_in_line(page: Page, line: Line) -> list[Tagged]:
    """Return the attributions whose cue stands in `line`."""
    cues = list(find_cues(line))
    found: list[Tagged] = []
    for cue in cues:
        found.extend(_tag(page, line, cue, found))
    found.extend(t for t in find_impersonal(page, line) if not _covered(t.cue[0], found))
    for index, cue in enumerate(cues):
        if _covered(line.cut(cue.start, cue.end), found):
            continue
        found.extend(_forward(page, line, cue, cues[index + 1 :], found))
    return found


def _covered(span: Span, found: Sequence[Tagged]) -> bool:
    return any(
        piece.overlaps(span)
        for tagged in found
        for piece in (*tagged.content, *tagged.cue, *tagged.speaker)
    )


def find_cues(line: Line) -> Iterator[Cue]:
    """Yield the verbal cues of a line outside its quotations, in order, never overlapping."""
    lowers = [word.lower for word in line.words]
    index = 0
    while index < len(line):
        entry, size = _entry_at(line, lowers, index)
        if entry is not None:
            yield Cue(verb_group(line, index), index, index + size, entry)
        index += size
    return


def _entry_at(line: Line, lowers: list[str], index: int) -> tuple[Entry | None, int]:
    word = line.words[index]
    if word.quoted or not word.is_word:
        return None, 1
    phrase = match_phrase(lowers, index)
    if phrase and lowers[index] not in {"according", "in"}:
        return phrase
    adjective = lexicon().adjectives.get(lowers[index])
    if (
        adjective
        and _after_be(line, index)
        and lowers[index + 1 : index + 2]
        and lowers[index + 1] in _COMPLEMENTIZERS
    ):
        return adjective, 1
    entry = lexicon().verbs.get(lowers[index])
    return (entry, 1) if entry and _is_verb(line, index) else (None, 1)


def _after_be(line: Line, index: int) -> bool:
    group = verb_group(line, index)
    before = [line.lower(i) for i in range(group, index)]
    if line.lower(index - 1) == "," and line.lower(index - 3) == ",":
        before = [line.lower(index - 4)]
    return bool({"is", "are", "was", "were", "be", "been", "'m", "am"}.intersection(before))


def _is_verb(line: Line, index: int) -> bool:
    """Tell a verb from the noun or adjective it looks like ('his claims', 'the said amount')."""
    word, before, after = line.words[index], line.lower(index - 1), line.at(index + 1)
    if before in DETERMINERS or before in PREPOSITIONS or before.endswith(("'s", "s'")):
        return before in {
            "this",
            "that",
            "some",
            "many",
            "both",
            "most",
            "others",
            "all",
            "another",
        } and (word.lower not in lexicon().nouns)
    if word.is_capital and index and line.words[index - 1].is_word:
        return False
    if _looks_like_noun(line, index):
        return False
    if after and after.lower in {"of", "'s"} and word.lower in lexicon().nouns:
        return False
    following = {line.lower(i) for i in range(index + 1, index + 5)}
    return not (word.lower.startswith("claim") and following & _NOT_SAID)


def _looks_like_noun(line: Line, index: int) -> bool:
    """Tell 'relentless attacks against' and 'needs support' from 'Oster supports' and 'they support'."""
    lower, before, after = line.lower(index), line.at(index - 1), line.lower(index + 1)
    if (lower not in lexicon().nouns and lower not in _NOUN_LIKE) or after in {"that", "whether"}:
        return False
    if before is None or verb_group(line, index) < index or before.lower in PRONOUNS:
        return False
    if lower.endswith("s"):
        return not (before.is_capital or before.text in {",", ")"} or before.lower in _ROLES)
    return not (
        (before.lower.endswith("s") and not before.lower.endswith(("ss", "us")))
        or before.lower in {"others", "to", "people"}
    )


def _is_passive(line: Line, cue: Cue) -> bool:
    lower = line.lower(cue.start)
    auxiliaries = [line.lower(i) for i in range(cue.group, cue.start)]
    be = {"is", "are", "was", "were", "be", "been", "being", "'s", "'re"}.intersection(auxiliaries)
    return (
        bool(be)
        and not lower.endswith("ing")
        and cue.end - cue.start == 1
        and (lower in lexicon().verbs and lower not in lexicon().adjectives)
    )


def _is_reduced(line: Line, cue: Cue) -> bool:
    """Tell 'a force backed by Lisk' and 'aid requested by them' from the past tense."""
    past = line.lower(cue.start).endswith("ed") and cue.end - cue.start == 1
    after = line.lower(cue.end)
    own = after == "about" or cue.entry.base in {"testify", "worry", "complain", "comment"}
    return past and after in PREPOSITIONS and not own and Frame.OBJECT in cue.entry.frames


# --- tags: '…,' she said


def _tag(page: Page, line: Line, cue: Cue, found: Sequence[Tagged]) -> Iterator[Tagged]:
    if _covered(line.cut(cue.start, cue.end), found):
        return
    inverted = _inverted_speaker(line, cue)
    speaker = inverted or phrase_before(line, cue.group)
    if speaker is None or line.lower(cue.start).endswith("ing") or _is_passive(line, cue):
        return
    head = min(cue.group, speaker[0])
    if not (cue.entry.base in _SPEECH or _after_speech(page, line, cue, head)):
        return
    reached = speaker[1] if inverted else _past_listener(line, cue)
    tail = _tail(line, reached, spoken=line.words[head - 1].quoted)
    if not _closes_tag(line, tail):
        return
    content = _around(page, line, head, tail, plain=tail == reached)
    if content:
        cue_span = line.cut(cue.group, cue.end)
        yield Tagged(content, (line.cut(*speaker),), (cue_span,))


def _after_speech(page: Page, line: Line, cue: Cue, head: int) -> bool:
    quoted = line.quotation_at(head - 1)
    return quoted is not None and Frame.QUOTE in cue.entry.frames and is_speech(page, quoted)


def _past_listener(line: Line, cue: Cue) -> int:
    """Return the word after 'told the Lisk Courier'."""
    if cue.entry.base not in {"tell", "ask", "assure", "remind", "warn", "inform"}:
        return cue.end
    listener = phrase_after(line, cue.end)
    return listener[1] if listener else cue.end


def _inverted_speaker(line: Line, cue: Cue) -> tuple[int, int] | None:
    """Return 'Rena Oster' for '“…,” said Rena Oster' and 'It fell, said Rena Oster'."""
    before = line.at(cue.group - 1)
    if (
        before is None
        or not (before.quoted or before.text in {",", "—", "–"})
        or cue.entry.base == "tell"
    ):
        return None
    if (
        not before.quoted
        and not line.words[cue.group - 2].quoted
        and phrase_before(line, cue.group)
    ):
        return None
    phrase = phrase_after(line, cue.end)
    if phrase is None or line.lower(phrase[0]) in {"him", "them", "us", "me"}:
        return None
    return with_apposition(line, phrase)


def _tail(line: Line, index: int, *, spoken: bool) -> int:
    """Skip 'on Monday', 'in a statement', 'to reporters' up to the next pause or quotation."""
    first = line.lower(index)
    if not (
        first in PREPOSITIONS | TEMPORALS | WEEKDAYS | {"when", "as", "told"}
        or first.endswith("ly")
        or (spoken and first.endswith("ing"))
    ):
        return index
    for at in range(index, min(index + 22, len(line))):
        word = line.words[at]
        if word.quoted or word.text in _TAG_PAUSES:
            return at
        if word.lower == "that":
            return index
    return len(line) if len(line) - index <= 22 else index


def _closes_tag(line: Line, tail: int) -> bool:
    word = line.at(tail)
    return word is None or word.text in _TAG_PAUSES or word.quoted


def _around(page: Page, line: Line, head: int, tail: int, *, plain: bool) -> tuple[Span, ...]:
    """Return the content before a tag and, where the sentence goes on with it, after it."""
    before = line.at(head - 1)
    if before is None:
        return ()
    if before.quoted:
        first = _quoted_before(page, line, head - 1)
    elif before.text in {",", "—", "–", "--"} and line.at(head - 2) is not None:
        if line.words[head - 2].quoted:
            first = _quoted_before(page, line, head - 2)
        else:
            first = _clause_before(page, line, head - 1, tail, plain=plain)
    else:
        return ()
    return first + _rest_after(page, line, tail, first) if first is not None else ()


def _quoted_before(page: Page, line: Line, last: int) -> tuple[Span, ...]:
    quoted = line.quotation_at(last)
    if quoted is None:
        return ()
    start = line.index_at(quoted.pieces[0].start)
    lead = [word for word in line.words[:start] if word.is_word]
    if start and line.words[0].start >= quoted.pieces[0].start - 400 and len(lead) > 1:
        whole = line.words[start - 1].text not in {":", ","} and not any(
            lexicon().verbs.get(word.lower) and word.lower in {"said", "says", "told", "added"}
            for word in lead
        )
        if whole and quoted.pieces[0].start > line.span.start:
            return pieces_between(page, line, 0, last + 1)
    return quoted.pieces


def _clause_before(
    page: Page, line: Line, end: int, tail: int, *, plain: bool
) -> tuple[Span, ...] | None:
    spoken = [i for i in range(end) if line.words[i].quoted]
    if spoken and line.lower(spoken[-1] + 1).endswith("ing"):
        return _quoted_before(page, line, spoken[-1])
    words = [word for word in line.words[:end] if word.is_word]
    last = line.at(tail)
    medial = last is not None and last.text in {",", "—", "–", "--"} and tail + 1 < len(line)
    if len(words) < 3 and not medial:
        return None
    if line.lower(0) in PREPOSITIONS and not medial and (len(words) < 6 or not plain):
        return None
    following = line.at(tail + 1)
    if medial and following is not None and following.quoted and line.lower(0) in _LEAD_INS:
        return None
    start = 0
    while start < end and line.lower(start) in {
        "but",
        "and",
        "so",
        "yet",
        "then",
        "still",
        "however",
        ",",
    }:
        start += 1
    return pieces_between(page, line, start, end)


def _rest_after(page: Page, line: Line, tail: int, first: tuple[Span, ...]) -> tuple[Span, ...]:
    pause = line.at(tail)
    start = tail if pause is not None and pause.quoted else tail + 1
    if start >= len(line) or (pause is not None and pause.text in {"?", "!", ";"}):
        return ()
    opening = line.words[start]
    if opening.quoted:
        end = start
        quoted = line.quotation_at(start)
        while end < len(line) and line.quotation_at(end) is quoted:
            end += 1
        return _apart(first, quoted.pieces if quoted else ())
    if (pause is not None and pause.text == ".") or opening.lower.endswith("ing"):
        return ()
    if (
        opening.lower
        in {"and", "but", "who", "which", "while", "as", "when", "after", "referring", "though"}
        and first
    ):
        return ()
    return _apart(first, pieces_between(page, line, start, clause_end(line, start)))


def _apart(first: tuple[Span, ...], rest: Sequence[Span]) -> tuple[Span, ...]:
    return tuple(piece for piece in rest if not any(piece.overlaps(other) for other in first))


# --- cues with their content after them


def _forward(
    page: Page, line: Line, cue: Cue, later: Sequence[Cue], found: Sequence[Tagged]
) -> Iterator[Tagged]:
    if _is_passive(line, cue) or _is_reduced(line, cue):
        return
    participle = line.lower(cue.start).endswith("ing") and cue.group == cue.start
    speaker = _elided(line, cue, found) if participle or _follows_and(line, cue) else None
    if speaker is None and not participle:
        phrase = phrase_before(line, cue.group)
        if phrase is None and _follows_and(line, cue):
            return
        speaker = line.cut(*phrase) if phrase else None
        if (
            speaker is None
            or not _agrees(line, cue)
            or speaker.text_in(line.text).lower() in {"you", "there"}
        ):
            return
    if participle and not (line.lower(cue.start - 1) == "," or cue.start == 0):
        return
    start = _content_start(line, cue)
    if start is None or start >= len(line):
        return
    stops = [at for later_cue in later if (at := _break_before(line, later_cue, start)) is not None]
    end = clause_end(line, start, [*stops, *_subordinate_end(line, cue, start)])
    content = _apart_from(pieces_between(page, line, start, end), found)
    if content and (speaker is not None or participle):
        span = line.cut(cue.group, cue.end)
        yield Tagged(content, (speaker,) if speaker else (), (span,))


def _break_before(line: Line, cue: Cue, start: int) -> int | None:
    """Return where a later attribution of the same rank begins ('…, and she said', '… and said that', 'While …, he said')."""
    phrase = phrase_before(line, cue.group, start)
    if phrase is None or phrase[0] <= start:
        coordinated = line.lower(cue.group - 1) in {"and", "but"} and cue.group - 1 > start
        return cue.group if coordinated and _conjunction_near(line, cue.end) is not None else None
    at = phrase[0]
    before = line.lower(at - 1)
    if (
        before in {"and", "but", "while", "as", "though"} and line.lower(at - 2) in {",", ";"}
    ) or before == ";":
        return at
    return (
        at
        if before == "," and line.lower(0) in {"while", "although", "though", "if", "when"}
        else None
    )


def _subordinate_end(line: Line, cue: Cue, start: int) -> list[int]:
    """Return the comma that closes the clause of 'While Oster denies it, …'."""
    if line.lower(0) not in {"while", "although", "though"} or any(
        line.words[i].text == "," for i in range(cue.start)
    ):
        return []
    return [
        i
        for i in range(start + 1, len(line))
        if line.words[i].text == "," and not line.words[i].quoted
    ][:1]


def _apart_from(content: tuple[Span, ...], found: Sequence[Tagged]) -> tuple[Span, ...]:
    taken = [span for tagged in found for span in tagged.content]
    return tuple(piece for piece in content if not any(piece.overlaps(span) for span in taken))


def _follows_and(line: Line, cue: Cue) -> bool:
    before = line.lower(cue.group - 1)
    return before in {"and", "but"} or (before == "," and line.lower(cue.group) in {"also", "then"})


def _elided(line: Line, cue: Cue, found: Sequence[Tagged]) -> Span | None:
    """Return the speaker of the attribution before, or the first phrase of the sentence."""
    earlier = [
        t
        for t in found
        if t.speaker
        and line.span.contains(t.speaker[0])
        and t.speaker[0].end <= line.words[cue.start].start
    ]
    if earlier:
        return earlier[-1].speaker[0]
    first = phrase_after(line, 0)
    return line.cut(*first) if first and first[1] <= cue.group else None


def _agrees(line: Line, cue: Cue) -> bool:
    """Refuse an infinitive ('to say') and a base form that has no auxiliary and no plural before it."""
    return line.lower(cue.group - 1) != "to" and line.lower(cue.start - 1) != "to"


def _content_start(line: Line, cue: Cue) -> int | None:
    """Return the first word of the content after the cue, or None where the cue has none."""
    frames, index = cue.entry.frames, cue.end
    quote = _quote_near(line, index)
    if quote is not None:
        return quote
    if Frame.PERSON in frames:
        listener = phrase_after(line, index)
        if listener is None:
            return None
        index = listener[1]
        if cue.entry.base == "tell" and line.lower(index) == "to":
            return index
    conjunction = _conjunction_near(line, index)
    if conjunction is not None:
        return conjunction + 1 if line.lower(conjunction) == "that" else conjunction
    if line.at(index) is None or line.words[index].text in _TAG_PAUSES - {":"}:
        return None
    if line.words[index].text == ":":
        return index + 1
    if Frame.INFINITIVE in frames and "to" in {line.lower(i) for i in range(index, index + 8)}:
        return index
    if (cue.entry.base in _NEEDS_CONJUNCTION and Frame.OBJECT not in frames) or (
        Frame.INFINITIVE in frames and frames == {Frame.INFINITIVE}
    ):
        return None
    while line.lower(index) in WEEKDAYS or (
        line.lower(index) == "on" and line.lower(index + 1) in WEEKDAYS
    ):
        index += 1
    if (
        line.lower(index) in PREPOSITIONS - {"about", "for", "over", "against"}
        and Frame.OBJECT not in frames
    ):
        return None
    if cue.entry.base == "say" and line.lower(index) in {"so", "nothing", "goodbye", "anything"}:
        return None
    return index


def _quote_near(line: Line, index: int) -> int | None:
    """Return the quotation after the cue, 'X said on Monday: “…”' and 'X told Y, “…”' included."""
    for at in range(index, min(index + 14, len(line))):
        word = line.words[at]
        if word.quoted:
            gap = [line.words[i] for i in range(index, at)]
            if not gap or (
                gap[-1].text in {",", ":"} and len([w for w in gap if w.text == ","]) <= 1
            ):
                return at
            return None
        if word.lower in _COMPLEMENTIZERS | PRONOUNS | AUXILIARIES or word.text in {".", ";"}:
            return None
    return None


def _conjunction_near(line: Line, index: int) -> int | None:
    """Return the 'that' or 'whether' of 'said on Monday in Lisk that …'."""
    if line.lower(index) in _COMPLEMENTIZERS:
        return index
    if line.lower(index) not in PREPOSITIONS | TEMPORALS | WEEKDAYS:
        return None
    for at in range(index, min(index + 14, len(line))):
        if line.words[at].text in {",", ";", ":"} or line.words[at].quoted:
            return None
        if line.lower(at) == "that":
            return at
    return None
