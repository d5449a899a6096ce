"""Rules that tell a hedge from a word that only looks like one, by its neighbours.

A guard sees the words of the text and the expression [i, j), and says whether it
is a hedge there. Guards know no grammar beyond closed classes of words; where the
neighbours do not decide, they say yes to words that are hedges mostly ('may') and
no to words that are not ('about').
"""

from __future__ import annotations

from claims.hedging.guard import amount, condition, evidence, modality
from claims.hedging.pattern import Guard

GUARDS: dict[str, Guard] = {
    "adjective": evidence.adjective,
    "after_number": amount.after_number,
    "appear": modality.appear,
    "barring": condition.barring,
    "be_before": evidence.be_before,
    "clause_follows": condition.clause_follows,
    "clearly": evidence.clearly,
    "convinced": evidence.convinced,
    "could": modality.could,
    "counted": amount.counted,
    "degree": amount.degree,
    "evidence_verb": evidence.evidence_verb,
    "expected": modality.expected,
    "first_person": modality.first_person,
    "if": condition.conditional_if,
    "in_case_of": condition.in_case_of,
    "inverted": condition.inverted,
    "likely": modality.likely,
    "may": modality.may,
    "might": modality.might,
    "must_have": modality.must_have,
    "opens": condition.opens,
    "possible": modality.possible,
    "to_verb": modality.to_verb,
    "unlikely": modality.unlikely,
}
