"""Opening a bundle: nothing of it is believed before every file has its size and hash.

Files are only ever read by the names this version knows, so that a name inside a
bundle can lead nowhere else.
"""

from __future__ import annotations

import json
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import IO, Any

from sqlalchemy.exc import DBAPIError, OperationalError, StatementError

from claims.errors import BadBundle, InvalidSpan
from claims.store.bundle.form import FILES, FORMAT, MANIFEST, VERSION, Entry, Manifest, Row
from claims.store.problem import explain

MAX_MANIFEST = 1_000_000
MAX_LINE = 512 * 1024 * 1024
"""Bytes of one line, which is held in memory: a document with its bytes."""

MAX_RATIO = 200
"""How much larger than its place in the ZIP a file may be; JSON lines come to about ten."""

SMALL = 10_000_000
"""Bytes below which the ratio does not matter."""

CHUNK = 1 << 20

_DIGEST = re.compile(r"[0-9a-f]{64}")

Opener = Callable[[str], AbstractContextManager[IO[bytes]]]


class Bundle:
    """A bundle whose files are whole."""

    def __init__(self, path: str, manifest: Manifest, opener: Opener) -> None:
        self.path = path
        self.manifest = manifest
        self._open = opener

    def rows(self, name: str) -> Iterator[tuple[int, Row]]:
        """Yield line numbers and rows of a file."""
        with damaged(self.path), self._open(name) as file:
            for number, line in enumerate(file, 1):
                try:
                    row = json.loads(line)
                except (ValueError, RecursionError):
                    row = None
                if not isinstance(row, dict):
                    raise self.bad(f"{name}, line {number}", "this is no JSON object")
                yield number, row

    @contextmanager
    def at(self, name: str, line: int) -> Iterator[None]:
        """Turn what goes wrong inside the block into BadBundle, with the line named."""
        place = f"{name}, line {line}"
        try:
            yield
        except OperationalError:
            raise  # a full disk or a locked database is no fault of the bundle
        except (DBAPIError, StatementError) as error:
            raise self.bad(place, f"the database refuses it ({_short(error)})") from error
        except KeyError as error:
            raise self.bad(place, f"“{error.args[0]}” is missing") from error
        except InvalidSpan as error:
            raise self.bad(place, str(error)) from error
        except (ValueError, TypeError, AttributeError, OverflowError) as error:
            raise self.bad(place, f"it is not as docs/bundle.md says ({error})") from error

    def bad(self, place: str, reason: str) -> BadBundle:
        """Return the error that says what is wrong where."""
        return BadBundle(self.path, f"{place}: {reason}; nothing was imported")


@contextmanager
def open_bundle(path: Path) -> Iterator[Bundle]:
    """Give a bundle after checking its form, its version and every byte; raise BadBundle."""
    with ExitStack() as stack:
        with damaged(str(path)):
            opener = stack.enter_context(_opened(path))
            manifest = _manifest(path, opener)
            for name in FILES:
                _check(path, name, manifest.files[name], opener)
        yield Bundle(str(path), manifest, opener)


@contextmanager
def damaged(path: str) -> Iterator[None]:
    """Turn what an unreadable file raises inside the block into BadBundle."""
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise BadBundle(path, f"this ZIP file is damaged ({error}); nothing was changed") from error
    except (NotImplementedError, RuntimeError) as error:
        raise BadBundle(path, f"this ZIP file cannot be read ({error})") from error
    except OSError as error:
        name = Path(str(error.filename)).name if error.filename else "a file"
        raise BadBundle(
            path, f"{name} cannot be read ({error.strerror or error}); nothing was changed"
        ) from error


@contextmanager
def _opened(path: Path) -> Iterator[Opener]:
    if path.is_dir():
        yield lambda name: _file(path, name)
        return
    if not path.exists():
        raise BadBundle(str(path), "there is nothing here")
    if not zipfile.is_zipfile(path):
        raise BadBundle(str(path), "this is neither a folder nor a ZIP file")
    with zipfile.ZipFile(path) as archive:
        _look_over(path, archive)
        yield lambda name: _entry(path, archive, name)


def _file(folder: Path, name: str) -> IO[bytes]:
    file = folder / name
    if not file.is_file() or file.is_symlink():
        raise _missing(folder, name)
    return file.open("rb")


