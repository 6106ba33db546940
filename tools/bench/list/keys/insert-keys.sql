-- A big account's keys in the read model, as time and business would have made them, oldest first: $1 account, $2 how many,
-- $3 four merchants from big to rare, $4 when the first came, $5 how long it took, $6 what begins the rare labels, $7 one in
-- how many is rare. Every label says "key", the older third "v1" and the others "v2". A third of the keys is revoked, some
-- more were never used; the newer ones were used later.
WITH made AS (
  SELECT gen_random_uuid() AS id, $4::timestamptz + (n::float8 / $2::int) * $5::interval AS created_at, n, dice.*,
    CASE WHEN x % $7::int = 0 THEN $6::text ELSE (ARRAY['Checkout', 'Billing', 'Reporting', 'Payouts', 'Fraud checks',
      'Mobile app', 'Web shop', 'Kiosk', 'POS terminal', 'Subscriptions', 'Refunds', 'Data warehouse', 'Loyalty',
      'Back office', 'Partner feed', 'Marketplace'])[1 + t % 16] END
    || ' key, ' || (ARRAY['Zürich', 'Łódź', 'København', 'São Paulo', 'Málaga', 'Київ', '東京', 'Lyon', 'Berlin', 'Boston',
      'Austin', 'Oslo', 'Gdańsk', 'Genève', 'Athens', 'Prague', 'Vienna', 'Dublin', 'Quito', 'Lagos', 'Delhi', 'Perth',
      'Osaka', 'Turin', 'Porto'])[1 + c % 25]
    || CASE WHEN e < 6000 THEN ' production' WHEN e < 9000 THEN ' staging' WHEN e < 9900 THEN ' sandbox' ELSE ' canary' END
    || CASE WHEN n < $2::int / 3 THEN ' v1 ' ELSE ' v2 ' END || n AS label
  FROM generate_series(1, $2::int) n
  CROSS JOIN LATERAL (
    -- Hashes, so that the columns do not depend on one another, and every run makes the same account.
    SELECT abs(hashint4(n)) % 10000 AS m, abs(hashint4(n + 100000000)) % 10000 AS r, abs(hashint4(n + 200000000)) % 10000 AS u,
      abs(hashint4(n + 300000000)) AS x, abs(hashint4(n + 400000000)) AS t, abs(hashint4(n + 500000000)) AS c,
      abs(hashint4(n + 600000000)) % 10000 AS e
  ) dice
), keys AS (
  INSERT INTO key_management.api_keys
    (id, account_id, label, label_folded, display, merchant_ids, features, created_at, created_by_type, created_by_id,
     revoked_at, revoked_by_type, revoked_by_id, version)
  SELECT id, $1::uuid, label, lower(label), 'lk_test_' || left(md5(n::text), 6) || '…' || right(md5(n::text), 4),
    merchants, CASE WHEN merchants IS NOT NULL THEN ARRAY['tokens.list', 'tokens.read'] END, created_at, 'operator', 'bench',
    CASE WHEN r < 3000 THEN created_at + interval '30 days' END, CASE WHEN r < 3000 THEN 'operator' END,
    CASE WHEN r < 3000 THEN 'bench' END, 1
  FROM made CROSS JOIN LATERAL (SELECT CASE
    WHEN m < 3000 THEN ($3::uuid[])[1:1] WHEN m < 4500 THEN ($3::uuid[])[1:2] WHEN m < 5000 THEN ($3::uuid[])[3:3]
    WHEN m < 5001 THEN ($3::uuid[])[4:4] END AS merchants) AS scope
  ORDER BY n
)
INSERT INTO key_management.api_key_uses (key_id, account_id, revoked, label_folded, used_at)
SELECT id, $1::uuid, r < 3000, lower(label),
  CASE WHEN u < 8000 THEN date_trunc('second', created_at + u / 8000.0 * interval '29 days') ELSE '-infinity' END
FROM made
