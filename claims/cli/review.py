"""Commands that sign what a person ruled."""

from __future__ import annotations

from typing import Annotated

import typer

from claims.cli.app import app, writing
from claims.cli.options import By, Note
from claims.cli.render import say


@app.command()
def decide(
    context: typer.Context,
    subject: Annotated[str, typer.Argument(help="The id of a claim or a relation.")],
    verdict: Annotated[str, typer.Option("--verdict", help="accept, reject or dismiss.")],
    by: By,
    note: Note = "",
    confidence: Annotated[
        str | None,
        typer.Option(help="Low, Moderate or High: yours, not a machine's.", show_default=False),
    ] = None,
) -> None:
    """Sign a verdict on a claim or a relation; earlier verdicts are kept."""
    with writing(context) as library:
        status = library.decide(subject, verdict=verdict, by=by, note=note, confidence=confidence)
    say(f"{subject}: {status}, by {by}")
