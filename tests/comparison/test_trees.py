"""The trees of the decision: what the file has, and what is read from it."""

from __future__ import annotations

import pytest

from claims.comparison import Statement
from claims.comparison.analysis import analyse
from claims.comparison.crossencoder import Opinion
from claims.comparison.evidence import weigh
from claims.comparison.feature import features
from claims.comparison.trees import Forest, forest

ROOT, LOW, HIGH = (0, 0.5, 1, 2), (-1.0,), (2.0,)


def test_the_trees_ask_for_nothing_that_the_evidence_lacks() -> None:
    one, other = (Statement(t, document=d) for t, d in (("It rained.", "a"), ("No rain.", "b")))
    found = features(weigh(analyse(one), analyse(other)), Opinion(0.0, 0.0, 0.6))
    assert set(forest().features) <= found.keys()
    assert sum(forest().chances(found)) == pytest.approx(1)


def test_a_tree_goes_down_to_the_leaf_that_the_evidence_says() -> None:
    tree = Forest(("near",), (0.0, 0.0), (((ROOT, LOW, HIGH),), ()))
    low, high = (tree.chances({"near": near})[0] for near in (0.5, 0.6))
    assert low == pytest.approx(1 / (1 + 2.718281828**1))
    assert high == pytest.approx(1 / (1 + 2.718281828**-2))


def test_every_branch_of_the_file_leads_to_a_leaf() -> None:
    for grown in forest().trees:
        for tree in grown:
            reached = {0}
            for number, node in enumerate(tree):
                assert len(node) in (1, 4)
                if len(node) == 4:
                    assert number < min(node[2], node[3])
                    assert 0 <= node[0] < len(forest().features)
                    reached |= {int(node[2]), int(node[3])}
            assert reached == set(range(len(tree)))
