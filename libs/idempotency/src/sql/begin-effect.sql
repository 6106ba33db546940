-- Marks, many at once, that an effect which must not happen twice is about to begin: from here on no attempt takes the record
-- over, and it never expires. Answers the records of those that still owned theirs; nobody else may go on.
UPDATE {{schema}}.idempotency_records AS t
SET expires_at = 'infinity'
FROM unnest($1::bytea[], $2::integer[]) AS begun (record_id, attempt)
WHERE t.record_id = begun.record_id AND t.attempt = begun.attempt AND t.answer IS NULL
RETURNING t.record_id
