-- Oldest first, in small bites. No row locks ahead: they need the right to UPDATE, which nobody has on cards. Two replicas
-- that sweep at once wait for each other.
DELETE FROM commerce.tokens
WHERE id IN (
  SELECT id FROM commerce.tokens
  WHERE expires_at <= $1
  ORDER BY expires_at
  LIMIT $2
)
