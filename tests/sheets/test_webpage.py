"""The HTML page, read by a parser that is not ours."""

from __future__ import annotations

import re
from itertools import pairwise

import html5lib

from claims.attribution import Hedge
from claims.sheets import render
from tests.sheets import material as m
from tests.sheets.test_text import HOSTILE, hostile


def page(sheet):
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    tree = parser.parse(render(sheet, "html").decode())
    assert not parser.errors
    return tree


def text_of(element) -> str:
    return "".join(element.itertext())


def find(tree, tag: str, name: str):
    return [e for e in tree.iter(tag) if name in (e.get("class") or "").split()]


def test_the_page_is_valid_and_fetches_nothing():
    for sheet in (m.sheet(), hostile(), m.sheet([], [])):
        tree = page(sheet)
        assert not [e for e in tree.iter() if e.get("src") or e.tag in {"script", "link", "img"}]
        style = text_of(tree.find("head/style"))
        assert "url(" not in style
        assert "@import" not in style
        policy = [e.get("content") for e in tree.iter("meta") if e.get("http-equiv")]
        assert policy[0].startswith("default-src 'none'")


def test_hostile_text_is_shown_and_inert():
    tree = page(hostile())
    assert HOSTILE in text_of(find(tree, "p", "words")[0])
    assert HOSTILE in "".join(text_of(e) for e in find(tree, "mark", "content"))
    for element in tree.iter():
        assert not [name for name in element.attrib if name.startswith("on")]
        assert not (element.get("href") or "").startswith("javascript:")


def test_each_claim_leads_to_its_passage_and_back():
    tree = page(m.sheet())
    ids = [e.get("id") for e in tree.iter() if e.get("id")]
    assert len(ids) == len(set(ids))
    targets = [e.get("href")[1:] for e in tree.iter("a") if e.get("href").startswith("#")]
    assert set(targets) <= set(ids)
    for entry in m.sheet().entries:
        assert f"passage-{entry.number}" in targets
        assert f"claim-{entry.number}" in targets


def marked(passage, role: str) -> str:
    return "".join(text_of(e) for e in find(passage, "mark", role))


def test_the_marks_of_a_passage_are_exactly_the_claims_spans():
    tree = page(m.sheet())
    for entry in m.sheet().entries:
        claim, read = entry.claim, entry.claim.attribution
        passage = next(e for e in tree.iter("aside") if e.get("id") == f"passage-{entry.number}")
        roles = {
            "speaker": read.speaker.spans,
            "cue": read.cue,
            "content": read.content,
            "hedge": [hedge.span for hedge in read.hedges if isinstance(hedge, Hedge)],
        }
        for role, spans in roles.items():
            ordered = sorted(spans)
            assert marked(passage, role) == "".join(s.text_in(claim.text) for s in ordered)


def test_a_passage_shows_its_neighbours_and_never_the_article():
    tree = page(m.sheet([m.NEVER_OPENED], []))
    (passage,) = find(tree, "aside", "passage")
    shown = text_of(passage)
    assert "The director sees it otherwise." in shown
    assert len(find(passage, "p", "near")) == 2
    assert len(shown) < len(m.NEVER_OPENED.text) / 3


def test_a_claim_in_one_huge_paragraph_is_shown_with_what_is_near_it():
    text = "a " * 50_000 + "The dam is safe, she said." + " b" * 50_000
    record = m.claim(m.HALYARD, ["The dam is safe"], text=text, cue="said")
    (passage,) = find(page(m.sheet([record], [])), "aside", "passage")
    assert len(text_of(passage)) < 2_000
    assert marked(passage, "content") == "The dam is safe"


def test_a_speaker_named_far_above_is_shown_without_all_that_stands_between():
    text = "Aske came.\n\n" + "\n\n".join(f"Paragraph {n}." for n in range(50)) + "\n\nIt is safe."
    record = m.claim(m.HALYARD, ["It is safe"], text=text, said_by=("", "Ruben Aske", m.PERSON))
    (passage,) = find(page(m.sheet([record], [])), "aside", "passage")
    assert "Paragraph 49." in text_of(passage)
    assert "Paragraph 20." not in text_of(passage)


def test_characters_that_html_cannot_hold_are_replaced_and_not_dropped():
    record = m.claim(m.HALYARD, ["bell\x07 \ud800"], text="bell\x07 \ud800 rang")
    (words,) = find(page(m.sheet([record], [])), "p", "words")
    assert "“bell� �”" in text_of(words)


def test_the_page_works_by_keyboard_and_names_its_parts():
    tree = page(m.sheet())
    assert tree.get("lang") == "en"
    assert tree.find("body/a").get("class") == "skip"
    assert [e.tag for e in tree.iter() if e.tag in {"header", "main", "nav"}]
    assert all(e.get("tabindex") == "-1" for e in find(tree, "aside", "passage"))
    levels = [int(e.tag[1]) for e in tree.iter() if re.fullmatch("h[1-6]", e.tag or "")]
    assert levels[0] == 1
    assert all(b - a <= 1 for a, b in pairwise(levels))


def test_light_and_dark_and_print_have_their_styles():
    style = render(m.sheet(), "html").decode()
    assert "prefers-color-scheme: dark" in style
    assert "@media print" in style
