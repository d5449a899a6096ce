"""What two aligned statements differ in: one function an aspect, each giving findings."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from claims.comparison import lexicon
from claims.comparison.align import Alignment, word_similarity
from claims.comparison.analysis import Analysis, Hit
from claims.comparison.argument import arguments
from claims.comparison.parse import Tag
from claims.comparison.value import Aspect, Range
from claims.quantity import QuantityKind


class Bearing(StrEnum):
    """What a finding speaks for."""

    CONFLICT = "conflict"
    TENSION = "tension"
    AGREEMENT = "agreement"
    APART = "apart"


@dataclass(frozen=True, slots=True)
class Finding:
    aspect: Aspect
    bearing: Bearing
    strength: float
    range_a: Range
    range_b: Range
    words_a: tuple[int, ...] = ()
    words_b: tuple[int, ...] = ()
    """Indexes of the words the finding turns on; the rest has to be aligned without them."""
    note: str = ""


_PREDICATES = frozenset({Tag.VERB, Tag.ADJECTIVE, Tag.NOUN})


def find_negation(a: Analysis, b: Analysis, alignment: Alignment) -> list[Finding]:
    """Return words that both sides have and one side negates."""
    found = []
    for link in alignment.links:
        x, y = a.words[link.a], b.words[link.b]
        if (
            word_similarity(x.word, y.word) < 0.75
            or x.word.tag not in _PREDICATES
            or y.word.tag not in _PREDICATES
        ):
            continue
        if a.negated(link.a) == b.negated(link.b) or lexicon.are_opposites(
            x.word.lemma, y.word.lemma
        ):
            continue
        if _opposite_poles(a, b, link.a, link.b):
            continue
        if lexicon.at_opposite_poles(x.word.lemma, y.word.lemma):
            continue
        side, index = (a, link.a) if a.negated(link.a) else (b, link.b)
        focus = side.words[index].focus or (side.flipped and index == main_predicate(side))
        if not focus or not _asserted(a, link.a) or not _asserted(b, link.b):
            continue
        denied = x.denied or y.denied or a.flipped or b.flipped
        found.append(
            Finding(
                Aspect.DENIAL if denied else Aspect.NEGATION,
                bearing_of(a, b, link.a, link.b),
                0.95 * link.score,
                a.span(link.a),
                b.span(link.b),
                (link.a,),
                (link.b,),
            )
        )
    return found


def _asserted(a: Analysis, i: int) -> bool:
    """Tell whether a word is what its clause asserts, and not only a thing the clause mentions."""
    s = a.words[i]
    if s.word.tag is not Tag.NOUN or s.focus:
        return True
    before = [w.word for w in a.words[max(0, i - 3) : i]]
    if any(
        w.lemma in ("be", "there", "find") or (w.lemma == "have" and w.tag is Tag.VERB)
        for w in before
    ):
        return True
    return any(
        p.subject == i and a.words[p.verb].word.lemma in lexicon.word_set("existing")
        for p in a.predicates
    )


def find_contrasts(a: Analysis, b: Analysis, alignment: Alignment) -> list[Finding]:
    """Return what one side sets aside in so many words: 'in Osk, not in Delm'."""
    found = []
    for link in alignment.links:
        if link.score < 0.85 or a.negated(link.a) == b.negated(link.b):
            continue
        side, index = (a, link.a) if a.negated(link.a) else (b, link.b)
        near = [w.word.lower for w in side.words[max(0, index - 4) : index]]
        if "not" not in near or side.words[index].word.tag not in (Tag.NAME, Tag.NOUN):
            continue
        cut = len(near) - 1 - near[::-1].index("not")
        if cut == 0 or near[cut - 1] not in (",", "and", "—", "–", ";"):
            continue
        spans = a.span(link.a), b.span(link.b)
        found.append(Finding(Aspect.NEGATION, Bearing.CONFLICT, 0.9, *spans, (link.a,), (link.b,)))
    return found


def main_predicate(a: Analysis) -> int | None:
    """Return the first verb that is no verb of saying, else the first content word after 'be'."""
    for p in a.predicates:
        return p.verb
    seen_be = False
    for i, s in enumerate(a.words):
        if s.word.tag is Tag.AUXILIARY:
            seen_be = True
        elif seen_be and s.word.is_content:
            return i
    return a.content[0] if a.content else None


def _opposite_poles(a: Analysis, b: Analysis, i: int, j: int) -> bool:
    return any(
        x.concept == y.concept and x.sign != y.sign
        for x in a.hits
        if x.first <= i <= x.last
        for y in b.hits
        if y.first <= j <= y.last
    )


def bearing_of(a: Analysis, b: Analysis, i: int, j: int) -> Bearing:
    """A guarded side pulls apart, it cannot contradict; nor can what two people merely believe."""
    x, y = a.words[i], b.words[j]
    if x.weak or y.weak or a.guarded or b.guarded:
        return Bearing.TENSION
    holders = _holder(a, i), _holder(b, j)
    if any(h is not None for h in holders) and holders[0] != holders[1]:
        return Bearing.TENSION
    return Bearing.CONFLICT


def _holder(a: Analysis, i: int) -> str | None:
    """Return who believes, expects or wants what stands at word `i`, if anybody."""
    for p in a.predicates:
        if p.verb < i and a.words[p.verb].word.lemma in lexicon.word_set("attitude"):
            return a.words[p.subject].word.lemma if p.subject is not None else ""
    return None


def find_poles(a: Analysis, b: Analysis) -> list[Finding]:
    """Return phrases at the ends of one concept: opposite ends, or the same in other words.

    A phrase that the other side matches somewhere is settled; it opposes nothing there.
    """
    pairs = [
        found
        for x in a.hits
        if not _both_ends(a, x)
        for y in b.hits
        if x.concept == y.concept and not _both_ends(b, y)
        for found in _pole_pair(a, b, x, y)
    ]
    agreed = [f for f in pairs if f.bearing is Bearing.AGREEMENT]
    settled_a = {(f.note, f.range_a) for f in agreed}
    settled_b = {(f.note, f.range_b) for f in agreed}
    return [
        f
        for f in pairs
        if f.bearing is Bearing.AGREEMENT
        or not ((f.note, f.range_a) in settled_a or (f.note, f.range_b) in settled_b)
    ]


def _both_ends(a: Analysis, hit: Hit) -> bool:
    """A statement that has both ends ('rose after it fell') says nothing about the concept."""
    return any(
        h.concept == hit.concept and h.sign != hit.sign and h.negated == hit.negated for h in a.hits
    )


def _pole_pair(a: Analysis, b: Analysis, x: Hit, y: Hit) -> list[Finding]:
    negated_a, negated_b = x.negated != a.flipped, y.negated != b.flipped
    same_end = x.sign == y.sign
    words_a, words_b = tuple(range(x.first, x.last + 1)), tuple(range(y.first, y.last + 1))
    if negated_a and negated_b:
        return []
    opposed = same_end if negated_a != negated_b else not same_end
    aspect = Aspect.NEGATION if negated_a != negated_b else Aspect.ANTONYM
    if opposed and (a.flipped or b.flipped) and aspect is Aspect.NEGATION:
        aspect = Aspect.DENIAL
    bearing = bearing_of(a, b, x.first, y.first) if opposed else Bearing.AGREEMENT
    if opposed and _parts_of_a_whole(a, b, x, y):
        return []
    if x.concept in lexicon.word_set("attributive"):
        if not opposed:
            return []
        if is_attribute(a, x.first) or is_attribute(b, y.first):
            bearing = Bearing.APART
    strength = 0.9 if negated_a == negated_b else 0.85
    if not opposed and negated_a != negated_b:
        strength = 0.6  # 'did not rise' is not yet 'fell'
    ranges = a.span(x.first, x.last), b.span(y.first, y.last)
    return [Finding(aspect, bearing, strength, *ranges, words_a, words_b, note=x.concept)]


def _parts_of_a_whole(a: Analysis, b: Analysis, x: Hit, y: Hit) -> bool:
    """'Three of nine were running' and 'six of nine stood idle' can both be right."""
    return _partial(a, x) and _partial(b, y)


def _partial(a: Analysis, hit: Hit) -> bool:
    theme = arguments(a, hit.first, hit.last).theme
    if theme is None:
        return False
    before = {s.word.lower for s in a.words[max(0, theme - 5) : theme]}
    if before & {"all", "both", "every", "whole"}:
        return False
    if before & {"some", "other", "others", "several", "many", "another", "few"}:
        return True
    lemma, start = a.words[theme].word.lemma, a.words[theme].word.start
    return any(
        q.kind in (QuantityKind.COUNT, QuantityKind.PERCENT)
        and lemma in {lexicon.lemma(w, "n") for w in q.noun}
        and 0 <= start - q.span.start < 40
        for q in a.quantities
    )


def is_attribute(a: Analysis, i: int) -> bool:
    """Tell whether a word picks its noun out: 'the northern terminal' is another terminal."""
    following = a.words[i + 1].word if i + 1 < len(a.words) else None
    if following is not None and following.lower == "of" and a.words[i].word.tag is Tag.NOUN:
        return True  # 'the south of the country'
    return (
        a.words[i].word.tag in (Tag.ADJECTIVE, Tag.NAME, Tag.NOUN)
        and following is not None
        and following.tag in (Tag.NOUN, Tag.NAME, Tag.ADJECTIVE)
    )


def find_antonyms(a: Analysis, b: Analysis, alignment: Alignment) -> list[Finding]:
    """Return words that the lexicon lists as opposites, of the same part of speech."""
    linked_a = {link.a for link in alignment.links if link.score >= 0.85}
    linked_b = {link.b for link in alignment.links if link.score >= 0.85}
    found = []
    for i in a.content:
        for j in b.content:
            x, y = a.words[i].word, b.words[j].word
            if i in linked_a or j in linked_b or x.tag is not y.tag or x.is_name:
                continue
            if not lexicon.are_opposites(x.lemma, y.lemma):
                continue
            if _opposite_poles(a, b, i, j):
                continue
            opposed = a.negated(i) == b.negated(j)
            bearing = bearing_of(a, b, i, j) if opposed else Bearing.AGREEMENT
            if opposed and (_names_the_topic(a, i) and _names_the_topic(b, j)):
                bearing = Bearing.APART
            found.append(Finding(Aspect.ANTONYM, bearing, 0.8, a.span(i), b.span(j), (i,), (j,)))
    return found


def _names_the_topic(a: Analysis, i: int) -> bool:
    """Tell whether a word says what the statement is about: an attribute, or the subject itself."""
    if is_attribute(a, i):
        return True
    return a.words[i].word.tag is Tag.NOUN and any(p.subject == i for p in a.predicates)


_SAYING = lexicon.word_set("saying")


def _told_again(a: Analysis, b: Analysis, after: tuple[int, ...]) -> bool:
    """Tell whether the other side holds most of what was or was not said."""
    near = [
        max((word_similarity(a.words[k].word, b.words[j].word) for j in b.content), default=0.0)
        for k in after
    ]
    return sum(n >= 0.75 for n in near) >= 0.6 * len(near)


def find_attribution(a: Analysis, b: Analysis) -> list[Finding]:
    """Return a denial of having said something, against the saying of it."""
    found = []
    for i, s in enumerate(a.words):
        if s.word.lemma not in _SAYING or s.word.tag is not Tag.VERB or not a.negated(i):
            continue
        after = tuple(k for k in a.content if k > i)
        if not after or not _told_again(a, b, after):
            continue
        speaker = (a.statement.speaker or "").lower()
        if speaker and speaker == (b.statement.speaker or "").lower():
            span = a.span(i), (0, len(b.statement.text))
            found.append(Finding(Aspect.ATTRIBUTION, Bearing.CONFLICT, 0.9, *span, (i,), ()))
            continue
        for j, t in enumerate(b.words):
            if t.word.lemma in _SAYING and t.word.tag is Tag.VERB and not b.negated(j):
                spans = a.span(i), b.span(j)
                found.append(
                    Finding(Aspect.ATTRIBUTION, Bearing.CONFLICT, 0.85, *spans, (i,), (j,))
                )
    return found
