"""Addresses of archives, pages saved from them, and days of access."""

from __future__ import annotations

from pathlib import Path

import pytest

from claims.errors import UnreadableDocument
from claims.reading import Metadata, PartialDate, read, read_file
from claims.reading.archive import archive_of, archived_on, original_of, told_apart

LIVE = "https://courier.example.com/dam?id=1"
COPY = f"https://web.archive.org/web/20240311120000/{LIVE}"
SENTENCES = "The dam is standing, the minister said on Monday after a night of rain. " * 4
LIMIT = 1_000_000


def page(head: str = "", comment: str = "", end: str = "") -> bytes:
    return (
        f"<!DOCTYPE html>\n{comment}<html lang='en'><head><title>Dam stands</title>{head}</head>"
        f"<body><article><h1>Dam stands</h1><p>{SENTENCES}</p><p>{SENTENCES}</p></article>"
        f"</body></html>{end}"
    ).encode()


def known(data: bytes, overrides: Metadata | None = None) -> Metadata:
    return read(data, "dam.html", overrides=overrides, max_bytes=LIMIT).metadata


@pytest.mark.parametrize(
    ("url", "original", "day"),
    [
        (COPY, LIVE, "2024-03-11"),
        (COPY.replace("120000/", "120000id_/"), LIVE, "2024-03-11"),
        (COPY.replace("https://courier", "https:/courier"), LIVE, "2024-03-11"),
        (f"http://web.archive.org/web/2024/{LIVE}", LIVE, "2024"),
        (f"https://archive.ph/20240311120000/{LIVE}", LIVE, "2024-03-11"),
        (f"https://archive.is/2024.03.11-120000/{LIVE}", LIVE, "2024-03-11"),
        (f"https://arquivo.pt/wayback/20240311120000/{LIVE}", LIVE, "2024-03-11"),
        (f"https://www.webarchive.org.uk/wayback/en/archive/202403/{LIVE}", LIVE, "2024-03"),
        ("https://perma.cc/AB12-CD34", None, None),
        ("https://archive.ph/AbCdE", None, None),
    ],
)
def test_an_archives_address_says_what_it_keeps_and_since_when(url, original, day):
    assert archive_of(url)
    found = told_apart(Metadata(url=url))
    assert (found.url, found.archived) == (original, url.replace("https:/c", "https://c"))
    assert archived_on(url) == (PartialDate(day) if day else None)


@pytest.mark.parametrize(
    "url",
    [LIVE, f"https://courier.example.com/web/20240311120000/{LIVE}", "ftp://archive.ph/x", ""],
)
def test_another_address_is_no_archives(url):
    assert archive_of(url) is None
    assert archived_on(url) is None
    assert told_apart(Metadata(url=url)) == Metadata(url=url)


def test_a_day_that_does_not_exist_is_no_day():
    assert archived_on(f"https://web.archive.org/web/20240231/{LIVE}") is None
    assert original_of(f"https://web.archive.org/web/20240231/{LIVE}") == LIVE


@pytest.mark.parametrize(
    "head",
    [f'<link rel="canonical" href="{COPY}">', f'<meta property="og:url" content="{COPY}">'],
)
def test_a_page_whose_address_is_an_archives_is_cited_by_what_the_archive_keeps(head):
    found = known(page(head))
    assert (found.url, found.archived) == (LIVE, COPY)


def test_an_archived_page_with_its_own_canonical_address_keeps_both():
    found = known(
        page(f'<link rel="canonical" href="{LIVE}">', f"<!-- saved from url=(0072){COPY} -->\n")
    )
    assert (found.url, found.archived) == (LIVE, COPY)


def test_the_address_that_a_user_gives_does_not_hide_the_copy_that_the_page_names():
    found = known(page(f'<link rel="canonical" href="{COPY}">'), Metadata(url="https://a.example/"))
    assert (found.url, found.archived) == ("https://a.example/", COPY)


@pytest.mark.parametrize(
    ("comment", "end", "day"),
    [
        (
            f"<!-- \n Page saved with SingleFile \n url: {LIVE} \n saved date: Mon Mar 11 2024 "
            "12:00:00 GMT+0100 (Central European Standard Time)\n-->",
            "",
            "2024-03-11",
        ),
        (
            "<!-- Mirrored from courier.example.com/dam by HTTrack Website Copier/3.x "
            "[XR&CO'2014], Mon, 11 Mar 2024 12:00:00 GMT -->",
            "",
            "2024-03-11",
        ),
        (
            "",
            "<!--\n     FILE ARCHIVED ON 12:00:00 Mar 01, 2024 AND RETRIEVED FROM THE\n"
            "     INTERNET ARCHIVE ON 13:10:11 Mar 11, 2024.\n     JAVASCRIPT APPENDED BY "
            "WAYBACK MACHINE, COPYRIGHT INTERNET ARCHIVE.\n-->",
            "2024-03-11",
        ),
    ],
)
def test_a_saved_page_tells_the_day_it_was_fetched(comment, end, day):
    assert known(page(comment=comment, end=end)).accessed == PartialDate(day)


@pytest.mark.parametrize(
    "comment",
    [
        "<!-- He said: Page saved with SingleFile url: https://a.example/ saved date: never -->",
        "<!-- Page saved with SingleFile url: https://a.example/ saved date: Mon Foo 11 2024 x -->",
        "<!-- saved on 11 March 2024 -->",
    ],
)
def test_another_comment_tells_no_day(comment):
    assert known(page(comment=comment)).accessed is None


def test_a_line_of_a_text_that_names_an_archives_address_is_told_apart():
    text = f"Dam stands\n\n{SENTENCES}\n\n{SENTENCES}\n\nSource: {COPY}\n"
    found = read(text.encode(), "dam.txt", max_bytes=LIMIT).metadata
    assert (found.url, found.archived) == (LIVE, COPY)


def test_a_sidecar_says_when_a_copy_was_fetched_and_where_one_lies(tmp_path: Path):
    (tmp_path / "dam.txt").write_text(SENTENCES)
    beside = tmp_path / "dam.meta.toml"
    beside.write_text(f'accessed = 2024-03-11\narchived = "{COPY}"\n')
    found = read_file(tmp_path / "dam.txt", max_bytes=LIMIT).metadata
    assert found.accessed == PartialDate("2024-03-11")
    assert (found.url, found.archived) == (LIVE, COPY)
    beside.write_text('archived = "in the drawer"\n')
    with pytest.raises(UnreadableDocument, match="give a web address"):
        read_file(tmp_path / "dam.txt", max_bytes=LIMIT)
