"""Bytes to text, or a clear refusal.

A byte order mark says how a file is encoded and is no part of its text, so
offsets count from the character after it, as every browser and editor counts.
Nothing else is changed: line ends stay as they are.
"""

from __future__ import annotations

import codecs
import re

from claims.errors import UnreadableDocument

SAVE_AS_TEXT = "save or export its text as a .txt file and add that"
SAVE_AS_UTF8 = "open it in an editor and save it as UTF-8"

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "a PDF"),
    (b"%!PS", "a PostScript file"),
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"PK\x05\x06", "an empty zip archive"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"RIFF", "a sound, a film or an image"),
    (b"OggS", "a sound or a film"),
    (b"ID3", "a sound"),
    (b"fLaC", "a sound"),
    (b"\x1a\x45\xdf\xa3", "a film"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!", "a rar archive"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\x00", "a program"),
)

_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # starts like UTF-16, so it is asked first
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

_SAMPLE = 200_000
"""Bytes that are looked at to guess an encoding."""

_CONTROLS = dict.fromkeys([*range(9), *range(14, 32), 127])
_CONTROLS_ALLOWED = 0.001
"""Share of control characters above which a file is no text."""

_SURROGATE = re.compile("[\ud800-\udfff]")


def decode(data: bytes, path: str, *, declared: str | None = None) -> str:
    r"""Return the text of `data`; raise UnreadableDocument where it is none.

    `declared` is the encoding the file itself names, believed when it is not UTF-8.

    >>> decode(b"\xef\xbb\xbfa\r\n", "x.txt")
    'a\r\n'
    """
    _refuse_known_binaries(data, path)
    text = _decoded(data, path, declared)
    check_text(text, path)
    return text


def check_text(text: str, path: str) -> None:
    """Raise UnreadableDocument unless `text` is a text that can be stored and cited."""
    if not text.strip("\ufeff\u200b\u2060 \t\r\n\f\v") or text.isspace():
        raise UnreadableDocument(path, "there is no text in it; add a file that has some")
    if "\x00" in text:
        raise UnreadableDocument(
            path, f"it holds NUL characters, so it is no plain text; {SAVE_AS_UTF8}"
        )
    if found := _SURROGATE.search(text):
        raise UnreadableDocument(
            path,
            f"it holds half a character (a lone surrogate) at position {found.start()}; "
            f"remove it, or {SAVE_AS_UTF8}",
        )
    controls = len(text) - len(text.translate(_CONTROLS))
    if controls > 2 and controls > len(text) * _CONTROLS_ALLOWED:
        raise UnreadableDocument(
            path, f"it is full of control characters, so it is no text; {SAVE_AS_TEXT}"
        )


def _refuse_known_binaries(data: bytes, path: str) -> None:
    for magic, name in _MAGIC:
        if data.startswith(magic):
            raise UnreadableDocument(path, f"it is {name} and not text; {SAVE_AS_TEXT}")
    if data[4:8] == b"ftyp":
        raise UnreadableDocument(path, f"it is a film or an image and not text; {SAVE_AS_TEXT}")


def _decoded(data: bytes, path: str, declared: str | None) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data, encoding, path)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if b"\x00" in data:
            raise UnreadableDocument(
                path, f"it holds NUL bytes, so it is no plain text; {SAVE_AS_UTF8}"
            ) from None
        if _holds_surrogates(data):
            raise UnreadableDocument(
                path,
                f"it holds half a character (a lone surrogate) at byte {error.start}; "
                f"{SAVE_AS_UTF8}",
            ) from None
        if _is_damaged_utf8(data):
            raise UnreadableDocument(
                path, f"its UTF-8 is damaged at byte {error.start}; {SAVE_AS_UTF8}"
            ) from None
    return _strictly(data, _known(declared) or _guess(data, path), path)


def _strictly(data: bytes, encoding: str, path: str) -> str:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError) as error:
        at = f" at byte {error.start}" if isinstance(error, UnicodeDecodeError) else ""
        name = encoding.removesuffix("-sig").upper()
        raise UnreadableDocument(path, f"it is not valid {name}{at}; {SAVE_AS_UTF8}") from None


def _holds_surrogates(data: bytes) -> bool:
    try:
        data.decode("utf-8", errors="surrogatepass")
    except UnicodeDecodeError:
        return False
    return True


def _is_damaged_utf8(data: bytes) -> bool:
    """Tell whether `data` is UTF-8 with some bytes broken, rather than another encoding.

    Only UTF-8 forms whole characters of several bytes by more than chance.
    """
    text = data[: _SAMPLE * 5].decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    whole = sum(1 for sign in text if sign > "\x7f") - broken
    return whole >= max(broken / 3, 1)


def _known(encoding: str | None) -> str | None:
    if encoding is None:
        return None
    try:
        name = codecs.lookup(encoding).name
    except LookupError:
        return None
    # what the web calls Latin-1 has always been read as Windows-1252
    return "cp1252" if name in {"iso8859-1", "ascii"} else name if name != "utf-8" else None


def _guess(data: bytes, path: str) -> str:
    sample = data[:_SAMPLE]
    if _looks_western(sample):
        return "cp1252"
    from charset_normalizer import from_bytes

    best = from_bytes(sample).best()
    if best is None or best.encoding.startswith("utf_7"):
        raise UnreadableDocument(path, f"its encoding cannot be told; {SAVE_AS_UTF8}")
    return best.encoding


_WESTERN = frozenset("€‚„…†‹‘’“”•–—›™š ¡£§©«®°´·»¿½¼¾" + "".join(map(chr, range(0xC0, 0x100))))


def _looks_western(sample: bytes) -> bool:
    """Tell whether the few bytes above ASCII are typographic marks and letters of Windows-1252.

    Detection by frequency has nothing to go by in an English text with five
    curly quotation marks; it then guesses among a dozen code pages.
    """
    high = bytes(byte for byte in sample if byte > 127)
    if not high or len(high) > len(sample) * 0.06:
        return False
    return _WESTERN.issuperset(high.decode("cp1252", errors="replace"))
