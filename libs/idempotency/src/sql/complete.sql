-- Stores answers, many at once, each unless a later attempt owns the record or has answered.
UPDATE {{schema}}.idempotency_records AS t
SET answer = done.answer
FROM unnest($1::bytea[], $2::integer[], $3::bytea[]) AS done (record_id, attempt, answer)
WHERE t.record_id = done.record_id AND t.attempt = done.attempt AND t.answer IS NULL
