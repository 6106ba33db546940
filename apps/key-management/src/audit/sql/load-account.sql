-- What was true of the account $1 between the ordinals $2 and $3: one object. $4: the merchant that is asked about, removed or
-- not; $5: the host. Of what changes, also what was there when it began.
SELECT
  (SELECT coalesce(json_agg(json_build_array(ordinal, operating_model) ORDER BY ordinal), '[]')
   FROM key_management.audit_models
   WHERE account_id = $1 AND ordinal <= $3 AND ordinal >= coalesce(
     (SELECT max(ordinal) FROM key_management.audit_models WHERE account_id = $1 AND ordinal <= $2), 0)) AS models,
  (SELECT coalesce(json_agg(json_build_array(merchant_id, added, removed) ORDER BY added), '[]')
   FROM key_management.audit_merchants
   WHERE account_id = $1 AND added <= $3 AND (removed IS NULL OR removed > $2 OR merchant_id = $4)) AS merchants,
  (SELECT coalesce(json_agg(json_build_array(ordinal, url) ORDER BY ordinal), '[]')
   FROM key_management.audit_forward_urls
   WHERE account_id = $1 AND merchant_id = $4 AND ordinal <= $3) AS forward_urls,
  (SELECT coalesce(json_agg(json_build_array(allowed, removed, details) ORDER BY allowed), '[]')
   FROM key_management.audit_destinations
   WHERE account_id = $1 AND host = $5 AND allowed <= $3 AND (removed IS NULL OR removed > $2)) AS destinations
