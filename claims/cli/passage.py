"""A claim at its passage, as a person reads it."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import Any

from claims.attribution import Attribution
from claims.cli.columns import how_sure, relation_row, seen, short, where, who
from claims.cli.render import console
from claims.record import ClaimRecord, Passage
from claims.span import Span

STYLES = {"speaker": "bold cyan", "cue": "magenta", "content": "green", "hedge": "bold yellow"}
MARKS = {"speaker": "⟨⟩", "cue": "‹›", "content": "[]", "hedge": "{}"}
"""Where colours cannot be seen, brackets mark the roles: ⟨speaker⟩ ‹cue› [content] {hedge}."""

LEGEND = "⟨speaker⟩ ‹cue› [content] {hedge}"


def write(shown: Passage) -> None:
    """Write the claim, its passage with the roles marked, its selectors and relations."""
    from rich.text import Text

    out, claim = console(), shown.claim
    out.print(Text(who(claim), style="bold"))
    out.print(Text(f"{claim.attribution.voice}, {claim.attribution.quotation}; {how_sure(claim)}"))
    out.print(Text(source_line(claim)))
    copies = [f"at {claim.document.url}"] if claim.document.url else []
    if copies := [*copies, *filter(None, [seen(claim.document)])]:
        out.print(Text("; ".join(copies)))
    out.print()
    if shown.before:
        out.print(Text(short(shown.before.text_in(claim.text)), style="dim"))
        out.print()
    for paragraph in shown.paragraphs:
        out.print(marked(claim.text, paragraph, claim.attribution))
        out.print()
    if shown.after:
        out.print(Text(short(shown.after.text_in(claim.text)), style="dim"))
        out.print()
    out.print(Text(LEGEND, style="dim"))
    for selector in shown.selectors:
        out.print(Text(f"{selector['type']} {_facts(selector)}", style="dim"))
    _write_relations(out, shown)


def source_line(claim: ClaimRecord) -> str:
    """Return where the claim stands: title, source, date, file, paragraph, characters, status."""
    document, extent = claim.document, claim.extent
    title = f"“{document.title}”, " if document.title else ""
    paragraph = f", paragraph {claim.paragraph}" if claim.paragraph else ""
    by = f" by {claim.reviewer}" if claim.reviewer else ""
    return (
        f"{claim.id}  {title}{where(document)} — {document.path}{paragraph}, "
        f"characters {extent.start}–{extent.end}; {claim.status}{by}"
    )


def _facts(selector: dict[str, Any]) -> str:
    return " ".join(f"{key}={value!r}" for key, value in selector.items() if key != "type")


def marked(text: str, paragraph: Span, attribution: Attribution) -> Any:
    """Return the paragraph as rich text with brackets and colours at the roles' edges."""
    from rich.text import Text

    roles: list[tuple[Span, str]] = [
        *((span, "content") for span in attribution.content),
        *((span, "speaker") for span in attribution.speaker.spans),
        *((span, "cue") for span in attribution.cue),
        *((hedge.span, "hedge") for hedge in attribution.hedges),
    ]
    inside = [(span, role) for span, role in roles if span.overlaps(paragraph)]
    cuts = sorted(
        {paragraph.start, paragraph.end}
        | {
            min(max(edge, paragraph.start), paragraph.end)
            for s, _ in inside
            for edge in (s.start, s.end)
        }
    )
    line = Text()
    for start, end in pairwise(cuts):
        here = [(span, role) for span, role in inside if span.start <= start and end <= span.end]
        style = STYLES[min(here, key=lambda item: len(item[0]))[1]] if here else ""
        line.append(_open(inside, start), style="dim")
        line.append(text[start:end], style=style)
        line.append(_close(inside, end), style="dim")
    return line


def _open(roles: Iterable[tuple[Span, str]], at: int) -> str:
    starting = sorted((s for s in roles if s[0].start == at), key=lambda item: -item[0].end)
    return "".join(MARKS[role][0] for _, role in starting)


def _close(roles: Iterable[tuple[Span, str]], at: int) -> str:
    ending = sorted((s for s in roles if s[0].end == at), key=lambda item: -item[0].start)
    return "".join(MARKS[role][1] for _, role in ending)


def _write_relations(out: Any, shown: Passage) -> None:
    from rich.text import Text

    for relation in shown.relations:
        other = relation.b if relation.a.id == shown.claim.id else relation.a
        out.print()
        out.print(Text(f"{relation_row(relation)}: {relation.sentence}", style="bold"))
        out.print(
            Text(f"  {who(other)}: {short(other.content)} [{where(other.document)}] {other.id}")
        )
    for warning in shown.warnings:
        out.print()
        out.print(Text(f"Beware. {warning['sentence']}"))
