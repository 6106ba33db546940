-- What ended in a batch that had begun before it: $1 is a JSON object of rows by table. What has ended once has ended.
WITH merchants AS (
  UPDATE key_management.audit_merchants t SET removed = r.removed
  FROM jsonb_populate_recordset(NULL::key_management.audit_merchants, $1::jsonb -> 'merchants') r
  WHERE t.account_id = r.account_id AND t.merchant_id = r.merchant_id AND t.removed IS NULL
), destinations AS (
  UPDATE key_management.audit_destinations t SET removed = r.removed
  FROM jsonb_populate_recordset(NULL::key_management.audit_destinations, $1::jsonb -> 'destinations') r
  WHERE t.account_id = r.account_id AND t.destination_id = r.destination_id AND t.removed IS NULL
)
UPDATE key_management.audit_keys t
SET revoked = r.revoked, revoked_at = r.revoked_at, revoked_effective_at = r.revoked_effective_at, revoked_by = r.revoked_by
FROM jsonb_populate_recordset(NULL::key_management.audit_keys, $1::jsonb -> 'keys') r
WHERE t.key_id = r.key_id AND t.revoked IS NULL
