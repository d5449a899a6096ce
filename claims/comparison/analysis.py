"""One statement taken apart: words with their scope, figures, names, poles, predicates."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from claims.attribution import Act, Polarity
from claims.comparison import lexicon
from claims.comparison.parse import Tag, Word
from claims.comparison.scope import REPORT, Scoped, scoped
from claims.comparison.value import GUARDS, Range, Statement
from claims.quantity import Quantity, QuantityKind, find_quantities

_PARTICLES = frozenset({"up", "down", "out", "off", "back", "away"})
_SKIP = frozenset({Tag.DETERMINER, Tag.ADVERB, Tag.ADJECTIVE, Tag.PRONOUN})


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase of the statement that stands at one end of a concept."""

    concept: str
    sign: int
    first: int
    last: int
    negated: bool

    @property
    def effective(self) -> int:
        return -self.sign if self.negated else self.sign


@dataclass(frozen=True, slots=True)
class Predicate:
    """A verb with what stands around it: who does it, to whom or what; indexes of head words."""

    verb: int
    subject: int | None
    object: int | None
    passive: bool

    @property
    def agent(self) -> int | None:
        return self.object if self.passive else self.subject

    @property
    def patient(self) -> int | None:
        return self.subject if self.passive else self.object


@dataclass(frozen=True, slots=True)
class Analysis:
    statement: Statement
    words: tuple[Scoped, ...]
    quantities: tuple[Quantity, ...]
    hits: tuple[Hit, ...]
    predicates: tuple[Predicate, ...]
    content: tuple[int, ...]
    flipped: bool

    @property
    def guarded(self) -> bool:
        """Whether the hedges found with the statement take away that it is asserted flatly."""
        return any(kind in GUARDS for _, _, kind in self.statement.hedges)

    @property
    def forms(self) -> set[str]:
        """All its words, as written and as lemmas."""
        return {s.word.lemma for s in self.words} | {s.word.lower for s in self.words}

    def negated(self, i: int) -> bool:
        return self.words[i].negated != self.flipped

    def span(self, first: int, last: int | None = None) -> Range:
        end = self.words[first if last is None else last].word.end
        return self.words[first].word.start, end

    def text(self, first: int, last: int | None = None) -> str:
        start, end = self.span(first, last)
        return self.statement.text[start:end]


@lru_cache(maxsize=8192)
def analyse(statement: Statement) -> Analysis:
    """Return the statement taken apart.

    >>> a = analyse(Statement("Rescuers did not find 12 of the missing miners on Tuesday."))
    >>> [q.value for q in a.quantities], [a.words[i].word.lemma for i in a.content]
    ([12.0, 1], ['rescuer', 'find', 'missing', 'miner'])
    """
    words = scoped(statement.text)
    day = statement.said or statement.published
    quantities = find_quantities(statement.text, day)
    flipped = statement.polarity is Polarity.NEGATIVE or statement.act is Act.DENIES
    return Analysis(
        statement,
        words,
        quantities,
        _find_hits(words),
        _find_predicates(words),
        _content(words, quantities),
        flipped,
    )


def _content(words: tuple[Scoped, ...], quantities: tuple[Quantity, ...]) -> tuple[int, ...]:
    """Return the words that can be aligned: not figures and times, not the 'said' of a report."""
    taken = [(q.span.start, q.span.end) for q in quantities if q.kind is not QuantityKind.LABEL]
    return tuple(
        i
        for i, s in enumerate(words)
        if s.word.is_content
        and s.word.tag is not Tag.NUMBER
        and s.word.weight > 0
        and not any(start <= s.word.start < end for start, end in taken)
    )


def _find_hits(words: tuple[Scoped, ...]) -> tuple[Hit, ...]:
    starts = _phrases_by_first()
    found: list[Hit] = []
    for i, s in enumerate(words):
        for form in dict.fromkeys((s.word.lemma, s.word.lower, lexicon.lemma(s.word.lower, "v"))):
            for phrase, poles in starts.get(form, ()):
                last = _match(words, i, phrase)
                if last is None:
                    continue
                negated = _outside(words, i, last)
                found.extend(
                    Hit(p.concept, p.sign, i, last, negated)
                    for p in poles
                    if _fits(s.word, p, len(phrase))
                    and not _merely_in_scope(words, i, last, negated)
                )
    longest = [
        h
        for h in found
        if not any(
            o.first <= h.first and h.last <= o.last and (o.last - o.first) > (h.last - h.first)
            for o in found
        )
    ]
    return tuple(dict.fromkeys(longest))


@lru_cache(maxsize=1)
def _phrases_by_first() -> dict[str, tuple[tuple[tuple[str, ...], tuple[lexicon.Pole, ...]], ...]]:
    table: dict[str, list[tuple[tuple[str, ...], tuple[lexicon.Pole, ...]]]] = {}
    for phrase, poles in lexicon.poles().items():
        table.setdefault(phrase[0], []).append((phrase, poles))
    return {first: tuple(phrases) for first, phrases in table.items()}


