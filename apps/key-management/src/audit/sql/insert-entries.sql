-- Applied again it changes nothing: an ordinal is one event for ever, see the tree of its log.
INSERT INTO key_management.audit_entries
  (ordinal, account_id, key_id, id, type, actor, effective_at, position, line)
SELECT * FROM unnest($1::bigint[], $2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::timestamptz[], $8::text[], $9::bytea[])
ON CONFLICT DO NOTHING
