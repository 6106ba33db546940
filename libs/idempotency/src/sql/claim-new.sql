-- Claims a key nobody uses. No row comes back when the record exists, however old.
INSERT INTO {{schema}}.idempotency_records
  (record_id, account_id, key_version, fingerprint, command_id, resource_id, lease_until, expires_at)
VALUES
  ($1, $2, $3, $4, $5, $6, now() + $7 * interval '1 millisecond', now() + $8 * interval '1 millisecond')
ON CONFLICT (record_id) DO NOTHING
RETURNING attempt
