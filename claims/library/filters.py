"""What a caller asks for in plain words, checked and turned into filters."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Any, TypeVar

from claims.attribution import Act, HedgeKind, SpeakerKind, Stance
from claims.comparison.value import Aspect, RelationKind
from claims.errors import InvalidValue
from claims.reading.archive import told_apart, web_address
from claims.reading.document import Metadata, PartialDate
from claims.store.filter import ClaimFilter, RelationFilter
from claims.store.vocabulary import Sort, Status, Voices

Word = TypeVar("Word", bound=StrEnum)


def claim_filter(topic: str | None, *, voice: str = "default", **filters: Any) -> ClaimFilter:
    """Return the filter with every word checked; raise InvalidValue.

    >>> claim_filter("dam", hedged=True).hedged
    True
    """
    checked = {name: value for name, value in filters.items() if value is not None}
    for name, vocabulary in (
        ("hedge", HedgeKind),
        ("speaker_kind", SpeakerKind),
        ("status", Status),
        ("act", Act),
        ("stance", Stance),
        ("sort", Sort),
    ):
        if name in checked:
            checked[name] = _word(vocabulary, name, checked[name])
    for name in ("since", "until"):
        if name in checked:
            checked[name] = _date(name, checked[name])
    if "likelihood" in checked:
        checked["likelihood"] = _likelihood(checked["likelihood"])
    return ClaimFilter(topic=topic, voices=_word(Voices, "voice", voice), **checked)


def relation_filter(
    topic: str | None, kinds: Sequence[str] | None, **filters: Any
) -> RelationFilter:
    """Return the filter with every word checked; raise InvalidValue."""
    checked = {name: value for name, value in filters.items() if value is not None}
    if "aspect" in checked:
        checked["aspect"] = _word(Aspect, "aspect", checked["aspect"])
    if "status" in checked:
        checked["status"] = _word(Status, "status", checked["status"])
    for name in ("since", "until"):
        if name in checked:
            checked[name] = _date(name, checked[name])
    wanted = tuple(_word(RelationKind, "kind", kind) for kind in kinds or ())
    return RelationFilter(topic=topic, kinds=wanted, **checked)


def metadata_of(
    title: str | None = None,
    source: str | None = None,
    authors: Sequence[str] | None = None,
    published: str | None = None,
    url: str | None = None,
    language: str | None = None,
    accessed: str | None = None,
    archived: str | None = None,
) -> Metadata:
    """Return metadata as a user gave it; raise InvalidValue for a date or address that is none."""
    return told_apart(
        Metadata(
            title=title,
            source=source,
            authors=tuple(authors or ()),
            published=None if published is None else PartialDate(_date("published", published)),
            url=url,
            language=language,
            accessed=None if accessed is None else PartialDate(_date("accessed", accessed)),
            archived=None if archived is None else web_address("archived", archived),
        )
    )


def _word(vocabulary: type[Word], field: str, value: str) -> Word:
    for word in vocabulary:
        if word.value.casefold() == str(value).casefold():
            return word
    raise InvalidValue(field, str(value), f"use {', '.join(vocabulary)}")


def _date(field: str, value: str) -> str:
    try:
        return PartialDate.parse(value).value
    except InvalidValue:
        raise InvalidValue(field, value, "give 2024, 2024-05 or 2024-05-31") from None


def _likelihood(value: str) -> str:
    from claims.hedging.likelihood import ROWS

    terms = [row.term for row in ROWS]
    if value.casefold() not in terms:
        raise InvalidValue("likelihood", value, f"use {', '.join(terms)}")
    return value.casefold()
