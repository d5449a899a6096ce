"""One account passed on under another name: what echoes, and what stays corroboration."""

from __future__ import annotations

import pytest

from claims.attribution import SpeakerKind, Voice
from claims.comparison import Statement, flip
from claims.comparison.behind import behind
from claims.comparison.echo import is_passed_on
from claims.comparison.relation import agreement, compare
from claims.comparison.retold import said_before
from claims.comparison.teller import telling
from claims.comparison.value import RelationKind

PERSON, BODY, PAPER = SpeakerKind.PERSON, SpeakerKind.ORGANIZATION, SpeakerKind.DOCUMENT
OFFICIAL, SOMEBODY, NONE = (
    SpeakerKind.UNNAMED_OFFICIAL, SpeakerKind.UNNAMED_OTHER, SpeakerKind.NONE
)  # fmt: skip
Side = tuple[str, str | None, SpeakerKind]
"""An article with the content in brackets, who is named for it, and what he is."""


def told(side: Side, day: int) -> Statement:
    marked, name, kind = side
    start, end = marked.index("["), marked.index("]") - 1
    text = marked.replace("[", "").replace("]", "")
    return Statement(
        text[start:end], name, kind, document=f"d{day}", source=f"Paper {day}",
        published=f"2024-05-{day:02}", place=(start, end),
        voice=Voice.ATTRIBUTED if name else Voice.AUTHORIAL,
        behind=behind(name, kind, text) if name else frozenset(),
        again=said_before(text, start, end), telling=telling(name, kind, text, (start, end)),
    )  # fmt: skip


DIRECTOR = ("The harbour board's director, Jan Ott, said [the gate had held].", "Jan Ott", PERSON)
BOARD = ("The harbour board said [the gate had held].", "harbour board", BODY)
MAYOR = (
    "Mayor Ida Lamm spoke on Monday. Lamm said [she had never seen the letter].",
    "Ida Lamm", PERSON,
)  # fmt: skip
FINDINGS = (
    "The Rail Office published its findings. [The train went at ninety], the report says.",
    "the report", PAPER,
)  # fmt: skip

ECHOES: dict[str, tuple[Side, Side]] = {
    "a narrator has a body stand by it": (
        BOARD, ("It rained. [The harbour board stands by its word that the gate held].", None, NONE)
    ),
    "a narrator credits it at the end": (
        DIRECTOR, ("It rained. [The gate held, Jan Ott writes in his diary].", None, NONE)
    ),
    "a narrator has it after who is a pronoun": (
        DIRECTOR, ("Ott was heard on Friday. [He still insists that the gate held].", None, NONE)
    ),
    "a narrator has it after a body's pronoun": (
        BOARD, ("The harbour board met on Friday. [It puts the leaks at two].", None, NONE)
    ),
    "a narrator goes on after a credit": (
        DIRECTOR, ("The quay was dry, Jan Ott said. [It was to stay dry all week].", None, NONE)
    ),
    "a narrator names a body's own paper": (
        BOARD, ("It rained. [The harbour board's list has two leaks].", None, NONE)
    ),
    "two narrators tell it after one body": (
        ("It rained. [The harbour board put the leaks at two].", None, NONE),
        ("It was dry. [The harbour board still puts the leaks at two].", None, NONE),
    ),
    "his lawyer says it": (
        MAYOR,
        ("Lamm's lawyer, Piet Rolf, said [his client had not seen the letter].",
         "Piet Rolf", PERSON),
    ),
    "her spokesman says it": (
        MAYOR,
        ("Ida Lamm was away. Her spokesman, Piet Rolf, said [she had not seen the letter].",
         "Piet Rolf", PERSON),
    ),
    "its head says it": (
        ("Varrow Lights said [the lamp was new].", "Varrow Lights", BODY),
        ("Varrow rejects the finding. Its head, Ole Brandt, said [the lamp had been new].",
         "Ole Brandt", PERSON),
    ),
    "its head says it, and it has a short name": (
        ("The Varrow Lights Service said [the lamp was new].", "Varrow Lights Service", BODY),
        ("The Varrow Lights Service was built in 1900. Two sailed for the Service. Its head, "
         "Ole Brandt, said [the lamp had been new].", "Ole Brandt", PERSON),
    ),
    "a spokeswoman without a name says it": (
        ("Varrow's director, Ole Brandt, said [the lamp was new].", "Ole Brandt", PERSON),
        ("A spokeswoman for Varrow was calm. She said [the lamp had been new].",
         "A spokeswoman", OFFICIAL),
    ),
    "its record says it": (
        ("Varrow's director, Ole Brandt, said [the lamp was lit twice].", "Ole Brandt", PERSON),
        ("Varrow published its own record on Friday. The record has [two lightings].",
         "The record", PAPER),
    ),
    "its order says it": (
        ("The court said [there would be a hearing in May].", "court", BODY),
        ("He held the court's order. The order sets [a hearing for May].", "The order", PAPER),
    ),
    "it is told as hearsay": (
        BOARD, ("For years the story went that [the gate had held].", None, NONE)
    ),
    "the claim is dropped": (
        BOARD,
        ("The interior ministry has dropped its claim that [the gate held].",
         "interior ministry", BODY),
    ),
    "a spokesman repeats it": (
        DIRECTOR,
        ("Police spokesman Piet Rolf repeated on Friday that [the gate had held].",
         "Piet Rolf", PERSON),
    ),
    "it leaked before it was printed": (
        ("[It went at ninety], a person familiar with the inquiry said.",
         "a person familiar with the inquiry", SOMEBODY),
        FINDINGS,
    ),
    "an agency passes it on": (
        FINDINGS,
        ("[The train went at ninety], the Nordmark Press Service reported.",
         "Nordmark Press Service", BODY),
    ),
    "the outlet is cited that had it from him": (
        DIRECTOR, ("[The gate held], Paper 3 reports.", "Paper 3", BODY)
    ),
    "two narrators have one paragraph": (
        ("[In 1998 the town lost its mill to a fire in one night].", None, NONE),
        ("[The town lost its mill to a fire in one night in 1998].", None, NONE),
    ),
}  # fmt: skip

