-- What no dump, base backup or standby may hold, in a schema of its own and UNLOGGED: after a crash of the server it is
-- empty. It is no migration: each run of `migrate` makes what is missing, so that a database restored from a dump without
-- it is whole again.
CREATE SCHEMA IF NOT EXISTS commerce_volatile;

-- A security code, for some minutes: a box under `wrapped_key`, whose id for the vault is the token's. It goes with its token.
CREATE UNLOGGED TABLE IF NOT EXISTS commerce_volatile.security_codes (
  token_id uuid PRIMARY KEY REFERENCES commerce.tokens (id) ON DELETE CASCADE,
  account_id uuid NOT NULL,
  expires_at timestamptz(3) NOT NULL,
  wrapped_key bytea NOT NULL,
  security_code bytea NOT NULL
);

-- For the sweep of those that have expired.
CREATE INDEX IF NOT EXISTS security_codes_by_expiry ON commerce_volatile.security_codes (expires_at);
