"""The tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision: str = "0001"
down_revision: str | None = None
branch_labels = None
depends_on = None

SPEAKER_KINDS = (
    "person",
    "organization",
    "state",
    "unnamed official",
    "unnamed expert",
    "unnamed other",
    "document",
    "none",
)


def _closed(name: str, *words: str) -> sa.Enum:
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=True)


def _inside() -> sa.CheckConstraint:
    return sa.CheckConstraint('start >= 0 AND start < "end" AND "end" <= length', name="inside")


def _no_nul(column: str) -> sa.CheckConstraint:
    # PostgreSQL has no NUL in text, and no instr()
    return sa.CheckConstraint(f"instr({column}, char(0)) = 0", name=f"{column}_without_nul").ddl_if(
        dialect="sqlite"
    )


def _create_registers() -> None:
    op.create_table(
        "run",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("public_id", sa.String(length=18), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("weights", sa.JSON(), nullable=False),
        sa.Column("settings", sa.JSON(), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("started", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished", sa.DateTime(timezone=True)),
        sa.UniqueConstraint("public_id"),
    )
    op.create_table(
        "source",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String()),
        sa.Column("country", sa.String()),
        sa.Column("homepage", sa.String()),
        sa.Column("reliability", _closed("reliability", "A", "B", "C", "D", "E", "F")),
        sa.Column("judged_by", sa.String()),
        sa.Column("judged_on", sa.Date()),
        sa.Column("why", sa.String()),
        sa.CheckConstraint("name <> ''", name="named"),
        _no_nul("name"),
        sa.CheckConstraint("reliability IS NULL OR judged_by IS NOT NULL", name="judged"),
        sa.UniqueConstraint("name"),
    )
    op.create_table(
        "topic",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("query", sa.String(), nullable=False),
        sa.Column("filters", sa.JSON(), nullable=False),
        sa.Column("made_by", sa.String()),
        sa.Column("added", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("name <> '' AND query <> ''", name="named"),
        _no_nul("name"),
        _no_nul("query"),
        sa.UniqueConstraint("name"),
    )
    op.create_table(
        "decision",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("public_id", sa.String(length=18), nullable=False),
        sa.Column(
            "subject_kind", _closed("subject_kind", "claim", "relation", "speaker"), nullable=False
        ),
        sa.Column("subject", sa.String(length=18), nullable=False),
        sa.Column(
            "verdict",
            _closed("verdict", "accept", "reject", "dismiss", "merge", "split", "rename", "alias"),
            nullable=False,
        ),
        sa.Column("target", sa.String()),
        sa.Column("confidence", _closed("confidence", "Low", "Moderate", "High")),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("note", sa.String()),
        sa.CheckConstraint(
            "(subject_kind = 'speaker') = (verdict IN ('merge', 'split', 'rename', 'alias'))",
            name="verdict_fits",
        ),
        sa.CheckConstraint(
            "(target IS NOT NULL) = (verdict IN ('merge', 'rename', 'alias'))", name="target"
        ),
        sa.CheckConstraint("who <> ''", name="signed"),
        _no_nul("note"),
        _no_nul("who"),
        sa.UniqueConstraint("public_id"),
    )
    op.create_index("ix_decision_subject_at", "decision", ["subject", "at"])


def _create_documents() -> None:
    op.create_table(
        "document",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("public_id", sa.String(length=18), nullable=False),
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("source_id", sa.Integer()),
        sa.Column("title", sa.String()),
        sa.Column("authors", sa.JSON(), nullable=False),
        sa.Column("published", sa.String(length=10)),
        sa.Column("precision", _closed("precision", "day", "month", "year")),
        sa.Column("url", sa.String()),
        sa.Column("language", sa.String(length=35)),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("reader", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("length", sa.Integer(), nullable=False),
        sa.Column("supersedes_id", sa.Integer()),
        sa.Column("run_id", sa.Integer()),
        sa.Column("added", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "source_key",
            sa.Integer(),
            sa.Computed("coalesce(source_id, 0)", persisted=True),
            nullable=False,
        ),
        sa.Column(
            "url_key", sa.String(), sa.Computed("coalesce(url, '')", persisted=True), nullable=False
        ),
        sa.CheckConstraint(
            "published IS NULL OR length(published) = "
            "CASE precision WHEN 'year' THEN 4 WHEN 'month' THEN 7 ELSE 10 END",
            name="cut_to_precision",
        ),
        sa.CheckConstraint("(published IS NULL) = (precision IS NULL)", name="dated"),
        _no_nul("text"),
        _no_nul("title"),
        sa.CheckConstraint("length = length(text) AND length > 0", name="length"),
        sa.CheckConstraint("length(sha256) = 64", name="sha256"),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"]),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"]),
        sa.ForeignKeyConstraint(["supersedes_id"], ["document.id"], ondelete="SET NULL"),
        sa.UniqueConstraint("id", "length"),
        sa.UniqueConstraint("public_id"),
        sa.UniqueConstraint("sha256", "source_key", "url_key"),
    )
    op.create_index("ix_document_published", "document", ["published"])
    op.create_index("ix_document_source_id", "document", ["source_id"])
    op.create_index("ix_document_supersedes_id", "document", ["supersedes_id"])
    op.create_table(
        "zone",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("length", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            _closed(
                "kind", "headline", "body", "byline", "navigation", "links", "comments", "legal"
            ),
            nullable=False,
        ),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("author", sa.String()),
        _inside(),
        sa.ForeignKeyConstraint(
            ["document_id", "length"], ["document.id", "document.length"], ondelete="CASCADE"
        ),
        sa.UniqueConstraint("document_id", "start", "end", "kind"),
    )


def _create_speakers() -> None:
    op.create_table(
        "speaker",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("public_id", sa.String(length=18), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", _closed("kind", *SPEAKER_KINDS), nullable=False),
        sa.Column("document_id", sa.Integer()),
        sa.Column("merged_into_id", sa.Integer()),
        sa.Column(
            "document_key",
            sa.Integer(),
            sa.Computed("coalesce(document_id, 0)", persisted=True),
            nullable=False,
        ),
        sa.CheckConstraint(
            "(kind IN ('person', 'organization', 'state')) = (document_id IS NULL)",
            name="unnamed_in_one_document",
        ),
        sa.CheckConstraint("name <> ''", name="named"),
        _no_nul("name"),
        sa.CheckConstraint("merged_into_id <> id", name="not_into_itself"),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["merged_into_id"], ["speaker.id"], ondelete="SET NULL"),
        sa.UniqueConstraint("kind", "name", "document_key"),
        sa.UniqueConstraint("public_id"),
    )
    op.create_index("ix_speaker_document_id", "speaker", ["document_id"])
    op.create_index("ix_speaker_merged_into_id", "speaker", ["merged_into_id"])
    op.create_index("ix_speaker_name", "speaker", ["name"])
    op.create_table(
        "speaker_alias",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("speaker_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.CheckConstraint("name <> ''", name="named"),
        sa.ForeignKeyConstraint(["speaker_id"], ["speaker.id"], ondelete="CASCADE"),
        sa.UniqueConstraint("speaker_id", "name"),
    )
    op.create_index("ix_speaker_alias_name", "speaker_alias", ["name"])


def _create_claims() -> None:
    op.create_table(
        "claim",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("public_id", sa.String(length=18), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("length", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("voice", _closed("voice", "attributed", "authorial"), nullable=False),
        sa.Column("quotation", _closed("quotation", "direct", "indirect", "mixed"), nullable=False),
        sa.Column(
            "act",
            _closed(
                "act",
                "asserts",
                "denies",
                "predicts",
                "asks",
                "demands",
                "promises",
                "declines to comment",
            ),
            nullable=False,
        ),
        sa.Column(
            "stance", _closed("stance", "neutral", "endorsing", "distancing"), nullable=False
        ),
        sa.Column("polarity", _closed("polarity", "positive", "negative"), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("speaker_name", sa.String()),
        sa.Column("speaker_kind", _closed("speaker_kind", *SPEAKER_KINDS), nullable=False),
        sa.Column("likelihood_term", sa.String()),
        sa.Column("likelihood_low", sa.Integer()),
        sa.Column("likelihood_high", sa.Integer()),
        sa.Column("said", sa.String()),
        sa.Column("score", sa.Double(), nullable=False),
        sa.Column("parent_id", sa.Integer()),
        sa.Column("earlier_id", sa.Integer()),
        sa.Column("run_id", sa.Integer()),
        sa.Column("made_by", sa.String()),
        sa.Column("added", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("content <> ''", name="content"),
        sa.CheckConstraint(
            "(likelihood_term IS NULL) = (likelihood_low IS NULL) "
            "AND (likelihood_term IS NULL) = (likelihood_high IS NULL) "
            "AND (likelihood_term IS NULL OR (0 <= likelihood_low "
            "AND likelihood_low <= likelihood_high AND likelihood_high <= 100))",
            name="likelihood",
        ),
        _no_nul("content"),
        sa.CheckConstraint("parent_id <> id", name="not_its_own_parent"),
        sa.CheckConstraint("run_id IS NULL OR made_by IS NULL", name="run_or_person"),
        sa.CheckConstraint("score >= 0 AND score <= 1", name="score"),
        _inside(),
        sa.ForeignKeyConstraint(
            ["document_id", "length"], ["document.id", "document.length"], ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["earlier_id"], ["claim.id"], ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["parent_id"], ["claim.id"], ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"]),
        sa.UniqueConstraint("id", "document_id", "length"),
        sa.UniqueConstraint("public_id"),
    )
    op.create_index("ix_claim_document_id_start", "claim", ["document_id", "start"])
    op.create_index("ix_claim_earlier_id", "claim", ["earlier_id"])
    op.create_index("ix_claim_parent_id", "claim", ["parent_id"])
    op.create_table(
        "claim_span",
        sa.Column("claim_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column(
            "role", _closed("role", "speaker", "cue", "content", "party", "hop"), nullable=False
        ),
        sa.Column("part", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("length", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.CheckConstraint("part = 0 OR role IN ('party', 'hop')", name="part"),
        sa.CheckConstraint("position >= 0 AND part >= 0", name="position"),
        _inside(),
        sa.ForeignKeyConstraint(
            ["claim_id", "document_id", "length"],
            ["claim.id", "claim.document_id", "claim.length"],
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("claim_id", "role", "part", "position"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "claim_speaker",
        sa.Column("claim_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("speaker_id", sa.Integer()),
        sa.Column("name", sa.String()),
        sa.Column("kind", _closed("kind", *SPEAKER_KINDS), nullable=False),
        sa.Column("role", sa.String()),
        sa.Column("affiliation", sa.String()),
        sa.CheckConstraint("kind <> 'none'", name="somebody"),
        sa.CheckConstraint("(speaker_id IS NULL) OR (name IS NOT NULL)", name="resolved"),
        _no_nul("name"),
        sa.CheckConstraint("position >= 0", name="position"),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["speaker_id"], ["speaker.id"], ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("claim_id", "position"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_claim_speaker_speaker_id", "claim_speaker", ["speaker_id"])


def _create_hedges_and_chains() -> None:
    op.create_table(
        "hop",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String()),
        sa.Column("kind", _closed("kind", *SPEAKER_KINDS), nullable=False),
        _no_nul("name"),
        sa.CheckConstraint("position >= 0", name="position"),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], ondelete="CASCADE"),
        sa.UniqueConstraint("claim_id", "position"),
    )
    op.create_index("ix_hop_name", "hop", ["name"])
    op.create_table(
        "hedge",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("length", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("hop_id", sa.Integer()),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            _closed(
                "kind",
                "unnamed source",
                "weasel quantifier",
                "evidential",
                "epistemic",
                "approximator",
                "booster",
                "conditional",
            ),
            nullable=False,
        ),
        sa.Column("owner", _closed("owner", "speaker", "reporter"), nullable=False),
        _inside(),
        sa.ForeignKeyConstraint(
            ["claim_id", "document_id", "length"],
            ["claim.id", "claim.document_id", "claim.length"],
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["hop_id"], ["hop.id"], ondelete="CASCADE"),
        sa.UniqueConstraint("claim_id", "position"),
        sa.UniqueConstraint("hop_id"),
    )
    op.create_index("ix_hedge_kind", "hedge", ["kind"])


def _create_terms() -> None:
    op.create_table(
        "term",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("word", sa.String(), nullable=False),
        sa.Column("claims", sa.Integer(), server_default="0", nullable=False),
        sa.UniqueConstraint("word"),
    )
    op.create_index("ix_term_claims", "term", ["claims"])
    op.create_table(
        "claim_term",
        sa.Column("term_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("claim_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["term_id"], ["term.id"]),
        sa.PrimaryKeyConstraint("term_id", "claim_id"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_claim_term_claim_id", "claim_term", ["claim_id"])


def _create_relations() -> None:
    op.create_table(
        "relation",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("public_id", sa.String(length=18), nullable=False),
        sa.Column("a_id", sa.Integer(), nullable=False),
        sa.Column("b_id", sa.Integer(), nullable=False),
        sa.Column(
            "low_id",
            sa.Integer(),
            sa.Computed("CASE WHEN a_id < b_id THEN a_id ELSE b_id END", persisted=True),
            nullable=False,
        ),
        sa.Column(
            "high_id",
            sa.Integer(),
            sa.Computed("CASE WHEN a_id < b_id THEN b_id ELSE a_id END", persisted=True),
            nullable=False,
        ),
        sa.Column(
            "kind",
            _closed(
                "kind",
                "contradicts",
                "tension",
                "corroborates",
                "echoes",
                "updates",
                "same",
                "unrelated",
            ),
            nullable=False,
        ),
        sa.Column(
            "aspect",
            _closed(
                "aspect",
                "negation",
                "antonym",
                "number",
                "date",
                "modality",
                "denial",
                "role",
                "attribution",
                "wording",
            ),
        ),
        sa.Column("score", sa.Double(), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("run_id", sa.Integer()),
        sa.Column("added", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("kind <> 'unrelated'", name="related"),
        sa.CheckConstraint("a_id <> b_id", name="not_with_itself"),
        sa.CheckConstraint("score >= 0 AND score <= 1", name="score"),
        sa.ForeignKeyConstraint(["a_id"], ["claim.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["b_id"], ["claim.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"]),
        sa.UniqueConstraint("low_id", "high_id"),
        sa.UniqueConstraint("public_id"),
    )
    op.create_index("ix_relation_a_id", "relation", ["a_id"])
    op.create_index("ix_relation_b_id", "relation", ["b_id"])
    op.create_index("ix_relation_kind_score", "relation", ["kind", "score"])


TABLES = (
    "run",
    "source",
    "topic",
    "decision",
    "document",
    "zone",
    "speaker",
    "speaker_alias",
    "claim",
    "claim_span",
    "claim_speaker",
    "hop",
    "hedge",
    "term",
    "claim_term",
    "relation",
)


def upgrade() -> None:
    _create_registers()
    _create_documents()
    _create_speakers()
    _create_claims()
    _create_hedges_and_chains()
    _create_terms()
    _create_relations()


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
