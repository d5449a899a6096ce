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
from claims.hedging import vocabulary as v
from claims.hedging.word import (
    BE,
    CLAUSE_MARKS,
    DETERMINERS,
    END_MARKS,
    HAVE,
    MODALS,
    PREPOSITIONS,
    PRONOUNS,
    Words,
    is_number,
    word_set,
)

_FIRST_OF_NAMELESS = frozenset(phrase[0] for phrase in v.NAMELESS)
_LINKS = word_set(
    "and or but because while although when if as than said says told according say believe not "
    "also that which to so nor what why how where want wants let give help make makes see given "
    "cited citing quoted quoting met told hired"
)
_OUTSIDE = (
    BE | HAVE | MODALS | PREPOSITIONS | PRONOUNS | CLAUSE_MARKS | _LINKS | (v.SAY - {"report"})
) - {"one", "wary"}
_SINGULAR = word_set("a an one another")
_LY_ADJECTIVES = word_set("highly newly recently locally friendly early elderly")
_ING_ADJECTIVES = word_set(
    "leading ruling visiting sitting serving commanding presiding banking mining shipping "
    "engineering trading working planning prosecuting investigating polling drilling diving"
)


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
        if word in v.HEADS and words.at(index + 1) not in v.HEADS:
            holder = _holder(words, index, done)
        elif word in v.COUNTED:
            holder = _counted(words, index)
        elif word in _FIRST_OF_NAMELESS:
            holder = _nameless(words, index)
        if holder:
            done = holder.right
            yield holder


def _nameless(words: Words, index: int) -> Holder | None:
    for phrase in v.NAMELESS:
        if words.words[index : index + len(phrase)] == phrase:
            return Holder(index, index + len(phrase), HedgeKind.UNNAMED_SOURCE, speaks=True)
    return None


def _holder(words: Words, index: int, done: int) -> Holder | None:
    left = _left_edge(words, index, done)
    if words.at(left) in v.OWNED and words.at(left - 1) == "of" and words.at(left - 2) in _PARTS:
        left -= 2  # 'one of the analysts'
    kind = _kind(words, left, index)
    if kind is None or _is_share(words, left, index) or _is_named(words, left, index):
        return None
    right = _right_edge(words, index)
    if words.at(index + 1)[:1] == "'":
        return None
    return Holder(left, right, kind, _speaks(words, left, right))


_PARTS = word_set("one some several two three many most a few")
_BODIES = word_set("panel group team committee board council mission delegation commission")


def _left_edge(words: Words, index: int, done: int) -> int:
    """Return where the phrase of the head at `index` begins: its determiner and adjectives."""
    left = index
    while left > max(done, index - 6):
        before = words.at(left - 1)
        if before in v.OWNED or before in _SINGULAR | {"some"}:
            if before in _SINGULAR and words.at(index) not in v.ONE:
                return index  # 'a fact sheet lawmakers released'
            return left - 1
        known = before in v.COUNTING or before in v.POINTING or is_number(before)
        if not known and not _is_modifier(before, words.at(index)):
            break
        left -= 1
    return left


def _is_modifier(word: str, head: str) -> bool:
    """May this word stand before the head, as an adjective or a noun ('defence officials')?"""
    if word in _OUTSIDE or (word.endswith("ly") and word not in _LY_ADJECTIVES):
        return False
    if word.endswith("ing") and word not in _ING_ADJECTIVES:
        return False
    return head not in v.PEOPLE or word in {"ordinary", "local", "young", "older", "other"}


def _is_share(words: Words, left: int, index: int) -> bool:
    """'67 percent of voters', 'six in 10 residents': a count, not a voice."""
    before, two = words.at(left - 1), words.at(left - 2)
    counted = two in {"percent", "%", "half", "cent", "majority"} or is_number(two)
    if before == "not" or (before == "of" and (counted or two in _BODIES)):
        return True
    if before == "in" and is_number(words.at(left)):
        return True
    inside = words.words[left:index]
    large = any(word[:1].isdigit() and len(word) > 2 for word in inside)
    return large or "million" in inside or "thousand" in inside


