"""Commands that take everything out of a database, and bring it into another."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from claims.cli.app import app, reading, writing
from claims.cli.progress import Progress
from claims.cli.render import say


@app.command("export")
def export_bundle(
    context: typer.Context,
    target: Annotated[Path, typer.Argument(help="A new folder, or a new file ending in .zip.")],
) -> None:
    """Write everything as a bundle: JSON lines with a manifest of hashes."""
    with reading(context) as library, Progress() as progress:
        written = library.export(target, progress=progress)
    say(written.summary())


@app.command("import")
def import_bundle(
    context: typer.Context,
    bundle: Annotated[Path, typer.Argument(help="A bundle: its folder or its ZIP file.")],
) -> None:
    """Add what a bundle holds and this database does not; all of it, or nothing."""
    from claims.library import open_bundle

    # a bundle that is damaged must not even make a database
    with open_bundle(bundle) as opened, writing(context) as library, Progress() as progress:
        added = library.import_bundle(opened, progress=progress)
    for sentence in added.kept:
        say(sentence)
    say(f"imported {added.summary()}")
