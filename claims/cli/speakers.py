"""Commands on the register of speakers: who speaks, and who is whom."""

from __future__ import annotations

from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from claims.cli import columns
from claims.cli.app import app, reading, writing
from claims.cli.explore import emit_cut
from claims.cli.options import By, FormatOption, Limit, Note
from claims.cli.render import Format, emit, flatten, say, write_json, write_line


class Listing(TyperGroup):
    """A group that lists when it is given none of its commands."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put `list` before what is no command: `claims speakers NAME --limit 5`."""
        if not args or args[0] not in {*self.commands, "-h", "--help"}:
            args = ["list", *args]
        return super().parse_args(ctx, args)


speakers = typer.Typer(
    cls=Listing,
    rich_markup_mode=None,
    help="List who speaks, or say who is whom. `claims speakers [NAME]` lists.",
)
app.add_typer(speakers, name="speakers")

Speaker = Annotated[
    str, typer.Argument(help="A speaker's id, the beginning of one, or the very name.")
]
Name = Annotated[str, typer.Argument(help="The name.")]


@speakers.command("list")
def list_speakers(
    context: typer.Context,
    name: Annotated[
        str | None, typer.Argument(help="Only names that contain this.", show_default=False)
    ] = None,
    form: FormatOption = Format.TABLE,
    limit: Limit = None,
) -> None:
    """List who speaks, with counts; `claims speakers [NAME]` is the same."""
    with reading(context) as library:
        found = library.speakers(name)
    emit_cut(found, form, limit, columns.SPEAKER)


@speakers.command()
def show(context: typer.Context, speaker: Speaker, form: FormatOption = Format.TABLE) -> None:
    """Show a speaker's names, roles and affiliations as stated, and the decisions."""
    with reading(context) as library:
        page = library.speaker(speaker)
    if form is Format.JSON:
        write_json(page.to_json())
    elif form is Format.JSONL:
        write_line(page.to_json())
    elif form is Format.CSV:
        emit(page.statements, form, columns.STATEMENT, flat=_statement_row)
    else:
        emit([page.speaker], form, columns.SPEAKER)
        if page.into:
            say(f"merged into “{page.into.name}” ({page.into.id})")
        for records, shown in (
            (page.merged, columns.SPEAKER),
            (page.statements, columns.STATEMENT),
            (page.decisions, columns.DECISION),
        ):
            if records:
                emit(records, form, shown)


@speakers.command()
def proposals(
    context: typer.Context, form: FormatOption = Format.TABLE, limit: Limit = None
) -> None:
    """List pairs of names that may be one speaker; nothing is merged by itself."""
    with reading(context) as library:
        found = library.speaker_proposals()
    emit_cut(found, form, limit, columns.PROPOSAL, flat=_proposal_row)
    if form is Format.TABLE and found:
        say("`claims speakers merge ONE OTHER --by NAME` makes one of two")


@speakers.command()
def merge(
    context: typer.Context,
    speaker: Speaker,
    into: Annotated[str, typer.Argument(help="Who it is: an id or the very name.")],
    by: By,
    note: Note = "",
) -> None:
    """Sign that a speaker is another one; they count together until a split."""
    with writing(context) as library:
        found = library.merge_speakers(speaker, into, by=by, note=note)
    say(f"{speaker}: merged into “{found.name}” ({found.id}), {found.claims} claims, by {by}")


@speakers.command()
def split(
    context: typer.Context,
    speaker: Speaker,
    by: By,
    name: Annotated[
        str | None,
        typer.Argument(
            help="Another name to take away, or the id of one who is somebody else.",
            show_default=False,
        ),
    ] = None,
    note: Note = "",
) -> None:
    """Sign that a merge does not hold, or that NAME does not mean this speaker."""
    with writing(context) as library:
        found = library.split_speaker(speaker, name, by=by, note=note)
    done = f"is not “{name}”" if name else "stands by itself"
    say(f"“{found.name}” ({found.id}): {done}, {found.claims} claims, by {by}")


@speakers.command()
def alias(context: typer.Context, speaker: Speaker, name: Name, by: By, note: Note = "") -> None:
    """Sign that a speaker has another name too; `split SPEAKER NAME` takes it back."""
    with writing(context) as library:
        found = library.alias_speaker(speaker, name, by=by, note=note)
    say(f"“{found.name}” ({found.id}): also {', '.join(found.aliases)}, by {by}")


@speakers.command()
def rename(context: typer.Context, speaker: Speaker, name: Name, by: By, note: Note = "") -> None:
    """Sign that a speaker is shown under another name; renaming back takes it back."""
    with writing(context) as library:
        found = library.rename_speaker(speaker, name, by=by, note=note)
    say(f"{found.id}: shown as “{found.name}”, by {by}")


def _proposal_row(row: Any) -> dict[str, Any]:
    sides = {
        f"{side}_{key}": row[side][key]
        for side in ("one", "other")
        for key in ("id", "name", "kind", "claims", "documents")
    }
    return {**sides, "likeness": row["likeness"], "reason": row["reason"]}


def _statement_row(row: Any) -> dict[str, Any]:
    document = row.pop("document")
    return flatten({**row, **{f"document_{key}": value for key, value in document.items()}})
