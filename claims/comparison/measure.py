"""Figures and times of two statements, compared where they measure the same."""

from __future__ import annotations

from collections.abc import Iterator

from claims.comparison import lexicon
from claims.comparison.analysis import Analysis
from claims.comparison.finding import Bearing, Finding
from claims.comparison.parse import Tag
from claims.comparison.scope import REPORT
from claims.comparison.value import Aspect
from claims.quantity import Quantity, QuantityKind, comparable, compatible, distance, read_day

_HARM = ("life", "harm", "freedom", "found", "inhabited")
_OTHERS = (QuantityKind.DATE, QuantityKind.TIME, QuantityKind.LABEL, QuantityKind.ORDINAL)


def find_numbers(a: Analysis, b: Analysis) -> list[Finding]:
    """Return figures of one measure: apart where no figure satisfies both, else in agreement."""
    pairs = list(_measured(a, b))
    settled_a = {p.span for p, q, _ in pairs if compatible(p, q)}
    settled_b = {q.span for p, q, _ in pairs if compatible(p, q)}
    found = []
    for p, q, sure in pairs:
        fits = bool(compatible(p, q))
        if not fits and (p.span in settled_a or q.span in settled_b):
            continue
        far = distance(p, q)
        strength = sure * (0.9 if fits or far >= 0.1 else 0.75)
        bearing = Bearing.AGREEMENT if fits else _number_bearing(a, b, p, q)
        spans = (p.span.start, p.span.end), (q.span.start, q.span.end)
        found.append(Finding(Aspect.NUMBER, bearing, strength, *spans, note=p.kind.value))
    return found


def _number_bearing(a: Analysis, b: Analysis, p: Quantity, q: Quantity) -> Bearing:
    i, j = word_at(a, p.span.start), word_at(b, q.span.start)
    if a.words[i].weak or b.words[j].weak or a.negated(i) or b.negated(j):
        return Bearing.TENSION
    return Bearing.CONFLICT


def _measured(a: Analysis, b: Analysis) -> Iterator[tuple[Quantity, Quantity, float]]:
    for p in a.quantities:
        for q in b.quantities:
            if p.kind in _OTHERS or not comparable(p, q):
                continue
            sure = same_measure(a, b, p, q)
            if sure > 0:
                yield p, q, sure


def word_at(a: Analysis, offset: int) -> int:
    """Return the index of the word at or after the offset."""
    for i, s in enumerate(a.words):
        if s.word.end > offset:
            return i
    return len(a.words) - 1


def same_measure(a: Analysis, b: Analysis, p: Quantity, q: Quantity) -> float:
    """Return how surely two figures count the same thing in the same state, 0 to 1."""
    nouns_a, nouns_b = _nouns(p), _nouns(q)
    states_a, states_b = _states(a, p), _states(b, q)
    if states_a and states_b and not _share_state(states_a, states_b):
        return 0.0
    if _opposed(a, b, p, q) or _other_topic(a, b, p, q):
        return 0.0
    noun = _best(nouns_a[-1:], nouns_b) if nouns_a and nouns_b else -1.0
    if nouns_a and nouns_b:
        noun = max(noun, _best(nouns_a, nouns_b[-1:]))
    if states_a and states_b:
        people = lexicon.word_set("people")
        if noun < 0 or noun >= 0.6:
            return 1.0
        if set(nouns_a) & people or set(nouns_b) & people:
            return 0.55
        return 0.0
    verb_a, verb_b = _governor(a, p), _governor(b, q)
    verbs = lexicon.similarity(verb_a, verb_b) if verb_a and verb_b else 0.5
    same_pole = _same_concept(verb_a, verb_b)
    if p.kind in (QuantityKind.COUNT, QuantityKind.ORDINAL) and (nouns_a or nouns_b):
        if noun >= 0.85:
            light = not verb_a or not verb_b or {verb_a, verb_b} & lexicon.word_set("generic")
            return 0.9 if verbs >= 0.6 or same_pole else 0.65 if light else 0.3
        return 0.6 if noun >= 0.6 and (verbs >= 0.85 or same_pole) else 0.0
    if noun >= 0.6:
        return 0.9 if verbs >= 0.5 or same_pole else 0.6
    if noun < 0 or p.kind not in (QuantityKind.COUNT, QuantityKind.ORDINAL):
        return 0.85 if verbs >= 0.85 or same_pole else 0.6 if verbs >= 0.5 else 0.3
    return 0.0


def _opposed(a: Analysis, b: Analysis, p: Quantity, q: Quantity) -> bool:
    """'Three of nine were running' and 'six of nine stood idle' count different things."""
    i, j = word_at(a, p.span.start), word_at(b, q.span.start)
    return any(
        x.concept == y.concept and x.effective == -y.effective
        for x in a.hits
        if a.words[x.first].clause == a.words[i].clause
        for y in b.hits
        if b.words[y.first].clause == b.words[j].clause
    )