def _kind(words: Words, left: int, index: int) -> HedgeKind | None:
    """Return what the phrase [left, index] is; None for one that points back or is no holder."""
    head, first = words.at(index), words.at(left)
    inside = words.words[left:index]
    if first in {"no", "every", "any", "each", "both"} or "no" in inside:
        return None
    if first in _PARTS and words.at(left + 1) == "of":
        return HedgeKind.WEASEL if first in v.CROWD else HedgeKind.UNNAMED_SOURCE
    if head in v.ONE:
        points = any(word in _SINGULAR or word == "unnamed" for word in inside)
        # headlines leave the article out: 'Talks failed, official says'
        bare = first not in v.OWNED and words.at(left - 1) in CLAUSE_MARKS
        bare = bare and words.at(index + 1) in {"says", "tells"}
        points = points or bare
        about = head == "source" and words.at(index + 1) in {"for", "of"}
        return HedgeKind.UNNAMED_SOURCE if points and not about else None
    if first in v.OWNED:
        return None
    if head in v.GENERIC:
        return _generic(words, left, index)
    if head in v.EXPERTS:
        weasel = any(word in v.COUNTING for word in inside) or not _points(words, left, index)
        return HedgeKind.WEASEL if weasel else HedgeKind.UNNAMED_SOURCE
    if head in v.ONLY_COUNTED and not any(word in v.POINTING for word in inside):
        return (
            None if words.at(index + 1) != "of" or head != "members" else HedgeKind.UNNAMED_SOURCE
        )
    crowd = any(word in v.CROWD for word in inside)
    return HedgeKind.WEASEL if crowd else HedgeKind.UNNAMED_SOURCE


def _generic(words: Words, left: int, index: int) -> HedgeKind | None:
    head, after = words.at(index), words.at(index + 1)
    inside = words.words[left:index]
    if head == "observers" and any(word in v.MISSIONS for word in inside):
        return None
    if after in v.TAIL_HEADS or (after == "with" and head == "people"):
        return HedgeKind.UNNAMED_SOURCE
    if head in v.PEOPLE and any(is_number(word) for word in inside):
        few = any(word in v.POINTING for word in inside)
        return HedgeKind.UNNAMED_SOURCE if few else None
    return HedgeKind.WEASEL


def _points(words: Words, left: int, index: int) -> bool:
    """Does the phrase for experts point at some in particular: 'some', 'two', 'Danish', 'in X'?"""
    inside = words.words[left:index]
    if any(word in {"some", "unnamed"} or is_number(word) for word in inside):
        return True
    if any(words.capital(place) and not words.opens(place) for place in range(left, index)):
        return True
    first = words.at(left)
    if left < index and (first.endswith(v.NATIONALITY_ENDINGS) or first in v.NATIONALITIES):
        return True
    return words.at(index + 1) in v.TAIL_HEADS | {"in", "at", "from"}


def _is_named(words: Words, left: int, index: int) -> bool:
    """Is there a name to the phrase ('an aide, Bo Ek,', 'Ana Lim, an analyst,')?"""
    after, edge = index + 1, _right_edge(words, index)
    if words.capital(after) and words.at(after) not in v.CALENDAR:
        return True
    if "named" in (words.at(after), words.at(edge)) or words.at(after) == "called":
        return True
    follows = words.at(edge) == "," and words.capital(edge + 1)
    if follows and (words.capital(edge + 2) or words.at(edge + 2) == ","):
        return True
    if words.at(left - 1) != ",":
        return False
    back = left - 2
    while back >= 0 and words.at(back) not in CLAUSE_MARKS and words.capital(back):
        back -= 1
    names = left - 2 - back
    if not names or words.at(back + 1) in PREPOSITIONS or words.at(left - 2) in v.CALENDAR:
        return False
    apart = words.at(back) in CLAUSE_MARKS | {"and", "but", "that", "by", "to"} | v.SAY
    return apart and (names > 1 or words.at(edge) in {",", "."})


def _right_edge(words: Words, index: int) -> int:
    """Return the end of the phrase: its head and a tail ('familiar with the talks')."""
    end = index + 1
    tail = words.at(end)
    nameless = _nameless(words, end + (tail in {"speaking", "talking"}))
    if nameless:
        return nameless.right
    if tail not in _TAIL_OPENERS:
        return end
    limit = end + (12 if tail in v.TAIL_HEADS | {"with", "who"} else 7)
    position = end + (2 if tail == "who" else 1)
    while position < limit and not _ends_tail(words, position):
        position += 1
    while position - 1 > end and words.at(position - 1) in v.MANNER | {"to", "who", "which"}:
        position -= 1
    if tail == "who" and words.at(position) in END_MARKS:
        return end
    return position


_TAIL_OPENERS = v.TAIL_HEADS | word_set(
    "in at of from for with to into within inside near under between among outside who on speaking"
)
_TAIL_NOUNS = word_set("talks views report reports claims estimates question call calls charge")


def _ends_tail(words: Words, position: int) -> bool:
    word = words.at(position)
    if word == "'s" and words.at(position + 1) not in v.SAY:
        return False
    if word in CLAUSE_MARKS or word in BE | MODALS | {"have", "has", "had", "that", "and", "but"}:
        return True
    verb = word in v.SAY or word in v.SAY_THAT
    noun = word in _TAIL_NOUNS or words.at(position - 1) in {"the", "a", "to", "his", "their"}
    return verb and not noun


