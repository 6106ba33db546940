-- Merchants in the read model of account $1: $2 of them, one a minute since $3, one of a hundred removed.
INSERT INTO key_management.merchants (id, account_id, is_primary, legal_name, company_city, created_at, removed_at, version)
SELECT gen_random_uuid(), $1::uuid, false, 'Shop ' || n, 'Lyon', $3::timestamptz + n * interval '1 minute',
  CASE WHEN n % 100 = 0 THEN now() END, 1
FROM generate_series(1, $2::int) n
