-- No row: somebody else holds it.
UPDATE {{table}}
SET expires_at = clock_timestamp() + $2 * interval '1 millisecond'
WHERE fence = $1
RETURNING fence
