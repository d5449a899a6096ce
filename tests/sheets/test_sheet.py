"""What a sheet says: verbatim words, every hedge, distinct origins, open points."""

from __future__ import annotations

from itertools import pairwise

import pytest

from claims.attribution import Likelihood, Quotation, SpeakerKind, Voice
from claims.errors import InvalidValue
from claims.record import ClaimRecord, DocumentRecord
from claims.sheets import FORMATS, GROUPINGS, Searched, format_of, render
from tests.sheets import material as m


def numbered(sheet, record):
    return next(e for e in sheet.entries if e.claim.id == record.id)


def open_point(sheet, kind):
    return [e.claim.id for p in sheet.open_points if p.kind == kind for e in p.entries]


def test_every_claim_has_its_words_as_they_stand_in_the_document():
    for entry in m.sheet().entries:
        for piece in entry.words.split(" […] "):
            assert piece in entry.claim.text


def test_words_left_out_between_two_pieces_are_marked():
    entry = numbered(m.sheet(), m.BODIES)
    assert entry.words == (
        "We have brought out 14 bodies and about 40 injured […] We are not finished."
    )


def test_two_pieces_with_nothing_but_a_paragraph_break_between_are_not_marked():
    record = m.claim(m.COURIER, ["The key", "key"], text="The key\n\nkey")
    assert numbered(m.sheet([record], []), record).words == "The key key"


def test_no_hedge_is_dropped_from_a_claim_or_from_a_side_of_a_disagreement():
    sheet = m.sheet()
    for entry in sheet.entries:
        facts = dict(entry.facts())
        for hedge, words in zip(
            entry.claim.attribution.hedges, entry.claim.hedge_words, strict=True
        ):
            told = f"“{words}” ({hedge.kind}, of the {hedge.owner})"
            assert told in facts["Hedges"]
            assert told in entry.side


def test_a_speaker_without_a_name_is_said_to_be_unresolved():
    facts = dict(numbered(m.sheet(), m.OFFICIAL).facts())
    assert facts["Speaker"] == "“the official” (unresolved) (unnamed official)"


def test_nobody_is_made_up_where_a_cue_has_no_speaker():
    record = m.claim(m.HALYARD, ["No one knows"], text="Reportedly no one. No one knows.", cue="")
    assert (
        "nobody named (unresolved)"
        in dict(numbered(m.sheet([record], []), record).facts())["Speaker"]
    )


def test_an_authorial_claim_is_the_documents_own():
    facts = dict(numbered(m.sheet(), m.RAIN).facts())
    assert facts["Speaker"].startswith("the document itself")
    assert facts["Act"] == "asserts; in the document’s own voice"


def test_likelihood_stands_with_its_band_and_never_beside_a_decision():
    facts = dict(numbered(m.sheet(), m.RESERVOIR).facts())
    assert facts["Likelihood"] == "likely, 55–80 % (ICD 203)"
    assert "likely" not in facts["Status"]


def test_locator_and_citation_lead_to_the_words():
    for entry in m.sheet().entries:
        start, end = entry.locator.split("characters ")[1].split(", ")[0].split("–")
        assert entry.claim.text[int(start) : int(end)] == entry.words.split(" […] ")[0]
        assert f"[{entry.citation}]" in dict(entry.facts())["Cited from"]


def test_the_bibliography_is_numbered_in_the_order_of_citation():
    sheet = m.sheet()
    assert [r.number for r in sheet.bibliography] == [1, 2, 3]
    cited = list(dict.fromkeys(e.citation for e in sheet.entries))
    assert cited == [1, 2, 3]
    for entry in sheet.entries:
        assert sheet.reference(entry.citation).document == entry.claim.document


def test_both_sides_and_the_reason_of_a_disagreement_are_given():
    (found,) = m.sheet().disagreements
    assert {found.a.claim.id, found.b.claim.id} == {m.GATE_MAYBE.id, m.NEVER_OPENED.id}
    assert found.reason == "may have been against never."


def test_disagreements_on_the_same_words_are_one_dispute_with_each_reason_once():
    why = "may have been against never."
    pairs = [
        m.relation("contradicts", m.NEVER_OPENED, other, "negation", sentence=why)
        for other in (m.GATE_MAYBE, m.GATE_AGAIN)
    ]
    sheet = m.sheet([m.GATE_MAYBE, m.GATE_AGAIN, m.NEVER_OPENED], pairs)
    (found,) = sheet.disputes
    assert [{e.claim.id for e in side.entries} for side in found.sides] in (
        [{m.GATE_MAYBE.id, m.GATE_AGAIN.id}, {m.NEVER_OPENED.id}],
        [{m.NEVER_OPENED.id}, {m.GATE_MAYBE.id, m.GATE_AGAIN.id}],
    )
    (ground,) = found.grounds
    assert (ground.reason, len(ground.pairs)) == (why, 2)
    assert {p.id for p in sheet.disagreements} == {p.id for p in pairs}
    for form in ("md", "html"):
        assert render(sheet, form).decode().count(why) == 1
    for side in found.sides:
        assert side.label.strip("“”") in " ".join(c.claim.content for c in side.entries)


