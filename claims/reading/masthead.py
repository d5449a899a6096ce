"""Names of publications: on a masthead, behind a page title, in a copyright line."""

from __future__ import annotations

import re

from claims.reading.date import find_dates
from claims.reading.shape import is_proper

_OUTLET = re.compile(
    r"(?:news|times|review|tribune|post|herald|journal|agency|gazette|radio|television|tv|daily|"
    r"weekly|monthly|"
    r"quarterly|institute|centre|center|foundation|magazine|press|observer|guardian|chronicle|"
    r"telegraph|mail|"
    r"monitor|mercury|courier|ledger|broadcasting|broadcaster|council|today|express|globe|"
    r"independent|bulletin|"
    r"digest|wire|newswire|dispatch|record|register|examiner|reporter|report|online|network|"
    r"media|service|sun|star|"
    r"standard|advertiser|argus|echo|inquirer|sentinel|voice|nation|economist|spectator|"
    r"intelligence|affairs|"
    r"policy|lamp|lantern|beacon|banner|citizen|messenger|watch|think tank|academy|society|"
    r"association|project|initiative|group|portal|info|commission|ministry|office|space|one|fm|"
    r"channel|\w+\.\w{2,6})",
    re.IGNORECASE,
)
_SECTION = re.compile(
    r"(?:(?:breaking|world|local|latest|top|national|international|regional|business|political|"
    r"sports?|foreign|daily|"
    r"weekly|special|press|current|exclusive|fake|good|bad|eyewitness|situation|country|annual|"
    r"progress|research|"
    r"policy|news|media|book|film|briefing|today[’']s|the week in)\s+)+"
    r"(?:news|reports?|reviews?|releases?|affairs|briefs?|briefing|papers?|digest|bulletin|watch|"
    r"today|updates?|"
    r"coverage|record|notes?|round-?up|advisory|statements?)",
    re.IGNORECASE,
)
_INNER = re.compile(
    r"\s(?:in|on|to|by|with|after|as|at|over|from|under|is|are|was|be|not|no)\s", re.IGNORECASE
)
_SUFFIX = re.compile(r"\s*(?:\||»|::|\s[–—-])\s+(?P<suffix>[^|»]{2,70}?)\s*\|?$")


def is_masthead(line: str) -> bool:
    """Tell whether `line` reads as the name of a publication.

    >>> is_masthead("Official Gazette of the Republic of Ardovia"), is_masthead("The Vorsa Tribune")
    (True, True)
    >>> is_masthead("Press Freedom Under Threat"), is_masthead("Breaking News")
    (False, False)
    """
    words = line.strip(" |").split()
    if not 1 <= len(words) <= 9 or not is_proper(" ".join(words)) or line[-1:] in ".?!:,;":
        return False
    if _INNER.search(line) or _SECTION.fullmatch(line):
        return False
    core = re.split(r"\s+(?:of|for)\s+", " ".join(words))[0].split()
    named = len(words) > 1 or "." in words[0]
    return (
        named
        and len(core) <= 6
        and bool(
            _OUTLET.fullmatch(core[-1].strip("()"))
            or (
                _OUTLET.fullmatch(core[0])
                and len(core) <= 3
                and core[0].lower()
                in {"radio", "centre", "center", "institute", "ministry", "council", "office"}
            )
        )
    )


def page_suffix(line: str) -> str | None:
    """Return the site behind a page title, or None.

    >>> page_suffix("Twenty-three names | The Ossel Valley Lamp")
    'The Ossel Valley Lamp'
    """
    match = _SUFFIX.search(line)
    if not match or not is_proper(match["suffix"]) or find_dates(match["suffix"]):
        return None
    piped = "|" in match[0] or "»" in match[0]
    return match["suffix"] if piped or is_masthead(match["suffix"]) else None


def before_tagline(line: str) -> str | None:
    """Return the publication in front of its motto, or None.

    >>> before_tagline("Dredge & Quay | The weekly for people who look at ships")
    'Dredge & Quay'
    >>> before_tagline("Twelve Heroes | The Vorsa Tribune") is None
    True
    """
    name, bar, tagline = (part.strip() for part in line.partition("|"))
    if not bar or not name or not tagline or "|" in tagline or is_masthead(tagline):
        return None
    if is_masthead(name):
        return name
    proper = is_proper(name) and not _INNER.search(name) and len(name.split()) <= 5
    return name if proper and len(tagline.split()) >= 4 and not is_proper(tagline) else None


def without_suffix(line: str) -> str:
    """Return a title without the date or the site that a page puts behind it.

    >>> without_suffix("How the ebb was lost - 19.7.2003")
    'How the ebb was lost'
    """
    dates = find_dates(line)
    if dates and dates[-1].span.end == len(line.rstrip(" )]")):
        head = line[: dates[-1].span.start].rstrip()
        if head.endswith(("-", "–", "—", "|", "(", "[", ",", "·")):
            return head.rstrip(" -–—|([,·")
    suffix = page_suffix(line)
    return line[: line.rindex(suffix)].rstrip(" |»:–—-") if suffix else line
