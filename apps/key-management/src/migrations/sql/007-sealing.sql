-- How far the event log is hashed into its tree and written to what is derived beside it, all in one transaction. One row.
-- `position` is given out by the event store and compared by it alone; null: nothing is done yet.
CREATE TABLE key_management.sealing (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  position text,
  -- Of the last event; they count from 1.
  ordinal bigint NOT NULL DEFAULT 0,
  -- The largest time of all events so far.
  effective_at timestamptz,
  -- Where the last batch began: from there it is read and compared again at each start.
  back_position text,
  back_ordinal bigint NOT NULL DEFAULT 0
);
INSERT INTO key_management.sealing DEFAULT VALUES;

-- Ordinals of what was done about users, without a hole: those of the table itself have one for each transaction that was
-- rolled back, and may become visible out of order. `action` is the row's own number.
CREATE TABLE key_management.user_action_ordinals (
  ordinal bigint PRIMARY KEY CHECK (ordinal > 0),
  action bigint NOT NULL UNIQUE
);
-- The last one that was given out; rows may be gone.
CREATE TABLE key_management.user_action_counter (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  last bigint NOT NULL
) WITH (fillfactor = 10);

LOCK TABLE key_management.user_actions IN SHARE ROW EXCLUSIVE MODE;
INSERT INTO key_management.user_action_ordinals (ordinal, action)
SELECT row_number() OVER (ORDER BY ordinal), ordinal FROM key_management.user_actions;
INSERT INTO key_management.user_action_counter (last) SELECT count(*) FROM key_management.user_action_ordinals;

-- Guarantee: ordinals are 1..N without a hole, and one becomes visible only after all before it: the counter's row is locked
-- from here until the commit is done. Lock: that row, taken at commit, after everything else that the transaction does, so
-- nobody who holds it waits for anybody. Fails: 55P03 lock_timeout; then nothing of the transaction happens.
CREATE FUNCTION key_management.number_user_action() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_ordinal bigint;
BEGIN
  UPDATE key_management.user_action_counter SET last = last + 1 RETURNING last INTO v_ordinal;
  INSERT INTO key_management.user_action_ordinals (ordinal, action) VALUES (v_ordinal, new.ordinal);
  RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER user_actions_are_numbered AFTER INSERT ON key_management.user_actions
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION key_management.number_user_action();
ALTER TABLE key_management.user_actions ENABLE ALWAYS TRIGGER user_actions_are_numbered;

-- A row as it is sealed: the canonical JSON of `line` is its leaf's input. Times to the microsecond, as they are stored.
CREATE VIEW key_management.user_action_lines AS
SELECT o.ordinal, jsonb_build_object(
  'ordinal', o.ordinal,
  'row', a.ordinal,
  'time', to_char(a.time AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
  'account_id', a.account_id,
  'actor_type', a.actor_type,
  'actor_id', a.actor_id,
  'action', a.action,
  'user_id', a.user_id,
  'invitation_id', a.invitation_id,
  'role', a.role,
  'request_id', a.request_id
) AS line
FROM key_management.user_action_ordinals o JOIN key_management.user_actions a ON a.ordinal = o.action;

-- Guarantee: removes what was done more than `p_days` ago, the oldest first, at most `p_limit` rows, and answers how many. A row
-- goes only with all before it, and only when its leaf is in the tree, under a seal if there are any: what comes after it still
-- verifies. Fails: 22023 for less than 30 days.
CREATE FUNCTION key_management.remove_old_user_actions(p_days integer, p_limit integer) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_through bigint;
  v_removed bigint;
BEGIN
  IF p_days IS NULL OR p_days < 30 THEN
    RAISE EXCEPTION USING ERRCODE = '22023', MESSAGE = 'what was done is kept for 30 days at least';
  END IF;
  SELECT coalesce(max(coalesce(
    (SELECT max(s.size) FROM key_management.seals s WHERE s.log = h.log AND s.log_id = h.log_id), h.size)), 0)
  INTO v_through FROM key_management.tree_heads h WHERE h.log = 'user-actions';
  PERFORM set_config('key_management.retention', 'on', true);
  WITH oldest AS MATERIALIZED (
    SELECT o.ordinal, o.action, a.time FROM key_management.user_action_ordinals o
    JOIN key_management.user_actions a ON a.ordinal = o.action
    WHERE o.ordinal <= v_through
    ORDER BY o.ordinal
    LIMIT p_limit
  ), old AS MATERIALIZED (
    SELECT ordinal, action FROM (
      SELECT *, max(time) OVER (ORDER BY ordinal) AS latest FROM oldest
    ) AS t
    WHERE t.latest < now() - p_days * interval '1 day'
  ), unnumbered AS (
    DELETE FROM key_management.user_action_ordinals o USING old WHERE o.ordinal = old.ordinal
  ), removed AS (
    DELETE FROM key_management.user_actions a USING old WHERE a.ordinal = old.action RETURNING 1
  )
  SELECT count(*) INTO v_removed FROM removed;
  PERFORM set_config('key_management.retention', 'off', true);
  RETURN v_removed;
END
$$;
REVOKE ALL ON FUNCTION key_management.remove_old_user_actions(integer, integer), key_management.number_user_action() FROM PUBLIC;

-- Guarantee: rows go through remove_old_user_actions, which sets what is asked for here, and none that is younger than 30 days,
-- whoever asks.
DROP TRIGGER user_actions_are_kept ON key_management.user_actions;
CREATE TRIGGER user_actions_are_kept BEFORE UPDATE OR TRUNCATE ON key_management.user_actions
FOR EACH STATEMENT EXECUTE FUNCTION key_management.refuse_change();
CREATE TRIGGER user_actions_go_by_retention BEFORE DELETE ON key_management.user_actions
FOR EACH STATEMENT WHEN (current_setting('key_management.retention', true) IS DISTINCT FROM 'on')
EXECUTE FUNCTION key_management.refuse_change();
CREATE TRIGGER young_user_actions_stay BEFORE DELETE ON key_management.user_actions
FOR EACH ROW WHEN (old.time >= now() - interval '30 days')
EXECUTE FUNCTION key_management.refuse_change();
ALTER TABLE key_management.user_actions ENABLE ALWAYS TRIGGER user_actions_are_kept;
ALTER TABLE key_management.user_actions ENABLE ALWAYS TRIGGER user_actions_go_by_retention;
ALTER TABLE key_management.user_actions ENABLE ALWAYS TRIGGER young_user_actions_stay;

CREATE TRIGGER ordinals_are_kept BEFORE UPDATE OR TRUNCATE ON key_management.user_action_ordinals
FOR EACH STATEMENT EXECUTE FUNCTION key_management.refuse_change();
CREATE TRIGGER ordinals_go_by_retention BEFORE DELETE ON key_management.user_action_ordinals
FOR EACH STATEMENT WHEN (current_setting('key_management.retention', true) IS DISTINCT FROM 'on')
EXECUTE FUNCTION key_management.refuse_change();
ALTER TABLE key_management.user_action_ordinals ENABLE ALWAYS TRIGGER ordinals_are_kept;
ALTER TABLE key_management.user_action_ordinals ENABLE ALWAYS TRIGGER ordinals_go_by_retention;