def test_a_side_counts_the_origins_behind_it_and_not_its_documents():
    contradiction = m.relation("contradicts", m.SIREN, m.RAIN)
    echo = m.relation("echoes", m.SIREN_HALYARD, m.SIREN)
    same = m.relation("contradicts", m.SIREN_HALYARD, m.RAIN)
    (found,) = m.sheet(relations=[contradiction, same, echo]).disputes
    (side,) = [side for side in found.sides if len(side.entries) == 2]
    assert side.counted.startswith("2 claims, 2 documents, 1 distinct origin (")
    assert side.warning


def test_a_side_that_the_search_did_not_find_is_listed_in_a_group_of_its_own():
    sheet = m.sheet([m.GATE_MAYBE])
    assert [e.claim.id for e in sheet.groups[-1].entries] == [m.NEVER_OPENED.id]
    assert "Outside the search" in sheet.groups[-1].heading
    assert sheet.disagreements[0].b == sheet.groups[-1].entries[0]


def test_a_relation_that_a_reviewer_dismissed_is_left_out_and_counted():
    dismissed = m.relation(
        "contradicts", m.DEATHS_14, m.RAIN, "number", status="dismissed", reviewer="M. Kell"
    )
    sheet = m.sheet(relations=[dismissed])
    assert not sheet.disagreements
    assert any(s.startswith("1 relation that a reviewer rejected") for s in sheet.method)


def test_a_weak_dispute_is_left_out_and_counted_unless_it_is_asked_for_or_accepted():
    pair = ("contradicts", m.DEATHS_14, m.RAIN, "number")
    weak = m.relation(*pair, score=0.4)
    sheet = m.sheet([m.DEATHS_14], [weak])
    assert not sheet.disagreements
    assert m.RAIN.id not in {e.claim.id for g in sheet.groups for e in g.entries}
    counted = "1 dispute of which every pair scores below 0.5 is left out."
    assert counted in sheet.method
    accepted = m.relation(*pair, score=0.4, status="accepted", reviewer="M. Kell")
    for shown in (m.sheet([m.DEATHS_14], [weak], weak=True), m.sheet([m.DEATHS_14], [accepted])):
        assert len(shown.disagreements) == 1
        assert counted not in shown.method


def test_an_echo_does_not_count_as_another_origin():
    sheet = m.sheet()
    group = next(c for c in sheet.corroborations if m.SIREN.id in {e.claim.id for e in c.entries})
    assert (group.count, group.documents) == (1, 2)
    assert "one origin is no corroboration" in group.sentence


def test_claims_of_one_speaker_in_two_documents_are_one_origin():
    again = m.claim(
        m.COURIER, ["the dam was safe"], said_by=("Karsk", "Henno Karsk", m.PERSON), cue="insisted"
    )
    pair = m.relation("corroborates", m.NEVER_OPENED, again)
    (group,) = m.sheet([m.NEVER_OPENED, again], [pair]).corroborations
    assert group.origins == ("Henno Karsk",)


def test_an_unnamed_origin_is_not_counted_beside_a_named_one():
    pair = m.relation("corroborates", m.GATE_MAYBE, m.DEATHS_14)
    (group,) = m.sheet([m.GATE_MAYBE, m.DEATHS_14], [pair]).corroborations
    assert group.count == 1
    assert group.unnamed == ("a technician on the night shift (unnamed other)",)
    assert "not counted" in group.sentence


def test_claims_whose_origins_are_not_known_are_not_counted_apart():
    pair = m.relation("same", m.DEATHS_14, m.FOURTEEN)
    (group,) = m.sheet([m.DEATHS_14, m.FOURTEEN], [pair]).corroborations
    assert group.count == 1


def test_open_points_name_what_is_unnamed_alone_undated_and_unresolved():
    sheet = m.sheet()
    assert set(open_point(sheet, "unnamed sources only")) == {m.GATE_MAYBE.id, m.OFFICIAL.id}
    assert m.NEVER_OPENED.id in open_point(sheet, "single source")
    assert m.DEATHS_14.id not in open_point(sheet, "single source")
    assert open_point(sheet, "undated") == [m.BRIDGE.id]
    assert open_point(sheet, "unresolved speaker") == [m.OFFICIAL.id]


