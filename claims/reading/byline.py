"""Bylines, published lines and datelines: who wrote it, where, when, for whom."""

from __future__ import annotations

import re
from dataclasses import dataclass

from claims.reading.date import find_dates, parse_date
from claims.reading.document import PartialDate
from claims.reading.furniture import is_menu_label
from claims.reading.masthead import is_masthead
from claims.reading.shape import is_person_name, is_proper

_BY = re.compile(
    r"(?:(?:written|posted|reported|words|text|story|article|analysis|commentary|edited|"
    r"compiled)\s+)?by\s*:?\s+"
    r"|(?:authors?|writers?|correspondent|byline|from)\s*:\s+",
    re.IGNORECASE,
)
_BODY_AUTHOR = re.compile(
    r"(?:(?:the )?(?:expert|working|research|analytical|analysts?)[- ]?(?:group|team|unit|"
    r"department)|"
    r"(?:our )?(?:experts|analysts|researchers)|(?:the )?editorial (?:board|team|staff)|editors|"
    r"(?:our |a )?(?:own |special |senior |staff )?(?:correspondents?|reporters?)|"
    r"staff(?: report(?:er|ers)?| writers?)?|"
    r"press (?:service|office|centre|center)|(?:news|web|foreign|political|world|national|city|"
    r"monitoring) desk|"
    r"agencies|newsroom|(?:[A-Z]\w+ )?information service)",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"(?:(?i:senior|chief|deputy|staff|special|foreign|political|diplomatic|defen[cs]e|economics?|"
    r"business|national|regional|associate|assistant|managing|executive|contributing|visiting|"
    r"research|guest|our|the|and|to)\s+|[A-Z][\w-]+\s+)*"
    r"(?i:writers?|correspondents?|reporters?|editors?|columnists?|bureau chief|analysts?|fellow|"
    r"contributor|special to .{1,40}|journalists?|researchers?|commentators?)\b.{0,60}",
)
_WIRE = re.compile(r"AFP|AP|APP|Reuters|Xinhua|TASS|Tass|IRNA|ANI|PTI|DPA|dpa|UPI|Agencies|Wires")
_IN_PLACE = re.compile(r"\s+(?:in|at|for|of|from|with)\s+(?=[A-Z]|the\s+[A-Z]).{2,60}$")
_PUBLISHED = re.compile(
    r"(?:(?:this|the) (?:article|story|piece|report|essay|column|post|version|interview|"
    r"text) (?:was |is |has been )?|it was )?"
    r"(?P<again>(?:first |originally |previously )*)"
    r"(?P<verb>published|posted|appear(?:ed|s)|issued|released|printed|uploaded|filed|created|"
    r"(?:last )?(?:updated|modified|edited|revised)|accessed|retrieved|date|dated|publication date|"
    r"pub(?:lished)? date|issue)"
    r"(?: online| in print)?\s*[:–—-]?\s*"
    r"(?:(?:in|by|at|on the (?:web)?site of|on the pages of)\s+(?P<source>(?:the |"
    r"The )?[A-Z0-9][^§.;:]{1,70}?)(?:\s+(?:on|in)(?=\s*§)|\s*[,|–—-](?=\s*§))?)?"
    r"\s*(?:on|at|in)?\s*(?P<date>§)?(?P<more>(?:[\s,|;/•·–—-]*(?:§|(?:last )?(?:updated|"
    r"modified|published|posted)(?: on)?:?|by\s+[^§]{3,60}|\d{1,2}:\d\d.{0,12}))*)"
    r"\s*[.)]?",
    re.IGNORECASE,
)
_AGO = re.compile(
    r"(?:published|posted|updated|\d+)\b.{0,20}\b(?:minutes?|hours?|days?|weeks?|months?|"
    r"years?) ago",
    re.IGNORECASE,
)
_SIGN_OFF = re.compile(
    r"\([A-Z][A-Z./ -]{1,14}\)|[–—-]{1,2}\s*(?:AFP|AP|Reuters|Agencies|Xinhua|TASS)\.?"
    r"|\(?(?:additional )?(?:reporting|writing|editing) by\b.{3,200}"
    r"|(?:with (?:additional )?(?:inputs?|reporting|material) (?:from|by)|source\s*:|"
    r"courtesy\s*:)\s*(?-i:[A-Z]).{1,80}",
    re.IGNORECASE,
)
_PLACE_DATE = re.compile(r"(?P<place>[A-Z][\w.’' -]{1,30}),?\s+§\.?")
_SPEECH = re.compile(r"\b(?:said|says|told|was|were|had)\b")


