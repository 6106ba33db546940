-- Oldest first, in small bites; what hangs on them goes with them. Two replicas that sweep at once wait for each other.
DELETE FROM commerce.tokens
WHERE id IN (
  SELECT id FROM commerce.tokens
  WHERE expires_at <= $1
  ORDER BY expires_at
  LIMIT $2
)