def _other_topic(a: Analysis, b: Analysis, p: Quantity, q: Quantity) -> bool:
    """'The retirement age to 60' and 'the voting age to 16': one head, different attributes."""
    x, y = _label_of(a, p), _label_of(b, q)
    if not x or not y or x[0] != y[0] or len(x) < 2 or len(y) < 2:
        return False
    return max(lexicon.similarity(i, j) for i in x[1:] for j in y[1:]) < 0.6


def _label_of(a: Analysis, q: Quantity) -> list[str]:
    """Return the noun before the figure and its attributes, the head first."""
    at = word_at(a, q.span.start)
    nouns: list[str] = []
    for j in range(at - 1, max(-1, at - 7), -1):
        word = a.words[j].word
        if word.tag in (Tag.NOUN, Tag.ADJECTIVE) or (nouns and word.tag is Tag.NAME):
            nouns.append(word.lemma)
        elif nouns or word.tag is Tag.MARK:
            break
    return nouns


def _nouns(q: Quantity) -> tuple[str, ...]:
    return tuple(lexicon.lemma(w, "n") for w in q.noun)


def _best(xs: tuple[str, ...], ys: tuple[str, ...]) -> float:
    return max((lexicon.similarity(x, y) for x in xs for y in ys), default=0.0)


def _states(a: Analysis, q: Quantity) -> frozenset[tuple[str, int]]:
    """Return what became of those counted (killed, wounded, held), from the same clause."""
    at = word_at(a, q.span.start)
    near = []
    for hit in a.hits:
        if hit.concept not in _HARM or a.words[hit.first].clause != a.words[at].clause:
            continue
        between = [
            o
            for o in a.quantities
            if _between(o.span.start, q.span.start, a.words[hit.first].word.start)
        ]
        if between:
            continue
        gap = abs(hit.first - at)
        near.append((gap, hit.concept, hit.effective))
    best = min((gap for gap, _, _ in near), default=0)
    return frozenset((concept, sign) for gap, concept, sign in near if gap <= best + 1)


def _between(x: int, p: int, q: int) -> bool:
    return min(p, q) < x < max(p, q)


def _share_state(a: frozenset[tuple[str, int]], b: frozenset[tuple[str, int]]) -> bool:
    return bool(a & b)


def _governor(a: Analysis, q: Quantity) -> str:
    """Return the verb nearest to the figure in its clause, no verb of saying."""
    at = word_at(a, q.span.start)
    verbs = [
        i
        for i, s in enumerate(a.words)
        if s.word.tag is Tag.VERB and s.word.lemma not in REPORT and s.clause == a.words[at].clause
    ]
    if not verbs:
        return ""
    return a.words[min(verbs, key=lambda i: abs(i - at))].word.lemma


def _same_concept(x: str, y: str) -> bool:
    poles = lexicon.poles()
    concepts = {p.concept for p in poles.get((x,), ())} & {p.concept for p in poles.get((y,), ())}
    return bool(concepts)


def find_dates(a: Analysis, b: Analysis) -> list[Finding]:
    """Return dates and times of one kind that cannot be the same, or that agree."""
    found = []
    pairs = [(p, q) for p in a.quantities for q in b.quantities if p.is_time and comparable(p, q)]
    settled = {x.span for p, q in pairs if compatible(p, q) for x in (p,)}
    settled_b = {q.span for p, q in pairs if compatible(p, q)}
    for p, q in pairs:
        fits = bool(compatible(p, q))
        if not fits and (p.span in settled or q.span in settled_b):
            continue
        anchors = {_anchor(a, p), _anchor(b, q)}
        if (
            not fits
            and anchors & {"since", "until", "till", "before", "after", "by"}
            and len(anchors) > 1
        ):
            continue
        spans = (p.span.start, p.span.end), (q.span.start, q.span.end)
        bearing = Bearing.AGREEMENT if fits else Bearing.APART
        found.append(Finding(Aspect.DATE, bearing, 0.8, *spans, note=_grain(p, q)))
    return found or _periods(a, b)


def _anchor(a: Analysis, q: Quantity) -> str:
    """'Not until Thursday' is on Thursday."""
    before = a.statement.text[max(0, q.span.start - 60) : q.span.start].lower()
    if q.anchor in ("until", "till") and (
        " not " in before or "n’t " in before or "n't " in before
    ):
        return "on"
    return q.anchor if q.anchor in _LIMITS else "on"


_LIMITS = frozenset({"since", "until", "till", "before", "after", "by"})


