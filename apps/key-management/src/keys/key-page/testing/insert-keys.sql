-- Keys of a test: $1 account, $2 how many, $3 merchants from big to rare. A third is revoked, a fifth was never used, times
-- and labels repeat.
WITH made AS (
  SELECT gen_random_uuid() AS id, n, '2026-01-01'::timestamptz + (n / 3) * interval '1 minute' AS created_at,
    CASE WHEN n % 1499 = 7 THEN 'Rarest' ELSE
      (ARRAY['Checkout', 'Kiosk', 'Web shop', 'It''s 100%_off\', 'Refunds', 'Back office'])[1 + abs(hashint4(n)) % 6] END
    || ' key, ' || (ARRAY['Łódź', 'Київ', '東京', 'Lyon', 'Oslo', 'Zürich', 'Berlin'])[1 + abs(hashint4(n + 1000000)) % 7]
    || (ARRAY[' production', ' staging', ' production', ' production'])[1 + abs(hashint4(n + 2000000)) % 4]
    || CASE WHEN n % 101 = 3 THEN ' canary' ELSE '' END
    || CASE WHEN n < $2::int / 3 THEN ' v1 ' ELSE ' v2 ' END || n / 2 AS label,
    abs(hashint4(n + 3000000)) % 100 AS m, abs(hashint4(n + 4000000)) % 3 = 0 AS revoked
  FROM generate_series(1, $2::int) n
), keys AS (
  INSERT INTO key_management.api_keys
    (id, account_id, label, label_folded, display, merchant_ids, features, created_at, created_by_type, created_by_id,
     revoked_at, revoked_by_type, revoked_by_id, version)
  SELECT id, $1::uuid, label, lower(label), 'lk_test_abcdef…wxyz', merchants,
    CASE WHEN merchants IS NOT NULL THEN ARRAY['tokens.list'] END, created_at, 'operator', 'ada',
    CASE WHEN revoked THEN created_at + interval '1 day' END, CASE WHEN revoked THEN 'operator' END,
    CASE WHEN revoked THEN 'ada' END, 1
  FROM made CROSS JOIN LATERAL (SELECT CASE
    WHEN n % 1499 = 11 THEN ($3::uuid[])[3:3] WHEN m < 40 THEN ($3::uuid[])[1:1] WHEN m < 45 THEN ($3::uuid[])[1:2]
    END AS merchants) AS scope
)
INSERT INTO key_management.api_key_uses (key_id, account_id, revoked, label_folded, used_at)
SELECT id, $1::uuid, revoked, lower(label),
  CASE WHEN n % 5 > 0 THEN '2026-06-01'::timestamptz + (n % 700) * interval '1 second' ELSE '-infinity' END
FROM made
