SELECT level, index, hashes FROM {{schema}}.tree_tiles
WHERE log = $1 AND log_id = $2 AND (level, index) IN (SELECT * FROM unnest($3::smallint[], $4::bigint[]))