def _entry(path: Path, archive: zipfile.ZipFile, name: str) -> IO[bytes]:
    if name not in archive.namelist():
        raise _missing(path, name)
    return archive.open(name)


def _missing(path: Path, name: str) -> BadBundle:
    if name == MANIFEST:
        return BadBundle(str(path), f"there is no {MANIFEST} in it, so this is no whole bundle")
    return BadBundle(str(path), f"{name} is missing; nothing was changed")


def _look_over(path: Path, archive: zipfile.ZipFile) -> None:
    """Refuse a ZIP that is made to do harm, before anything in it is unpacked."""
    names = archive.namelist()
    if len(names) != len(set(names)):
        raise BadBundle(str(path), "two files in this ZIP have one name; nothing was changed")
    for info in archive.infolist():
        parts = PurePosixPath(info.filename.replace("\\", "/")).parts
        if ".." in parts or info.filename.startswith(("/", "\\")) or ":" in info.filename:
            shown = info.filename[:60]
            raise BadBundle(str(path), f"“{shown}” leads out of the ZIP; nothing was changed")
        if info.file_size > max(SMALL, MAX_RATIO * info.compress_size):
            raise BadBundle(
                str(path),
                f"{info.filename[:60]} would unpack to {info.file_size} bytes from "
                f"{info.compress_size}; nothing was changed",
            )


def _manifest(path: Path, opener: Opener) -> Manifest:
    with opener(MANIFEST) as file:
        data = file.read(MAX_MANIFEST + 1)
    if len(data) > MAX_MANIFEST:
        raise BadBundle(str(path), f"{MANIFEST} is too large; nothing was changed")
    try:
        said = json.loads(data)
        if said["format"] != FORMAT:
            raise ValueError
        version = said["version"]
        if not isinstance(version, int) or version < 1:
            raise ValueError
    except (ValueError, TypeError, KeyError, RecursionError):
        raise BadBundle(str(path), f"{MANIFEST} is not one of a bundle of claims") from None
    if version > VERSION:
        raise BadBundle(
            str(path),
            f"this bundle is of form {version}, and this version of claims reads up to {VERSION}; "
            "upgrade the claims package to import it",
        )
    try:
        files = {str(name): _said(entry) for name, entry in said["files"].items()}
        manifest = Manifest(str(said["made"]), str(said["program"]), files)
    except (ValueError, TypeError, KeyError, AttributeError):
        raise BadBundle(str(path), f"{MANIFEST} is damaged; nothing was changed") from None
    for name in {*FILES} ^ {*files}:
        what = "names a file that no bundle has" if name in files else "does not name"
        raise BadBundle(str(path), f"{MANIFEST} {what}: “{name[:60]}”; nothing was changed")
    return manifest


def _said(entry: Any) -> Entry:
    rows, size, digest = entry["rows"], entry["bytes"], entry["sha256"]
    for number in (rows, size):
        if not isinstance(number, int) or isinstance(number, bool) or number < 0:
            raise ValueError
    if not isinstance(digest, str) or not _DIGEST.fullmatch(digest):
        raise ValueError
    return Entry(rows, size, digest)


def _check(path: Path, name: str, said: Entry, opener: Opener) -> None:
    digest, size, rows, line = sha256(), 0, 0, 0
    with opener(name) as file:
        while chunk := file.read(CHUNK):
            size += len(chunk)
            digest.update(chunk)
            rows += chunk.count(b"\n")
            line = line + len(chunk) if b"\n" not in chunk else len(chunk) - chunk.rfind(b"\n")
            if size > said.bytes or line > MAX_LINE:
                break
    if line > MAX_LINE:
        raise BadBundle(str(path), f"{name} has a line that is too long; nothing was changed")
    if size != said.bytes:
        what = "longer" if size > said.bytes else "shorter"
        raise BadBundle(
            str(path), f"{name} is {what} than the {said.bytes} bytes it had; nothing was changed"
        )
    if digest.hexdigest() != said.sha256:
        raise BadBundle(
            str(path), f"{name} does not have the sha256 of the manifest; nothing was changed"
        )
    if rows != said.rows:
        raise BadBundle(str(path), f"{name} has not {said.rows} lines; nothing was changed")


def _short(error: StatementError) -> str:
    words = explain(error) if isinstance(error, DBAPIError) else str(error.orig or error)
    words = " ".join(words.split())
    return words if len(words) <= 160 else words[:159] + "…"
