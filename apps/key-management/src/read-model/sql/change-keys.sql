-- Changes to keys: $1 is a JSON array; a member that is absent stays as it is. Never backwards.
WITH changed AS (
  UPDATE key_management.api_keys AS t SET
    label = coalesce(r.label, t.label),
    label_folded = coalesce(r.label_folded, t.label_folded),
    revoked_at = coalesce(r.revoked_at, t.revoked_at),
    revoked_by_type = coalesce(r.revoked_by_type, t.revoked_by_type),
    revoked_by_id = coalesce(r.revoked_by_id, t.revoked_by_id),
    version = r.version
  FROM jsonb_to_recordset($1::jsonb) AS r (
    id uuid, label text, label_folded text, revoked_at timestamptz, revoked_by_type text, revoked_by_id text,
    version bigint)
  WHERE t.id = r.id AND r.version > t.version
  RETURNING t.id, t.revoked, t.label_folded
)
UPDATE key_management.api_key_uses AS u SET revoked = changed.revoked, label_folded = changed.label_folded
FROM changed WHERE u.key_id = changed.id
