"""What two aligned statements differ in: one function an aspect, each giving findings."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from claims.comparison import lexicon
from claims.comparison.align import Alignment, word_similarity
from claims.comparison.analysis import Analysis, Hit, Predicate
from claims.comparison.argument import arguments
from claims.comparison.parse import Tag
from claims.comparison.scope import REPORT
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
                _bearing(a, b, link.a, link.b),
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


def _bearing(a: Analysis, b: Analysis, i: int, j: int) -> Bearing:
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
    """Return phrases at the ends of one concept: opposite ends, or the same in other words."""
    found = []
    for x in a.hits:
        if _both_ends(a, x):
            continue
        for y in b.hits:
            if x.concept != y.concept or _both_ends(b, y):
                continue
            found.extend(_pole_pair(a, b, x, y))
    return found


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
    bearing = _bearing(a, b, x.first, y.first) if opposed else Bearing.AGREEMENT
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
    """Tell whether an adjective stands before its noun: 'the northern terminal' is another terminal."""
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
            bearing = _bearing(a, b, i, j) if opposed else Bearing.AGREEMENT
            if opposed and (_names_the_topic(a, i) and _names_the_topic(b, j)):
                bearing = Bearing.APART
            found.append(Finding(Aspect.ANTONYM, bearing, 0.8, a.span(i), b.span(j), (i,), (j,)))
    return found


def _names_the_topic(a: Analysis, i: int) -> bool:
    """Tell whether a word says what the statement is about: an attribute, or the subject itself."""
    if is_attribute(a, i):
        return True
    return a.words[i].word.tag is Tag.NOUN and any(p.subject == i for p in a.predicates)


def find_roles(a: Analysis, b: Analysis) -> list[Finding]:
    """Return predicates whose doer and target have changed places."""
    found = []
    for p in a.predicates:
        for q in b.predicates:
            similarity = lexicon.similarity(a.words[p.verb].word.lemma, b.words[q.verb].word.lemma)
            if similarity < 0.85 or a.words[p.verb].word.lemma in lexicon.word_set("mutual"):
                continue
            if _swapped(a, b, p, q) and a.negated(p.verb) == b.negated(q.verb):
                found.append(
                    Finding(
                        Aspect.ROLE,
                        _bearing(a, b, p.verb, q.verb),
                        0.9,
                        a.span(p.agent or 0),
                        b.span(q.agent or 0),
                        (),
                        (),
                    )
                )
    return found


def _swapped(a: Analysis, b: Analysis, p: Predicate, q: Predicate) -> bool:
    if None in (p.agent, p.patient, q.agent, q.patient):
        return False

    def near(i: int | None, j: int | None) -> float:
        return word_similarity(a.words[i or 0].word, b.words[j or 0].word)

    crossed = near(p.agent, q.patient) >= 0.9 and near(p.patient, q.agent) >= 0.9
    return crossed and near(p.agent, q.agent) < 0.5


def find_holders(a: Analysis, b: Analysis) -> list[Finding]:
    """Return two who hold at once what only one can hold: a town, a victory."""
    found = []
    for x in a.hits:
        for y in b.hits:
            if x.concept != y.concept or x.concept not in lexicon.word_set("exclusive"):
                continue
            if x.sign != 1 or y.sign != 1 or a.negated(x.first) or b.negated(y.first):
                continue
            p, q = arguments(a, x.first, x.last), arguments(b, y.first, y.last)
            if None in (p.agent, q.agent, p.theme, q.theme):
                continue
            same = word_similarity(a.words[p.theme or 0].word, b.words[q.theme or 0].word) >= 0.85
            agents = word_similarity(a.words[p.agent or 0].word, b.words[q.agent or 0].word)
            if same and agents < 0.5:
                spans = a.span(p.agent or 0), b.span(q.agent or 0)
                bearing = _bearing(a, b, x.first, y.first)
                words = (p.agent or 0,), (q.agent or 0,)
                found.append(Finding(Aspect.ROLE, bearing, 0.7, *spans, *words, note="rival"))
    return found


def find_uniques(a: Analysis, b: Analysis, alignment: Alignment) -> list[Finding]:
    """Return rival fillers of a place that only one can hold: who fired first, who gave the order."""
    found = []
    for p in a.predicates:
        for q in b.predicates:
            x, y = a.words[p.verb].word, b.words[q.verb].word
            if (
                not _only_one(a, p)
                or not _only_one(b, q)
                or lexicon.similarity(x.lemma, y.lemma) < 0.9
            ):
                continue
            if a.negated(p.verb) or b.negated(q.verb) or p.agent is None or q.agent is None:
                continue
            if not _rivals(a, b, p.agent, q.agent, alignment):
                continue
            linked = any(k.a == p.patient and k.b == q.patient for k in alignment.links)
            if not linked and not (p.patient is None and q.patient is None):
                continue
            spans = _whole(a, p.agent), _whole(b, q.agent)
            bearing = _bearing(a, b, p.verb, q.verb)
            words = (p.agent,), (q.agent,)
            found.append(Finding(Aspect.ROLE, bearing, 0.75, *spans, *words, note="rival"))
    return found


def _only_one(a: Analysis, p: Predicate) -> bool:
    """Tell whether only one can have done it: 'caused', 'fired first', 'gave the order'."""
    verb = a.words[p.verb].word
    after = [s.word.lower for s in a.words[p.verb + 1 : p.verb + 3]]
    if "first" in after[:1]:
        return True
    if p.patient is None:
        return False
    if verb.lemma in ("give", "issue"):
        return a.words[p.patient].word.lemma in lexicon.word_set("orders")
    return verb.lemma in lexicon.word_set("unique")


def _rivals(a: Analysis, b: Analysis, i: int, j: int, alignment: Alignment) -> bool:
    """Tell whether two heads stand for different ones: other words, or other names before them."""
    names = set(_names_before(a, i)) & set(alignment.names_a)
    others = set(_names_before(b, j)) & set(alignment.names_b)
    if names and others:
        return True
    linked_a = {k.a for k in alignment.links if k.score >= 0.75}
    linked_b = {k.b for k in alignment.links if k.score >= 0.75}
    return i not in linked_a and j not in linked_b


def _names_before(a: Analysis, i: int) -> list[int]:
    found = [i] if a.words[i].word.is_name else []
    for j in range(i - 1, max(-1, i - 5), -1):
        if a.words[j].word.is_name:
            found.append(j)
        elif a.words[j].word.tag not in (Tag.NOUN, Tag.ADJECTIVE):
            break
    return found


def _whole(a: Analysis, i: int) -> Range:
    """Return the span of the noun phrase with its names, 'Kestrian troops'."""
    return a.span(min([i, *_names_before(a, i)]), i)


def find_attribution(a: Analysis, b: Analysis) -> list[Finding]:
    """Return a denial of having said something, against the saying of it."""
    found = []
    for i, s in enumerate(a.words):
        if s.word.lemma not in REPORT or s.word.tag is not Tag.VERB or not a.negated(i):
            continue
        after = tuple(k for k in a.content if k > i)
        if not after:
            continue
        speaker = (a.statement.speaker or "").lower()
        if speaker and speaker == (b.statement.speaker or "").lower():
            span = a.span(i), (0, len(b.statement.text))
            found.append(Finding(Aspect.ATTRIBUTION, Bearing.CONFLICT, 0.9, *span, (i,), ()))
            continue
        for j, t in enumerate(b.words):
            if t.word.lemma in REPORT and t.word.tag is Tag.VERB and not b.negated(j):
                spans = a.span(i), b.span(j)
                found.append(
                    Finding(Aspect.ATTRIBUTION, Bearing.CONFLICT, 0.85, *spans, (i,), (j,))
                )
    return found
