"""Rules that tell a hedge from a word that only looks like one, by its neighbours.

A guard sees the words of the text and the expression [i, j) and says whether it
is a hedge there. Guards know no grammar beyond closed classes of words; where
the neighbours do not decide, they say yes to words that are hedges mostly ('may')
and no to words that are not ('about').
"""

from __future__ import annotations

from collections.abc import Callable

from claims.hedging.word import (
    BE,
    CLAUSE_MARKS,
    CLOCK,
    DETERMINERS,
    END_MARKS,
    HAVE,
    MODALS,
    MONTHS,
    NEGATIONS,
    PREPOSITIONS,
    PRONOUNS,
    TIME_UNITS,
    Words,
    _set,
    is_number,
    is_quantity,
)

_BEFORE_MONTH = _set("in of by since until till from during early late mid last next this every to")
_AFTER_MODAL = _set(
    "be have not well yet also still soon never even only already just need want become take lose "
    "make come go face lead cause seem prove"
)
_PERMISSION = _set(
    "enter leave use vote carry bring smoke sell travel publish disclose exceed hold own park "
    "photograph apply attend stand board cross wear marry drive print copy borrow sit proceed"
)
_AT_HAND = _set(
    "obtained bought viewed ordered contacted reached returned purchased appealed renewed "
    "inspected submitted paid downloaded found reproduced republished"
)


def may(words: Words, i: int, j: int) -> bool:
    before, after = words.at(i - 1), words.at(j)
    if words.raw(i) == "may":
        return not _permission(words, i, j)
    if words.raw(i) == "MAY" and words.raw(i + 1).isupper() and not is_number(after):
        return before not in _BEFORE_MONTH
    # 'May be seen' opens a headline; 'May 3', 'Mrs May', 'in May' are no modals
    return after in _AFTER_MODAL and before not in _BEFORE_MONTH and not after.endswith("ed")


def _permission(words: Words, i: int, j: int) -> bool:
    before, after = words.at(i - 1), words.at(j)
    subject = list(words.clause_before(i, 5))
    if before == "you" and after in _PERMISSION | {"go", "now", "begin", "start", "ask"}:
        return True
    if after == "only" or before in {"nobody", "one"} and "no" in subject[:2] + [before]:
        return True
    if "no" in subject and after != "longer" and "doubt" not in subject:
        return after in _PERMISSION or after == "be"
    if after == "not" and words.at(j + 1) in _PERMISSION:
        return True
    if (
        after == "be"
        and words.at(j + 1) in _AT_HAND
        and words.at(j + 2) in {"at", "by", "from", "in", "online", "to", "on", "free"}
    ):
        return True
    return (
        before
        in {
            "visitors",
            "passengers",
            "members",
            "applicants",
            "guests",
            "residents",
            "drivers",
            "pupils",
            "students",
            "readers",
            "candidates",
            "voters",
            "and/or",
        }
        and after in _PERMISSION
    )


def might(words: Words, i: int, j: int) -> bool:
    before, after = words.at(i - 1), words.at(j)
    if after == "of" or before in {"the", "its", "their", "his", "her", "of", "our", "all", "'s"}:
        return False
    return not (after in CLAUSE_MARKS | {"and"} and before not in PRONOUNS)


_ABILITY = _set(
    "see hear feel smell taste remember recall find afford read write speak swim sing walk sleep "
    "understand believe imagine manage reach tell barely hardly scarcely count carry play"
)


def could(words: Words, i: int, j: int) -> bool:
    """Past ability, requests and wishes are no hedges; what could happen is."""
    before, after = words.at(i - 1), words.at(j)
    if after in {"n't", "not", *CLAUSE_MARKS} or before in {"wish", "if"}:
        return False
    if after in PRONOUNS | {"you"} or "wish" in list(words.clause_before(i, 5)):
        return False
    if after == "only" or after in _ABILITY:
        return False
    if after == "be" and words.at(j + 1) in {
        "seen",
        "heard",
        "felt",
        "found",
        "reached",
        "smelled",
        "read",
    }:
        return False
    if before in PRONOUNS - {"it", "this", "that", "there", "these", "those", "who"}:
        lead = list(words.clause_before(i - 1, 3))
        if lead and lead[0] in {
            "that",
            "so",
            "whatever",
            "everything",
            "anything",
            "all",
            "before",
            "as",
            "what",
            "where",
            "how",
            "until",
            "best",
            "when",
            "fast",
            "once",
        }:
            return lead[0] == "that" and lead[1:2] != ["so"]
    return True


