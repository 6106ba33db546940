-- Changes to merchants: $1 is a JSON array; a member that is absent stays as it is, null unsets. Never backwards.
UPDATE key_management.merchants AS t SET
  legal_name = CASE WHEN r ? 'legal_name' THEN r ->> 'legal_name' ELSE t.legal_name END,
  company_city = CASE WHEN r ? 'company_city' THEN r ->> 'company_city' ELSE t.company_city END,
  country_code = CASE WHEN r ? 'country_code' THEN r ->> 'country_code' ELSE t.country_code END,
  website_url = CASE WHEN r ? 'website_url' THEN r ->> 'website_url' ELSE t.website_url END,
  default_currency = CASE WHEN r ? 'default_currency' THEN r ->> 'default_currency' ELSE t.default_currency END,
  payment_forward_url =
    CASE WHEN r ? 'payment_forward_url' THEN r ->> 'payment_forward_url' ELSE t.payment_forward_url END,
  removed_at = CASE WHEN r ? 'removed_at' THEN (r ->> 'removed_at')::timestamptz ELSE t.removed_at END,
  version = (r ->> 'version')::bigint
FROM jsonb_array_elements($1::jsonb) AS r
WHERE t.id = (r ->> 'id')::uuid AND (r ->> 'version')::bigint > t.version
