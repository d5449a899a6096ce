"""Compare two statements: the relation, what it turns on, and the reason in one sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from claims.attribution import Act, Polarity, SpeakerKind
from claims.comparison import lexicon
from claims.comparison.analysis import Analysis, analyse
from claims.comparison.company import Disputes
from claims.comparison.crossencoder import Opinion, consider, stored
from claims.comparison.echo import is_passed_on
from claims.comparison.evidence import Evidence, figure, guard, weigh
from claims.comparison.feature import TOLL
from claims.comparison.finding import Bearing, Finding
from claims.comparison.judge import Chances, Verdict, chances_among, judge, probabilities
from claims.comparison.parse import Tag
from claims.comparison.speaker import UNNAMED, one_origin, one_speaker, origin_of
from claims.comparison.value import (
    UNRELATED,
    Aspect,
    Comparison,
    Range,
    Reason,
    RelationKind,
    Statement,
    days_between,
)


def compare(a: Statement | str, b: Statement | str) -> Comparison:
    """Return how two statements relate, and why.

    The verdict does not depend on the order, but for `reverse`, which says that
    b is the earlier (updates) or the nearer to the origin (echoes).

    >>> c = compare("The bridge was closed on Monday.", "The bridge was not closed on Monday.")
    >>> c.relation.value, c.aspect.value
    ('contradicts', 'negation')
    >>> compare("About 400 people marched.", "Some 412 people marched.").relation.value
    'same'
    """
    x = Statement(a) if isinstance(a, str) else a
    y = Statement(b) if isinstance(b, str) else b
    return compare_many([(x, y)])[0]


def compare_many(
    pairs: Sequence[tuple[Statement, Statement]], known: Disputes | None = None
) -> list[Comparison]:
    """Return how the two statements of each pair relate, as `compare` does for one pair.

    Given the disputes that claims are known to stand in already, perhaps none, stored claims
    are judged by the company too that each keeps among these and the pairs (company.py).
    """
    turned = [b.text < a.text for a, b in pairs]
    sides = [(b, a) if turn else (a, b) for (a, b), turn in zip(pairs, turned, strict=True)]
    opinions = consider(sides)
    read = [_read(a, b, opinion) for (a, b), opinion in zip(sides, opinions, strict=True)]
    if known is not None:
        read = _among(read, known)
    answers = [_compare(pair) if pair else UNRELATED for pair in read]
    return [flip(c) if turn else c for c, turn in zip(answers, turned, strict=True)]


@dataclass(frozen=True, slots=True)
class _Read:
    """A pair that was read; `chances` are those of stored claims."""

    evidence: Evidence
    opinion: Opinion
    chances: Chances | None

    @property
    def statements(self) -> tuple[Statement, Statement]:
        return self.evidence.a.statement, self.evidence.b.statement


def _read(a: Statement, b: Statement, opinion: Opinion | None) -> _Read | None:
    if opinion is None:
        return None
    evidence = weigh(analyse(a), analyse(b))
    chances = probabilities(evidence, "stored", opinion) if stored(a, b) else None
    return _Read(evidence, opinion, chances)


def _among(read: Sequence[_Read | None], known: Disputes) -> list[_Read | None]:
    """Return the pairs, those of stored claims with the chances that each has among all others."""
    told = [(pair.statements, pair.chances) for pair in read if pair and pair.chances]
    found = iter(chances_among([both for both, _ in told], [alone for _, alone in told], known))
    return [replace(pair, chances=next(found)) if pair and pair.chances else pair for pair in read]


def flip(c: Comparison) -> Comparison:
    """Return the same comparison with a and b exchanged."""
    directed = c.relation in (RelationKind.UPDATES, RelationKind.ECHOES)
    reasons = tuple(reason.flip() for reason in c.reasons)
    return Comparison(c.relation, c.aspect, c.score, reasons, directed and not c.reverse)


def _compare(pair: _Read) -> Comparison:
    evidence, (a, b) = pair.evidence, pair.statements
    if _stands_for(a) == _stands_for(b):
        return _agreement(evidence, Verdict(Bearing.AGREEMENT, 1.0))
    verdict = judge(evidence, pair.opinion, pair.chances)
    if verdict.bearing in (Bearing.CONFLICT, Bearing.TENSION) and _one_voice(a, b):
        return UNRELATED
    if verdict.bearing is Bearing.CONFLICT:
        return _conflict(evidence, verdict)
    if verdict.bearing is Bearing.TENSION:
        return _answer(RelationKind.TENSION, evidence, verdict)
    if verdict.bearing is Bearing.AGREEMENT:
        return _agreement(evidence, verdict)
    return UNRELATED


def _one_voice(a: Statement, b: Statement) -> bool:
    """Tell whether one speaker says both in one document, or one is part of the other there.

    Who quotes himself, or denies having said what is quoted again, contradicts nobody.
    """
    if a.document is None or a.document != b.document:
        return False
    if one_speaker(a, b):
        return True
    return a.text in b.text or b.text in a.text


def _stands_for(s: Statement) -> tuple[list[str], bool]:
    """Return the words and whether the speaker is against them: what two like statements share."""
    against = s.act is Act.DENIES or s.polarity is Polarity.NEGATIVE
    return s.text.casefold().strip(" .").split(), against


def _answer(
    kind: RelationKind, e: Evidence, verdict: Verdict, *, reverse: bool = False, lead: str = ""
) -> Comparison:
    reasons = tuple(reason(e, f, kind, lead) for f in verdict.findings)
    aspect = reasons[0].aspect if reasons else Aspect.WORDING
    if kind is RelationKind.TENSION and (guard(e.a) is None) != (guard(e.b) is None):
        aspect = Aspect.MODALITY
    return Comparison(kind, aspect, verdict.score, reasons, reverse)


def _conflict(e: Evidence, verdict: Verdict) -> Comparison:
    """Tell a conflict between two sources from one account that replaces another."""
    a, b = e.a.statement, e.b.statement
    order = _order(a, b)
    finding = verdict.findings[0]
    disputed = any(f.aspect is Aspect.ATTRIBUTION for f in e.by(Bearing.CONFLICT))
    if order == 0 and verdict.replaced:
        return _answer(RelationKind.TENSION, e, verdict)
    if order == 0 or disputed:
        return _answer(RelationKind.CONTRADICTS, e, verdict)
    early, late = (a, b) if order < 0 else (b, a)
    if one_speaker(a, b):
        lead = f"{late.speaker} reverses what {early.speaker} said before"
        return _answer(RelationKind.UPDATES, e, verdict, reverse=order > 0, lead=lead)
    if verdict.replaced:
        lead = "the later account replaces the earlier"
        return _answer(RelationKind.UPDATES, e, verdict, reverse=order > 0, lead=lead)
    if finding.aspect is Aspect.NUMBER and replaces(e, finding, early_first=order < 0):
        lead = "the later figure replaces the earlier"
        return _answer(RelationKind.UPDATES, e, verdict, reverse=order > 0, lead=lead)
    if finding.aspect is Aspect.DATE and _both_planned(e):
        lead = "the plan has changed"
        return _answer(RelationKind.UPDATES, e, verdict, reverse=order > 0, lead=lead)
    return _answer(RelationKind.CONTRADICTS, e, verdict)


def _both_planned(e: Evidence) -> bool:
    return all(any(s.future for s in side.words) for side in (e.a, e.b))


def _order(a: Statement, b: Statement) -> int:
    """Return -1 when a was said before b, 1 when after, 0 when the dates do not tell."""
    gap = days_between(a, b)
    return 0 if gap is None or gap == 0 else -1 if gap > 0 else 1


def replaces(e: Evidence, finding: Finding, *, early_first: bool) -> bool:
    """Tell whether the later figure is a later state of the earlier one: a toll that rises.

    Somebody else's much higher figure a day later is a rival count; the same
    origin's, one told with 'risen to', a somewhat higher one or one that comes
    a week later is the same count taken further.
    """
    early, late = (e.a, e.b) if early_first else (e.b, e.a)
    ranges = (finding.range_a, finding.range_b)
    before = figure(early, ranges[0] if early_first else ranges[1])
    after = figure(late, ranges[1] if early_first else ranges[0])
    if late.forms & lexicon.word_set("newer"):
        return True
    if one_origin(early.statement, late.statement):
        return True
    days = abs(days_between(early.statement, late.statement) or 0)
    if any(h.concept == "found" and h.effective < 0 for h in late.hits):
        return after < before  # the missing grow fewer
    toll = any(h.concept in TOLL for h in late.hits)
    return toll and after > before and (days >= WEEK or after <= NEAR_TOLL * before)


WEEK = 7
NEAR_TOLL = 2.0
"""Within a week, somebody else's count beyond this ratio is a rival count, no later state."""


