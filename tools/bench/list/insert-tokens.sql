-- A big account's tokens as time and business would have made them, oldest first: $1 account, $2 how many, $3 four merchants
-- from big to rare, $4 when the first came, $5 how long it took, $6 schemes and $7 statuses from common to rare.
-- A rare value has a ten-thousandth of them. American Express has no active network tokens, whereas each of the two is common.
-- A row of `bench_sealed` lends its id, its key and its name to the token of its number.
INSERT INTO commerce.tokens
  (id, account_id, merchant_id, created_at, expiry_month, expiry_year, scheme, issuer_identification_number,
   masked_account_number, account_number_last_four, account_number_length, network_token_status, business_key, expires_at,
   wrapped_key, account_number, cardholder_name, fingerprint)
SELECT coalesce(sealed.id, gen_random_uuid()), $1::uuid, drawn.merchant_id,
  $4::timestamptz + (n::float8 / $2::int) * $5::interval, 12, 2040, drawn.scheme, '41111111', '41111111****1111', '1111', 16,
  CASE WHEN drawn.scheme = 'American Express' AND drawn.status = 'active' THEN 'not_available' ELSE drawn.status END,
  drawn.business_key, CASE WHEN n % 20 = 0 THEN timestamptz '2040-01-01' WHEN n % 1000 = 1 THEN timestamptz '2000-01-01' END,
  coalesce(sealed.wrapped_key, decode(repeat('00', 93), 'hex')), decode(repeat('00', 63), 'hex'),
  sealed.cardholder_name, decode(repeat('00', 32), 'hex')
FROM generate_series(1, $2::int) n
LEFT JOIN bench_sealed sealed USING (n)
CROSS JOIN LATERAL (
  -- Hashes, so that the columns do not depend on one another, and every run makes the same account.
  SELECT abs(hashint4(n)) % 10000 AS m, abs(hashint4(n + 100000000)) % 10000 AS s, abs(hashint4(n + 200000000)) % 10000 AS t,
    abs(hashint4(n + 300000000)) % 10000 AS b
) dice
CROSS JOIN LATERAL (
  SELECT
    CASE WHEN m < 4500 THEN ($3::uuid[])[1] WHEN m < 7000 THEN ($3::uuid[])[2] WHEN m < 8000 THEN ($3::uuid[])[3]
      WHEN m < 8001 THEN ($3::uuid[])[4] END AS merchant_id,
    ($6::text[])[CASE WHEN s < 5000 THEN 1 WHEN s < 8500 THEN 2 WHEN s < 9500 THEN 3 WHEN s < 9999 THEN 4 ELSE 5 END] AS scheme,
    ($7::text[])[CASE WHEN t < 6000 THEN 1 WHEN t < 9000 THEN 2 WHEN t < 9900 THEN 3 WHEN t < 9999 THEN 4 ELSE 5 END] AS status,
    CASE WHEN b < 6000 THEN 'order-' || n WHEN b < 8000 THEN 'subscription-' || n % 5000 WHEN b < 9000 THEN 'web' END
      AS business_key
) drawn
