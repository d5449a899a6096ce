"""Named persons in a phrase: 'the head of the board, Ada Quist' with the role before or after."""

from __future__ import annotations

import re
from collections.abc import Sequence

from claims.span import Span
from claims.speakers.lexicon import Group, key, lexicon, word_list
from claims.speakers.phrase import DETERMINERS, EDGES, Form, Mention, segments
from claims.speakers.role import (
    RANKS,
    Role,
    head_of,
    read_role,
)
from claims.speakers.word import Chunk, Sort, Word, chunks, human

_PERSONAL = word_list("personal")


def person(text: str, span: Span, tokens: list[Word]) -> Mention | None:
    """Read a named person: 'the head of the board, Ada Quist' with the role before or after."""
    before = ""
    for first, last in segments(tokens):
        segment = tokens[first:last]
        cut = chunks(segment)
        for index, chunk in enumerate(cut):
            if chunk.sort == Sort.NAME and _names_person(segment, cut, index):
                if before and not _introduces(segment[: chunk.first]):
                    return None
                return _named(text, span, tokens, segment, chunk, last, before)
        if before or segment[0].fold in {"citing", "quoting", "including"}:
            return None
        if not first and _ONE_OF.fullmatch(text[segment[0].start : segment[-1].end]):
            continue
        opens = 1 if segment[0].fold in DETERMINERS and len(segment) > 1 else 0
        before = text[segment[opens].start : segment[-1].end]
        if _of_body(segment, tokens[last:]):
            return None
        strange = _may_be_strange(text, segment, tokens[last:])
        role = read_role(before) or (_strange_role(before) if strange else None)
        if role is None or (role.plural and not key(before).startswith("one of ")):
            return None
    return None


_ONE_OF = re.compile(r"one of (?:them|these|those|the [a-z]+)", re.I)


def _of_body(segment: Sequence[Word], rest: Sequence[Word]) -> bool:
    """Tell whether a name after a comma may be that of a body: 'a clerk of the mint, Orwick'.

    Who is introduced with 'a' has his full name; one word says what the mint is called.
    """
    if segment[0].fold not in {"a", "an", "one", "another"} or segment[-1].capital:
        return False
    hangs = any(w.fold in {"of", "at", "for", "from"} for w in segment[1:])
    name = [w for w in rest if w.text != ","]
    return hangs and len(name) == 1


def _may_be_strange(text: str, segment: Sequence[Word], rest: Sequence[Word]) -> bool:
    """Tell whether words before a comma may name an occupation that no list has.

    'The pharmacist, Ada Quist' and 'her successor at the mint, Ada Quist' introduce
    her; in 'the firm named on it, Quist Brothers' more than a noun stands there.
    """
    if segment[0].fold not in DETERMINERS and not segment[0].possessive:
        return False
    hangs = next((i for i, w in enumerate(segment) if w.fold in lexicon().prepositions), None)
    core = segment[1 : len(segment) if hangs is None else hangs]
    small = [w for w in core if not w.capital]
    name = [w for w in rest[1:] if w.text != ","]
    if not small or len(core) > 3 or small[-1].text.endswith(("ed", "ing", "ly")):
        return False
    joined = bool(name) and "&" in text[name[0].start : name[-1].end]
    return small[-1].fold not in _FIRMS and not joined


_FIRMS = word_list("firms")


def _strange_role(before: str) -> Role | None:
    return read_role(f"the {before}", strange=True)


def _introduces(words: Sequence[Word]) -> bool:
    """Tell whether words between a comma and a name lead to it: titles, 'a former nurse named'."""
    if all(map(_titles, words)):
        return True
    *some, last = words
    head = head_of(some)
    named = last.fold in {"named", "called"} and head is not None and human(head[1].group)
    return named and not any(word.fold in lexicon().prepositions for word in some)


def _titles(word: Word) -> bool:
    """Tell whether a word can stand between a comma and the name it introduces."""
    return word.capital or word.fold in lexicon().nouns


def _names_person(words: Sequence[Word], cut: Sequence[Chunk], index: int) -> bool:
    """Tell whether a chunk of name words is the head, and not a modifier, owner or object."""
    chunk = cut[index]
    if words[chunk.last - 1].possessive and chunk.last < len(words):
        return False
    if _speaks_otherwise(words, chunk.first):
        return False
    if any(word.fold in _RELATIVE for word in words[: chunk.first]):
        return False
    if index + 1 < len(cut) and not _lets_name_end(words, cut[index + 1]):
        return False
    return not _is_object(words, cut, index) and not _ends_body(words, cut, index)


