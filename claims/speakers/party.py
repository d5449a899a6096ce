"""Joint speakers: 'Peru and Chile' are two, 'the Ministry of Health and Welfare' is one."""

from __future__ import annotations

import re

from claims.span import Span
from claims.speakers.lexicon import Group, key, lexicon
from claims.speakers.mention import parse, tidy
from claims.speakers.phrase import Form, Mention

_JOIN = re.compile(r"\s*,?\s+(?:and|as well as)\s+(?:also\s+)?", re.IGNORECASE)
_COMMA = re.compile(r"\s*,\s*")


def parties(text: str, span: Span) -> list[Mention]:
    """Return the mentions of a speaker span: one, or one for each of several joint speakers.

    >>> [m.name for m in parties("both Peru and Chile", Span(0, 19))]
    ['Peru', 'Chile']
    >>> len(parties("the Ministry of Health and Welfare", Span(0, 34)))
    1
    """
    whole = tidy(text, span.start, span.end)
    if whole is None:
        return []
    joins = list(_JOIN.finditer(text, whole.start, whole.end))
    for join in reversed(joins):
        if "," in text[join.start() : join.end()] and _closes_apposition(text, whole, join.start()):
            continue
        split = _split(text, whole, join.start(), join.end())
        if split:
            return split
    mention = parse(text, whole.start, whole.end)
    return [mention] if mention else []


def _closes_apposition(text: str, whole: Span, at: int) -> bool:
    return text.count("(", whole.start, at) > text.count(")", whole.start, at)


def _split(text: str, whole: Span, left_end: int, right_start: int) -> list[Mention] | None:
    right = parse(text, right_start, whole.end)
    if right is None or not _stands_alone(right):
        return None
    left = _listed(text, whole.start, left_end)
    if not left or not all(map(_stands_alone, left)):
        return None
    both = [*left, right]
    alone = right.form == Form.PERSON and " " not in right.words
    if re.search(r"\b(?:who|which|that|where|whose)\b", text[whole.start : left_end]):
        return None
    if alone and left[-1].form in {Form.BODY, Form.DESCRIPTION}:
        return None
    # 'American and British officials' are one group, such governments are two states
    if _is_adjective(left[-1]) and not (right.form == Form.STATE and right.noun is not None):
        return None
    apposed = "," in text[whole.start : left_end] and left[-1].form == Form.PERSON
    if apposed and right.form == Form.DESCRIPTION and not right.plural:
        return None
    if "," in text[whole.start : left_end] and len(left) == 1 and not _opens_anew(right):
        return None
    named = any(m.form != Form.DESCRIPTION for m in both)
    determined = all(m.determiner in {"the", "a", "an", "another", "one"} for m in both)
    return both if named or determined else None


def _listed(text: str, start: int, end: int) -> list[Mention]:
    """Return the items of 'A, B' when they are alike, else the whole as one mention."""
    pieces: list[Mention] = []
    place = start
    for comma in [*_COMMA.finditer(text, start, end), None]:
        mention = parse(text, place, comma.start() if comma else end)
        if mention is None:
            return []
        pieces.append(mention)
        place = comma.end() if comma else end
    if (
        len({m.form for m in pieces}) == 1
        and len(pieces) > 1
        and pieces[0].form != Form.DESCRIPTION
    ):
        return pieces
    whole = parse(text, start, end)
    return [whole] if whole else []


def _is_adjective(mention: Mention) -> bool:
    core = key(re.sub(r"^the\s+", "", mention.words, flags=re.IGNORECASE))
    return (
        mention.form == Form.STATE and core in lexicon().demonyms and core not in lexicon().states
    )


def _stands_alone(mention: Mention) -> bool:
    if mention.form in {Form.PRONOUN, Form.STATE}:
        return True
    if mention.form == Form.PERSON:
        return not mention.role or mention.role.group != Group.STATE
    if mention.form == Form.BODY:
        return bool(mention.determiner) or (
            mention.known and (" " in mention.name or mention.noun is None)
        )
    known = mention.noun is not None and mention.noun.lemma in lexicon().nouns
    return known and (mention.plural or bool(mention.determiner))


def _opens_anew(mention: Mention) -> bool:
    """Tell whether a phrase cannot be the rest of an apposition before it."""
    return (
        bool(mention.determiner)
        or mention.role is not None
        or mention.form in {Form.PRONOUN, Form.STATE}
    )
