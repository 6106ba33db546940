-- A log of rows is known by its latest id; without its tree's head still by its seals.
SELECT coalesce(
  (SELECT log_id FROM {{schema}}.tree_heads WHERE log = $1 ORDER BY began_at DESC LIMIT 1),
  (SELECT log_id FROM {{schema}}.seals WHERE log = $1 ORDER BY number DESC LIMIT 1)
) AS log_id
