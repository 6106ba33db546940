-- Stores the answer, unless a later attempt owns the record or has answered.
UPDATE {{schema}}.idempotency_records
SET answer = $3
WHERE record_id = $1 AND attempt = $2 AND answer IS NULL
