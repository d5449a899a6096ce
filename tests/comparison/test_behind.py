"""One origin under two names: what a document knows a speaker by, and what was said before."""

from __future__ import annotations

import pytest

from claims.attribution import SpeakerKind
from claims.comparison import Statement
from claims.comparison.behind import behind, is_one
from claims.comparison.relation import agreement
from claims.comparison.retold import revises, said_before
from claims.comparison.speaker import one_origin
from claims.comparison.value import RelationKind

PERSON, BODY = SpeakerKind.PERSON, SpeakerKind.ORGANIZATION
UNNAMED = SpeakerKind.UNNAMED_OTHER
INTRODUCED = {
    "before the name": "The gate held, said the harbour board's director, Jan Ott.",
    "after the name": "Jan Ott, the director of the harbour board, said the gate held.",
    "by 'its'": "The harbour board met on Monday. Its director, Jan Ott, said the gate held.",
    "by what he heads": "Jan Ott, who heads the harbour board, said that the gate held.",
    "as a spokesman": "A spokesman for the harbour board, Jan Ott, said that the gate held.",
}


@pytest.mark.parametrize("text", INTRODUCED.values(), ids=INTRODUCED.keys())
def test_a_body_and_who_is_introduced_as_speaking_for_it_are_one_origin(text: str) -> None:
    board = behind("the harbour board", BODY, "The harbour board said so.")
    assert is_one(behind("Jan Ott", PERSON, text), board)
    assert not is_one(behind("Jan Ott", PERSON, text), behind("the health board", BODY, ""))


def test_a_person_and_his_office_are_one_origin_and_his_wife_is_another() -> None:
    ott = behind("Jan Ott", PERSON, "Jan Ott said that the gate held.")
    assert is_one(ott, behind("Ott's office", BODY, ""))
    assert is_one(ott, behind("the lawyer of Jan Ott", UNNAMED, ""))
    assert not is_one(ott, behind("Ott's wife", UNNAMED, ""))


def test_who_works_at_a_body_does_not_speak_for_it() -> None:
    text = "The ward was full, said Ida Lamm, a nurse at the Harbour Hospital."
    hospital = behind("Harbour Hospital", BODY, "")
    assert not is_one(behind("Ida Lamm", PERSON, text), hospital)
    assert not is_one(behind("a nurse at the Harbour Hospital", UNNAMED, ""), hospital)


def test_bodies_of_one_place_or_of_one_sort_are_not_one() -> None:
    police = behind("the Kessel police", BODY, "")
    assert not is_one(police, behind("the Kessel council", BODY, ""))
    assert not is_one(police, behind("the Varna police", BODY, ""))
    assert is_one(police, behind("the police", BODY, ""))


def test_who_holds_an_office_and_the_office_are_one_origin() -> None:
    text = "Mayor Vera Stolz said that the gate held. Deputy mayor Jan Ott did not."
    mayor = behind("the mayor", SpeakerKind.UNNAMED_OFFICIAL, "The mayor said so.")
    assert is_one(behind("Vera Stolz", PERSON, text), mayor)
    assert is_one(behind("Vera Stolz", PERSON, "The mayor, Vera Stolz, said so."), mayor)
    assert not is_one(behind("Jan Ott", PERSON, text), mayor)
    assert not is_one(behind("Ida Lamm", PERSON, "Governor Ida Lamm said so."), mayor)


def test_two_holders_of_one_office_in_two_places_are_not_one() -> None:
    kessel = behind("the mayor of Kessel", SpeakerKind.UNNAMED_OFFICIAL, "")
    varna = "The mayor of Varna, Vera Stolz, said so."
    assert not is_one(behind("Vera Stolz", PERSON, varna), kessel)


def said(speaker: str, kind: SpeakerKind, text: str, day: int) -> Statement:
    content = "the gate held"
    start = text.index(content)
    return Statement(
        content, speaker, kind, document=f"d{day}", published=f"2024-05-{day:02}",
        behind=behind(speaker, kind, text), again=said_before(text, start, start + len(content)),
    )  # fmt: skip


DIRECTOR = said("Jan Ott", PERSON, "The harbour board's director, Jan Ott, said the gate held.", 1)


def test_two_persons_of_one_body_are_two_origins() -> None:
    engineer = said("Pia Roe", PERSON, "The harbour board's head, Pia Roe, said the gate held.", 2)
    assert not one_origin(DIRECTOR, engineer)
    assert agreement(DIRECTOR, engineer) is RelationKind.CORROBORATES


def test_a_body_that_agrees_with_its_director_echoes_him() -> None:
    board = said("the harbour board", BODY, "The harbour board said that the gate held.", 2)
    assert agreement(DIRECTOR, board) is RelationKind.ECHOES


def test_what_the_later_document_gives_as_said_before_is_an_echo() -> None:
    keeper = "The keeper of the lock said that the gate held."
    again = keeper.replace("said that", "repeated that")
    first, second = said("the keeper", UNNAMED, keeper, 1), said("a man", UNNAMED, again, 2)
    assert agreement(first, second) is RelationKind.ECHOES
    assert agreement(first, said("a man", UNNAMED, keeper, 2)) is RelationKind.CORROBORATES


def test_another_named_person_who_repeats_it_is_another_origin() -> None:
    witness = said("Pia Roe", PERSON, "Pia Roe, an angler, repeated that the gate held.", 2)
    assert agreement(DIRECTOR, witness) is RelationKind.CORROBORATES


@pytest.mark.parametrize(
    "text",
    [
        "He was tired and still wet. Ott said the gate held.",
        "The gate held, Ott said. Roe repeated her claim.",
    ],
)
def test_words_of_another_sentence_do_not_say_that_it_was_said_before(text: str) -> None:
    start = text.lower().index("the gate held")
    assert not said_before(text, start, start + len("the gate held"))


def test_what_corrects_an_account_is_told_from_what_repeats_it() -> None:
    told = "The ministry now admits that the gate broke. Ott said the gate held."
    broke, held = told.index("the gate broke"), told.index("the gate held")
    assert revises(told, broke, broke + len("the gate broke"))
    assert not said_before(told, broke, broke + len("the gate broke"))
    assert not revises(told, held, held + len("the gate held"))
