-- New merchants: $1 is a JSON array of rows. Applied again it changes nothing.
INSERT INTO key_management.merchants AS t
  (id, account_id, is_primary, legal_name, company_city, country_code, website_url, default_currency,
   payment_forward_url, created_at, removed_at, version)
SELECT id, account_id, is_primary, legal_name, company_city, country_code, website_url, default_currency,
  payment_forward_url, created_at, removed_at, version
FROM jsonb_to_recordset($1::jsonb) AS r (
  id uuid, account_id uuid, is_primary boolean, legal_name text, company_city text, country_code text,
  website_url text, default_currency text, payment_forward_url text, created_at timestamptz,
  removed_at timestamptz, version bigint)
ON CONFLICT (id) DO UPDATE SET
  legal_name = excluded.legal_name,
  company_city = excluded.company_city,
  country_code = excluded.country_code,
  website_url = excluded.website_url,
  default_currency = excluded.default_currency,
  payment_forward_url = excluded.payment_forward_url,
  removed_at = excluded.removed_at,
  version = excluded.version
WHERE excluded.version > t.version
