"""The `claims` application: global options and how a command gets its library."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from claims.cli.render import say

if TYPE_CHECKING:
    from claims.library import Library

DEFAULT_DB = "claims.db"

app = typer.Typer(
    name="claims",
    help="A database of who said what, in which source, and how sure they sounded.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


def _version(asked: bool) -> None:  # noqa: FBT001 - typer calls it with the flag
    if asked:
        from claims import __version__

        typer.echo(f"claims {__version__}")
        raise typer.Exit


@app.callback()
def start(
    context: typer.Context,
    db: Annotated[
        str | None,
        typer.Option(
            "--db",
            metavar="PATH|URL",
            help="The database; else the variable CLAIMS_DB, else claims.db in this folder.",
            show_default=False,
        ),
    ] = None,
    version: Annotated[  # noqa: ARG001 - the callback acts on it
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Remember which database the command is about."""
    context.obj = db or os.environ.get("CLAIMS_DB") or DEFAULT_DB


@contextmanager
def reading(context: typer.Context) -> Iterator[Library]:
    """Open the database for a command that only reads it."""
    from claims.library import Library

    with Library.open(context.obj, write=False) as library:
        yield library


@contextmanager
def writing(context: typer.Context) -> Iterator[Library]:
    """Open the database for a command that writes; make or upgrade it first, saying so."""
    from claims.library import Library

    gc.enable()

    with Library.open(context.obj, write=True, notify=say) as library:
        yield library


from claims.cli import collect, database, exchange, explore, review, speakers  # noqa: E402, F401 - they register commands
