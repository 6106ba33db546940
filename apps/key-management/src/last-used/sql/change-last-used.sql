-- When keys were last used: $1 their ids, $2 the times. Only forward. A key that is not there is none of this log.
UPDATE key_management.api_key_uses AS u SET used_at = used.at
FROM (
  SELECT id, max(at) AS at FROM unnest($1::uuid[], $2::timestamptz[]) AS used (id, at) GROUP BY id
) AS used
WHERE u.key_id = used.id AND u.used_at < used.at
