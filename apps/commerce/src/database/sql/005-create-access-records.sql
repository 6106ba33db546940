-- Who did what with whose cards: one row for each call that was answered, or that was about to have its effect when it was
-- written (docs/access-records.md). No card data, no secret, nothing of a query. Written once; a forward's row is there
-- before the first byte leaves.
CREATE TABLE commerce.access_records (
  -- 1, 2, 3, … without a hole, in the order in which the rows became visible: what is sealed is numbered by it.
  ordinal bigint PRIMARY KEY CHECK (ordinal > 0),
  -- Made with the record, and ordered by time as those of all records: writing one twice stores it once.
  id uuid NOT NULL CONSTRAINT access_records_id UNIQUE,
  at timestamptz(3) NOT NULL,
  account_id uuid NOT NULL,
  key_id uuid NOT NULL,
  -- What the key was asked about: a feature, or what unscoped keys alone may do.
  operation text COLLATE "C" NOT NULL CHECK (operation LIKE '%.%'),
  -- Null: a list of tokens.
  token_id uuid,
  -- Null: not about one bundle.
  payment_data_id uuid,
  merchant_id uuid,
  -- Of a forward: scheme, host, port and path; no query. Else null.
  destination text CHECK ((destination IS NOT NULL) = (operation LIKE '%.forward')),
  request_id text NOT NULL,
  -- Of a list: the ids of what was on the page, 16 bytes each: an array of 500 costs several times as much to make and to
  -- read. Else null.
  listed bytea CHECK ((listed IS NOT NULL) = (operation LIKE '%.list') AND octet_length(listed) % 16 = 0)
);

-- Ids do not compress.
ALTER TABLE commerce.access_records ALTER listed SET STORAGE EXTERNAL;

-- What a key reached, in the order of time. (By token there is none for reads: it would cost each of them as much again, and
-- who asks about a leak can wait for a scan.)
CREATE INDEX access_records_of_key ON commerce.access_records (key_id, at, ordinal);

-- The ids in `listed`, in their order. Null for null.
CREATE FUNCTION commerce.listed_ids(p_listed bytea) RETURNS uuid[]
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
RETURN ARRAY(
  SELECT encode(substr(p_listed, at, 16), 'hex')::uuid
  FROM generate_series(1, octet_length(p_listed), 16) AS at ORDER BY at
);

-- Forwards were recorded in a table of their own; their rows go on here, in the order of their time.
INSERT INTO commerce.access_records
  (ordinal, id, at, account_id, key_id, operation, token_id, payment_data_id, merchant_id, destination, request_id)
SELECT row_number() OVER (ORDER BY at, id), id, at, account_id, key_id,
  CASE WHEN payment_data_id IS NULL THEN 'cardholder-data.forward' ELSE 'payment-data.forward' END,
  token_id, payment_data_id, merchant_id, destination, request_id
FROM commerce.forwards;
DROP TABLE commerce.forwards;

-- What left, by account and by token.
CREATE INDEX forwards_of_account ON commerce.access_records (account_id, at, ordinal) WHERE destination IS NOT NULL;
CREATE INDEX forwards_of_token ON commerce.access_records (token_id, at, ordinal) WHERE destination IS NOT NULL;

-- Guarantee: whoever asks, owner and superuser included, what is written stays as it is.
CREATE FUNCTION commerce.refuse_change() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
  RAISE EXCEPTION USING
    ERRCODE = 'object_not_in_prerequisite_state',
    MESSAGE = format('%s on %I.%I: what is written there is never changed or removed', tg_op, tg_table_schema, tg_table_name);
END
$$;

CREATE TRIGGER access_records_are_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON commerce.access_records
FOR EACH STATEMENT EXECUTE FUNCTION commerce.refuse_change();
-- ALWAYS: session_replication_role does not switch it off.
ALTER TABLE commerce.access_records ENABLE ALWAYS TRIGGER access_records_are_kept;

-- Writes records, given as a JSON array of objects with the table's columns but for the ordinal, `listed` in hexadecimal;
-- answers how many were new. One whose id is there already is left out.
--
-- Guarantee: ordinals are 1..N without a hole, and a row becomes visible only after all before it. That is why the lock is
-- held until the commit is done, and why known ids and the greatest ordinal are read in a statement that begins after the
-- lock was had: under READ COMMITTED, the only isolation that is let in, it sees everything that earlier holders committed.
-- Lock: one advisory lock, to the end of the transaction; no other is taken before it.
-- Fails as a whole, storing nothing: 25000 isolation; 22xxx and 23xxx a record that is none; 55P03 lock_timeout; 57014
-- statement_timeout.
CREATE FUNCTION commerce.append_access_records(p_records jsonb) RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
-- A plan made while the table was small must not scan it when it is large, nor be compiled at each call.
SET enable_seqscan = off
SET enable_hashjoin = off
SET enable_mergejoin = off
SET jit = off
SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
  v_new integer;
BEGIN
  IF current_setting('transaction_isolation') <> 'read committed' THEN
    RAISE EXCEPTION USING ERRCODE = '25000', MESSAGE = 'commerce.append_access_records needs READ COMMITTED';
  END IF;
  -- What is acknowledged has been written; a role or connection setting cannot take that away.
  IF current_setting('synchronous_commit') = 'off' THEN
    PERFORM set_config('synchronous_commit', 'on', true);
  END IF;

  PERFORM pg_advisory_xact_lock(7242002);

  INSERT INTO commerce.access_records
    (ordinal, id, at, account_id, key_id, operation, token_id, payment_data_id, merchant_id, destination, request_id, listed)
  SELECT last.ordinal + row_number() OVER (ORDER BY r.place), r.id, r.at, r.account_id, r.key_id, r.operation,
    r.token_id, r.payment_data_id, r.merchant_id, r.destination, r.request_id, decode(r.listed, 'hex')
  FROM (
    SELECT DISTINCT ON (id) *
    FROM ROWS FROM (jsonb_to_recordset(p_records) AS (
      id uuid, at timestamptz, account_id uuid, key_id uuid, operation text, token_id uuid, payment_data_id uuid,
      merchant_id uuid, destination text, request_id text, listed text
    )) WITH ORDINALITY AS given
      (id, at, account_id, key_id, operation, token_id, payment_data_id, merchant_id, destination, request_id, listed, place)
    ORDER BY id, place
  ) AS r
  CROSS JOIN (SELECT coalesce(max(a.ordinal), 0) AS ordinal FROM commerce.access_records a) AS last
  WHERE NOT EXISTS (SELECT FROM commerce.access_records known WHERE known.id = r.id);
  GET DIAGNOSTICS v_new = ROW_COUNT;
  RETURN v_new;
END
$$;

REVOKE ALL ON FUNCTION commerce.append_access_records(jsonb), commerce.refuse_change() FROM PUBLIC;
