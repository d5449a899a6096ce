"""One mention of a speaker, read on its own: a pronoun, a person, a state, a body or a description.

What a mention means depends on the text around it and is decided elsewhere; here
only its own words count.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from claims.span import Span, trim
from claims.speakers.lexicon import Group, Noun, key, lexicon, word_list
from claims.speakers.person import person
from claims.speakers.phrase import DETERMINERS, EDGES, PRONOUNS, Form, Mention, segments
from claims.speakers.role import (
    country_in,
    head_of,
    place_key,
    read_role,
    strange_head,
)
from claims.speakers.word import Sort, Word, chunks, human, words_in

# 'the Post' is a newspaper where 'the post' is a text
_OUTLETS = word_list("outlet_endings") - {"review", "standard", "monitor", "news", "radio"}


_GROUPS = word_list("unnamed_states")

_MANY = frozenset({"most", "some", "many", "few", "others", "all", "several", "those", "these"})


_LEADING = re.compile(
    r"(?:(?:but|and|even|then|while|yet|however|meanwhile|also|so|as|only|both|either|neither|"
    r"according to|for|by|from|to)\s+)+",
    re.IGNORECASE,
)


def parse(text: str, start: int, end: int) -> Mention | None:
    """Return the mention at [start, end), or None when nothing but signs stands there.

    >>> parse("Ada Quist, Peru's envoy,", 0, 24).name
    'Ada Quist'
    >>> mention = parse("the Peruvian government", 0, 23)
    >>> mention.form.value, mention.name
    ('state', 'Peru')
    """
    span = tidy(text, start, end)
    if span is None:
        return None
    words = span.text_in(text)
    if key(words) in PRONOUNS and words not in {"US", "IT", "WHO"}:
        return Mention(span, words, Form.PRONOUN, PRONOUNS[key(words)])
    tokens = words_in(text, span.start, span.end)
    if not tokens:
        return None
    determiner = tokens[0].fold if tokens[0].fold in DETERMINERS else ""
    return (
        person(text, span, tokens)
        or _state(words, span, tokens, determiner)
        or _body(words, span, tokens, determiner)
        or (_without_tail(text, span, tokens) if head_of(tokens) is None else None)
        or _description(words, span, tokens, determiner)
    )


def _without_tail(text: str, span: Span, tokens: Sequence[Word]) -> Mention | None:
    """Read a state or body with a phrase hanging on it ('the Union on Monday')."""
    for index, token in enumerate(tokens):
        if index and token.fold in lexicon().prepositions:
            shorter = parse(text, span.start, tokens[index - 1].end)
            if shorter is not None and shorter.known:
                return replace(shorter, span=span)
            return None
    return None


def tidy(text: str, start: int, end: int) -> Span | None:
    """Return the range without marks, conjunctions and prepositions at its edges.

    >>> tidy('Even Mrs. Quist, ', 0, 17)
    Span(start=5, end=15)
    """
    while start < end and text[start] in EDGES:
        start += 1
    numbered = re.compile(r"\d+[.)]\s+(?=[A-Z])").match(text, start, end)
    if numbered and numbered.end() < end:
        start = numbered.end()
    leading = _LEADING.match(text, start, end)
    if leading and leading.end() < end:
        start = leading.end()
    while end > start and text[end - 1] in EDGES:
        end -= 1
    possessive = re.compile(r"[’']s$").search(text, start, end)
    if possessive and possessive.start() > start:
        end = possessive.start()
    return trim(text, start, end)


def _state(words: str, span: Span, tokens: list[Word], determiner: str) -> Mention | None:
    lex = lexicon()
    core = key(re.sub(r"^(?:the|both)\s+", "", words, flags=re.IGNORECASE))
    country = lex.states.get(core) or lex.states.get(f"the {core}") or lex.demonyms.get(core)
    if country is None and determiner == "the" and core.endswith("s"):
        country = lex.demonyms.get(core[:-1])
    if country is not None:
        return Mention(span, words, Form.STATE, country, determiner, known=True)
    found = head_of(tokens)
    if found is None or found[1].group != Group.STATE:
        return None
    body = _known_body(tokens)
    if body is not None:
        return Mention(span, words, Form.BODY, body, determiner, found[1], known=True)
    country = country_in(tokens) or _strange_country(tokens, found[0])
    known = country is not None and country in lex.states.values()
    if country is None:
        return None
    return Mention(span, words, Form.STATE, country, determiner, found[1], known=known)


def _strange_country(tokens: Sequence[Word], head: int) -> str | None:
    """Return a capitalised modifier that may be the adjective of a country not in the register."""
    before = [w for w in tokens[:head] if w.capital and w.fold not in DETERMINERS | _GROUPS]
    return before[0].plain if len(before) == 1 and before[0].fold not in lexicon().things else None


def _known_body(tokens: Sequence[Word]) -> str | None:
    lex = lexicon()
    for chunk in chunks(tokens):
        if chunk.sort == Sort.BODY:
            return lex.bodies[place_key(tokens, chunk.first, chunk.last)].name
    return None


def _body(words: str, span: Span, tokens: list[Word], determiner: str) -> Mention | None:
    lex = lexicon()
    core = re.sub(r"^(?:the)\s+", "", words, flags=re.IGNORECASE)
    whole = lex.bodies.get(key(core)) or lex.bodies.get(key(words))
    if whole is not None:
        return Mention(span, words, Form.BODY, whole.name, determiner, known=True)
    if determiner == "the" and core[:1].isupper() and key(core) in _OUTLETS:
        noun = Noun(key(core), Group.BODY)
        return Mention(span, words, Form.BODY, core, determiner, noun, known=True)
    found = head_of(tokens)
    if found is not None and (
        human(found[1].group) or found[1].group in {Group.DOCUMENT, Group.STATE}
    ):
        return None
    segment = tokens[: segments(tokens)[0][1]] if segments(tokens) else tokens
    named = [w for w in segment if w.capital and w.fold not in DETERMINERS]
    known = _known_body(segment)
    if found is not None and known is not None and _agency_phrase(segment, found[0]):
        return Mention(span, words, Form.BODY, known, determiner, found[1], known=True)
    last_capital = segment[-1].capital and segment[-1].fold in lex.things and _all_capital(segment)
    if found is None and not last_capital:
        return None
    stripped = re.sub(r"\s*\([^)]*\)?|,.*$|^(?:so-called|self-styled) ", "", core, flags=re.DOTALL)
    stripped = stripped.strip()
    if found is not None:
        stripped = re.sub(r"(?<=\w)\s+(?:in|at|on|near|from)\s.*$", "", stripped, flags=re.DOTALL)
    if found is not None and found[0] < len(segment) - 1 and not segment[found[0]].capital:
        after = segment[found[0] + 1 :]
        if after[0].capital and after[-1].capital:
            stripped = words[after[0].start - span.start : after[-1].end - span.start]
    return Mention(
        span,
        words,
        Form.BODY,
        unowned(stripped) if named else stripped,
        determiner,
        found[1] if found else None,
        plural=bool(found and found[1].plural),
        owner=tokens[0].text if tokens[0].fold in PRONOUNS else "",
        known=bool(named),
    )


def _all_capital(tokens: Sequence[Word]) -> bool:
    small = {"of", "for", "and", "the", "on", "in", "de"}
    return all(w.capital or w.fold in small for w in tokens)


def _agency_phrase(tokens: Sequence[Word], head: int) -> bool:
    """Tell 'the TASS news agency' from 'the Taliban negotiating team'."""
    return tokens[head].fold in lexicon().outlets | {"group", "movement"}


def unowned(name: str) -> str:
    """Return the body's name without the country that owns it, where what is left is a name.

    >>> unowned("Peru's Harbour Board"), unowned("Peru's foreign ministry")
    ('Harbour Board', "Peru's foreign ministry")
    """
    rest = re.sub(r"^\S+[’']s\s+", "", name)
    return rest if rest[:1].isupper() and " " in rest else name


def _without_clause(words: str, tokens: Sequence[Word]) -> str:
    """Return the phrase up to the comma or bracket that follows its head."""
    first = segments(tokens)
    kept = tokens[first[0][0] : first[0][1]] if first else tokens
    if head_of(kept) is None and strange_head(kept) is None and len(kept) < 2:
        return words
    return re.sub(r"\s*(?:,|\().*$", "", words, flags=re.DOTALL) or words


def _description(words: str, span: Span, tokens: list[Word], determiner: str) -> Mention:
    words = _without_clause(words, tokens)
    found = head_of(tokens) or strange_head(tokens)
    noun = found[1] if found else None
    role = read_role(words, strange=True)
    plural = noun.plural if noun else key(words.split()[-1]).endswith("s")
    plural = plural or tokens[0].fold in _MANY
    owner = ""
    if tokens[0].fold in PRONOUNS and determiner in {"his", "her", "its", "their", "my", "our"}:
        owner = tokens[0].text
    elif tokens[0].capital:
        held = next((i for i, w in enumerate(tokens) if w.possessive), None)
        if held is not None and found is not None and held < found[0]:
            owner = " ".join([*(w.text for w in tokens[:held]), tokens[held].plain])
    return Mention(
        span,
        words,
        Form.DESCRIPTION,
        determiner=determiner,
        noun=noun,
        role=role,
        gender=noun.gender if noun else None,
        plural=plural and determiner not in {"a", "an", "another", "one"},
        owner=owner,
    )
