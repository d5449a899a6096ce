"""Who did what to whom: doers and targets exchanged, rivals for a place that only one can hold."""

from __future__ import annotations

from claims.comparison import lexicon
from claims.comparison.align import Alignment, word_similarity
from claims.comparison.analysis import Analysis, Predicate
from claims.comparison.argument import arguments
from claims.comparison.finding import Finding, bearing_of
from claims.comparison.parse import Tag
from claims.comparison.value import Aspect, Range


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
                        bearing_of(a, b, p.verb, q.verb),
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
                bearing = bearing_of(a, b, x.first, y.first)
                words = (p.agent or 0,), (q.agent or 0,)
                found.append(Finding(Aspect.ROLE, bearing, 0.7, *spans, *words, note="rival"))
    return found


def find_uniques(a: Analysis, b: Analysis, alignment: Alignment) -> list[Finding]:
    """Return rivals for a place that only one can hold: who fired first, who gave the order."""
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
            bearing = bearing_of(a, b, p.verb, q.verb)
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
