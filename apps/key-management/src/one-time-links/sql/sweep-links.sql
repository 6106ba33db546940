-- SKIP LOCKED: replicas may sweep at the same time.
DELETE FROM key_management.one_time_links
WHERE id IN (
  SELECT id FROM key_management.one_time_links
  WHERE expires_at <= $1
  ORDER BY expires_at
  LIMIT $2
  FOR UPDATE SKIP LOCKED
)
