INSERT INTO key_management.known_devices (id_hash, user_id, expires_at) VALUES ($1, $2, $3)
