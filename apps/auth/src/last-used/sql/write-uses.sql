-- Notes when keys were used: $1 their ids, $2 the seconds since 1970. Only a later time changes a row.
-- Whoever raises the revision holds its row until the end of the transaction, so writers follow one another and revisions
-- become visible in their order: a reader that has seen one has all before it. For the same reason two writers cannot
-- deadlock over keys. Fails only by time-outs, on the lock or the statement.
WITH next AS (
  UPDATE auth.last_used_head SET revision = revision + 1 RETURNING revision
)
INSERT INTO auth.last_used AS t (key_id, used_at, revision)
SELECT used.key_id, to_timestamp(used.second), next.revision
FROM next, unnest($1::uuid[], $2::bigint[]) AS used (key_id, second)
ON CONFLICT (key_id) DO UPDATE SET used_at = excluded.used_at, revision = excluded.revision
WHERE excluded.used_at > t.used_at
