-- Of several series under one name the latest. What is gone went after its time, the oldest first.
SELECT (SELECT log_id FROM {{schema}}.tree_heads WHERE log = $1 ORDER BY began_at DESC LIMIT 1) AS log_id,
  coalesce(min(ordinal), 0) AS first, coalesce(max(ordinal), 0) AS last
FROM {{schema}}.{{lines}}
