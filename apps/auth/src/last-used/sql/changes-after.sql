-- Keys whose latest change lies beyond revision $1 and, within it, key $2; at most $3. A key that changes again meanwhile
-- moves to a later place and is met there.
SELECT key_id AS "keyId", used_at AS "usedAt", revision FROM auth.last_used
WHERE (revision, key_id) > ($1::bigint, $2::uuid)
ORDER BY revision, key_id
LIMIT $3
