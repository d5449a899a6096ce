"""Files to documents: formats, sidecars, limits, and files that are no documents."""

from __future__ import annotations

import hashlib
import os
import time
from pathlib import Path

import pytest

from claims.errors import UnreadableDocument
from claims.reading import (
    Document,
    Metadata,
    PartialDate,
    ZoneKind,
    find_zones,
    read,
    read_file,
)

LIMIT = 20_000_000
ARTICLE = (
    "The Lamp\n\nDam breaks\n\nMay 3, 2012\n\n"
    "The dam broke on Saturday, the service said.\n\nFourteen people are dead.\n"
)


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def kinds(document: Document) -> list[str]:
    return [zone.kind.value for zone in document.zones]


def text_of(document: Document, kind: ZoneKind) -> list[str]:
    return [z.span.text_in(document.text) for z in document.zones if z.kind is kind]


def test_plain_text_is_stored_unchanged_with_the_hash_of_its_bytes(tmp_path: Path) -> None:
    data = ARTICLE.replace("\n", "\r\n").encode("utf-8-sig")
    document = read_file(write(tmp_path, "a.txt", data), max_bytes=LIMIT)
    assert document.text == data.decode("utf-8-sig")
    assert document.data == data
    assert document.sha256 == hashlib.sha256(data).hexdigest()
    assert (document.media_type, document.reader) == ("text/plain", "plain/1")


def test_flags_beat_the_sidecar_and_the_sidecar_beats_the_text(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", ARTICLE)
    write(tmp_path, "a.meta.toml", 'source = "The Lantern"\npublished = 2012-05-04\n')
    found = read_file(path, overrides=Metadata(source="The Beacon"), max_bytes=LIMIT).metadata
    assert found == Metadata("Dam breaks", "The Beacon", (), PartialDate("2012-05-04"))


def test_a_sidecar_may_carry_the_whole_name(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", ARTICLE)
    write(tmp_path, "a.txt.meta.toml", 'authors = "Ann Other"\n')
    assert read_file(path, max_bytes=LIMIT).metadata.authors == ("Ann Other",)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("title = Dam", "not valid TOML"),
        ('tittle = "Dam"', "use one of"),
        ('published = "yesterday"', "2011-12-02"),
        ("published = 12", "2011-12-02"),
        ("title = 7", "quotation marks"),
        ("authors = [1]", "list of names"),
        (b'title = "\xff"', "UTF-8"),
    ],
)
def test_a_wrong_sidecar_is_named_with_what_is_wrong(
    tmp_path: Path, content: str | bytes, reason: str
) -> None:
    path = write(tmp_path, "a.txt", ARTICLE)
    beside = write(tmp_path, "a.meta.toml", content)
    with pytest.raises(UnreadableDocument, match=reason) as caught:
        read_file(path, max_bytes=LIMIT)
    assert caught.value.path == str(beside)


@pytest.mark.parametrize(
    "value", ["2011-13", "2011-02-30", "11-02-03", "2011-2-3", "", "x", "２０１１"]
)
def test_a_date_that_is_none_is_refused(value: str) -> None:
    with pytest.raises(Exception, match="give it as 2011-12-02"):
        PartialDate.parse(value)


def test_markdown_becomes_the_text_a_reader_sees(tmp_path: Path) -> None:
    source = (
        "---\ntitle: 'Gate three'\nauthor: Ann Other\ndate: 2012-05\npublisher: The Lamp\n---\n"
        "# What opened\n\nThe *gate* was [opened](https://x.example) by\nhand, **Marrow** said.\n\n"
        "> “It whistles,” she said \\*twice\\*.\n\n```\ncode\n```\n\n"
        "- one demand of the union\n- another one\n\n"
        "| Year | Cracks |\n|---|---|\n| 2021 | 6 |\n\n![a dam](dam.png)\n\n"
        "## What is next\n\nNothing is.\n"
    )
    document = read_file(write(tmp_path, "a.md", source), max_bytes=LIMIT)
    assert document.text == (
        "What opened\n\nThe gate was opened by hand, Marrow said.\n\n"
        "“It whistles,” she said *twice*.\n\n"
        "one demand of the union\n\nanother one\n\nYear; Cracks\n\n2021; 6\n\n"
        "What is next\n\nNothing is."
    )
    assert text_of(document, ZoneKind.HEADLINE) == ["What opened", "What is next"]
    assert document.metadata == Metadata(
        "Gate three", "The Lamp", ("Ann Other",), PartialDate("2012-05")
    )
    assert document.reader.startswith("markdown-it-py/")


