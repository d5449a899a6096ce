"""Contradictions gathered into disputes: what is disputed, and who stands on which side."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations
from typing import Any

from claims.comparison.circular import Agreement, Circular, circle, find_copies, origins_of
from claims.comparison.group import gather
from claims.comparison.stated import is_against
from claims.comparison.term import terms, topics
from claims.comparison.value import Aspect, RelationKind
from claims.quantity import QuantityKind, find_quantities
from claims.record import ClaimRecord, RelationRecord

MANY = frozenset({Aspect.NUMBER, Aspect.DATE, Aspect.ROLE})
"""Aspects that more than two sides can differ in: who opposes one opponent need not agree."""

SURE = 0.5
"""What the best pair of a dispute scores at least, for the dispute to be shown unasked."""

SUBJECTS = 3
LONG = 60
ALIKE, NEARLY = 0.6, 0.5


@dataclass(frozen=True, slots=True)
class Side:
    """Claims of one dispute that agree, the earliest first; `words` are what sets them apart.

    `against` tells that they stand against these words. `origins` are whom the claims
    come from; documents that copy one another, and echoes, are one.
    """

    words: str
    claims: tuple[ClaimRecord, ...]
    against: bool = False
    origins: tuple[str, ...] = ()
    warning: Circular | None = None

    @property
    def label(self) -> str:
        return f"not “{self.words}”" if self.against else f"“{self.words}”"


@dataclass(frozen=True, slots=True)
class Dispute:
    """Relations that hang together, the best first, and the sides they set against each other."""

    heading: str
    sides: tuple[Side, ...]
    relations: tuple[RelationRecord, ...]

    @property
    def score(self) -> float:
        return self.relations[0].score

    @property
    def is_sure(self) -> bool:
        """Whether one of the pairs is more likely a dispute than not, or somebody accepted one."""
        return self.score >= SURE or any(r.status == "accepted" for r in self.relations)

    def to_json(self) -> dict[str, Any]:
        """Return heading, sides with the ids of their claims, and the ids of the relations."""
        return {
            "heading": self.heading,
            "score": round(self.score, 4),
            "sides": [
                {
                    "words": s.words,
                    "against": s.against,
                    "origins": list(s.origins),
                    "claims": [c.id for c in s.claims],
                }
                for s in self.sides
            ],
            "relations": [r.id for r in self.relations],
        }


def find_disputes(
    relations: Sequence[RelationRecord], agreeing: Iterable[Agreement] = ()
) -> tuple[Dispute, ...]:
    """Return the disputes that relations between opposed claims make up, the best first.

    Those that are not sure come last. Relations hang together where they share a claim and
    turn on the same words of it, or turn on the same words or figures of the same subject.
    `agreeing` helps to tell the sides.
    """
    pairs = list(agreeing)
    ranked = sorted(relations, key=lambda r: (-r.score, r.id))
    found = (_dispute([ranked[i] for i in group], pairs) for group in _groups(ranked))
    return tuple(sorted(found, key=lambda dispute: not dispute.is_sure))


def with_origins(dispute: Dispute, agreeing: Sequence[Agreement]) -> Dispute:
    """Return the dispute with the origins behind each side, and what looks like more than it is."""
    copies = find_copies(claim for side in dispute.sides for claim in side.claims)
    sides = tuple(
        replace(
            side,
            origins=origins_of(side.claims, agreeing, copies),
            warning=circle(side.claims, agreeing, copies),
        )
        for side in dispute.sides
    )
    return replace(dispute, sides=sides)


def marks(relation: RelationRecord, side: str) -> tuple[tuple[int, int], ...]:
    """Return where in the content of `a` or `b` the differing words stand."""
    found = {
        (int(start), int(end))
        for reason in relation.reasons[:1]
        for start, end in reason.get(f"spans_{side}", ())
    }
    return tuple(sorted(found))


def _groups(relations: Sequence[RelationRecord]) -> list[list[int]]:
    """Return the relations that hang together; a tension joins one dispute, and glues no two."""
    links = [*_through_claims(relations), *_through_words(relations)]
    linked: dict[int, set[int]] = defaultdict(set)
    for i, j in links:
        linked[i].add(j)
        linked[j].add(i)
    firm = {i for i, r in enumerate(relations) if r.relation == RelationKind.CONTRADICTS}
    found = [set(group) for group in _gathered(firm, links)]
    left = set()
    for i in range(len(relations)):
        touched = [group for group in found if group & linked[i] & firm]
        if i not in firm and len(touched) == 1:
            touched[0].add(i)
        elif i not in firm:
            left.add(i)
    return sorted(sorted(group) for group in [*found, *_gathered(left, links)])


def _gathered(among: set[int], links: Iterable[tuple[int, int]]) -> list[list[int]]:
    return gather([*((i, i) for i in sorted(among)), *(p for p in links if among.issuperset(p))])


def _through_claims(relations: Sequence[RelationRecord]) -> Iterator[tuple[int, int]]:
    """Yield relations that turn on the same words of one claim.

    Where one of them marks the whole claim, what opposes it has to be about the same things.
    """
    held: dict[str, list[tuple[int, tuple[tuple[int, int], ...], ClaimRecord]]] = defaultdict(list)
    for i, relation in enumerate(relations):
        for side, claim, opponent in (
            ("a", relation.a, relation.b), ("b", relation.b, relation.a),
        ):  # fmt: skip
            spans = marks(relation, side)
            for j, others, rival in held[claim.id]:
                whole = _whole(spans, claim) or _whole(others, claim)
                if _akin(opponent, rival) if whole else _overlap(spans, others):
                    yield j, i
            held[claim.id].append((i, spans, opponent))


def _whole(spans: Sequence[tuple[int, int]], claim: ClaimRecord) -> bool:
    return not spans or any(end - start >= len(claim.content) - 2 for start, end in spans)


AKIN = 0.34


def _akin(a: ClaimRecord, b: ClaimRecord) -> bool:
    """Tell whether two claims are about the same things: a third of the fewer terms is shared."""
    x, y = terms(a.content), terms(b.content)
    return a.id == b.id or len(x & y) >= AKIN * min(len(x), len(y))


def _overlap(xs: Iterable[tuple[int, int]], ys: Iterable[tuple[int, int]]) -> bool:
    return any(x[0] < y[1] and y[0] < x[1] for x in xs for y in ys)


def _through_words(relations: Sequence[RelationRecord]) -> Iterator[tuple[int, int]]:
    """Yield relations that turn on the same words or figures of the same subject."""
    held: dict[str, list[int]] = defaultdict(list)
    subjects = [terms(r.a.content) & terms(r.b.content) for r in relations]
    keys = [frozenset((_key(_words(r, "a")), _key(_words(r, "b")))) for r in relations]
    for i in range(len(relations)):
        for key in keys[i]:
            for j in held[key]:
                shared = len(subjects[i] & subjects[j])
                smaller = min(len(subjects[i]), len(subjects[j]))
                enough = NEARLY if keys[i] == keys[j] else ALIKE
                if shared and shared >= enough * smaller:
                    yield j, i
                    break
            else:
                held[key].append(i)


def _words(relation: RelationRecord, side: str) -> str:
    """Return the words of a claim that the best reason turns on, else its content."""
    claim = relation.a if side == "a" else relation.b
    said = str(relation.reasons[0].get(side, "")) if relation.reasons else ""
    return " ".join((said or claim.content).split())


@lru_cache(maxsize=4096)
def _key(words: str) -> str:
    """Return what the same words or the same figure share: 'Twenty-three' and '23'.

    >>> _key("Twenty-three") == _key("23"), _key("Never opened,")
    (True, 'never opened')
    """
    figures = [q for q in find_quantities(words) if len(q.span) > len(words) / 2]
    if figures:
        return f"#{figures[0].low:g}–{figures[0].high:g} {figures[0].unit}"
    return words.casefold().strip(" .,;:!?\"“”‘’'")


def _dispute(relations: list[RelationRecord], agreeing: Sequence[Agreement]) -> Dispute:
    sides = tuple(_sides(relations, agreeing))
    return Dispute(heading_of(sides), sides, tuple(relations))


def _sides(relations: Sequence[RelationRecord], agreeing: Sequence[Agreement]) -> Iterator[Side]:
    claims = {c.id: c for r in relations for c in (r.a, r.b)}
    said: dict[str, Counter[str]] = defaultdict(Counter)
    for relation in relations:
        said[relation.a.id][_words(relation, "a")] += 1
        said[relation.b.id][_words(relation, "b")] += 1
    found = [
        _side([claims[i] for i in group], said)
        for group in _split(relations, claims, said, agreeing)
    ]
    labels = Counter(side.label for side in found)
    for side in sorted(found, key=lambda side: _when(side.claims[0])):
        yield _told_apart(side) if labels[side.label] > 1 else side


def _side(claims: list[ClaimRecord], said: Mapping[str, Counter[str]]) -> Side:
    words = sum((said[claim.id] for claim in claims), Counter())
    best = min(words, key=lambda w: (-words[w], len(w), w))
    speaks = min((c for c in claims if best in said[c.id]), key=lambda c: len(c.content))
    return Side(_short(best), tuple(sorted(claims, key=_when)), is_against(speaks))


def _told_apart(side: Side) -> Side:
    """Return a side whose differing words another side has too, with a whole content for them."""
    fitting = [c for c in side.claims if is_against(c) == side.against]
    content = min((" ".join(c.content.split()) for c in fitting), key=len)
    return replace(side, words=_short(content.strip(' “”"‘’,')))


def _when(claim: ClaimRecord) -> tuple[bool, str, str, int]:
    day = claim.said or claim.document.published
    return day is None, day or "", claim.document.id, claim.extent.start


def _short(words: str) -> str:
    return words if len(words) <= LONG else words[: LONG - 1].rsplit(" ", 1)[0] + "…"


def _split(
    relations: Sequence[RelationRecord],
    claims: Mapping[str, ClaimRecord],
    said: Mapping[str, Counter[str]],
    agreeing: Sequence[Agreement],
) -> list[list[str]]:
    """Return the claims of one dispute by sides; no two claims of a side oppose each other."""
    against: dict[str, set[str]] = defaultdict(set)
    for r in relations:
        against[r.a.id].add(r.b.id)
        against[r.b.id].add(r.a.id)
    group_of = {i: [i] for i in claims}

    def merge(one: str, other: str, *, sure: bool) -> bool:
        x, y = group_of[one], group_of[other]
        if x is y or any(j in against[i] for i in x for j in y):
            return False
        if not sure and any(names_clash(claims[i], claims[j]) for i in x for j in y):
            return False
        x.extend(y)
        for member in y:
            group_of[member] = x
        return True

    by_words: dict[tuple[str, bool], list[str]] = defaultdict(list)
    for i, words in said.items():
        for word in words:
            by_words[_key(word), is_against(claims[i])].append(i)
    for same in by_words.values():
        for one, other in combinations(same, 2):
            merge(one, other, sure=False)
    for one, other, _ in agreeing:
        if one in claims and other in claims:
            merge(one, other, sure=True)
    binary = [r for r in relations if r.aspect not in MANY]
    while sum(merge(x, y, sure=False) for x, y in _common_opponents(binary, group_of)):
        pass
    return list({id(group): group for group in group_of.values()}.values())


def _common_opponents(
    relations: Sequence[RelationRecord], group_of: Mapping[str, list[str]]
) -> list[tuple[str, str]]:
    """Return claims, one a group, that oppose claims of one group over what has two sides."""
    opposing: dict[int, list[str]] = defaultdict(list)
    for r in relations:
        opposing[id(group_of[r.b.id])].append(r.a.id)
        opposing[id(group_of[r.a.id])].append(r.b.id)
    return [
        pair
        for members in opposing.values()
        for pair in combinations({id(group_of[i]): i for i in members}.values(), 2)
    ]


@lru_cache(maxsize=4096)
def _names(text: str) -> frozenset[str]:
    return frozenset(term for term in terms(text) if term.startswith("@"))


def names_clash(a: ClaimRecord, b: ClaimRecord) -> bool:
    """Tell whether each names somebody the other does not: 'Ardovian' and 'Kestrian troops'."""
    x, y = _names(a.content), _names(b.content)
    return bool(x - y) and bool(y - x)


def heading_of(sides: Sequence[Side]) -> str:
    """Return in plain words what is disputed: what the sides share, then where they differ."""
    labels = list(dict.fromkeys(side.label for side in sides))
    differ = " or ".join([", ".join(labels[:-1]), labels[-1]] if labels[1:] else labels)
    subject = _subject(sides)
    return f"{subject}: {differ}" if subject else differ


def _subject(sides: Sequence[Side]) -> str:
    words = Counter(word for side in sides for word in set(side.words.casefold().split()))
    apart = frozenset(word for word, times in words.items() if times == 1)
    return subject_of([[claim.content for claim in side.claims] for side in sides], apart)


def subject_of(groups: Sequence[Sequence[str]], apart: frozenset[str] = frozenset()) -> str:
    """Return the names and things that contents of more than one group are about.

    What is in `apart` is left out.

    >>> subject_of([["The siren in Brenn sounded"], ["No siren was heard in Brenn that night"]])
    'siren, Brenn'
    """
    shown: dict[str, str] = {}
    held: Counter[str] = Counter()
    on: dict[str, set[int]] = defaultdict(set)
    for number, contents in enumerate(groups):
        for content in contents:
            for topic in _things(content):
                key = topic.casefold()
                if key not in apart:
                    shown.setdefault(key, topic)
                    held[key] += 1
                    on[key].add(number)
    common = [key for key in shown if len(on[key]) > 1] or list(shown)
    best = sorted(common, key=lambda key: (-len(on[key]), -held[key]))[:SUBJECTS]
    return ", ".join(shown[key] for key in shown if key in best)


@lru_cache(maxsize=4096)
def _things(text: str) -> tuple[str, ...]:
    """Return the topics of a text, numbered things with their number.

    >>> _things("Gate three of the Ossel dam was opened.")
    ('gate three', 'Ossel', 'dam')
    """
    labels = {
        q.noun[0]: q.span.text_in(text).lower()
        for q in find_quantities(text)
        if q.kind is QuantityKind.LABEL and q.noun
    }
    return tuple(labels.get(topic.casefold(), topic) for topic in topics(text))
