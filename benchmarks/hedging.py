"""How well hedges are found: `python benchmarks/hedging.py`.

Scores tests/hedging/cases.jsonl, both parts ('unseen' was never tuned on), against
a baseline in the same run: the same lexicon without guards, masks and the grammar
of opinion holders. With CLAIMS_DATA set it also checks sentences and cues of the
Szeged Uncertainty Corpus (Wikipedia) and the CoNLL-2010 weasel sentences, which were
annotated by other rules; approximators and boosters are left out there, for those
corpora have none. `--errors dev` prints what went wrong in a part.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
import time
import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from claims.attribution import HedgeKind
from claims.hedging import find_hedges_in, owner
from claims.hedging.pattern import index, match_at, parse
from claims.hedging.word import split_words
from claims.span import Span
from tests.hedging.cases import Case, load

Found = tuple[Span, HedgeKind]
Finder = Callable[[Case], list[Found]]
HOLDERS = re.compile(
    r"(?i)\b(?:some |many |most |a |an |one |several )?(?:senior |western |military )?"
    r"(?:analysts?|experts?|critics|observers|officials?|diplomats?|sources?|many|some|others)\b"
)
CARELESS = {HedgeKind.APPROXIMATOR, HedgeKind.BOOSTER}


@dataclass(slots=True)
class Score:
    """Overlap counts; `kinds` are found hedges whose kind is right too."""

    gold: int = 0
    found: int = 0
    matched_gold: int = 0
    matched_found: int = 0
    kinds: int = 0
    traps: int = 0
    alarms: int = 0

    def f1(self) -> float:
        precision = self.matched_found / max(1, self.found)
        recall = self.matched_gold / max(1, self.gold)
        return 2 * precision * recall / max(1e-9, precision + recall)


def ours(case: Case) -> list[Found]:
    return [(hedge.span, hedge.kind) for hedge in case.found()]


def baseline_in(text: str) -> list[Found]:
    words, found, done = split_words(text), [], 0
    for at in range(len(words)):
        match = match_at(PLAIN, words, at) if at >= done else None
        if match and match.kind:
            done = match.right
            span = Span(words.starts[match.left], words.ends[match.right - 1])
            found.append((span, match.kind))
    found.extend(
        (Span(*match.span()), HedgeKind.UNNAMED_SOURCE) for match in HOLDERS.finditer(text)
    )
    return found


def plain_patterns() -> list[object]:
    text = Path(str(owner.__file__)).with_name("lexicon.toml").read_text("utf-8")
    entries = tomllib.loads(text)["entry"]
    return [
        parse(line, HedgeKind(entry["kind"]))
        for entry in entries
        if entry["kind"] != "none"
        for line in entry["patterns"]
    ]


PLAIN = index(plain_patterns())


def score(cases: Iterable[Case], finder: Finder, kind: HedgeKind | None = None) -> Score:
    total = Score()
    for case in cases:
        found = finder(case)
        gold: list[Found] = [(hedge.span, hedge.kind) for hedge in case.gold]
        total.traps += case.trap
        total.alarms += case.trap and bool(found)
        if kind:
            found = [pair for pair in found if pair[1] is kind]
            gold = [pair for pair in gold if pair[1] is kind]
        total.gold += len(gold)
        total.found += len(found)
        for span, right in gold:
            over = [other for other in found if other[0].overlaps(span)]
            total.matched_gold += bool(over)
            total.kinds += any(other[1] is right for other in over)
        total.matched_found += sum(any(f[0].overlaps(g[0]) for g in gold) for f in found)
    return total


def owners(cases: Iterable[Case]) -> float:
    right = all_ = 0
    for case in cases:
        for gold in case.gold:
            for hedge in case.found():
                if hedge.span.overlaps(gold.span):
                    all_ += 1
                    right += hedge.owner is gold.owner
    return right / max(1, all_)


def report(name: str, cases: list[Case]) -> None:
    hedged = sum(not case.trap for case in cases)
    print(f"\n{name}: {len(cases)} sentences, {len(cases) - hedged} of them traps")
    print(f"  {'':18} {'F1':>6} {'kinds':>6} {'false alarms':>13}")
    for label, finder in (("ours", ours), ("baseline", lambda case: baseline_in(case.text))):
        total = score(cases, finder)
        print(
            f"  {label:18} {total.f1():6.3f} {total.kinds / max(1, total.matched_gold):6.3f} "
            f"{total.alarms:5} of {total.traps:3}"
        )
    print(f"  owner right        {owners(cases):6.3f}")
    for kind in HedgeKind:
        one = score(cases, ours, kind)
        print(f"    {kind.value:18} {one.f1():6.3f}  ({one.gold} in gold)")


def errors(cases: list[Case]) -> None:
    for case in cases:
        found = case.found()
        missed = [g for g in case.gold if not any(g.span.overlaps(f.span) for f in found)]
        extra = [f for f in found if not any(g.span.overlaps(f.span) for g in case.gold)]
        other = [
            (g, f)
            for g in case.gold
            for f in found
            if g.span.overlaps(f.span) and (g.kind, g.owner) != (f.kind, f.owner)
        ]
        if missed or extra or other:
            print("-", case.text)
            for label, hedges in (("missed", missed), ("extra", extra)):
                for hedge in hedges:
                    print(f"    {label}: {hedge.span.text_in(case.text)} | {hedge.kind}")
            for gold, hedge in other:
                print(
                    f"    {hedge.span.text_in(case.text)}: {hedge.kind}/{hedge.owner}, "
                    f"should be {gold.kind}/{gold.owner}"
                )


def ratio(right: int, found: int, gold: int) -> str:
    precision, recall = right / max(1, found), right / max(1, gold)
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    return f"P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}"


def outside(folder: Path) -> None:
    def sentence_level(rows: list[dict[str, object]], gold: list[bool], name: str) -> None:
        for label, finder in (("ours", find_hedges_in), ("baseline", baseline_in)):
            said = [any(k not in CARELESS for _, k in finder(str(row["text"]))) for row in rows]
            right = sum(a and b for a, b in zip(said, gold, strict=True))
            print(f"  {name:34} {label:9} {ratio(right, sum(said), sum(gold))}")

    def read(name: str) -> list[dict[str, object]]:
        with (folder / name).open(encoding="utf-8") as lines:
            return [json.loads(line) for line in lines]

    print("\noutside check (other annotation rules)")
    szeged = read("szeged_wiki_train.jsonl")
    sentence_level(szeged, [bool(row["cues"]) for row in szeged], "Szeged wiki sentences")
    conll = read("conll2010_wiki_train.jsonl")
    weasel = [row["label"] == "uncertain" for row in conll]
    sentence_level(conll, weasel, "CoNLL-2010 weasel sentences")
    cue_level(szeged)


def cue_level(rows: list[dict[str, object]]) -> None:
    for kind in ("epistemic_probable", "doxastic", "condition", "investigation"):
        gold = found = 0
        for row in rows:
            spans = [Span(c[0], c[1]) for c in row["cues"] if c[2] == kind]  # type: ignore[attr-defined]
            seen = find_hedges_in(str(row["text"])) if spans else ()
            gold += len(spans)
            found += sum(any(span.overlaps(other) for other, _ in seen) for span in spans)
        print(f"  Szeged cues, {kind:21} recall {found / max(1, gold):.3f} of {gold}")


def speed(cases: list[Case]) -> None:
    text = "\n\n".join(case.text for case in cases) * 10
    start = time.process_time()
    find_hedges_in(text)
    print(f"\nspeed: {len(text.split()) / (time.process_time() - start):,.0f} words a second")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--errors", choices=["dev", "unseen"])
    chosen = parser.parse_args().errors
    cases = list(load())
    if chosen:
        errors([case for case in cases if case.part == chosen])
        return
    for part in ("dev", "unseen"):
        report(part, [case for case in cases if case.part == part])
    folder = os.environ.get("CLAIMS_DATA")
    if folder:
        outside(Path(folder) / "hedge")
    else:
        print("\nCLAIMS_DATA is not set: the outside check is left out")
    speed(cases)


if __name__ == "__main__":
    main()
