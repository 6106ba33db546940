-- What began in a batch: $1 is a JSON object of rows by table. What is there already began before, and stays.
WITH unreadable AS (
  INSERT INTO key_management.audit_unreadable SELECT ordinal::bigint FROM jsonb_array_elements($1::jsonb -> 'unreadable') AS r (ordinal)
  ON CONFLICT DO NOTHING
), models AS (
  INSERT INTO key_management.audit_models
  SELECT * FROM jsonb_populate_recordset(NULL::key_management.audit_models, $1::jsonb -> 'models') ON CONFLICT DO NOTHING
), merchants AS (
  INSERT INTO key_management.audit_merchants
  SELECT * FROM jsonb_populate_recordset(NULL::key_management.audit_merchants, $1::jsonb -> 'merchants') ON CONFLICT DO NOTHING
), forward_urls AS (
  INSERT INTO key_management.audit_forward_urls
  SELECT * FROM jsonb_populate_recordset(NULL::key_management.audit_forward_urls, $1::jsonb -> 'forward_urls')
  ON CONFLICT DO NOTHING
), destinations AS (
  INSERT INTO key_management.audit_destinations
  SELECT * FROM jsonb_populate_recordset(NULL::key_management.audit_destinations, $1::jsonb -> 'destinations')
  ON CONFLICT DO NOTHING
)
INSERT INTO key_management.audit_keys
SELECT * FROM jsonb_populate_recordset(NULL::key_management.audit_keys, $1::jsonb -> 'keys') ON CONFLICT DO NOTHING
