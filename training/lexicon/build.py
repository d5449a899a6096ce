"""Make the lexical tables of claims/comparison/data from WordNet 3.0.

WordNet's dict files come with Debian's package ``wordnet-base``
(``apt-get install wordnet-base`` puts them into /usr/share/wordnet). Run

    python -m training.lexicon.build /usr/share/wordnet claims/comparison/data

Four tables, each sorted, so that a rebuild changes nothing:

words.tsv.gz     lemma, tag counts a part of speech, the first senses (as short
                 ids), their hypernyms, the verb or adjective it derives from
antonyms.tsv     direct antonyms and those that derived words inherit
forms.tsv        irregular inflected forms and their lemmas
LICENSE-wordnet  the licence, which asks to be kept with every copy
"""

from __future__ import annotations

import gzip
import re
import sys
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

FILES = {"n": "noun", "v": "verb", "a": "adj", "r": "adv"}
SENSES = {"n": 3, "v": 4, "a": 3, "r": 2}
PLAIN = re.compile(r"[a-z][a-z'-]*[a-z]")
PHRASAL = re.compile(
    r"[a-z]+_(?:up|down|out|off|in|over|back|on|away|through|apart|about|by|along|for|into|to|with)"
)
TAGGED = {"1": "n", "2": "v", "3": "a", "4": "r", "5": "a"}


@dataclass
class Synset:
    words: list[str]
    hypernyms: list[str] = field(default_factory=list)
    antonyms: list[tuple[str, str]] = field(default_factory=list)
    derived: list[tuple[str, str, str]] = field(default_factory=list)


def read_counts(folder: Path) -> dict[tuple[str, str], int]:
    """Return how often each (lemma, part of speech) is tagged in WordNet's own texts."""
    counts: dict[tuple[str, str], int] = defaultdict(int)
    for line in (folder / "cntlist.rev").read_text().splitlines():
        key, _, count = line.split()
        lemma, rest = key.split("%", 1)
        counts[lemma, TAGGED[rest[0]]] += int(count)
    return counts


def read_index(folder: Path, pos: str) -> dict[str, list[str]]:
    """Return the synset offsets of each lemma, the most frequent sense first."""
    senses = {}
    for line in (folder / f"index.{FILES[pos]}").read_text().splitlines():
        if line.startswith("  "):
            continue
        parts = line.split()
        senses[parts[0]] = parts[-int(parts[2]) :]
    return senses


def read_data(folder: Path, pos: str) -> dict[str, Synset]:
    synsets = {}
    for line in (folder / f"data.{FILES[pos]}").read_text().splitlines():
        if line.startswith("  "):
            continue
        parts = line.split(" | ")[0].split()
        count = int(parts[3], 16)
        words = [re.sub(r"\(.*\)", "", w).lower() for w in parts[4 : 4 + 2 * count : 2]]
        synset = Synset(words)
        pointers = parts[4 + 2 * count + 1 :]
        for i in range(int(parts[4 + 2 * count])):
            symbol, offset, other, ends = pointers[4 * i : 4 * i + 4]
            other = "a" if other == "s" else other
            source = words[int(ends[:2], 16) - 1] if ends[:2] != "00" else ""
            if symbol in ("@", "@i", "&", "$"):
                synset.hypernyms.append(offset)
            elif symbol == "!":
                synset.antonyms.append((source, f"{other}{offset}:{int(ends[2:], 16) - 1}"))
            elif symbol == "+":
                synset.derived.append((source, other, f"{offset}:{int(ends[2:], 16) - 1}"))
        synsets[parts[0]] = synset
    return synsets


def short(offset: str) -> str:
    """Return the offset in base 36, which is half as long."""
    digits, number, out = "0123456789abcdefghijklmnopqrstuvwxyz", int(offset), ""
    while number:
        number, rest = divmod(number, 36)
        out = digits[rest] + out
    return out or "0"


def akin(base: str, word: str) -> bool:
    """Tell whether a word looks made from the base: 'resignation' from 'resign'."""
    return word.startswith(base.rstrip("ey")) or (base[:4] == word[:4] and len(base) <= len(word))


