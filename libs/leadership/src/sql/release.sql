UPDATE {{table}} SET expires_at = '-infinity' WHERE fence = $1
