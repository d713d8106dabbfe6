-- Each mention with its entity, post, date and site, and 60 characters of the text on either side.
CREATE VIEW named AS
SELECT
    m.mention_id, m.article_id, m.comment_id, m.field, m.text, m.label, m.entity_id, e.name, e.kind, m.confidence,
    a.published_on, a.title, a.source, a.url, a.duplicate_of,
    substring(t.whole, greatest(m.start - 59, 1), least(m.start, 60)) AS before,
    substring(t.whole, m."end" + 1, 60) AS after
FROM entity_mentions m
JOIN articles a USING (article_id)
LEFT JOIN comments c ON c.comment_id = m.comment_id
LEFT JOIN entities e ON e.entity_id = m.entity_id
CROSS JOIN LATERAL (
    SELECT CASE m.field WHEN 'title' THEN a.title WHEN 'body' THEN a.body ELSE c.text END AS whole
) t;

-- What corpus.counts(entity, by="month", of="articles") gives, of all entities that an article of the month names.
CREATE VIEW counts_by_month AS
WITH posts AS (
    SELECT article_id, CAST(date_trunc('month', published_on) AS DATE) AS period
    FROM articles WHERE duplicate_of IS NULL
),
months AS (SELECT period, count(*) AS documents FROM posts GROUP BY period)
SELECT m.entity_id, p.period, count(*) AS mentions, count(DISTINCT m.article_id) AS documents_with, any_value(d.documents) AS documents
FROM entity_mentions m
JOIN posts p USING (article_id)
JOIN months d ON d.period IS NOT DISTINCT FROM p.period
WHERE m.comment_id IS NULL AND m.entity_id IS NOT NULL
GROUP BY m.entity_id, p.period;

-- Which two entities are named in the title or body of one article; re-posts left out, each pair once.
CREATE VIEW named_together AS
WITH named_in AS (
    SELECT DISTINCT m.article_id, m.entity_id
    FROM entity_mentions m JOIN articles a USING (article_id)
    WHERE m.comment_id IS NULL AND m.entity_id IS NOT NULL AND a.duplicate_of IS NULL
)
SELECT a.published_on, x.article_id, x.entity_id AS entity_a, y.entity_id AS entity_b
FROM named_in x
JOIN named_in y ON x.article_id = y.article_id AND x.entity_id < y.entity_id
JOIN articles a ON a.article_id = x.article_id;

-- Comments in reading order with the comment that each hangs under.
CREATE VIEW threads AS
SELECT c.article_id, c.position, c.depth, c.number, c.author, c.text, c.comment_id, p.number AS parent_number, p.text AS parent_text
FROM comments c LEFT JOIN comments p ON p.comment_id = c.parent_id
ORDER BY c.article_id, c.position;
