-- Lists of keys are as fast in an account of a million keys as in a small one, whatever is searched for. Either one of the
-- indexes is walked in the order of the list, which is quick for what is common, or the terms tell the few keys that match.
-- See src/keys/key-page.

-- What changes whenever a key is used, apart from what changes hardly ever: a use then touches neither the terms nor the
-- big indexes of api_keys. The copies of `revoked` and the label let this index be walked alone.
CREATE TABLE key_management.api_key_uses (
  key_id uuid PRIMARY KEY,
  account_id uuid NOT NULL,
  revoked boolean NOT NULL,
  label_folded text COLLATE "C" NOT NULL,
  used_at timestamptz NOT NULL DEFAULT '-infinity'
);
INSERT INTO key_management.api_key_uses (key_id, account_id, revoked, label_folded, used_at)
SELECT id, account_id, revoked_at IS NOT NULL, label_folded, coalesce(last_used_at, '-infinity') FROM key_management.api_keys;
CREATE INDEX api_key_uses_by_time
  ON key_management.api_key_uses (account_id, revoked, used_at, key_id) INCLUDE (label_folded);

DROP INDEX key_management.api_keys_by_age, key_management.api_keys_by_label, key_management.api_keys_by_use,
  key_management.api_keys_label_search, key_management.api_keys_by_merchant;
ALTER TABLE key_management.api_keys
  DROP COLUMN last_used_at,
  ADD COLUMN revoked boolean NOT NULL GENERATED ALWAYS AS (revoked_at IS NOT NULL) STORED;

-- The label is in all of them, so that looking for a part of it reads no row.
CREATE INDEX api_keys_by_age ON key_management.api_keys (account_id, revoked, created_at, id) INCLUDE (label_folded);
CREATE INDEX api_keys_by_label ON key_management.api_keys (account_id, revoked, label_folded, id);
-- Ids are random, so a walk along them is a sample, and meets what is common evenly.
CREATE INDEX api_keys_by_chance ON key_management.api_keys (account_id, revoked, id) INCLUDE (label_folded);

-- What a key can be found by within its account and status: every three characters of its label that follow each other (two
-- and one at its end, so that a shorter text is the beginning of a term), and its merchants. Of any script, whatever the
-- database's locale is, which pg_trgm does not promise. No plan but one by the index is to evaluate it: hence the cost.
CREATE FUNCTION key_management.key_terms(account_id uuid, revoked boolean, label text, merchant_ids uuid[])
RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 10000 AS $$
  SELECT array_to_tsvector(array_agg(left(account_id::text, 8) || CASE WHEN revoked THEN 'r' ELSE 'a' END || term))
  FROM (
    SELECT 'l' || substr(label, place, 3) AS term FROM generate_series(1, length(label)) AS place
    UNION ALL
    SELECT 'm' || merchant_id FROM unnest(merchant_ids) AS merchant_id
  ) AS terms
$$;
-- Two hundred keys wait in the pending list at most: each search reads all of it.
CREATE INDEX api_keys_by_term ON key_management.api_keys
  USING gin (key_management.key_terms(account_id, revoked, label_folded, merchant_ids))
  WITH (gin_pending_list_limit = 512);
