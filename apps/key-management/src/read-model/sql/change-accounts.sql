-- Changes to accounts: $1 is a JSON array; a member that is absent stays as it is. Never backwards.
UPDATE key_management.accounts AS t SET
  operating_model = coalesce(r.operating_model, t.operating_model),
  version = r.version
FROM jsonb_to_recordset($1::jsonb) AS r (id uuid, operating_model text, version bigint)
WHERE t.id = r.id AND r.version > t.version
