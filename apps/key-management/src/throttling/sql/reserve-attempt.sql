-- Counts an attempt ($1 bucket, $2 now) as failed before it is made, so that of many at once no more get through than one
-- after the other would. $3 failures cost nothing; each further one doubles the wait from 1 s up to $4 s. One failure is
-- forgotten every $5 s. No row: not before `open_at`. Locks the bucket's row until the transaction ends. What need not wait
-- is open since the epoch: requests overtake each other, and replicas' clocks differ.
INSERT INTO key_management.throttle_buckets AS t (bucket, failures, counted_at, open_at, expires_at)
VALUES ($1, 1, $2, 'epoch', $2::timestamptz + make_interval(secs => $5))
ON CONFLICT (bucket) DO UPDATE SET (failures, counted_at, open_at, expires_at) = (
  SELECT n, $2,
    CASE WHEN wait_s = 0 THEN 'epoch' ELSE $2::timestamptz + make_interval(secs => wait_s) END,
    $2::timestamptz + make_interval(secs => wait_s + n * $5)
  FROM (
    SELECT 1 + greatest(t.failures - greatest(extract(epoch FROM $2::timestamptz - t.counted_at), 0) / $5, 0) AS n
  ) AS counted,
  LATERAL (SELECT CASE WHEN n <= $3 THEN 0 ELSE least(2 ^ least(ceil(n - $3) - 1, 20), $4) END AS wait_s) AS waiting
)
WHERE t.open_at <= $2
RETURNING open_at
