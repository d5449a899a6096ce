"""Where a bundle is written: a folder, or one ZIP file; whole at the end, or not there."""

from __future__ import annotations

import json
import os
import shutil
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from hashlib import sha256
from pathlib import Path
from typing import IO

from claims.errors import BadBundle
from claims.store.bundle.form import MANIFEST, Entry, Manifest, Row

Opener = Callable[[str], AbstractContextManager[IO[bytes]]]

LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The date of every file in a ZIP: two exports of one database are to be the same bytes."""


class Target:
    """A bundle under way: files of rows, and at the end the manifest that makes it one."""

    def __init__(self, opener: Opener) -> None:
        self._open = opener
        self.files: dict[str, Entry] = {}

    def write(self, name: str, rows: Iterable[Row]) -> None:
        """Write a file of one JSON object a line."""
        digest, size, count = sha256(), 0, 0
        with self._open(name) as file:
            for row in rows:
                line = (json.dumps(row, ensure_ascii=False) + "\n").encode("utf-8")
                file.write(line)
                digest.update(line)
                size += len(line)
                count += 1
        self.files[name] = Entry(count, size, digest.hexdigest())

    def close(self, manifest: Manifest) -> None:
        """Write the manifest."""
        with self._open(MANIFEST) as file:
            text = json.dumps(manifest.to_json(), ensure_ascii=False, indent=2) + "\n"
            file.write(text.encode("utf-8"))


@contextmanager
def open_target(path: Path) -> Iterator[Target]:
    """Give a target for a folder, or for a ZIP file where the name ends in .zip.

    Raise BadBundle where something is there already, or where nothing can be written.
    Nothing is left behind by an export that did not come to its end.
    """
    try:
        _look(path)
        part = path.with_name(f".{path.name}.{os.getpid()}.part")
        with _removed_at_the_end(part):
            in_one_file = path.suffix.lower() == ".zip" and not path.is_dir()
            with _zipped(part) if in_one_file else _in_folder(part) as opener:
                yield Target(opener)
            if path.is_dir():
                path.rmdir()
            part.rename(path)
    except OSError as error:
        reason = f"it cannot be written ({error.strerror or error})"
        raise BadBundle(str(path), reason) from error


@contextmanager
def _removed_at_the_end(part: Path) -> Iterator[None]:
    try:
        yield
    finally:
        if part.is_dir():
            shutil.rmtree(part, ignore_errors=True)
        part.unlink(missing_ok=True)


def _look(path: Path) -> None:
    """Refuse what would write over something, or has nowhere to go."""
    if not path.name:
        raise BadBundle(str(path), "give the name of a new folder or file")
    if path.exists() and not (path.is_dir() and not any(path.iterdir())):
        reason = "there is something here already; remove it, or give another name"
        raise BadBundle(str(path), reason)
    if not path.absolute().parent.is_dir():
        raise BadBundle(str(path), "its folder does not exist; make it first")


@contextmanager
def _zipped(path: Path) -> Iterator[Opener]:
    with zipfile.ZipFile(path, "w") as archive:

        def entry(name: str) -> AbstractContextManager[IO[bytes]]:
            info = zipfile.ZipInfo(name, LONG_AGO)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            return archive.open(info, "w", force_zip64=True)

        yield entry


@contextmanager
def _in_folder(path: Path) -> Iterator[Opener]:
    path.mkdir()
    yield lambda name: (path / name).open("wb")
