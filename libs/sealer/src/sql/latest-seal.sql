SELECT size, seal FROM {{schema}}.seals WHERE log = $1 AND log_id = $2 ORDER BY size DESC LIMIT 1
