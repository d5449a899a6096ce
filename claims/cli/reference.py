"""Writes the command reference from the commands themselves: `make docs`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from inspect import Parameter, signature
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

PAGE = "cli.md"

HEAD = """# Command reference

Generated from the commands by `make docs`; a test keeps it current.

`claims [--db PATH|URL] COMMAND …`: without `--db` the variable `CLAIMS_DB`, else
`claims.db` in the current folder. Standard output is data only, everything said
about it goes to standard error. Exit status: 0 done, 1 something failed (what was
finished is kept), 2 bad usage, 130 interrupted (what was finished is kept).

Variables: `CLAIMS_DB`; `CLAIMS_MAX_BYTES` (the largest file that is read, 20000000),
`CLAIMS_THREADS` (threads of the encoders, else one a core), `CLAIMS_BUSY_TIMEOUT_MS` (how
long to wait for another writer, 10000), `CLAIMS_DEBUG=1` (where a defect lies).
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """One option or argument as the page shows it."""

    usage: str
    name: str
    meaning: str


def reference() -> str:
    """Return the whole page."""
    from claims.cli.app import app

    return "\n".join([HEAD, *_pages("claims", app)])


def _pages(path: str, app: Any) -> Iterator[str]:
    if app.registered_callback is not None:
        info = app.registered_callback
        yield from _page(path, info.callback, app.info.help or info.help, "COMMAND")
    commands = {_command_name(info): info for info in app.registered_commands}
    groups = {group.name: group.typer_instance for group in app.registered_groups}
    for name in sorted({*commands, *groups}):
        if name in groups:
            yield from _pages(f"{path} {name}", groups[name])
        else:
            info = commands[name]
            yield from _page(f"{path} {name}", info.callback, info.help or info.callback.__doc__)


def _command_name(info: Any) -> str:
    return str(info.name or info.callback.__name__.replace("_", "-"))


def _page(path: str, function: Any, text: str | None, *tail: str) -> Iterator[str]:
    entries = list(_entries(function))
    yield f"## {path}\n\n{(text or '').strip()}\n"
    yield "```\n" + " ".join([path, *(entry.usage for entry in entries), *tail]) + "\n```\n"
    if entries:
        yield "| option or argument | meaning |\n|---|---|"
        yield from (f"| `{entry.name}` | {entry.meaning} |" for entry in entries)
        yield ""


def _entries(function: Any) -> Iterator[Entry]:
    hints = get_type_hints(function, include_extras=True)
    for name, parameter in signature(function).parameters.items():
        extras = getattr(hints[name], "__metadata__", ())
        info = next((extra for extra in extras if hasattr(extra, "param_decls")), None)
        if info is not None:
            yield _entry(name, hints[name].__origin__, info, parameter.default)


def _entry(name: str, kind: Any, info: Any, default: Any) -> Entry:
    required = default is Parameter.empty
    many = get_origin(kind) is list or any(get_origin(part) is list for part in get_args(kind))
    types = list(_types(kind))
    if type(info).__name__ == "ArgumentInfo":
        shown = name.upper() + ("…" if many else "")
        return Entry(shown if required else f"[{shown}]", shown, _meaning(info, types, default))
    # inside Annotated the first name stands where a default would
    given = [word for word in (info.default, *info.param_decls) if str(word).startswith("-")]
    names = ", ".join(given) or f"--{name.replace('_', '-')}"
    if bool not in types:
        names += f" {_value(info, types)}"
    first = names.split(", ")[0].split()[0]
    first += "" if bool in types else f" {_value(info, types)}"
    first += "…" if many else ""
    return Entry(first if required else f"[{first}]", names, _meaning(info, types, default))


def _types(kind: Any) -> Iterator[Any]:
    """Yield the plain types in an annotation: `list[str] | None` is str."""
    for part in get_args(kind) or (kind,):
        if get_args(part):
            yield from _types(part)
        elif part is not type(None):
            yield part


def _value(info: Any, types: list[Any]) -> str:
    if info.metavar:
        return str(info.metavar).replace("|", " or ")
    if len(types) > 1:
        return " ".join("TEXT" for _ in types)
    return {"int": "N", "float": "NUMBER", "Path": "PATH", "str": "TEXT"}.get(
        types[0].__name__, "WORD"
    )


def _meaning(info: Any, types: list[Any], default: Any) -> str:
    text = (info.help or "").strip().replace("|", "\\|")
    if len(types) == 1 and isinstance(types[0], type) and issubclass(types[0], StrEnum):
        text += " One of: " + ", ".join(types[0]) + "."
    if default not in (Parameter.empty, None, "", False):
        text += f" Default: {getattr(default, 'value', default)}."
    return text.strip()


def write(folder: Path) -> Path:
    """Write the page into `folder` and return its path."""
    target = folder / PAGE
    target.write_text(reference(), encoding="utf-8")
    return target


if __name__ == "__main__":
    sys.stderr.write(f"{write(Path(sys.argv[1]))}\n")
