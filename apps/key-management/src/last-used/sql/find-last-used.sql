SELECT last_used_at FROM key_management.api_keys WHERE id = $1
