-- What hangs on a token goes with it. PostgreSQL cascades with the rights of the tables' owner, so the service's role needs
-- no DELETE here; it could not take one bundle away.

-- A network token stands in for the card at its scheme. Made at the first bundle, one for each token; number and reference
-- are boxes under `wrapped_key`, a random key of this row, whose id for the vault is the token's.
CREATE TABLE commerce.network_tokens (
  token_id uuid PRIMARY KEY REFERENCES commerce.tokens (id) ON DELETE CASCADE,
  account_id uuid NOT NULL,
  created_at timestamptz(3) NOT NULL,
  provider text NOT NULL,
  expiry_month smallint NOT NULL CHECK (expiry_month BETWEEN 1 AND 12),
  expiry_year smallint NOT NULL CHECK (expiry_year BETWEEN 1000 AND 9999),
  wrapped_key bytea NOT NULL,
  number bytea NOT NULL,
  reference bytea NOT NULL
);

-- A bundle: what one payment needs. Written once, never changed. `authentication_data` is what forwarding injects, a box;
-- `encrypted_authentication_data` is the same for the merchant, a JWE under the merchant's own key.
CREATE TABLE commerce.payment_data (
  id uuid PRIMARY KEY,
  account_id uuid NOT NULL,
  token_id uuid NOT NULL REFERENCES commerce.tokens (id) ON DELETE CASCADE,
  merchant_id uuid NOT NULL,
  -- Milliseconds, as the API shows it: cursors compare with what the caller saw.
  created_at timestamptz(3) NOT NULL,
  -- Minor units, up to what a JSON number holds exactly.
  amount bigint NOT NULL CHECK (amount BETWEEN 0 AND 9007199254740991),
  currency_code text NOT NULL CHECK (currency_code ~ '^[A-Z]{3}$'),
  reference text NOT NULL,
  provider text NOT NULL,
  success boolean NOT NULL,
  failure_details jsonb,
  encrypted_authentication_data text,
  wrapped_key bytea,
  authentication_data bytea,
  CHECK (success = (authentication_data IS NOT NULL)),
  CHECK (success = (wrapped_key IS NOT NULL)),
  CHECK (success = (failure_details IS NULL)),
  CHECK (success OR encrypted_authentication_data IS NULL)
);

-- Lists are read along these; the first is also how a deleted token finds its bundles.
CREATE INDEX payment_data_of_token ON commerce.payment_data (token_id, created_at, id);
CREATE INDEX payment_data_of_merchant ON commerce.payment_data (token_id, merchant_id, created_at, id);

-- Keys that merchants open their JWEs with. One that has not been activated is only prepared: nothing is encrypted with it.
-- `id` is what the vault knows the row by.
CREATE TABLE commerce.merchant_encryption_keys (
  account_id uuid NOT NULL,
  merchant_id uuid NOT NULL,
  kid text NOT NULL CHECK (length(kid) BETWEEN 1 AND 64),
  id uuid NOT NULL UNIQUE,
  created_at timestamptz(3) NOT NULL,
  activated_at timestamptz(3),
  wrapped_key bytea NOT NULL,
  encryption_key bytea NOT NULL,
  PRIMARY KEY (account_id, merchant_id, kid)
);

-- A merchant has one current key.
CREATE UNIQUE INDEX current_merchant_encryption_key ON commerce.merchant_encryption_keys (account_id, merchant_id)
  WHERE activated_at IS NOT NULL;
-- For the sweep of those that were prepared and never activated.
CREATE INDEX prepared_merchant_encryption_keys ON commerce.merchant_encryption_keys (created_at)
  WHERE activated_at IS NULL;
