-- One row with a new fence if nobody holds the lease, or nobody renewed in time. $1 who asks, $2 for how many milliseconds.
-- A row and not a lock: a lock would stay with a process that is stopped. The clock decides who works, never what is safe.
UPDATE {{table}}
SET holder = $1, fence = fence + 1, expires_at = clock_timestamp() + $2 * interval '1 millisecond'
WHERE expires_at < clock_timestamp()
RETURNING fence
