-- A record as it is sealed: the text of `line` is its leaf's input, canonical JSON (docs/access-records.md). Put together by
-- hand: json_build_object takes three times as long, and every read pays for it.
CREATE VIEW commerce.access_record_lines AS
SELECT ordinal, (
  '{"account_id":"' || account_id::text
  || '","at":"' || to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
  || '","destination":' || coalesce(to_json(destination)::text, 'null')
  || ',"id":"' || id::text
  || '","key_id":"' || key_id::text
  || '","listed":' || coalesce('"' || encode(listed, 'hex') || '"', 'null')
  || ',"merchant_id":' || coalesce('"' || merchant_id::text || '"', 'null')
  || ',"operation":' || to_json(operation)::text
  || ',"ordinal":' || ordinal::text
  || ',"payment_data_id":' || coalesce('"' || payment_data_id::text || '"', 'null')
  || ',"request_id":' || to_json(request_id)::text
  || ',"token_id":' || coalesce('"' || token_id::text || '"', 'null')
  || '}'
)::json AS line
FROM commerce.access_records;

-- Guarantee: whoever asks, owner and superuser included, a record goes only when it is older than 90 days, is under a seal,
-- and all before it go too, and never the last one, which tells the next ordinal. So what comes after still verifies.
CREATE FUNCTION commerce.refuse_untimely_removal() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  IF EXISTS (SELECT FROM gone WHERE at >= now() - interval '90 days')
    OR (SELECT max(ordinal) FROM gone) > (SELECT coalesce(max(size), 0) FROM commerce.seals WHERE log = 'accesses')
    OR (SELECT max(ordinal) FROM gone) >= (SELECT coalesce(min(ordinal), 0) FROM commerce.access_records)
  THEN
    RAISE EXCEPTION USING
      ERRCODE = 'object_not_in_prerequisite_state',
      MESSAGE = 'access records go in their order, after 90 days at least, and sealed';
  END IF;
  RETURN NULL;
END
$$;

DROP TRIGGER access_records_are_kept ON commerce.access_records;
CREATE TRIGGER access_records_are_kept BEFORE UPDATE OR TRUNCATE ON commerce.access_records
FOR EACH STATEMENT EXECUTE FUNCTION commerce.refuse_change();
CREATE TRIGGER access_records_go_in_order AFTER DELETE ON commerce.access_records
REFERENCING OLD TABLE AS gone
FOR EACH STATEMENT EXECUTE FUNCTION commerce.refuse_untimely_removal();
-- ALWAYS: session_replication_role does not switch them off.
ALTER TABLE commerce.access_records ENABLE ALWAYS TRIGGER access_records_are_kept;
ALTER TABLE commerce.access_records ENABLE ALWAYS TRIGGER access_records_go_in_order;

-- Guarantee: removes records older than `p_days` that may go by the rule above, the oldest first, at most `p_limit` of them, and
-- answers how many. What their leaves and seals say stays.
-- Locks: the rows that go. Fails: 22023 for less than 90 days.
CREATE FUNCTION commerce.remove_old_access_records(p_days integer, p_limit integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_removed integer;
BEGIN
  IF p_days IS NULL OR p_days < 90 THEN
    RAISE EXCEPTION USING ERRCODE = '22023', MESSAGE = 'access records are kept for 90 days at least';
  END IF;
  DELETE FROM commerce.access_records r USING (
    SELECT ordinal, max(at) OVER (ORDER BY ordinal) AS latest
    FROM (
      SELECT ordinal, at FROM commerce.access_records
      WHERE ordinal <= (SELECT max(size) FROM commerce.seals WHERE log = 'accesses')
        AND ordinal < (SELECT max(ordinal) FROM commerce.access_records)
      ORDER BY ordinal
      LIMIT p_limit
    ) AS oldest
  ) AS old
  WHERE r.ordinal = old.ordinal AND old.latest < now() - p_days * interval '1 day';
  GET DIAGNOSTICS v_removed = ROW_COUNT;
  RETURN v_removed;
END
$$;

REVOKE ALL ON FUNCTION commerce.remove_old_access_records(integer, integer), commerce.refuse_untimely_removal() FROM PUBLIC;
