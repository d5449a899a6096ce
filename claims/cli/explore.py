"""Commands that ask: what is it about, who says what, what conflicts."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from claims.cli import columns, passage
from claims.cli.app import app, reading
from claims.cli.flat import claim_row, relation_row
from claims.cli.options import (
    ActOption,
    DisputeLimit,
    FormatOption,
    Hedged,
    HedgeOption,
    KindOption,
    LikelihoodOption,
    Limit,
    PairSince,
    PairSpeaker,
    SeriesLimit,
    SheetLimit,
    Since,
    SortOption,
    SourceOption,
    SpeakerOption,
    StanceOption,
    StatusOption,
    Topic,
    Until,
    Via,
    VoiceOption,
)
from claims.cli.render import (
    TABLE_ROWS,
    Format,
    emit,
    say,
    write_json,
    write_line,
    write_table,
)
from claims.store.vocabulary import Status, Voices

if TYPE_CHECKING:
    from claims.library import Library
    from claims.record import ClaimRecord

Pairs = Annotated[
    int,
    typer.Option(
        "--pairs",
        min=0,
        metavar="N",
        help="In a table: of each dispute so many pairs of claims with the reason, those with the "
        "highest scores; 0 for all.",
    ),
]
MinScore = Annotated[
    float | None,
    typer.Option(min=0, max=1, help="Only relations scored at least so high.", show_default=False),
]
Weak = Annotated[
    bool,
    typer.Option(
        "--weak",
        help="Also disputes of which every pair scores below 0.5: less than half of them hold.",
    ),
]
Between = Annotated[
    tuple[str, str] | None,
    typer.Option(
        help="Two sources or two speakers: only relations between them.", show_default=False
    ),
]
AspectOption = Annotated[
    str | None,
    typer.Option(
        "--aspect", help="Only what turns on this: number, negation, date …", show_default=False
    ),
]


@app.command()
def terms(context: typer.Context, form: FormatOption = Format.TABLE, limit: Limit = None) -> None:
    """List the words and names that tell what this database is about."""
    with reading(context) as library:
        found = library.terms(limit or (TABLE_ROWS if form is Format.TABLE else None))
    emit(found, form, columns.TERM)


@app.command("list")
def list_claims(
    context: typer.Context,
    topic: Topic = None,
    speaker: SpeakerOption = None,
    source: SourceOption = None,
    since: Since = None,
    until: Until = None,
    voice: VoiceOption = Voices.DEFAULT,
    hedged: Hedged = None,
    hedge: HedgeOption = None,
    speaker_kind: KindOption = None,
    act: ActOption = None,
    stance: StanceOption = None,
    likelihood: LikelihoodOption = None,
    via: Via = None,
    status: StatusOption = None,
    sort: SortOption = None,
    limit: Limit = None,
    form: FormatOption = Format.TABLE,
) -> None:
    """List the claims, all of them or those about a topic."""
    asked = _filters(
        locals(), "speaker source since until hedged hedge speaker_kind act stance likelihood via"
    )
    with reading(context) as library:
        found = library.claims(
            topic,
            **asked,
            voice=voice.value,
            status=status and status.value,
            sort=sort and sort.value,
            limit=limit,
        )
        emit_cut(found, form, limit, columns.CLAIM)
        if form is Format.TABLE:
            _warn(library, found[: limit or TABLE_ROWS])


@app.command()
def show(
    context: typer.Context,
    claim: Annotated[str, typer.Argument(help="A claim's id, or the beginning of one.")],
    form: FormatOption = Format.TABLE,
) -> None:
    """Open a claim at its passage, with speaker, cue, content and hedges marked."""
    with reading(context) as library:
        shown = library.show(claim)
    if form is Format.TABLE:
        passage.write(shown)
    elif form is Format.JSONL:
        write_line(shown.to_json())
    elif form is Format.CSV:
        emit([shown.claim], form, columns.CLAIM, flat=claim_row)
    else:
        write_json(shown.to_json())


@app.command()
def relations(
    context: typer.Context,
    topic: Topic = None,
    kind: Annotated[
        list[str] | None,
        typer.Option(
            "--kind",
            help="contradicts, tension, corroborates, echoes, updates or same; once for each kind.",
            show_default=False,
        ),
    ] = None,
    aspect: AspectOption = None,
    between: Between = None,
    speaker: PairSpeaker = None,
    since: PairSince = None,
    min_score: MinScore = None,
    status: StatusOption = None,
    limit: Limit = None,
    form: FormatOption = Format.TABLE,
) -> None:
    """List the relations between claims, best first."""
    asked = _filters(locals(), "aspect between speaker since min_score limit")
    with reading(context) as library:
        found = library.relations(topic, kinds=kind, status=status and status.value, **asked)
    emit_cut(found, form, limit, columns.RELATION, flat=relation_row)


@app.command()
def contradictions(
    context: typer.Context,
    topic: Topic = None,
    aspect: AspectOption = None,
    between: Between = None,
    speaker: PairSpeaker = None,
    since: PairSince = None,
    min_score: MinScore = None,
    status: StatusOption = None,
    weak: Weak = False,
    pairs: Pairs = 10,
    limit: DisputeLimit = None,
    form: FormatOption = Format.TABLE,
) -> None:
    """List what is disputed: the sides with their claims, and why they cannot both hold.

    A table leaves weak disputes out, unless somebody accepted one of their pairs or you give
    --weak, --min-score, or --status accepted, rejected or dismissed; the other formats list all
    pairs.
    """
    asked = _filters(locals(), "aspect between speaker since min_score")
    asked["status"] = status and status.value
    with reading(context) as library:
        if form is not Format.TABLE:
            found = library.contradictions(topic, limit=limit, **asked)
            emit(found, form, columns.RELATION, flat=relation_row)
            return
        from claims.cli import dispute

        rows = limit or TABLE_ROWS
        every = library.disputes(topic, detailed=rows, **asked)
    decided = status not in (None, Status.OPEN)
    asked_for = weak or decided or min_score is not None
    shown = every if asked_for else [d for d in every if d.is_sure]
    dispute.write(shown[:rows], pairs or None)
    _say_cut(len(shown), rows)
    if not every:
        say("no contradictions found")
    elif len(shown) < len(every):
        say(f"{len(every) - len(shown)} weak left out; --weak shows them")


@app.command()
def timeline(
    context: typer.Context,
    topic: Annotated[str, typer.Argument(help="What it is about, as in `claims list`.")],
    speaker: SpeakerOption = None,
    source: SourceOption = None,
    since: Since = None,
    until: Until = None,
    limit: SeriesLimit = None,
    form: FormatOption = Format.TABLE,
) -> None:
    """Show how figures and positions moved over time: who said what when, and what changed."""
    from claims.cli import timeline as shown

    asked = _filters(locals(), "speaker source since until")
    with reading(context) as library:
        found = library.timeline(topic, **asked)
    rows = TABLE_ROWS if limit is None and form is Format.TABLE else limit
    shown.write(found[:rows], form)
    if form is Format.TABLE:
        _say_cut(len(found), rows)
    if not found:
        say("no figure or position on this is reported more than once")


@app.command()
def compare(
    context: typer.Context,
    a: Annotated[
        str | None, typer.Argument(help="A text or a claim's id.", show_default=False)
    ] = None,
    b: Annotated[
        str | None, typer.Argument(help="A text or a claim's id.", show_default=False)
    ] = None,
    pairs: Annotated[
        Path | None,
        typer.Option(
            help='A file of JSON lines {"id", "a", "b"}; - for standard input.', show_default=False
        ),
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Compare the claims of the whole database again.")
    ] = False,
    form: FormatOption = Format.TABLE,
) -> None:
    """Say how two claims or two texts relate, and why."""
    from claims.cli import pairing

    if everything:
        pairing.compare_everything(context)
    elif pairs is not None:
        pairing.compare_file(pairs)
    elif a is None or b is None:
        raise typer.BadParameter("give two texts or ids, or --pairs FILE, or --all")
    else:
        pairing.compare_two(context, a, b, form)


@app.command()
def sheet(
    context: typer.Context,
    topic: Topic = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="Where to; else standard output.", show_default=False),
    ] = None,
    form: Annotated[
        str | None,
        typer.Option(
            "--format",
            "-f",
            help="md, html, docx, pdf, csv, xlsx, json, annotation, prov, schema, csl, bib or ris; "
            "else by the file's ending.",
            show_default=False,
        ),
    ] = None,
    title: Annotated[
        str | None, typer.Option(help="The sheet's title.", show_default=False)
    ] = None,
    group_by: Annotated[str, typer.Option(help="question, speaker, source or time.")] = "speaker",
    style: Annotated[
        str, typer.Option(help="chicago, apa, oscola, another CSL style's name, or a .csl file.")
    ] = "chicago",
    speaker: SpeakerOption = None,
    source: SourceOption = None,
    since: Since = None,
    until: Until = None,
    voice: VoiceOption = Voices.DEFAULT,
    hedged: Hedged = None,
    hedge: HedgeOption = None,
    speaker_kind: KindOption = None,
    act: ActOption = None,
    stance: StanceOption = None,
    likelihood: LikelihoodOption = None,
    via: Via = None,
    status: StatusOption = None,
    weak: Weak = False,
    limit: SheetLimit = None,
) -> None:
    """Write a cited sheet of the claims about a topic."""
    from claims.sheets import format_of, render

    asked = _filters(
        locals(), "speaker source since until hedged hedge speaker_kind act stance likelihood via"
    )
    asked |= {"voice": voice.value, "status": status and status.value, "limit": limit}
    chosen = format_of(str(output) if output else "", form or (None if output else "md"))
    with reading(context) as library:
        made = library.sheet(topic, title=title, group_by=group_by, style=style, weak=weak, **asked)
    data = render(made, chosen)
    if output is None:
        sys.stdout.buffer.write(data)
        return
    output.write_bytes(data)
    say(f"{output}: {made.searched.claims} claims from {made.searched.cited} documents")


@app.command()
def stats(context: typer.Context, form: FormatOption = Format.TABLE) -> None:
    """Count what the database holds."""
    with reading(context) as library:
        counts = library.stats()
    if form is Format.TABLE:
        write_table(["what", "count"], [[name, str(count)] for name, count in counts.items()])
    elif form is Format.CSV:
        from claims.cli.render import write_csv

        write_csv([{"what": name, "count": count} for name, count in counts.items()])
    else:
        (write_line if form is Format.JSONL else write_json)(counts)


def _filters(values: dict[str, Any], names: str) -> dict[str, Any]:
    return {name: values[name] for name in names.split() if values[name] is not None}


def emit_cut(
    found: Any, form: Format, limit: int | None, shown: columns.Columns, *, flat: Any = None
) -> None:
    """Write records; a table stops at its limit and says on standard error that it does."""
    rows = TABLE_ROWS if limit is None and form is Format.TABLE else limit
    emit(found[:rows], form, shown, flat=flat or (claim_row if shown is columns.CLAIM else None))
    if form is Format.TABLE:
        _say_cut(len(found), rows)


def _warn(library: Library, shown: Sequence[ClaimRecord]) -> None:
    """Say on standard error where claims shown look like several reports and are one."""
    for warning in library.circular(shown):
        say(f"beware: {warning.sentence}")


def _say_cut(total: int, rows: int | None) -> None:
    if rows is not None and total > rows:
        say(f"{rows} of {total} shown; --limit N shows more, --format json, jsonl or csv all")
