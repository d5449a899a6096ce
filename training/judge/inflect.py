"""Forms of English verbs: from the lexicon's irregular ones and the regular rules."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from claims.comparison import lexicon


@lru_cache(maxsize=1)
def tables() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))


def word_set(name: str) -> frozenset[str]:
    return frozenset(tables()["sets"][name].split())


UNCHANGED = word_set("unchanged")
LIKE_BASE = word_set("like_base")
"""Verbs whose participle is their base: 'came', 'has come'."""
SPECIAL = {
    "be": ("was", "been"),
    "have": ("had", "had"),
    "do": ("did", "done"),
    "go": ("went", "gone"),
    "beat": ("beat", "beaten"),
    "get": ("got", "gotten"),
    "begin": ("began", "begun"),
    "prove": ("proved", "proven"),
    "show": ("showed", "shown"),
    "lie": ("lied", "lied"),
    "see": ("saw", "seen"),
    "bear": ("bore", "borne"),
    "leave": ("left", "left"),
    "lead": ("led", "led"),
    "win": ("won", "won"),
    "find": ("found", "found"),
    "found": ("founded", "founded"),
    "hang": ("hung", "hung"),
    "drink": ("drank", "drunk"),
    "sing": ("sang", "sung"),
    "sink": ("sank", "sunk"),
    "swim": ("swam", "swum"),
    "ring": ("rang", "rung"),
    "shrink": ("shrank", "shrunk"),
    "spring": ("sprang", "sprung"),
    "wound": ("wounded", "wounded"),
}
_DOUBLED = re.compile(r"[^aeiou]*[aeiou][bdgklmnprt]")


@dataclass(frozen=True, slots=True)
class Forms:
    base: str
    third: str
    past: str
    participle: str
    gerund: str


@lru_cache(maxsize=1)
def _irregular_by_base() -> dict[str, tuple[str, ...]]:
    table: dict[str, tuple[str, ...]] = {}
    for (form, pos), base in lexicon.irregular().items():
        if pos == "v" and not form.endswith("ing") and re.fullmatch("[a-z]+", form):
            table[base] = (*table.get(base, ()), form)
    return table


@lru_cache(maxsize=8192)
def forms(base: str) -> Forms | None:
    """Return the forms of a verb, None where they are not sure.

    >>> forms("give").past, forms("give").participle, forms("stop").past, forms("deny").third
    ('gave', 'given', 'stopped', 'denies')
    >>> forms("swell") is None
    True
    """
    if not re.fullmatch("[a-z]+", base) or lexicon.counts(base).get("v") is None:
        return None
    pair = _past(base)
    if pair is None:
        return None
    third = {"be": "is", "have": "has"}.get(base) or _third(base)
    return Forms(base, third, *pair, _gerund(base))


def _third(base: str) -> str:
    if re.search("(?:s|x|z|ch|sh|[^aeiou]o)$", base):
        return base + "es"
    return base[:-1] + "ies" if re.search("[^aeiou]y$", base) else base + "s"


def _gerund(base: str) -> str:
    if base.endswith("ie"):
        return base[:-2] + "ying"
    if base.endswith("e") and not base.endswith(("ee", "ye", "oe")) and base != "be":
        return base[:-1] + "ing"
    if base + base[-1] + "ed" in _irregular_by_base().get(base, ()) or _doubles(base):
        return base + base[-1] + "ing"
    return base + "ing"


def _doubles(base: str) -> bool:
    return _DOUBLED.fullmatch(base) is not None or base in ("begin", "forget", "admit", "commit")


def _past(base: str) -> tuple[str, str] | None:
    if base in SPECIAL:
        return SPECIAL[base]
    if base in UNCHANGED:
        return base, base
    known = _irregular_by_base().get(base, ())
    if base in LIKE_BASE:
        return (known[0], base) if len(known) == 1 else None
    if not known:
        return (_regular(base),) * 2
    regular = [form for form in known if form.endswith("ed")]
    if len(known) == 1:
        only = known[0]
        return None if only.endswith(("wn", "en")) else (only, only)
    if regular:
        return (regular[0], regular[0]) if len(regular) == len(known) == 1 else None
    ended = [form for form in known if re.search("(?:n|ne)$", form)]
    others = [form for form in known if form not in ended]
    return (others[0], ended[0]) if len(ended) == len(others) == 1 else None


def _regular(base: str) -> str:
    if base.endswith("e"):
        return base + "d"
    if re.search("[^aeiou]y$", base):
        return base[:-1] + "ied"
    return base + base[-1] + "ed" if _doubles(base) else base + "ed"


def like(token: str, old: str, new: str, *, participle: bool = False) -> str | None:
    """Return the verb `new` in the form that `token` is of the verb `old`.

    >>> like("supported", "support", "oppose"), like("winning", "win", "lose")
    ('opposed', 'losing')
    >>> like("taken", "take", "give"), like("rises", "rise", "fall")
    ('given', 'falls')
    """
    was, will = forms(old), forms(new)
    if was is None or will is None:
        return None
    for name in ("base", "third", "gerund", *(("participle",) if participle else ("past",))):
        if getattr(was, name) == token:
            return str(getattr(will, name))
    return will.participle if token == was.participle else None


def is_plural(noun: str) -> bool:
    """Tell whether a lower-case noun is a plural.

    >>> is_plural("voters"), is_plural("people"), is_plural("boss"), is_plural("news")
    (True, True, False, False)
    """
    if noun in ("people", "police", "men", "women", "children"):
        return True
    if noun in ("news", "politics", "economics", "series", "lens", "congress"):
        return False
    return noun.endswith("s") and not noun.endswith(("ss", "us", "is"))
