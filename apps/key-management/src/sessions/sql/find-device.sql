SELECT FROM key_management.known_devices WHERE id_hash = $1 AND user_id = $2 AND expires_at > $3
