-- The sealed logs of one service: the tree of each, its signed heads, and how far those were published.

-- One row for each log that was ever sealed under a name: `log_id` tells them apart, and one that was replaced keeps its tree.
CREATE TABLE {{schema}}.tree_heads (
  log text COLLATE "C" NOT NULL,
  log_id text COLLATE "C" NOT NULL,
  size bigint NOT NULL DEFAULT 0 CHECK (size >= 0),
  -- The roots of the complete subtrees, the largest first, 32 bytes each.
  frontier bytea NOT NULL DEFAULT '',
  began_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (log, log_id)
);

-- Tiles of height 8 (C2SP tlog-tiles): up to 256 hashes of 32 bytes. Those of level 0 are the leaves' hashes, in order.
CREATE TABLE {{schema}}.tree_tiles (
  log text COLLATE "C" NOT NULL,
  log_id text COLLATE "C" NOT NULL,
  level smallint NOT NULL CHECK (level >= 0),
  index bigint NOT NULL CHECK (index >= 0),
  hashes bytea NOT NULL CHECK (octet_length(hashes) BETWEEN 32 AND 8192 AND octet_length(hashes) % 32 = 0),
  PRIMARY KEY (log, log_id, level, index)
);
-- Hashes do not compress.
ALTER TABLE {{schema}}.tree_tiles ALTER hashes SET STORAGE EXTERNAL;

-- Signed heads. `number` counts all of them without a hole, in the order in which they are published; `seal` is the text that
-- is: canonical JSON. The other columns repeat what is in it.
CREATE TABLE {{schema}}.seals (
  number bigint PRIMARY KEY CHECK (number > 0),
  log text COLLATE "C" NOT NULL,
  log_id text COLLATE "C" NOT NULL,
  size bigint NOT NULL CHECK (size > 0),
  time timestamptz NOT NULL,
  seal text NOT NULL,
  UNIQUE (log, log_id, size)
);

-- The public halves of the keys that have sealed, so that whoever knows a fingerprint needs nothing else.
CREATE TABLE {{schema}}.sealing_keys (
  fingerprint text COLLATE "C" PRIMARY KEY,
  public_key_pem text NOT NULL
);

-- Through which seal each publisher is known to have come. A seal may have come further than this says, and comes again then.
CREATE TABLE {{schema}}.seal_publications (
  publisher text PRIMARY KEY,
  number bigint NOT NULL
);

-- Who seals: of all processes that run at once, one.
CREATE TABLE {{schema}}.sealer (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  fence bigint NOT NULL DEFAULT 0,
  holder uuid,
  expires_at timestamptz NOT NULL DEFAULT '-infinity'
);
INSERT INTO {{schema}}.sealer DEFAULT VALUES;

-- Guarantee: whoever asks, owner and superuser included, a seal stays as it is, and a tile's hashes are added to and never
-- changed. Rows of a log may go after their time; what was sealed of them does not.
CREATE FUNCTION {{schema}}.refuse_unsealing() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
  RAISE EXCEPTION USING
    ERRCODE = 'object_not_in_prerequisite_state',
    MESSAGE = format('%s on %I.%I: what was sealed is never changed or removed', tg_op, tg_table_schema, tg_table_name);
END
$$;
CREATE TRIGGER seals_are_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON {{schema}}.seals
FOR EACH STATEMENT EXECUTE FUNCTION {{schema}}.refuse_unsealing();
CREATE TRIGGER keys_are_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON {{schema}}.sealing_keys
FOR EACH STATEMENT EXECUTE FUNCTION {{schema}}.refuse_unsealing();
CREATE TRIGGER tiles_are_kept BEFORE DELETE OR TRUNCATE ON {{schema}}.tree_tiles
FOR EACH STATEMENT EXECUTE FUNCTION {{schema}}.refuse_unsealing();
CREATE TRIGGER tiles_only_grow BEFORE UPDATE ON {{schema}}.tree_tiles
FOR EACH ROW
WHEN ((new.log, new.log_id, new.level, new.index, substring(new.hashes FOR octet_length(old.hashes)))
  IS DISTINCT FROM (old.log, old.log_id, old.level, old.index, old.hashes))
EXECUTE FUNCTION {{schema}}.refuse_unsealing();
-- ALWAYS: session_replication_role does not switch them off.
ALTER TABLE {{schema}}.seals ENABLE ALWAYS TRIGGER seals_are_kept;
ALTER TABLE {{schema}}.sealing_keys ENABLE ALWAYS TRIGGER keys_are_kept;
ALTER TABLE {{schema}}.tree_tiles ENABLE ALWAYS TRIGGER tiles_are_kept;
ALTER TABLE {{schema}}.tree_tiles ENABLE ALWAYS TRIGGER tiles_only_grow;

-- Guarantee: the log of rows goes on as another one, with the same leaves and a series of seals of its own: for a database that
-- was set back to an earlier state, whose later seals others hold. Locks: the rows of its tree. Only the owner may call it; whoever
-- seals notices when it begins anew, so it is restarted.
CREATE FUNCTION {{schema}}.renew_row_log_id(p_log text) RETURNS text
LANGUAGE plpgsql
AS $$
DECLARE
  v_old text;
  v_new text := gen_random_uuid()::text;
BEGIN
  SELECT log_id INTO v_old FROM {{schema}}.tree_heads WHERE log = p_log ORDER BY began_at DESC LIMIT 1 FOR UPDATE;
  INSERT INTO {{schema}}.tree_heads (log, log_id, size, frontier)
  SELECT log, v_new, size, frontier FROM {{schema}}.tree_heads WHERE log = p_log AND log_id = v_old;
  INSERT INTO {{schema}}.tree_tiles (log, log_id, level, index, hashes)
  SELECT log, v_new, level, index, hashes FROM {{schema}}.tree_tiles WHERE log = p_log AND log_id = v_old;
  RETURN v_new;
END
$$;
REVOKE ALL ON FUNCTION {{schema}}.renew_row_log_id(text), {{schema}}.refuse_unsealing() FROM PUBLIC;
