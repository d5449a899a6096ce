"""Rules that say the same with a negation on both sides, or with two on one."""

from __future__ import annotations

import random
import re

from claims.comparison.parse import Tag
from training.judge.agree import fewer_words, framed, synonyms
from training.judge.clause import Clause, contract, edit, find_clause
from training.judge.contradict import Pair, Rule, call_false, opposite_adjective
from training.judge.inflect import word_set
from training.judge.turn import guarded, negate

Chance = random.Random


def both_negated(text: str, chance: Chance) -> Pair | None:
    """Two ways to deny it: 'did not win', 'failed to win', 'it is false that it won'."""
    clause = find_clause(text)
    if clause is None:
        return None
    turned = text if clause.negator is not None else negate(clause)
    plain = negate(clause) if clause.negator is not None else text
    other = find_clause(turned) if turned else None
    if turned is None or plain is None or other is None or guarded(other):
        return None
    options = [call_false(plain, chance)] if _single(clause) else []
    said = framed(contract(turned), chance)
    options += [said[1]] if said else []
    options += [new for new in (_failed(other), _complement(other, chance)) if new] * 3
    again = synonyms(contract(turned), chance) or fewer_words(turned, chance)
    options += [again[1]] if again else []
    return (turned, chance.choice(options)) if options else None


def _single(clause: Clause) -> bool:
    """Tell whether a denial of the whole denies just the main verb."""
    if re.search(r"[,:—]| - ", clause.text):
        return False
    words = clause.words
    ends = (Tag.VERB, Tag.AUXILIARY, Tag.MODAL, Tag.PRONOUN, Tag.SUBORDINATOR, Tag.TO)
    return not any(
        w.tag is Tag.CONJUNCTION and any(n.tag in ends for n in words[i + 1 : i + 4])
        for i, w in enumerate(words)
    )


def _failed(clause: Clause) -> str | None:
    if clause.kind != "do" or clause.verb is None:
        return None
    word, verb = clause.words[clause.finite], clause.words[clause.verb]
    if word.lower != "did" or clause.verb - clause.finite != 2 or verb.lower not in _ACHIEVED:
        return None
    return edit(clause.text, [(word.start, verb.end, f"failed to {verb.lower}")])


_ACHIEVED = word_set("achieved")


def _complement(clause: Clause, chance: Chance) -> str | None:
    """'Is not legal' → 'is illegal'."""
    new = opposite_adjective(clause, chance, strict=True)
    other = find_clause(new) if new else None
    if other is None or other.negator is None:
        return None
    at = other.words[other.negator]
    return edit(other.text, [(at.start, at.end, "")])


def twice_negated(text: str, chance: Chance) -> Pair | None:
    """'Is legal' and 'is not illegal'; 'it won' and 'it is false that it did not win'."""
    clause = find_clause(text)
    turned = negate(clause) if clause else None
    if clause is None or turned is None:
        return None
    strict = opposite_adjective(clause, chance, strict=True)
    other = find_clause(strict) if strict else None
    again = negate(other) if other and clause.negator is None else None
    if again:
        return text, again
    return (text, call_false(turned, chance)) if _single(clause) else None


DENIALS: dict[str, Rule] = {"both_negated": both_negated, "twice_negated": twice_negated}
