-- Oldest first, in small bites. Two replicas that sweep at once wait for each other.
DELETE FROM commerce_volatile.security_codes
WHERE token_id IN (
  SELECT token_id FROM commerce_volatile.security_codes
  WHERE expires_at <= $1
  ORDER BY expires_at
  LIMIT $2
)
