"""Full text search, what may only be added to, counts of terms, and plain views."""

# ruff: noqa: S608 - these statements are put together from constants only

from __future__ import annotations

from alembic import op

revision: str = "0002"
down_revision: str | None = "0001"
branch_labels = None
depends_on = None

SEARCH = """
CREATE VIEW claim_search AS
SELECT c.id AS id,
       c.content AS content,
       coalesce((
           SELECT group_concat(name, ' / ') FROM (
               SELECT cs.name AS name FROM claim_speaker AS cs
               WHERE cs.claim_id = c.id AND cs.name IS NOT NULL
               UNION
               SELECT coalesce(m.name, s.name) FROM claim_speaker AS cs
               JOIN speaker AS s ON s.id = cs.speaker_id
               LEFT JOIN speaker AS m ON m.id = s.merged_into_id
               WHERE cs.claim_id = c.id
               ORDER BY 1
           )
       ), '') AS speaker,
       coalesce(d.title, '') AS title
FROM claim AS c JOIN document AS d ON d.id = c.document_id
"""

INDEX = """
CREATE VIRTUAL TABLE claim_fts USING fts5(
    content, speaker, title, tokenize = "porter unicode61 remove_diacritics 2"
)
"""

SPEAKER_OF = "(SELECT speaker FROM claim_search WHERE id = {})"

TRIGGERS = {
    "claim_fts_claim_insert": """
        AFTER INSERT ON claim BEGIN
            INSERT INTO claim_fts (rowid, content, speaker, title)
            SELECT id, content, speaker, title FROM claim_search WHERE id = new.id;
        END""",
    "claim_fts_claim_update": """
        AFTER UPDATE OF content ON claim BEGIN
            UPDATE claim_fts SET content = new.content WHERE rowid = new.id;
        END""",
    "claim_fts_claim_delete": """
        AFTER DELETE ON claim BEGIN
            DELETE FROM claim_fts WHERE rowid = old.id;
        END""",
    "claim_fts_claim_speaker_insert": f"""
        AFTER INSERT ON claim_speaker BEGIN
            UPDATE claim_fts SET speaker = {SPEAKER_OF.format("new.claim_id")}
            WHERE rowid = new.claim_id;
        END""",
    "claim_fts_claim_speaker_update": f"""
        AFTER UPDATE ON claim_speaker BEGIN
            UPDATE claim_fts SET speaker = {SPEAKER_OF.format("new.claim_id")}
            WHERE rowid = new.claim_id;
        END""",
    "claim_fts_claim_speaker_delete": f"""
        AFTER DELETE ON claim_speaker BEGIN
            UPDATE claim_fts SET speaker = {SPEAKER_OF.format("old.claim_id")}
            WHERE rowid = old.claim_id;
        END""",
    "claim_fts_speaker_update": f"""
        AFTER UPDATE OF name, merged_into_id ON speaker BEGIN
            UPDATE claim_fts SET speaker = {SPEAKER_OF.format("claim_fts.rowid")}
            WHERE rowid IN (
                SELECT cs.claim_id FROM claim_speaker AS cs
                JOIN speaker AS s ON s.id = cs.speaker_id
                WHERE s.id = new.id OR s.merged_into_id = new.id
            );
        END""",
    "claim_fts_document_update": """
        AFTER UPDATE OF title ON document BEGIN
            UPDATE claim_fts SET title = coalesce(new.title, '')
            WHERE rowid IN (SELECT id FROM claim WHERE document_id = new.id);
        END""",
    "term_claim_term_insert": """
        AFTER INSERT ON claim_term BEGIN
            UPDATE term SET claims = claims + 1 WHERE id = new.term_id;
        END""",
    "term_claim_term_delete": """
        AFTER DELETE ON claim_term BEGIN
            UPDATE term SET claims = claims - 1 WHERE id = old.term_id;
        END""",
    "document_is_kept": """
        BEFORE UPDATE OF data, text, length, sha256 ON document BEGIN
            SELECT RAISE(ABORT, 'the text of a stored document never changes');
        END""",
    "speaker_merge_is_flat": """
        BEFORE UPDATE OF merged_into_id ON speaker WHEN new.merged_into_id IS NOT NULL AND (
            EXISTS (SELECT 1 FROM speaker
                    WHERE id = new.merged_into_id AND merged_into_id IS NOT NULL)
            OR EXISTS (SELECT 1 FROM speaker WHERE merged_into_id = new.id)
        ) BEGIN
            SELECT RAISE(ABORT, 'a speaker is merged into one that stands by itself');
        END""",
    "decision_is_kept_update": """
        BEFORE UPDATE ON decision BEGIN
            SELECT RAISE(ABORT, 'decisions are only ever added');
        END""",
    "decision_is_kept_delete": """
        BEFORE DELETE ON decision BEGIN
            SELECT RAISE(ABORT, 'decisions are only ever added');
        END""",
}

