DELETE FROM {{schema}}.idempotency_records
WHERE record_id = $1 AND attempt = $2 AND answer IS NULL
