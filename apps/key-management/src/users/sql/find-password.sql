SELECT password_hash FROM key_management.users WHERE id = $1 AND removed_at IS NULL
