DELETE FROM key_management.known_devices WHERE user_id = $1
