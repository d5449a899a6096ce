"""The options that several commands share, each said once."""

from __future__ import annotations

from typing import Annotated

import typer

from claims.attribution import Act, HedgeKind, SpeakerKind, Stance
from claims.cli.render import Format
from claims.store.vocabulary import Sort, Status, Voices

Topic = Annotated[
    str | None,
    typer.Argument(
        help='Words, "a phrase", AND, OR, NOT, (brackets), prefix*; without it, everything.',
        show_default=False,
    ),
]
FormatOption = Annotated[
    Format, typer.Option("--format", "-f", help="table for people; json, jsonl, csv for programs.")
]
Limit = Annotated[
    int | None,
    typer.Option(
        min=1, help="At most so many rows; tables stop at 50 by themselves.", show_default=False
    ),
]
DisputeLimit = Annotated[
    int | None,
    typer.Option(
        min=1,
        help="At most so many disputes in a table, which stops at 50 by itself, or pairs in the "
        "other formats.",
        show_default=False,
    ),
]
SeriesLimit = Annotated[
    int | None,
    typer.Option(
        min=1, help="At most so many series; a table stops at 50 by itself.", show_default=False
    ),
]
SheetLimit = Annotated[
    int | None,
    typer.Option(min=1, help="At most so many claims; without it, all.", show_default=False),
]
SpeakerOption = Annotated[
    str | None,
    typer.Option(
        "--speaker",
        help="Only claims of this speaker: part of a name, or an id.",
        show_default=False,
    ),
]
PairSpeaker = Annotated[
    str | None,
    typer.Option(
        "--speaker",
        help="Only pairs of which one claim at least is this speaker's: part of a name, or an id.",
        show_default=False,
    ),
]
SourceOption = Annotated[
    str | None,
    typer.Option(
        "--source", help="Only documents of this source: part of its name.", show_default=False
    ),
]
Since = Annotated[
    str | None,
    typer.Option(
        help="Published on or after this date (2024, 2024-05, 2024-05-31); undated ones are left "
        "out.",
        show_default=False,
    ),
]
PairSince = Annotated[
    str | None,
    typer.Option(
        "--since",
        help="Only pairs of which one claim at least was published on or after this date (2024, "
        "2024-05, 2024-05-31); the other may be older or undated.",
        show_default=False,
    ),
]
Until = Annotated[
    str | None,
    typer.Option(
        help="Published on or before this date; undated ones are left out.", show_default=False
    ),
]
VoiceOption = Annotated[
    Voices,
    typer.Option(
        "--voice",
        help="attributed, authorial or all; default is attributed and hedged authorial claims.",
    ),
]
Hedged = Annotated[
    bool | None,
    typer.Option(
        "--hedged/--flat", help="Only claims with a hedge, or only without.", show_default=False
    ),
]
HedgeOption = Annotated[
    HedgeKind | None,
    typer.Option("--hedge", help="Only claims with a hedge of this kind.", show_default=False),
]
KindOption = Annotated[
    SpeakerKind | None,
    typer.Option("--speaker-kind", help="Only speakers of this kind.", show_default=False),
]
StatusOption = Annotated[
    Status | None, typer.Option("--status", help="Only with this status.", show_default=False)
]
ActOption = Annotated[
    Act | None, typer.Option("--act", help="Only claims of this act.", show_default=False)
]
StanceOption = Annotated[
    Stance | None, typer.Option("--stance", help="Only with this stance.", show_default=False)
]
Via = Annotated[
    str | None,
    typer.Option("--via", help="Only claims that came through this hop.", show_default=False),
]
LikelihoodOption = Annotated[
    str | None,
    typer.Option(
        "--likelihood", help="Only claims with this ICD 203 term, e.g. likely.", show_default=False
    ),
]
SortOption = Annotated[
    Sort | None,
    typer.Option("--sort", help="relevance with a topic, else date.", show_default=False),
]
By = Annotated[str, typer.Option("--by", help="Who decides; every decision is signed.")]
Note = Annotated[str, typer.Option("--note", help="Why, in your words.")]
