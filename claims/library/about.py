"""What a database is about: its most informative words and names."""

from __future__ import annotations

from collections import Counter, defaultdict
from math import log

from sqlalchemy import select
from sqlalchemy.orm import Session

from claims.comparison import topics
from claims.record import TermRecord
from claims.store import models

BATCH = 2000


def informative(session: Session) -> list[TermRecord]:
    """Return words and names that more than one claim holds, the most informative first.

    A term informs when many claims hold it and not all of them: its count,
    weighed by how rare it is among the claims (as tf·idf does); names of several
    words come before the single words in them.
    """
    counts: Counter[str] = Counter()
    homes: defaultdict[str, set[int]] = defaultdict(set)
    total = 0
    rows = select(models.Claim.document_id, models.Claim.content).execution_options(yield_per=BATCH)
    for document, content in session.execute(rows):
        total += 1
        for term in set(topics(content)):
            counts[term] += 1
            homes[term].add(document)
    weights = {
        term: count * log(1 + total / count) * (1 + 0.5 * term.count(" "))
        for term, count in counts.items()
        if count > 1
    }
    ranked = sorted(weights, key=lambda term: (-weights[term], term))
    return [TermRecord(term, counts[term], len(homes[term])) for term in ranked]
