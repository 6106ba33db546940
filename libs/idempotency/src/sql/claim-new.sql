-- Claims keys that nobody uses, many requests at once. Answers the command ids of those that were claimed; the others'
-- records exist, however old. In the order of the ids, so that two batches cannot wait for each other.
INSERT INTO {{schema}}.idempotency_records
  (record_id, account_id, key_version, fingerprint, command_id, resource_id, lease_until, expires_at)
SELECT record_id, account_id, key_version, fingerprint, command_id, resource_id,
  now() + lease_ms * interval '1 millisecond', now() + remember_ms * interval '1 millisecond'
FROM unnest($1::bytea[], $2::text[], $3::integer[], $4::bytea[], $5::uuid[], $6::uuid[], $7::float8[], $8::float8[])
  AS new (record_id, account_id, key_version, fingerprint, command_id, resource_id, lease_ms, remember_ms)
ORDER BY record_id
ON CONFLICT (record_id) DO NOTHING
RETURNING command_id::text
