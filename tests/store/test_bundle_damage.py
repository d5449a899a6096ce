"""A bundle that is damaged, not ours or made to do harm is refused, and nothing is changed."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from claims.errors import BadBundle
from claims.store.bundle.form import FILES, MANIFEST
from tests.store.bundles import Open, bring, damage, rows


def refused(engine: Engine, path: Path, reason: str) -> None:
    before = rows(engine)
    with pytest.raises(BadBundle, match=reason) as caught:
        bring(engine, path)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)
    assert rows(engine) == before


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_named(folder: Path, database: Open, name: str) -> None:
    (folder / name).unlink()
    refused(database("fresh"), folder, f"{name} is missing")


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda data: data[:-30], "claims.jsonl is shorter than the"),
        (lambda data: data + b"{}\n", "claims.jsonl is longer than the"),
        (lambda data: data.replace(b"safe", b"sage"), "claims.jsonl does not have the sha256"),
    ],
)
def test_a_file_that_is_not_the_one_in_the_manifest_is_refused(
    folder: Path, database: Open, change: Any, reason: str
) -> None:
    damage(folder, "claims.jsonl", change, honest=False)
    refused(database("fresh"), folder, reason)


def edited(**changes: Any) -> Callable[[bytes], bytes]:
    """Return a change of the fields of a file's first row."""

    def change(data: bytes) -> bytes:
        first, _, rest = data.partition(b"\n")
        row = {**json.loads(first), **changes}
        row = {key: value for key, value in row.items() if value != "gone"}
        return json.dumps(row).encode() + b"\n" + rest

    return change


@pytest.mark.parametrize(
    ("name", "change", "reason"),
    [
        ("claims.jsonl", lambda data: data[:-30] + b"\n", "claims.jsonl, line 4: this is no JSON"),
        ("claims.jsonl", lambda _: b"[" * 100_000 + b"\n", "line 1: this is no JSON object"),
        ("claims.jsonl", lambda data: b"7\n" + data, "claims.jsonl, line 1: this is no JSON obj"),
        ("claims.jsonl", edited(voice="gone"), "claims.jsonl, line 1: “voice” is missing"),
        ("claims.jsonl", edited(voice="loud"), "line 1: .*'loud' is not a valid Voice"),
        ("claims.jsonl", edited(act="sings"), "line 1: .*“act” cannot be 'sings'"),
        ("claims.jsonl", edited(content="All is well"), "content is not what its document says"),
        ("claims.jsonl", edited(spans=[]), "at least one content span"),
        ("claims.jsonl", edited(id="c_other"), "its id does not come from its document"),
        ("claims.jsonl", edited(run="n_none"), "“n_none” is missing"),
        ("claims.jsonl", edited(score=7), "line 1: the database refuses it"),
        ("claims.jsonl", edited(document="d_none"), "“d_none” is not the one in turn"),
        ("documents.jsonl", edited(sha256="0" * 64), "line 1: .*bytes do not have its sha256"),
        ("documents.jsonl", edited(data="%%"), "“data” cannot be '%%'"),
        ("documents.jsonl", edited(source="Nobody"), "“Nobody” is not in sources.jsonl"),
        ("documents.jsonl", edited(authors="Ada"), "“authors” cannot be 'Ada'"),
        ("documents.jsonl", edited(title="\ud800"), "documents.jsonl, line 1"),
        ("documents.jsonl", edited(title="a\x00b"), "line 1: the database refuses it"),
        ("relations.jsonl", edited(a="c_none"), "relations.jsonl, line 1: .*is missing"),
        ("relations.jsonl", edited(reasons={}), "“reasons” cannot be"),
        ("decisions.jsonl", edited(at="yesterday"), "“at” cannot be 'yesterday'"),
        ("decisions.jsonl", edited(at="2024-01-01T00:00:00"), "“at” cannot be"),
        ("decisions.jsonl", edited(who=None), "“who” is missing"),
        ("speakers.jsonl", edited(kind="unnamed other"), "line 1: the database refuses it"),
        ("sources.jsonl", edited(name=""), "sources.jsonl, line 1: the database refuses it"),
    ],
)
def test_a_row_that_does_not_fit_is_named_and_nothing_is_imported(
    folder: Path, database: Open, name: str, change: Any, reason: str
) -> None:
    damage(folder, name, change, honest=True)
    refused(database("fresh"), folder, reason)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"version": 2}, "of form 2, and this version of claims reads up to 1; upgrade"),
        ({"version": "1"}, "is not one of a bundle of claims"),
        ({"format": "something"}, "is not one of a bundle of claims"),
        ({"files": {}}, "does not name"),
        (
            {"files": {"../../etc/passwd": {"rows": 1, "bytes": 1, "sha256": "0" * 64}}},
            "“../../etc",
        ),
        ({"files": {"claims.jsonl": {"rows": -1, "bytes": 1, "sha256": "x"}}}, "is damaged"),
        ({"files": []}, "is damaged"),
    ],
)
def test_a_manifest_that_is_not_ours_is_refused(
    folder: Path, database: Open, change: dict[str, Any], reason: str
) -> None:
    manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
    if change.get("files") and "claims.jsonl" not in change["files"]:
        change = {"files": {**manifest["files"], **change["files"]}}
    (folder / MANIFEST).write_text(json.dumps({**manifest, **change}), "utf-8")
    refused(database("fresh"), folder, reason)


