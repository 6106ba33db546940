SELECT size, seal FROM {{schema}}.seals WHERE log = $1 AND log_id = $2 AND size > $3 ORDER BY size LIMIT $4