_PARTICIPLES = _set(
    "been gone known seen come taken left made had done got given told thought felt lost known "
    "begun become run fallen broken written heard meant fled"
)


def must_have(words: Words, i: int, j: int) -> bool:
    after = words.at(j)
    return after in _PARTICIPLES or after.endswith("ed")


def likely(words: Words, i: int, j: int) -> bool:
    before, after = words.at(i - 1), words.at(j)
    if before == "how" or after == "voters":
        return False
    if before in {"more", "less"} or words.at(i) in {"equally"}:
        return "than" not in list(words.rest_of_sentence(j))
    return not (before == "as" and after == "as")


def unlikely(words: Words, i: int, j: int) -> bool:
    if words.at(i - 1) in {"a", "an", "the", "this", "most", "another"}:
        return words.at(j) in {"event", "to", "outcome", "scenario", "prospect"}
    return True


_PLAN_NOUNS = _set("talks discussion discussions study options list range ways")


def possible(words: Words, i: int, j: int) -> bool:
    before, after = words.at(i - 1), words.at(j)
    if before in {
        "as",
        "if",
        "where",
        "best",
        "worst",
        "only",
        "every",
        "all",
        "makes",
        "made",
        "make",
        "it",
        "whenever",
        "wherever",
        "any",
        "is",
        "not",
    }:
        if before == "is":
            return after not in {"to", "for", "only", "in", "with"}
        return False
    return not (after in {"to", "only", "by", "through", "thanks", "with", "because"})


_ADJECTIVES = _set(
    "likely unlikely ready willing unwilling determined set certain clear unable able keen "
    "intent close calm confident reluctant more less increasingly not largely that headed doomed "
    "poised inevitable imminent almost committed divided unmoved intact genuine resigned well "
    "uncertain unaware safe"
)


def appear(words: Words, i: int, j: int) -> bool:
    """'Appears to be' is a hedge; 'appeared in court' and 'appeared to cheers' are not."""
    last, after = words.at(j - 1), words.at(j)
    if last == "to":
        return (
            not (after in DETERMINERS | PRONOUNS | {"him", "her", "them", "us", "me"})
            and not words.capital(j)
            and after not in {"cheers", "applause", "boos", "great"}
        )
    if words.at(i - 1) == "it" and after in {"that", ",", "he", "she", "they", "the", "we"}:
        return True
    return after in _ADJECTIVES


def seem(words: Words, i: int, j: int) -> bool:
    return True


_NO_SUBJECT = _set(
    "visitors guests students pupils staff employees members passengers players applicants recruits "
    "children candidates"
)
_NOT_VERBS = _set(
    "him her them us me police authorities parliament reporters journalists court officials "
    "parents safety someone anyone"
)


def to_verb(words: Words, i: int, j: int) -> bool:
    """After 'is said to', 'is expected to' a verb has to follow, not a person told."""
    after = words.at(j)
    if (
        words.at(i - 1) in _NO_SUBJECT
        or after in DETERMINERS | PRONOUNS | _NOT_VERBS | CLAUSE_MARKS
    ):
        return words.at(j - 1) == "that"
    if words.capital(j) and not words.raw(j).isupper():
        return False
    if words.at(j - 2) == "reported":
        return after in {"be", "have"}
    if j - i == 2:
        # without its 'is': 'a man said to be', not 'he said to leave'
        return after in {"be", "have", "include", "hold"} and words.at(i - 1) not in PRONOUNS | {
            "has",
            "had",
            "have",
        }
    return True


def expected(words: Words, i: int, j: int) -> bool:
    after = words.at(j)
    return after in _set(
        "on in by at later soon this next within before after shortly today tomorrow"
    ) or after in {".", ","}


def suspected_of(words: Words, i: int, j: int) -> bool:
    return True


_EVIDENCE = _set(
    "evidence data figures results findings signs polls poll surveys survey images imagery footage "
    "studies study analysis research indications photographs pictures estimates tests samples "
    "markings fragments wreckage intelligence intercepts statistics everything this it that which "
    "forecasts models calculations clues traces tracks numbers debris records projections "
    "experience history all developments patterns timing"
)


def evidence_verb(words: Words, i: int, j: int) -> bool:
    """What data suggest is hedged; what a person suggests or an arrow indicates is not."""
    verb = words.at(j - 1)
    after = words.at(j)
    if words.at(j - 1) == "suggesting" or verb == "indicating" or verb == "implying":
        return words.at(i - 1) == "," or any(
            word in _EVIDENCE for word in words.clause_before(i, 3)
        )
    near = list(words.clause_before(i, 6))
    if not any(word in _EVIDENCE for word in near[:6]):
        return False
    if near and near[0] in {"he", "she", "they", "we", "i", "who"}:
        return False
    return after not in {"to", "by"} and (
        verb.startswith("suggest")
        or after in {"that", "a", "the", "it", "he", "they", "otherwise", "no"}
    )


