"""The tagger: a text's attributions as a trained network reads them, before any repair."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from claims.attribution import Tagged
from claims.extraction.tagging.piece import Pieces, split_pieces
from claims.extraction.tagging.unnamed import find_unnamed
from claims.span import Span

if TYPE_CHECKING:
    from claims.extraction.tagging.link import Group, RoleSpan


def tag(text: str, blocks: Sequence[Span], *, threads: int | None = None) -> list[Tagged]:
    """Return the attributions in `blocks`, the body paragraphs of `text`, by first content.

    No span crosses the edge of a block. The network is loaded at the first call; `threads`
    changes how long it takes and nothing else (all cores unless told). Raise
    BrokenInstallation where a file of the network is missing or cut short.
    """
    from claims.extraction.tagging.network import load, read_groups

    loaded = load(threads)
    pieces = split_pieces(text, blocks, loaded.tokenizer).without([*find_unnamed(text, blocks)])
    if not len(pieces):
        return []
    spans, groups = read_groups(pieces, loaded.network, loaded.rules)
    return tagged(pieces, spans, groups)


def tagged(pieces: Pieces, spans: Sequence[RoleSpan], groups: Sequence[Group]) -> list[Tagged]:
    """Return `groups` with the characters of their pieces."""

    def characters(*indices: int) -> tuple[Span, ...]:
        chosen = (spans[index] for index in indices if index >= 0)
        return tuple(Span(pieces.starts[span.start], pieces.ends[span.end - 1]) for span in chosen)

    return [
        Tagged(
            content=characters(*found.contents),
            speaker=characters(found.speaker),
            cue=characters(found.cue),
            score=found.score,
        )
        for found in groups
    ]
