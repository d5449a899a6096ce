"""Disputes as a person reads them: what is disputed, the sides, the reasons."""

from __future__ import annotations

from collections.abc import Sequence
from string import ascii_uppercase
from typing import Any

from claims.cli.columns import how_sure, relation_row, where, who
from claims.cli.marking import Range, marked
from claims.cli.render import console
from claims.comparison.dispute import Dispute, Side, marks
from claims.record import ClaimRecord


def write(disputes: Sequence[Dispute], pairs: int | None = None) -> None:
    """Write the disputes, each with its sides' claims and the reason of each relation.

    Of a dispute with more relations than `pairs` those with the highest scores.
    """
    out = console()
    for number, dispute in enumerate(disputes, 1):
        _write(out, number, dispute, pairs)


def _write(out: Any, number: int, dispute: Dispute, pairs: int | None) -> None:
    from rich.text import Text

    out.print(Text(f"{number}. {dispute.heading}", style="bold"))
    spans = _spans(dispute)
    names: dict[str, str] = {}
    for letter, side in zip(_letters(len(dispute.sides)), dispute.sides, strict=True):
        write_line(out, 2, Text(f"{letter}  {side.label} — {_counted(side)}"))
        for place, claim in enumerate(side.claims, 1):
            names[claim.id] = f"{letter}{place}"
            _write_claim(out, names[claim.id], claim, spans.get(claim.id, []))
        if side.warning is not None:
            write_line(out, 5, Text(f"Beware. {side.warning.sentence}"))
    for relation in dispute.relations[:pairs]:
        between = " – ".join(sorted((names[relation.a.id], names[relation.b.id])))
        kind = f"{relation_row(relation)}, score {relation.score:.2f}"
        status = "" if relation.status == "open" else f"; {relation.status}"
        line = f"{between}  {relation.sentence} ({kind}{status})  {relation.id}"
        write_line(out, 2, Text(line))
    if pairs and dispute.relations[pairs:]:
        left = dispute.relations[pairs:]
        more = f"and {_number(len(left), 'more pair')}, scored {left[0].score:.2f} at most"
        write_line(out, 2, Text(f"{more}; --pairs 0 shows all"))
    out.print()


def write_line(out: Any, indent: int, line: Any) -> None:
    """Write a line that goes on at its own indent where it is longer than the terminal."""
    from rich.padding import Padding

    out.print(Padding(line, (0, 0, 0, indent), expand=False))


def _write_claim(out: Any, name: str, claim: ClaimRecord, spans: list[Range]) -> None:
    from rich.text import Text

    head = f"{name}  {where(claim.document)} — {who(claim)}; {how_sure(claim)}  {claim.id}"
    write_line(out, 5, Text(head))
    write_line(out, 9, Text("“").append_text(marked(out, claim.content, spans)).append("”"))


def _spans(dispute: Dispute) -> dict[str, list[Range]]:
    found: dict[str, list[Range]] = {}
    for relation in dispute.relations:
        for side, claim in (("a", relation.a), ("b", relation.b)):
            found.setdefault(claim.id, []).extend(marks(relation, side))
    return found


def _counted(side: Side) -> str:
    documents = len({claim.document.id for claim in side.claims})
    parts = [_number(len(side.claims), "claim"), _number(documents, "document")]
    if side.origins:
        parts.append(_number(len(side.origins), "origin"))
    return ", ".join(parts)


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}" + ("" if count == 1 else "s")


def _letters(count: int) -> list[str]:
    """Return A, B … Z, then A2, B2 and so on.

    >>> _letters(28)[-2:]
    ['A2', 'B2']
    """
    rounds = range(1, count // 26 + 2)
    return [f"{c}{n if n > 1 else ''}" for n in rounds for c in ascii_uppercase][:count]
