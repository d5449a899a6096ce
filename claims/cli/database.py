"""Commands about the database itself."""

from __future__ import annotations

from typing import Annotated

import typer

from claims.cli.app import app, reading
from claims.cli.render import Format, say, write_json, write_line

db = typer.Typer(
    help="Look after the database's schema.", no_args_is_help=True, rich_markup_mode=None
)
app.add_typer(db, name="db")


@app.command()
def verify(
    context: typer.Context,
    form: Annotated[
        Format,
        typer.Option(
            "--format",
            "-f",
            help="table says it on standard error; json is a list; jsonl, csv: an object a line.",
        ),
    ] = Format.TABLE,
) -> None:
    """Read every span and hash again; exit 1 naming what does not hold."""
    with reading(context) as library:
        problems = list(library.verify())
        count = {} if problems else library.stats()
    rows = [{"kind": p.kind, "id": p.id, "problem": p.sentence} for p in problems]
    if form is Format.JSON:
        write_json(rows)
    elif form is not Format.TABLE:
        for row in rows:
            write_line(row)
    for problem in problems if form is Format.TABLE else ():
        say(f"claims: {problem.kind} {problem.id}: {problem.sentence}")
    if problems:
        raise typer.Exit(1)
    say(f"all {count['claims']} claims of {count['documents']} documents hold")


@db.command()
def upgrade(
    context: typer.Context,
    revision: Annotated[str, typer.Argument(help="A revision, or head.")] = "head",
) -> None:
    """Bring the schema forward; makes the database where there is none."""
    from claims.library import Schema

    say(Schema(context.obj).upgrade(revision))


@db.command(context_settings={"ignore_unknown_options": True})
def downgrade(
    context: typer.Context,
    revision: Annotated[str, typer.Argument(help="A revision, -1, or base.")],
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
) -> None:
    """Take the schema back, after asking: what the older one cannot hold is lost."""
    from claims.library import Schema

    if not yes:
        typer.confirm(
            f"Take {context.obj} back to {revision}? This can lose data.", abort=True, err=True
        )
    say(Schema(context.obj).downgrade(revision))


@db.command()
def current(context: typer.Context) -> None:
    """Print the revision the database is at."""
    from claims.library import Schema

    typer.echo(Schema(context.obj).current() or "none")


@db.command()
def history() -> None:
    """Print the revisions this version knows, newest first."""
    from claims.library import Schema

    for line in Schema.history():
        typer.echo(line)


@db.command()
def check(context: typer.Context) -> None:
    """Compare the database's tables with the models; exit 1 where they differ."""
    from claims.library import Schema

    differences = Schema(context.obj).check()
    for difference in differences:
        say(f"claims: {difference}")
    if differences:
        raise typer.Exit(1)
    say("the database matches the models")
