-- What a key did from $2 on and before $3, as commerce recorded it, by operation, merchant and destination.
SELECT operation, merchant_id, destination, count(*) AS calls, count(DISTINCT token_id) AS tokens,
  coalesce(sum(octet_length(listed) / 16), 0) AS listed, min(at) AS first_at, max(at) AS last_at
FROM commerce.access_records
WHERE key_id = $1 AND at >= $2 AND at < $3
GROUP BY operation, merchant_id, destination
ORDER BY operation, merchant_id, destination
