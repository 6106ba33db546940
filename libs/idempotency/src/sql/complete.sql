-- Stores answers, many at once, each unless a later attempt owns the record or has answered. With its answer known, a
-- record whose effect had begun is one like any other, and expires.
UPDATE {{schema}}.idempotency_records AS t
SET answer = done.answer,
  expires_at = CASE
    WHEN t.expires_at = 'infinity' THEN now() + done.remember_ms * interval '1 millisecond'
    ELSE t.expires_at
  END
FROM unnest($1::bytea[], $2::integer[], $3::bytea[], $4::float8[]) AS done (record_id, attempt, answer, remember_ms)
WHERE t.record_id = done.record_id AND t.attempt = done.attempt AND t.answer IS NULL