SUPPORTS: dict[str, tuple[Side, Side]] = {
    "a narrator has it after another body": (
        BOARD, ("It rained. [The weather station stands by its word: the gate held].", None, NONE)
    ),
    "a narrator has seen it himself": (
        BOARD, ("[The gate held all night, and the quay was dry].", None, NONE)
    ),
    "'it' is the body, not the person named after it": (
        DIRECTOR, ("The naval staff received Jan Ott. [It says that the gate held].", None, NONE)
    ),
    "a husband is no lawyer": (
        MAYOR,
        ("Lamm's husband, Piet Rolf, said [she had not seen the letter].", "Piet Rolf", PERSON),
    ),
    "somebody else's lawyer says it": (
        MAYOR,
        ("The carter's lawyer, Piet Rolf, said [she had not seen the letter].",
         "Piet Rolf", PERSON),
    ),
    "the head of another body says it": (
        ("Varrow Lights said [the lamp was new].", "Varrow Lights", BODY),
        ("The Kessel Yard met. Its head, Ole Brandt, said [the lamp had been new].",
         "Ole Brandt", PERSON),
    ),
    "the head of what a witness is named with": (
        ("Bo Quade said [the lamp was new].", "Bo Quade", PERSON),
        ("Bo Quade told us of a lamp, and Quade was calm about the yard. Its head, Ole Brandt, "
         "said [the lamp had been new].", "Ole Brandt", PERSON),
    ),
    "another's record says it": (
        ("Varrow's director, Ole Brandt, said [the lamp was lit twice].", "Ole Brandt", PERSON),
        ("The coastguard published its own record. The record has [two lightings].",
         "The record", PAPER),
    ),
    "another outlet is cited": (
        DIRECTOR, ("[The gate held], Paper 7 reports.", "Paper 7", BODY)
    ),
    "a witness repeats it": (
        DIRECTOR, ("The keeper, Piet Rolf, repeated that [the gate had held].", "Piet Rolf", PERSON)
    ),
    "a witness has it, and a report too": (
        ("[It went at ninety], a woman on the platform said.", "a woman on the platform", SOMEBODY),
        FINDINGS,
    ),
    "an agency has its own account": (
        FINDINGS,
        ("[Passengers felt how fast they were], the Nordmark Press Service reported.",
         "Nordmark Press Service", BODY),
    ),
    "two narrators have it in words of their own": (
        ("[In 1998 the town lost its mill to a fire in one night].", None, NONE),
        ("[Flames took the only mill, twenty-six years ago this May].", None, NONE),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("a", "b"), ECHOES.values(), ids=ECHOES.keys())
def test_an_account_that_is_passed_on_is_an_echo(a: Side, b: Side) -> None:
    one, other = told(a, 3), told(b, 9)
    assert is_passed_on(one, other)
    assert agreement(one, other) is agreement(other, one) is RelationKind.ECHOES


@pytest.mark.parametrize(("a", "b"), SUPPORTS.values(), ids=SUPPORTS.keys())
def test_an_account_of_its_own_corroborates(a: Side, b: Side) -> None:
    one, other = told(a, 3), told(b, 9)
    assert not is_passed_on(one, other)
    assert agreement(one, other) is agreement(other, one) is RelationKind.CORROBORATES


def test_hearsay_of_the_earlier_day_echoes_nobody() -> None:
    heard, board = ECHOES["it is told as hearsay"][1], BOARD
    assert agreement(told(board, 9), told(heard, 3)) is RelationKind.CORROBORATES


def test_nothing_is_passed_on_within_a_document() -> None:
    one, other = told(MAYOR, 3), told(ECHOES["his lawyer says it"][1], 3)
    assert not is_passed_on(one, other)


def test_the_later_of_an_echo_is_the_one_that_passes_it_on() -> None:
    early = told(("The mayor, Ida Lamm, said [the gate had held].", "Ida Lamm", PERSON), 3)
    late = told(("Lamm's lawyer, Piet Rolf, said [the gate had held].", "Piet Rolf", PERSON), 9)
    found = compare(early, late)
    assert found.relation is RelationKind.ECHOES
    assert not found.reverse
    assert compare(late, early) == flip(found)
