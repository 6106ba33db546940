SELECT index, hashes FROM {{schema}}.tree_tiles
WHERE log = $1 AND log_id = $2 AND level = 0 AND index >= $3 AND index < $4
ORDER BY index
