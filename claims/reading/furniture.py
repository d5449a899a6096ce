"""Lines of a page that are no part of the article, told by their wording alone.

Each rule matches a whole paragraph. What depends on the neighbours, such as a
list of other articles or a comment section, is decided in `zone`. A rule that
takes a sentence of the article for furniture silences a claim, so in doubt a
rule stays out of it.
"""

from __future__ import annotations

import re

from claims.reading.document import ZoneKind
from claims.reading.shape import is_proper, is_title_like

LONGEST = 600
"""A longer paragraph is not looked at: furniture is short."""

_SEPARATOR = re.compile(r"\s*(?:\||»|›|•|·|::|\u2022)\s*")
_SPEECH = re.compile(
    r"\b(?:said|says|told|asked|denied|argued|claimed|added|warned|admitted|insisted|"
    r"according to)\b",
    re.IGNORECASE,
)

_MENU_WORD = (
    r"(?:home(?:page)?|(?:top |local |world |national |latest |breaking )?news|world|politics|"
    r"business|econom(?:y|ics)|markets?|sports?|opinions?|editorials?|op-?eds?|comment|analys[ie]s|"
    r"columns?|blogs?|culture|arts?|books?|science|tech(?:nology)?|health|life(?:style)?|"
    r"entertainment|travel|weather|video(?:s)?|photos?|pictures|gallery|podcasts?|multimedia|"
    r"live(?: tv| blog)?|tv|radio|magazine|e-?paper|newspaper|archives?|categories|sections|"
    r"about(?: us)?|contacts?(?: us)?|help|faq|sitemap|menu|search|rss|feedback|"
    r"advertise(?: with us)?|"
    r"careers|jobs|classifieds|crossword|games|education|environment|region(?:al)?|asia|europe|"
    r"africa|americas?|middle east|features?|interviews?|reports?|special reports?|exclusives?|"
    r"investigations?|press releases?|events|publications?|research|briefings?|people|english|"
    r"front page|back page|my account|log ?(?:in|out)|sign ?(?:in|up|out)|register|subscribe|"
    r"donate|"
    r"privacy(?: policy)?|terms(?: of (?:use|service))?|cookies?(?: policy)?|read|must read|"
    r"society)"
)
MENU_LINE = re.compile(_MENU_WORD, re.IGNORECASE)
"""A section label: furniture in front of the article and after it, a heading inside."""

_SHARE = (
    r"(?:share|tweet|retweet|post|pin(?: it)?|e-?mail|print|facebook|twitter|whats ?app|linked ?in|"
    r"telegram|reddit|messenger|pinterest|instagram|youtube|copy link|link|save|bookmark|comment|"
    r"like|x|via|on|to|this|article|story|page|with friends|more|\d+)"
)