def test_circular_reporting_is_found_in_the_port_lease():
    def lease(file: str, source: str, words: str, cited: str | None):
        home = m.document(f"saltmere-port/{file}", title=file, source=source, published=None)
        via = [(cited, cited, SpeakerKind.ORGANIZATION)] if cited else []
        return m.claim(home, [words], text=f"{words}, said {cited}.", via=via)

    papers = [
        lease("01-dredge-and-quay-a-century-of-cranes.md", "Dredge & Quay", "99 years", None),
        lease("02-ledger-ninety-nine-years.txt", "The Corvane Ledger", "99", "Dredge & Quay"),
        lease("03-halyard-port-lease-row.txt", "Halyard News Agency", "99", "Corvane Ledger"),
        lease(
            "04-dredge-and-quay-we-had-our-doubts.txt", "Dredge & Quay", "99", "Halyard News Agency"
        ),
    ]
    echoes = [m.relation("echoes", a, b) for a, b in pairwise(papers)]
    sheet = m.sheet(papers, echoes)
    assert len(open_point(sheet, "circular reporting")) == 4
    assert sheet.corroborations[0].count == 1


def test_an_update_says_which_claim_replaces_which():
    change = m.relation("updates", m.DEATHS_14, m.FOURTEEN, sentence="The count was withdrawn.")
    (point,) = [p for p in m.sheet(relations=[change]).open_points if p.kind == "updated"]
    assert point.text == "Claim 2 replaces claim 3: The count was withdrawn."


def test_likelihoods_of_different_rows_bring_their_disclaimer():
    def forecast(home: DocumentRecord, term: str, low: int, high: int) -> ClaimRecord:
        row = Likelihood(term, low, high)
        return m.claim(home, ["it will rain"], text=f"It is {term} it will rain.", likelihood=row)

    likely = forecast(m.HALYARD, "likely", 55, 80)
    one = m.sheet([likely], [])
    two = m.sheet([likely, forecast(m.COURIER, "unlikely", 20, 45)], [])
    sets = m.sheet([likely, forecast(m.COURIER, "probable", 55, 80)], [])
    assert not one.disclaimer
    assert "unlikely 20–45 %; likely 55–80 %" in two.disclaimer
    assert "same assessment of probability" in sets.disclaimer
    assert "same assessment of probability" not in two.disclaimer


@pytest.mark.parametrize("group_by", GROUPINGS)
def test_every_grouping_lists_each_claim_once_and_numbers_on(group_by):
    sheet = m.sheet(group_by=group_by)
    assert sorted(e.claim.id for e in sheet.entries) == sorted(c.id for c in m.LISTED)
    assert [e.number for e in sheet.entries] == list(range(1, len(m.LISTED) + 1))


def test_unnamed_speakers_of_two_documents_are_never_one_group():
    def unnamed(home, words):
        who = ("an official", "an official", SpeakerKind.UNNAMED_OFFICIAL)
        return m.claim(home, [words], text=f"{words}, an official said.", said_by=who)

    sheet = m.sheet([unnamed(m.HALYARD, "One"), unnamed(m.COURIER, "Two")], [])
    assert len(sheet.groups) == 2


def test_a_nested_claim_says_inside_which_claim_it_was_said():
    inner = m.claim(m.COURIER, ["ran"], text="It ran.", record={"parent": m.NEVER_OPENED.id})
    sheet = m.sheet([m.NEVER_OPENED, inner], [])
    outer = numbered(sheet, m.NEVER_OPENED).number
    assert dict(numbered(sheet, inner).facts())["Nested"] == f"said inside claim {outer}"


def test_indirect_words_are_said_to_be_the_documents():
    facts = dict(numbered(m.sheet(), m.NEVER_OPENED).facts())
    assert m.NEVER_OPENED.attribution.quotation is Quotation.INDIRECT
    assert "reported indirectly, in the document’s words" in facts["Act"]
    assert m.RAIN.attribution.voice is Voice.AUTHORIAL


def test_what_was_searched_is_stated_with_counts():
    searched = m.sheet().searched
    assert searched == Searched("gate OR siren", 16, (("Since", "2023"),), cited=3, claims=12)


def test_a_search_that_found_nothing_still_makes_a_sheet_in_every_format():
    sheet = m.sheet([], [])
    for form, function in FORMATS.items():
        assert function(sheet) is not None, form


def test_an_unknown_grouping_is_refused_with_the_known_ones():
    with pytest.raises(InvalidValue, match="speaker, source, time and question"):
        m.sheet(group_by="colour")


@pytest.mark.parametrize(
    ("name", "asked", "form"),
    [
        ("a.docx", None, "docx"),
        ("dir.v2/a.HTML", None, "html"),
        ("a.htm", None, "html"),
        ("a.docx", "md", "md"),
        ("-", "RIS", "ris"),
    ],
)
def test_the_format_is_the_one_asked_for_else_the_endings(name, asked, form):
    assert format_of(name, asked) == form


@pytest.mark.parametrize(("name", "asked"), [("a.odt", None), ("a", None), ("a.md", "word")])
def test_an_unknown_format_is_refused_with_the_known_ones(name, asked):
    with pytest.raises(InvalidValue, match="choose one of md, html, docx, pdf"):
        format_of(name, asked)
