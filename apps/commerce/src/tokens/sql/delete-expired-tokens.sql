-- Oldest first, in small bites. SKIP LOCKED: replicas may sweep at the same time.
DELETE FROM commerce.tokens
WHERE id IN (
  SELECT id FROM commerce.tokens
  WHERE expires_at <= $1
  ORDER BY expires_at
  LIMIT $2
  FOR UPDATE SKIP LOCKED
)
