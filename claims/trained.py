"""The trained files that are installed with the package: each as its card describes it."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from claims.errors import BrokenInstallation

WEIGHTS = Path(__file__).parent / "weights"


def trained(name: str, folder: Path = WEIGHTS) -> Path:
    """Return where a trained file lies; raise BrokenInstallation unless it is as it was made.

    >>> trained("finder.onnx").name
    'finder.onnx'
    """
    path = folder / name
    told = _cards(folder).get(name)
    if told is None:
        raise BrokenInstallation(str(path), "no card describes it")
    if not path.is_file():
        raise BrokenInstallation(str(path), "it is missing")
    size = path.stat().st_size
    if size != told["bytes"]:
        raise BrokenInstallation(str(path), f"it has {size} bytes and should have {told['bytes']}")
    return path


@cache
def _cards(folder: Path) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for card in sorted(folder.glob("*.json")):
        found |= json.loads(card.read_text("utf-8")).get("files", {})
    return found
