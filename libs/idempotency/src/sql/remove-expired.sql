-- One record that is expired and not running, so that its key may be claimed anew.
DELETE FROM {{schema}}.idempotency_records
WHERE record_id = $1 AND expires_at <= now() AND (answer IS NOT NULL OR lease_until <= now())
