"""Decoding: any honest text is read as it is, anything else is refused in one sentence."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.errors import UnreadableDocument
from claims.reading import check_text, read
from claims.reading.decode import decode

LENIENT = settings(deadline=None, max_examples=60)
"""A busy machine is no reason to fail."""

LIMIT = 1_000_000
ARTICLE = "“The dam is standing,” said Élodie Näf – the minister’s aide.\r\nNobody believed her.\n"

BINARIES = {
    "a PDF": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
    "a zip archive": b"PK\x03\x04\x14\x00\x06\x00",
    "an old office document": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    "an RTF document": b"{\\rtf1\\ansi The dam}",
    "a PNG image": b"\x89PNG\r\n\x1a\n\x00\x00",
    "a JPEG image": b"\xff\xd8\xff\xe0\x00\x10JFIF",
    "a GIF image": b"GIF89a\x01\x00",
    "a gzip archive": b"\x1f\x8b\x08\x00",
    "a bzip2 archive": b"BZh91AY&SY",
    "an xz archive": b"\xfd7zXZ\x00\x00",
    "a 7z archive": b"7z\xbc\xaf\x27\x1c",
    "a rar archive": b"Rar!\x1a\x07",
    "an SQLite database": b"SQLite format 3\x00",
    "a program": b"\x7fELF\x02\x01\x01",
    "a film or an image": b"\x00\x00\x00\x20ftypisom",
    "a sound": b"ID3\x03\x00",
    "a PostScript file": b"%!PS-Adobe-3.0",
    "a TIFF image": b"II*\x00\x08\x00",
}

NO_TEXT = {
    "empty": b"",
    "spaces": b"   \n\t\r\n",
    "a byte order mark alone": b"\xef\xbb\xbf",
    "no-break spaces": b" \n ",
    "invisible characters": "​﻿\n".encode(),
}

BROKEN = {
    "a NUL byte": b"The dam\x00 is standing.",
    "NUL bytes in another encoding": b"\xe9t\xe9\x00 The dam",
    "UTF-16 without a mark": "The dam is standing.".encode("utf-16-le"),
    "a lone surrogate": b"The dam \xed\xa0\xbd is standing.",
    "UTF-8 cut in a character": "The dam “is” standing – é".encode()[:-1],
    "UTF-8 with a stray byte": "The dam “is” \xff standing".encode("utf-8", "surrogateescape")
    + b"\xff",
    "odd UTF-16": b"\xff\xfeT\x00h\x00e",
    "UTF-16 with half a pair": b"\xff\xfe" + "dam".encode("utf-16-le") + b"\x3d\xd8",
    "UTF-32 cut short": b"\xff\xfe\x00\x00T\x00\x00",
    "control characters": bytes(range(1, 32)) * 20,
    "a picture without a name": bytes((i * 37 + 11) % 256 for i in range(4000)),
}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_a_text_comes_out_as_it_went_in(encoding: str) -> None:
    assert decode(ARTICLE.encode(encoding), "a.txt") == ARTICLE


@pytest.mark.parametrize(
    ("encoding", "sentence"),
    [
        ("koi8-r", "Плотина стоит, сказала министр, и никто ей не поверил. "),
        ("iso8859-7", "Το φράγμα στέκεται, είπε η υπουργός. "),
        ("cp1256", "وقالت الوزيرة إن السد قائم ولم يصدقها أحد. "),
    ],
)
def test_other_encodings_are_detected(encoding: str, sentence: str) -> None:
    assert decode((sentence * 20).encode(encoding), "a.txt") == sentence * 20


def test_a_detected_cyrillic_text_is_right() -> None:
    text = "Плотина стоит, сказала министр, и никто ей не поверил. " * 20
    assert decode(text.encode("cp1251"), "a.txt") == text


def test_a_byte_order_mark_is_no_character_of_the_text() -> None:
    assert decode("No.".encode("utf-8-sig"), "a.txt").index("No") == 0


@LENIENT
@given(st.text(min_size=1))
def test_utf8_is_decoded_unchanged_or_refused(text: str) -> None:
    try:
        data = text.encode()
    except UnicodeEncodeError:
        return
    try:
        document = read(data, "a.txt", max_bytes=LIMIT)
    except UnreadableDocument:
        return
    assert document.text == data.decode("utf-8-sig")


@LENIENT
@given(st.binary(max_size=400))
def test_arbitrary_bytes_are_read_or_refused_in_one_sentence(data: bytes) -> None:
    for name in ("a.txt", "a.md"):
        text, error = attempt(data, name)
        assert (text is None) != (error is None)
        if error is not None:
            assert error.startswith(f"{name}: ")
            assert "\n" not in error
        else:
            assert text
            assert text.strip()
            assert "\x00" not in text


def attempt(data: bytes, name: str) -> tuple[str | None, str | None]:
    try:
        return read(data, name, max_bytes=LIMIT).text, None
    except UnreadableDocument as error:
        return None, str(error)


@pytest.mark.parametrize(("what", "data"), BINARIES.items(), ids=BINARIES)
def test_a_binary_file_is_named_for_what_it_is(what: str, data: bytes) -> None:
    with pytest.raises(UnreadableDocument, match=what):
        decode(data, "a.txt")


@pytest.mark.parametrize("data", NO_TEXT.values(), ids=NO_TEXT)
def test_a_file_without_text_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableDocument, match=r"a\.txt: there is no text in it; add a file"):
        decode(data, "a.txt")


@pytest.mark.parametrize("data", BROKEN.values(), ids=BROKEN)
def test_a_broken_text_is_refused_with_a_way_out(data: bytes) -> None:
    with pytest.raises(UnreadableDocument, match=r"a\.txt: .+; .*(UTF-8|\.txt)"):
        decode(data, "a.txt")


@pytest.mark.parametrize("text", ["half \ud83d", "a\x00b", "  \n"])
def test_a_text_that_came_as_a_string_is_checked_as_well(text: str) -> None:
    with pytest.raises(UnreadableDocument):
        check_text(text, "-")


def test_a_form_feed_between_pages_is_allowed() -> None:
    assert decode(b"Page one.\n\fPage two.\n", "a.txt") == "Page one.\n\fPage two.\n"
