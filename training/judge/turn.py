"""A statement with its negation put in or taken out, weakened, or set in the past."""

from __future__ import annotations

from claims.comparison.parse import Tag, Word
from training.judge.clause import Clause, edit
from training.judge.inflect import forms, word_set

_GUARDED = word_set("guards") | word_set("guarding")
SHY = word_set("shy")
"""Quantifiers whose negation leaves both statements possible, or says something else."""


def guarded(clause: Clause) -> bool:
    """Tell whether words elsewhere make a negation of the main verb something else."""
    lowers = [w.lower for w in clause.words]
    return (
        bool(_GUARDED.intersection(lowers))
        or bool(SHY.intersection(w.lower for w in clause.subject))
        or clause.subject[0].lower in ("a", "an", "one", "no", "none", "nobody", "nothing")
        or clause.subject[0].lower in ("all", "every", "each", "everyone", "everybody", "both")
        or clause.words[clause.finite].lower in ("may", "might")
        or any(w.tag is Tag.NUMBER for w in clause.subject)
    )


def negate(clause: Clause) -> str | None:
    """Return the statement with the negation of its main verb put in, or taken out.

    >>> from training.judge.clause import find_clause
    >>> negate(find_clause("The minister closed the border."))
    'The minister did not close the border.'
    >>> negate(find_clause("The border will not open on Friday."))
    'The border will open on Friday.'
    """
    if guarded(clause):
        return None
    if clause.negator is not None:
        return _affirm(clause)
    if " yet to " in clause.text:
        return None
    rest = [w.lower for w in clause.words[clause.finite + 1 : clause.finite + 7]]
    if {"not", "no", "nothing", "nobody", "never", "none", "neither", "nor"}.intersection(rest):
        return None
    word = clause.words[clause.finite]
    if clause.kind == "verb":
        return _with_do(clause, word)
    follows = clause.words[clause.finite + 1] if clause.finite + 1 < len(clause.words) else word
    if follows.tag is Tag.ADVERB and follows.lower in ("now", "still", "always", "often", "too"):
        return None
    new = "cannot" if word.lower == "can" else f"{word.text} not"
    return edit(clause.text, [(word.start, word.end, new)])


def _with_do(clause: Clause, word: Word) -> str | None:
    shape = forms(word.lemma)
    if shape is None:
        return None
    do = "did" if word.lower == shape.past else "does" if word.lower == shape.third else "do"
    return edit(clause.text, [(word.start, word.end, f"{do} not {shape.base}")])


def _affirm(clause: Clause) -> str | None:
    words, at = clause.words, clause.negator
    assert at is not None
    if any(w.lower in ("any", "anyone", "anything", "yet", "either", "ever") for w in words[at:]):
        return None
    finite = words[clause.finite]
    if finite.lower == "cannot":
        return edit(clause.text, [(finite.start, finite.end, "can")])
    if clause.kind != "do":
        return edit(clause.text, [(words[at].start, words[at].end, "")])
    if clause.verb is None:
        return None
    verb = words[clause.verb]
    shape = forms(verb.lower)
    if shape is None:
        return None
    new = {"did": shape.past, "does": shape.third, "do": shape.base}[finite.lower]
    return edit(clause.text, [(finite.start, verb.end, new)])


def weaken(clause: Clause, *, turn: bool) -> str | None:
    """Return the statement under 'may', with its negation turned round if asked.

    >>> from training.judge.clause import find_clause
    >>> weaken(find_clause("The minister closed the border."), turn=True)
    'The minister may not have closed the border.'
    """
    if guarded(clause):
        return None
    word = clause.words[clause.finite]
    negated = clause.negator is not None
    may = "may not" if negated != turn else "may"
    end = clause.words[clause.negator].end if clause.negator is not None else word.end
    if clause.negator is not None and clause.negator > clause.finite + 1:
        return None
    if clause.kind == "modal":
        tail = {"will": "", "would": "", "can": " be able to", "cannot": " be able to"}
        if word.lower not in tail:
            return None
        return edit(clause.text, [(word.start, end, may + tail[word.lower])])
    if clause.kind in ("be", "have"):
        tails = {"was": " have been", "were": " have been", "has": " have", "have": " have"}
        new = tails.get(word.lower, " have" if clause.kind == "have" else " be")
        return edit(clause.text, [(word.start, end, may + new)])
    verb = clause.words[clause.verb or clause.finite]
    shape = forms(word.lemma if clause.kind == "verb" else verb.lower)
    if shape is None:
        return None
    past = word.lower in ("did", shape.past)
    new = f"{may} have {shape.participle}" if past else f"{may} {shape.base}"
    return edit(clause.text, [(word.start, verb.end, new)])


def in_past(clause: Clause) -> str | None:
    """Return the statement in the past tense, None where it has a modal."""
    word = clause.words[clause.finite]
    known = {"is": "was", "are": "were", "am": "was", "has": "had", "have": "had"}
    known |= {"does": "did", "do": "did"}
    if clause.kind == "modal":
        return None
    if clause.kind == "verb":
        shape = forms(word.lemma)
        if shape is None:
            return None
        new = shape.past
    else:
        new = known.get(word.lower, word.text)
    return edit(clause.text, [(word.start, word.end, new)])
