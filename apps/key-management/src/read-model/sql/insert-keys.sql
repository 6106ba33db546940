-- New keys: $1 is a JSON array of rows. Applied again it changes nothing.
WITH changed AS (
  INSERT INTO key_management.api_keys AS t
    (id, account_id, label, label_folded, display, merchant_ids, features, replaces, created_at, created_by_type,
     created_by_id, revoked_at, revoked_by_type, revoked_by_id, version)
  SELECT id, account_id, label, label_folded, display, merchant_ids, features, replaces, created_at, created_by_type,
    created_by_id, revoked_at, revoked_by_type, revoked_by_id, version
  FROM jsonb_to_recordset($1::jsonb) AS r (
    id uuid, account_id uuid, label text, label_folded text, display text, merchant_ids uuid[], features text[],
    replaces uuid, created_at timestamptz, created_by_type text, created_by_id text, revoked_at timestamptz,
    revoked_by_type text, revoked_by_id text, version bigint)
  ON CONFLICT (id) DO UPDATE SET
    label = excluded.label,
    label_folded = excluded.label_folded,
    revoked_at = excluded.revoked_at,
    revoked_by_type = excluded.revoked_by_type,
    revoked_by_id = excluded.revoked_by_id,
    version = excluded.version
  WHERE excluded.version > t.version
  RETURNING t.id, t.account_id, t.revoked, t.label_folded
)
INSERT INTO key_management.api_key_uses (key_id, account_id, revoked, label_folded)
SELECT id, account_id, revoked, label_folded FROM changed
ON CONFLICT (key_id) DO UPDATE SET revoked = excluded.revoked, label_folded = excluded.label_folded
