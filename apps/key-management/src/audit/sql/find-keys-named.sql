SELECT key_id, created_at FROM key_management.audit_keys
WHERE account_id = $1 AND (key_id = $2::uuid OR display = $3) ORDER BY created LIMIT 100
