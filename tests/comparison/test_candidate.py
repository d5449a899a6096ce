"""Which claims are compared: shared terms, no quadratic pass."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations

from claims.comparison import MemoryPostings, candidates, terms, topics


def posted(texts: list[str]) -> MemoryPostings[int]:
    memory: MemoryPostings[int] = MemoryPostings()
    for key, text in enumerate(texts):
        memory.add(key, terms(text))
    return memory


def test_claims_in_other_words_about_one_thing_are_candidates() -> None:
    texts = [
        "The flood killed 14 people in Nether Brenn",
        "23 people died in the flooding of Nether Brenn",
        "Nurses at the Marien hospital are on strike",
    ]
    pairs = list(candidates([(0, terms(texts[0]))], posted(texts)))
    assert pairs == [(0, 1)]


def test_no_pair_is_given_twice_and_none_with_itself() -> None:
    texts = [f"The dam at Ossel has {n} cracks" for n in range(2, 30)]
    new = [(key, terms(text)) for key, text in enumerate(texts)]
    pairs = list(candidates(new, posted(texts)))
    assert all(a != b for a, b in pairs)
    assert len({frozenset(pair) for pair in pairs}) == len(pairs)
    assert {frozenset(pair) for pair in pairs} <= {
        frozenset(pair) for pair in combinations(range(len(texts)), 2)
    }


def test_long_postings_are_read_up_to_their_cap_only() -> None:
    class Counting(MemoryPostings[int]):
        read = 0

        def holders(self, frequencies: Mapping[str, int], cap: int) -> dict[str, list[int]]:
            found = {term: list(held) for term, held in super().holders(frequencies, cap).items()}
            Counting.read += sum(len(held) for held in found.values())
            return found

    memory = Counting()
    words = terms("The dam at Ossel is safe")
    for key in range(3000):
        memory.add(key, words)
    pairs = list(candidates([(0, words)], memory, cap=50, partners=20))
    assert len(pairs) == 20
    assert Counting.read <= 50 * len(words)


def test_a_claim_finds_those_that_hold_it_whichever_came_first() -> None:
    texts = [
        "The dam at Ossel is safe",
        "After two years of costly repairs the dam at Ossel is safe again and ships pass the locks",
        *(f"The {word} of Vorsa is on strike" for word in ("port", "railway", "mine", "mint")),
    ]
    words = [terms(text) for text in texts]
    assert list(candidates([(0, words[0])], posted(texts))) == [(0, 1)]
    assert list(candidates([(1, words[1])], posted(texts))) == [(1, 0)]


def test_a_bare_name_is_no_candidate_for_all_that_is_said_of_it() -> None:
    texts = [
        "Ossel",
        "The mayor of Ossel wants to sell the old hospital and pay the debts of the port with it",
    ]
    assert list(candidates([(0, terms(texts[0]))], posted(texts))) == []


def test_pairs_that_are_not_accepted_are_left_out() -> None:
    texts = ["The dam at Ossel is safe", "The dam at Ossel is unsafe"]
    memory = posted(texts)
    assert list(candidates([(0, terms(texts[0]))], memory, accept=lambda _a, _b: False)) == []


def test_terms_of_nothing_are_none_and_topics_are_readable() -> None:
    assert terms("") == frozenset()
    assert topics("") == []
    assert "Hollin Bridge" in topics("An exchange of fire at Hollin Bridge killed 12 soldiers")
