"""A bundle that another program could have written, of ten thousand claims, in and out again.

CLAIMS_TEST_CLAIMS makes it smaller or larger.
"""

from __future__ import annotations

import gc
import json
import os
import shutil
import tracemalloc
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from claims import Library
from claims.attribution import Attribution, Speaker
from claims.span import Span
from claims.store import identity
from claims.store.bundle import arrive, opening, pack, unpack
from claims.store.bundle.form import FILES, FORMAT, MANIFEST

CLAIMS = int(os.environ.get("CLAIMS_TEST_CLAIMS", "10000"))
EACH = 50
"""Claims of a document."""

MOMENT = "2026-01-02T03:04:05.000678+00:00"


def source_name(number: int) -> str:
    return f"Gazette {number % 7}"


def make_bundle(folder: Path, claims: int) -> Path:
    """Write a bundle with the standard library alone, as docs/bundle.md describes it."""
    folder.mkdir()
    documents = [make_document(number) for number in range(claims // EACH)]
    made = [claim for document in documents for claim in make_claims(document)]
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in FILES}
    rows["sources.jsonl"] = [make_source(source_name(number)) for number in range(7)]
    rows["speakers.jsonl"] = [make_speaker(number) for number in range(200)]
    rows["documents.jsonl"] = documents
    rows["claims.jsonl"] = made
    rows["relations.jsonl"] = list(make_relations(made))
    rows["decisions.jsonl"] = [
        make_decision(number, claim["id"]) for number, claim in enumerate(made[::10])
    ]
    files = {}
    for name in FILES:
        data = "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows[name]).encode()
        (folder / name).write_bytes(data)
        digest = sha256(data).hexdigest()
        files[name] = {"rows": len(rows[name]), "bytes": len(data), "sha256": digest}
    manifest = {"format": FORMAT, "version": 1, "made": MOMENT, "program": "other", "files": files}
    (folder / MANIFEST).write_text(json.dumps(manifest), "utf-8")
    return folder


def make_source(name: str) -> dict[str, Any]:
    keys = ("kind", "country", "homepage", "reliability", "judged_by", "judged_on", "why")
    return {"name": name, **dict.fromkeys(keys)}


def speaker_name(number: int) -> str:
    return f"Ida Lamm {number % 200}"


def make_speaker(number: int) -> dict[str, Any]:
    name = speaker_name(number)
    public_id = identity.speaker_id(name, "person")
    return {"id": public_id, "name": name, "kind": "person", "aliases": [f"Lamm {number}"]}


def sentence(document: int, number: int) -> str:
    return f"Gate {number} of dam {document} may hold — {speaker_name(number)} said.\n"


def make_document(number: int) -> dict[str, Any]:
    text = "".join(sentence(number, place) for place in range(EACH))
    digest = sha256(text.encode()).hexdigest()
    return {
        "id": identity.document_id(digest, source_name(number), None),
        "path": f"{number}.txt",
        "title": f"Dam {number}",
        "authors": ["Ana Brill"],
        "published": "2024-05",
        "precision": "month",
        "url": None,
        "language": "en",
        "media_type": "text/plain",
        "reader": "plain 1",
        "sha256": digest,
        "data": b64encode(text.encode()).decode(),
        "text": text,
        "added": MOMENT,
        "accessed": "2024-06",
        "archived": f"https://web.archive.org/web/20240601080000/https://dam.example/{number}",
        "source": source_name(number),
        "supersedes": None,
        "run": None,
        "zones": [{"kind": "body", "start": 0, "end": len(text), "author": None}],
        "speakers": [],
    }


def make_claims(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    start = 0
    for number, line in enumerate(document["text"].splitlines(keepends=True)):
        yield make_claim(document["id"], number, line, start)
        start += len(line)


def make_claim(document: str, number: int, line: str, start: int) -> dict[str, Any]:
    content = line.split(" — ")[0]
    who = speaker_name(number)
    places = {
        role: (start + line.index(words), start + line.index(words) + len(words))
        for role, words in (("content", content), ("speaker", who), ("cue", "said"))
    }
    said = {role: (Span(*place),) for role, place in places.items()}
    attribution = Attribution(said["content"], Speaker(said["speaker"]), said["cue"])
    spans = [(role, *places[role]) for role in ("content", "cue", "speaker")]
    spans.insert(2, ("party", *places["speaker"]))
    hedge = start + line.index("may")
    return {
        "id": identity.claim_id(document, attribution),
        "start": places["content"][0],
        "end": places["content"][1],
        "voice": "attributed",
        "quotation": "indirect",
        "act": "asserts",
        "stance": "neutral",
        "polarity": "positive",
        "content": content,
        "speaker_name": who,
        "speaker_kind": "person",
        "likelihood_term": None,
        "likelihood_low": None,
        "likelihood_high": None,
        "said": None,
        "score": 0.1 + 0.2,
        "made_by": None,
        "added": MOMENT,
        "document": document,
        "parent": None,
        "earlier": None,
        "run": None,
        "spans": [
            {"role": role, "part": 0, "position": 0, "start": first, "end": last}
            for role, first, last in spans
        ],
        "speakers": [
            {
                "position": 0,
                "name": who,
                "kind": "person",
                "role": "engineer",
                "affiliation": None,
                "speaker": identity.speaker_id(who, "person"),
            }
        ],
        "hops": [],
        "hedges": [
            {
                "position": 0,
                "start": hedge,
                "end": hedge + 3,
                "kind": "epistemic",
                "owner": "speaker",
                "hop": None,
            }
        ],
        "terms": sorted({"gate", "dam", f"number{number}", "hold"}),
    }


def make_relations(claims: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for one, other in zip(claims[::5], claims[EACH::5], strict=False):
        yield {
            "id": identity.relation_id(one["id"], other["id"]),
            "kind": "tension",
            "aspect": "number",
            "score": 0.7,
            "reasons": [{"aspect": "number", "a": "1", "b": "2", "sentence": "1 is not 2."}],
            "added": MOMENT,
            "a": one["id"],
            "b": other["id"],
            "run": None,
        }


def make_decision(number: int, subject: str) -> dict[str, Any]:
    return {
        "id": identity.make_id("v", str(number)),
        "subject_kind": "claim",
        "subject": subject,
        "verdict": "accept",
        "target": None,
        "confidence": "High",
        "who": "Ada",
        "at": MOMENT,
        "note": None,
    }


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_bundle(tmp_path_factory.mktemp("size") / "made", CLAIMS)


def test_ten_thousand_claims_come_out_as_they_went_in(
    made: Path, template: Path, tmp_path: Path
) -> None:
    db = Path(shutil.copy(template, tmp_path / "claims.db"))
    with Library.open(db) as library:
        report = library.import_bundle(made)
        assert report.counts["claims"] == CLAIMS
        library.export(tmp_path / "out")
    for name in FILES:
        there, here = made / name, tmp_path / "out" / name
        with there.open(encoding="utf-8") as one, here.open(encoding="utf-8") as other:
            for line, again in zip(one, other, strict=True):
                assert json.loads(line) == json.loads(again)


def peak_of(work: Callable[[], object]) -> int:
    """Return the most bytes that `work` held at a time."""
    gc.collect()
    gc.freeze()  # or a collection waits for a quarter of all there is in the process
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
        gc.unfreeze()


@contextmanager
def without_collection() -> Iterator[None]:
    """As it is while a command runs that only reads."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def test_memory_does_not_grow_with_the_number_of_documents(
    template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of each file the larger bundles hold several times what is taken together."""
    for module, name in ((pack, "BATCH"), (unpack, "BATCH"), (arrive, "CHUNK")):
        monkeypatch.setattr(module, name, EACH // 2)
    monkeypatch.setattr(opening, "CHUNK", 4096)
    imports, exports = [], []
    for documents in (1, 6, 24):
        bundle = make_bundle(tmp_path / f"made{documents}", documents * EACH)
        db = Path(shutil.copy(template, tmp_path / f"{documents}.db"))
        out = tmp_path / f"out{documents}"
        with Library.open(db) as library:
            imports.append(peak_of(partial(library.import_bundle, bundle)))
            with without_collection():
                exports.append(peak_of(partial(library.export, out)))
    # the first time fills what the process keeps
    assert imports[2] < 1.15 * imports[1]
    assert exports[2] < 1.15 * exports[1]
