UPDATE key_management.relay SET expires_at = '-infinity' WHERE fence = $1
