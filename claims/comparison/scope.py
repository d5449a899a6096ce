"""What negation, denial and hedging reach in a statement.

Each word gets a polarity: how often it stands in the scope of something that
turns its truth round ('not', 'no', 'failed to', 'denied that', 'without'), taken
modulo two, so that a double negation is none.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from claims.comparison import lexicon
from claims.comparison.parse import Tag, Word, parse

FAIL = lexicon.word_set("fail")
UNABLE = lexicon.word_set("unable")
PREVENT = lexicon.word_set("prevent")
DENY = lexicon.word_set("deny")
RAISING = lexicon.word_set("raising")
REPORT = lexicon.word_set("report")
WEAK = lexicon.word_set("weak")
FUTURE = lexicon.word_set("future")
INTEND = lexicon.word_set("intend")
_STOPPERS = lexicon.word_set("stoppers")
_FINAL = frozenset(".;:!?—–")
_CLAUSAL = lexicon.word_set("clausal")


@dataclass(frozen=True, slots=True)
class Scoped:
    """A word with what reaches it.

    `negated` is its polarity; `focus` says that it is the word a negator turns
    round first; `cues` are the indexes of what turns it. `denied` marks words under a
    verb of denial, `weak` under 'may', 'reportedly' or a condition, `future`
    under 'will' or an intention.
    """

    word: Word
    negated: bool = False
    focus: bool = False
    cues: tuple[int, ...] = ()
    denied: bool = False
    weak: bool = False
    future: bool = False
    clause: int = 0


@lru_cache(maxsize=8192)
def scoped(text: str) -> tuple[Scoped, ...]:
    """Return the words of a text with what reaches each.

    >>> [s.word.lemma for s in scoped("It did not open, but nobody was hurt.") if s.focus]
    ['open', 'hurt']
    >>> [s.negated for s in scoped("He did not fail to pay") if s.word.lemma == "pay"]
    [False]
    """
    words = parse(text)
    size = len(words)
    turns = [0] * size
    focus, denied = [False] * size, [False] * size
    cues: list[tuple[int, ...]] = [()] * size
    for index, word in enumerate(words):
        if word.lower == "nor" and cues[index]:
            continue  # 'neither A nor B': what turns A round reaches on to B
        for start, end, head, is_denial in _reach(words, index):
            for i in range(start, end):
                turns[i] += 1
                cues[i] = (*cues[i], index)
                denied[i] = denied[i] or is_denial
            if head is not None:
                focus[head] = True
    clauses = _clauses(words)
    weak, future = _modality(words, clauses)
    return tuple(
        Scoped(
            words[i], turns[i] % 2 == 1, focus[i], cues[i], denied[i], weak[i], future[i],
            clauses[i],
        )
        for i in range(size)
    )  # fmt: skip


Reach = tuple[int, int, int | None, bool]


def _reach(words: tuple[Word, ...], i: int) -> list[Reach]:
    """Return the ranges that the word at `i` turns round, each with the word it turns first."""
    word = words[i]
    lower, lemma = word.lower, word.lemma
    before = words[i - 1].lower if i else ""
    after = words[i + 1].lower if i + 1 < len(words) else ""
    if word.tag is Tag.NEGATOR:
        return _negator(words, i, lemma, after)
    if lower == "without":
        end = _noun_phrase_end(words, i + 1)
        return [(i + 1, end, _head(words, i + 1, end), False)]
    if lower in ("hardly", "scarcely", "barely", "seldom", "rarely") and after not in ("any", "a"):
        return _clause_reach(words, i)
    if lower in ("few", "little") and before not in ("a", "no", "the", "last", "next", "these"):
        return _clause_reach(words, i) if i < 2 or words[i - 1].tag is Tag.MARK else []
    if lemma in FAIL and word.tag is Tag.VERB and after == "to":
        return _embedded(words, i + 2)
    if lemma in ("stop", "cease", "avoid", "quit") and after.endswith("ing"):
        return _embedded(words, i + 1)
    if lower in ("failure", "refusal", "inability") and after == "to":
        return _embedded(words, i + 2)
    if lemma in UNABLE:
        return _embedded(words, i + 1)
    if lemma in PREVENT and word.tag is Tag.VERB:
        start = next(
            (j for j in range(i + 1, min(i + 9, len(words))) if words[j].lower == "from"), -1
        )
        if start > 0 and start + 1 < len(words) and words[start + 1].lower.endswith("ing"):
            return _embedded(words, start + 1)
        return []
    if lemma in DENY and word.tag in (Tag.VERB, Tag.NOUN):
        return _denial(words, i)
    if lower == "before" and any(w.lower == "could" for w in words[i + 1 : i + 6]):
        return _embedded(words, i + 1)
    if (
        lemma in lexicon.word_set("escaping")
        and word.tag is Tag.VERB
        and after in ("the", "a", "an", "any")
    ):
        end = _noun_phrase_end(words, i + 1)
        return [(i + 1, end, _head(words, i + 1, end), False)]
    if lemma in ("lack", "absence", "shortage", "want") and after == "of":
        end = _noun_phrase_end(words, i + 2)
        return [(i + 2, end, _head(words, i + 2, end), False)]
    if lemma in lexicon.word_set("clearing") and word.tag is Tag.VERB:
        of = next((j for j in range(i + 1, min(i + 7, len(words))) if words[j].lower == "of"), -1)
        return _embedded(words, of + 1) if of > 0 else []
    if lower in ("false", "untrue") and after == "that":
        return _embedded(words, i + 2, denial=True)
    return []


def _negator(words: tuple[Word, ...], i: int, lemma: str, after: str) -> list[Reach]:
    following = words[i + 2].lower if i + 2 < len(words) else ""
    before = words[i - 1].lower if i else ""
    if lemma in ("not", "no") and after in ("only", "just", "merely", "simply", "doubt", "matter"):
        return []
    if lemma == "not" and after == "necessarily":
        return []
    if (
        lemma in ("no", "not")
        and after in ("fewer", "less", "more", "later", "earlier")
        and following == "than"
    ):
        return []
    if lemma == "no" and (after in (".", "", "one") and after != "one"):
        return []
    if lemma == "nor" and after in _CLAUSAL:
        return []  # 'never told her that he came, nor that he was ill': the illness stands
    if lemma == "none" and before == "second":
        return []
    reach = _clause_reach(words, i)
    if any(w.lower in ("until", "till") for w in words[i + 1 : i + 9]):
        return []  # 'did not open until Thursday' opened on Thursday
    verb = _verb_before(words, i)
    if lemma in ("no", "none", "neither", "few") and verb is None:
        reach = _no_subject(words, i, reach)
    if lemma in ("no", "nothing", "nobody", "none", "nowhere", "neither") and verb is not None:
        start, end, _, denial = reach[0]
        head = verb if words[verb].tag is Tag.VERB else reach[0][2]
        reaches = [(start, end, head, denial), (verb, verb + 1, None, denial)]
        if words[verb].lemma in lexicon.word_set("finding") and reach[0][2] is not None:
            reaches.append((start, start, reach[0][2], denial))
        return reaches
    if lemma in ("not", "never", "nor") and reach:
        return _raised(words, reach[0])
    return reach


def _no_subject(words: tuple[Word, ...], i: int, reach: list[Reach]) -> list[Reach]:
    """'No room was free' denies being free, not the room; 'there was no room' denies the room."""
    if any(w.lower == "there" for w in words[max(0, i - 3) : i]):
        return reach
    start, end, _, denial = reach[0]
    for j in range(start, end):
        if words[j].tag is Tag.VERB and words[j].lemma not in REPORT:
            return [(start, end, j, denial)]
        if words[j].tag is Tag.AUXILIARY and words[j].lemma == "be":
            following = words[j + 1].tag if j + 1 < end else Tag.MARK
            after = None if following is Tag.PREPOSITION else _head(words, j + 1, end)
            return [(start, end, after, denial)]
    return reach


def _raised(words: tuple[Word, ...], reach: Reach) -> list[Reach]:
    """'Does not believe that it opened' denies the opening; 'did not say' denies only saying."""
    start, end, head, denial = reach
    if head is None:
        return [reach]
    lemma = words[head].lemma
    if lemma in RAISING and words[head].tag is Tag.VERB:
        inner = _head(words, head + 1, end, verbs_first=True)
        return [(head + 1, end, inner, denial)]
    if lemma in REPORT and words[head].tag is Tag.VERB:
        return [(start, head + 1, head, denial)]
    return [reach]


def _verb_before(words: tuple[Word, ...], i: int) -> int | None:
    """Return the verb of which a negative noun phrase at `i` is the object, if it is one."""
    for j in range(i - 1, max(-1, i - 4), -1):
        if words[j].tag is Tag.VERB:
            return j if words[j].lemma not in REPORT else None
        if words[j].tag not in (Tag.PREPOSITION, Tag.ADVERB, Tag.PRONOUN):
            return None
    return None


def _clause_end(words: tuple[Word, ...], start: int) -> int:
    for j in range(start, len(words)):
        word = words[j]
        if word.text in _FINAL or (word.lower in _STOPPERS and j > start):
            return j
        if word.text == "," and not _is_list(words, j):
            return j
        if word.lower == "and" and _new_predicate(words, j + 1):
            return j
        if j > start and _nor_clause(words, j):
            return j
        if (
            word.lower in ("after", "before", "when", "as", "until")
            and j > start + 1
            and _has_verb(words, j)
        ):
            return j
    return len(words)


def _has_verb(words: tuple[Word, ...], j: int) -> bool:
    return any(w.tag in (Tag.VERB, Tag.AUXILIARY) for w in words[j + 1 : j + 6])


def _is_list(words: tuple[Word, ...], j: int) -> bool:
    """Tell whether the comma only separates items: 'guns, bombs or drugs'."""
    return any(w.lower in ("or", "nor") for w in words[j + 1 : j + 4])


def _nor_clause(words: tuple[Word, ...], j: int) -> bool:
    """Tell whether a 'nor' has a verb of its own: 'nor did he read it'; 'no guns nor bombs' not."""
    after = words[j + 1].tag if j + 1 < len(words) else Tag.MARK
    return words[j].lower == "nor" and after in (Tag.AUXILIARY, Tag.MODAL)


def _new_predicate(words: tuple[Word, ...], j: int) -> bool:
    for word in words[j : j + 5]:
        if word.tag in (Tag.AUXILIARY, Tag.MODAL, Tag.PRONOUN):
            return True
        if word.tag is Tag.VERB:
            return word.lower != word.lemma
        if word.tag is Tag.MARK:
            return False
    return False


def _clause_reach(words: tuple[Word, ...], i: int) -> list[Reach]:
    end = _clause_end(words, i + 1)
    return [(i + 1, end, _head(words, i + 1, end, verbs_first=words[i].lemma != "no"), False)]


def _embedded(words: tuple[Word, ...], start: int, *, denial: bool = False) -> list[Reach]:
    end = _clause_end(words, start)
    return [(start, end, _head(words, start, end, verbs_first=True), denial)] if start < end else []


def _denial(words: tuple[Word, ...], i: int) -> list[Reach]:
    """'Denied that it opened', 'denied opening it', 'rejected claims that', 'denied any link'."""
    start = i + 1
    end = _clause_end(words, start)
    that = next((j for j in range(start, min(end, start + 9)) if words[j].lower == "that"), None)
    if that is not None and words[that].tag is Tag.SUBORDINATOR:
        return _embedded(words, that + 1, denial=True)
    if words[i].lemma in ("reject", "dismiss", "contradict", "repudiate", "dispute"):
        noun = next((w.lemma for w in words[start:end] if w.tag is Tag.NOUN), "")
        if noun not in (
            "claim",
            "report",
            "allegation",
            "accusation",
            "suggestion",
            "charge",
            "rumour",
        ):
            return []
    return _embedded(words, start, denial=True)


def _noun_phrase_end(words: tuple[Word, ...], start: int) -> int:
    for j in range(start, len(words)):
        if words[j].tag in (Tag.MARK, Tag.AUXILIARY, Tag.MODAL, Tag.CONJUNCTION, Tag.SUBORDINATOR):
            return j
        if words[j].tag is Tag.VERB and j > start and not words[j].lower.endswith("ing"):
            return j
    return len(words)


def _head(
    words: tuple[Word, ...], start: int, end: int, *, verbs_first: bool = False
) -> int | None:
    """Return the first word that a negation turns round: the verb, or what stands with 'be'."""
    content = [
        j for j in range(start, end) if words[j].is_content and words[j].tag is not Tag.ADVERB
    ]
    if not content:
        return None
    if verbs_first:
        for j in content[:4]:
            if words[j].tag is Tag.VERB:
                return j
    return content[0]


def _clauses(words: tuple[Word, ...]) -> list[int]:
    numbers, current = [], 0
    for j, word in enumerate(words):
        if (
            word.text in _FINAL
            or (word.lower in _STOPPERS and j)
            or _subordinate(words, j)
            or (word.lower == "and" and _new_predicate(words, j + 1))
            or (j and _nor_clause(words, j))
            or (word.text == "," and _new_predicate(words, j + 1))
        ):
            current += 1
        numbers.append(current)
    return numbers


def _subordinate(words: tuple[Word, ...], j: int) -> bool:
    return (
        j > 0
        and words[j].lower in ("after", "before", "when", "as", "until")
        and _has_verb(words, j)
    )


def _modality(words: tuple[Word, ...], clauses: list[int]) -> tuple[list[bool], list[bool]]:
    size = len(words)
    weak, future = [False] * size, [False] * size
    for i, word in enumerate(words):
        same = [j for j in range(size) if clauses[j] == clauses[i]]
        if word.lower in WEAK or (word.lemma in ("appear", "seem") and word.tag is Tag.VERB):
            for j in same:
                weak[j] = weak[j] or j > i or word.tag is Tag.ADVERB
        elif word.lower == "if":
            for j in same:
                weak[j] = True
        elif word.lower in FUTURE or (
            word.lemma in INTEND and i + 1 < size and words[i + 1].lower == "to"
        ):
            for j in same:
                future[j] = future[j] or j > i
    return weak, future
