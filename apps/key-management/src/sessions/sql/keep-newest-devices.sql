DELETE FROM key_management.known_devices
WHERE user_id = $1 AND id_hash IN (
  SELECT id_hash FROM key_management.known_devices WHERE user_id = $1
  ORDER BY expires_at DESC, id_hash
  OFFSET $2
)
