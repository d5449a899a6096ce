"""The words in which a sheet describes a claim, the same in every format.

Nothing here judges: each phrase repeats what the database holds, in the terms
of the data model.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from claims.attribution import (
    Hedge,
    Hop,
    Likelihood,
    Polarity,
    Quotation,
    SpeakerKind,
    Stance,
    Voice,
)
from claims.record import ClaimRecord, DocumentRecord
from claims.span import Span, join

LEFT_OUT = "[…]"
"""Stands between two pieces of a claim where words of the document are left out."""

UNNAMED = frozenset(
    {SpeakerKind.UNNAMED_OFFICIAL, SpeakerKind.UNNAMED_EXPERT, SpeakerKind.UNNAMED_OTHER}
)

QUOTATIONS = {
    Quotation.DIRECT: "quoted directly",
    Quotation.INDIRECT: "reported indirectly, in the document’s words",
    Quotation.MIXED: "partly quoted, partly in the document’s words",
}

_PAIR = re.compile(r'"[^"“”]+"|“[^"“”]+”')
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def words(claim: ClaimRecord) -> str:
    """Return the content verbatim; `[…]` stands where the document goes on between pieces."""
    text, out = claim.text, ""
    previous: Span | None = None
    for span in claim.attribution.content:
        if previous is not None:
            between = text[previous.end : span.start]
            out += " " if not between.strip() else f" {LEFT_OUT} "
        out += span.text_in(text)
        previous = span
    return out


def one_line(text: str) -> str:
    r"""Return the text with each run of white space as one space.

    >>> one_line("a\n  b ")
    'a b'
    """
    return " ".join(text.split())


def quoted(text: str) -> str:
    """Return the text on one line in quotation marks, its own where it stands in a pair of them.

    >>> quoted("It is safe"), quoted('"It is safe,"')
    ('“It is safe”', '"It is safe,"')
    """
    line = one_line(text)
    return line if _PAIR.fullmatch(line) else f"“{line}”"


def short(text: str, length: int = 120) -> str:
    """Return the text on one line, cut at a word and marked where it is cut.

    >>> short("one two three", 9)
    'one two […]'
    """
    line = one_line(text)
    if len(line) <= length:
        return line
    cut = line[:length].rsplit(" ", 1)[0]
    return f"{cut} {LEFT_OUT}"


def printable(text: str) -> str:
    r"""Return the text with U+FFFD for each character that XML and HTML cannot hold.

    >>> printable("a\x07b")
    'a�b'
    """
    return _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", text)


def listing(items: Sequence[str]) -> str:
    """Return the items as an English enumeration.

    >>> listing(["1", "2", "3"])
    '1, 2 and 3'
    """
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}"


def count(number: int, noun: str) -> str:
    """Return a number with its noun.

    >>> count(1, "claim"), count(2, "claim")
    ('1 claim', '2 claims')
    """
    return f"{number} {noun}" + ("" if number == 1 else "s")


def claims_named(numbers: Iterable[int]) -> str:
    """Return 'claim 3' or 'claims 3, 4 and 9'; longer runs are shown by their ends.

    >>> claims_named([3, 9]), claims_named([9, 1, 2, 3])
    ('claims 3 and 9', 'claims 1–3 and 9')
    """
    ordered = sorted(set(numbers))
    runs: list[list[int]] = []
    for number in ordered:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    shown: list[str] = []
    for run in runs:
        shown += [f"{run[0]}–{run[-1]}"] if len(run) > 2 else [str(n) for n in run]
    return f"{'claim' if len(ordered) == 1 else 'claims'} {listing(shown)}"


def speaker(claim: ClaimRecord) -> str:
    """Return who the claim is attributed to; an unresolved speaker is said to be one."""
    said_by = claim.attribution.speaker
    if claim.attribution.voice is Voice.AUTHORIAL:
        return "the document itself"
    if said_by.name is not None:
        return said_by.name
    if said_by.spans:
        return f"{quoted(join(claim.text, said_by.spans))} (unresolved)"
    return "nobody named (unresolved)"


def speaker_details(claim: ClaimRecord) -> str:
    """Return the kind, the words the document has for the speaker, and the roles it states."""
    said_by = claim.attribution.speaker
    if claim.attribution.voice is Voice.AUTHORIAL:
        return "its own assertion, attributed to nobody"
    parts = [] if said_by.kind is SpeakerKind.NONE else [str(said_by.kind)]
    written = one_line(join(claim.text, said_by.spans))
    if said_by.name is not None and written and _bare(written) != _bare(said_by.name):
        parts.append(f"{quoted(written)} in the document")
    for party in said_by.parties:
        stated = ", ".join(filter(None, [party.role, party.affiliation]))
        if stated:
            parts.append(stated if len(said_by.parties) == 1 else f"{party.name}: {stated}")
    return "; ".join(parts)


def _bare(name: str) -> str:
    return re.sub(r"^(the|an?) ", "", name.casefold())


def manner(claim: ClaimRecord) -> str:
    """Return the act, how it is quoted, and the cue with the reporter's stance."""
    read = claim.attribution
    parts = [str(read.act)]
    if read.polarity is Polarity.NEGATIVE:
        parts.append("the speaker stands against the content")
    if read.voice is Voice.AUTHORIAL:
        return "; ".join([*parts, "in the document’s own voice"])
    parts.append(QUOTATIONS[read.quotation])
    if read.cue:
        stance = "" if read.stance is Stance.NEUTRAL else f", {read.stance}"
        parts.append(f"cue {quoted(join(claim.text, read.cue))}{stance}")
    return "; ".join(parts)