_RULES: tuple[tuple[ZoneKind, str], ...] = (
    (
        ZoneKind.NAVIGATION,
        rf"(?=.*(?:share|tweet|print|facebook|twitter|mail)){_SHARE}(?:[\s|,:/•·]+{_SHARE})*:?",
    ),
    (
        ZoneKind.NAVIGATION,
        r"(?:advertise?ments?|advertisement - scroll to continue|sponsored(?: content)?|"
        r"story continues below.*|continue reading.{0,60}|loading\.*|load more.{0,30}|"
        r"skip to (?:main )?(?:content|navigation)|(?:back )?to (?:the )?top|scroll to top|"
        r"toggle \w+|close|menu|search(?: for:?)?|(?:next|previous)(?: (?:article|post|story|"
        r"page))?"
        r"(?:\s*[:»«→←].*)?|listen to this article.{0,40}|\d+ ?min(?:ute)?s? read|"
        r"(?:reading time|views?|hits|shares?|page views):? ?[\d.,k]+(?: min\w*)?|"
        r"[\d.,]+k? (?:views|shares|likes|followers)|text size.{0,20}|accept (?:all )?cookies|"
        r"print (?:this )?(?:page|article|version)|(?:log|sign) in(?: to .{1,40})?)",
    ),
    (
        ZoneKind.NAVIGATION,
        r"(?:follow|like|find|join) (?:us|[A-Z][\w’' ]{1,40}) on "
        r"(?:facebook|twitter|x|instagram|telegram|youtube|linkedin|whatsapp|google news|"
        r"social media)\b.{0,80}",
    ),
    (ZoneKind.NAVIGATION, r"follow us(?:\s*[:!@].{0,80})?"),
    (
        ZoneKind.NAVIGATION,
        r"(?:please )?(?:subscribe|sign up|register|join|click here|download|enter your e-?mail)\b"
        r"(?=.*\b(?:newsletters?|our|inbox|e-?mail|alerts?|updates|channel|app|today|now|free|"
        r"here|subscribe)\b).{0,200}",
    ),
    (ZoneKind.NAVIGATION, r"subscribe(?: (?:now|today|here|to .{1,60}))?[.!]?"),
    (
        ZoneKind.NAVIGATION,
        r"(?:get|receive) (?:the|our) (?:latest|best|top|daily|weekly)\b.{0,120}\b(?:inbox|"
        r"e-?mail|newsletter|phone)\b.{0,60}",
    ),
    (ZoneKind.NAVIGATION, r"(?:this (?:web)?site|we) uses? cookies\b.{0,300}"),
    (
        ZoneKind.NAVIGATION,
        r"(?:support (?:our|independent) journalism|become a (?:member|subscriber)|donate(?: now|"
        r" today)?)\b.{0,120}",
    ),
    (
        ZoneKind.NAVIGATION,
        r"(?:tags?|topics?|categor(?:y|ies)|keywords|filed under|posted in|tagged(?: (?:as|"
        r"with))?|labels)\s*:\s*(?!.*[.!?]$).{1,200}",
    ),
    (ZoneKind.NAVIGATION, r"\|?\s*welcome to (?:the )?[A-Z0-9][^.,;!?]{0,60}[!.|]?"),
    (ZoneKind.NAVIGATION, r"(?:home|you are here)\s*[:>/»›].{1,150}(?<![.!?])"),
    (ZoneKind.NAVIGATION, r"/(?:[^/.!?]{1,40}/)+(?:[^/.!?]{1,60})?"),
    (
        ZoneKind.NAVIGATION,
        r"(?:url|link|source|via|retrieved from|available at)?\s*:?\s*<?(?:https?://|www\.)\S+>?",
    ),
    (
        ZoneKind.LINKS,
        r"(?:read (?:more|also|next|on|the full (?:story|article|report)(?: here)?)|also read|"
        r"see also|"
        r"more on this(?: story| topic)?|must[- ]read|further reading|you (?:may|"
        r"might) (?:also )?like|"
        r"(?:don[’']t|do not) miss|"
        r"(?:related|recommended)(?: (?:news|stor(?:y|ies)|articles?|posts?|links?|topics?|"
        r"content|coverage|reading|for you))?|"
        r"editor[’']?s[’']? (?:picks?|choice)|read|read here|watch|see|more)"
        r"\s*(?:[:|»>]+|[–—-](?=\s))\s*(?P<rest>.{1,220})",
    ),
    (
        ZoneKind.LINKS,
        r"(?:read more|also read|read also|see also|read next|more on this(?: story| topic)?|"
        r"read the full (?:story|article|report)(?: here)?|you (?:may|might) (?:also )?like|"
        r"further reading)"
        r"\s*(?:\.\.\.|…|[:»>→]+)?",
    ),
    (ZoneKind.LINKS, r"read more (?:about|on|from|in|at|by|here)\b(?!.*[.!?]$).{0,120}"),
    (ZoneKind.LEGAL, r"(?:©|\(c\)\s|&copy;).{0,300}"),
    (
        ZoneKind.LEGAL,
        r"copyrights?\s*(?:©|\([cC©]\)|[):]|\d{4}|by\s+(?-i:[A-Z])|notice|(?:is )?(?:held|"
        r"reserved)).{0,300}",
    ),
    (ZoneKind.LEGAL, r"(?:.{0,120}[.,|–—-]\s*)?all rights? reserved\b.{0,200}"),
    (
        ZoneKind.LEGAL,
        r"(?:reach|contact|write to|e-?mail) (?:the )?(?:author|writer|editors?|reporter|us|him|"
        r"her|them)\b"
        r"(?=.*(?:@|\[email|\bat\b|:)).{0,200}",
    ),
    (
        ZoneKind.LEGAL,
        r"(?:.{1,60}\s)?(?:can|may) be (?:reached|contacted) (?:at|on|by|via)\b.{0,160}",
    ),
    (
        ZoneKind.LEGAL,
        r"(?:disclaimer\s*[:–—-]?\s*)?(?:the |all )?(?:views|opinions)(?:,? (?:and|or) (?:views|"
        r"opinions|facts|analys[ie]s))*,?"
        r" (?:and conclusions )?(?:expressed|stated|presented|contained|given|here|in this|"
        r"of the (?:author|writer))\b"
        r"(?=.*\b(?:in (?:this|the) (?:article|column|piece|post|blog|report|publication|"
        r"commentary|essay)|here(?:in)?|"
        r"(?:of|by|are) (?:the|its|their) (?:authors?|writers?|contributors?)|(?:his|her|their|"
        r"my|author[’']?s[’']?|writer[’']?s) own|"
        r"not (?:necessarily )?(?:reflect|represent))).{0,400}",
    ),
    (
        ZoneKind.LEGAL,
        r".{0,200}\bdo(?:es)? not necessarily (?:reflect|represent|coincide)\b.{0,200}",
    ),
    (
        ZoneKind.LEGAL,
        r"(?:disclaimer|terms of use|privacy policy|"
        r"legal notice)\s*:?(?:\s.{0,300})?(?<![a-z] said\.)",
    ),
    (
        ZoneKind.LEGAL,
        r"\W?(?:photo(?:graph)?s?|image|picture|illustration|video|file photo|cover photo|"
        r"photo credit|image credit|credit)"
        r"(?: (?:credit|courtesy|source|by|of))?\s*[:©|/]\s*(?!.*\b(?:said|says|"
        r"told)\b).{1,120}(?<![.!?])\W?",
    ),
    (ZoneKind.LEGAL, r"\W?(?:photo|image|picture)s? (?:by|courtesy(?: of)?)\b.{1,80}(?<![.!?])\W?"),
    (
        ZoneKind.LEGAL,
        r"(?:afp|reuters|ap|epa|getty(?: images)?|file)(?:\s?/\s?(?:afp|reuters|ap|epa|"
        r"getty(?: images)?|file|[A-Z][\w. ]{2,30}))+",
    ),
    (ZoneKind.LEGAL, r"(?:file photo|reuters/file|image for representation.{0,60})\.?"),
)