META = '<meta property="{}" content="{}">'
LINKED = '<script type="application/ld+json">{}</script>'
HTML = """<!DOCTYPE html><html lang="en"><head><title>Dam breaks | The Lamp</title>
<meta property="og:site_name" content="The Lamp"><meta name="author" content="Ann Other">
{head}</head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/w">Weather</a></li></ul></nav>
<main><article><h1>Dam breaks</h1>
<p>The dam broke on Saturday, the rescue service said, after a night of rain
that nobody in the valley had measured.</p>
<h2>The siren</h2>
<p>The siren sounded at two in the morning, according to the service,
which had this from the service that runs the siren.</p>
<p><a href="/x">Read more: Goat wins prize</a></p>
<p>Fourteen people are dead, the service said, and one bridge is left
of the five that there were in the valley.</p>
</article><section id="comments" class="comments"><h2>Comments (1)</h2>
<p><b>Old Ferryman</b>: The siren did sound, I heard it. Or it was the cow.</p></section></main>
<footer><p>© 2013 The Lamp</p></footer></body></html>"""


def page(tmp_path: Path, head: str = "") -> Document:
    return read_file(write(tmp_path, "a.html", HTML.replace("{head}", head)), max_bytes=LIMIT)


def test_html_keeps_the_article_and_parts_it_from_the_comments(tmp_path: Path) -> None:
    document = page(tmp_path)
    assert text_of(document, ZoneKind.HEADLINE) == ["Dam breaks", "The siren"]
    assert [line.split()[0] for line in text_of(document, ZoneKind.BODY)] == [
        "The",
        "The",
        "Fourteen",
    ]
    comments = [zone for zone in document.zones if zone.kind is ZoneKind.COMMENTS]
    assert comments[-1].author == "Old Ferryman"
    assert document.reader.startswith("trafilatura/")


def test_html_states_title_source_author_and_language(tmp_path: Path) -> None:
    assert page(tmp_path).metadata == Metadata(
        "Dam breaks", "The Lamp", ("Ann Other",), None, None, "en"
    )


@pytest.mark.parametrize(
    ("head", "date"),
    [
        (META.format("article:published_time", "2023-03-06T18:40:00+01:00"), "2023-03-06"),
        (META.format("article:published_time", "2023-03"), "2023-03"),
        (META.format("date", "2023"), "2023"),
        (META.format("dc.date", "March 6, 2023"), "2023-03-06"),
        (LINKED.format('{"@graph": [{"datePublished": "2023-03-06"}]}'), "2023-03-06"),
        (LINKED.format("{broken"), None),
        (META.format("article:modified_time", "2023-03-06"), None),
        ('<link rel="canonical" href="https://lamp.example.org/2023/03/06/dam">', None),
        ("", None),
    ],
)
def test_html_gives_the_date_it_declares_as_precisely_and_no_other(
    tmp_path: Path, head: str, date: str | None
) -> None:
    published = page(tmp_path, head).metadata.published
    assert (published and published.value) == date