@dataclass(frozen=True, slots=True)
class Published:
    """What a published line says; `again` marks a first publication elsewhere or an update."""

    date: PartialDate | None
    source: str | None
    again: bool


def find_authors(text: str) -> tuple[str, ...]:
    """Return the authors a byline names; empty when `text` is no byline.

    >>> find_authors("By Corin Maddern and Yara Telmo")
    ('Corin Maddern', 'Yara Telmo')
    >>> find_authors("Sunniva Crake, Staff Writer")
    ('Sunniva Crake',)
    >>> find_authors("By 2015, the dam had nine cracks")
    ()
    """
    line = _without_dates(text.strip(" \t\u00a0|*_"))
    if len(line) > 200 or line.endswith(("?", "!")):
        return ()
    by = _BY.match(line)
    rest = re.split(r"\s*[|•·]\s*|\s+[–—-]\s+", line[by.end() :] if by else line)[0].strip(" ,|")
    if not by:
        dated = rest == line != text.strip() and is_person_name(rest) and not is_masthead(rest)
        return (rest,) if dated else _authors_without_by(rest)
    if rest.endswith(".") and not re.search(r"\b[A-Z]\.$|\b(?:Jr|Sr)\.$", rest):
        return ()
    return tuple(name for part in _parts(rest) if (name := _author(part)))


def is_byline(text: str) -> bool:
    """Tell whether `text` says by whom, when or through whom the article came, and nothing else.

    >>> is_byline("By our correspondent"), is_byline("Published in The Lamp, May 3rd, 2012.")
    (True, True)
    """
    if len(text) > 220:
        return False
    if find_authors(text) or parse_date(text) or read_published(text) or _SIGN_OFF.fullmatch(text):
        return True
    bare = _without_dates(text)
    if bare != text and is_menu_label(bare):
        return True
    if _BODY_AUTHOR.fullmatch(text) or _WIRE.fullmatch(text):
        return True
    by = _BY.match(text)
    rest = _without_dates(text[by.end() :]) if by else ""
    if by and _BODY_AUTHOR.match(rest) and not _SPEECH.search(rest):
        return True
    place = _PLACE_DATE.fullmatch(_with_marks(text))
    return bool(_AGO.fullmatch(text) or (place and is_proper(place["place"])))


def read_published(text: str) -> Published | None:
    """Return what a published line states, or None when `text` is none.

    >>> read_published("Published in The Lamp, June 21st, 2004.")
    Published(date=PartialDate(value='2004-06-21'), source='The Lamp', again=False)
    >>> read_published("Published in 2019, the report called the dam unsafe.") is None
    True
    """
    if len(text) > 220:
        return None
    match = _PUBLISHED.fullmatch(_with_marks(text))
    if not match or not (match["date"] or match["source"]):
        return None
    source = (match["source"] or "").strip(" ,") or None
    if source and (not is_proper(source) or _SPEECH.search(source)):
        return None
    verb = match["verb"].lower()
    if verb in {"accessed", "retrieved"}:
        return Published(None, None, again=True)
    dates = find_dates(text)
    again = bool(match["again"].strip()) or verb.split()[-1] in {
        "updated",
        "modified",
        "edited",
        "revised",
    }
    return Published(dates[0].date if dates and match["date"] else None, source, again)


def _with_marks(text: str) -> str:
    """Return `text` with '§' for every date, so that one pattern serves all their forms."""
    for dated in reversed(find_dates(text)):
        text = text[: dated.span.start] + "§" + text[dated.span.end :]
    return text


def _without_dates(text: str) -> str:
    line = _with_marks(text)
    line = re.sub(r"(?:\b(?:on|published|posted|updated)\b:?\s*)*§", "|", line, flags=re.IGNORECASE)
    return line.strip(" ,;|–—-•·/")


