-- The next attempt with the same ids. Compare-and-set on `attempt`: of two that try, one gets the row. None where an effect
-- had begun that must not happen twice.
UPDATE {{schema}}.idempotency_records
SET attempt = attempt + 1, lease_until = now() + $3 * interval '1 millisecond'
WHERE record_id = $1 AND attempt = $2 AND answer IS NULL AND lease_until <= now()
  AND expires_at <> 'infinity'
RETURNING attempt
