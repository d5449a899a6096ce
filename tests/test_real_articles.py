"""The five articles the project grew from, where their text is at hand."""

from __future__ import annotations

import json
import shutil
import tomllib
from pathlib import Path
from typing import Any

import pytest

from claims import Library
from claims.analysis import CLAIMING, extract_document
from claims.library import adding
from claims.reading import ZoneKind, read_file
from claims.settings import Settings
from tests.conftest import SEEDS, Run, copied

REGISTER = tomllib.loads((SEEDS / "real_articles.toml").read_text("utf-8"))["article"]


@pytest.mark.parametrize("row", REGISTER, ids=lambda row: row["file"])
def test_publisher_and_date_are_right_where_stated_and_empty_where_not(
    row: dict[str, Any], articles: Path
) -> None:
    found = read_file(articles / row["file"], max_bytes=Settings().max_bytes).metadata
    assert (found.source or "") == row["publisher"]
    assert (found.published.value if found.published else "") == row["published"]
    assert (found.title or "") == row["title"]


@pytest.mark.parametrize("row", REGISTER, ids=lambda row: row["file"])
def test_nothing_is_claimed_from_furniture(row: dict[str, Any], articles: Path) -> None:
    document = read_file(articles / row["file"], max_bytes=Settings().max_bytes)
    silent = [zone for zone in document.zones if zone.kind not in CLAIMING]
    found = extract_document(document)
    assert len(found) > 10
    for attribution in found:
        for span in attribution.spans():
            assert not any(zone.span.overlaps(span) for zone in silent)


def test_comments_are_claimed_when_they_are_asked_for(articles: Path) -> None:
    documents = [
        read_file(articles / row["file"], max_bytes=Settings().max_bytes) for row in REGISTER
    ]
    with_comments = [
        d for d in documents if any(zone.kind is ZoneKind.COMMENTS for zone in d.zones)
    ]
    assert with_comments
    for document in with_comments:
        more = extract_document(document, include={ZoneKind.COMMENTS})
        assert len(more) > len(extract_document(document))


@pytest.fixture(scope="module")
def real_master(articles: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the real articles, their claims not compared."""
    path = tmp_path_factory.mktemp("real") / "claims.db"
    with pytest.MonkeyPatch.context() as patch, Library.open(path) as library:
        patch.setattr(adding, "relate", lambda *_: 0)
        report = library.seed(articles)
    assert (report.added, report.failures) == (len(REGISTER), ())
    return path


@pytest.fixture
def real(real_master: Path, tmp_path: Path) -> Path:
    """A fresh copy of the database with the real articles."""
    return copied(real_master, tmp_path)


def test_every_span_reproduces_its_quote_from_the_file(
    articles: Path, run: Run, real: Path
) -> None:
    again = run("seed", "--articles", articles)
    assert again.status == 0
    assert "added 0 documents" in again.err
    rows = json.loads(run("list", "--voice", "all", "-f", "json").out)
    assert len({row["document"]["id"] for row in rows}) == len(REGISTER)
    for row in rows:
        text = Path(row["document"]["path"]).read_bytes().decode("utf-8")
        for role in ("speaker", "cue", "content"):
            pieces = [text[start:end] for start, end in row[role]["spans"]]
            assert " ".join(pieces) == row[role]["text"]
    assert run("verify").status == 0


def test_an_article_that_is_not_the_registered_one_is_named(
    articles: Path, run: Run, real: Path, tmp_path: Path
) -> None:
    wrong, *right = (row["file"] for row in REGISTER)
    short = min(right, key=lambda name: (articles / name).stat().st_size)
    for name in (wrong, short):
        assert run("remove", articles / name, "--yes").status == 0
    for name in right:
        shutil.copy(articles / name, tmp_path)
    (tmp_path / wrong).write_text("Something else, he said.", encoding="utf-8")
    result = run("seed", "--articles", tmp_path)
    assert result.status == 1
    assert wrong in result.err
    assert "added 1 document " in result.err
    assert len(json.loads(run("documents", "-f", "json").out)) == len(REGISTER) - 1
    assert json.loads(run("relations", "-f", "json").out)
