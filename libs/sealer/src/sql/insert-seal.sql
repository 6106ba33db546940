-- Numbers have no hole and become visible in their order, because of the lock that lock-numbers.sql has taken.
INSERT INTO {{schema}}.seals (number, log, log_id, size, time, seal)
SELECT coalesce(max(number), 0) + 1, $1, $2, $3::bigint, $4::timestamptz, $5 FROM {{schema}}.seals
RETURNING number
