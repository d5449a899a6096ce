"""The main clause of a statement: its subject, its finite verb and its negation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from claims.comparison import lexicon
from claims.comparison.parse import Tag, Word, parse
from claims.quantity import Quantity, find_quantities
from training.judge.inflect import forms, is_plural, tables, word_set

Edit = tuple[int, int, str]
_BE = {"is", "are", "was", "were", "am"}
_HAVE = {"has", "have", "had"}
_DO = {"does", "do", "did"}
_MODALS = {"will", "would", "can", "could", "should", "must", "cannot"}
_IN_SUBJECT = {
    Tag.DETERMINER, Tag.ADJECTIVE, Tag.NOUN, Tag.NAME, Tag.NUMBER, Tag.PREPOSITION, Tag.CONJUNCTION,
}  # fmt: skip
_NO_START = word_set("no_start")
_TRANSITIVE = word_set("transitive")
_LEADING = {"and", "but", "so", "because", "or"}
_SHORT = {"sen", "rep", "gov", "mr", "mrs", "ms", "dr", "st", "jr", "u.s", "gen", "u.k"}
_OPENERS = word_set("openers")


@lru_cache(maxsize=64)
def table(part: str, name: str) -> tuple[tuple[str, str], ...]:
    """Return the pairs 'a/b' of a list of words."""
    pairs = (pair.partition("/") for pair in tables()[part][name].split())
    return tuple((a, b) for a, _, b in pairs)


@dataclass(frozen=True, slots=True)
class Clause:
    """A statement whose first words are the subject of its main clause; indexes into words."""

    text: str
    words: tuple[Word, ...]
    first: int
    finite: int
    kind: str
    """be, have, do, modal or verb."""
    negator: int | None
    verb: int | None
    """The full verb of the group, None where 'be' is the whole predicate."""

    @property
    def subject(self) -> tuple[Word, ...]:
        return self.words[self.first : self.finite]

    @property
    def after(self) -> int:
        """The index of the first word behind the verb group."""
        last = max(self.finite, self.negator or 0, self.verb or 0)
        return last + 1

    @property
    def plural(self) -> bool:
        head = self.subject[0].lower
        of = next((w.start for w in self.subject if w.tag is Tag.PREPOSITION), 1 << 30)
        nouns = [w for w in self.subject if w.tag in (Tag.NOUN, Tag.NAME) and w.start < of]
        return (
            head in ("they", "we", "you", "these", "those")
            or any(w.lower == "and" for w in self.subject)
            or (bool(nouns) and nouns[-1].tag is Tag.NOUN and is_plural(nouns[-1].lower))
        )


@lru_cache(maxsize=65536)
def quantities(text: str) -> tuple[Quantity, ...]:
    return find_quantities(text) if _MAY_COUNT.search(text) else ()


def edit(text: str, edits: Sequence[Edit]) -> str:
    """Return the text with ranges replaced; spaces are left single.

    >>> edit("It was open.", [(3, 6, "was not")])
    'It was not open.'
    """
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    text = re.sub(r"\s+", " ", text).strip()
    return re.sub(r"\s+([.,;:])", r"\1", text)


_MAY_COUNT = re.compile(
    r"(?i)\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty|half|"
    r"dozens?|hundreds?|thousands?|millions?|billions?|\w+day|week|month|year|yesterday|today|"
    r"January|February|March|April|May|June|July|August|September|October|November|December)\b"
)
_SPELLED = (
    (r"\bcan[’']t\b|\bcan not\b", "cannot"),
    (r"\bwon[’']t\b", "will not"),
    (r"\bain[’']t\b", "is not"),
    (r"n[’']t\b", " not"),
    (r"(?i)\b(I)[’']m\b", r"\1 am"),
    (r"(?i)\b(they|we|you)[’']re\b", r"\1 are"),
    (r"(?i)\b(they|we|you|I)[’']ve\b", r"\1 have"),
    (r"(?i)\b(they|we|you|I|he|she|it)[’']ll\b", r"\1 will"),
    (r"(?i)\b(he|she|it|that|there)[’']s (?=(?:not|an?|the|very|so|no) |\w+ing\b)", r"\1 is "),
)  # fmt: skip


def spell_out(text: str) -> str:
    """Return the text with its contractions written out.

    >>> spell_out("They don’t know, he can't say")
    'They do not know, he cannot say'
    """
    for pattern, full in _SPELLED:
        text = re.sub(pattern, full, text)
    return text


def contract(text: str) -> str:
    """Return the text with its negations contracted.

    >>> contract("It did not open and will not open.")
    "It didn't open and won't open."
    """
    text = re.sub(r"\bwill not\b", "won't", re.sub(r"\bcannot\b", "can't", text))
    return re.sub(
        r"\b(do|does|did|is|are|was|were|has|have|had|would|could|should) not\b", r"\1n't", text
    )


@lru_cache(maxsize=65536)
def find_clause(text: str) -> Clause | None:
    """Return the main clause of a statement, None where its make-up is not plain.

    >>> c = find_clause("The minister did not close the border.")
    >>> c.kind, c.words[c.verb].text, [w.text for w in c.subject]
    ('do', 'close', ['The', 'minister'])
    >>> find_clause("closing the border in May") is None
    True
    """
    words = parse(text)
    if "?" in text or ";" in text or len(words) < 4 or words[0].lower in _NO_START:
        return None
    first = _start(words)
    finite = _finite(words, first)
    if finite is None or finite == first:
        return None
    return _group(text, words, first, finite)


def _start(words: tuple[Word, ...]) -> int:
    """Return where the subject may begin, past 'And' and 'In 2008,'."""
    first = 1 if words[0].lower in _LEADING else 0
    if words[first].tag in (Tag.PREPOSITION, Tag.ADVERB):
        for j in range(first + 1, min(first + 8, len(words) - 2)):
            if words[j].text == ",":
                return j + 1
            if words[j].tag in (Tag.VERB, Tag.AUXILIARY, Tag.MODAL):
                break
    return first


def _finite(words: tuple[Word, ...], first: int) -> int | None:
    for i in range(first, len(words)):
        word, before = words[i], words[i - 1] if i > first else None
        if word.tag in (Tag.AUXILIARY, Tag.MODAL, Tag.VERB) or word.lower == "cannot":
            return i
        if not _belongs(word, before, start=i == first):
            return None
    return None


def _belongs(word: Word, before: Word | None, *, start: bool) -> bool:
    """Tell whether a word can go on a simple subject."""
    lower = word.lower
    if start:
        return (
            lower in _OPENERS
            or lower in ("everyone", "everybody", "nobody", "nothing", "no", "nothing", "none")
            or word.tag in _IN_SUBJECT - {Tag.PREPOSITION, Tag.CONJUNCTION}
        )
    if before is None or before.lower in _OPENERS - {"this", "that", "these", "those"}:
        return False
    if word.text in (".", "-", "’", "'"):
        return before.lower in _SHORT or len(before.text) == 1 or word.text != "."
    if word.tag not in _IN_SUBJECT or (word.tag is Tag.CONJUNCTION and lower not in ("and", "&")):
        return False
    if lower in ("for", "as") and before.tag is Tag.NAME:
        return False
    if lower in ("who", "which", "what", "whose", "that"):
        return False
    noun_before = before.tag in (Tag.NOUN, Tag.NAME)
    if word.tag is Tag.DETERMINER and noun_before:
        return lower in ("'s", "’s")
    plural_before = before.tag is Tag.NOUN and is_plural(before.lower)
    return not (plural_before and word.tag in (Tag.NAME, Tag.ADJECTIVE, Tag.NOUN, Tag.NUMBER))


def _group(text: str, words: tuple[Word, ...], first: int, finite: int) -> Clause | None:
    word = words[finite]
    lower = word.lower
    kind = _kind(words, finite)
    if kind is None:
        return None
    negator = finite if lower == "cannot" else None
    i = finite + 1
    verb: int | None = finite if kind == "verb" else None
    while i < len(words) and verb is None and i < finite + 6:
        w = words[i]
        if w.lower in ("not", "never"):
            negator = i
        elif w.tag is Tag.VERB:
            verb = i
        elif w.tag is Tag.ADVERB or (w.tag is Tag.AUXILIARY and w.lower in ("be", "been", "being")):
            pass
        elif (
            kind in ("modal", "do")
            and w.tag in (Tag.NOUN, Tag.ADJECTIVE, Tag.AUXILIARY)
            and lexicon.counts(w.lower).get("v", -1) >= 0
        ):
            verb = i
        else:
            break
        i += 1
    if kind in ("do", "modal") and verb is None and "be" not in [w.lower for w in words[finite:i]]:
        return None
    if kind == "have" and verb is None and words[i - 1].lower != "been":
        return None
    if kind == "be" and verb is not None and words[verb].lower == words[verb].lemma:
        verb = None
    if kind == "be" and i < len(words) and words[i].text == ",":
        return None
    found = Clause(text, words, first, finite, kind, negator, verb)
    return found if _agrees(found) else None


def _kind(words: tuple[Word, ...], i: int) -> str | None:
    word, lower = words[i], words[i].lower
    if lower in _MODALS:
        return "modal"
    if lower in _BE:
        return "be"
    if lower in _DO and any(w.lower in ("not", "never") for w in words[i + 1 : i + 3]):
        return "do"
    if lower in _HAVE:
        return "have" if _is_perfect(words, i) else "verb"
    if word.tag is not Tag.VERB:
        return None
    shape = forms(word.lemma)
    if shape is None or lower not in (shape.past, shape.third, shape.base):
        return None
    return "verb"


def _is_perfect(words: tuple[Word, ...], i: int) -> bool:
    """'Has greatly improved', 'had not been' against 'has improved software'."""
    for w in words[i + 1 : i + 5]:
        if w.tag is Tag.ADVERB or w.lower in ("not", "never") or w.lower.endswith("ly"):
            continue
        shape = forms(lexicon.lemma(w.lower, "v"))
        return w.lower == "been" or (shape is not None and w.lower == shape.participle)
    return False


def _agrees(clause: Clause) -> bool:
    """Number agrees, and what looks like a past tense is no participle before the real verb."""
    word = clause.words[clause.finite]
    subject = clause.subject
    if clause.kind != "verb":
        return True
    shape = forms(word.lemma)
    if shape is None:
        return False
    after = clause.words[clause.after] if clause.after < len(clause.words) else None
    if after is not None and (after.tag in (Tag.AUXILIARY, Tag.MODAL) or _is_past(after)):
        return False
    nounish = lexicon.counts(word.lower).get("n", -1) >= 0 or word.lower.endswith("s")
    if after is not None and after.lower in ("of", "about", "between", "against") and nounish:
        return False
    if nounish and after is not None and after.tag in (Tag.PREPOSITION, Tag.MARK):
        known = lexicon.counts(word.lemma)
        if word.lower != shape.past and 2 * known.get("n", 0) > known.get("v", 0):
            return False
    if word.lower == shape.base and lexicon.counts(shape.base).get("a", 0) > 5:
        return False
    plural = clause.plural or subject[0].lower in ("i", "you")
    if word.lower == shape.base and word.lower != shape.past:
        return plural
    if word.lower == shape.third:
        return not plural
    if after is not None and after.lower in (
        "by",
        "as",
        "in",
        "at",
        "for",
        "to",
        "on",
        "of",
        "from",
        "with",
    ):
        for w in clause.words[clause.after + 1 :]:
            if w.tag in (Tag.SUBORDINATOR, Tag.PRONOUN, Tag.CONJUNCTION):
                break
            if w.tag in (Tag.AUXILIARY, Tag.MODAL):
                return False
        if after.lower in ("by", "as", "of"):
            return False
    bare = after is None or after.tag in (Tag.PREPOSITION, Tag.ADVERB, Tag.MARK)
    return not (bare and shape.past == shape.participle and word.lemma in _TRANSITIVE)


def _is_past(word: Word) -> bool:
    shape = forms(word.lemma) if word.tag is Tag.VERB else None
    return shape is not None and word.lower == shape.past and shape.past != shape.base
