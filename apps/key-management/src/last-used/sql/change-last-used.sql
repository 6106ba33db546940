-- When keys were last used: $1 their ids, $2 the times. Only forward. A key that is not there is none of this log.
UPDATE key_management.api_keys AS k SET last_used_at = used.at
FROM (
  SELECT id, max(at) AS at FROM unnest($1::uuid[], $2::timestamptz[]) AS used (id, at) GROUP BY id
) AS used
WHERE k.id = used.id AND (k.last_used_at IS NULL OR k.last_used_at < used.at)
