"""Commands that bring material in and keep its particulars right."""

from __future__ import annotations

import gc
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from claims.cli import columns
from claims.cli.app import app, reading, writing
from claims.cli.options import FormatOption
from claims.cli.progress import Progress
from claims.cli.render import Format, emit, say, write_json, write_line

if TYPE_CHECKING:
    from claims.library import AddReport

TitleOption = Annotated[
    str | None, typer.Option("--title", help="The document's title.", show_default=False)
]
SourceName = Annotated[
    str | None, typer.Option("--source", help="The publication.", show_default=False)
]
AuthorOption = Annotated[
    list[str] | None, typer.Option("--author", help="Give it once per author.", show_default=False)
]
PublishedOption = Annotated[
    str | None, typer.Option("--published", help="2024, 2024-05 or 2024-05-31.", show_default=False)
]
UrlOption = Annotated[
    str | None, typer.Option("--url", help="Where it was published.", show_default=False)
]
LanguageOption = Annotated[
    str | None, typer.Option("--language", help="Such as en.", show_default=False)
]
AccessedOption = Annotated[
    str | None,
    typer.Option("--accessed", help="When this copy was fetched.", show_default=False),
]
ArchivedOption = Annotated[
    str | None,
    typer.Option("--archived", help="Address of a copy in a web archive.", show_default=False),
]
Include = Annotated[
    list[str] | None,
    typer.Option("--include", help="Zones that may hold claims too: comments.", show_default=False),
]


@app.command()
def add(
    context: typer.Context,
    paths: Annotated[list[str], typer.Argument(help="Files, folders, or - for standard input.")],
    title: TitleOption = None,
    source: SourceName = None,
    author: AuthorOption = None,
    published: PublishedOption = None,
    url: UrlOption = None,
    language: LanguageOption = None,
    accessed: AccessedOption = None,
    archived: ArchivedOption = None,
    include: Include = None,
) -> None:
    """Read documents, extract their claims, compare them with what is there."""
    from claims.batch import cores
    from claims.library import metadata_of

    given = metadata_of(title, source, author, published, url, language, accessed, archived)
    with writing(context) as library, Progress() as progress:
        report = library.add(
            paths, overrides=given, include=include or (), progress=progress, jobs=cores()
        )
    _tell(report)


@app.command()
def extract(
    files: Annotated[list[str], typer.Argument(help="Files, or - for standard input.")],
    form: Annotated[str, typer.Option("--format", "-f", help="jsonl or json.")] = "jsonl",
    voice: Annotated[str, typer.Option("--voice", help="all, attributed or authorial.")] = "all",
    include: Include = None,
) -> None:
    """Print the attributions of files as JSON lines; needs no database."""
    from claims.batch import cores, extract_files
    from claims.errors import InvalidValue

    if form not in ("jsonl", "json"):
        raise InvalidValue("format", form, "use jsonl or json")
    gc.enable()
    rows: list[dict[str, Any]] = []
    failed = False
    for result in extract_files(files, voice=voice, include=include or (), jobs=cores()):
        if isinstance(result, str):
            failed = True
            say(f"claims: {result}")
        elif form == "json":
            rows.append(result)
        else:
            write_line(result)
            sys.stdout.flush()
    if form == "json":
        write_json(rows)
    if failed:
        raise typer.Exit(1)


@app.command()
def seed(
    context: typer.Context,
    articles: Annotated[
        Path | None,
        typer.Option(
            help="Load instead the real articles of seeds/real_articles.toml, which are not "
            "shipped, from this folder.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Load the sample corpus of invented articles, its sources and its speakers."""
    from claims.batch import cores

    with writing(context) as library, Progress() as progress:
        report = library.seed(articles, progress=progress, jobs=cores())
    _tell(report)


@app.command()
def documents(context: typer.Context, form: FormatOption = Format.TABLE) -> None:
    """List the documents."""
    with reading(context) as library:
        emit(library.documents(), form, columns.DOCUMENT)


@app.command()
def sources(
    context: typer.Context,
    name: Annotated[
        str | None, typer.Argument(help="The source to judge.", show_default=False)
    ] = None,
    reliability: Annotated[
        str | None,
        typer.Option(help="Admiralty A to F; F says it cannot be judged.", show_default=False),
    ] = None,
    by: Annotated[str, typer.Option("--by", help="Who judges.")] = "",
    why: Annotated[str, typer.Option("--why", help="On what grounds.")] = "",
    form: FormatOption = Format.TABLE,
) -> None:
    """List the sources with their reliability, or judge one of them."""
    if reliability is not None:
        with writing(context) as library:
            library.judge_source(name or "", reliability=reliability, by=by, why=why)
    with reading(context) as library:
        emit(library.sources(name), form, columns.SOURCE)


@app.command()
def edit(
    context: typer.Context,
    document: Annotated[str, typer.Argument(help="The document's id.")],
    title: TitleOption = None,
    source: SourceName = None,
    author: AuthorOption = None,
    published: PublishedOption = None,
    url: UrlOption = None,
    language: LanguageOption = None,
    accessed: AccessedOption = None,
    archived: ArchivedOption = None,
) -> None:
    """Correct a document's title, source, authors, dates, addresses or language."""
    from claims.library import metadata_of

    given = metadata_of(title, source, author, published, url, language, accessed, archived)
    with writing(context) as library:
        changed = library.edit(document, given)
    say(f"{document}: " + (", ".join(changed) or "nothing to change"))


@app.command()
def remove(
    context: typer.Context,
    document: Annotated[str, typer.Argument(help="The document's id.")],
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
) -> None:
    """Remove a document with its claims, after asking."""
    with writing(context) as library:
        found = library.document(document)
        name = found.title or found.path
        if not yes:
            typer.confirm(f"Remove “{name}” with its {found.claims} claims?", abort=True, err=True)
        library.remove(found.id)
    say(f"removed {found.id} with its {found.claims} claims")


def _tell(report: AddReport) -> None:
    """Say what came of it and name every failure; exit 1 if there were any."""
    say(report.summary())
    for failure in report.failures:
        say(f"claims: {failure}")
    if report.failures:
        raise typer.Exit(1)
