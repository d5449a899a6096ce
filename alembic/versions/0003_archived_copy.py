"""When a document was fetched, and where an archived copy of it lies."""

# ruff: noqa: S608 - these statements are put together from constants only

from __future__ import annotations

from alembic import op

revision: str = "0003"
down_revision: str | None = "0002"
branch_labels = None
depends_on = None

# A plain ADD COLUMN, the same in SQLite and PostgreSQL: it copies no row of what may be
# a large table and leaves its triggers alone.
COLUMNS = {
    "accessed": (
        "VARCHAR(10) CONSTRAINT ck_document_accessed_to_precision "
        "CHECK (accessed IS NULL OR length(accessed) IN (4, 7, 10))"
    ),
    "archived": "VARCHAR",
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
           {{cited}}
           || ' Characters ' || c.start || '–' || c."end" || '.' AS citation,
       {{columns}}
       {STATUS.format("c")}
FROM claim AS c
JOIN document AS d ON d.id = c.document_id
LEFT JOIN source AS s ON s.id = d.source_id
"""

CITED = """|| coalesce(' Accessed ' || d.accessed || '.', '')
           || coalesce(' Archived at ' || d.archived || ' .', '')"""

SHOWN = """d.url AS url,
       d.accessed AS accessed,
       d.archived AS archived,"""

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


def upgrade() -> None:
    for name, kind in COLUMNS.items():
        op.execute(f"ALTER TABLE document ADD COLUMN {name} {kind}")
    _make_views(cited=CITED, columns=SHOWN)


def downgrade() -> None:
    # a column that a view names cannot be dropped
    _make_views(cited="", columns="")
    for name in reversed(COLUMNS):
        op.execute(f"ALTER TABLE document DROP COLUMN {name}")


def _make_views(*, cited: str, columns: str) -> None:
    if op.get_context().dialect.name != "sqlite":
        return
    for view in ("relations_view", "claims_view"):
        op.execute(f"DROP VIEW {view}")
    op.execute(CLAIMS.format(cited=cited, columns=columns))
    op.execute(RELATIONS)
