-- SKIP LOCKED: replicas may sweep at the same time.
DELETE FROM key_management.throttle_buckets
WHERE bucket IN (
  SELECT bucket FROM key_management.throttle_buckets
  WHERE expires_at <= $1
  ORDER BY expires_at
  LIMIT $2
  FOR UPDATE SKIP LOCKED
)