STATUS = """
CASE (
    SELECT verdict FROM decision WHERE subject = {}.public_id ORDER BY at DESC, id DESC LIMIT 1
) WHEN 'accept' THEN 'accepted' WHEN 'reject' THEN 'rejected'
  WHEN 'dismiss' THEN 'dismissed' ELSE 'open' END AS status
"""

CLAIMS = f"""
CREATE VIEW claims_view AS
SELECT c.public_id AS id,
       s.name AS source,
       d.published AS published,
       d.title AS title,
       d.path AS path,
       coalesce((
           SELECT group_concat(name, ' and ') FROM (
               SELECT coalesce(m.name, r.name, cs.name) AS name FROM claim_speaker AS cs
               LEFT JOIN speaker AS r ON r.id = cs.speaker_id
               LEFT JOIN speaker AS m ON m.id = r.merged_into_id
               WHERE cs.claim_id = c.id ORDER BY cs.position
           )
       ), c.speaker_name) AS speaker,
       c.speaker_kind AS speaker_kind,
       c.voice AS voice,
       c.act AS act,
       c.stance AS stance,
       c.quotation AS quotation,
       c.content AS quote,
       (
           SELECT group_concat(words, '; ') FROM (
               SELECT substr(d.text, h.start + 1, h."end" - h.start)
                      || ' (' || h.kind || ')' AS words
               FROM hedge AS h WHERE h.claim_id = c.id AND h.hop_id IS NULL ORDER BY h.position
           )
       ) AS hedges,
       c.likelihood_term || ' (' || c.likelihood_low || '–' || c.likelihood_high || ' %)'
           AS likelihood,
       coalesce(
           rtrim((SELECT group_concat(value, ', ') FROM json_each(d.authors)), '.') || '. ', ''
       )
           || coalesce('“' || d.title || '”. ', '')
           || coalesce(s.name, d.path) || ', ' || coalesce(d.published, 'n.d.') || '.'
           || coalesce(' ' || d.url, '')
           || ' Characters ' || c.start || '–' || c."end" || '.' AS citation,
       {STATUS.format("c")}
FROM claim AS c
JOIN document AS d ON d.id = c.document_id
LEFT JOIN source AS s ON s.id = d.source_id
"""

RELATIONS = f"""
CREATE VIEW relations_view AS
SELECT r.public_id AS id,
       r.kind AS relation,
       r.aspect AS aspect,
       r.score AS score,
       json_extract(r.reasons, '$[0].sentence') AS reason,
       a.speaker AS a_speaker, a.quote AS a_quote, a.source AS a_source,
       a.published AS a_published, a.citation AS a_citation,
       b.speaker AS b_speaker, b.quote AS b_quote, b.source AS b_source,
       b.published AS b_published, b.citation AS b_citation,
       {STATUS.format("r")}
FROM relation AS r
JOIN claim AS ca ON ca.id = r.a_id JOIN claims_view AS a ON a.id = ca.public_id
JOIN claim AS cb ON cb.id = r.b_id JOIN claims_view AS b ON b.id = cb.public_id
"""

# a word in the content says more than one in the title
RANK = "INSERT INTO claim_fts (claim_fts, rank) VALUES ('rank', 'bm25(10.0, 5.0, 2.0)')"

FILL = """
INSERT INTO claim_fts (rowid, content, speaker, title)
SELECT id, content, speaker, title FROM claim_search
"""

COUNT = """
UPDATE term SET claims = (SELECT count(*) FROM claim_term WHERE claim_term.term_id = term.id)
"""


def upgrade() -> None:
    if op.get_context().dialect.name != "sqlite":
        return
    for statement in (SEARCH, INDEX, RANK, CLAIMS, RELATIONS, FILL, COUNT):
        op.execute(statement)
    for name, body in TRIGGERS.items():
        op.execute(f"CREATE TRIGGER {name} {body}")


def downgrade() -> None:
    if op.get_context().dialect.name != "sqlite":
        return
    for name in TRIGGERS:
        op.execute(f"DROP TRIGGER {name}")
    for view in ("relations_view", "claims_view", "claim_search"):
        op.execute(f"DROP VIEW {view}")
    op.execute("DROP TABLE claim_fts")
