SELECT h.size,
  (SELECT max(s.size) FROM {{schema}}.seals s WHERE s.log = h.log AND s.log_id = h.log_id) AS sealed_size
FROM {{schema}}.tree_heads h WHERE h.log = $1 AND h.log_id = $2