def agreement(a: Statement, b: Statement) -> RelationKind:
    """Return what two statements that agree are to one another, by where they come from."""
    return _agreement_kind(weigh(analyse(a), analyse(b)))


def _agreement_kind(e: Evidence) -> RelationKind:
    a, b = e.a.statement, e.b.statement
    known = None not in (origin_of(a), origin_of(b))
    one = one_origin(a, b)
    apart = a.document is not None and b.document is not None and a.document != b.document
    copied = apart and abs(days_between(a, b) or 0) <= COPY_DAYS and _copied(e)
    if _nested(a, b):
        return RelationKind.SAME
    passed = one or _is_repeated(a, b) or is_passed_on(a, b)
    if passed or (copied and (_is_nameless(a) or _is_nameless(b))):
        return RelationKind.ECHOES
    if known:
        return RelationKind.CORROBORATES
    if copied:
        return RelationKind.ECHOES
    return RelationKind.CORROBORATES if apart else RelationKind.SAME


def _agreement(e: Evidence, verdict: Verdict) -> Comparison:
    a, b = e.a.statement, e.b.statement
    kind = _agreement_kind(e)
    reverse = kind is RelationKind.ECHOES and _order(a, b) > 0
    drift = _drift(e, _order(a, b) if kind is RelationKind.ECHOES else 0)
    aspect = Aspect.MODALITY if drift else Aspect.WORDING
    told = [reason(e, f, kind) for f in verdict.findings[:2]]
    wording = Reason(
        Aspect.WORDING, a.text, b.text, "Both say the same in nearly the same words."
        if _copied(e) else "Both say the same.", ((0, len(a.text)),), ((0, len(b.text)),)
    )  # fmt: skip
    return Comparison(kind, aspect, verdict.score, (*drift, *(told or (wording,))), reverse)