_BEFORE_ADJECTIVE = (
    DETERMINERS
    | PREPOSITIONS
    | _set(
        "'s and or other more several many two three four five six seven eight ten dozens most some against as over few is are was were"
    )
)


def adjective(words: Words, i: int, j: int) -> bool:
    """An adjective before its noun ('the alleged plot'), not a verb ('he alleged that')."""
    before, after = words.at(i - 1), words.at(j)
    if after in CLAUSE_MARKS | DETERMINERS | PRONOUNS | PREPOSITIONS | {"to", "and", "or", "heir"}:
        return False
    if before in BE:
        return False
    return before in _BEFORE_ADJECTIVE or is_number(before) or before in END_MARKS | {'"', ",", ":"}


_ABOUT_VERBS = _set(
    "talk talks talked talking speak spoke speaking ask asked asks worried worry worries concerned "
    "concern concerns know knew known think thinking thought told tell hear heard write wrote "
    "written complain complained information story stories book books question questions report "
    "reports film documentary article articles debate argument arguments joke jokes all something "
    "nothing happy angry details argued sat sits gathered built revolve revolved centred centered "
    "walk walked turned wrapped clustered huddled travelled traveled sitting what how doubts "
    "briefed warned lied forget forgot care learned learnt"
)
_OVER_VERBS = _set(
    "flew fly jumped jump argued argue dispute disputes fight fought quarrel disagree disagreed "
    "victory won control lead hand handed take took taken taking presided rule ruled towers "
    "tower hovered look looked watch drove row spread"
)


def counted(words: Words, i: int, j: int) -> bool:
    """Before a number: 'about 400', 'some 400', 'over 400'."""
    word, before = words.at(i), words.at(i - 1)
    if word in {"about", "around"} and words.at(j) in CLOCK | {"half", "the"}:
        return words.at(j) != "the" or words.at(j + 1) == "same"
    if not is_quantity(words, j):
        return False
    if word in {"about", "around"}:
        return before not in _ABOUT_VERBS
    if word == "some":
        return words.at(j) not in {"one", "a", "the", "twice"}
    if word in {"over", "above"}:
        return before not in _OVER_VERBS and not _spell(words, i, j)
    if word in {"under", "below"}:
        unit = words.at(j + 1)
        return before in {
            "to",
            "of",
            "from",
            "just",
            "well",
            "for",
            "at",
            "in",
            "with",
        } or unit in {"percent", "per", "%", "people", "million"}
    if word == "up":
        return before not in {"stand", "stood", "add", "adds", "owned", "signed", "lined"}
    return True


def _spell(words: Words, i: int, j: int) -> bool:
    """'Over two days of talks' is a time in which, 'for over two years' an amount."""
    ahead = {words.at(j + 1), words.at(j + 2)}
    return bool(ahead & TIME_UNITS) and words.at(i - 1) not in {
        "for",
        "well",
        "just",
        "of",
        "spent",
        "took",
        "lasted",
        "after",
        "waited",
        "last",
        "with",
    }


def after_number(words: Words, i: int, j: int) -> bool:
    back = [words.at(i - 1), words.at(i - 2), words.at(i - 3)]
    return any(is_number(word) or word in TIME_UNITS for word in back) or (
        back[1] == "a" and back[0] in TIME_UNITS | {"dozen", "week", "month"}
    )


def degree(words: Words, i: int, j: int) -> bool:
    word, before, after = words.at(i), words.at(i - 1), words.at(j)
    if word in {"sort", "kind"}:
        return (
            before in BE | PRONOUNS | MODALS | {"just", "only", "really", "also"}
            and after not in DETERMINERS | {"person", "thing"}
            and before not in {"this", "that", "these", "those", "one"}
        )
    if word == "nearly":
        return not words.capital(i) or words.opens(i)
    if word == "roughly":
        return (
            after
            in {
                "equal",
                "equivalent",
                "equally",
                "the",
                "half",
                "twice",
                "even",
                "similar",
                "in",
                "comparable",
                "as",
                "what",
                "speaking",
            }
            and (after != "the" or words.at(j + 1) in {"same", "size", "equivalent"})
            and after != "in"
        )
    return after not in CLAUSE_MARKS


