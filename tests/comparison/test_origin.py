"""Origins: what counts once, and copies."""

from __future__ import annotations

from claims.attribution import SpeakerKind
from claims.comparison import Statement, fingerprint, group_by_origin, likeness, near_duplicates

WIRE = (
    "The flood killed 14 people in Nether Brenn, the rescue service said on Saturday, after a wall "
    "of brown water left the valley with one bridge where there had been five. Divers will look at "
    "the gate on Tuesday, a spokesman added, when the reservoir is likely to be empty."
)


def test_a_wire_story_on_five_sites_counts_once() -> None:
    prints = {f"site {n}": fingerprint(f"{WIRE} Copyright {n}.") for n in range(5)}
    prints["other"] = fingerprint("Nurses in the capital have gone on strike over their pay again.")
    groups = near_duplicates(prints)
    assert groups == [tuple(f"site {n}" for n in range(5))]
    said = [
        Statement("14 dead", speaker="a man", kind=SpeakerKind.UNNAMED_OTHER, document=d)
        for d in groups[0]
    ]
    assert group_by_origin(said).count == 5
    corroboration = group_by_origin(said, groups)
    assert corroboration.count == 1
    assert corroboration.documents == 5
    assert "5 documents" in corroboration.warnings[0]


def test_what_copies_say_on_their_own_counts_once() -> None:
    said = [Statement("14 dead", source=f"Paper {d}", document=d) for d in "ab"]
    assert group_by_origin(said).count == 2
    assert group_by_origin(said, [("a", "b")]).count == 1


def test_two_speakers_in_one_document_are_two_origins() -> None:
    said = [Statement("It rained", speaker=name, document="a") for name in ("Aske", "Talvik")]
    assert group_by_origin(said).count == 2
    assert group_by_origin(said).warnings == ()


def test_the_end_of_the_chain_is_the_origin() -> None:
    said = [
        Statement("It rained", speaker=name, document=name, origin="the weather office")
        for name in ("Aske", "Talvik")
    ]
    assert [origin.name for origin in group_by_origin(said).origins] == ["the weather office"]


def test_fingerprints_of_empty_texts_are_like_nothing() -> None:
    assert likeness(fingerprint(""), fingerprint("")) == 0.0


def test_an_origin_without_a_name_is_called_what_is_known_of_it() -> None:
    said = [Statement("It rained.", kind=SpeakerKind.UNNAMED_OFFICIAL, document="a")]
    assert group_by_origin(said).origins[0].name == "somebody (unnamed official) in a"
