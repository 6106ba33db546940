-- What the log says, so that a question about any time is answered without reading the log from its beginning. Derived from it
-- alone, by whoever seals it, in the transaction that moves its checkpoint; may be thrown away. Everything is kept by ordinal,
-- from where it began to where it ended, and nothing of it is ever true of another place in the log: no snapshots, whose size
-- would grow with an account's, and no replay.

-- Every event in its public form. Dense: ordinals 1 to n.
CREATE TABLE key_management.audit_entries (
  ordinal bigint PRIMARY KEY,
  -- Null: of no stream of ours.
  account_id uuid,
  key_id uuid,
  id uuid NOT NULL,
  type text COLLATE "C" NOT NULL,
  actor text COLLATE "C",
  -- Never smaller than that of the ordinal before.
  effective_at timestamptz NOT NULL,
  position text COLLATE "C" NOT NULL,
  line bytea NOT NULL
);
CREATE INDEX audit_entries_by_id ON key_management.audit_entries (id);
CREATE INDEX audit_entries_by_key ON key_management.audit_entries (key_id, ordinal) WHERE key_id IS NOT NULL;
CREATE INDEX audit_entries_by_account ON key_management.audit_entries (account_id, ordinal)
  WHERE account_id IS NOT NULL;
CREATE INDEX audit_entries_by_type ON key_management.audit_entries (account_id, type, ordinal)
  WHERE account_id IS NOT NULL;

-- Events that this version does not understand: from the first of them on nothing can be said.
CREATE TABLE key_management.audit_unreadable (
  ordinal bigint PRIMARY KEY
);

CREATE TABLE key_management.audit_models (
  account_id uuid NOT NULL,
  ordinal bigint NOT NULL,
  operating_model text NOT NULL,
  PRIMARY KEY (account_id, ordinal)
);

CREATE TABLE key_management.audit_merchants (
  account_id uuid NOT NULL,
  merchant_id uuid NOT NULL,
  added bigint NOT NULL,
  removed bigint,
  PRIMARY KEY (account_id, merchant_id)
);

CREATE TABLE key_management.audit_forward_urls (
  account_id uuid NOT NULL,
  merchant_id uuid NOT NULL,
  ordinal bigint NOT NULL,
  url text,
  PRIMARY KEY (account_id, merchant_id, ordinal)
);

CREATE TABLE key_management.audit_destinations (
  account_id uuid NOT NULL,
  destination_id uuid NOT NULL,
  allowed bigint NOT NULL,
  removed bigint,
  host text COLLATE "C" NOT NULL,
  -- As its event says it.
  details jsonb NOT NULL,
  PRIMARY KEY (account_id, destination_id)
);
CREATE INDEX audit_destinations_by_host ON key_management.audit_destinations (account_id, host);

CREATE TABLE key_management.audit_keys (
  key_id uuid PRIMARY KEY,
  account_id uuid NOT NULL,
  display text COLLATE "C" NOT NULL,
  -- Both null: unscoped.
  merchant_ids uuid[],
  features text[],
  replaces uuid,
  created bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_effective_at timestamptz NOT NULL,
  created_by text NOT NULL,
  revoked bigint,
  revoked_at timestamptz,
  revoked_effective_at timestamptz,
  revoked_by text,
  CHECK ((merchant_ids IS NULL) = (features IS NULL)),
  CHECK ((revoked IS NULL) = (revoked_at IS NULL))
);
CREATE INDEX audit_keys_by_age ON key_management.audit_keys (account_id, created);
CREATE INDEX audit_keys_by_display ON key_management.audit_keys (account_id, display);

-- The last ordinal whose effective time is not after `at`, or before it; 0: there is none. Ordinals are dense and effective
-- times never fall, so halving finds it, and no index on times has to be written.
CREATE FUNCTION key_management.audit_ordinal(at timestamptz, inclusive boolean) RETURNS bigint
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog
AS $$
DECLARE
  low bigint := 0;
  high bigint := coalesce((SELECT max(e.ordinal) FROM key_management.audit_entries e), 0) + 1;
  middle bigint;
  found timestamptz;
BEGIN
  WHILE high - low > 1 LOOP
    middle := (low + high) / 2;
    SELECT e.effective_at INTO STRICT found FROM key_management.audit_entries e WHERE e.ordinal = middle;
    IF found < at OR (inclusive AND found = at) THEN low := middle; ELSE high := middle; END IF;
  END LOOP;
  RETURN low;
END
$$;