def _match(words: tuple[Scoped, ...], i: int, phrase: tuple[str, ...]) -> int | None:
    """Return the index of the last word of the phrase that begins at word `i`."""
    at = i
    for k, want in enumerate(phrase[1:], start=1):
        if want == "*":
            continue
        wide = phrase[k - 1] == "*" or (want in _PARTICLES and words[i].word.tag is Tag.VERB)
        gap = 4 if wide else 2
        j = at + 1
        while j < len(words) and not _is(words[j], want):
            word = words[j].word
            if (
                gap == 0
                or word.tag is Tag.MARK
                or (gap <= 2 and phrase[k - 1] != "*" and word.tag not in _SKIP)
            ):
                return None
            gap -= 1
            j += 1
        if j == len(words):
            return None
        at = j
    return at


def _fits(word: Word, pole: lexicon.Pole, length: int) -> bool:
    """A name, an auxiliary or a preposition stands at no pole; 'fire' the noun is no dismissal."""
    if length > 1:
        return True
    if word.tag not in (Tag.NOUN, Tag.VERB, Tag.ADJECTIVE, Tag.ADVERB):
        return False
    if pole.only == "v":
        return word.tag is Tag.VERB or (word.tag is Tag.ADJECTIVE and word.lower != word.lemma)
    if pole.only == "a":
        return word.tag is Tag.ADJECTIVE
    return pole.only != "n" or word.tag is Tag.NOUN


def _is(scoped_word: Scoped, want: str) -> bool:
    word = scoped_word.word
    return want in (word.lemma, word.lower) or lexicon.lemma(word.lower, "v") == want


def _merely_in_scope(words: tuple[Scoped, ...], first: int, last: int, negated: bool) -> bool:  # noqa: FBT001
    """Tell whether a negation reaches a noun that it is not about: 'nobody helped the suspect'."""
    if not negated:
        return False
    inside = words[first : last + 1]
    if any(s.focus or s.word.tag is Tag.VERB for s in inside):
        return False
    before = words[first - 1].word if first else None
    return before is None or before.lower not in ("any", "without", "not", "be")


def _outside(words: tuple[Scoped, ...], first: int, last: int) -> bool:
    """Return the polarity of a phrase, without the negators that are part of it."""
    head = next((j for j in range(first, last + 1) if words[j].word.is_content), first)
    return sum(not first <= cue <= last for cue in words[head].cues) % 2 == 1


def _find_predicates(words: tuple[Scoped, ...]) -> tuple[Predicate, ...]:
    found = []
    for i, s in enumerate(words):
        if s.word.tag is not Tag.VERB or s.word.lemma in REPORT:
            continue
        passive = _is_passive(words, i)
        subject = _subject(words, i)
        target = _agent_of_passive(words, i) if passive else _object(words, i)
        found.append(Predicate(i, subject, target, passive))
    return tuple(found)


def _is_passive(words: tuple[Scoped, ...], i: int) -> bool:
    lower = words[i].word.lower
    participle = (
        lower.endswith(("ed", "en", "wn")) or lexicon.irregular().get((lower, "v")) is not None
    )
    for j in range(i - 1, max(-1, i - 4), -1):
        word = words[j].word
        if word.tag is Tag.AUXILIARY and word.lemma in ("be", "get"):
            return participle
        if word.tag not in (Tag.ADVERB, Tag.NEGATOR):
            break
    following = words[i + 1].word.lower if i + 1 < len(words) else ""
    return participle and following == "by"


def _subject(words: tuple[Scoped, ...], i: int) -> int | None:
    """Return the head of the noun phrase before the verb that no preposition governs."""
    clause = words[i].clause
    best = None
    for j in range(i - 1, -1, -1):
        word = words[j].word
        if words[j].clause != clause or word.text in ",;:":
            if best is None and words[j].clause != clause:
                return None
            if best is not None or word.text != ",":
                break
            continue
        if word.tag is Tag.VERB and best is not None:
            break
        if word.tag in (Tag.NOUN, Tag.NAME):
            governed = _governor(words, j)
            if governed is None:
                return j
            best = best if best is not None else j
    return best


def _governor(words: tuple[Scoped, ...], j: int) -> int | None:
    """Return the preposition that governs the noun phrase with its head at `j`."""
    for k in range(j - 1, max(-1, j - 6), -1):
        tag = words[k].word.tag
        if tag is Tag.PREPOSITION or tag is Tag.TO:
            return k
        if tag not in (Tag.DETERMINER, Tag.ADJECTIVE, Tag.NOUN, Tag.NAME, Tag.NUMBER, Tag.ADVERB):
            return None
    return None


def _object(words: tuple[Scoped, ...], i: int) -> int | None:
    head = None
    for j in range(i + 1, min(len(words), i + 9)):
        word = words[j].word
        if word.tag in (Tag.NOUN, Tag.NAME):
            head = j
        elif word.tag in (Tag.DETERMINER, Tag.ADJECTIVE, Tag.NUMBER, Tag.NEGATOR) and head is None:
            continue
        elif word.lower == "'s" or word.lower == "’s":
            head = None
        else:
            break
    return head


def _agent_of_passive(words: tuple[Scoped, ...], i: int) -> int | None:
    for j in range(i + 1, min(len(words), i + 10)):
        if words[j].word.lower == "by":
            return _object(words, j)
    return None
