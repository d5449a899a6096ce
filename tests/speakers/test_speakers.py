"""The cases of tests/speakers/*.toml, one test a case; known failures are strict."""

from __future__ import annotations

import pytest

from claims.attribution import NOBODY, Tagged
from claims.extraction import lay_out
from claims.span import Span
from claims.speakers import resolve
from tests.speakers.cases import Case, load

CASES = list(load())


def _params() -> list[object]:
    return [
        pytest.param(
            case,
            id=f"{case.file}: {case.name}",
            marks=() if case.passes else pytest.mark.xfail(strict=True, reason="not yet"),
        )
        for case in CASES
    ]


@pytest.mark.parametrize("case", _params())
def test_the_speakers_are_who_the_case_says(case: Case) -> None:
    assert case.wrong() == []


def test_there_are_at_least_one_hundred_and_twenty_cases() -> None:
    assert len(CASES) >= 120


def test_names_of_cases_are_unique() -> None:
    names = [(case.file, case.name) for case in CASES]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_resolving_twice_gives_the_same(case: Case) -> None:
    assert case.resolved() == case.resolved()


def test_an_attribution_without_speaker_spans_has_nobody() -> None:
    text = "It is said that the gate was open."
    page = lay_out(text, [Span(0, len(text))])
    found = resolve(page, [Tagged((Span(16, 33),), (), (Span(6, 10),))])
    assert [(one.speaker, one.chain) for one in found] == [(NOBODY, ())]


def test_parties_and_hops_stay_within_the_text() -> None:
    for case in CASES:
        for one in case.resolved():
            for part in (*one.speaker.parties, *one.chain):
                assert all(span.text_in(case.page.text) for span in part.spans)


def test_any_span_of_any_text_is_resolved_without_an_error() -> None:
    for case in CASES[::12]:
        text = case.page.text
        for start in range(0, len(text) - 12, 7):
            one = Tagged((Span(0, len(text)),), (Span(start, start + 11),), ())
            assert len(resolve(case.page, [one])) == 1
