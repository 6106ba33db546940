-- One attempt of $1 was none in vain. Its wait is lifted ($2) if nobody has made another one since.
UPDATE key_management.throttle_buckets
SET failures = greatest(failures - 1, 0), open_at = CASE WHEN open_at = $2 THEN 'epoch' ELSE open_at END
WHERE bucket = $1
