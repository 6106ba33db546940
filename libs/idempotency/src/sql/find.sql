-- The database's clock decides about leases and expiry: there is one of it, and many replicas.
SELECT key_version, fingerprint, command_id::text, resource_id::text, attempt, answer,
  greatest(0, ceil(extract(epoch FROM lease_until - now()) * 1000))::int AS lease_left_ms,
  expires_at <= now() AS expired,
  expires_at = 'infinity' AS effect_begun
FROM {{schema}}.idempotency_records
WHERE record_id = $1
