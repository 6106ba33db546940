-- Lists are read from here, single objects from their streams. Everything in these tables is derived from the event
-- log and may be thrown away: the projector rebuilds it. `version` is the stream's, so that no row ever goes backwards.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS btree_gin;

-- One row. Whoever applies a batch locks it first, so that of several replicas one does.
CREATE TABLE key_management.read_model_checkpoint (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  position text
);
INSERT INTO key_management.read_model_checkpoint DEFAULT VALUES;

CREATE TABLE key_management.accounts (
  id uuid PRIMARY KEY,
  name text NOT NULL,
  operating_model text NOT NULL,
  created_at timestamptz NOT NULL,
  version bigint NOT NULL
);
CREATE INDEX accounts_by_age ON key_management.accounts (created_at, id);

CREATE TABLE key_management.merchants (
  id uuid PRIMARY KEY,
  account_id uuid NOT NULL,
  is_primary boolean NOT NULL,
  legal_name text NOT NULL,
  company_city text,
  country_code text,
  website_url text,
  default_currency text,
  payment_forward_url text,
  created_at timestamptz NOT NULL,
  removed_at timestamptz,
  version bigint NOT NULL
);
CREATE INDEX merchants_by_age ON key_management.merchants (account_id, created_at, id);

CREATE TABLE key_management.api_keys (
  id uuid PRIMARY KEY,
  account_id uuid NOT NULL,
  label text NOT NULL,
  -- Lower case, for sorting and searching the same way whatever the database's locale is.
  label_folded text COLLATE "C" NOT NULL,
  display text NOT NULL,
  -- Both null: unscoped.
  merchant_ids uuid[],
  features text[],
  replaces uuid,
  created_at timestamptz NOT NULL,
  created_by_type text NOT NULL,
  created_by_id text NOT NULL,
  revoked_at timestamptz,
  revoked_by_type text,
  revoked_by_id text,
  last_used_at timestamptz,
  version bigint NOT NULL,
  CHECK ((merchant_ids IS NULL) = (features IS NULL))
);
CREATE INDEX api_keys_by_age ON key_management.api_keys (account_id, created_at, id);
CREATE INDEX api_keys_by_label ON key_management.api_keys (account_id, label_folded, id);
CREATE INDEX api_keys_by_use ON key_management.api_keys
  (account_id, coalesce(last_used_at, '-infinity'::timestamptz), id);
-- LIKE '%...%' within one account; two characters and less are found by scanning the account's keys.
CREATE INDEX api_keys_label_search ON key_management.api_keys
  USING gin (account_id, label_folded gin_trgm_ops);
CREATE INDEX api_keys_by_merchant ON key_management.api_keys
  USING gin (account_id, merchant_ids) WHERE merchant_ids IS NOT NULL;
