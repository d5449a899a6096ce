"""Saving and loading: nothing is lost, nothing is stored twice."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from claims.attribution import Attribution, Party, Speaker, SpeakerKind
from claims.comparison.value import Aspect, Comparison, Reason, RelationKind
from claims.errors import DatabaseProblem
from claims.reading.document import Document
from claims.store import models, queries
from claims.store.engine import reading, writing
from claims.store.ledger import finish_run, save_decision, start_run
from claims.store.load import (
    claim_record,
    load_attributions,
    load_document,
    relation_record,
)
from claims.store.register import find_speaker
from claims.store.save import (
    find_document,
    replace_claims,
    save_attributions,
    save_document,
    save_relation,
)
from claims.store.vocabulary import SubjectKind, Verdict
from tests.store.material import TEXT, make_attributions, make_document, span_of, terms_of


def counts(session: Session) -> tuple[int, ...]:
    tables = (
        models.Document, models.Claim, models.ClaimSpan, models.ClaimSpeaker, models.Hedge,
        models.Hop, models.Speaker, models.Source, models.Zone, models.ClaimTerm, models.Term,
    )  # fmt: skip
    return tuple(session.execute(queries.counts(*tables)).one())


def one_document(session: Session) -> models.Document:
    return session.scalars(select(models.Document)).one()


def test_attributions_come_back_as_they_were_saved(filled: Engine) -> None:
    with reading(filled) as session:
        claims = one_document(session).claims
        in_saved_order = sorted(claims, key=lambda claim: claim.id)
        assert load_attributions(in_saved_order) == make_attributions()


def test_a_document_comes_back_as_it_was_saved(filled: Engine) -> None:
    with reading(filled) as session:
        assert load_document(one_document(session)) == make_document()


def test_saving_twice_adds_nothing(filled: Engine) -> None:
    with writing(filled) as session:
        before = counts(session)
        document, created = save_document(session, make_document(path="elsewhere.txt"))
        save_attributions(session, document, make_attributions(), None, terms_of)
        assert (created, counts(session)) == (False, before)


def test_one_text_from_two_sources_or_urls_is_two_documents(filled: Engine) -> None:
    with writing(filled) as session:
        for document in (make_document(source="The Echo"), make_document(url="https://e.example/")):
            assert save_document(session, document)[1]
        assert session.scalar(select(func.count(models.Document.id))) == 3


def test_a_document_is_found_again_after_its_source_was_corrected(filled: Engine) -> None:
    with writing(filled) as session:
        one_document(session).source = models.Source(name="The Morning Lamp")
    with writing(filled) as session:
        assert find_document(session, make_document()) is not None
        assert find_document(session, make_document(source="The Morning Lamp")) is not None
        assert find_document(session, make_document(source="The Echo")) is None


def test_a_changed_page_supersedes_the_version_before(filled: Engine) -> None:
    with writing(filled) as session:
        newer, created = save_document(session, make_document(TEXT + "\nCorrected on Tuesday.\n"))
        assert created
        assert newer.supersedes is not None
        assert newer.supersedes.text == TEXT


def test_text_from_a_pipe_supersedes_nothing(engine: Engine) -> None:
    with writing(engine) as session:
        save_document(session, make_document(path="-"))
        newer, _ = save_document(session, make_document("Other words.\n", path="-"))
        assert newer.supersedes is None


def test_ids_depend_on_what_was_read_and_not_on_the_order(engine: Engine) -> None:
    def ids(documents: list[Document]) -> set[str]:
        with writing(engine) as session:
            for document in documents:
                model, _ = save_document(session, document)
                if document.text == TEXT:
                    save_attributions(session, model, make_attributions(), None, terms_of)
            found = {*session.scalars(select(models.Claim.public_id))}
            for model in session.scalars(select(models.Document)):
                session.delete(model)
            return found

    first, second = make_document(), make_document("Something else.\n", path="b.txt")
    assert ids([first, second]) == ids([second, first])


def test_named_speakers_are_one_in_all_documents_and_unnamed_ones_never(filled: Engine) -> None:
    with writing(filled) as session:
        other, _ = save_document(session, make_document(source="The Echo"))
        save_attributions(session, other, make_attributions(), None, terms_of)
    with reading(filled) as session:
        rows = session.scalars(select(models.Speaker).order_by(models.Speaker.id)).all()
        assert sorted(row.name for row in rows) == [
            "Ardovia", "Kestria", "a senior official", "a senior official",
        ]  # fmt: skip


def test_a_speaker_is_found_by_an_alias_that_only_one_has(filled: Engine) -> None:
    with writing(filled) as session:
        person = SpeakerKind.PERSON
        lamm = find_speaker(session, "Ida Lamm", person)
        lamm.aliases.append(models.SpeakerAlias(name="Lamm"))
        session.flush()
        assert find_speaker(session, "Lamm", person) is lamm
        assert find_speaker(session, "Lamm", SpeakerKind.ORGANIZATION) is not lamm
        other = find_speaker(session, "Olaf Lamm", person)
        other.aliases.append(models.SpeakerAlias(name="Lamm"))
        session.flush()
        assert find_speaker(session, "Lamm", person) not in (lamm, other)


def test_a_speaker_who_is_not_resolved_has_no_row_in_the_register(engine: Engine) -> None:
    he = span_of("Halyard")
    unresolved = Attribution(
        (span_of("is all there is"),),
        Speaker((he,), None, SpeakerKind.PERSON, (Party(None, SpeakerKind.PERSON, (he,)),)),
    )
    with writing(engine) as session:
        document, _ = save_document(session, make_document())
        claims = save_attributions(session, document, [unresolved], None, terms_of)
        assert [speaker.speaker for speaker in claims[0].speakers] == [None]
        assert load_attributions(claims) == [unresolved]
        assert session.scalar(select(func.count(models.Speaker.id))) == 0


def test_a_speaker_without_parties_is_the_only_party(engine: Engine) -> None:
    halyard = Speaker((span_of("Halyard"),), "Halyard", SpeakerKind.ORGANIZATION)
    with writing(engine) as session:
        document, _ = save_document(session, make_document())
        claims = save_attributions(
            session, document, [Attribution((span_of("may"),), halyard)], None, terms_of
        )
        assert [speaker.name for speaker in claims[0].speakers] == ["Halyard"]


def test_the_same_attribution_twice_is_one_claim(engine: Engine) -> None:
    with writing(engine) as session:
        document, _ = save_document(session, make_document())
        twice = [make_attributions()[2]] * 2
        first, second = save_attributions(session, document, twice, None, terms_of)
        assert first is second


def test_terms_are_counted_as_claims_come_and_go(filled: Engine) -> None:
    with writing(filled) as session:
        (found,) = session.execute(queries.term_counts(["ossel"]))
        assert found.claims == 1
        session.delete(one_document(session))
    with reading(filled) as session:
        (found,) = session.execute(queries.term_counts(["ossel"]))
        assert found.claims == 0


def test_a_relation_is_one_row_a_pair_and_goes_when_the_claims_are_unrelated(
    session: Session,
) -> None:
    a, b, _ = one_document(session).claims
    reason = Reason(Aspect.NEGATION, "safe", "opened", "One says safe, the other opened.")
    updates = Comparison(RelationKind.UPDATES, Aspect.DATE, 0.6, (reason,), reverse=True)
    first = save_relation(session, a, b, updates)
    session.flush()
    assert first is not None
    assert (first.a, first.b, first.reasons[0]["a"]) == (b, a, "opened")
    again = save_relation(session, b, a, Comparison(RelationKind.TENSION, Aspect.NEGATION, 0.9))
    session.flush()
    assert again is first
    assert save_relation(session, a, b, Comparison(RelationKind.UNRELATED)) is None
    session.flush()
    assert session.scalars(select(models.Relation)).all() == []


def test_the_latest_ruling_makes_the_status(filled: Engine) -> None:
    with writing(filled) as session:
        a, b, _ = one_document(session).claims
        relation = save_relation(session, a, b, Comparison(RelationKind.TENSION, None, 0.5))
        session.flush()
        assert relation is not None
        save_decision(session, SubjectKind.CLAIM, a.public_id, Verdict.REJECT, who="Ana")
        save_decision(
            session, SubjectKind.CLAIM, a.public_id, Verdict.ACCEPT, who="Tomé", note="Seen."
        )
    with reading(filled) as session:
        record = relation_record(session.scalars(queries.relations()).one())
        assert (record.status, record.a.status, record.a.reviewer) == ("open", "accepted", "Tomé")
        assert record.a.note == "Seen."


def test_records_stay_whole_after_the_session_is_closed(filled: Engine) -> None:
    with reading(filled) as session:
        records = [claim_record(claim) for claim in session.scalars(queries.claims())]
    nested = next(record for record in records if record.parent)
    assert nested.content == "negotiate again is all there is"
    assert nested.via == ("Halyard",)
    assert nested.paragraph == 2
    assert nested.to_json()["document"]["source"] == "The Lamp"


def test_a_run_remembers_what_made_a_claim(engine: Engine) -> None:
    with writing(engine) as session:
        run = start_run(session, "0.1.0", {"tagger.onnx": "ab" * 32}, {"include": []})
        document, _ = save_document(session, make_document(), run)
        claims = save_attributions(session, document, make_attributions(), run, terms_of)
        finish_run(session, run, {"claims": len(claims)})
        assert {claim.run_id for claim in claims} == {run.id}
        assert run.finished is not None
        assert run.finished >= run.started


def test_half_of_a_surrogate_pair_is_one_sentence(engine: Engine) -> None:
    document = make_document()
    broken = replace(document, text="\ud800" + document.text)
    with pytest.raises(DatabaseProblem, match="surrogate"), writing(engine) as session:
        save_document(session, broken)
    with reading(engine) as session:
        assert session.scalars(select(models.Document)).all() == []


class TestReadingADocumentAgain:
    """What `replace_claims` keeps, and what it lets go."""

    def test_claims_found_again_keep_their_rows_and_relations(self, session: Session) -> None:
        document = one_document(session)
        a, _, c = document.claims
        save_relation(session, a, c, Comparison(RelationKind.TENSION, None, 0.5))
        before = {claim.public_id: claim.id for claim in document.claims}
        replace_claims(session, document, make_attributions(), None, terms_of)
        assert {claim.public_id: claim.id for claim in document.claims} == before
        assert session.scalar(select(func.count(models.Relation.id))) == 1

    def test_claims_not_found_again_go_and_new_ones_come(self, session: Session) -> None:
        document = one_document(session)
        first = make_attributions()[0]
        other = replace(first, content=(span_of("Ossel dam is safe"),))
        replace_claims(session, document, [other], None, terms_of)
        assert load_attributions(document.claims) == [other]

    def test_a_claim_whose_hedges_changed_is_stored_anew(self, session: Session) -> None:
        document = one_document(session)
        changed = [replace(a, hedges=()) for a in make_attributions()]
        stored = replace_claims(session, document, changed, None, terms_of)
        assert load_attributions(stored) == changed

    def test_a_decided_claim_stays_and_the_new_wording_leads_to_it(self, session: Session) -> None:
        document = one_document(session)
        decided = min(document.claims, key=lambda claim: claim.start)
        save_decision(session, SubjectKind.CLAIM, decided.public_id, Verdict.ACCEPT, who="Ana")
        name = decided.public_id
        other = replace(make_attributions()[0], content=(span_of("Ossel dam is safe"),))
        stored = replace_claims(session, document, [other], None, terms_of)
        assert [claim.earlier and claim.earlier.public_id for claim in stored] == [name]
        assert len(document.claims) == 2

    def test_claims_of_a_decided_relation_stay(self, session: Session) -> None:
        document = one_document(session)
        a, b, _ = document.claims
        relation = save_relation(session, a, b, Comparison(RelationKind.TENSION, None, 0.5))
        session.flush()
        assert relation is not None
        save_decision(session, SubjectKind.RELATION, relation.public_id, Verdict.DISMISS, who="Ana")
        replace_claims(session, document, [], None, terms_of)
        assert len(document.claims) == 2
        assert session.scalar(select(func.count(models.Relation.id))) == 1

    def test_claims_a_person_made_stay(self, session: Session) -> None:
        document = one_document(session)
        own = Attribution((span_of("Ten bridges"),))
        save_attributions(session, document, [own], None, terms_of, made_by="Ana")
        replace_claims(session, document, [], None, terms_of)
        assert [claim.made_by for claim in document.claims] == ["Ana"]
