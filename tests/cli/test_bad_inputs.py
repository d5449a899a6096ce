"""Bad input gets one clear sentence naming what is bad, exit status 1, and an intact database."""

from __future__ import annotations

import gzip
import io
import os
import random
import sys
import zipfile
from pathlib import Path

import pytest

from tests.cli.conftest import GOOD, assert_intact, assert_one_sentence
from tests.conftest import Run


def _zip() -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("word/document.xml", "<w:document/>")
    return held.getvalue()


NOISE = random.Random(7).randbytes(4000)

BAD_FILES: dict[str, tuple[str, bytes]] = {
    "an empty file": ("a.txt", b""),
    "only blanks": ("a.txt", b" \n\t\n  "),
    "only a byte order mark": ("a.txt", b"\xef\xbb\xbf"),
    "only a UTF-16 byte order mark": ("a.txt", b"\xff\xfe"),
    "only no-break spaces": ("a.txt", "\u00a0\u2003\n".encode()),
    "only zero-width characters": ("a.txt", "\u200b\u200b\ufeff\n".encode()),
    "a NUL in the text": ("a.txt", b"The minister\x00 said so.\n"),
    "a NUL at the end": ("a.txt", GOOD.encode() + b"\x00"),
    "nothing but NULs": ("a.txt", b"\x00" * 500),
    "control characters": ("a.txt", b"\x01\x02\x03\x04 said \x05\x06\x07\x08\x0e\x0f" * 20),
    "a lone surrogate": ("a.txt", b"He said \xed\xa0\x80 it was so.\n"),
    "a surrogate pair in UTF-8": ("a.txt", b"He said \xed\xa0\xbd\xed\xb8\x80 yes.\n"),
    "noise": ("a.txt", NOISE),
    "noise called markdown": ("a.md", NOISE),
    "noise called html": ("a.html", NOISE),
    "a PNG image": ("a.txt", b"\x89PNG\r\n\x1a\n" + NOISE),
    "a JPEG image": ("a.txt", b"\xff\xd8\xff\xe0\x00\x10JFIF" + NOISE),
    "a GIF image": ("a.txt", b"GIF89a\x01\x00\x01\x00\x80\x00\x00" + NOISE),
    "a TIFF image": ("a.txt", b"II*\x00\x08\x00\x00\x00" + NOISE),
    "a BMP image": ("a.txt", b"BM\x36\x00\x00\x00\x00\x00" + NOISE),
    "a WebP image": ("a.txt", b"RIFF\x00\x10\x00\x00WEBPVP8 " + NOISE),
    "an icon": ("a.txt", b"\x00\x00\x01\x00\x01\x00" + NOISE),
    "a PDF": ("a.txt", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + NOISE),
    "a PDF by name": ("a.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + NOISE),
    "a PDF without binary parts": ("a.txt", b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\n"),
    "a zip": ("a.txt", _zip()),
    "a Word file": ("a.docx", _zip()),
    "an OpenDocument file": ("a.odt", _zip()),
    "a gzip": ("a.txt", gzip.compress(GOOD.encode() * 50, mtime=0)),
    "a bzip2": ("a.txt", b"BZh91AY&SY" + NOISE),
    "an xz": ("a.txt", b"\xfd7zXZ\x00" + NOISE),
    "a 7z": ("a.txt", b"7z\xbc\xaf\x27\x1c" + NOISE),
    "a rar": ("a.txt", b"Rar!\x1a\x07\x00" + NOISE),
    "a program for Linux": ("a.txt", b"\x7fELF\x02\x01\x01\x00" + NOISE),
    "a program for Windows": ("a.txt", b"MZ\x90\x00\x03\x00\x00\x00" + NOISE),
    "a Java class": ("a.txt", b"\xca\xfe\xba\xbe\x00\x00\x00\x34" + NOISE),
    "WebAssembly": ("a.txt", b"\x00asm\x01\x00\x00\x00" + NOISE),
    "sound": ("a.txt", b"RIFF\x24\x08\x00\x00WAVEfmt " + NOISE),
    "an MP3": ("a.txt", b"ID3\x03\x00\x00\x00\x00" + NOISE),
    "a video": ("a.txt", b"\x00\x00\x00\x18ftypmp42" + NOISE),
    "a SQLite database": ("a.txt", b"SQLite format 3\x00" + NOISE),
    "a font": ("a.txt", b"OTTO\x00\x0b\x00\x80" + NOISE),
    "a parquet file": ("a.txt", b"PAR1" + NOISE + b"PAR1"),
    "an old Word file": ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + NOISE),
    "UTF-16 cut in the middle of a character": ("a.txt", GOOD.encode("utf-16")[:-1]),
    "UTF-32 without a mark": ("a.txt", GOOD.encode("utf-32-le")),
    "an empty page": ("a.html", b""),
    "a page without text": ("a.html", b"<html><head><title>x</title></head><body></body></html>"),
    "a page cut in its head": ("a.html", b"<!DOCTYPE html><html><head><ti"),
    "a page cut in a tag": ("a.html", b"<html><body><div class='"),
    "a page of scripts": ("a.html", b"<html><body><script>let a = 1;</script></body></html>"),
    "a page of navigation": (
        "a.html",
        b"<html><body><nav><a href='/'>Home</a> <a href='/a'>About</a></nav></body></html>",
    ),
    "a page with a NUL": ("a.html", b"<html><body><p>The mayor\x00 said so.</p></body></html>"),
    "markdown of nothing": ("a.md", b"\n\n---\n\n"),
    "markdown of front matter": ("a.md", b"---\ntitle: Nothing\n---\n"),
    "markdown of code": ("a.md", b"```\nprint('hello')\n```\n"),
    "markdown of a comment": ("a.md", b"<!-- nothing here -->\n"),
}

BAD_SIDECARS: dict[str, bytes] = {
    "not TOML": b"title = = 3",
    "not UTF-8": b'title = "\xff\xfe"',
    "a title that is a number": b"title = 3",
    "authors that are a number": b"authors = 3",
    "authors that are numbers": b"authors = [1, 2]",
    "a date that is none": b'published = "yesterday"',
    "a month that is none": b'published = "2024-13-01"',
    "a day that is none": b'published = "2024-02-30"',
    "a key that is unknown": b'publisher_name = "X"',
    "a language that is none": b"language = []",
    "an address that is no text": b"url = 5",
}

BAD_QUERIES = [
    "AND", "OR", "NOT", "ferry AND", "OR ferry", "NOT ferry AND", "(ferry", "ferry)", "()",
    '"ferry', '""', '"', "*", "***", "( AND )",
    "ferry OR OR boat", "ferry NOT", "AND AND", "^", "\x00",
]  # fmt: skip

BAD_CALLS: dict[str, tuple[str, ...]] = {
    "a claim that is not there": ("show", "c_nowhere"),
    "a document to edit that is not there": ("edit", "d_nowhere", "--title", "T"),
    "a document to remove that is not there": ("remove", "d_nowhere", "--yes"),
    "a decision on nothing": ("decide", "c_nowhere", "--verdict", "accept", "--by", "A"),
    "an unknown verdict": ("decide", "c_nowhere", "--verdict", "perhaps", "--by", "A"),
    "an unsigned decision": ("decide", "c_nowhere", "--verdict", "accept", "--by", " "),
    "a source that is not there": ("sources", "Nowhere Times", "--reliability", "B", "--by", "A"),
    "a reliability that is none": ("sources", "Nowhere Times", "--reliability", "G", "--by", "A"),
    "a date that is none": ("list", "--since", "soon"),
    "a month that is none": ("list", "--until", "2024-13"),
    "a kind of relation that is none": ("relations", "--kind", "agrees"),
    "an aspect that is none": ("contradictions", "--aspect", "colour"),
    "a likelihood that is none": ("list", "--likelihood", "maybe so"),
    "a sheet format that is none": ("sheet", "-o", "sheet.wpd"),
    "a sheet without an ending": ("sheet", "-o", "sheet"),
    "a grouping that is none": ("sheet", "--group-by", "mood"),
    "a sheet in a folder that is not there": ("sheet", "-o", "nowhere/sheet.md"),
    "pairs that are not there": ("compare", "--pairs", "nowhere.jsonl"),
    "ids to compare that are not there": ("compare", "c_nowhere", "c_elsewhere"),
    "a zone to include that is none": ("add", "good.txt", "--include", "adverts"),
    "a date for a document that is none": ("add", "good.txt", "--published", "last week"),
    "a format that extract has not": ("extract", "good.txt", "--format", "csv"),
    "a voice that is none": ("extract", "good.txt", "--voice", "loud"),
    "seed articles that are not there": ("seed", "--articles", "nowhere"),
    "a revision that is none": ("db", "upgrade", "nonsense"),
    "more revisions than there are": ("db", "upgrade", "+99"),
}


@pytest.mark.parametrize("case", BAD_FILES)
def test_a_bad_file_is_named_and_the_rest_of_the_batch_is_kept(
    case: str, run: Run, good: Path, tmp_path: Path
) -> None:
    name, content = BAD_FILES[case]
    bad = tmp_path / "bad" / name
    bad.parent.mkdir()
    bad.write_bytes(content)
    result = run("add", bad, good)
    assert result.status == 1
    assert_one_sentence(result.err, name)
    assert_intact(run)


@pytest.mark.parametrize("case", BAD_FILES)
def test_extract_names_a_bad_file_and_goes_on(
    case: str, run: Run, good: Path, tmp_path: Path
) -> None:
    name, content = BAD_FILES[case]
    bad = tmp_path / "bad" / name
    bad.parent.mkdir()
    bad.write_bytes(content)
    result = run("extract", bad, good)
    assert result.status == 1
    assert_one_sentence(result.err, name)
    assert result.out.count("\n") == 1


@pytest.mark.parametrize("case", BAD_SIDECARS)
def test_a_bad_sidecar_is_named(case: str, run: Run, good: Path, tmp_path: Path) -> None:
    (tmp_path / "other.txt").write_text(GOOD, encoding="utf-8")
    (tmp_path / "other.meta.toml").write_bytes(BAD_SIDECARS[case])
    result = run("add", "other.txt", good)
    assert result.status == 1
    assert_one_sentence(result.err, "other.meta.toml")
    assert_intact(run)


@pytest.mark.parametrize("query", BAD_QUERIES)
def test_a_mistyped_query_gets_a_sentence(query: str, run: Run, good: Path) -> None:
    assert run("add", good).status == 0
    result = run("list", query)
    assert result.status == 1
    assert_one_sentence(result.err, "")
    assert "SQL" not in result.err
    assert "fts" not in result.err.lower()


@pytest.mark.parametrize("case", BAD_CALLS)
def test_a_bad_value_gets_a_sentence_and_changes_nothing(case: str, run: Run, good: Path) -> None:
    assert run("add", good).status == 0
    result = run(*BAD_CALLS[case])
    assert result.status == 1, result.err
    assert_one_sentence(result.err, "")
    assert_intact(run)


def test_a_file_past_the_size_limit_is_refused_unread(run: Run, good: Path, tmp_path: Path) -> None:
    with (tmp_path / "long.txt").open("wb") as file:
        file.write(b"word " * 10_000_000)
    result = run("add", "long.txt", good)
    assert result.status == 1
    assert_one_sentence(result.err, "long.txt")
    assert "CLAIMS_MAX_BYTES" in result.err
    assert_intact(run)


def test_the_size_limit_is_a_setting(run: Run, good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAIMS_MAX_BYTES", "10")
    result = run("add", good)
    assert result.status == 1
    assert_one_sentence(result.err, "good.txt")


def test_a_size_limit_that_is_no_number_is_refused(
    run: Run, good: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLAIMS_MAX_BYTES", "plenty")
    result = run("add", good)
    assert result.status == 1
    assert_one_sentence(result.err, "CLAIMS_MAX_BYTES")


def test_standard_input_of_nothing_is_refused(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"")))
    result = run("add", "-")
    assert result.status == 1
    assert_one_sentence(result.err, "-")


class TestPaths:
    def test_a_missing_file_is_named(self, run: Run, good: Path) -> None:
        result = run("add", "nowhere.txt", good)
        assert result.status == 1
        assert_one_sentence(result.err, "nowhere.txt")
        assert_intact(run)

    def test_an_empty_folder_is_named(self, run: Run, good: Path, tmp_path: Path) -> None:
        (tmp_path / "empty").mkdir()
        result = run("add", "empty", good)
        assert result.status == 1
        assert_one_sentence(result.err, "empty")
        assert_intact(run)

    def test_a_link_to_nothing_is_named(self, run: Run, good: Path, tmp_path: Path) -> None:
        (tmp_path / "link.txt").symlink_to("nowhere.txt")
        result = run("add", "link.txt", good)
        assert result.status == 1
        assert_one_sentence(result.err, "link.txt")

    def test_a_link_to_itself_is_named(self, run: Run, good: Path, tmp_path: Path) -> None:
        (tmp_path / "loop.txt").symlink_to("loop.txt")
        result = run("add", "loop.txt", good)
        assert result.status == 1
        assert_one_sentence(result.err, "loop.txt")

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
    def test_a_pipe_nobody_writes_to_does_not_hang(
        self, run: Run, good: Path, tmp_path: Path
    ) -> None:
        os.mkfifo(tmp_path / "pipe.txt")
        result = run("add", "pipe.txt", good)
        assert result.status == 1
        assert_one_sentence(result.err, "pipe.txt")

    @pytest.mark.skipif(not Path("/dev/zero").exists(), reason="this system has no /dev/zero")
    def test_an_endless_device_is_refused(self, run: Run, good: Path) -> None:
        result = run("add", "/dev/zero", good)
        assert result.status == 1
        assert_one_sentence(result.err, "/dev/zero")

    def test_a_name_longer_than_the_system_allows_is_named(self, run: Run, good: Path) -> None:
        result = run("add", "x" * 5000 + ".txt", good)
        assert result.status == 1
        assert_one_sentence(result.err, "xxx")

    def test_a_name_with_a_line_break_stays_one_sentence(
        self, run: Run, good: Path, tmp_path: Path
    ) -> None:
        (tmp_path / "two\nlines.txt").write_bytes(b"")
        result = run("add", "two\nlines.txt", good)
        assert result.status == 1
        assert_one_sentence(result.err, "lines.txt")

    def test_a_folder_without_rights_is_named(self, run: Run, good: Path, tmp_path: Path) -> None:
        closed = tmp_path / "closed"
        closed.mkdir()
        (closed / "a.txt").write_text(GOOD, encoding="utf-8")
        closed.chmod(0)
        try:
            if os.access(closed, os.R_OK):
                pytest.skip("this user may read every folder")
            result = run("add", "closed", good)
        finally:
            closed.chmod(0o700)
        assert result.status == 1
        assert_one_sentence(result.err, "closed")
        assert_intact(run)