# 'a nurse who washed Ada Quist' is the nurse
_RELATIVE = frozenset({"who", "whom", "whose", "which"})


def _speaks_otherwise(words: Sequence[Word], first: int) -> bool:
    """Tell whether the words before a name have a head of their own: a body, a text, a group."""
    head = head_of(words[:first])
    if head and not human(head[1].group) and not words[head[0]].capital and _hangs(words, head[0]):
        return True
    nouns = [lexicon().nouns.get(word.fold) for word in words[:first]]
    if any(noun and noun.plural and human(noun.group) for noun in nouns):
        return True
    last = nouns[-1] if nouns and not words[first - 1].possessive else None
    return last is not None and last.group in {Group.BODY, Group.DOCUMENT}


def _lets_name_end(words: Sequence[Word], follower: Chunk) -> bool:
    """Tell whether what follows leaves the name a name ('Quist of Peru', not 'Quist campaign')."""
    if follower.sort in {Sort.THING, Sort.BODY, Sort.TITLE}:
        return False
    if words[follower.first].fold in lexicon().nouns:
        return False
    if follower.sort == Sort.PLACE and follower.last == len(words):
        return False
    return follower.sort != Sort.SMALL or _may_follow(words, follower)


_AFTER_NAME = word_list("after_name")


def _hangs(words: Sequence[Word], head: int) -> bool:
    """Tell whether what follows the head is its complement ('the campaign of the nominee …')."""
    return head + 1 < len(words) and words[head + 1].fold in lexicon().prepositions


def _may_follow(words: Sequence[Word], follower: Chunk) -> bool:
    """Tell whether a small word can follow a person's name: 'Quist of Peru', not 'Quist voters'."""
    lex = lexicon()
    for word in words[follower.first : follower.first + 3]:
        if word.fold in lex.prepositions or word.fold in _AFTER_NAME:
            return True
        return bool(re.search(r"(?:ing|ed)$", word.text))
    return True


def _is_object(words: Sequence[Word], cut: Sequence[Chunk], index: int) -> bool:
    """Tell whether the name hangs on a preposition ('supporters of President Quist')."""
    position = index - 1
    if any(
        (noun := lexicon().nouns.get(w.fold)) and human(noun.group)
        for w in words[: cut[index].first]
    ):
        skipped = {Sort.TITLE}
    else:
        skipped = {Sort.TITLE, Sort.PLACE}
    while position >= 0 and (
        cut[position].sort in skipped
        or (words[cut[position].first].fold == "the" and cut[position].sort == Sort.SMALL)
    ):
        position -= 1
    if position < 0 or cut[position].sort not in {Sort.SMALL, Sort.OPENER}:
        return words[0].fold in _INDEFINITE and any(
            w.fold in lexicon().prepositions for w in words[: cut[index].first]
        )
    if words[cut[position].first].fold not in lexicon().prepositions:
        return False
    return position > 0


_INDEFINITE = frozenset({"a", "an", "one", "another", "some"})


def _ends_body(words: Sequence[Word], cut: Sequence[Chunk], index: int) -> bool:
    """Tell whether the name follows a thing that makes it a body or a place ('Mount Quist')."""
    if index == 0 or cut[index - 1].sort not in {Sort.THING, Sort.BODY}:
        return False
    if words[cut[index - 1].last - 1].possessive:
        return False
    earlier = words[: cut[index - 1].first]
    return not any((noun := lexicon().nouns.get(w.fold)) and human(noun.group) for w in earlier)


def _named(
    text: str,
    span: Span,
    tokens: Sequence[Word],
    segment: Sequence[Word],
    chunk: Chunk,
    last: int,
    before: str,
) -> Mention:
    name = [word.plain for word in segment[chunk.first : chunk.last]]
    ahead = list(segment[: chunk.first])
    gender = next((g for w in ahead if (g := lexicon().title_gender.get(w.fold))), None)
    while ahead and (ahead[-1].fold in _PERSONAL or ahead[0].fold in DETERMINERS):
        ahead = ahead[:-1] if ahead[-1].fold in _PERSONAL else ahead[1:]
    role = (read_role(before) or _strange_role(before)) if before else None
    if role is None and ahead:
        role = read_role(text[ahead[0].start : ahead[-1].end])
    rank, role = (role, None) if role and key(role.words) in RANKS else (None, role)
    if role is None and last < len(tokens):
        role = read_role(text[tokens[last].end : span.end].strip(EDGES))
    return Mention(
        span=span,
        words=span.text_in(text),
        form=Form.PERSON,
        name=" ".join(name),
        role=role or rank,
        gender=gender or (role.gender if role else None),
    )