def _parts(rest: str) -> list[str]:
    return [
        part
        for part in re.split(r",\s*(?:and\s+)?|\s+and\s+|\s*&\s*|\s*;\s*|\s+with\s+", rest)
        if part
    ]


def _author(part: str) -> str | None:
    name = _IN_PLACE.sub("", part.split("/")[0].strip())
    if is_person_name(name) and not _ROLE.fullmatch(name) and not _BODY_AUTHOR.fullmatch(name):
        return name.title() if name.isupper() else name
    return None


def _authors_without_by(rest: str) -> tuple[str, ...]:
    """Return the authors of 'Jane Doe, Staff Writer' or 'Research unit of the Museum of X'."""
    head, _, role = rest.partition(",")
    if (
        role
        and is_person_name(head.strip())
        and _ROLE.fullmatch(role.strip())
        and not _SPEECH.search(role)
    ):
        return (head.strip(),)
    body = _BODY_AUTHOR.match(rest)
    if (
        body
        and not rest.endswith((".", ":"))
        and re.fullmatch(r"\s+(?:at|of|from)\s+(?:the\s+)?(?-i:[A-Z]).{3,100}", rest[body.end() :])
        and is_proper(re.sub(r"^\s+\w+\s+(?:the\s+)?", "", rest[body.end() :]))
    ):
        return (rest,)
    return ()


_DATELINE = re.compile(
    r"(?P<head>[^“”\"!?]{2,90}?)\s*(?P<dash>—|–|--|\s-\s|:|(?<=/)\.)\s*(?=[“\"‘'«(]?[A-Z0-9])"
)
_AGENCY = re.compile(
    r"[\s.,]*(?:\((?P<agency>[A-Z][\w./& -]{1,30})\)|/(?P<slashed>[A-Z][\w. -]{1,20})/|"
    r"(?<=,)\s+(?P<bare>[A-Z]{2,8}))\s*$"
)
_SHORT_DATE = re.compile(
    r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?\s+\d{1,2}(?:st|nd|rd|"
    r"th)?$|"
    r"\d{1,2}(?:st|nd|rd|th)?\s+(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|"
    r"dec)[a-z]*\.?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Dateline:
    """The place, date and agency in front of a report; `length` counts its characters."""

    length: int
    date: PartialDate | None
    agency: str | None


def read_dateline(text: str, *, place_is_enough: bool = False) -> Dateline | None:
    """Return the dateline that `text`, a paragraph, begins with, or None.

    `place_is_enough` accepts 'VORSA: The minister', which a transcript's speakers look like.

    >>> line = read_dateline("VORSA, September 18, 2024 (HNA) — An exchange of fire")
    >>> line.length, str(line.date), line.agency
    (34, '2024-09-18', 'HNA')
    >>> read_dateline("Talvik — the minister — denied it.") is None
    True
    """
    match = _DATELINE.match(text[:200])
    if not match:
        return None
    head = match["head"]
    found = _AGENCY.search(head)
    agency = found["agency"] or found["slashed"] or found["bare"] if found else None
    head = head[: found.start()] if found else head
    dates = find_dates(head)
    rest = _with_marks(head).removesuffix("§") if dates else _SHORT_DATE.sub("", head)
    has_date = rest != head
    place = rest.strip(" ,./|")
    certain = has_date or agency is not None
    if match["dash"] == ":" and not (certain or place_is_enough):
        return None
    if not _is_place(place, shouted=not certain):
        return None
    return Dateline(match.end(), dates[-1].date if dates else None, agency)


def _is_place(place: str, *, shouted: bool) -> bool:
    """Tell whether `place` can stand in a dateline; alone it must be in capitals."""
    if shouted:
        city = place.split(",")[0]
        letters = re.sub(r"[\W\d_]", "", city)
        shouts = len(letters) > 4 and letters.isupper() and len(city.split()) <= 3
        return shouts and is_proper(place.replace(",", " ")) and len(place.split()) <= 6
    return not place or (
        len(place.split()) <= 6 and is_proper(place.replace("/", " ").replace(",", " "))
    )