def test_the_host_of_an_address_is_no_source(tmp_path: Path) -> None:
    address = '<link rel="canonical" href="https://lamp.example.org/dam">'
    bare = HTML.replace('<meta property="og:site_name" content="The Lamp">', "")
    bare = bare.replace(" | The Lamp", "").replace("© 2013 The Lamp", "").replace("{head}", address)
    found = read_file(write(tmp_path, "a.html", bare), max_bytes=LIMIT).metadata
    assert (found.source, found.url) == (None, "https://lamp.example.org/dam")


@pytest.mark.parametrize("share", [0.15, 0.3, 0.45, 0.6, 0.75, 0.9])
def test_a_truncated_page_is_refused(tmp_path: Path, share: float) -> None:
    cut = HTML[: int(len(HTML) * share)]
    with pytest.raises(UnreadableDocument, match="breaks off"):
        read_file(write(tmp_path, "a.html", cut), max_bytes=LIMIT)


def test_a_page_without_the_end_tags_it_may_leave_out_is_whole(tmp_path: Path) -> None:
    minified = (
        "<!doctype html><html lang=en><title>Dam breaks</title><h1>Dam breaks</h1>"
        "<p>The dam broke on Saturday, the rescue service said, after a night of rain."
        "<p>Fourteen people are dead, the service said, and one bridge is left of five."
    )
    document = read_file(write(tmp_path, "a.html", minified), max_bytes=LIMIT)
    assert len(text_of(document, ZoneKind.BODY)) == 2


def test_a_page_without_an_article_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocument):
        read_file(write(tmp_path, "a.html", "<html><body></body></html>"), max_bytes=LIMIT)


def test_a_page_without_an_ending_in_its_name_is_known_by_its_first_tag() -> None:
    document = read(HTML.replace("{head}", "").encode(), "-", max_bytes=LIMIT)
    assert document.media_type == "text/html"


def test_a_declared_encoding_is_believed(tmp_path: Path) -> None:
    text = HTML.replace("{head}", '<meta charset="windows-1251">').replace("Dam breaks", "Плотина")
    document = read_file(
        write(tmp_path, "a.html", text.replace("©", "c").encode("cp1251")), max_bytes=LIMIT
    )
    assert document.metadata.title == "Плотина"


def test_a_file_past_the_limit_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    started = time.perf_counter()
    with pytest.raises(
        UnreadableDocument, match=r"50\.0 MB and the limit is 20\.0 MB; .*CLAIMS_MAX_BYTES"
    ):
        read_file(path, max_bytes=LIMIT)
    assert time.perf_counter() - started < 0.1


def test_a_folder_a_pipe_and_a_file_that_is_not_there_are_refused(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(UnreadableDocument, match="folder"):
        read_file(tmp_path, max_bytes=LIMIT)
    with pytest.raises(UnreadableDocument, match="regular file"):
        read_file(pipe, max_bytes=LIMIT)
    with pytest.raises(UnreadableDocument, match="no such file"):
        read_file(tmp_path / "missing.txt", max_bytes=LIMIT)
    with pytest.raises(UnreadableDocument, match="no file name"):
        read_file(Path("nul\x00.txt"), max_bytes=LIMIT)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_rights_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", ARTICLE)
    path.chmod(0)
    with pytest.raises(UnreadableDocument, match="rights"):
        read_file(path, max_bytes=LIMIT)


def test_a_name_that_is_no_text_can_still_be_printed(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.txt"))
    path.write_text(ARTICLE, encoding="utf-8")
    document = read_file(path, max_bytes=LIMIT)
    assert document.path.encode().endswith(b"\\udcff.txt")


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_one_long_line_is_read_in_linear_time(name: str) -> None:
    line = ("The dam is standing, said the minister [who had *not* seen it]. " * 50_000).encode()
    assert kinds(read(line, name, max_bytes=LIMIT)) == ["body"]


def test_the_zones_of_a_document_are_those_of_its_text(tmp_path: Path) -> None:
    document = read_file(write(tmp_path, "a.txt", ARTICLE), max_bytes=LIMIT)
    assert document.zones == find_zones(document.text)
