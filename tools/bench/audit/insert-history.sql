-- $2 events into an empty log, put there as its owner, in two years from 2024 on: $1 accounts are opened with a merchant each;
-- then of ten events one is about the first account itself (merchants come and go, its model changes), seven make a key of one
-- of them, two of which are of the first, one labels a key, one revokes one. The bytes are canonical JSON, as the append writes them.
WITH given AS (SELECT $1::uuid[] AS accounts, cardinality($1::uuid[]) AS opened, $2::int AS total),
numbered AS (
  SELECT n, CASE WHEN n < 2 * opened THEN n / 2 WHEN n % 10 = 0 OR n % 5 = 1 THEN 0 ELSE n % opened END AS account,
    CASE
      WHEN n < 2 * opened THEN CASE n % 2 WHEN 0 THEN 'AccountOpened' ELSE 'MerchantAdded' END
      WHEN n % 10 = 0 THEN CASE WHEN n % 1000 = 0 THEN 'OperatingModelChanged' WHEN n % 20 = 0 THEN 'MerchantAdded' ELSE 'MerchantRemoved' END
      WHEN n % 10 = 8 THEN 'KeyLabeled' WHEN n % 10 = 9 THEN 'KeyRevoked' ELSE 'KeyCreated' END AS type,
    -- What it is about is six events, or for a merchant ten, before.
    CASE WHEN n < 2 * opened THEN n WHEN n % 10 IN (8, 9) THEN n - 6 WHEN n % 20 = 10 THEN n - 10 ELSE n END AS thing, opened, total
  FROM given, generate_series(0, $2::int - 1) AS n
),
named AS (
  SELECT numbered.*, given.accounts[CASE WHEN thing = n THEN account WHEN thing % 5 = 1 THEN 0 WHEN n % 10 = 0 THEN 0 ELSE thing % numbered.opened END + 1] AS account_id,
    overlay(overlay(md5('thing ' || thing) PLACING '4' FROM 13) PLACING '8' FROM 17)::uuid AS thing_id,
    overlay(overlay(md5('thing ' || (2 * (CASE WHEN n % 5 = 1 THEN 0 ELSE n % numbered.opened END) + 1)) PLACING '4' FROM 13) PLACING '8' FROM 17)::uuid AS merchant_id,
    '2024-01-01T00:00:00Z'::timestamptz + n * (interval '730 days' / numbered.total) AS at
  FROM numbered, given
),
streamed AS (
  SELECT *, CASE WHEN type LIKE 'Key%' THEN 'apikey-' || thing_id ELSE 'account-' || account_id END AS stream FROM named
)
INSERT INTO event_store.events (position, stream, version, id, type, data, metadata)
SELECT n + 1, stream, row_number() OVER (PARTITION BY stream ORDER BY n) - 1, gen_random_uuid(), type,
  convert_to(format('{"accountId":"%s"', account_id) || CASE type
    WHEN 'AccountOpened' THEN ',"name":"Bench","operatingModel":"ecosystem"}'
    WHEN 'OperatingModelChanged' THEN format(',"operatingModel":"%s"}', CASE n % 2000 WHEN 0 THEN 'ecosystem' ELSE 'managed_ecosystem' END)
    WHEN 'MerchantAdded' THEN format(',"companyCity":null,"countryCode":null,"defaultCurrency":null,"isPrimary":%s,"legalName":"Shop","merchantId":"%s","paymentForwardUrl":null,"websiteUrl":null}', (n < 2 * opened)::text, thing_id)
    WHEN 'MerchantRemoved' THEN format(',"merchantId":"%s"}', thing_id)
    WHEN 'KeyCreated' THEN format(',"display":"lk_test_%s…%s","keyId":"%s","label":"Till %s","replaces":null,"scope":%s,"verifier":{"pepperVersion":1,"value":"%s"}}',
      substr(md5(n::text), 1, 6), substr(md5(n::text), 7, 4), thing_id, n,
      CASE WHEN n % 3 = 0 THEN 'null' ELSE format('{"features":["payment-data.forward","tokens.list"],"merchantIds":["%s"]}', merchant_id) END,
      translate(rtrim(encode(sha256(n::text::bytea), 'base64'), '='), '+/', '-_'))
    WHEN 'KeyLabeled' THEN format(',"keyId":"%s","label":"Till of north %s"}', thing_id, n)
    ELSE format(',"keyId":"%s"}', thing_id) END, 'UTF8'),
  convert_to(format('{"actor":{"id":"%1$s","type":"user"},"causationId":"%1$s","correlationId":"bench","schemaVersion":1,"time":"%2$s"}',
    account_id, to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')), 'UTF8')
FROM streamed
