"""The sheet as one HTML file: each claim beside its passage, nothing fetched, nothing run."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape
from importlib.resources import files

from claims.sheets import wording
from claims.sheets.passage import Piece, passage
from claims.sheets.sheet import (
    Corroboration,
    Dispute,
    Entry,
    Ground,
    Group,
    Reference,
    Sheet,
    Side,
)

LEGEND = {
    "speaker": "speaker",
    "cue": "cue, the reporting words",
    "content": "content, what is claimed",
    "hedge": "hedge",
}

# the page may show itself and do nothing else, whatever stands in a document
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def to_html(sheet: Sheet) -> bytes:
    """Return the sheet as a self-contained HTML page in UTF-8."""
    return ("\n".join(_page(sheet)) + "\n").encode()


def safe(text: str) -> str:
    """Return the text escaped; characters that HTML cannot hold become U+FFFD.

    >>> safe("<script>")
    '&lt;script&gt;'
    """
    return escape(wording.printable(text))


def _page(sheet: Sheet) -> Iterator[str]:
    style = files("claims.sheets").joinpath("sheet.css").read_text(encoding="utf-8")
    yield "<!DOCTYPE html>"
    yield '<html lang="en">\n<head>\n<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="color-scheme" content="light dark">'
    yield f"<title>{safe(sheet.title)}</title>\n<style>\n{style}</style>\n</head>\n<body>"
    yield '<a class="skip" href="#claims">Skip to the claims</a>'
    yield from _head(sheet)
    yield "<main>"
    yield from _claims(sheet)
    yield from _disputes(sheet.disputes)
    yield from _corroborations(sheet.corroborations)
    yield from _sentences("open-points", "Open points", [p.text for p in sheet.open_points])
    yield from _sentences("method", "Method", sheet.method)
    yield from _bibliography(sheet.bibliography)
    yield "</main>\n</body>\n</html>"


def _head(sheet: Sheet) -> Iterator[str]:
    yield f"<header>\n<h1>{safe(sheet.title)}</h1>"
    if sheet.question and sheet.question != sheet.title:
        yield f'<p class="question">{safe(sheet.question)}</p>'
    rows = [("Made", sheet.made), *sheet.scope()]
    yield '<dl class="scope">' + _facts(rows) + "</dl>"
    parts = {
        "claims": ("Claims", len(sheet.entries)),
        "disagreements": ("Disagreements", len(sheet.disputes)),
        "corroboration": ("Corroboration", len(sheet.corroborations)),
        "open-points": ("Open points", len(sheet.open_points)),
    }
    links = [f'<a href="#{key}">{name} <b>{n}</b></a>' for key, (name, n) in parts.items()]
    links += ['<a href="#method">Method</a>', '<a href="#bibliography">Bibliography</a>']
    yield f'<nav aria-label="Parts of the sheet">{"".join(links)}</nav>\n</header>'


def _facts(rows: Iterable[tuple[str, str]]) -> str:
    return "".join(
        f"<div><dt>{safe(label)}</dt><dd>{linked(text)}</dd></div>" for label, text in rows
    )


def linked(text: str) -> str:
    """Return the escaped text with each citation number as a link to the bibliography.

    >>> linked("[3], paragraph 1")
    '<a href="#ref-3">[3]</a>, paragraph 1'
    """
    return re.sub(r"^\[(\d+)\]", r'<a href="#ref-\1">[\1]</a>', safe(text))


def _claims(sheet: Sheet) -> Iterator[str]:
    yield '<section id="claims">\n<h2>Claims</h2>'
    marks = "".join(f'<li><mark class="{key}">{text}</mark></li>' for key, text in LEGEND.items())
    yield f'<div class="legend"><span>In the passages:</span><ul>{marks}</ul></div>'
    if sheet.disclaimer:
        yield f'<p class="note" role="note">{safe(sheet.disclaimer)}</p>'
    if not sheet.entries:
        yield "<p>None.</p>"
    for group in sheet.groups:
        yield from _group(group, sheet)
    yield "</section>"


def _group(group: Group, sheet: Sheet) -> Iterator[str]:
    yield f"<h3>{safe(group.heading)}</h3>"
    for entry in group.entries:
        yield f'<div class="pair" id="claim-{entry.number}">'
        yield from _claim(entry)
        yield from _passage(entry, sheet.reference(entry.citation))
        yield "</div>"


def _claim(entry: Entry) -> Iterator[str]:
    number = entry.number
    yield f'<article class="claim" aria-label="Claim {number}">'
    yield (
        f'<p class="words"><span class="number">{number}</span> '
        f'<a href="#passage-{number}" title="Go to the passage">'
        f"{safe(wording.quoted(entry.words))}</a> "
        f'<a class="cite" href="#ref-{entry.citation}">[{entry.citation}]</a></p>'
    )
    yield f"<dl>{_facts(entry.facts())}</dl>\n</article>"


def _passage(entry: Entry, reference: Reference) -> Iterator[str]:
    number, shown = entry.number, passage(entry.claim)
    document = reference.document
    where = ", ".join(filter(None, [document.source, wording.published(document)]))
    paragraph = f", paragraph {entry.claim.paragraph}" if entry.claim.paragraph else ""
    yield (
        f'<aside class="passage" id="passage-{number}" tabindex="-1" '
        f'aria-label="Passage of claim {number}">'
    )
    yield (
        f'<p class="where"><a href="#claim-{number}" title="Back to the claim">↩ {number}</a> '
        f"{safe(wording.title(document))} — {safe(where)}{paragraph}</p><blockquote>"
    )
    if shown.before:
        yield f'<p class="near">{safe(shown.before)}</p>'
    for pieces in shown.paragraphs:
        yield f"<p>{''.join(_piece(piece) for piece in pieces)}</p>"
    if shown.after:
        yield f'<p class="near">{safe(shown.after)}</p>'
    yield "</blockquote>\n</aside>"


def _piece(piece: Piece) -> str:
    if not piece.roles:
        return safe(piece.text)
    roles = " ".join(piece.roles)
    return f'<mark class="{roles}" title="{", ".join(piece.roles)}">{safe(piece.text)}</mark>'


def _disputes(found: Iterable[Dispute]) -> Iterator[str]:
    yield '<section id="disagreements">\n<h2>Disagreements</h2>'
    rows = [
        f'<article class="dispute"><h3>{safe(one.heading)}</h3>'
        f'<div class="sides">{"".join(_side(side) for side in one.sides)}</div>'
        f'<ul class="grounds">{"".join(_ground(ground) for ground in one.grounds)}</ul></article>'
        for one in found
    ]
    yield "\n".join(rows) if rows else "<p>None found.</p>"
    yield "</section>"


def _side(side: Side) -> str:
    warning = f'<p class="note">Beware. {safe(side.warning)}</p>' if side.warning else ""
    return (
        f'<section class="side"><h4><span class="number">{side.letter}</span> {safe(side.label)}'
        f'</h4><p class="status">{safe(side.counted)}</p>'
        f"{''.join(_stated(entry) for entry in side.entries)}{warning}</section>"
    )


def _ground(ground: Ground) -> str:
    pairs = ", ".join(
        f'<a href="#claim-{one}">{one}</a> against <a href="#claim-{other}">{other}</a>'
        for one, other in ground.pairs
    )
    return (
        f"<li>{safe(ground.reason or 'No reason recorded.')} "
        f'<span class="status">{pairs}: {safe(ground.kind)}; {safe(ground.status)}</span></li>'
    )


def _stated(entry: Entry) -> str:
    words = safe(wording.quoted(entry.words))
    kept = ("Speaker", "Act", "Hedges", "Likelihood", "Chain", "Cited from")
    facts = [(label, text) for label, text in entry.facts() if label in kept]
    return (
        f'<div class="stated"><p class="words"><a href="#claim-{entry.number}">'
        f'<span class="number">{entry.number}</span> {words}</a></p>'
        f"<dl>{_facts(facts)}</dl></div>"
    )


def _corroborations(groups: Iterable[Corroboration]) -> Iterator[str]:
    yield '<section id="corroboration">\n<h2>Corroboration</h2>'
    rows = []
    for group in groups:
        pairs = "".join(f"<li>{safe(pair)}</li>" for pair in group.pairs)
        go = " ".join(f'<a href="#claim-{e.number}">{e.number}</a>' for e in group.entries)
        rows.append(
            f'<article><p>{safe(group.sentence)} <span class="go">Go to {go}</span></p>'
            f"<ul>{pairs}</ul></article>"
        )
    yield "\n".join(rows) if rows else "<p>None found.</p>"
    yield "</section>"


def _sentences(key: str, heading: str, sentences: Iterable[str]) -> Iterator[str]:
    yield f'<section id="{key}">\n<h2>{heading}</h2>'
    items = "".join(f"<li>{safe(sentence)}</li>" for sentence in sentences)
    yield f"<ul>{items}</ul>" if items else "<p>None found.</p>"
    yield "</section>"


def _bibliography(references: Iterable[Reference]) -> Iterator[str]:
    yield '<section id="bibliography">\n<h2>Bibliography</h2>\n<ol class="references">'
    for reference in references:
        yield (
            f'<li id="ref-{reference.number}"><span class="number">[{reference.number}]</span> '
            f"{_reference(reference)}"
            f"<br><small>Copy held: {safe(reference.copy)}</small></li>"
        )
    yield "</ol>\n</section>"


def _reference(reference: Reference) -> str:
    text, document = safe(reference.text), reference.document
    # the copy's address ends the entry, and has the other one in it
    head, marks, tail = text, "", ""
    if document.archived and text.endswith(shown := safe(document.archived)):
        head, marks = text[: -len(shown)], _link(document.archived)
    if document.url and (shown := safe(document.url)) in head:
        head, _, tail = head.partition(shown)
        head += _link(document.url)
    return head + tail + marks


def _link(url: str) -> str:
    """Return an address as a link where it is one of the web: a document may state any other."""
    shown = safe(url)
    web = re.match(r"https?://", url)
    return f'<a href="{shown}" rel="noreferrer">{shown}</a>' if web else shown
