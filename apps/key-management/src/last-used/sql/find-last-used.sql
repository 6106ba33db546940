SELECT nullif(used_at, '-infinity') AS last_used_at FROM key_management.api_key_uses WHERE key_id = $1
