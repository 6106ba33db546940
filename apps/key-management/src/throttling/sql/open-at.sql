SELECT max(open_at) AS open_at FROM key_management.throttle_buckets WHERE bucket = ANY ($1::bytea[])
