-- One row for each idempotency key in use. Written before the work begins, so that command id and resource id outlive a
-- crash. `answer` is null while nobody has finished; `lease_until` says until when nobody else may try.
CREATE TABLE {{schema}}.idempotency_records (
  -- SHA-256 over account, caller, method, path and key.
  record_id bytea PRIMARY KEY CHECK (octet_length(record_id) = 32),
  account_id text NOT NULL,
  -- Which key of the key file made fingerprint and answer.
  key_version integer NOT NULL,
  fingerprint bytea NOT NULL CHECK (octet_length(fingerprint) = 32),
  command_id uuid NOT NULL,
  resource_id uuid NOT NULL,
  attempt integer NOT NULL DEFAULT 1,
  lease_until timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  -- AES-256-GCM: nonce, ciphertext, tag.
  answer bytea
) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05);

CREATE INDEX idempotency_records_expires_at ON {{schema}}.idempotency_records (expires_at);
