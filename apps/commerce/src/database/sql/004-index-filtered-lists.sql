-- Filtered lists: each combination of scheme and status, within the account or one merchant, lies in the order of its list,
-- so that a page is read from a few places and nothing beside it. What else decides whether a token is shown is in the
-- indexes too: neither counting nor passing over what does not match looks at a row.
CREATE INDEX tokens_of_scheme_and_status
  ON commerce.tokens (account_id, scheme, network_token_status, created_at, id) INCLUDE (merchant_id, expires_at);
CREATE INDEX tokens_of_merchant_scheme_and_status
  ON commerce.tokens (account_id, merchant_id, scheme, network_token_status, created_at, id) INCLUDE (expires_at)
  WHERE merchant_id IS NOT NULL;

DROP INDEX commerce.tokens_of_account, commerce.tokens_of_merchant, commerce.tokens_of_business_key;
CREATE INDEX tokens_of_account ON commerce.tokens (account_id, created_at, id) INCLUDE (expires_at);
CREATE INDEX tokens_of_merchant ON commerce.tokens (account_id, merchant_id, created_at, id) INCLUDE (expires_at)
  WHERE merchant_id IS NOT NULL;
CREATE INDEX tokens_of_business_key
  ON commerce.tokens (account_id, business_key, created_at, id)
  INCLUDE (merchant_id, scheme, network_token_status, expires_at) WHERE business_key IS NOT NULL;
