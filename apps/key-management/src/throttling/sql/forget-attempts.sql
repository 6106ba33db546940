DELETE FROM key_management.throttle_buckets WHERE bucket = $1
