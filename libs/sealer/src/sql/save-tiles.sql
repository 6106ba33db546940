-- Tiles that are new or have grown. One whose hashes would change is refused by tiles_only_grow.
INSERT INTO {{schema}}.tree_tiles (log, log_id, level, index, hashes)
SELECT $1, $2, level, index, hashes
FROM unnest($3::smallint[], $4::bigint[], $5::bytea[]) AS t (level, index, hashes)
ON CONFLICT (log, log_id, level, index) DO UPDATE SET hashes = excluded.hashes