def hedge(claim: ClaimRecord, found: Hedge) -> str:
    """Return one hedge: its words, kind and owner."""
    return f"{quoted(found.span.text_in(claim.text))} ({found.kind}, of the {found.owner})"


def hedges(claim: ClaimRecord) -> str:
    """Return every hedge in words with kind and owner, or an empty string."""
    return "; ".join(hedge(claim, found) for found in claim.attribution.hedges)


def likelihood(found: Likelihood | None) -> str:
    """Return the ICD 203 term with its band, or an empty string.

    >>> likelihood(Likelihood("likely", 55, 80))
    'likely, 55–80 % (ICD 203)'
    """
    return f"{found.term}, {found.low}–{found.high} % (ICD 203)" if found else ""


def hop(claim: ClaimRecord, step: Hop) -> str:
    """Return one step of the chain, its kind and its hedge."""
    written = one_line(join(claim.text, step.spans))
    name = step.name or (f"{quoted(written)} (unresolved)" if written else "somebody unresolved")
    kind = f" ({step.kind})" if step.kind in UNNAMED else ""
    doubt = f", hedged {quoted(step.hedge.span.text_in(claim.text))}" if step.hedge else ""
    return f"{name}{kind}{doubt}"


def chain(claim: ClaimRecord) -> str:
    """Return the hops from the origin to the page, or an empty string."""
    return " → ".join(hop(claim, step) for step in claim.attribution.chain)


def characters(claim: ClaimRecord) -> str:
    """Return the half-open character ranges of the content, counted from 0."""
    return ", ".join(f"{span.start}–{span.end}" for span in claim.attribution.content)


def locator(claim: ClaimRecord) -> str:
    """Return paragraph and characters of the content."""
    paragraph = "" if claim.paragraph is None else f"paragraph {claim.paragraph}, "
    return f"{paragraph}characters {characters(claim)}"


def status(state: str, reviewer: str | None, note: str | None) -> str:
    """Return the status with who decided and their note.

    >>> status("accepted", "M. K.", "tape heard")
    'accepted by M. K.: “tape heard”'
    """
    if state == "open" and not reviewer:
        return "open, no decision yet"
    signed = f" by {reviewer}" if reviewer else ""
    return f"{state}{signed}" + (f": {quoted(note)}" if note else "")


def published(document: DocumentRecord) -> str:
    """Return the date to its precision, or n.d."""
    return document.published or "n.d."


def title(document: DocumentRecord) -> str:
    """Return the title, else the file's name in brackets."""
    return document.title or f"[{file_name(document)}]"


def file_name(document: DocumentRecord) -> str:
    """Return the last part of the path.

    >>> file_name(DocumentRecord(id="d", path="a/b.txt"))
    'b.txt'
    """
    return document.path.replace("\\", "/").rsplit("/", 1)[-1] or document.id
