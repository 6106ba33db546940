-- One row for each account that has tokens. Both keys are wrapped by a root key (libs/vault); losing a row loses every card
-- of its account. Rows are made once, by whoever comes first, and never change.
CREATE TABLE commerce.account_keys (
  account_id uuid PRIMARY KEY,
  key_id uuid NOT NULL,
  wrapped_key bytea NOT NULL,
  wrapped_fingerprint_key bytea NOT NULL,
  created_at timestamptz(3) NOT NULL
);

-- A stored card. Of the number only what may be shown is in clear; number and name are boxes under `wrapped_key`, a random
-- key of this row. Deleting the row takes key, boxes and fingerprint away together.
CREATE TABLE commerce.tokens (
  id uuid PRIMARY KEY,
  account_id uuid NOT NULL,
  -- Null: shared by the account, seen by unscoped keys.
  merchant_id uuid,
  -- Milliseconds, as the API shows it: cursors compare with what the caller saw.
  created_at timestamptz(3) NOT NULL,
  expiry_month smallint NOT NULL CHECK (expiry_month BETWEEN 1 AND 12),
  expiry_year smallint NOT NULL CHECK (expiry_year BETWEEN 1000 AND 9999),
  scheme text NOT NULL,
  issuer_identification_number text,
  masked_account_number text NOT NULL,
  account_number_last_four text NOT NULL,
  account_number_length smallint NOT NULL,
  network_token_status text NOT NULL,
  business_key text,
  expires_at timestamptz(3),
  wrapped_key bytea NOT NULL,
  account_number bytea NOT NULL,
  cardholder_name bytea,
  fingerprint bytea NOT NULL CHECK (octet_length(fingerprint) = 32)
);

-- Lists are read along these, in either direction: a page starts where its cursor points.
CREATE INDEX tokens_of_account ON commerce.tokens (account_id, created_at, id);
CREATE INDEX tokens_of_merchant ON commerce.tokens (account_id, merchant_id, created_at, id);
CREATE INDEX tokens_of_business_key ON commerce.tokens (account_id, business_key, created_at, id)
  WHERE business_key IS NOT NULL;
-- For the sweep of those that have expired.
CREATE INDEX tokens_by_expiry ON commerce.tokens (expires_at) WHERE expires_at IS NOT NULL;