def build(folder: Path, out: Path) -> None:
    counts = read_counts(folder)
    index = {pos: read_index(folder, pos) for pos in FILES}
    data = {pos: read_data(folder, pos) for pos in FILES}
    families: dict[tuple[str, str], str] = {}
    related: dict[tuple[str, str], set[tuple[str, str]]] = defaultdict(set)
    for pos, synsets in data.items():
        for synset in synsets.values():
            for source, other, target in synset.derived:
                offset, number = target.split(":")
                word = data[other][offset].words[int(number)]
                related[source, pos].add((word, other))
    for (word, pos), others in related.items():
        if pos in "na":
            bases = [w for w, p in others if p == "v" and akin(w, word) and PLAIN.fullmatch(w)]
            if not bases and pos == "n":
                bases = [w for w, p in others if p == "a" and akin(w, word)]
            if bases:
                families[word, pos] = max(
                    bases, key=lambda w: (counts.get((w, "v"), 0) + counts.get((w, "a"), 0), w)
                )

    opposites: set[tuple[str, str, str, str]] = set()
    for pos, synsets in data.items():
        for synset in synsets.values():
            for source, target in synset.antonyms:
                offset, number = target[1:].split(":")
                word = data[target[0]][offset].words[int(number)]
                if PLAIN.fullmatch(source) and PLAIN.fullmatch(word):
                    opposites.add((source, pos, word, target[0]))
    inherited = set()
    for a, pa, b, pb in opposites:
        for da, qa in related[a, pa]:
            for db, qb in related[b, pb]:
                stems = da[:3] == a[:3] and db[:3] == b[:3]
                if qa == qb and stems and PLAIN.fullmatch(da) and PLAIN.fullmatch(db) and da != db:
                    inherited.add((da, qa, db, qb))
    opposites |= {o for o in inherited if counts.get(o[:2], 0) + counts.get(o[2:], 0) > 0}
    opposites |= {(b, pb, a, pa) for a, pa, b, pb in opposites}

    in_pairs = {(a, pa) for a, pa, _, _ in opposites}
    lines = []
    words = sorted({w for senses in index.values() for w in senses if PLAIN.fullmatch(w)})
    words += sorted(w for w in index["v"] if PHRASAL.fullmatch(w))
    kept = set()

    def related_to(word: str) -> bool:
        return any((word, pos) in families for pos in "na")

    for word in words:
        tags = [pos for pos in FILES if word in index[pos]]
        total = sum(counts.get((word, pos), 0) for pos in tags)
        if not (
            total or "v" in tags or related_to(word) or any((word, pos) in in_pairs for pos in tags)
        ):
            continue
        kept.add(word)
        senses, above = [], []
        for pos in tags:
            for offset in index[pos][word][: SENSES[pos]]:
                senses.append(pos + short(offset))
                above.append("+".join(pos + short(h) for h in data[pos][offset].hypernyms[:2]))
        base = families.get((word, "n")) or families.get((word, "a")) or ""
        numbers = " ".join(f"{pos}{counts.get((word, pos), 0)}" for pos in tags)
        lines.append(
            "\t".join([word, numbers, " ".join(senses), " ".join(a or "-" for a in above), base])
        )
    with (out / "words.tsv.gz").open("wb") as raw, gzip.GzipFile("", "wb", 9, raw, 0) as file:
        file.write(("\n".join(lines) + "\n").encode())

    (out / "antonyms.tsv").write_text(
        "".join(f"{a}\t{pa}\t{b}\t{pb}\n" for a, pa, b, pb in sorted(opposites) if a < b)
    )
    forms = []
    for pos, name in FILES.items():
        for line in (folder / f"{name}.exc").read_text().splitlines():
            form, lemma = line.split()[:2]
            if lemma in kept and PLAIN.fullmatch(form) and form != lemma:
                forms.append(f"{form}\t{pos}\t{lemma}\n")
    (out / "forms.tsv").write_text("".join(sorted(set(forms))))
    header = (folder / "data.noun").read_text().splitlines()[:29]
    licence = "\n".join(
        line.strip()[2:].strip() if line.strip()[1:2] == " " else line.strip()[3:]
        for line in header
    )
    (out / "LICENSE-wordnet").write_text(licence + "\n")


if __name__ == "__main__":
    build(Path(sys.argv[1]), Path(sys.argv[2]))
