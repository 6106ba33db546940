-- Ends the lease early and keeps the ids: an earlier attempt may have had an effect.
UPDATE {{schema}}.idempotency_records
SET lease_until = now()
WHERE record_id = $1 AND attempt = $2 AND answer IS NULL
