-- Who signs in to the dashboard. None of this is in the event log and none of it is derived from it. Times are those of the
-- service's clock. What lets somebody in (session ids, one-time tokens, device ids) is kept as its SHA-256 alone.

CREATE TABLE key_management.users (
  id uuid PRIMARY KEY,
  account_id uuid NOT NULL,
  email text NOT NULL,
  -- As it is compared, in the whole installation.
  email_folded text COLLATE "C" NOT NULL,
  name text NOT NULL,
  role text NOT NULL CHECK (role IN ('owner', 'admin', 'viewer')),
  -- PHC string of argon2id. Null: whoever was removed has none.
  password_hash text,
  created_at timestamptz NOT NULL,
  last_signed_in_at timestamptz,
  removed_at timestamptz,
  CHECK ((password_hash IS NULL) = (removed_at IS NOT NULL))
);
-- Removal frees the address.
CREATE UNIQUE INDEX users_by_email ON key_management.users (email_folded) WHERE removed_at IS NULL;
CREATE INDEX users_by_age ON key_management.users (account_id, created_at, id);

CREATE TABLE key_management.sessions (
  id_hash bytea PRIMARY KEY CHECK (octet_length(id_hash) = 32),
  user_id uuid NOT NULL REFERENCES key_management.users (id),
  signed_in_at timestamptz NOT NULL,
  -- When the password was last given.
  confirmed_at timestamptz NOT NULL,
  -- Not written at each request: up to a minute behind.
  last_seen_at timestamptz NOT NULL
);
CREATE INDEX sessions_by_user ON key_management.sessions (user_id);
CREATE INDEX sessions_by_use ON key_management.sessions (last_seen_at);

-- Browsers that somebody has signed in with: their attempts are counted apart from those of others.
CREATE TABLE key_management.known_devices (
  id_hash bytea PRIMARY KEY CHECK (octet_length(id_hash) = 32),
  user_id uuid NOT NULL REFERENCES key_management.users (id),
  expires_at timestamptz NOT NULL
);
CREATE INDEX known_devices_by_user ON key_management.known_devices (user_id, expires_at);
CREATE INDEX known_devices_by_expiry ON key_management.known_devices (expires_at);

-- Invitations and password resets that nobody has used. Used, withdrawn or replaced: the row is gone.
CREATE TABLE key_management.one_time_links (
  id uuid PRIMARY KEY,
  token_hash bytea NOT NULL UNIQUE CHECK (octet_length(token_hash) = 32),
  kind text NOT NULL CHECK (kind IN ('invitation', 'password_reset')),
  account_id uuid NOT NULL,
  email text,
  email_folded text COLLATE "C",
  role text CHECK (role IN ('owner', 'admin', 'viewer')),
  user_id uuid REFERENCES key_management.users (id),
  created_at timestamptz NOT NULL,
  created_by_type text NOT NULL,
  created_by_id text NOT NULL,
  expires_at timestamptz NOT NULL,
  CHECK ((kind = 'invitation') = (email IS NOT NULL AND email_folded IS NOT NULL AND role IS NOT NULL)),
  CHECK ((kind = 'password_reset') = (user_id IS NOT NULL))
);
-- One invitation for an address in an account, one reset for a user: another one takes its place.
CREATE UNIQUE INDEX invitations_by_email ON key_management.one_time_links (account_id, email_folded)
  WHERE kind = 'invitation';
CREATE UNIQUE INDEX password_resets_by_user ON key_management.one_time_links (user_id) WHERE kind = 'password_reset';
CREATE INDEX one_time_links_by_age ON key_management.one_time_links (account_id, created_at, id);
CREATE INDEX one_time_links_by_expiry ON key_management.one_time_links (expires_at);

-- How often something was tried in vain. `bucket` is an HMAC of what is counted, so that nothing that was typed is here.
CREATE TABLE key_management.throttle_buckets (
  bucket bytea PRIMARY KEY CHECK (octet_length(bucket) = 32),
  -- As of `counted_at`; it leaks away with time.
  failures double precision NOT NULL,
  counted_at timestamptz NOT NULL,
  -- No attempt before then.
  open_at timestamptz NOT NULL,
  -- Nothing is left of it from then on.
  expires_at timestamptz NOT NULL
) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05);
CREATE INDEX throttle_buckets_by_expiry ON key_management.throttle_buckets (expires_at);

-- What was done about users, by whom. Ids only. Written in the transaction that does it, and never changed. `ordinal` grows;
-- one that is missing belonged to a transaction that was rolled back.
CREATE TABLE key_management.user_actions (
  ordinal bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  time timestamptz NOT NULL,
  -- Null, like the user: somebody tried to sign in as nobody we know.
  account_id uuid,
  -- Null: whoever did it had not proved who they are.
  actor_type text,
  actor_id text,
  action text NOT NULL CHECK (action IN (
    'signed_in', 'sign_in_failed', 'signed_out', 'signed_out_everywhere', 'confirmed', 'confirmation_failed',
    'password_changed', 'password_reset_issued', 'password_reset', 'invited', 'invitation_withdrawn',
    'invitation_accepted', 'role_changed', 'renamed', 'removed'
  )),
  user_id uuid,
  invitation_id uuid,
  -- The one that was given, of `invited`, `invitation_accepted` and `role_changed`.
  role text,
  request_id text NOT NULL,
  CHECK ((actor_type IS NULL) = (actor_id IS NULL))
);
CREATE INDEX user_actions_by_account ON key_management.user_actions (account_id, ordinal);

CREATE FUNCTION key_management.refuse_change() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
  RAISE EXCEPTION USING
    ERRCODE = 'object_not_in_prerequisite_state',
    MESSAGE = format('%s on %I.%I: what was done is never changed or removed', tg_op, tg_table_schema, tg_table_name);
END
$$;
CREATE TRIGGER user_actions_are_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON key_management.user_actions
FOR EACH STATEMENT EXECUTE FUNCTION key_management.refuse_change();
-- ALWAYS: session_replication_role does not switch it off.
ALTER TABLE key_management.user_actions ENABLE ALWAYS TRIGGER user_actions_are_kept;
