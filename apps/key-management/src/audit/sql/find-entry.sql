SELECT * FROM key_management.audit_entries WHERE id = $1 AND account_id = $2 ORDER BY ordinal LIMIT 1
