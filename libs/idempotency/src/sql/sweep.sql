-- Expired records, oldest first, in small bites. SKIP LOCKED: replicas may sweep at the same time.
DELETE FROM {{schema}}.idempotency_records
WHERE record_id IN (
  SELECT record_id FROM {{schema}}.idempotency_records
  WHERE expires_at <= now() AND lease_until <= now()
  ORDER BY expires_at
  LIMIT $1
  FOR UPDATE SKIP LOCKED
)
