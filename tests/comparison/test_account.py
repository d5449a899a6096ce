"""Whether two documents tell one story."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest

from claims.comparison.account import Account, account, alike, one_story

ARTICLES = Path(__file__).parent / "articles"


@pytest.fixture(scope="module")
def accounts() -> dict[str, Account]:
    return {p.name: account(p.read_text(encoding="utf-8")) for p in ARTICLES.glob("*/*.txt")}


def story(file: str) -> str:
    return file.split("-")[0]


def test_the_articles_of_one_story_are_known_as_such(accounts: dict[str, Account]) -> None:
    same = [(a, b) for a, b in combinations(accounts, 2) if story(a) == story(b)]
    assert len(same) > 30
    assert [pair for pair in same if not one_story(*map(accounts.get, pair))] == []


def test_the_articles_of_two_stories_are_mostly_kept_apart(accounts: dict[str, Account]) -> None:
    """All play in one invented country, whose towns and papers several of them name."""
    other = [(a, b) for a, b in combinations(accounts, 2) if story(a) != story(b)]
    taken = [(a, b) for a, b in other if one_story(accounts[a], accounts[b])]
    assert len(taken) <= len(other) / 10


def test_a_few_names_that_all_reports_of_a_year_have_do_not_make_one_story(
    accounts: dict[str, Account],
) -> None:
    year = frozenset({"the president", "the rival", "the capital"})
    among = {f: replace(a, names=a.names | year) for f, a in accounts.items()}
    other = [(a, b) for a, b in combinations(among, 2) if story(a) != story(b)]
    taken = [(a, b) for a, b in other if one_story(among[a], among[b])]
    assert len(taken) <= len(other) / 5
    same = [(a, b) for a, b in combinations(among, 2) if story(a) == story(b)]
    assert [pair for pair in same if not one_story(*map(among.get, pair))] == []


def test_without_a_name_in_common_the_words_tell(accounts: dict[str, Account]) -> None:
    names = iter("abcdefghijklmnopqrstuvwxyz" * 4)
    bare = {f: replace(a, names=frozenset({next(names) + f, f})) for f, a in accounts.items()}
    pairs = list(combinations(bare, 2))
    taken = [(a, b) for a, b in pairs if one_story(bare[a], bare[b])]
    right = [(a, b) for a, b in taken if story(a) == story(b)]
    assert len(right) >= sum(story(a) == story(b) for a, b in pairs) / 2
    assert len(right) >= 0.8 * len(taken)


def test_titles_days_and_what_many_names_have_are_no_names() -> None:
    a = account("On Monday Mr Lamm spoke at the City Hospital in North Street.")
    b = account("On Monday Mr Karst spoke at the Harbour Hospital in North Road.")
    assert (a.names, b.names) == ({"lamm"}, {"karst", "harbour"})
    assert not one_story(a, b)


def test_the_words_of_a_short_note_do_not_tell() -> None:
    note = account("The lock was closed and the barges waited.")
    assert alike(note, note) == 0.0
