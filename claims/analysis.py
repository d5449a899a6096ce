"""`extract`: reading, extraction, hedging and speakers composed, text to attributions."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from claims.attribution import (
    SILENT,
    Attribution,
    Hedge,
    Polarity,
    Quotation,
    SpeakerKind,
    Tagged,
    Voice,
)
from claims.extraction import (
    CueReading,
    find_attributions,
    find_authorial,
    find_nested,
    is_denied_saying,
    is_left_open,
    lay_out,
    open_reading,
    quotation_of,
    read_cue,
    reversed_reading,
)
from claims.hedging import find_hedges, find_likelihood
from claims.page import Page
from claims.reading import Document, Metadata, Zone, ZoneKind, find_metadata, find_zones
from claims.span import Span, join
from claims.speakers import About, Resolved, resolve

CLAIMING = frozenset({ZoneKind.HEADLINE, ZoneKind.BODY})
"""The zones that can hold claims unless more are asked for."""


@dataclass(frozen=True, slots=True)
class Draft:
    """Spans on their way to an attribution; `parent` is an index into the same list."""

    tagged: Tagged
    voice: Voice
    parent: int | None = None


def extract(text: str) -> list[Attribution]:
    """Return every attribution and authorial claim of a plain text, in text order.

    Spans are code points into `text`. Navigation, link lists, comments and legal
    lines hold no claims. `parent` is an index into the returned list.

    >>> [a.voice.value for a in extract("The dam is safe, the minister said.")]
    ['attributed']
    """
    zones = find_zones(text)
    return analyse(text, zones, find_metadata(text, zones))


def extract_document(
    document: Document, *, include: Collection[ZoneKind] = frozenset()
) -> list[Attribution]:
    """Return the attributions of a document that was read, `include` naming further zones."""
    return analyse(document.text, document.zones, document.metadata, include=include)


def analyse(
    text: str,
    zones: Sequence[Zone],
    metadata: Metadata,
    *,
    include: Collection[ZoneKind] = frozenset(),
) -> list[Attribution]:
    """Return the attributions of a text whose zones and metadata are known."""
    page = lay_out_zones(text, zones, include)
    about = About(
        source=metadata.source,
        authors=metadata.authors,
        published=metadata.published.value if metadata.published else None,
    )
    drafts = find_drafts(page)
    resolved = resolve(page, [d.tagged for d in drafts], about, [d.parent for d in drafts])
    readings = _readings(page, drafts, resolved)
    return [
        _finish(page, draft, who, drafts, reading)
        for draft, who, reading in zip(drafts, resolved, readings, strict=True)
    ]


def lay_out_zones(text: str, zones: Sequence[Zone], include: Collection[ZoneKind]) -> Page:
    """Return the page of the zones that can hold claims."""
    kept = [zone for zone in zones if zone.kind in CLAIMING or zone.kind in include]
    headlines = [zone.span for zone in kept if zone.kind is ZoneKind.HEADLINE]
    return lay_out(text, [zone.span for zone in kept], headlines)


def find_drafts(page: Page) -> list[Draft]:
    """Return attributed, nested and authorial spans in text order, parents re-indexed."""
    tagged = find_attributions(page)
    drafts = [Draft(t, Voice.ATTRIBUTED) for t in tagged]
    drafts += [Draft(t, Voice.ATTRIBUTED, parent) for parent, t in find_nested(page, tagged)]
    drafts += [Draft(Tagged(content), Voice.AUTHORIAL) for content in find_authorial(page, tagged)]
    return _in_order(drafts)


def _in_order(drafts: list[Draft]) -> list[Draft]:
    def key(index: int) -> tuple[int, int, int]:
        spans = (
            *drafts[index].tagged.content,
            *drafts[index].tagged.speaker,
            *drafts[index].tagged.cue,
        )
        return (min(s.start for s in spans), -max(s.end for s in spans), index)

    order = sorted(range(len(drafts)), key=key)
    # a parent stands before its children, wherever its spans begin
    placed: dict[int, int] = {}
    children: dict[int | None, list[int]] = {}
    for index in order:
        children.setdefault(drafts[index].parent, []).append(index)

    def place(index: int) -> None:
        placed[index] = len(placed)
        for child in children.get(index, ()):
            place(child)

    for index in children.get(None, ()):
        place(index)
    return [
        Draft(
            drafts[i].tagged,
            drafts[i].voice,
            None if (p := drafts[i].parent) is None else placed[p],
        )
        for i in placed
    ]


def _finish(
    page: Page, draft: Draft, who: Resolved, drafts: Sequence[Draft], cue: CueReading
) -> Attribution:
    tagged = draft.tagged
    if draft.voice is Voice.AUTHORIAL:
        return Attribution(
            content=tagged.content,
            voice=Voice.AUTHORIAL,
            hedges=_hedges(page, draft, SpeakerKind.NONE, ()),
            likelihood=find_likelihood(page.text, tagged.content),
            score=tagged.score,
        )
    above = () if draft.parent is None else drafts[draft.parent].tagged.content
    quoted_inside = bool(above) and page.quotation_at(tagged.content[0].start) is not None
    return Attribution(
        content=tagged.content,
        speaker=who.speaker,
        cue=tagged.cue,
        quotation=Quotation.INDIRECT if quoted_inside else quotation_of(page, tagged.content),
        act=cue.act,
        stance=cue.stance,
        polarity=cue.polarity,
        hedges=_hedges(page, draft, who.speaker.kind, above),
        likelihood=find_likelihood(page.text, tagged.content),
        chain=who.chain,
        parent=draft.parent,
        score=tagged.score,
    )


def _readings(
    page: Page, drafts: Sequence[Draft], resolved: Sequence[Resolved]
) -> list[CueReading]:
    """Return what each draft's cue does.

    Who denies that something was said stands against it; who asks whether it was leaves it open.
    """
    found: list[CueReading] = []
    for draft, who in zip(drafts, resolved, strict=True):
        reading = _read_cue(page, draft.tagged)
        if draft.parent is not None and draft.tagged.cue:
            outer, above = drafts[draft.parent].tagged, found[draft.parent]
            denied = above.polarity is Polarity.NEGATIVE
            name = who.speaker.name
            same = name is not None and name == resolved[draft.parent].speaker.name
            if (denied or above.act in SILENT) and is_left_open(page.text, draft.tagged, outer):
                reading = open_reading(above)
            elif denied and is_denied_saying(page.text, draft.tagged, outer, same=same):
                reading = reversed_reading(reading)
        found.append(reading)
    return found


def _read_cue(page: Page, tagged: Tagged) -> CueReading:
    if not tagged.cue:
        return CueReading()
    first, last = tagged.cue[0], tagged.cue[-1]
    sentence = page.sentence_at(first.start) or page.block_at(first.start) or first
    return read_cue(
        join(page.text, tagged.cue),
        page.text[sentence.start : first.start],
        page.text[last.end : max(sentence.end, last.end)],
    )


def _hedges(
    page: Page, draft: Draft, kind: SpeakerKind, above: tuple[Span, ...]
) -> tuple[Hedge, ...]:
    return find_hedges(
        page, draft.tagged, voice=draft.voice, speaker_kind=kind, parent_content=above
    )
