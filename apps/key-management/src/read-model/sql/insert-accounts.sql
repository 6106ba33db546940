-- New accounts: $1 is a JSON array of rows. Applied again it changes nothing.
INSERT INTO key_management.accounts AS t (id, name, operating_model, created_at, version)
SELECT id, name, operating_model, created_at, version
FROM jsonb_to_recordset($1::jsonb) AS r (
  id uuid, name text, operating_model text, created_at timestamptz, version bigint)
ON CONFLICT (id) DO UPDATE SET
  name = excluded.name,
  operating_model = excluded.operating_model,
  created_at = excluded.created_at,
  version = excluded.version
WHERE excluded.version > t.version
