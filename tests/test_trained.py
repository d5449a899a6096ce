"""The trained files: one that is missing or cut short is told in one sentence, with the way out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from claims.errors import BrokenInstallation
from claims.trained import WEIGHTS, trained

NAMES = ("finder.onnx", "linker.onnx", "reader.npz", "tagger.onnx", "tokenizer.json")


@pytest.mark.parametrize("name", NAMES)
def test_every_trained_file_is_installed_as_its_card_describes_it(name: str) -> None:
    assert trained(name) == WEIGHTS / name


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    card = {"files": {"reader.npz": {"bytes": 6, "sha256": ""}}}
    (tmp_path / "reader.json").write_text(json.dumps(card), encoding="utf-8")
    return tmp_path


def test_a_missing_file_is_named_with_what_to_do(folder: Path) -> None:
    with pytest.raises(BrokenInstallation, match=r"reader\.npz: it is missing; install"):
        trained("reader.npz", folder)


def test_a_file_cut_short_is_named_with_what_to_do(folder: Path) -> None:
    (folder / "reader.npz").write_bytes(b"four")
    with pytest.raises(BrokenInstallation, match="it has 4 bytes and should have 6; install"):
        trained("reader.npz", folder)
    (folder / "reader.npz").write_bytes(b"sixsix")
    assert trained("reader.npz", folder) == folder / "reader.npz"