def find_parts(a: Analysis, b: Analysis) -> list[Finding]:
    """Return parts of one whole that do not add up: 'all nine ran', 'only three of nine ran'."""
    found = []
    for p, whole, part in _parts(a):
        for q, other_whole, other in _parts(b):
            if whole != other_whole or (part == whole and other == whole):
                continue
            i, j = word_at(a, p.span.start), word_at(b, q.span.start)
            signs = [
                x.effective * y.effective
                for x in a.hits
                for y in b.hits
                if x.concept == y.concept and x.first > i and y.first > j
            ]
            if not signs:
                continue
            turned = signs[0] < 0
            conflict = part + other > whole if turned else part != other
            bearing = Bearing.CONFLICT if conflict else Bearing.AGREEMENT
            if turned and part + other < whole:
                continue
            spans = (p.span.start, p.span.end), (q.span.start, q.span.end)
            found.append(Finding(Aspect.NUMBER, bearing, 0.9, *spans, note="parts"))
    return found


def _parts(a: Analysis) -> list[tuple[Quantity, float, float]]:
    """Return (figure, whole, part) of 'three of the nine' and 'all nine'."""
    found = []
    counts = [q for q in a.quantities if q.kind is QuantityKind.COUNT and q.value is not None]
    text = a.statement.text
    for k, q in enumerate(counts):
        before = text[max(0, q.span.start - 12) : q.span.start].lower().split()
        if before[-1:] == ["all"] or before[-2:] == ["all", "the"]:
            found.append((q, q.value or 0.0, q.value or 0.0))
        elif before[-2:] == ["none", "of"] or before[-3:] == ["none", "of", "the"]:
            found.append((q, q.value or 0.0, 0.0))
        elif k and text[counts[k - 1].span.end : q.span.start].split() in (["of"], ["of", "the"]):
            found.append((counts[k - 1], q.value or 0.0, counts[k - 1].value or 0.0))
    return found


def _grain(p: Quantity, q: Quantity) -> str:
    """Return how fine the two times are: only fine ones can be rival accounts of one event."""
    if p.kind is QuantityKind.TIME:
        return "clock"
    return (
        "day"
        if max(p.high - p.low, q.high - q.low) < 1
        else "month"
        if p.unit == "date" and max(p.high - p.low, q.high - q.low) < 32
        else "period"
    )


def _periods(a: Analysis, b: Analysis) -> list[Finding]:
    """Return a date of the past on one side against 'today' or 'now' on the other."""
    found = []
    for x, y, turned in ((a, b, False), (b, a, True)):
        past = [
            q
            for q in x.quantities
            if q.kind is QuantityKind.DATE and q.unit == "date" and q.anchor != "since"
        ]
        ago = _long_ago(past, y)
        if ago is not None:
            spans = (ago.span.start, ago.span.end), (0, len(y.statement.text))
            ranges = (spans[1], spans[0]) if turned else spans
            found.append(Finding(Aspect.DATE, Bearing.APART, 0.6, *ranges, note="since"))
            continue
        present = next((s.word for s in y.words if s.word.lower in _PRESENT), None)
        if (
            past
            and present is not None
            and not any(q.kind is QuantityKind.DATE and q.unit == "date" for q in y.quantities)
        ):
            spans = (past[0].span.start, past[0].span.end), (present.start, present.end)
            ranges = (spans[1], spans[0]) if turned else spans
            found.append(Finding(Aspect.DATE, Bearing.APART, 0.6, *ranges, note="since"))
    return found


def _long_ago(past: list[Quantity], other: Analysis) -> Quantity | None:
    """Return a date a year or more before the other was written, if that has no date itself."""
    written = read_day(other.statement.said or other.statement.published)
    if written is None or any(q.kind is QuantityKind.DATE for q in other.quantities):
        return None
    return next((q for q in past if q.high < written[0].toordinal() - 365), None)


_PRESENT = frozenset({"today", "now", "currently", "nowadays", "presently"})


def find_labels(a: Analysis, b: Analysis) -> list[Finding]:
    """Return numbered things (gate three, article 5) of one name and different numbers."""
    found = []
    for p in a.quantities:
        for q in b.quantities:
            named = p.kind is QuantityKind.LABEL or (
                p.kind is QuantityKind.ORDINAL and _best(_nouns(p), _nouns(q)) >= 0.85
            )
            if named and comparable(p, q):
                fits = bool(compatible(p, q))
                spans = (p.span.start, p.span.end), (q.span.start, q.span.end)
                bearing = Bearing.AGREEMENT if fits else Bearing.APART
                found.append(Finding(Aspect.WORDING, bearing, 0.9, *spans, note="label"))
    return found