def test_what_is_no_bundle_at_all_is_refused(database: Open, tmp_path: Path) -> None:
    fresh = database("fresh")
    refused(fresh, tmp_path / "nothing", "there is nothing here")
    (tmp_path / "empty").mkdir()
    refused(fresh, tmp_path / "empty", "there is no manifest.json in it")
    (tmp_path / "text.zip").write_text("a text", "utf-8")
    refused(fresh, tmp_path / "text.zip", "neither a folder nor a ZIP file")


def zipped(folder: Path, more: dict[str, bytes], *, method: int = zipfile.ZIP_DEFLATED) -> Path:
    path = folder.with_name("made.zip")
    with zipfile.ZipFile(path, "w", method) as archive:
        for file in folder.iterdir():
            if file.name not in more:
                archive.write(file, file.name)
        for name, data in more.items():
            archive.writestr(name, data)
    return path


@pytest.mark.parametrize(
    "name", ["../evil.txt", "/evil.txt", "a/../../evil.txt", "..\\evil", "C:x"]
)
def test_a_zip_that_leads_out_of_itself_is_refused(
    folder: Path, database: Open, tmp_path: Path, name: str
) -> None:
    refused(database("fresh"), zipped(folder, {name: b"evil"}), "leads out of the ZIP")
    assert not list(tmp_path.rglob("evil*"))


def test_a_zip_bomb_is_refused_before_it_is_unpacked(folder: Path, database: Open) -> None:
    bomb = zipped(folder, {"claims.jsonl": b" " * 30_000_000})
    refused(database("fresh"), bomb, "claims.jsonl would unpack to 30000000 bytes from")


def test_a_damaged_zip_is_refused(folder: Path, database: Open) -> None:
    path = zipped(folder, {}, method=zipfile.ZIP_STORED)
    data = path.read_bytes()
    path.write_bytes(data.replace(b"The Ossel dam is safe", b"The Ossel dam is sage"))
    refused(database("fresh"), path, "this ZIP file is damaged")
    path.write_bytes(data[: len(data) // 2])
    refused(database("fresh"), path, "neither a folder nor a ZIP file")


def test_a_link_in_a_folder_is_not_followed(folder: Path, database: Open, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_bytes((folder / "runs.jsonl").read_bytes())
    (folder / "runs.jsonl").unlink()
    (folder / "runs.jsonl").symlink_to(tmp_path / "elsewhere")
    refused(database("fresh"), folder, "runs.jsonl is missing")