_MANNER_VERBS = _set(
    "speak speaks spoke spoken speaking see sees seen saw hear heard write written think thinking "
    "explain explained define defined mark marked label labelled labeled remember remembered "
    "more very so too as less state stated set enough communicate articulate"
)
_MANNER_AFTER = _set(
    "visible marked labelled labeled audible defined written legible printed heard seen signposted "
    "lit hear see stated set delineated and enough recognisable identifiable"
)


def clearly(words: Words, i: int, j: int) -> bool:
    """'Clearly, he lied' is a booster, 'speak clearly' and 'clearly marked' are manner."""
    before, after = words.at(i - 1), words.at(j)
    return before not in _MANNER_VERBS and after not in _MANNER_AFTER


def be_before(words: Words, i: int, j: int) -> bool:
    near = list(words.clause_before(i, 3))
    if not any(
        word in BE | {"seems", "seem", "looks", "look", "looked", "seemed", "appears"}
        for word in near
    ):
        return False
    return (
        words.at(j) not in DETERMINERS
        and near[0] not in {"to", "was"}
        or words.at(j) in {"be", "have"}
    )


_ASKING = _set(
    "ask asked asking asks wonder wondered wondering wonders unclear clear sure unsure doubt doubts "
    "doubted question questioned determine determined decide decided check checked checking matter "
    "remember inquire inquired enquire elaborate clarify clarified certain see know knows knew "
    "known uncertain establish confirm investigate investigating examine debate specify learn "
    "tell test consider disclose unknown verify"
)
_ASK_FAR = _set("ask asked asking asks")


def if_(words: Words, i: int, j: int) -> bool:
    """Conditional 'if', not the 'if' that means 'whether'."""
    before, after = words.at(i - 1), words.at(j)
    if words.at(i) != "if":
        return words.at(i) not in {"but"} or after != "only"
    if j - i > 1:
        return True
    if (
        before in {"as", "what"}
        or after in {"not", "any", "ever", "anything", "only", "?"}
        and words.at(j + 1) not in {"approved", "stopped", "checked", "treated", "is", "one", "of"}
    ):
        return False
    near = list(words.clause_before(i, 6))
    if before in _ASKING:
        # 'will know if' asks; a clause that follows a full 'to know' does too
        return False
    if any(word in _ASK_FAR for word in near):
        return False
    return not (
        len(near) > 1
        and near[0] in {"say", "said", "saying"}
        and near[1] in {"not", "n't", "to", "declined"}
    )


def clause_follows(words: Words, i: int, j: int) -> bool:
    before, after = words.at(i - 1), words.at(j)
    subject = (
        after in DETERMINERS | PRONOUNS or words.capital(j) or words.at(j + 1) in BE | HAVE | MODALS
    )
    if words.at(i) in {"provided", "providing", "assuming"}:
        return (
            subject
            and (before in CLAUSE_MARKS or before in {"but", "and", "only", "talks"})
            and not (words.at(i) != "assuming" and before == "," and words.at(j) in {"an", "a"})
        )
    if words.at(i) == "as":
        return (
            subject
            and before not in {"twice", "nearly", "times", "for", "about"}
            and not is_quantity(words, j)
        )
    return subject


def in_case_of(words: Words, i: int, j: int) -> bool:
    return words.at(j) not in {"the"} or words.at(j + 1) not in {"late", "former"}


def inverted(words: Words, i: int, j: int) -> bool:
    """'Should the talks fail, …': the verb opens the clause and no question mark ends it."""
    if not (words.opens(i) or words.at(i - 1) in {",", "that", "and", "but"}):
        return False
    after = words.at(j)
    if not (
        after in DETERMINERS | PRONOUNS | {"there", "he"}
        or words.capital(j)
        and not words.raw(i).isupper()
    ):
        return False
    if words.at(i - 1) == "that" and after in {"be"}:
        return False
    rest = list(words.rest_of_sentence(j))
    if rest and rest[-1] == "?":
        return False
    if words.at(i) == "should":
        return words.capital(i) or words.at(i - 1) in {",", "that", "and", "but", '"', "—"}
    head = rest[:8]
    if words.at(i) == "were":
        return "to" in head or "not" in head[:4]
    return (
        words.capital(i)
        and any(word in {"would", "could", "might"} for word in rest)
        and not any(word in NEGATIONS for word in head[:1])
    )


GUARDS: dict[str, Callable[[Words, int, int], bool]] = {
    function.__name__: function
    for function in (
        may, might, could, must_have, likely, unlikely, possible, appear, seem, to_verb, expected,
        suspected_of, evidence_verb, adjective, counted, after_number, degree, clearly, be_before,
        if_, clause_follows, in_case_of, inverted,
    )
}  # fmt: skip
