-- The tree of a log that has none is an empty one.
INSERT INTO {{schema}}.tree_heads (log, log_id) VALUES ($1, $2) ON CONFLICT DO NOTHING