def _nested(a: Statement, b: Statement) -> bool:
    """Tell whether one is part of the other in its document: who reports it supports nobody."""
    if a.document is None or a.document != b.document or not a.place or not b.place:
        return False
    return max(a.place[0], b.place[0]) < min(a.place[1], b.place[1])


def _is_repeated(a: Statement, b: Statement) -> bool:
    """Tell whether the later of two documents says that it is told again, and not by another."""
    order = _order(a, b)
    named = a.kind is b.kind is SpeakerKind.PERSON
    return order != 0 and (b if order < 0 else a).again and not named


def _is_nameless(s: Statement) -> bool:
    """Tell whether nobody is named who says it: 'the agency' may be whom the other source names."""
    return s.speaker is None or s.kind in UNNAMED or s.speaker == s.speaker.lower()


COPIED = 0.6
COPY_DAYS = 14
"""Beyond two weeks the same short wording is no longer a sign that one copied the other."""


def _copied(e: Evidence) -> bool:
    """Tell whether one wording was taken from the other: most runs of three words are shared."""
    runs = [
        {tuple(words[i : i + 3]) for i in range(max(1, len(words) - 2))}
        for words in (
            [s.word.lower for s in side.words if s.word.tag is not Tag.MARK] for side in (e.a, e.b)
        )
    ]
    if min(len(run) for run in runs) < 3:
        return False
    return len(runs[0] & runs[1]) / min(len(run) for run in runs) >= COPIED


