"""The forms an English verb or noun takes."""

from __future__ import annotations

from collections.abc import Iterator

from claims.extraction.vocabulary import words

_IRREGULAR = {
    "say": "says said saying",
    "tell": "tells told telling",
    "write": "writes wrote written writing",
    "think": "thinks thought thinking",
    "know": "knows knew known knowing",
    "find": "finds found finding",
    "show": "shows showed shown showing",
    "see": "sees saw seen seeing",
    "hold": "holds held holding",
    "feel": "feels felt feeling",
    "hear": "hears heard hearing",
    "swear": "swears swore sworn swearing",
    "foresee": "foresees foresaw foreseen foreseeing",
    "foretell": "foretells foretold foretelling",
    "forecast": "forecasts forecast forecasted forecasting",
    "speak": "speaks spoke spoken speaking",
    "make": "makes made making",
    "give": "gives gave given giving",
    "take": "takes took taken taking",
    "put": "puts put putting",
    "cast": "casts cast casting",
    "draw": "draws drew drawn drawing",
    "go": "goes went gone going",
    "have": "has had having",
    "be": "is are was were am been being",
    "keep": "keeps kept keeping",
    "let": "lets let letting",
    "hit": "hits hit hitting",
    "bet": "bets bet betting",
    "seek": "seeks sought seeking",
    "beseech": "beseeches beseeched besought beseeching",
    "undertake": "undertakes undertook undertaken undertaking",
    "send": "sends sent sending",
    "come": "comes came coming",
    "learn": "learns learned learnt learning",
    "prove": "proves proved proven proving",
    "lip": "lips lipped",
    "panic": "panics panicked panicking",
}
_DOUBLED = words(
    """
    admit refer infer beg plan commit submit quip brag rebut permit slam dub chat stop plot
    acquit star
    """
)
_NEVER_VERBS = words(
    """
    to of the a an in on at as for about with into out up off aside it clear attention no
    nor neither doubt concern comment available yet tight so called upon not
    """
)


def lemma_forms(verb: str) -> tuple[str, ...]:
    """Return the base form and all others of a word of a phrase, of what is no verb itself alone.

    >>> lemma_forms("deny")
    ('deny', 'denies', 'denied', 'denying')
    >>> lemma_forms("admit")[2]
    'admitted'
    """
    return (verb,) if verb in _NEVER_VERBS else verb_forms(verb)


def verb_forms(verb: str) -> tuple[str, ...]:
    """Return the base form and all others of what is a verb, whatever else it may be.

    >>> lemma_forms("doubt"), verb_forms("doubt")[2]
    (('doubt',), 'doubted')
    """
    if verb in _IRREGULAR:
        return (verb, *_IRREGULAR[verb].split())
    return (verb, *_regular(verb))


def _regular(verb: str) -> Iterator[str]:
    stem = verb
    if verb.endswith("y") and verb[-2] not in "aeiou":
        yield verb[:-1] + "ies"
        yield verb[:-1] + "ied"
        yield verb + "ing"
        return
    yield verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z")) else "s")
    if verb in _DOUBLED:
        stem = verb + verb[-1]
    if verb.endswith("e"):
        yield verb + "d"
        yield (verb if verb.endswith("ee") else verb[:-1]) + "ing"
        return
    yield stem + "ed"
    yield stem + "ing"


def noun_forms(noun: str) -> tuple[str, str]:
    """Return singular and plural.

    >>> noun_forms("theory")
    ('theory', 'theories')
    """
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return noun, noun[:-1] + "ies"
    return noun, noun + ("es" if noun.endswith(("s", "sh", "ch", "x")) else "s")
