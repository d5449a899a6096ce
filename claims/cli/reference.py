"""Writes the command reference from the commands themselves: `make docs`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

PAGE = "cli.md"

HEAD = """# Command reference

Generated from the commands by `make docs`; a test keeps it current.

`claims [--db PATH|URL] COMMAND …`: without `--db` the variable `CLAIMS_DB`, else
`claims.db` in the current folder. Standard output is data only, everything said
about it goes to standard error. Exit status: 0 done, 1 something failed (the
rest was kept), 2 bad usage.
"""


def reference() -> str:
    """Return the whole page."""
    from typer.main import get_command

    from claims.cli.app import app

    return "\n".join([HEAD, *_pages("claims", get_command(app))])


def _pages(path: str, command: Any) -> Iterator[str]:
    commands = getattr(command, "commands", None)
    if commands is None:
        yield from _page(path, command)
        return
    if command.params:
        yield from _page(path, command)
    for name in sorted(commands):
        yield from _pages(f"{path} {name}", commands[name])


def _page(path: str, command: Any) -> Iterator[str]:
    yield f"## {path}\n"
    yield f"{(command.help or '').strip()}\n"
    yield "```"
    yield " ".join([path, *(_usage(param) for param in command.params), *_tail(command)])
    yield "```\n"
    rows = [param for param in command.params if param.name != "help"]
    if rows:
        yield "| option or argument | meaning |"
        yield "|---|---|"
        for param in rows:
            yield f"| `{_name(param)}` | {_meaning(param)} |"
        yield ""


def _tail(command: Any) -> list[str]:
    return ["COMMAND"] if hasattr(command, "commands") else []


def _usage(param: Any) -> str:
    shown = _name(param).split(", ")[0]
    if param.param_type_name == "argument":
        shown += "…" if param.nargs == -1 else ""
        return shown if param.required else f"[{shown}]"
    return shown if param.required else f"[{shown}]"


def _name(param: Any) -> str:
    if param.param_type_name == "argument":
        return (param.metavar or param.name).upper()
    names = ", ".join([*param.opts, *param.secondary_opts])
    return names if param.is_flag else f"{names} {_value(param)}"


def _value(param: Any) -> str:
    if param.metavar:
        return str(param.metavar).replace("|", " or ")
    choices = getattr(param.type, "choices", None)
    if choices:
        return "CHOICE"
    return str(getattr(param.type, "name", "text")).upper().replace("<", "").replace(">", "")


def _meaning(param: Any) -> str:
    text = (getattr(param, "help", None) or "").strip().replace("|", "\\|")
    choices = getattr(param.type, "choices", None)
    if choices:
        text += " One of: " + ", ".join(str(getattr(c, "value", c)) for c in choices) + "."
    default = getattr(param.default, "value", param.default)
    if default not in (None, "", False, ()) and not callable(default) and not param.required:
        text += f" Default: {default}."
    return text.strip()


def write(folder: Path) -> Path:
    """Write the page into `folder` and return its path."""
    target = folder / PAGE
    target.write_text(reference(), encoding="utf-8")
    return target


if __name__ == "__main__":
    sys.stderr.write(f"{write(Path(sys.argv[1]))}\n")
