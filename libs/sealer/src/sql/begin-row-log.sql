-- A log of rows has an identity for as long as its table lives, made when it is first sealed, or its latest renewed one.
WITH begun AS (
  INSERT INTO {{schema}}.tree_heads (log, log_id)
  SELECT $1, gen_random_uuid()::text
  WHERE NOT EXISTS (SELECT FROM {{schema}}.tree_heads WHERE log = $1)
  RETURNING log_id
)
SELECT log_id FROM begun UNION ALL
(SELECT log_id FROM {{schema}}.tree_heads WHERE log = $1 ORDER BY began_at DESC LIMIT 1)
