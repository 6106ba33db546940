-- A label is that of the last event that is no revocation: nothing labels a key that is revoked.
SELECT k.key_id, convert_from(l.line, 'UTF8')::jsonb #>> '{data,label}' AS label
FROM unnest($1::uuid[]) AS k (key_id)
CROSS JOIN LATERAL (
  SELECT e.line FROM key_management.audit_entries AS e
  WHERE e.key_id = k.key_id AND e.ordinal <= $2 AND e.type <> 'KeyRevoked'
  ORDER BY e.ordinal DESC LIMIT 1
) AS l