_NOT_BEFORE_COUNTED = word_set(
    "the so as too how very these those his her its their no at than not for of with"
) - {"of"}


_AFTER_VERB = DETERMINERS | PRONOUNS | END_MARKS | {"that", "to", ","}


def _counted(words: Words, index: int) -> Holder | None:
    """'Many believe', 'some in the party are uneasy', 'is seen by many as'."""
    word, before, end = words.at(index), words.at(index - 1), index + 1
    if (
        before in _NOT_BEFORE_COUNTED
        and not (before == "as" and word == "many")
        and word != "others"
    ):
        return None
    if words.at(end) in {"in", "at", "within", "inside", "here", "there"}:
        end = _right_edge(words, index)
    after = words.at(end)
    if after in v.AMBIGUOUS and words.at(end + 1) not in _AFTER_VERB:
        return None
    if after in BE and not _has_state_of_mind(words, end):
        return None
    if _verb_follows(words, end):
        return Holder(index, end, HedgeKind.WEASEL, speaks=True)
    alone = after in CLAUSE_MARKS | PREPOSITIONS | {"as"}
    if alone and _verb_precedes(words, index):
        return Holder(index, end, HedgeKind.WEASEL, speaks=True)
    return None


def _speaks(words: Words, left: int, right: int) -> bool:
    if words.at(right - 1) in {"anonymity", "named", "identified", "anonymously"}:
        return True
    return _verb_follows(words, right) or _verb_precedes(words, left)


def _has_state_of_mind(words: Words, index: int) -> bool:
    return any(
        word in v.STATES_OF_MIND or word.removesuffix("ing") in v.SAY
        for word in words.clause_after(index, 5)
    )


_BEFORE_VERB = (
    BE | HAVE | MODALS | v.MANNER | word_set("not n't been do did does all both remain remained")
)


def _verb_follows(words: Words, right: int) -> bool:
    """Does a verb of saying or thinking follow, maybe past an inserted clause?"""
    position = _past_insertion(words, right)
    if position is None:
        return False
    for ahead in range(position, position + 5):
        word = words.at(ahead)
        if word in v.SAY or (word in v.SAY_THAT and _judges(words, ahead)):
            return not _is_passive(words, position, ahead)
        if word in v.STATES_OF_MIND:
            held = word != "divided" or words.at(ahead + 1) not in {"among", "into", "between"}
            return held and ahead > position
        if word not in _BEFORE_VERB and not word.endswith("ly"):
            return False
    return False


def _judges(words: Words, verb: int) -> bool:
    """'See the visit as', 'hold that', 'feel he lied': the other meanings lack these."""
    after = words.at(verb + 1)
    if words.at(verb)[:3] == "put":
        return "at" in words.clause_after(verb, 8)
    if words.at(verb)[:3] in {"see", "saw", "vie"}:
        return "as" in words.clause_after(verb, 14) or after in {"little", "no", "few"}
    return after in {"that", "he", "she", "they", "it"}


def _past_insertion(words: Words, right: int) -> int | None:
    """Return where the sentence goes on: 'a senior official, who asked not to be named, said'."""
    if words.at(right) not in {",", "—", "–", "("}:
        return right
    for ahead in range(right + 1, right + 22):
        word = words.at(ahead)
        if word in END_MARKS or word in {'"', ";"}:
            return None
        if word in {",", "—", "–", ")"}:
            return ahead + 1
    return None


def _is_passive(words: Words, start: int, verb: int) -> bool:
    """'Critics were told', 'experts were asked': spoken to, not speaking."""
    between = words.words[start:verb]
    passive = any(word in BE - {"'s"} for word in between)
    return passive and words.at(verb).endswith(("ed", "old", "een", "own"))


_SHARED = word_set("consensus belief view agreement feeling concern fears suspicion perception")


def _verb_precedes(words: Words, left: int) -> bool:
    """'According to', 'by' after a passive verb of opinion, 'said' in front of its speaker."""
    before, two = words.at(left - 1), words.at(left - 2)
    if before == "to":
        return two == "according"
    if before in {"citing", "quoting", "cited", "quoted"}:
        return True
    if before == "among":
        return two in _SHARED
    if before == "by":
        return any(word in v.OPINION_PARTICIPLES for word in words.clause_before(left - 1, 5))
    if before == "of":
        return two in {"opinion", "view", "eyes", "words"}
    return before in v.ANSWERED and two in {",", '"', "'", "?", "!"}
