-- SKIP LOCKED: replicas may sweep at the same time.
DELETE FROM key_management.known_devices
WHERE id_hash IN (
  SELECT id_hash FROM key_management.known_devices
  WHERE expires_at <= $1
  ORDER BY expires_at
  LIMIT $2
  FOR UPDATE SKIP LOCKED
)