_COMPILED = tuple((kind, re.compile(rule, re.IGNORECASE | re.DOTALL)) for kind, rule in _RULES)
_ARROW = re.compile(r"[\s>»→*•▶►–—|\[(-]+")

_NOTE = re.compile(
    r"(?:the|our|this)\s+(?:writer|author|columnist|essayist|contributor|correspondent|"
    r"reporter)s?\s+"
    r"(?:is|are|was|were|has|works?|teaches|can|tweets?|posts?|blogs?|writes?|holds|heads|"
    r"serves)\b",
    re.IGNORECASE,
)
_CONTACT = re.compile(
    r"@\w|\[email|\b(?:can be reached|tweets? (?:at|as)|posts on|follow (?:him|her|them) (?:on|"
    r"at)|e-?mail\b)",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"\b(?:is|are|was|were)\s+(?:currently\s+)?(?:an?|the|currently|[A-Z])\b|\bbased in\b|"
    r"\bfreelance\b"
)


def kind_by_wording(text: str) -> ZoneKind | None:
    """Return the kind of furniture that `text`, one paragraph, is by its wording, or None.

    >>> kind_by_wording("Read more: Goat wins prize")
    <ZoneKind.LINKS: 'links'>
    >>> kind_by_wording("Read more books, the minister told schools.") is None
    True
    """
    if len(text) > LONGEST:
        return None
    if is_bar(text):
        return ZoneKind.NAVIGATION
    if names_copyright(text):
        return ZoneKind.LEGAL
    bare = text[arrow.end() :] if (arrow := _ARROW.match(text)) else text
    for kind, rule in _COMPILED:
        match = rule.fullmatch(bare) or (rule.fullmatch(text) if bare != text else None)
        if match and not _is_sentence_after_all(kind, match):
            return kind
    return None


def _is_sentence_after_all(kind: ZoneKind, match: re.Match[str]) -> bool:
    """Tell whether a line with furniture's first words goes on as a report does."""
    text = match[0]
    if kind is ZoneKind.LINKS:
        rest = match.groupdict().get("rest")
        return (
            rest is not None
            and not is_title_like(rest)
            and not text.lower().startswith("read more:")
        )
    return bool(_SPEECH.search(text)) and kind in {ZoneKind.NAVIGATION, ZoneKind.LEGAL}


def names_copyright(text: str) -> bool:
    """Tell whether `text` begins with a copyright and its holder, as a sentence of its own.

    >>> names_copyright("Copyright Dredge & Quay. No part may be towed.")
    True
    >>> names_copyright("Copyright law has failed the printers. So they say.")
    False
    """
    match = re.match(r"Copyright (?P<name>[^.]{2,80})(?:\.|$)", text)
    return bool(match and is_proper(match["name"]) and not _SPEECH.search(match["name"]))


def is_bar(text: str) -> bool:
    """Tell whether `text` is a navigation bar: short labels between separators.

    >>> is_bar("Home | News | About us"), is_bar("By Jane Doe | March 3, 2020")
    (True, False)
    """
    labels = [label for label in _SEPARATOR.split(text) if label]
    if len(_SEPARATOR.findall(text)) < 2 or len(labels) < 2:
        return False
    return all(len(label.split()) <= 6 and label[-1] not in ".," for label in labels)


def is_author_note(text: str) -> bool:
    """Tell whether `text` is a note on who wrote the article, as printed below it.

    >>> is_author_note("The writer is a freelance journalist based in Vorsa.")
    True
    >>> is_author_note("The author is a liar, the minister said.")
    False
    """
    if len(text) > LONGEST or not _NOTE.match(text):
        return False
    if _CONTACT.search(text):
        return True
    return bool(_ROLE.search(text)) and not _SPEECH.search(text) and "“" not in text
