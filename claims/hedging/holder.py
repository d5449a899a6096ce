"""Phrases for those who hold an opinion and are not named: 'some analysts', 'critics', 'many'.

A phrase is an unnamed source when it points at particular people and hides who
they are ('a senior official', 'some analysts', 'Western diplomats', 'people
familiar with the matter'). It is a weasel quantifier when it is generic or only
counted ('critics', 'observers', 'experts', 'many economists', 'most people').
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from claims.attribution import HedgeKind
from claims.hedging.word import (
    BE,
    CLAUSE_MARKS,
    END_MARKS,
    HAVE,
    MANNER,
    MODALS,
    OPINION_PARTICIPLES,
    PREPOSITIONS,
    PRONOUNS,
    SAY,
    STATES_OF_MIND,
    Words,
    _set,
    is_number,
)

_PARTICULAR_ONE = _set(
    "official source diplomat aide adviser advisor insider officer envoy negotiator commander "
    "person witness eyewitness resident local villager worker employee staffer whistleblower "
    "informant participant delegate soldier survivor friend relative neighbour neighbor "
    "technician executive banker trader investigator lawmaker legislator deputy minister member "
    "colleague confidant associate bystander passer-by onlooker man woman driver shopkeeper "
    "veteran activist militant fighter rebel commander trader engineer lawyer doctor nurse "
    "teacher farmer ally politician senator agent operative contractor consultant manager "
    "backbencher mp councillor bureaucrat functionary policeman refugee dissident broker courier"
)
_PARTICULAR = _PARTICULAR_ONE | _set(
    "officials sources diplomats aides advisers advisors insiders officers envoys negotiators "
    "commanders persons witnesses eyewitnesses residents locals villagers workers employees "
    "staffers whistleblowers informants participants delegates soldiers survivors friends "
    "relatives neighbours neighbors technicians executives bankers traders investigators "
    "lawmakers legislators deputies ministers members colleagues confidants associates "
    "bystanders onlookers activists militants fighters rebels engineers lawyers doctors nurses "
    "farmers allies politicians agents operatives contractors consultants managers mps "
    "backbenchers bureaucrats refugees dissidents brokers"
)
_EXPERT_ONE = _set(
    "expert analyst specialist economist historian scholar scientist researcher academic "
    "commentator strategist observer critic pundit scholar sceptic skeptic geologist meteorologist "
    "forecaster watcher columnist pollster theorist"
)
_EXPERTS = _set(
    "experts analysts specialists economists historians scholars scientists researchers academics "
    "strategists geologists meteorologists forecasters watchers pollsters archaeologists physicists "
    "theorists demographers epidemiologists linguists biologists political-scientists"
)
_GENERIC = _set(
    "critics observers sceptics skeptics opponents supporters proponents detractors commentators "
    "pundits cynics people voters fans advocates defenders admirers reviewers optimists pessimists "
    "onlookers naysayers doubters campaigners loyalists sympathisers sympathizers backers citizens "
    "readers columnists theologians believers locals rivals adherents apologists"
)
_COUNTED = _set("many most some others several few others none")
_HEADS = _PARTICULAR | _EXPERT_ONE | _EXPERTS | _GENERIC
_TRIGGERS = _HEADS | _COUNTED

_COUNTING = _set("many most several few numerous countless various certain all more")
_POINTING = _set("a an one another two three four five six unnamed anonymous some")
_NOT_IN_PHRASE = (
    BE | HAVE | MODALS | PREPOSITIONS | PRONOUNS | CLAUSE_MARKS | _set(
        "and or but because while although when if as than said says told according say believe "
        "not also that which to so nor"
    )
) - {"one"}  # fmt: skip
_OWNED = _set("the his her its their our my your this that these those")
_TAIL_HEADS = _set("familiar close briefed involved acquainted aware privy knowledgeable present")
_NAMELESS = (
    ("on", "condition", "of", "anonymity"), ("on", "the", "condition", "of", "anonymity"),
    ("who", "asked", "not", "to", "be", "named"), ("who", "declined", "to", "be", "named"),
    ("who", "did", "not", "want", "to", "be", "named"), ("asked", "not", "to", "be", "named"),
    ("asked", "not", "to", "be", "identified"), ("declined", "to", "be", "named"),
    ("declined", "to", "be", "identified"), ("refused", "to", "be", "named"),
    ("requested", "anonymity"), ("requesting", "anonymity"), ("speaking", "anonymously"),
    ("spoke", "anonymously"), ("who", "was", "not", "authorized", "to", "speak"),
    ("not", "authorised", "to", "speak"), ("not", "authorized", "to", "speak"),
    ("wished", "to", "remain", "anonymous"), ("did", "not", "want", "to", "be", "named"),
    ("did", "not", "want", "to", "be", "identified"), ("insisted", "on", "anonymity"),
    ("under", "condition", "of", "anonymity"), ("off", "the", "record"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Holder:
    """A phrase of the words [left, right); `speaks` tells that the text around gives it a view."""

    left: int
    right: int
    kind: HedgeKind
    speaks: bool


def find_holders(words: Words) -> Iterator[Holder]:
    """Give the phrases in text order, never overlapping, speaking or not."""
    done = 0
    for index, word in enumerate(words.words):
        if index < done:
            continue
        holder = None
        if word in _TRIGGERS:
            holder = _holder(words, index, done)
        elif word in _FIRST_OF_NAMELESS:
            holder = _nameless(words, index)
        if holder:
            done = holder.right
            yield holder


_FIRST_OF_NAMELESS = frozenset(phrase[0] for phrase in _NAMELESS)


def _nameless(words: Words, index: int) -> Holder | None:
    for phrase in _NAMELESS:
        if words.words[index : index + len(phrase)] == phrase:
            return Holder(index, index + len(phrase), HedgeKind.UNNAMED_SOURCE, speaks=True)
    return None


def _holder(words: Words, index: int, done: int) -> Holder | None:
    word = words.at(index)
    if word in _COUNTED:
        return _counted(words, index)
    left = _left_edge(words, index, done)
    kind = _kind(words, left, index)
    if kind is None or words.at(index + 1) == "'s" or _is_named(words, left, index):
        return None
    right = _right_edge(words, index)
    if words.at(right) == "'s":
        return None
    return Holder(left, right, kind, _speaks(words, left, right))


def _left_edge(words: Words, index: int, done: int) -> int:
    """Return where the phrase of the head at `index` begins: its determiner and adjectives."""
    left = index
    while left > max(done, index - 6):
        before = words.at(left - 1)
        if before in _POINTING | _COUNTING | _OWNED or is_number(before):
            left -= 1
            if before in _OWNED | {"a", "an", "another", "some", "one"}:
                break
        elif before in _NOT_IN_PHRASE or before in SAY - {"state", "view", "report", "rate"}:
            break
        elif before.endswith("ly") and before not in {"highly", "newly", "recently", "locally"}:
            break
        else:
            left -= 1
    if words.at(left) == "of" or words.at(left) == "'s":
        left += 1
    return left


def _kind(words: Words, left: int, index: int) -> HedgeKind | None:
    """Return what the phrase [left, index] is; None for one that points back or is no holder."""
    head, first = words.at(index), words.at(left)
    inside = words.words[left:index]
    if first in {"no", "every", "any", "each", "what", "which"} or "no" in inside:
        return None
    one = head in _PARTICULAR_ONE or head in _EXPERT_ONE
    if one:
        points = (
            any(word in {"a", "an", "one", "another"} for word in inside) or "unnamed" in inside
        )
        return HedgeKind.UNNAMED_SOURCE if points else None
    if first in _OWNED:
        return None
    if head in _GENERIC:
        tail = words.at(index + 1)
        if tail in _TAIL_HEADS or tail == "with" and head == "people":
            return HedgeKind.UNNAMED_SOURCE
        return HedgeKind.WEASEL
    if head in _EXPERTS:
        counted = any(word in _COUNTING for word in inside)
        points = "some" in inside or any(is_number(word) for word in inside)
        points = points or any(words.capital(k) for k in range(left, index) if not words.opens(k))
        points = (
            points
            or "unnamed" in inside
            or words.at(index + 1) in _TAIL_HEADS | {"in", "at", "from"}
        )
        if words.opens(left) and words.at(left).endswith(_NATIONAL) and left < index:
            points = True
        return HedgeKind.WEASEL if counted or not points else HedgeKind.UNNAMED_SOURCE
    if any(word in {"many", "most", "numerous", "countless", "few"} for word in inside):
        return HedgeKind.WEASEL
    return HedgeKind.UNNAMED_SOURCE


_NATIONAL = ("ian", "ean", "ish", "ese", "can", "ani", "ern", "eli", "iet", "aqi", "ench", "utch")


def _is_named(words: Words, left: int, index: int) -> bool:
    """Is the phrase an apposition to a name ('Ana Lim, an analyst at X,' or 'an aide, Bo Ek,')?"""
    after = index + 1
    if words.capital(after) and words.at(after) not in MONTHS_AND_DAYS:
        return True  # 'analyst Ana Lim'
    edge = _right_edge(words, index)
    if words.at(edge) == "," and words.capital(edge + 1) and words.capital(edge + 2):
        return True
    if words.at(edge) == "," and words.capital(edge + 1) and words.at(edge + 2) == ",":
        return True
    if words.at(after) in {"named", "called"} or words.at(edge) in {"named", "called"}:
        return True
    if words.at(left - 1) != ",":
        return False
    back = left - 2
    while back >= 0 and words.at(back) not in CLAUSE_MARKS and words.capital(back):
        back -= 1
    alone = words.at(back) in CLAUSE_MARKS | {"and", "but", "that"} | SAY
    return (
        alone
        and back < left - 2
        and words.at(edge) in {",", "."}
        and not words.at(left - 2).endswith("day")
    )


MONTHS_AND_DAYS = _set(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may "
    "june july august september october november december"
)


def _right_edge(words: Words, index: int) -> int:
    """Return the end of the phrase: its head and a tail ('in Kabul', 'familiar with the talks')."""
    end = index + 1
    if words.at(end) == "-":
        return end
    tail = words.at(end)
    if tail not in _TAIL_HEADS | PREPOSITIONS - {"by", "about", "over", "against", "during"} | {
        "who"
    }:
        return end
    limit = end + (12 if tail in _TAIL_HEADS | {"with", "who"} else 7)
    relative = tail == "who"
    position = end + (2 if relative else 1)
    while position < limit:
        word = words.at(position)
        if (
            word in CLAUSE_MARKS
            or word in BE | MODALS
            or word in {"have", "has", "had", "that", "and", "but"}
        ):
            break
        if (
            word in SAY
            and word
            not in {
                "talks",
                "views",
                "report",
                "view",
                "state",
                "question",
                "talk",
                "reports",
                "call",
                "calls",
                "charge",
                "states",
                "estimates",
                "draw",
                "claims",
            }
            and words.at(position - 1) not in {"the", "a", "to"}
        ):
            break
        position += 1
    while position - 1 > end and words.at(position - 1) in MANNER | {"to"}:
        position -= 1
    if relative and words.at(position) in END_MARKS:
        return end
    return position


def _counted(words: Words, index: int) -> Holder | None:
    """'Many believe', 'some in the party are uneasy', 'is seen by many as'."""
    end = index + 1
    if words.at(end) in {"in", "at", "within", "inside", "here", "there", "on"}:
        end = _right_edge(words, index)
    if (
        words.at(index - 1)
        in {
            "the",
            "so",
            "as",
            "too",
            "how",
            "very",
            "these",
            "those",
            "his",
            "her",
            "its",
            "their",
            "no",
            "at",
            "than",
        }
        and words.at(index) != "others"
    ):
        return None
    if words.at(index) in {"some", "others"} and end > index + 1 and words.at(index + 1) == "on":
        return None
    if not _speaks(words, index, end):
        return None
    if words.at(end) in BE and not _state_of_mind(words, end):
        return None
    return Holder(index, end, HedgeKind.WEASEL, speaks=True)


def _speaks(words: Words, left: int, right: int) -> bool:
    return _verb_follows(words, right) or _verb_precedes(words, left)


def _state_of_mind(words: Words, index: int) -> bool:
    return any(
        word in STATES_OF_MIND or word.endswith("ing") and word[:-3] in SAY
        for word in words.clause_after(index, 5)
    )


def _verb_follows(words: Words, right: int) -> bool:
    """Does a verb of saying or thinking follow, maybe past an inserted clause?"""
    position = right
    if words.at(position) in {",", "—", "–", "("}:
        # 'a senior official, who asked not to be named, said'
        for ahead in range(position + 1, position + 22):
            word = words.at(ahead)
            if word in END_MARKS or word in {'"', ";"}:
                return False
            if word in {",", "—", "–", ")"}:
                position = ahead + 1
                break
        else:
            return False
    for ahead in range(position, position + 5):
        word = words.at(ahead)
        if word in SAY:
            return words.at(ahead - 1) not in {
                "the",
                "a",
                "to",
                "of",
                "and",
                "for",
                "being",
            } and not _is_passive(words, position, ahead)
        if word in STATES_OF_MIND:
            return words.at(ahead - 1) in BE | MANNER | {
                "remain",
                "remained",
                "not",
                "more",
                "increasingly",
            }
        if not (
            word in BE | HAVE | MODALS | MANNER
            or word.endswith("ly")
            or word
            in {
                "not",
                "n't",
                "been",
                "do",
                "did",
                "does",
                "all",
                "both",
                "remain",
                "remained",
                "who",
                "disputes",
            }
        ):
            return False
    return False


def _is_passive(words: Words, start: int, verb: int) -> bool:
    """'Critics were told', 'experts were asked': spoken to, not speaking."""
    between = words.words[start:verb]
    return any(word in BE - {"'s"} for word in between) and words.at(verb).endswith(
        ("ed", "old", "een", "own")
    )


def _verb_precedes(words: Words, left: int) -> bool:
    """'According to', 'by' after a passive verb of opinion, 'said' in front of its speaker."""
    before, two = words.at(left - 1), words.at(left - 2)
    if before == "to" and two == "according":
        return True
    if before in {"citing", "quoting", "cited", "quoted"}:
        return True
    if before == "among" and two in {
        "consensus",
        "belief",
        "view",
        "agreement",
        "feeling",
        "concern",
        "fears",
        "suspicion",
    }:
        return True
    if before == "by":
        return any(word in OPINION_PARTICIPLES for word in list(words.clause_before(left - 1, 4)))
    if before == "of" and two in {"opinion", "view", "eyes", "words", "view"}:
        return True
    if before in {
        "said",
        "says",
        "added",
        "believe",
        "say",
        "explained",
        "warned",
        "argued",
        "noted",
        "insisted",
        "claimed",
        "recalled",
        "asked",
        "admitted",
        "remarked",
        "conceded",
        "predicted",
        "complained",
        "quipped",
        "concluded",
        "whispered",
        "muttered",
        "suggested",
        "observed",
    }:
        return two in {",", '"', "'", "’", "?", "!"}
    return False
