"""Zones and metadata of whole pages, from the cases in pages.toml."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.reading import Metadata, PartialDate, find_metadata, find_zones

LENIENT = settings(deadline=None, max_examples=60)
"""A busy machine is no reason to fail."""

CASES: list[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("pages.toml").read_text(encoding="utf-8")
)["case"]

_LINE = re.compile(r"(?P<kind>[a-z]+|\+)(?:\((?P<author>[^)]+)\))?> (?P<text>.*)")


@dataclass(frozen=True)
class Page:
    """A page of the case file: its text, the zones it should have, what it states."""

    text: str
    zones: list[tuple[str, str, str | None]]
    stated: Metadata


def read_page(source: str) -> Page:
    lines: list[str] = []
    zones: list[tuple[str, str, str | None]] = []
    stated: dict[str, Any] = {}
    for line in source.strip("\n").split("\n"):
        if line.startswith("metadata."):
            stated.update(tomllib.loads(line.removeprefix("metadata.")))
            continue
        match = _LINE.fullmatch(line)
        lines.append(re.sub(r"~\w+> ", "", match["text"]) if match else "")
        if match and match["kind"] == "+":
            kind, text, author = zones[-1]
            zones[-1] = (kind, f"{text}\n{match['text']}", author)
        elif match:
            first, *rest = re.split(r"\s*~", match["text"].strip())
            zones.append((match["kind"], first, match["author"]))
            zones.extend((part.split("> ")[0], part.split("> ")[1], None) for part in rest)
    if "published" in stated:
        stated["published"] = PartialDate(stated["published"])
    stated["authors"] = tuple(stated.get("authors", ()))
    return Page("\n".join(lines), zones, Metadata(**stated))


def marked(case: dict[str, Any]) -> Any:
    fails = case.get("expect") == "fail"
    marks = [pytest.mark.xfail(reason="known", strict=True)] if fails else []
    return pytest.param(read_page(case["page"]), id=case["name"], marks=marks)


@pytest.mark.parametrize("page", [marked(case) for case in CASES])
def test_a_page_has_the_zones_and_the_metadata_of_its_case(page: Page) -> None:
    zones = find_zones(page.text)
    found = [(zone.kind.value, zone.span.text_in(page.text), zone.author) for zone in zones]
    assert found == page.zones
    stated = find_metadata(page.text, zones)
    for field in fields(Metadata):
        assert getattr(stated, field.name) == getattr(page.stated, field.name), field.name


@pytest.mark.parametrize("page", [marked(case) for case in CASES if "expect" not in case])
def test_windows_line_ends_change_no_zone_and_no_metadata(page: Page) -> None:
    text = page.text.replace("\n", "\r\n")
    zones = find_zones(text)
    found = [(zone.kind.value, zone.span.text_in(text), zone.author) for zone in zones]
    assert found == [(k, t.replace("\n", "\r\n"), a) for k, t, a in page.zones]
    assert find_metadata(text, zones) == page.stated


lines = st.sampled_from(
    [line for case in CASES for line in read_page(case["page"]).text.split("\n")]
)


@LENIENT
@given(st.one_of(st.text(), st.lists(lines, max_size=30).map("\n".join)))
def test_zones_are_in_order_never_overlap_and_hold_every_visible_character(text: str) -> None:
    zones = find_zones(text)
    end = 0
    for zone in zones:
        assert zone.span.start >= end
        assert not text[end : zone.span.start].strip()
        piece = zone.span.text_in(text)
        assert piece == piece.strip()
        end = zone.span.end
    assert not text[end:].strip()
    find_metadata(text, zones)


def test_a_line_of_fifteen_megabytes_is_read_in_linear_time() -> None:
    text = "The dam is standing, said the minister (who had not seen it) | " * 250_000
    assert len(find_zones(text)) == 1