def _drift(e: Evidence, order: int) -> tuple[Reason, ...]:
    """Return the reason that only one of the two is hedged, if so.

    Of an echo it was lost or gained on the way; `order` is -1 where a came before b.
    """
    guarded = [guard(e.a), guard(e.b)]
    if (guarded[0] is None) == (guarded[1] is None):
        return ()
    spans = [(g,) if g else () for g in guarded]
    words = [e.a.statement.text[slice(*guarded[0])] if guarded[0] else "",
             e.b.statement.text[slice(*guarded[1])] if guarded[1] else ""]  # fmt: skip
    hedge = words[0] or words[1]
    sentence = f"Only one of the two has the hedge “{hedge}”."
    if order:
        later = guarded[1] if order < 0 else guarded[0]
        sentence = f"The hedge “{hedge}” was {'gained' if later else 'lost'} on the way."
    return (Reason(Aspect.MODALITY, words[0], words[1], sentence, spans[0], spans[1]),)


def reason(e: Evidence, f: Finding, kind: RelationKind, lead: str = "") -> Reason:
    """Return the finding as a reason with its words, spans and a sentence."""
    range_a, range_b = _widened(e.a, f.range_a), _widened(e.b, f.range_b)
    words_a = e.a.statement.text[slice(*range_a)]
    words_b = e.b.statement.text[slice(*range_b)]
    aspect = _named(e, f)
    sentence = _sentence(aspect, words_a, words_b, kind)
    if lead:
        sentence = f"{lead[0].upper()}{lead[1:]}: “{words_a}” against “{words_b}”."
    return Reason(aspect, words_a, words_b, sentence, (range_a,), (range_b,))


def _widened(side: Analysis, span: Range) -> Range:
    """Return the span with the negator that reaches it, so that the words show the difference."""
    inside = [i for i, s in enumerate(side.words) if span[0] <= s.word.start < span[1]]
    cues = [
        c for i in inside for c in side.words[i].cues if inside[0] - 4 <= c <= inside[-1] + 2
    ]  # fmt: skip
    if not cues:
        return span
    first, last = side.words[min(cues)].word, side.words[max(cues)].word
    return min(span[0], first.start), max(span[1], last.end)


def _named(e: Evidence, f: Finding) -> Aspect:
    """Return the aspect as an editor would name it: 'never met' against 'met' is a negation."""
    if f.aspect is Aspect.ATTRIBUTION and Act.DENIES in (e.a.statement.act, e.b.statement.act):
        return Aspect.DENIAL
    if f.aspect is not Aspect.ANTONYM:
        return f.aspect
    negators = [
        any(e.a.words[i].word.tag is Tag.NEGATOR for i in f.words_a),
        any(e.b.words[j].word.tag is Tag.NEGATOR for j in f.words_b),
    ]
    return Aspect.NEGATION if negators[0] != negators[1] else f.aspect


_AGREES = (RelationKind.SAME, RelationKind.CORROBORATES, RelationKind.ECHOES)
_SENTENCES = {
    Aspect.NEGATION: "One says “{a}”, the other “{b}”.",
    Aspect.ANTONYM: "“{a}” and “{b}” are opposites, said of the same thing.",
    Aspect.NUMBER: "The figures differ: “{a}” against “{b}”.",
    Aspect.DATE: "The times differ: “{a}” against “{b}”.",
    Aspect.DENIAL: "One side denies what the other asserts: “{a}” against “{b}”.",
    Aspect.ROLE: "They name different ones for it: “{a}” against “{b}”.",
    Aspect.WORDING: "The two accounts cannot both hold: “{a}” against “{b}”.",
    Aspect.ATTRIBUTION: "Whether it was said at all is disputed: “{a}” against “{b}”.",
}


def _sentence(aspect: Aspect, a: str, b: str, kind: RelationKind) -> str:
    if kind in _AGREES:
        return f"They agree in “{a}” and “{b}”."
    if kind is RelationKind.TENSION:
        return f"They pull apart, but both could hold: “{a}” against “{b}”."
    return _SENTENCES.get(aspect, _SENTENCES[Aspect.WORDING]).format(a=a, b=b)
