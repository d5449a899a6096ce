"""The contracts of the command line that other programs rely on."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from claims.cli.reference import PAGE, reference
from tests.conftest import SEEDS, Run
from tests.schema import validate

ARTICLE = SEEDS / "articles" / "ossel-dam" / "01-halyard-flood-below-ossel.txt"
LISTINGS: dict[str, tuple[str, ...]] = {
    "documents": ("documents",),
    "sources": ("sources",),
    "speakers": ("speakers",),
    "terms": ("terms",),
    "claims": ("list",),
    "relations": ("relations",),
    "verify": ("verify",),
}


def ids_of(rows: list[dict[str, Any]]) -> list[str]:
    return [row["id"] for row in rows]


@pytest.mark.parametrize("name", LISTINGS)
def test_every_listing_has_its_documented_json(name: str, run: Run, seeded: Path) -> None:
    result = run("--db", seeded, *LISTINGS[name], "--format", "json")
    assert result.status == 0, result.err
    rows = json.loads(result.out)
    validate(name, rows)
    assert rows or name == "verify"


@pytest.mark.parametrize("name", [name for name in LISTINGS if name != "verify"])
def test_json_lines_and_csv_hold_as_many_rows_as_json(name: str, run: Run, seeded: Path) -> None:
    rows = json.loads(run("--db", seeded, *LISTINGS[name], "--format", "json").out)
    lines = run("--db", seeded, *LISTINGS[name], "--format", "jsonl").out.splitlines()
    assert [json.loads(line) for line in lines] == rows
    table = list(csv.DictReader(io.StringIO(run("--db", seeded, *LISTINGS[name], "-f", "csv").out)))
    assert len(table) == len(rows)


@pytest.mark.parametrize("name", LISTINGS)
def test_every_listing_has_a_table(name: str, run: Run, seeded: Path) -> None:
    result = run("--db", seeded, *LISTINGS[name])
    assert result.status == 0
    assert result.err if name == "verify" else result.out


def test_contradictions_are_the_relations_of_two_kinds(run: Run, seeded: Path) -> None:
    rows = json.loads(run("--db", seeded, "contradictions", "--format", "json").out)
    validate("relations", rows)
    both = run(
        "--db", seeded, "relations", "--kind", "contradicts", "--kind", "tension", "-f", "json"
    )
    assert json.loads(both.out) == rows
    assert {row["relation"] for row in rows} <= {"contradicts", "tension"}
    scores = [row["score"] for row in rows]
    assert scores == sorted(scores, reverse=True)


def test_list_without_a_topic_shows_hedged_authorial_claims_but_not_flat_ones(
    run: Run, seeded: Path
) -> None:
    shown = json.loads(run("--db", seeded, "list", "-f", "json").out)
    every = json.loads(run("--db", seeded, "list", "--voice", "all", "-f", "json").out)
    flat = [row for row in every if row["voice"] == "authorial" and not row["hedges"]]
    assert flat
    assert not {*ids_of(flat)} & {*ids_of(shown)}
    assert any(row["voice"] == "authorial" for row in shown)


@pytest.mark.parametrize(
    ("options", "holds"),
    [
        (("--voice", "authorial"), lambda row: row["voice"] == "authorial"),
        (("--voice", "attributed"), lambda row: row["voice"] == "attributed"),
        (("--hedged",), lambda row: bool(row["hedges"])),
        (("--flat",), lambda row: not row["hedges"]),
        (("--hedge", "epistemic"), lambda row: "epistemic" in {h["kind"] for h in row["hedges"]}),
        (("--speaker-kind", "person"), lambda row: row["speaker"]["kind"] == "person"),
        (("--source", "Halyard"), lambda row: "Halyard" in row["document"]["source"]),
        (("--since", "2024"), lambda row: row["document"]["published"] >= "2024"),
        (("--until", "2021-06-04"), lambda row: row["document"]["published"] <= "2021-06-04"),
        (("--act", "denies"), lambda row: row["act"] == "denies"),
        (("--speaker", "Talvik"), lambda row: "Talvik" in row["speaker"]["name"]),
        (("--status", "open"), lambda row: row["status"] == "open"),
        (("--limit", "3"), lambda row: bool(row["id"])),
    ],
)
def test_list_narrows(run: Run, seeded: Path, options: tuple[str, ...], holds: Any) -> None:
    rows = json.loads(run("--db", seeded, "list", *options, "-f", "json").out)
    assert rows
    assert all(holds(row) for row in rows)
    if "--limit" in options:
        assert len(rows) == 3


def test_list_sorts_from_flat_to_most_hedged(run: Run, seeded: Path) -> None:
    rows = json.loads(run("--db", seeded, "list", "--sort", "hedge", "-f", "json").out)
    assert not rows[0]["hedges"]
    assert rows[-1]["hedges"]


@pytest.mark.parametrize(
    "query",
    [
        '"gate three"',
        "siren AND gate",
        "siren OR gate",
        "dam NOT siren",
        "sir*",
        "(siren OR gate) dam",
    ],
)
def test_a_topic_can_be_a_phrase_or_a_combination(run: Run, seeded: Path, query: str) -> None:
    result = run("--db", seeded, "list", query, "--voice", "all", "-f", "json")
    assert result.status == 0
    assert json.loads(result.out)


def test_a_topic_is_stemmed(run: Run, seeded: Path) -> None:
    one = json.loads(run("--db", seeded, "list", "flood", "--voice", "all", "-f", "json").out)
    other = json.loads(run("--db", seeded, "list", "floods", "--voice", "all", "-f", "json").out)
    assert {*ids_of(one)} == {*ids_of(other)}


def test_show_opens_a_claim_at_its_passage(run: Run, seeded: Path) -> None:
    claim = json.loads(run("--db", seeded, "list", "siren", "-f", "json").out)[0]
    shown = json.loads(run("--db", seeded, "show", claim["id"], "-f", "json").out)
    validate("passage", shown)
    spans = claim["content"]["spans"]
    quotes = [s for s in shown["selectors"] if s["type"] == "TextQuoteSelector"]
    text = " ".join(part["text"] for part in shown["passage"])
    assert [quote["exact"] for quote in quotes] == [
        part for part in [q["exact"] for q in quotes] if part in text
    ]
    assert len(quotes) == len(spans)
    table = run("--db", seeded, "show", claim["id"])
    assert table.status == 0
    assert "[" in table.out


def test_show_takes_the_beginning_of_an_id(run: Run, seeded: Path) -> None:
    claim = json.loads(run("--db", seeded, "list", "siren", "-f", "json").out)[0]
    assert run("--db", seeded, "show", claim["id"][:10]).status == 0


def test_extract_gives_one_documented_line_per_file(run: Run) -> None:
    result = run("extract", ARTICLE)
    assert result.status == 0
    row = json.loads(result.out)
    validate("extract", row)
    text = ARTICLE.read_text("utf-8")
    assert row["id"] == str(ARTICLE)
    for attribution in row["attributions"]:
        for role in ("speaker", "cue", "content"):
            pieces = [text[start:end] for start, end in attribution[role]["spans"]]
            assert " ".join(pieces) == attribution[role]["text"]
        for hedge in attribution["hedges"]:
            assert text[hedge["start"] : hedge["end"]] == hedge["text"]


def test_extract_reads_standard_input(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    held = io.TextIOWrapper(io.BytesIO(b"The tide is late, the pilot said.\n"))
    monkeypatch.setattr(sys, "stdin", held)
    row = json.loads(run("extract", "-").out)
    validate("extract", row)
    assert row["id"] == "-"


def test_extract_narrows_to_a_voice_and_keeps_parents_right(run: Run) -> None:
    row = json.loads(run("extract", ARTICLE, "--voice", "attributed").out)
    assert {a["voice"] for a in row["attributions"]} == {"attributed"}
    for index, attribution in enumerate(row["attributions"]):
        assert attribution["parent"] is None or attribution["parent"] < index


def test_extract_gives_the_same_alone_and_in_a_batch(run: Run) -> None:
    files = sorted((SEEDS / "articles").rglob("*.txt"))
    assert len(files) >= 8
    together = run("extract", *files).out.splitlines()
    assert together[0] == run("extract", files[0]).out.strip()
    assert [json.loads(line)["id"] for line in together] == [str(file) for file in files]


def test_compare_answers_for_two_texts(run: Run) -> None:
    result = run("compare", "The gate was opened.", "The gate was not opened.", "-f", "json")
    answer = json.loads(result.out)
    validate("comparison", answer)
    assert answer["relation"] == "contradicts"
    assert answer["aspect"] == "negation"


def test_compare_answers_for_two_ids(run: Run, seeded: Path) -> None:
    dispute = json.loads(run("--db", seeded, "contradictions", "-f", "json").out)[0]
    result = run("--db", seeded, "compare", dispute["a"]["id"], dispute["b"]["id"], "-f", "json")
    answer = json.loads(result.out)
    validate("comparison", answer)
    assert answer["relation"] == dispute["relation"]


def test_compare_answers_for_a_file_of_pairs_and_names_a_bad_line(run: Run, tmp_path: Path) -> None:
    good = {"id": "p1", "a": "The gate was opened.", "b": "The gate was not opened."}
    lines = [
        json.dumps(good),
        "{",
        json.dumps({"id": "p2", "a": "x"}),
        json.dumps({**good, "id": 3}),
    ]
    (tmp_path / "pairs.jsonl").write_text("\n".join(lines), encoding="utf-8")
    result = run("compare", "--pairs", "pairs.jsonl")
    assert result.status == 1
    rows = [json.loads(line) for line in result.out.splitlines()]
    assert [row["id"] for row in rows] == ["p1", 3]
    for row in rows:
        validate("comparison", row)
    assert "line 2" in result.err
    assert "line 3" in result.err


def test_compare_without_two_sides_is_bad_usage(run: Run) -> None:
    assert run("compare", "one text").status == 2


def test_comparing_everything_again_finds_the_same_relations(run: Run, seeded: Path) -> None:
    def found() -> set[tuple[str, str]]:
        rows = json.loads(run("--db", seeded, "relations", "-f", "json").out)
        return {(row["id"], row["relation"]) for row in rows}

    added_one_by_one = found()
    assert run("--db", seeded, "compare", "--all").status == 0
    together = found()
    # which terms are rare is known better at the end than when the first documents came
    assert len(added_one_by_one & together) > 0.9 * len(together)
    assert run("--db", seeded, "compare", "--all").status == 0
    assert found() == together


def test_adding_a_document_twice_adds_nothing_and_says_so(run: Run) -> None:
    assert run("add", ARTICLE).status == 0
    again = run("add", ARTICLE)
    assert again.status == 0
    assert "already there" in again.err
    assert "added 0 documents" in again.err
    assert len(json.loads(run("documents", "-f", "json").out)) == 1


def test_one_text_at_two_outlets_is_two_documents(run: Run, tmp_path: Path) -> None:
    (tmp_path / "wire.txt").write_text("The tide is late, the pilot said.\n", encoding="utf-8")
    run("add", "wire.txt", "--source", "The Gull")
    run("add", "wire.txt", "--source", "The Heron")
    assert len(json.loads(run("documents", "-f", "json").out)) == 2


def test_flags_beat_the_sidecar_and_the_sidecar_beats_the_text(run: Run, tmp_path: Path) -> None:
    body = "A late tide\n\nBy Ada Finch\n\nMarch 4, 2021\n\nThe tide is late, the pilot said. " * 2
    (tmp_path / "a.txt").write_text(body, encoding="utf-8")
    (tmp_path / "a.meta.toml").write_text(
        'title = "Sidecar"\nsource = "The Gull"\n', encoding="utf-8"
    )
    run("add", "a.txt", "--source", "The Heron")
    document = json.loads(run("documents", "-f", "json").out)[0]
    assert document["title"] == "Sidecar"
    assert document["source"] == "The Heron"
    assert document["published"] == "2021-03-04"


def test_edit_corrects_and_keeps_the_id(run: Run) -> None:
    run("add", ARTICLE)
    before = json.loads(run("documents", "-f", "json").out)[0]
    result = run("edit", before["id"], "--published", "2023-03", "--title", "Corrected")
    assert result.status == 0
    after = json.loads(run("documents", "-f", "json").out)[0]
    assert (after["id"], after["published"], after["title"]) == (
        before["id"],
        "2023-03",
        "Corrected",
    )
    assert run("list", "Corrected", "--voice", "all").status == 0
    assert run("verify").status == 0


def test_when_a_copy_was_fetched_and_where_one_lies_is_added_corrected_and_shown(run: Run) -> None:
    live, copy = "https://halyard.example/1", "https://web.archive.org/web/20240311/"
    run("add", ARTICLE, "--accessed", "2024-03-12", "--archived", copy + live)
    document = json.loads(run("documents", "-f", "json").out)[0]
    assert (document["url"], document["accessed"], document["archived"]) == (
        live,
        "2024-03-12",
        copy + live,
    )
    run("edit", document["id"], "--accessed", "2024-03-13", "--archived", "https://perma.cc/AB-1")
    assert "2024-03-13" in run("documents").out
    claim = json.loads(run("list", "-f", "json").out)[0]["id"]
    shown = run("show", claim).out
    assert f"at {live}; accessed 2024-03-13; archived at https://perma.cc/AB-1" in shown
    for wrong in (("--accessed", "last week"), ("--archived", "in the drawer")):
        result = run("edit", document["id"], *wrong)
        assert (result.status, result.err.count("\n")) == (1, 1)


def test_remove_takes_a_document_with_its_claims(run: Run, seeded: Path) -> None:
    document = json.loads(run("--db", seeded, "documents", "-f", "json").out)[0]
    assert run("--db", seeded, "remove", document["id"], "--yes").status == 0
    left = json.loads(run("--db", seeded, "list", "--voice", "all", "-f", "json").out)
    assert document["id"] not in {row["document"]["id"] for row in left}
    assert run("--db", seeded, "verify").status == 0


def test_remove_asks_first(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    run("add", ARTICLE)
    document = json.loads(run("documents", "-f", "json").out)[0]
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"n\n")))
    assert run("remove", document["id"]).status != 0
    assert len(json.loads(run("documents", "-f", "json").out)) == 1


def test_a_decision_is_signed_and_shown(run: Run, seeded: Path) -> None:
    claim = json.loads(run("--db", seeded, "list", "siren", "-f", "json").out)[0]
    decided = run(
        "--db",
        seeded,
        "decide",
        claim["id"],
        "--verdict",
        "accept",
        "--by",
        "Ada",
        "--note",
        "seen",
    )
    assert decided.status == 0
    rows = json.loads(run("--db", seeded, "list", "--status", "accepted", "-f", "json").out)
    assert [(row["id"], row["reviewer"], row["note"]) for row in rows] == [
        (claim["id"], "Ada", "seen")
    ]
    run("--db", seeded, "decide", claim["id"], "--verdict", "reject", "--by", "Bo")
    again = json.loads(run("--db", seeded, "show", claim["id"], "-f", "json").out)["claim"]
    assert (again["status"], again["reviewer"]) == ("rejected", "Bo")


def test_a_dismissed_contradiction_is_not_listed_and_stays_dismissed(
    run: Run, seeded: Path
) -> None:
    dispute = json.loads(run("--db", seeded, "contradictions", "-f", "json").out)[0]
    run("--db", seeded, "decide", dispute["id"], "--verdict", "dismiss", "--by", "Ada")
    run("--db", seeded, "compare", "--all")
    left = json.loads(run("--db", seeded, "contradictions", "-f", "json").out)
    assert dispute["id"] not in ids_of(left)
    asked = run("--db", seeded, "contradictions", "--status", "dismissed", "-f", "json")
    assert ids_of(json.loads(asked.out)) == [dispute["id"]]


def test_a_source_is_judged_with_who_when_and_why(run: Run, seeded: Path) -> None:
    judged = run(
        "--db", seeded, "sources", "the ossel valley lamp", "--reliability", "c", "--by", "Ada",
        "--why", "small staff", "-f", "json",
    )  # fmt: skip
    row = json.loads(judged.out)[0]
    assert (row["reliability"], row["judged_by"], row["why"]) == ("C", "Ada", "small staff")
    assert row["judged_on"]


@pytest.mark.parametrize("form", ["md", "csv", "json"])
def test_a_sheet_is_written_in_the_format_of_its_name(
    run: Run, seeded: Path, tmp_path: Path, form: str
) -> None:
    result = run("--db", seeded, "sheet", "siren", "-o", f"sheet.{form}")
    assert result.status == 0, result.err
    assert "iren" in (tmp_path / f"sheet.{form}").read_text("utf-8")


def test_the_format_asked_for_beats_the_ending(run: Run, seeded: Path, tmp_path: Path) -> None:
    run("--db", seeded, "sheet", "siren", "-o", "sheet.md", "--format", "json")
    assert json.loads((tmp_path / "sheet.md").read_text("utf-8"))


def test_the_database_is_named_by_flag_then_variable_then_folder(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLAIMS_DB", str(tmp_path / "variable.db"))
    run("add", ARTICLE)
    assert (tmp_path / "variable.db").exists()
    run("--db", "flag.db", "add", ARTICLE)
    assert (tmp_path / "flag.db").exists()
    assert not (tmp_path / "claims.db").exists()


def test_the_schema_goes_up_and_down(run: Run, tmp_path: Path) -> None:
    assert run("db", "upgrade").status == 0
    head = run("db", "current").out.strip()
    assert head in run("db", "history").out
    assert run("db", "check").status == 0
    assert run("db", "downgrade", "base", "--yes").status == 0
    assert run("db", "current").out.strip() == "none"


def test_a_database_that_is_behind_is_upgraded_by_a_writer_that_says_so(
    run: Run, tmp_path: Path
) -> None:
    run("db", "upgrade")
    revisions = run("db", "history").out.splitlines()
    if len(revisions) < 2:
        pytest.skip("there is only one revision yet")
    assert run("db", "downgrade", revisions[1].split()[0], "--yes").status == 0
    refused = run("list")
    assert refused.status == 1
    assert "db upgrade" in refused.err
    written = run("add", ARTICLE)
    assert written.status == 0
    assert "upgrading" in written.err


def test_verify_names_what_does_not_hold(run: Run, seeded: Path) -> None:
    held = sqlite3.connect(seeded)
    held.execute("update claim set content = content || ' indeed' where id = 1")
    held.commit()
    held.close()
    result = run("--db", seeded, "verify")
    assert result.status == 1
    assert "c_" in result.err


def test_standard_output_is_data_only(run: Run) -> None:
    assert run("add", ARTICLE).out == ""
    assert run("seed").out == ""


def test_seeding_twice_adds_nothing(run: Run, seeded: Path) -> None:
    result = run("--db", seeded, "seed")
    assert result.status == 0
    assert "added 0 documents" in result.err


def test_bad_usage_ends_with_two(run: Run) -> None:
    assert run("nonsense").status == 2
    assert run("list", "--format", "xml").status == 2
    assert run("list", "--limit", "0").status == 2


def test_the_command_reference_is_current() -> None:
    page = Path(__file__).parent.parent.parent / "docs" / PAGE
    assert page.read_text("utf-8") == reference(), "run `make docs`"


def test_every_command_has_help_and_a_page(run: Run) -> None:
    page = reference()
    for line in page.splitlines():
        if line.startswith("## claims "):
            words = line.removeprefix("## claims ").split()
            assert run(*words, "--help").status == 0
    assert page.count("\n## claims ") >= 24


def test_help_imports_nothing_heavy() -> None:
    script = (
        "import sys\nsys.argv = ['claims', '--help']\n"
        "from claims.cli import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "heavy = {'sqlalchemy', 'alembic', 'onnxruntime', 'numpy', 'trafilatura', 'rich'}\n"
        "sys.exit(1 if heavy & set(sys.modules) else 0)\n"
    )
    ended = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)
    assert ended.returncode == 0


@pytest.mark.parametrize("command", ["list", "documents", "stats"])
def test_listing_imports_nothing_it_does_not_use(seeded: Path, command: str) -> None:
    script = (
        f"import sys\nsys.argv = ['claims', '--db', {str(seeded)!r}, {command!r}]\n"
        "from claims.cli import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "heavy = {'alembic', 'onnxruntime', 'numpy', 'trafilatura', 'tokenizers',\n"
        "  'snowballstemmer', 'claims.extraction', 'claims.speakers', 'claims.hedging',\n"
        "  'claims.comparison.relation'}\n"
        "sys.exit(', '.join(sorted(heavy & set(sys.modules))) or 0)\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0, ended.stderr
